//! Firefox with the extension.
//!
//! The button is clicked and the keys are pressed in the browser's own window, not in the page and not by a function of the extension:
//! it is what a person does, and grants `activeTab` as that does. `geckodriver` allows it with `--allow-system-access` alone.

use std::time::{Duration, Instant};
use std::{fs, thread};

use http::Method;
use reportedly_server::{Server, Site};
use serde::de::DeserializeOwned;
use serde_json::json;
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::error::WebDriverResult;
use thirtyfour::extensions::addons::firefox::FirefoxTools;
use thirtyfour::{By, Key, RequestData, SessionId, WebDriver, WindowHandle};
use tokio::runtime::{Builder, Runtime};

use crate::driver::Driver;
use crate::outside::Outside;
use crate::setup::Setup;

/// How long something may take to come about, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// The extension's button, which Firefox names after its id in the manifest, and where it stands: an extension that is new has it in a
/// menu.
const BUTTON: &str = "#reportedly_reportedly_example-BAP";
const PLACE_BUTTON: &str =
    "CustomizableUI.addWidgetToArea('reportedly_reportedly_example-browser-action', CustomizableUI.AREA_NAVBAR)";

/// Whether a window has the panel's page, and all of it.
const IS_PANEL: &str = "return location.pathname.endsWith('/panel.html') && document.readyState === 'complete'";

/// A Firefox with the extension, one tab, and a server with pages.
#[derive(Debug)]
pub struct FirefoxVisit {
    session: WebDriver,
    tab: WindowHandle,
    server: Server,
    outside: Outside,
    runtime: Runtime,
    /// Ends the browser, after the session has been left.
    _driver: Driver,
}

/// Where Firefox asks for settings and lists of its own.
const MAKERS: [&str; 4] = [".mozilla.com", ".mozilla.net", ".mozilla.org", ".firefox.com"];

/// What scripts and clicks are for: pages, or the windows of the browser itself.
#[derive(Debug, Clone, Copy)]
enum Context {
    Pages,
    Browser,
}

impl FormatRequestData for Context {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let name = match self {
            Context::Pages => "content",
            Context::Browser => "chrome",
        };
        let path = format!("session/{session}/moz/context");
        RequestData::new(Method::POST, path).add_body(json!({ "context": name }))
    }
}

