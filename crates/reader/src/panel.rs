//! The panel: what was found, in lists.

mod changes;
mod hedges;
mod names;
mod review;
mod shares;
mod source_editor;
mod statements;
mod statistics;
mod summary;

use std::rc::Rc;

use reportedly_document::Resolved;
use yew::{Component, Context, Html, NodeRef, Properties};

use super::lists::Lists;
use super::ptr_eq::PtrEq;
use super::spotlight::{SpotlightGroup, SpotlightTarget};
use super::state::{SourceEditor, State};
use crate::command::{Command, Tab, button};
use crate::strings;
use crate::vdom::{Tag, classed, plain_button, tag};

pub(crate) use summary::spoken as spoken_summary;

/// How many entries are listed at first, and how many more at a time.
const PAGE: usize = 100;

/// What a panel is drawn from: where none of it has changed, neither has the panel.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PanelInputs {
    lists: PtrEq<Lists>,
    resolved: PtrEq<Resolved>,
    tab: Tab,
    pages: usize,
    by_voice: bool,
    counted: bool,
    provisional: bool,
    hides_answers: bool,
    spotlight: Option<SpotlightGroup>,
    triages: bool,
    source_editor: Option<SourceEditor>,
    read_only: bool,
}

impl PanelInputs {
    pub(super) fn new(state: &State) -> PanelInputs {
        PanelInputs {
            lists: PtrEq(state.derived.lists.clone()),
            resolved: PtrEq(state.derived.resolved.clone()),
            tab: state.ui.tab,
            pages: state.ui.pages,
            by_voice: state.ui.by_voice,
            counted: state.is_counted(),
            provisional: state.is_provisional(),
            hides_answers: state.hides_answers(),
            spotlight: state.spotlight().map(|(spotlight, _)| spotlight.group.clone()),
            source_editor: state.ui.source_editor.clone(),
            triages: state.is_triaging(),
            read_only: state.host.read_only,
        }
    }
}

/// A panel that was drawn, and what from.
#[derive(Clone, Debug, Properties)]
pub(super) struct CachedPanelProps {
    pub(super) of: Rc<PanelInputs>,
    pub(super) content: Html,
}

impl PartialEq for CachedPanelProps {
    fn eq(&self, other: &Self) -> bool {
        self.of == other.of
    }
}

/// Keeps what was drawn, so that hundreds of entries are not compared each time the pointer moves.
pub(super) struct CachedPanel;

impl Component for CachedPanel {
    type Message = ();
    type Properties = CachedPanelProps;

    fn create(_: &Context<Self>) -> Self {
        CachedPanel
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        ctx.props().content.clone()
    }
}

/// Lists what was found, a page for each way of looking at it.
pub(super) fn panel(state: &State, node: &NodeRef) -> Html {
    let title = strings::tab(state.ui.tab);
    let tabs = Tab::ALL.iter().map(|&tab| {
        let mut label = String::from(strings::tab(tab));
        if let Some(count) = count(state, tab).filter(|_| state.is_counted()) {
            label.push(' ');
            label.push_str(&strings::grouped(count));
        }
        button(Command::Tab(tab), label).pressed(tab == state.ui.tab).into_html()
    });
    let context = PageContext { state, most: (state.ui.pages + 1) * PAGE };
    let page = if !state.is_counted() {
        sentence_alone(strings::NOT_YET)
    } else if state.hides_answers() && is_about_answers(state) {
        sentence_alone(strings::ANSWERS_HIDDEN)
    } else {
        match state.ui.tab {
            Tab::Statements => statements::page(&context),
            Tab::Names => names::page(&context),
            Tab::Hedges => hedges::page(&context),
            Tab::Review => review::page(&context),
            Tab::Statistics => statistics::page(state),
            Tab::Changes => changes::page(&context),
        }
    };
    classed("section", "reportedly-panel")
        .part("panel")
        .node_ref(node)
        .attr("data-testid", "panel")
        .attr("aria-label", strings::PANEL)
        .attr("tabindex", "-1")
        .child(super::navigation::to_text())
        .child_opt((state.is_counted() && !state.hides_answers()).then(|| summary::summary(state)))
        .child_opt(super::triage::start_button(state))
        .child(
            classed("div", "reportedly-tabs")
                .attr("role", "group")
                .attr("aria-label", strings::TABS)
                .children(tabs.collect()),
        )
        .child(tag("h2").text(title))
        .child(page)
        .into_html()
}

