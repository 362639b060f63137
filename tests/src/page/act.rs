//! What a reader does.

use std::fmt::Debug;
use std::path::{Path, PathBuf};

use reportedly_document::{Label, Layer};
use serde_json::{Value, json};
use thirtyfour::error::WebDriverResult;
use thirtyfour::{By, Key, TypingData, WebElement};

use super::{Focused, Page};
use crate::browser::Browser;
use crate::selectors;

/// Puts text, and HTML where there is some, on the clipboard.
const COPY: &str = "
    const [text, html, done] = arguments;
    const types = { 'text/plain': new Blob([text], { type: 'text/plain' }) };
    if (html !== null) types['text/html'] = new Blob([html], { type: 'text/html' });
    navigator.clipboard.write([new ClipboardItem(types)]).then(() => done(''), error => done(String(error)));
";

/// What a browser does on a paste, for browsers that give a test no clipboard: an event, and unless the page takes
/// care of it, text at the caret.
const SIMULATED_PASTE: &str = "
    const [text, html] = arguments;
    const target = document.activeElement;
    if (!target.matches('input, textarea')) return false;
    const clipboardData = new DataTransfer();
    if (text !== null) clipboardData.setData('text/plain', text);
    if (html !== null) clipboardData.setData('text/html', html);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true, composed: true });
    if (target.dispatchEvent(event) && text !== null) {
        target.setRangeText(text, target.selectionStart, target.selectionEnd, 'end');
        target.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
    }
    return true;
";

/// Scrolls to an element, unless it can be seen, and waits until it stands still: what is clicked while a page glides along is
/// missed, and pages glide by themselves when the focus moves.
const SHOW: &str = "
    const [element, done] = arguments;
    const box = element.getClientRects()[0];
    const seen = box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    if (!element.contains(seen)) element.scrollIntoView({ block: 'center', behavior: 'instant' });
    // Not by frames, which a tab in the background does not have.
    const look = (before, still) => {
        const { x, y } = element.getClientRects()[0] ?? {};
        const now = `${x} ${y}`;
        if (now === before && still === 2) done();
        else setTimeout(look, 16, now, now === before ? still + 1 : 0);
    };
    look('', 0);
";

impl Page {
    /// Pastes a text into the text box, as with the keyboard.
    pub async fn paste(&self, text: &str) {
        self.step(format!("paste {} characters", text.chars().count()));
        self.focus_input().await;
        self.put(text, None).await;
    }

    /// Pastes a text wherever the focus is.
    pub async fn paste_here(&self, text: &str) {
        self.step(format!("paste {} characters where the focus is", text.chars().count()));
        self.put(text, None).await;
    }

    /// Pastes what a web page puts on the clipboard: HTML, and its text beside it.
    pub async fn paste_html(&self, html: &str, text: &str) {
        self.step(format!("paste {} characters of HTML", html.chars().count()));
        self.focus_input().await;
        self.put(text, Some(html)).await;
    }

    /// Pastes what some programs put on the clipboard: HTML alone, as it is. A browser's own clipboard would tidy it.
    pub async fn paste_only_html(&self, html: &str) {
        self.step(format!("paste nothing but {} characters of HTML", html.chars().count()));
        self.focus_input().await;
        self.simulate_paste(SIMULATED_PASTE, vec![json!(null), json!(html)]).await;
    }

    /// Pastes UTF-16 that need not be well-formed, as a script of another page may put it on the clipboard.
    pub async fn paste_utf16(&self, units: &[u16]) {
        self.step(format!("paste {} UTF-16 units", units.len()));
        self.focus_input().await;
        let script = format!("arguments[0] = String.fromCharCode(...arguments[0]);{SIMULATED_PASTE}");
        self.simulate_paste(&script, vec![json!(units), json!(null)]).await;
    }

    /// Nothing has the focus while the program draws the box anew.
    async fn simulate_paste(&self, script: &str, arguments: Vec<Value>) {
        let pasted = async || self.script::<bool>(script, arguments.clone()).await.then_some(());
        self.wait_until("a box with the focus", pasted).await;
    }

    async fn focus_input(&self) {
        // Looked for again each time: the program may draw it anew.
        self.until_done("focus the text box", async || {
            self.session.find(By::Css(selectors::INPUT)).await?.focus().await
        })
        .await;
    }