impl FirefoxVisit {
    /// Starts a browser, installs the folder that `cargo xtask test` has packed until it ends, and serves a site.
    ///
    /// # Panics
    /// When there is no browser, or no extension, or the browser refuses it.
    pub fn start(site: Site) -> FirefoxVisit {
        let setup = Setup::from_environment();
        let folder = setup.dist.join("extension/firefox");
        let folder = fs::canonicalize(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let outside = Outside::watch();
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
        let (driver, session) = runtime.block_on(Driver::with_session(&setup, &outside.proxy()));
        let installed = async {
            let path = folder.to_str().expect("the folder's path is text");
            FirefoxTools::new(session.handle().clone()).install_addon(path, Some(true)).await?;
            session.window().await
        };
        let tab = runtime.block_on(installed).unwrap_or_else(|error| panic!("cannot install it: {error}"));
        let visit = FirefoxVisit { session, tab, server: Server::start(site), outside, runtime, _driver: driver };
        visit.in_browser(async || visit.session.execute(PLACE_BUTTON, Vec::new()).await.map(drop));
        visit
    }

    /// Opens a page of the site.
    pub fn open_page(&self, page: &str) {
        self.done("open a page", self.session.goto(format!("{}{page}", self.server.url())));
    }

    /// Clicks on the extension's button with the mouse.
    pub fn click(&self) {
        self.in_browser(async || self.session.find(By::Css(BUTTON)).await?.click().await);
    }

    /// Presses Alt, Shift and R.
    pub fn press_keys(&self) {
        self.in_browser(async || {
            let keys = self.session.action_chain().key_down(Key::Alt).key_down(Key::Shift).send_keys("R");
            keys.key_up(Key::Shift).key_up(Key::Alt).perform().await
        });
    }

    /// Does something in the browser's own window.
    fn in_browser(&self, act: impl AsyncFn() -> WebDriverResult<()>) {
        self.done("act in the browser's window", async {
            self.session.handle().cmd(Context::Browser).await?;
            let acted = act().await;
            self.session.handle().cmd(Context::Pages).await?;
            acted
        });
    }

    /// What a script of the tab's page returns.
    pub fn script<T: DeserializeOwned>(&self, script: &str) -> T {
        self.script_in(&self.tab, script)
    }

    /// The same of the panel, which has a window of its own.
    pub fn script_in_panel<T: DeserializeOwned>(&self, script: &str) -> T {
        let panel = self.panel().expect("there is a panel");
        self.script_in(&panel, script)
    }

    fn script_in<T: DeserializeOwned>(&self, window: &WindowHandle, script: &str) -> T {
        self.done(script, self.executed_in(window, script))
    }

    async fn executed_in<T: DeserializeOwned>(&self, window: &WindowHandle, script: &str) -> WebDriverResult<T> {
        self.session.switch_to_window(window.clone()).await?;
        let returned = self.session.execute(script, Vec::new()).await;
        self.session.switch_to_window(self.tab.clone()).await?;
        returned?.convert()
    }

    /// The window of the panel, if there is one.
    fn panel(&self) -> Option<WindowHandle> {
        self.done("look for windows", self.session.windows()).into_iter().find(|window| *window != self.tab)
    }

    /// Whether the panel has a window.
    pub fn has_panel(&self) -> bool {
        self.panel().is_some()
    }

    /// Waits until the panel has a window, and its page is loaded in it.
    ///
    /// A new window has an empty page first. A script that is in that page when the panel's replaces it returns nothing, or fails.
    ///
    /// # Panics
    /// When it does not come.
    pub fn wait_for_panel(&self) {
        self.wait_until("the panel is there", || {
            let Some(panel) = self.panel() else { return false };
            let loaded: WebDriverResult<Option<bool>> = self.runtime.block_on(self.executed_in(&panel, IS_PANEL));
            matches!(loaded, Ok(Some(true)))
        });
    }

    /// Waits until a condition holds.
    ///
    /// # Panics
    /// When it does not come to hold.
    pub fn wait_until(&self, what: &str, holds: impl Fn() -> bool) {
        let began = Instant::now();
        while !holds() {
            assert!(began.elapsed() < PATIENCE, "{what}: it did not come about");
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// What was asked for at other machines, but for what Firefox asks of its makers by itself.
    pub fn asked_for(&self) -> Vec<String> {
        self.outside.asked_for().into_iter().filter(|request| !is_of_firefox(request)).collect()
    }

    /// What was asked for at the site.
    pub fn requests(&self) -> Vec<String> {
        self.server.requests()
    }

    fn done<T>(&self, what: &str, act: impl Future<Output = WebDriverResult<T>>) -> T {
        self.runtime.block_on(act).unwrap_or_else(|error| panic!("{what}: {error}"))
    }
}

/// Whether the first line of a request is to a machine of Firefox' makers.
fn is_of_firefox(request: &str) -> bool {
    let host = request.strip_prefix("CONNECT ").and_then(|rest| rest.split(':').next()).unwrap_or_default();
    MAKERS.iter().any(|maker| host.ends_with(maker))
}

impl Drop for FirefoxVisit {
    fn drop(&mut self) {
        // The driver ends the browser either way, and a failure here must not hide another one.
        let _ = self.runtime.block_on(async { tokio::time::timeout(PATIENCE, self.session.clone().quit()).await });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_to_others_is_not_firefox_own() {
        assert!(is_of_firefox("CONNECT firefox.settings.services.mozilla.com:443 HTTP/1.1"));
        for other in ["CONNECT example.org:443 HTTP/1.1", "GET http://example.org/x.mozilla.com HTTP/1.1", ""] {
            assert!(!is_of_firefox(other), "{other}");
        }
    }
}
