//! The browsers that the tests know, and all that differs between them.

use std::path::Path;

use serde_json::{Value, json};
use thirtyfour::Capabilities;

/// A browser. What a test does must not depend on which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Browser {
    /// Chromium and what is built on it, driven by chromedriver.
    Chromium,
}

const CHROMIUM_ARGUMENTS: [&str; 13] = [
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
        (name == "chromium").then_some(Browser::Chromium)
    }

    /// The arguments that make its driver listen on a port of this machine, and write down what it does.
    pub(crate) fn driver_arguments(self, port: u16, log: &Path) -> Vec<String> {
        match self {
            Browser::Chromium => {
                let log = format!("--log-path={}", log.display());
                vec![format!("--port={port}"), "--verbose".to_owned(), "--readable-timestamp".to_owned(), log]
            }
        }
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
        };
        let shared = json!({
            "proxy": { "proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy },
            // A page can be used before all its files are there, and so it is tested.
            "pageLoadStrategy": "eager",
        });
        let mut capabilities = Capabilities::new();
        for (name, value) in [own, shared].iter().filter_map(Value::as_object).flatten() {
            capabilities.set(name, value).expect("a JSON value is JSON");
        }
        capabilities
    }
}
