//! Chromium with the extension, and tabs in it.
//!
//! A click on the extension's button is one of the browser's own (`Extensions.triggerAction` of its protocol): it grants `activeTab` as
//! a person's click does, so that the extension is tested with the manifest that people get, and with no permission more.

use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use reportedly_server::{Server, Site};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::devtools::Chromium;
use crate::outside::Outside;
use crate::setup::Setup;

/// How long something may take to come about, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// Times until there are marks, and the frame that has them has been painted.
const TIME_TO_MARKS: &str = "void (globalThis.timeToMarks = new Promise((done) => {
    const began = performance.now();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now() - began);
    const look = () => (CSS.highlights.size > 0 ? port2.postMessage(0) : requestAnimationFrame(look));
    look();
}))";

/// True when a document and its scripts are there.
const IS_COMPLETE: &str = "document.readyState === 'complete'";

/// A browser with the extension, and a server with pages.
#[derive(Debug)]
pub struct ExtensionVisit {
    chromium: Chromium,
    server: Server,
    outside: Outside,
    extension: String,
}

/// A target of the browser: a page, a frame of the extension, its background; and a session with it.
#[derive(Debug, Clone)]
pub struct Target {
    id: String,
    session: String,
}

impl ExtensionVisit {
    /// Starts a browser, loads the extension that `cargo xtask test` has packed, and serves a site.
    ///
    /// # Panics
    /// When there is no browser, or no extension.
    pub fn start(site: Site) -> ExtensionVisit {
        let setup = Setup::from_environment();
        let outside = Outside::watch();
        let mut chromium = Chromium::start(&setup.program, &outside.proxy());
        let folder: PathBuf = setup.dist.join("extension/chromium");
        assert!(folder.join("manifest.json").is_file(), "{} has no extension", folder.display());
        let folder = fs::canonicalize(&folder).expect("a folder that is there has a path");
        let loaded = chromium.call(None, "Extensions.loadUnpacked", &json!({ "path": folder }));
        let extension = loaded["id"].as_str().expect("an extension has an id").to_owned();
        let mut visit = ExtensionVisit { chromium, server: Server::start(site), outside, extension };
        // A click goes nowhere before.
        let background = visit.wait_for("the background", |visit| visit.find("service_worker", "background.js"));
        visit.wait_for("listeners of the background", |visit| {
            visit.is_true(&background, "globalThis.chrome?.action?.onClicked.hasListeners() === true").then_some(())
        });
        visit
    }

    /// The address of a page of the site.
    pub fn address(&self, page: &str) -> String {
        format!("{}{page}", self.server.url())
    }

    /// Opens an address in a tab of its own, and waits until its document is there.
    pub fn open(&mut self, address: &str) -> Target {
        let created = self.chromium.call(None, "Target.createTarget", &json!({ "url": address }));
        let id = created["targetId"].as_str().expect("a tab has an id").to_owned();
        let tab = self.attach(&id);
        self.wait_for("a document", |visit| {
            visit.is_true(&tab, "document.readyState !== 'loading' && location.href !== 'about:blank'").then_some(())
        });
        tab
    }

    /// Opens a page of the site.
    pub fn open_page(&mut self, page: &str) -> Target {
        let address = self.address(page);
        self.open(&address)
    }

    /// Opens a page of the extension, and waits until its scripts have run: a form would be sent without them.
    pub fn open_own(&mut self, page: &str) -> Target {
        let address = format!("chrome-extension://{}/{page}", self.extension);
        let tab = self.open(&address);
        self.wait_until(&tab, IS_COMPLETE);
        tab
    }

    /// Clicks on the extension's button, as a person does who looks at this tab.
    pub fn click(&mut self, tab: &Target) {
        let whole = self.shown(tab);
        self.trigger(&whole);
    }

