//! A running browser, which serves one visit after the other.
//!
//! A browser's start takes as long as a short test. Visits share a browser therefore, and nothing else. Each has an origin of its own (a port
//! that no visit of this process had before), and by that its own storage, service workers, caches and permissions. It has a window of its
//! own as well, the only one that is open.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde_json::json;
use thirtyfour::WebDriver;
use thirtyfour::error::WebDriverResult;
use tokio::runtime::{Builder, Runtime};

use crate::browser::Browser;
use crate::driver::Driver;
use crate::outside::Outside;
use crate::setup::Setup;

/// How many visits a browser serves, so that what they leave in its memory and on the disk has an end.
const VISITS: usize = 40;

/// How long a browser may take to change its windows, on a busy machine.
const WINDOWS: Duration = Duration::from_secs(20);

/// Those that wait for a visit.
static WAITING: Mutex<Vec<RunningBrowser>> = Mutex::new(Vec::new());

/// A browser, its driver, and the world outside of it.
#[derive(Debug)]
pub(crate) struct RunningBrowser {
    /// Ends before the session with it does, which would otherwise wait for an answer.
    pub(crate) driver: Driver,
    pub(crate) session: WebDriver,
    pub(crate) outside: Outside,
    /// The connections of the session live in it.
    pub(crate) runtime: Runtime,
    visits: usize,
}

impl RunningBrowser {
    /// Starts one with a fresh profile.
    ///
    /// # Panics
    /// When it cannot be started.
    pub(crate) fn start(setup: &Setup) -> RunningBrowser {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
        let outside = Outside::watch();
        let (driver, session) = runtime.block_on(Driver::with_session(setup, &outside.proxy()));
        RunningBrowser { driver, session, outside, runtime, visits: 0 }
    }

    /// One that has served other visits, or a new one. Either has an empty window and no other.
    ///
    /// # Panics
    /// When none can be started.
    pub(crate) fn waiting_or_started(setup: &Setup) -> RunningBrowser {
        let waiting = WAITING.lock().unwrap_or_else(PoisonError::into_inner).pop();
        waiting.unwrap_or_else(|| {
            let browser = RunningBrowser::start(setup);
            // The window that it starts with has another history than those that are opened.
            let opened = browser.runtime.block_on(browser.fresh_window(setup.browser));
            opened.expect("a browser that has just started opens a window");
            browser
        })
    }

    /// Ends the visit: what it has opened is closed. The browser waits for the next one, or ends, if it has served enough, does not do
    /// what it is asked, or may still ask something of others.
    pub(crate) fn leave(mut self, setup: &Setup) {
        self.visits += 1;
        let serves_on = self.visits < VISITS && self.outside.asked_for().is_empty();
        let is_clean = serves_on
            && self.runtime.block_on(async {
                let cleaned = tokio::time::timeout(WINDOWS, self.fresh_window(setup.browser)).await;
                cleaned.is_ok_and(|cleaned| cleaned.is_ok())
            });
        if is_clean {
            WAITING.lock().unwrap_or_else(PoisonError::into_inner).push(self);
        } else {
            self.quit();
        }
    }

    /// Ends it.
    pub(crate) fn quit(self) {
        let session = self.session.clone();
        // Ends with the driver otherwise.
        let _ = self.runtime.block_on(async { tokio::time::timeout(WINDOWS, session.quit()).await });
    }

    /// Opens a window, closes all others, and forgets what was said on the console.
    async fn fresh_window(&self, browser: Browser) -> WebDriverResult<()> {
        let fresh = self.session.new_window().await?;
        for window in self.session.windows().await? {
            if window != fresh {
                self.session.switch_to_window(window).await?;
                self.session.close_window().await?;
            }
        }
        self.session.switch_to_window(fresh).await?;
        // Other drivers have no log, and focus what they open.
        if browser == Browser::Chromium {
            self.session.cdp().send_raw("Page.bringToFront", json!({})).await?;
            self.session.browser_log().await?;
        }
        Ok(())
    }
}
