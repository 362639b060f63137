//! What a reader sees, and what the browser reports.

use reportedly_document::{Label, Layer};
use serde::Deserialize;
use serde_json::json;
use thirtyfour::By;

use super::Page;
use crate::selectors;

/// What the reader, as a part of the page, is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// There is no text.
    Empty,
    /// The text is being analysed.
    Working,
    /// All is marked by rules, while the model is still on its way.
    Provisional,
    /// All is marked.
    Ready,
    /// The reader has stopped the analysis.
    Stopped,
    /// The analysis has failed.
    Failed,
}

/// A `<mark>`: a stretch of text and what lies there.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Mark {
    /// The words.
    pub text: String,
    /// The annotations that lie here.
    pub ids: Vec<String>,
    /// The part of each that lies here, in the order of `ids`: "entity", "hedge", "source", "cue", "content", "via".
    pub parts: Vec<String>,
    /// Those of the parts that stand out, because their attribution is looked at.
    pub lit: Vec<String>,
    /// Those of the parts that the engine is not sure of.
    pub unsure: Vec<String>,
}

/// An annotation on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its id.
    pub id: String,
    /// All its words.
    pub text: String,
}

/// Where something lies, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct Bounds {
    /// The left edge.
    pub x: f64,
    /// The upper edge.
    pub y: f64,
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

/// An entry of the panel.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Statement {
    /// The attribution's id.
    pub id: String,
    /// The heading of the source that it is listed under: name, role, class and count.
    pub source: String,
    /// All its words, as they are read.
    pub text: String,
}

/// What has the keyboard's focus.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Focused {
    /// The element's name, in lower case.
    pub element: String,
    /// Its text, or a text box's value.
    pub text: String,
    /// The annotations that lie there, where it is a mark; the one that is told there, where it is an entry of the panel.
    pub ids: Vec<String>,
}

/// The words that belong to a layer, as `data-parts` has them.
fn parts(layer: Layer) -> &'static [&'static str] {
    match layer {
        Layer::Entity => &["entity"],
        Layer::Hedge => &["hedge"],
        Layer::Attribution => &["source", "cue", "content", "via"],
    }
}

impl Page {
    /// The text on the page, and what the mouse and the keyboard are at: for a report, so that a failure is no panic.
    pub(crate) async fn visible(&self) -> Result<String, String> {
        let script = "
            const name = it => it ? it.outerHTML.slice(0, it.outerHTML.indexOf('>') + 1) : 'nothing';
            const over = [...document.querySelectorAll(':hover')].at(-1);
            return `pointer over ${name(over)}, focus on ${name(document.activeElement)}, scrolled to ${scrollY} of `
                + `${document.documentElement.scrollHeight} in ${innerHeight}\\n${document.body.innerText}`";
        let seen = self.session.execute(script, Vec::new()).await.and_then(|seen| seen.convert());
        seen.map_err(|error| error.to_string())
    }

    /// Whether something that fits a selector is on the page and not hidden.
    pub async fn shows(&self, selector: &str) -> bool {
        match self.session.find(By::Css(selector)).await {
            Ok(element) => element.is_displayed().await.unwrap_or(false),
            Err(_) => false,
        }
    }

    /// How many elements fit a selector.
    pub async fn count_of(&self, selector: &str) -> usize {
        self.script("return document.querySelectorAll(arguments[0]).length", vec![json!(selector)]).await
    }

    /// What the reader is about; none where there is no reader yet.
    pub async fn state(&self) -> Option<State> {
        self.script(
            "return document.querySelector(arguments[0])?.dataset.state ?? null",
            vec![json!(selectors::READER)],
        )
        .await
    }

    /// Waits until the reader is about this.
    pub async fn wait_for(&self, state: State) {
        self.step(format!("wait for {state:?}"));
        self.wait_for_equal("the reader's state", Some(state), async || self.state().await).await;
    }

