//! The browsers that the tests know, and all that differs between them.

use std::path::Path;

use serde_json::{Value, json};
use thirtyfour::Capabilities;

/// A browser. What a test does must not depend on which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Browser {
    /// Chromium and what is built on it, driven by chromedriver. All tests need it: some that other drivers have no words for.
    Chromium,
    /// Firefox, driven by geckodriver.
    Firefox,
    /// `WebKit`, which Safari is built on too, as GTK's small browser, driven by `WebKitWebDriver`. It has windows only, and needs
    /// a screen for them (`DISPLAY`).
    WebKit,
}

pub(crate) const CHROMIUM_ARGUMENTS: [&str; 13] = [
    "--headless=new",
    // What the driver recommends: more reliable than a port.
    "--remote-debugging-pipe",
    // As root, which containers are, Chromium starts only without its sandbox.
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    // What Chromium asks of the network on its own account would look like the page's doing.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=NetworkTimeServiceQuerying,OptimizationHints,OptimizationGuideModelDownloading,\
     AutofillServerCommunication,Translate,AimServerEligibilityEnabled,AimServerRequestOnStartupEnabled",
    // Three more have no switch; at these addresses nobody answers.
    "--component-updater=url-source=http://127.0.0.1:9/",
    "--gaia-url=http://127.0.0.1:9",
    "--gcm-checkin-url=http://127.0.0.1:9/",
];

impl Browser {
    /// The browser of this name.
    pub(crate) fn named(name: &str) -> Option<Browser> {
        match name {
            "chromium" => Some(Browser::Chromium),
            "firefox" => Some(Browser::Firefox),
            "webkit" => Some(Browser::WebKit),
            _ => None,
        }
    }

    /// The driver's arguments: to listen on a port of this machine, and to write down what it does where it can.
    pub(crate) fn driver_arguments(self, port: u16, log: &Path) -> Vec<String> {
        let mut arguments = vec![format!("--port={port}")];
        match self {
            Browser::Chromium => {
                let log = format!("--log-path={}", log.display());
                arguments.extend(["--verbose".to_owned(), "--readable-timestamp".to_owned(), log]);
            }
            // What is tested of the extension begins with a button of the browser's own window.
            Browser::Firefox => arguments.push("--allow-system-access".to_owned()),
            Browser::WebKit => {}
        }
        arguments
    }

    /// What to ask of the driver: this program, without a window, with every connection to anywhere but this machine
    /// going to `proxy`.
    pub(crate) fn capabilities(self, program: &Path, proxy: &str) -> Capabilities {
        let own = match self {
            Browser::Chromium => json!({
                "browserName": "chrome",
                "goog:chromeOptions": { "binary": program, "args": CHROMIUM_ARGUMENTS },
                "goog:loggingPrefs": { "browser": "ALL" },
            }),
            Browser::Firefox => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": {
                    "binary": program, "args": ["-headless"],
                    // A script may write to the clipboard without a click before.
                    "prefs": { "dom.events.testing.asyncClipboard": true },
                },
            }),
            // Where its driver is given a proxy, one in three browsers ends while it starts, and the driver waits for it for ever.
            Browser::WebKit => json!({
                "webkitgtk:browserOptions": {
                    "binary": program,
                    "args": ["--automation", format!("--proxy=http://{proxy}"), "--ignore-host=127.0.0.1"],
                },
                // The driver misses the end of some loads, and answers nothing more where it waits for one: `Page::open` waits.
                "pageLoadStrategy": "none",
            }),
        };
        // Others leave this machine out by themselves. A page can be used before all its files are there, and so it is tested.
        let shared = json!({
            "proxy": { "proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy },
            "pageLoadStrategy": "eager",
        });
        let all = if self == Browser::WebKit { vec![own] } else { vec![own, shared] };
        let mut capabilities = Capabilities::new();
        for (name, value) in all.iter().filter_map(Value::as_object).flatten() {
            capabilities.set(name, value).expect("a JSON value is JSON");
        }
        capabilities
    }
}
