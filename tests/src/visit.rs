//! A visit: one server, one browser, one test.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::driver::Driver;
use crate::evidence;
use crate::outside::Outside;
use crate::page::Page;
use crate::server::{self, Fault, Server, Site};
use crate::setup::Setup;

/// Visits the page as it is built, at the root of its server.
///
/// # Panics
/// When the test does, or when there is no browser to visit with.
pub fn visit(test: impl AsyncFnOnce(&Page)) {
    Visit::of_the_build().run(test);
}

/// What is to be visited, and what goes wrong on the way.
#[derive(Debug)]
pub struct Visit {
    setup: Setup,
    site: Site,
}

impl Visit {
    /// The page as it is built.
    pub fn of_the_build() -> Visit {
        let setup = Setup::from_environment();
        let files = server::files(&setup.dist);
        Visit { setup, site: Site { files, path: "/".to_owned(), faults: Vec::new() } }
    }

    /// Other files than the build's: a page that a test of the tests needs.
    pub fn of_files(directory: &Path) -> Visit {
        let files = server::files(directory);
        Visit { setup: Setup::from_environment(), site: Site { files, path: "/".to_owned(), faults: Vec::new() } }
    }

    /// Under this path, from `/` to `/`, instead of the server's root.
    pub fn under(mut self, path: &str) -> Visit {
        assert!(path.starts_with('/') && path.ends_with('/'), "{path} must begin and end with /");
        path.clone_into(&mut self.site.path);
        self
    }

    /// Without this file: its path is answered with 404, until the test mends it.
    ///
    /// Here and below, a `*` in a file's name stands for the hash that a build puts there.
    pub fn without(self, file: &str) -> Visit {
        self.with_fault(file, Fault::Missing)
    }

    /// With this file coming late.
    pub fn with_late(self, file: &str, delay: Duration) -> Visit {
        self.with_fault(file, Fault::Late(delay))
    }

    /// With this file not coming before the test mends it.
    pub fn with_held(self, file: &str) -> Visit {
        self.with_fault(file, Fault::Held)
    }

    /// With one file more, or in the place of another.
    pub fn with_file(mut self, file: &str, content: String) -> Visit {
        self.site.files.insert(file.to_owned(), content.into_bytes());
        self
    }

    /// With other content in this text file.
    pub fn with_changed(mut self, file: &str, change: impl FnOnce(&str) -> String) -> Visit {
        let file = self.site.file(file);
        self.site.files.entry(file).and_modify(|content| {
            *content = change(&String::from_utf8_lossy(content)).into_bytes();
        });
        self
    }

    /// With these bytes in the place of this file's, until the test mends it.
    pub fn with_replaced(self, file: &str, change: impl FnOnce(&[u8]) -> Vec<u8>) -> Visit {
        let changed = change(&self.site.files[&self.site.file(file)]);
        self.with_fault(file, Fault::Replaced(changed))
    }

    /// With one more header on this file, such as a policy of the site's owner.
    pub fn with_header(self, file: &str, name: &str, value: &str) -> Visit {
        self.with_fault(file, Fault::Header { name: name.to_owned(), value: value.to_owned() })
    }

    fn with_fault(mut self, file: &str, fault: Fault) -> Visit {
        self.site.faults.push((self.site.file(file), fault));
        self
    }

    /// Opens the page and does what the test does. A failure leaves evidence behind.
    ///
    /// # Panics
    /// When the test does, or when there is no browser to visit with.
    pub fn run(self, test: impl AsyncFnOnce(&Page)) {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
        let outside = Outside::watch();
        let server = Server::start(self.site);
        let driver = Driver::start(&self.setup);
        let session = runtime.block_on(driver.session(&self.setup, &outside.proxy()));
        let page = Page::new(session, self.setup.browser, server, outside);
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            runtime.block_on(async {
                page.open().await;
                test(&page).await;
            });
        }));
        if outcome.is_err() {
            let name = thread::current().name().unwrap_or("visit").replace("::", "-");
            runtime.block_on(evidence::save(&page, &name));
        }
        runtime.block_on(page.leave());
        if let Err(panic) = outcome {
            resume_unwind(panic);
        }
    }
}
