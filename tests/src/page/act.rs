//! What a reader does.

use std::path::Path;

use reportedly_document::{Label, Layer};
use serde_json::json;
use thirtyfour::{Key, TypingData};

use super::Page;
use crate::browser::Browser;
use crate::selectors;

/// Puts text and HTML, either of which may be null, on the clipboard.
const COPY: &str = "
    const [text, html, done] = arguments;
    const types = {};
    if (text !== null) types['text/plain'] = new Blob([text], { type: 'text/plain' });
    if (html !== null) types['text/html'] = new Blob([html], { type: 'text/html' });
    navigator.clipboard.write([new ClipboardItem(types)]).then(() => done(''), error => done(String(error)));
";

/// What a browser does on a paste, for browsers that give a test no clipboard: an event, and unless the page takes
/// care of it, text at the caret.
const SIMULATED_PASTE: &str = "
    const [text, html] = arguments;
    const target = document.activeElement;
    const clipboardData = new DataTransfer();
    if (text !== null) clipboardData.setData('text/plain', text);
    if (html !== null) clipboardData.setData('text/html', html);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true, composed: true });
    if (target.dispatchEvent(event) && text !== null) {
        target.setRangeText(text, target.selectionStart, target.selectionEnd, 'end');
        target.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
    }
";

impl Page {
    /// Pastes a text into the text box, as with the keyboard.
    pub async fn paste(&self, text: &str) {
        self.step(format!("paste {} characters", text.chars().count()));
        self.focus_input().await;
        self.paste_here(Some(text), None).await;
    }

    /// Pastes what a web page puts on the clipboard: HTML, and its text beside it. Some leave the text away.
    pub async fn paste_html(&self, html: &str, text: Option<&str>) {
        self.step(format!("paste {} characters of HTML", html.chars().count()));
        self.focus_input().await;
        self.paste_here(text, Some(html)).await;
    }

    async fn focus_input(&self) {
        let input = self.element(selectors::INPUT).await;
        self.done("focus the text box", input.focus().await);
    }

    async fn paste_here(&self, text: Option<&str>, html: Option<&str>) {
        if self.browser != Browser::Chromium {
            return self.script(SIMULATED_PASTE, vec![json!(text), json!(html)]).await;
        }
        let origin = self.script::<String>("return location.origin", Vec::new()).await;
        let permissions = json!({ "origin": origin, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        self.done("allow the clipboard", self.session.cdp().send_raw("Browser.grantPermissions", permissions).await);
        let copied = self.session.execute_async(COPY, vec![json!(text), json!(html)]).await;
        let error: String = self.done("read what a script returned", self.done("copy a text", copied).convert());
        assert_eq!(error, "", "the clipboard does not take the text");
        self.press_with(Key::Control, "v").await;
    }

    /// Types on the keyboard, wherever the focus is.
    pub async fn type_text(&self, text: &str) {
        self.step(format!("type {text:?}"));
        self.done("type", self.session.action_chain().send_keys(text).perform().await);
    }

    /// Presses a key, wherever the focus is.
    pub async fn press(&self, key: Key) {
        self.step(format!("press {key:?}"));
        self.done("press a key", self.session.action_chain().send_keys(TypingData::from(key)).perform().await);
    }

    /// Presses a key while another is held down.
    pub async fn press_with(&self, held: Key, key: &str) {
        self.step(format!("press {held:?} and {key}"));
        let chain = self.session.action_chain().key_down(held.clone()).send_keys(key).key_up(held);
        self.done("press keys", chain.perform().await);
    }

    /// Clicks what a selector finds, once it is there and can be clicked.
    pub async fn click(&self, selector: &str) {
        self.step(format!("click {selector}"));
        let element = self.element(selector).await;
        self.wait_until(&format!("{selector} to be clickable"), async || element.click().await.ok()).await;
    }

    /// Chooses an example article, opening the menu where it is closed.
    pub async fn choose_example(&self, name: &str) {
        let example = selectors::example(name);
        if !self.shows(&example).await {
            self.click(selectors::EXAMPLES).await;
        }
        self.click(&example).await;
    }

    /// Switches a layer on or off.
    pub async fn toggle(&self, layer: Layer) {
        self.click(&selectors::layer(layer.label())).await;
    }

    /// Points at an annotation.
    pub async fn point_at(&self, id: &str) {
        self.step(format!("point at {id}"));
        let mark = self.element(&selectors::annotation(id)).await;
        self.done("scroll to a mark", mark.scroll_into_view().await);
        // A hand does not jump to a place and freeze: the pointer arrives, and moves on by a hair.
        let chain = self.session.action_chain().move_to_element_center(&mark).move_by_offset(1, 0);
        self.done("point", chain.perform().await);
    }

    /// Points at nothing, in the page's corner.
    pub async fn point_away(&self) {
        self.step("point away");
        self.done("point", self.session.action_chain().move_to(0, 0).perform().await);
    }

    /// Clicks an annotation.
    pub async fn click_mark(&self, id: &str) {
        self.click(&selectors::annotation(id)).await;
    }

    /// Chooses an entry of the panel.
    pub async fn choose_statement(&self, id: &str) {
        self.click(&selectors::statement(id)).await;
    }

    /// Stops an analysis.
    pub async fn stop(&self) {
        self.click(selectors::STOP).await;
    }

    /// Goes back to edit the text.
    pub async fn edit(&self) {
        self.click(selectors::EDIT).await;
    }

    /// Begins with a new text.
    pub async fn begin_anew(&self) {
        self.click(selectors::NEW).await;
    }

    /// Brings back the text that was thrown away last.
    pub async fn bring_back(&self) {
        self.click(selectors::BRING_BACK).await;
    }

    /// Makes the viewport this large, in CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) {
        self.step(format!("resize to {width} × {height}"));
        match self.browser {
            // A window has a least width, larger than a telephone's.
            Browser::Chromium => {
                let size = json!({ "width": width, "height": height, "deviceScaleFactor": 0, "mobile": false });
                let cdp = self.session.cdp();
                self.done("resize", cdp.send_raw("Emulation.setDeviceMetricsOverride", size).await);
            }
        }
    }

    /// Sets what the reader prefers, as media features: `("prefers-color-scheme", "dark")`.
    pub async fn prefer(&self, features: &[(&str, &str)]) {
        self.step(format!("prefer {features:?}"));
        let features: Vec<_> = features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        match self.browser {
            Browser::Chromium => {
                let media = json!({ "features": features });
                let cdp = self.session.cdp();
                self.done("set what is preferred", cdp.send_raw("Emulation.setEmulatedMedia", media).await);
            }
        }
    }

    /// Takes a picture of what is on the screen, as a PNG file.
    pub async fn screenshot(&self, path: &Path) {
        self.done("take a picture", self.session.screenshot(path).await);
    }
}