    /// Clicks on the button and waits for marks: from the click until they have been painted, in milliseconds.
    pub fn time_to_marks(&mut self, tab: &Target) -> f64 {
        let whole = self.shown(tab);
        self.evaluate::<Option<bool>>(tab, TIME_TO_MARKS);
        self.trigger(&whole);
        self.evaluate(tab, "globalThis.timeToMarks")
    }

    /// Shows a tab, and says what the browser calls it with all that is around its page.
    fn shown(&mut self, tab: &Target) -> Value {
        self.chromium.call(None, "Target.activateTarget", &json!({ "targetId": tab.id }));
        let address = self.evaluate::<String>(tab, "location.href");
        self.wait_for("the tab of the page", |visit| {
            let targets = visit.targets();
            let tabs: Vec<&Value> =
                targets.iter().filter(|one| one["type"] == "tab" && one["url"] == address).collect();
            assert!(tabs.len() < 2, "a test has no two tabs with the same address: {tabs:?}");
            tabs.first().map(|one| one["targetId"].clone())
        })
    }

    fn trigger(&mut self, whole: &Value) {
        let extension = self.extension.clone();
        self.chromium.call(None, "Extensions.triggerAction", &json!({ "id": extension, "targetId": whole }));
    }

    /// The panel, in its frame or in its window.
    pub fn panel(&mut self) -> Target {
        self.wait_for("a panel", |visit| {
            let found = visit.find("iframe", "panel.html#").or_else(|| visit.find("page", "panel.html#"))?;
            visit.is_true(&found, IS_COMPLETE).then_some(found)
        })
    }

    /// Whether there is a panel anywhere.
    pub fn has_panel(&mut self) -> bool {
        self.targets().iter().any(|target| target["url"].as_str().is_some_and(|url| url.contains("panel.html#")))
    }

    /// The background of the extension.
    pub fn background(&mut self) -> Target {
        self.wait_for("the background", |visit| visit.find("service_worker", "background.js"))
    }

    /// A target of this type whose address has this in it, if there is one, with a session.
    pub fn find(&mut self, kind: &str, address: &str) -> Option<Target> {
        let targets = self.targets();
        let is_it =
            |target: &&Value| target["type"] == kind && target["url"].as_str().is_some_and(|url| url.contains(address));
        let id = targets.iter().find(is_it)?["targetId"].as_str()?.to_owned();
        self.try_attach(&id).ok()
    }

    fn targets(&mut self) -> Vec<Value> {
        let answer = self.chromium.call(None, "Target.getTargets", &json!({ "filter": [{}] }));
        answer["targetInfos"].as_array().cloned().unwrap_or_default()
    }

    fn attach(&mut self, id: &str) -> Target {
        self.try_attach(id).unwrap_or_else(|error| panic!("{error}"))
    }

    /// # Errors
    /// When the target has gone meanwhile.
    fn try_attach(&mut self, id: &str) -> Result<Target, String> {
        let params = json!({ "targetId": id, "flatten": true });
        let answer = self.chromium.try_call(None, "Target.attachToTarget", &params)?;
        let session = answer["sessionId"].as_str().expect("a session has an id").to_owned();
        for domain in ["Runtime.enable", "Log.enable"] {
            self.chromium.try_call(Some(&session), domain, &json!({}))?;
        }
        Ok(Target { id: id.to_owned(), session })
    }

    /// What an expression gives in the page's own world, or in a page of the extension; what a promise comes to.
    ///
    /// # Panics
    /// When it throws.
    pub fn evaluate<T: DeserializeOwned>(&mut self, target: &Target, expression: &str) -> T {
        let answer = self.try_evaluate(target, expression).unwrap_or_else(|error| panic!("{error}"));
        assert!(answer.get("exceptionDetails").is_none(), "{expression}: {}", answer["exceptionDetails"]);
        let value = answer["result"].get("value").cloned().unwrap_or(Value::Null);
        serde_json::from_value(value).unwrap_or_else(|error| panic!("{expression} gives something else: {error}"))
    }