    async fn put(&self, text: &str, html: Option<&str>) {
        match self.browser {
            Browser::Chromium => {
                let origin = self.script::<String>("return location.origin", Vec::new()).await;
                let permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"];
                let granted = json!({ "origin": origin, "permissions": permissions });
                self.tell_chromium("allow the clipboard", "Browser.grantPermissions", granted).await;
            }
            Browser::Firefox => {}
            Browser::WebKit => return self.simulate_paste(SIMULATED_PASTE, vec![json!(text), json!(html)]).await,
        }
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
    pub async fn press_with(&self, held: Key, key: impl Into<TypingData> + Debug) {
        self.step(format!("press {held:?} and {key:?}"));
        let chain = self.session.action_chain().key_down(held.clone()).send_keys(key).key_up(held);
        self.done("press keys", chain.perform().await);
    }

    /// Presses a key until the focus is where it is wanted, which must not take for ever.
    ///
    /// # Panics
    /// When a hundred times do not lead there; the message names `what`.
    pub async fn press_until(&self, key: Key, what: &str, there: impl Fn(&Focused) -> bool) -> Focused {
        self.step(format!("press {key:?} until {what}"));
        for _ in 0..100 {
            let focused = self.focused().await;
            if there(&focused) {
                return focused;
            }
            self.done(
                "press a key",
                self.session.action_chain().send_keys(TypingData::from(key.clone())).perform().await,
            );
        }
        panic!("pressing {key:?} does not lead to {what}");
    }

    /// Clicks what a selector finds, once it is there and can be clicked.
    pub async fn click(&self, selector: &str) {
        self.step(format!("click {selector}"));
        // Looked for again each time: an element may be drawn anew.
        self.until_done(&format!("click {selector}"), async || {
            let element = self.session.find(By::Css(selector)).await?;
            self.show(&element).await?;
            element.click().await
        })
        .await;
    }

    async fn show(&self, element: &WebElement) -> WebDriverResult<()> {
        self.session.execute_async(SHOW, vec![element.to_json()?]).await?;
        Ok(())
    }

    /// Chooses an example article, opening the menu where it is closed.
    pub async fn choose_example(&self, name: &str) {
        let example = selectors::example(name);
        if !self.shows(&example).await {
            self.click(selectors::EXAMPLES).await;
        }
        self.click(&example).await;
    }

    /// Presses the button below the text box.
    pub async fn read(&self) {
        self.click(selectors::READ).await;
    }

    /// Switches a layer on or off.
    pub async fn toggle(&self, layer: Layer) {
        self.click(&selectors::layer(layer.label())).await;
    }

    /// Points at an annotation.
    pub async fn point_at(&self, id: &str) {
        self.step(format!("point at {id}"));
        let mark = self.element(&selectors::annotation(id)).await;
        self.done("scroll to a mark", self.show(&mark).await);
        self.done("point", self.session.action_chain().move_to_element_center(&mark).perform().await);
    }

    /// Points at nothing, in the page's corner.
    pub async fn point_away(&self) {
        self.step("point away");
        self.done("point", self.session.action_chain().move_to(0, 0).perform().await);
    }

    /// Clicks at a place of the window, in CSS pixels.
    pub async fn click_at(&self, (x, y): (f64, f64)) {
        self.step(format!("click at {x}, {y}"));
        let click = self.session.action_chain().move_to(x as i64, y as i64).click();
        self.done("click", click.perform().await);
    }

    /// Clicks an annotation.
    pub async fn click_mark(&self, id: &str) {
        self.click(&selectors::annotation(id)).await;
    }

    /// Chooses an entry of the panel.
    pub async fn choose_statement(&self, id: &str) {
        self.click(&selectors::statement(id)).await;
    }

    /// Presses a button by what it asks for: the words of its `data-do` or `data-page`.
    pub async fn ask(&self, words: &str) {
        self.click(&selectors::command(words)).await;
    }

    /// Chooses from a list, by what it sets: the words of its `data-set`, and a value.
    pub async fn choose(&self, set: &str, value: &str) {
        self.step(format!("set {set} to {value}"));
        let script = "
            const control = document.querySelector(`[data-set='${arguments[0]}'], [data-choice='${arguments[0]}']`);
            control.value = arguments[1];
            control.dispatchEvent(new Event('change', { bubbles: true }));
            return control.value === arguments[1];";
        assert!(self.script::<bool>(script, vec![json!(set), json!(value)]).await, "{set} has no {value}");
    }

    /// Selects words of the text, as a pointer does: from the beginning of the first to the end of the last.
    pub async fn select_words(&self, from: &str, to: &str) {
        self.step(format!("select from {from:?} to {to:?}"));
        let script = "
            const article = document.querySelector('[data-testid=article]');
            const find = (words, end) => {
                const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
                for (let node; (node = texts.nextNode()); ) {
                    const at = node.data.indexOf(words);
                    if (at >= 0) return [node, at + (end ? words.length : 0)];
                }
            };
            const [start, end] = [find(arguments[0], false), find(arguments[1], true)];
            if (!start || !end) return false;
            getSelection().setBaseAndExtent(...start, ...end);
            return true;";
        assert!(self.script::<bool>(script, vec![json!(from), json!(to)]).await, "no such words in the text");
        self.wait_until("the toolbar", async || self.shows("[data-selection]").await.then_some(())).await;
    }

    /// Presses a key while two others are held down.
    pub async fn press_with_two(&self, held: [Key; 2], key: impl Into<TypingData> + Debug) {
        self.step(format!("press {held:?} and {key:?}"));
        let [first, second] = held;
        let chain = self.session.action_chain().key_down(first.clone()).key_down(second.clone()).send_keys(key);
        self.done("press keys", chain.key_up(second).key_up(first).perform().await);
    }

    /// Drags what a selector finds to the end of words in the text.
    pub async fn drag_to_words(&self, selector: &str, words: &str) {
        self.step(format!("drag {selector} to {words:?}"));
        let script = "
            const texts = document.createTreeWalker(document.querySelector('[data-testid=article]'), NodeFilter.SHOW_TEXT);
            for (let node; (node = texts.nextNode()); ) {
                const at = node.data.indexOf(arguments[0]);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(node, at + arguments[0].length - 1);
                range.setEnd(node, at + arguments[0].length);
                const box = range.getBoundingClientRect();
                return [box.right - 1, box.y + box.height / 2];
            }";
        let to: (f64, f64) = self.script(script, vec![json!(words)]).await;
        let handle = self.element(selector).await;
        let chain = self.session.action_chain().move_to_element_center(&handle).click_and_hold();
        let chain = chain.move_to(to.0 as i64, to.1 as i64).release();
        self.done("drag", chain.perform().await);
    }

    /// Reloads the page.
    pub async fn reload(&self) {
        self.step("reload");
        self.arrive("reload", self.session.refresh()).await;
    }

    /// Goes back in the tab's history.
    pub async fn back(&self) {
        self.step("go back");
        self.done("go back", self.session.back().await);
    }

    /// Goes forward in the tab's history.
    pub async fn forward(&self) {
        self.step("go forward");
        self.done("go forward", self.session.forward().await);
    }

    /// Opens the page in another tab, and goes there.
    pub async fn open_tab(&self) {
        self.step("open another tab");
        let tab = self.done("open a tab", self.session.new_tab().await);
        self.done("go to a tab", self.session.switch_to_window(tab).await);
        self.open("").await;
    }

    /// Goes to the tab of this number, counted from 0.
    pub async fn go_to_tab(&self, number: usize) {
        self.step(format!("go to tab {number}"));
        let tabs = self.done("list the tabs", self.session.windows().await);
        self.done("go to a tab", self.session.switch_to_window(tabs[number].clone()).await);
    }

    /// Chooses a file to open.
    pub async fn open_file(&self, path: &Path) {
        self.open_files(&[path.to_owned()]).await;
    }

    /// Chooses several files to open together.
    pub async fn open_files(&self, paths: &[PathBuf]) {
        let paths: Vec<_> = paths.iter().map(|path| path.to_string_lossy()).collect();
        self.step(format!("open {}", paths.join(", ")));
        // Looked for again each time: the program may draw it anew.
        self.until_done("choose files", async || {
            self.session.find(By::Css("input[type=file]")).await?.send_keys(paths.join("\n")).await
        })
        .await;
    }

    /// Lets the page put files into this folder.
    pub async fn download_to(&self, folder: &Path) {
        self.step(format!("download to {}", folder.display()));
        let behaviour = json!({ "behavior": "allow", "downloadPath": folder });
        self.tell_chromium("set where files go", "Browser.setDownloadBehavior", behaviour).await;
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

    /// Brings back the text that was thrown away.
    pub async fn bring_back(&self) {
        self.click(selectors::BRING_BACK).await;
    }

    /// Presses the button beside the sentence about a failure.
    pub async fn try_again(&self) {
        self.click(selectors::NOTICE_BUTTON).await;
    }

    /// Takes the network away.
    pub fn cut_off(&self) {
        self.step("cut off".to_owned());
        self.server.cut_off();
    }

    /// Ends the faults of a file of the site: what was missing is there, what was held comes.
    pub fn mend(&self, file: &str) {
        self.step(format!("mend {file}"));
        self.server.mend(file);
    }

    /// Makes the viewport this large, in CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) {
        self.step(format!("resize to {width} × {height}"));
        // Not the window, which has a least width, larger than a telephone's.
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 0, "mobile": false });
        self.tell_chromium("resize", "Emulation.setDeviceMetricsOverride", size).await;
    }

    /// Sets what the reader prefers, as media features: `("prefers-color-scheme", "dark")`.
    pub async fn prefer(&self, features: &[(&str, &str)]) {
        self.step(format!("prefer {features:?}"));
        let features: Vec<_> = features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        let media = json!({ "features": features });
        self.tell_chromium("set what is preferred", "Emulation.setEmulatedMedia", media).await;
    }

    /// Frees what nothing refers to any more. Finalizers run behind it, and let go of more: it is done a few times.
    pub async fn collect_garbage(&self) {
        for _ in 0..3 {
            self.tell_chromium("collect garbage", "HeapProfiler.collectGarbage", json!({})).await;
        }
    }

    /// Does what WebDriver has no words for.
    pub(crate) async fn tell_chromium(&self, what: &str, command: &str, arguments: Value) {
        assert_eq!(self.browser, Browser::Chromium, "only Chromium can be told to {what}");
        self.done(what, self.session.cdp().send_raw(command, arguments).await);
    }

    /// Takes a picture of what is on the screen, as a PNG file.
    pub async fn screenshot(&self, path: &Path) {
        self.done("take a picture", self.session.screenshot(path).await);
    }
}
