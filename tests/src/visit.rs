//! A visit: one server, one browser, one test.

use std::any::Any;
use std::collections::BTreeSet;
use std::mem::{replace, take};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;
use std::{fs, thread};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use reportedly_server::{self as server, Fault, Server, Site};
use sha2::{Digest, Sha384};

use crate::evidence;
use crate::page::Page;
use crate::running::RunningBrowser;
use crate::setup::{self, Setup};

/// Visits the page as it is built, at the root of its server.
///
/// # Panics
/// When the test does, or when there is no browser to visit with.
pub fn visit<T>(test: impl AsyncFn(&Page) -> T) -> T {
    Visit::of_the_build().run(test)
}

/// What is to be visited, and what goes wrong on the way.
#[derive(Debug)]
pub struct Visit {
    setup: Setup,
    site: Site,
    /// The page that is opened, below the site's path.
    start: String,
    /// What another origin has.
    neighbour: Option<Site>,
    /// The pages as they are built, with their service worker.
    built: Vec<(String, Vec<u8>)>,
    /// Whether the browser serves no other visit.
    alone: bool,
    /// How long the browser is left alone before.
    rest: Duration,
}

impl Visit {
    /// The page as it is built.
    pub fn of_the_build() -> Visit {
        static BUILD: OnceLock<server::Files> = OnceLock::new();
        let setup = Setup::from_environment();
        let files = BUILD.get_or_init(|| {
            let mut files = server::files(&setup.dist);
            // What lies beside it is on no server.
            files.retain(|name, _| BESIDE.iter().all(|folder| !name.starts_with(folder)));
            files
        });
        Visit::of(setup, files.clone())
    }

    /// The page as one file (`cargo xtask build --single-file`), opened from a disk, with its source changed. It lies in a folder of its
    /// own, in which downloads may lie as well.
    pub fn of_the_single_file(folder: &Path, change: impl FnOnce(String) -> String) -> Visit {
        let visit = Visit::of_the_build();
        let page =
            fs::read_to_string(visit.setup.dist.join("reportedly.html")).expect("the build has the page as one file");
        let file = folder.join("reportedly.html");
        fs::write(&file, change(page)).expect("the file can be written");
        // Files of a disk may share their storage.
        visit.alone().starting_at(&format!("file://{}", file.display()))
    }

    /// Other files than the build's: another build, or a page that a test of the tests needs.
    pub fn of_files(directory: &Path) -> Visit {
        Visit::of(Setup::from_environment(), server::files(directory))
    }

    /// An example, by its path among the examples, which are built for all tests. As `cargo xtask serve --examples` serves
    /// them, another origin has the same files.
    pub fn of_an_example(path: &str) -> Visit {
        let visit = Visit::of_files(&setup::examples()).with_neighbour();
        assert!(visit.site.files.contains_key(path), "there is no example {path}");
        Visit { start: path.to_owned(), ..visit }
    }

    fn of(setup: Setup, files: server::Files) -> Visit {
        let mut site = Site { files, path: "/".to_owned(), ..Site::default() };
        // What a test changes on the server is to be seen, and not what a service worker has cached.
        let pages = site.files.iter_mut().filter(|(name, _)| PAGES.contains(&name.as_str()));
        let built = pages.map(|(name, page)| (name.clone(), replace(page, without_service_worker(page)))).collect();
        Visit { setup, site, start: String::new(), neighbour: None, built, alone: false, rest: Duration::ZERO }
    }

    /// With the page's service worker, which other visits do without. To be said first.
    pub fn with_service_worker(mut self) -> Visit {
        self.site.files.extend(take(&mut self.built));
        self
    }

    /// What is in a file of the site.
    pub fn content(&self, file: &str) -> &[u8] {
        &self.site.files[&self.site.file(file)]
    }

    /// Beginning with this file.
    pub fn starting_at(self, file: &str) -> Visit {
        Visit { start: file.to_owned(), ..self }
    }

    /// With a browser that has served no other visit and will serve none: for what may harm a browser or is told by its state.
    pub fn alone(self) -> Visit {
        Visit { alone: true, ..self }
    }

    /// With a browser of its own that has been left alone for a while: what it does when it starts is not to be timed.
    pub fn rested(self) -> Visit {
        Visit { rest: Duration::from_secs(3), ..self.alone() }
    }