    /// What has made the marks: the engine's version, with "+rules" at its end where it had no model.
    pub async fn engine(&self) -> String {
        self.script("return document.querySelector(arguments[0])?.dataset.engine ?? ''", vec![json!(selectors::READER)])
            .await
    }

    /// The text that is read, without its paragraphs' ends.
    pub async fn article(&self) -> String {
        self.script("return document.querySelector(arguments[0])?.textContent ?? ''", vec![json!(selectors::ARTICLE)])
            .await
    }

    /// The paragraphs of the text that is read.
    pub async fn paragraphs(&self) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0])].map(it => it.textContent)";
        self.script(script, vec![json!(selectors::PARAGRAPH)]).await
    }

    /// Where every paragraph of the text that is read lies on the page, however far it is scrolled.
    pub async fn paragraph_bounds(&self) -> Vec<Bounds> {
        self.bounds_on_page(selectors::PARAGRAPH).await
    }

    /// Where everything that fits a selector and is not hidden lies on the page, however far it is scrolled.
    pub async fn bounds_on_page(&self, selector: &str) -> Vec<Bounds> {
        self.bounds_from(selector, "-scrollX, -scrollY").await
    }

    /// Where everything that fits a selector and is not hidden lies in the viewport.
    pub async fn bounds(&self, selector: &str) -> Vec<Bounds> {
        self.bounds_from(selector, "0, 0").await
    }

    async fn bounds_from(&self, selector: &str, origin: &str) -> Vec<Bounds> {
        let script = format!(
            "const [left, top] = [{origin}];
            return [...document.querySelectorAll(arguments[0])].filter(it => it.checkVisibility()).map(it => {{
                const {{ x, y, width, height }} = it.getBoundingClientRect();
                return {{ x: x - left, y: y - top, width, height }};
            }});"
        );
        self.script(&script, vec![json!(selector)]).await
    }

    /// Whether some of the page lies beside the viewport.
    pub async fn scrolls_sideways(&self) -> bool {
        let script = "return document.documentElement.scrollWidth > document.documentElement.clientWidth";
        self.script(script, Vec::new()).await
    }

    /// The names of all elements in the text that is read, each once, sorted.
    pub async fn article_elements(&self) -> Vec<String> {
        let script = "
            const elements = document.querySelectorAll(`${arguments[0]} *`);
            return [...new Set([...elements].map(it => it.localName))].sort();";
        self.script(script, vec![json!(selectors::ARTICLE)]).await
    }

    /// What is in the text box.
    pub async fn input(&self) -> String {
        self.script("return document.querySelector(arguments[0])?.value ?? ''", vec![json!(selectors::INPUT)]).await
    }

    /// The marks that a layer has on the screen, in the order of the text.
    pub async fn marks(&self, layer: Layer) -> Vec<Mark> {
        let has_part = |mark: &Mark| mark.parts.iter().any(|part| parts(layer).contains(&part.as_str()));
        self.all_marks().await.into_iter().filter(has_part).collect()
    }

    /// The annotations that a layer has on the screen, in the order of the text.
    pub async fn annotations(&self, layer: Layer) -> Vec<Shown> {
        let mut shown: Vec<Shown> = Vec::new();
        for mark in self.all_marks().await {
            for (id, part) in mark.ids.iter().zip(&mark.parts) {
                if !parts(layer).contains(&part.as_str()) {
                    continue;
                }
                match shown.iter_mut().find(|one| one.id == *id) {
                    Some(known) => known.text.push_str(&mark.text),
                    None => shown.push(Shown { id: id.clone(), text: mark.text.clone() }),
                }
            }
        }
        shown
    }

    /// The words of an annotation on the screen.
    pub async fn words_of(&self, id: &str) -> String {
        let marks = self.all_marks().await.into_iter();
        marks.filter(|mark| mark.ids.iter().any(|one| one == id)).map(|mark| mark.text).collect()
    }

    /// Every mark on the screen, in the order of the text.
    pub async fn all_marks(&self) -> Vec<Mark> {
        let script = "
            const words = text => (text ?? '').split(' ').filter(word => word);
            return [...document.querySelectorAll(arguments[0])].map(mark => ({
                text: mark.textContent,
                ids: words(mark.dataset.ids),
                parts: words(mark.dataset.parts),
                lit: words(mark.dataset.lit),
                unsure: words(mark.dataset.unsure),
            }));";
        self.script(script, vec![json!(selectors::MARK)]).await
    }

    /// Whether a layer is switched on in the legend.
    pub async fn is_on(&self, layer: Layer) -> bool {
        let script = "return document.querySelector(arguments[0])?.getAttribute('aria-pressed') === 'true'";
        self.script(script, vec![json!(selectors::layer(layer.label()))]).await
    }

    /// The number that the legend gives for a layer; none where it gives none.
    pub async fn count(&self, layer: Layer) -> Option<u32> {
        let script = "
            const element = document.querySelector(arguments[0]);
            return element ? element.dataset.count || element.textContent : null;";
        let count: Option<String> = self.script(script, vec![json!(selectors::layer_count(layer.label()))]).await;
        count?.trim().parse().ok()
    }

    /// The text of the card; none while it is closed.
    pub async fn card(&self) -> Option<String> {
        if !self.shows(selectors::CARD).await {
            return None;
        }
        let script = "return document.querySelector(arguments[0])?.innerText ?? null";
        self.script(script, vec![json!(selectors::CARD)]).await
    }

    /// Waits until the card is open, and returns its text.
    pub async fn wait_for_card(&self) -> String {
        self.step("wait for the card");
        self.wait_until("the card", async || self.card().await).await
    }

    /// What the model thinks of the marks that the card explains: for each that it was asked about, from top to bottom, its
    /// answer, which is empty before it comes.
    pub async fn opinions(&self) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0])].map(opinion => opinion.innerText.trim())";
        self.script(script, vec![json!(selectors::OPINION)]).await
    }

    /// Waits until the model has answered for all marks that the card explains, and returns its answers.
    pub async fn wait_for_opinions(&self) -> Vec<String> {
        self.step("wait for the model's opinions");
        let given = |opinions: &Vec<String>| !opinions.is_empty() && opinions.iter().all(|opinion| !opinion.is_empty());
        self.wait_until("the model's opinions", async || Some(self.opinions().await).filter(given)).await
    }

    /// What a screen reader says of the mark that the card explains.
    pub async fn description(&self) -> String {
        let script = "
            const id = document.querySelector('mark[aria-describedby]')?.getAttribute('aria-describedby');
            return id ? document.getElementById(id).textContent : '';";
        self.script(script, Vec::new()).await
    }

    /// The entries of the panel, from top to bottom.
    pub async fn statements(&self) -> Vec<Statement> {
        let script = "
            return [...document.querySelectorAll(`${arguments[0]} ${arguments[1]}`)].map(entry => ({
                id: entry.dataset.statement, text: entry.innerText || entry.textContent,
                source: entry.closest('section')?.querySelector('h3')?.innerText ?? '',
            }));";
        self.script(script, vec![json!(selectors::PANEL), json!(selectors::STATEMENT)]).await
    }

    /// The sentences that say what was or was not done.
    pub async fn notices(&self) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0])].map(notice => notice.innerText.trim())";
        self.script(script, vec![json!(selectors::NOTICE)]).await
    }

    /// How far the analysis is, from 0 to 100; none where no progress is shown.
    pub async fn progress(&self) -> Option<f64> {
        let script = "return document.querySelector(`${arguments[0]} progress`)?.value ?? null";
        self.script(script, vec![json!(selectors::READER)]).await
    }

    /// The words of all annotations that a person has settled, in the order of the text.
    pub async fn settled(&self) -> Vec<String> {
        let script = "return [...document.querySelectorAll('mark[data-settled]')].map(mark => mark.textContent)";
        self.script(script, Vec::new()).await
    }

    /// What a screen reader was told last.
    pub async fn said(&self) -> String {
        let script = "
            const told = [...document.querySelectorAll(`${arguments[0]} > [role=status]`)].map(it => it.textContent);
            return told.at(-1) ?? ''";
        self.script(script, vec![json!(selectors::READER)]).await
    }

    /// Waits until a screen reader is told this.
    pub async fn wait_until_said(&self, words: &str) {
        self.wait_for_equal("what is said", words.to_owned(), async || self.said().await).await;
    }

    /// The text of the panel.
    pub async fn panel(&self) -> String {
        self.script("return document.querySelector(arguments[0])?.innerText ?? ''", vec![json!(selectors::PANEL)]).await
    }

    /// The titles of the drafts, the latest first.
    pub async fn drafts(&self) -> Vec<String> {
        let script = "
            return [...document.querySelectorAll(arguments[0])].map(it => (it.querySelector('.draft') ?? it).innerText)";
        self.script(script, vec![json!(selectors::DRAFT)]).await
    }

    /// What breaks the Web Content Accessibility Guidelines 2.2 (A and AA), as axe-core finds it: rule and element.
    pub async fn accessibility_violations(&self) -> Vec<String> {
        self.step("check accessibility");
        let axe = std::fs::read_to_string(crate::setup::axe()).expect("axe-core can be read");
        let tags = json!(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]);
        let script = format!(
            "{axe};
            const [tags, done] = arguments;
            axe.run(document, {{ runOnly: tags }}).then(({{ violations }}) => done(violations.flatMap(({{ id, nodes }}) =>
                nodes.map(node => `${{id}}: ${{node.html.slice(0, 200)}} ${{node.failureSummary}}`))), error => done([`${{error}}`]));"
        );
        let run = self.session.execute_async(script, vec![tags]).await;
        self.done("read what a script returned", self.done("run axe-core", run).convert())
    }

    /// What has the keyboard's focus.
    pub async fn focused(&self) -> Focused {
        let script = "
            const { localName, value, textContent, dataset } = document.activeElement;
            return {
                element: localName,
                text: localName === 'textarea' ? value : textContent,
                ids: (dataset.ids ?? dataset.statement ?? '').split(' ').filter(id => id),
            };";
        self.script(script, Vec::new()).await
    }

    /// Whether the first line of an annotation lies within the viewport, with nothing over it.
    pub async fn is_in_view(&self, id: &str) -> bool {
        let script = "
            const mark = document.querySelector(arguments[0]);
            const box = mark?.getClientRects()[0];
            if (!box || box.top < 0 || box.bottom > innerHeight || box.left < 0 || box.right > innerWidth) return false;
            return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === mark;";
        self.script(script, vec![json!(selectors::annotation(id))]).await
    }

    /// Every line of the browser's console so far, with its level.
    pub async fn console(&self) -> Vec<String> {
        if let Ok(entries) = self.session.browser_log().await {
            let lines = entries.into_iter().map(|entry| format!("{} {}", entry.level, entry.message));
            self.console.borrow_mut().extend(lines);
        }
        self.console.borrow().clone()
    }

    /// The errors on the browser's console so far.
    pub async fn console_errors(&self) -> Vec<String> {
        self.console().await.into_iter().filter(|line| line.starts_with("SEVERE")).collect()
    }

    /// The paths that the other origin was asked for, in order.
    pub fn requests_elsewhere(&self) -> Vec<String> {
        self.neighbour.as_ref().map(reportedly_server::Server::requests).unwrap_or_default()
    }

    /// The paths that the page has asked its own server for, in order.
    pub fn requests(&self) -> Vec<String> {
        self.server.requests()
    }

    /// Whatever the browser has asked of any other machine: nothing, if the page keeps its promise.
    pub fn asked_of_others(&self) -> Vec<String> {
        self.outside.asked_for()
    }
}