    /// # Errors
    /// When the target has gone, or goes elsewhere meanwhile.
    fn try_evaluate(&mut self, target: &Target, expression: &str) -> Result<Value, String> {
        let params =
            json!({ "expression": expression, "awaitPromise": true, "returnByValue": true, "userGesture": true });
        self.chromium.try_call(Some(&target.session), "Runtime.evaluate", &params)
    }

    /// Whether an expression is true in a target. In one that goes elsewhere meanwhile it is not.
    fn is_true(&mut self, target: &Target, expression: &str) -> bool {
        self.try_evaluate(target, expression).is_ok_and(|answer| answer["result"]["value"] == true)
    }

    /// Waits until there is something.
    ///
    /// # Panics
    /// When it does not come about.
    pub fn wait_for<T>(&mut self, what: &str, mut look: impl FnMut(&mut ExtensionVisit) -> Option<T>) -> T {
        let began = Instant::now();
        loop {
            if let Some(found) = look(self) {
                return found;
            }
            if began.elapsed() > PATIENCE {
                let shown = self.shown_in_panel();
                panic!("{what} did not come: {:?}\n{shown}", self.chromium.complaints());
            }
            thread::sleep(Duration::from_millis(30));
        }
    }

    /// What a panel says, for the report of a failure.
    fn shown_in_panel(&mut self) -> String {
        const SHOWN: &str = "`${location.hash}: ${document.body.dataset.shape}, ${document.body.innerText}`";
        let panel = self.find("iframe", "panel.html#").or_else(|| self.find("page", "panel.html#"));
        let Some(panel) = panel else { return "there is no panel".to_owned() };
        match self.try_evaluate(&panel, SHOWN) {
            Ok(answer) => format!("the panel {}", answer["result"]["value"]),
            Err(error) => format!("the panel does not answer: {error}"),
        }
    }

    /// Waits until an expression is true in a target.
    ///
    /// # Panics
    /// When it does not become so.
    pub fn wait_until(&mut self, target: &Target, expression: &str) {
        self.wait_for(expression, |visit| visit.is_true(target, expression).then_some(()));
    }

    /// Clicks with the mouse, in pixels from the corner of a tab.
    pub fn click_at(&mut self, tab: &Target, [x, y]: [f64; 2]) {
        for kind in ["mousePressed", "mouseReleased"] {
            let params = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
            self.chromium.call(Some(&tab.session), "Input.dispatchMouseEvent", &params);
        }
    }

    /// Presses the enter key in a tab.
    pub fn press_enter(&mut self, tab: &Target) {
        for kind in ["keyDown", "keyUp"] {
            let params =
                json!({ "type": kind, "key": "Enter", "code": "Enter", "text": "\r", "windowsVirtualKeyCode": 13 });
            self.chromium.call(Some(&tab.session), "Input.dispatchKeyEvent", &params);
        }
    }

    /// Closes a tab.
    pub fn close(&mut self, tab: &Target) {
        self.chromium.call(None, "Target.closeTarget", &json!({ "targetId": tab.id }));
    }

    /// Sets how large tabs are, in pixels.
    pub fn resize(&mut self, tab: &Target, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.chromium.call(Some(&tab.session), "Emulation.setDeviceMetricsOverride", &size);
    }

    /// A picture of a tab, as a PNG file.
    pub fn picture(&mut self, tab: &Target) -> Vec<u8> {
        let answer = self.chromium.call(Some(&tab.session), "Page.captureScreenshot", &json!({}));
        BASE64_STANDARD.decode(answer["data"].as_str().unwrap_or_default()).expect("a picture is base64")
    }

    /// What was asked for at other machines.
    pub fn asked_for(&self) -> Vec<String> {
        self.outside.asked_for()
    }

    /// What was asked for at the site.
    pub fn requests(&self) -> Vec<String> {
        self.server.requests()
    }

    /// What consoles have complained of, of those targets that were looked into.
    pub fn complaints(&self) -> Vec<String> {
        self.chromium.complaints().to_vec()
    }
}