/// Whether the page that is open would say that there is nothing, where there may be something that is hidden.
fn is_about_answers(state: &State) -> bool {
    let lists = &state.derived.lists;
    match state.ui.tab {
        Tab::Statements => lists.sources.is_empty(),
        Tab::Names => lists.names.is_empty(),
        Tab::Hedges => lists.hedges.is_empty(),
        Tab::Review => true,
        Tab::Statistics | Tab::Changes => false,
    }
}

/// A page's name, with how much it lists: "Who said what (14)".
pub(super) fn label(state: &State, tab: Tab) -> String {
    let name = strings::tab(tab);
    count(state, tab).map_or_else(|| name.to_owned(), |count| format!("{name} ({})", strings::grouped(count)))
}

/// How much a page lists.
fn count(state: &State, tab: Tab) -> Option<u32> {
    let lists = &state.derived.lists;
    Some(match tab {
        Tab::Statements => lists.sources.iter().map(|source| source.statements.len() as u32).sum(),
        Tab::Names => lists.names.len() as u32,
        Tab::Hedges => lists.hedges.len() as u32,
        Tab::Review | Tab::Statistics => return None,
        Tab::Changes => changes::count(state) as u32,
    })
}

/// What the pages list from, and how much of it.
struct PageContext<'s> {
    state: &'s State,
    /// How many entries are listed.
    most: usize,
}

impl PageContext<'_> {
    /// An entry that leads to a mark, to be filled.
    fn entry(&self, index: usize) -> Tag {
        let id = &self.state.annotations()[index].id;
        plain_button()
            .attr("class", "reportedly-entry")
            .command(Command::Choose(index.into()))
            .attr("data-entry", id.as_str().to_owned())
            .attr("data-glance", index.to_string())
    }

    /// What an entry says of a mark that the engine is not sure of: in words, as colours and lines are not for everyone.
    fn unsure(&self, index: usize) -> Option<Tag> {
        self.state.annotations()[index].is_unsure().then(unsure_tag)
    }

    /// What leads to the rest, if there is a rest of so many.
    fn more(&self, all: usize) -> Option<Tag> {
        (all > self.most).then(|| button(Command::More, strings::more(all - self.most)))
    }

    /// The sentence around a place, shortened.
    fn sentence(&self, byte: u32) -> String {
        let sentence = reportedly_document::sentence_at(&self.state.derived.analysis.sentences, byte);
        sentence.map(|span| super::excerpt::excerpt(&[span], &self.state.session.text)).unwrap_or_default()
    }
}

fn unsure_tag() -> Tag {
    chip(strings::UNSURE, strings::UNSURE_HINT).attr("data-confidence", "low")
}

/// A word or two in a box. What they mean is seen where the pointer rests on them, and where the keyboard is at their entry.
fn chip(words: &'static str, means: &'static str) -> Tag {
    classed("span", "reportedly-tag").attr("title", means).text(words)
}

/// The name of a group, which lets its marks be looked at alone.
fn group_name(state: &State, target: SpotlightTarget, name: Tag) -> Tag {
    plain_button()
        .attr("class", "reportedly-only")
        .attr("title", strings::SPOTLIGHT_HINT)
        .command(Command::Spotlight(target))
        .pressed(state.is_in_spotlight(target))
        .child(name)
}

/// The heading of a group, with how many there are.
fn heading(name: Tag, count: usize) -> Tag {
    let count = classed("span", "reportedly-count").text(strings::grouped(u32::try_from(count).unwrap_or(u32::MAX)));
    tag("h3").child(name).text(" ").child(count)
}

/// A sentence in the place of a list.
fn sentence_alone(words: &'static str) -> Tag {
    classed("p", "reportedly-say").text(words)
}
