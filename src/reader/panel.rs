mod changes;
mod check;
mod hedges;
mod names;
mod numbers;
mod statements;

use std::rc::Rc;

use reportedly_document::{Resolved, Span};
use yew::{Component, Context, Html, NodeRef, Properties};

use super::command::Tab;
use super::drawing::is_unsure;
use super::facts::Facts;
use super::same::Same;
use super::state::State;
use crate::el::{El, button, el, of};
use crate::strings;

/// How many entries are listed at first, and how many more at a time.
const PAGE: usize = 100;

/// What a panel is drawn from: where none of it has changed, neither has the panel.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PanelOf {
    facts: Same<Facts>,
    resolved: Same<Resolved>,
    tab: Tab,
    pages: usize,
    by_voice: bool,
    counted: bool,
    provisional: bool,
    hides_answers: bool,
}

impl PanelOf {
    pub(super) fn new(state: &State) -> PanelOf {
        PanelOf {
            facts: Same(state.facts.clone()),
            resolved: Same(state.resolved.clone()),
            tab: state.tab,
            pages: state.pages,
            by_voice: state.by_voice,
            counted: state.is_counted(),
            provisional: state.is_provisional(),
            hides_answers: state.hides_answers(),
        }
    }
}

/// A panel that was drawn, and what from.
#[derive(Clone, Debug, Properties)]
pub(super) struct DrawnProps {
    pub(super) of: Rc<PanelOf>,
    pub(super) content: Html,
}

impl PartialEq for DrawnProps {
    fn eq(&self, other: &Self) -> bool {
        self.of == other.of
    }
}

/// Keeps what was drawn, so that hundreds of entries are not compared each time the pointer moves.
pub(super) struct Drawn;

impl Component for Drawn {
    type Message = ();
    type Properties = DrawnProps;

    fn create(_: &Context<Self>) -> Self {
        Drawn
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        ctx.props().content.clone()
    }
}

/// Lists what was found, a page for each way of looking at it.
pub(super) fn panel(state: &State, place: &NodeRef) -> Html {
    let title = strings::tab(state.tab);
    let tabs = Tab::ALL.iter().enumerate().map(|(at, &tab)| {
        let mut label = String::from(strings::tab(tab));
        if let Some(count) = count(state, tab).filter(|_| state.is_counted()) {
            label.push(' ');
            label.push_str(&strings::grouped(count));
        }
        button(format!("tab {at}"), label).pressed(tab == state.tab).html()
    });
    let lists = Lists { state, most: (state.pages + 1) * PAGE };
    let page = if !state.is_counted() {
        say(strings::NOT_YET)
    } else if state.hides_answers() && is_about_answers(state) {
        say(strings::ANSWERS_HIDDEN)
    } else {
        match state.tab {
            Tab::Statements => statements::page(&lists),
            Tab::Names => names::page(&lists),
            Tab::Hedges => hedges::page(&lists),
            Tab::Check => check::page(&lists),
            Tab::Numbers => numbers::page(state),
            Tab::Changes => changes::page(&lists),
        }
    };
    of("section", "reportedly-panel")
        .part("panel")
        .at(place)
        .put("data-testid", "panel")
        .put("aria-label", strings::PANEL)
        .put("tabindex", "-1")
        .with(super::navigation::to_text())
        .with(of("div", "reportedly-tabs").put("role", "group").put("aria-label", strings::TABS).list(tabs.collect()))
        .with(el("h2").text(title))
        .with(page)
        .html()
}

/// Whether the page that is open would say that there is nothing, where there may be something that is hidden.
fn is_about_answers(state: &State) -> bool {
    let facts = &state.facts;
    match state.tab {
        Tab::Statements => facts.sources.is_empty(),
        Tab::Names => facts.names.is_empty(),
        Tab::Hedges => facts.hedges.is_empty(),
        Tab::Check => true,
        Tab::Numbers | Tab::Changes => false,
    }
}

/// A page's name, with how much it lists: "Who said what (14)".
pub(super) fn label(state: &State, tab: Tab) -> String {
    let name = strings::tab(tab);
    count(state, tab).map_or_else(|| name.to_owned(), |count| format!("{name} ({})", strings::grouped(count)))
}

/// How much a page lists.
fn count(state: &State, tab: Tab) -> Option<u32> {
    let facts = &state.facts;
    Some(match tab {
        Tab::Statements => facts.sources.iter().map(|source| source.statements.len() as u32).sum(),
        Tab::Names => facts.names.len() as u32,
        Tab::Hedges => facts.hedges.len() as u32,
        Tab::Check | Tab::Numbers => return None,
        Tab::Changes => changes::count(state) as u32,
    })
}

/// What the pages list from, and how much of it.
struct Lists<'s> {
    state: &'s State,
    /// How many entries are listed.
    most: usize,
}

impl Lists<'_> {
    /// An entry that leads to a mark, to be filled.
    fn entry(&self, at: usize) -> El {
        let id = &self.state.analysis.annotations[at].id;
        el("button")
            .put("type", "button")
            .put("class", "reportedly-entry")
            .put("data-do", format!("choose {at}"))
            .put("data-entry", id.as_str().to_owned())
            .put("data-glance", at.to_string())
    }

    /// What an entry says of a mark that the engine is not sure of: in words, as colours and lines are not for everyone.
    fn unsure(&self, at: usize) -> Option<El> {
        is_unsure(&self.state.analysis.annotations[at]).then(unsure_tag)
    }

    /// A list of entries under a heading, up to what is listed.
    fn list(&self, entries: Vec<Html>) -> El {
        el("ol").list(entries)
    }

    /// What leads to the rest, if there is a rest of so many.
    fn more(&self, all: usize) -> Option<El> {
        (all > self.most).then(|| button("more", strings::more(all - self.most)))
    }

    /// The sentence around a place, shortened.
    fn sentence(&self, at: u32) -> String {
        let sentence = reportedly_document::sentence_at(&self.state.analysis.sentences, at);
        sentence.map(|span| super::words::excerpt(&[span], &self.state.text)).unwrap_or_default()
    }
}

fn unsure_tag() -> El {
    of("span", "reportedly-tag").put("data-confidence", "low").text(strings::UNSURE)
}

/// The heading of a group, with how many there are.
fn heading(name: El, count: usize) -> El {
    let count = of("span", "reportedly-count").text(strings::grouped(u32::try_from(count).unwrap_or(u32::MAX)));
    el("h3").with(name).text(" ").with(count)
}

/// A sentence in the place of a list.
fn say(words: &'static str) -> El {
    of("p", "reportedly-say").text(words)
}

/// An entry that leads to a place in the text.
fn passage(state: &State, span: Span<reportedly_document::Byte>) -> Html {
    let words = super::words::excerpt(&[span], &state.text);
    let entry = button(format!("go {}", span.start), words).put("class", "reportedly-entry").put("dir", "auto");
    el("li").with(entry).html()
}
