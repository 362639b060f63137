//! The page, as a reader meets it: what can be done with it and what is seen.

mod act;
mod see;

use std::cell::RefCell;
use std::fmt::{self, Debug};
use std::time::{Duration, Instant};

use reportedly_server::Server;
use serde::de::DeserializeOwned;
use serde_json::Value;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{By, WebDriver, WebElement};

use crate::browser::Browser;
use crate::outside::Outside;

pub use see::{Bounds, Focused, Mark, Shown, State, Statement};

/// How long anything may take before a test gives up, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// How long a browser that does nothing else may take to answer.
const ANSWER: Duration = Duration::from_secs(20);

/// How often a condition is looked at again.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// An open page. Every method panics when the browser does not do what is asked, which ends the test.
pub struct Page {
    session: WebDriver,
    browser: Browser,
    server: Server,
    neighbour: Option<Server>,
    outside: Outside,
    steps: RefCell<Vec<String>>,
    console: RefCell<Vec<String>>,
}

impl fmt::Debug for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page").field("url", &self.server.url()).field("steps", &self.steps).finish_non_exhaustive()
    }
}

impl Page {
    pub(crate) fn new(
        session: WebDriver,
        browser: Browser,
        server: Server,
        neighbour: Option<Server>,
        outside: Outside,
    ) -> Page {
        Page { session, browser, server, neighbour, outside, steps: RefCell::default(), console: RefCell::default() }
    }

    /// Opens a page of the site, or a file of this machine by its `file:` address. Returns when the browser has read the page's HTML and begun to run its scripts.
    pub(crate) async fn open(&self, page: &str) {
        let url = if page.starts_with("file:") { page.to_owned() } else { [self.server.url(), page].concat() };
        self.step(format!("open {url}"));
        self.arrive("open the page", self.session.goto(url)).await;
    }

    /// Goes to this address, which is another document than the one that is shown.
    pub async fn go_to(&self, address: &str) {
        self.step(format!("go to {address}"));
        self.arrive("go there", self.session.goto(address)).await;
    }

    /// Goes to another document, or to the same one anew. The driver waits until the document is there; WebKit's cannot.
    async fn arrive(&self, what: &str, go: impl Future<Output = WebDriverResult<()>>) {
        const ORIGIN: &str = "return performance.timeOrigin";
        const IS_THERE: &str = "return performance.timeOrigin !== arguments[0] && document.readyState !== 'loading'";
        if self.browser != Browser::WebKit {
            return self.done(what, go.await);
        }
        let before: Value = self.script(ORIGIN, Vec::new()).await;
        self.done(what, go.await);
        // A document that goes answers nothing.
        let is_there = async || self.session.execute(IS_THERE, vec![before.clone()]).await.ok()?.convert::<bool>().ok();
        self.wait_until("the page", async || is_there().await.filter(|is_there| *is_there)).await;
    }

    /// Whether the browser does what it is asked at all.
    pub(crate) async fn answers(&self) -> bool {
        let asked = tokio::time::timeout(ANSWER, self.session.execute("return 1", Vec::new())).await;
        asked.is_ok_and(|answer| answer.is_ok())
    }

    /// The session, for what only one test needs.
    pub fn session(&self) -> &WebDriver {
        &self.session
    }

    /// What was done so far, for the report of a failure.
    pub(crate) fn steps(&self) -> Vec<String> {
        self.steps.borrow().clone()
    }

    fn step(&self, step: impl Into<String>) {
        self.steps.borrow_mut().push(step.into());
    }

    fn done<T>(&self, what: &str, result: WebDriverResult<T>) -> T {
        result.unwrap_or_else(|error| panic!("the browser could not {what}: {error}"))
    }

    /// Waits until `look` sees something, and returns it.
    ///
    /// # Panics
    /// When it is not there in time; the message names `what` and the steps so far.
    pub async fn wait_until<T>(&self, what: &str, look: impl AsyncFn() -> Option<T>) -> T {
        let began = Instant::now();
        loop {
            if let Some(seen) = look().await {
                return seen;
            }
            assert!(began.elapsed() < PATIENCE, "waited {PATIENCE:?} in vain for {what}");
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Waits until something that is looked at repeatedly is as expected; fails with what it was at last.
    ///
    /// # Panics
    /// When it is not so in time.
    pub async fn wait_for_equal<T: PartialEq + Debug>(&self, what: &str, expected: T, look: impl AsyncFn() -> T) {
        let began = Instant::now();
        loop {
            let seen = look().await;
            if seen == expected {
                return;
            }
            assert!(began.elapsed() < PATIENCE, "waited {PATIENCE:?} for {what} to be {expected:?}; it is {seen:?}");
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// How far the page is scrolled, in pixels, when it rests.
    ///
    /// # Panics
    /// When it does not rest in time.
    pub async fn scrolled(&self) -> f64 {
        let now = async || self.script::<f64>("return scrollY", Vec::new()).await;
        self.wait_until("the page to rest", async || {
            let before = now().await;
            tokio::time::sleep(Duration::from_millis(120)).await;
            Some(now().await).filter(|after| *after == before)
        })
        .await
    }

    /// Tries until the browser does it; fails with why it did not at last.
    async fn until_done<T>(&self, what: &str, attempt: impl AsyncFn() -> WebDriverResult<T>) -> T {
        let began = Instant::now();
        loop {
            match attempt().await {
                Ok(done) => return done,
                Err(error) if began.elapsed() >= PATIENCE => {
                    panic!("tried for {:?} in vain to {what}: {error}", began.elapsed())
                }
                Err(_) => tokio::time::sleep(LOOK_AGAIN).await,
            }
        }
    }

    /// Runs a script in the page and reads what it returns.
    pub async fn script<T: DeserializeOwned>(&self, script: &str, arguments: Vec<Value>) -> T {
        let returned = self.done("run a script", self.session.execute(script, arguments).await);
        self.done("read what a script returned", returned.convert())
    }

    /// The first element that fits a selector, waited for.
    async fn element(&self, selector: &str) -> WebElement {
        self.until_done(&format!("find {selector}"), async || self.session.find(By::Css(selector)).await).await
    }
}