    /// With another origin, which has the same files for all pages. `{{other}}` is its address in pages.
    pub fn with_neighbour(mut self) -> Visit {
        self.neighbour = Some(Site { shared: true, ..self.site.clone() });
        self
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

    /// With other content in this text file, as if it had been built so: whoever knows its hash knows the new one, and whoever
    /// knows theirs.
    pub fn with_changed(mut self, file: &str, change: impl FnOnce(&str) -> String) -> Visit {
        let file = self.site.file(file);
        let before = self.site.files[&file].clone();
        let after = change(&String::from_utf8_lossy(&before)).into_bytes();
        let mut hashes = vec![(hash(&before), hash(&after))];
        self.site.files.insert(file, after);
        while let Some((old, new)) = hashes.pop() {
            for content in self.site.files.values_mut() {
                let Some(text) = str::from_utf8(content).ok().filter(|text| text.contains(&old)) else { continue };
                let changed = text.replace(&old, &new).into_bytes();
                hashes.push((hash(content), hash(&changed)));
                *content = changed;
            }
        }
        self
    }

    /// With these bytes in the place of this file's, until the test mends it: it is damaged.
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

    /// Opens the page, does what the test does and returns what it returns. A failure leaves evidence behind.
    ///
    /// Once in some hundred visits Chromium stops answering. Then there is another visit, and the output says so: a page that
    /// keeps the browser busy for ever does it again. A test that fails is tried once more as well, and the output says so, as
    /// long as no more than `SECOND_ATTEMPTS` tests of a run have needed it: on a machine that does much else, one test in
    /// some hundred meets an order of events that nobody has thought of. What failed is reported either way.
    ///
    /// # Panics
    /// When the test does, or when there is no browser to visit with.
    pub fn run<T>(self, test: impl AsyncFn(&Page) -> T) -> T {
        let mut outcome = self.attempt(&test);
        if outcome.as_ref().is_err_and(|failure| !failure.answers) {
            evidence::tell("the browser does not answer any more; another one is tried");
            outcome = self.attempt(&test);
        } else if let Err(failure) = &outcome
            && SECOND_ATTEMPTS_MADE.fetch_add(1, Ordering::Relaxed) < SECOND_ATTEMPTS
        {
            evidence::tell(&format!("UNSTABLE, and tried once more: {}", failure.message()));
            outcome = self.attempt(&test);
        }
        outcome.unwrap_or_else(|failure| resume_unwind(failure.panic))
    }

    fn attempt<T>(&self, test: &impl AsyncFn(&Page) -> T) -> Result<T, Failure> {
        let start = if self.alone { RunningBrowser::start } else { RunningBrowser::waiting_or_started };
        let browser = start(&self.setup);
        let neighbour = self.neighbour.clone().map(own_origin);
        let other = neighbour.as_ref().map(|other| ("{{other}}".to_owned(), other.url().to_owned()));
        let server = own_origin(Site { words: other.into_iter().collect(), ..self.site.clone() });
        let page = Page::new(browser.session.clone(), self.setup.browser, server, neighbour, browser.outside.clone());
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            browser.runtime.block_on(async {
                tokio::time::sleep(self.rest).await;
                page.open(&self.start).await;
                test(&page).await
            })
        }));
        let outcome = outcome.map_err(|panic| {
            let name = thread::current().name().unwrap_or("visit").replace("::", "-");
            let answers = browser.runtime.block_on(page.answers());
            browser.runtime.block_on(evidence::save(&page, &browser.driver, answers, &name));
            Failure { panic, answers }
        });
        match &outcome {
            Ok(_) if !self.alone => browser.leave(&self.setup),
            Err(failure) if !failure.answers => drop(browser),
            _ => browser.quit(),
        }
        outcome
    }
}

/// Serves a site at an origin that no visit of this process had before. What a browser has stored for another one is not seen there.
fn own_origin(site: Site) -> Server {
    static TAKEN: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    loop {
        let server = Server::start(site.clone());
        // As in "http://127.0.0.1:8080/".
        let origin = server.url().split('/').take(3).collect::<Vec<_>>().join("/");
        if TAKEN.lock().unwrap_or_else(PoisonError::into_inner).insert(origin) {
            return server;
        }
    }
}

/// Folders beside the page in a build: other downloads.
const BESIDE: [&str; 3] = ["extension/", "python/", "release/"];

/// The pages that register a service worker.
const PAGES: [&str; 2] = ["index.html", "compare.html"];

/// A page without the script that registers its service worker.
fn without_service_worker(page: &[u8]) -> Vec<u8> {
    let page = String::from_utf8_lossy(page).into_owned();
    let Some((before, rest)) = page.split_once("<script type=\"module\" src=\"offline.js") else {
        return page.into_bytes();
    };
    let (_, after) = rest.split_once("</script>").expect("a script ends");
    [before, after].concat().into_bytes()
}

/// The SHA-384 of a file in base64, as it stands behind `sha384-` in `integrity` attributes.
pub fn hash(content: &[u8]) -> String {
    BASE64_STANDARD.encode(Sha384::digest(content))
}

/// So many tests of a run may fail once. More are no accident.
const SECOND_ATTEMPTS: usize = 3;

static SECOND_ATTEMPTS_MADE: AtomicUsize = AtomicUsize::new(0);

/// A visit that ended with a panic.
struct Failure {
    panic: Box<dyn Any + Send>,
    /// Whether the browser still did what it was asked.
    answers: bool,
}

impl Failure {
    /// What the test's panic says.
    fn message(&self) -> &str {
        let literal = self.panic.downcast_ref::<&str>().copied();
        let message = literal.or_else(|| self.panic.downcast_ref::<String>().map(String::as_str));
        message.unwrap_or("the panic has no message")
    }
}
