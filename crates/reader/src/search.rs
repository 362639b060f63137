//! Words that a person looks for, in the text and in the panel.

use std::rc::Rc;

use reportedly_document::{Byte, Span};

use super::command::{Command, button};
use super::state::State;
use crate::strings;
use crate::vdom::{Tag, classed, tag};

/// The most places that are counted: more lead nobody anywhere.
pub(crate) const MOST_FOUND: usize = 50_000;

/// What is looked for, and where it was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Search {
    /// The words, as they were typed.
    pub(crate) words: String,
    /// Where they are in the text, in its order.
    pub(crate) in_text: Rc<[Span<Byte>]>,
    /// How often they are in what the panel lists now.
    pub(crate) in_panel: usize,
    /// The place that was led to last: those of the panel come behind those of the text.
    pub(crate) position: usize,
}

impl Search {
    /// How many places there are.
    pub(crate) fn all(&self) -> usize {
        self.in_text.len() + self.in_panel
    }

    /// The place of the text that was led to last. Nothing where that is one of the panel.
    pub(crate) fn current(&self) -> Option<Span<Byte>> {
        self.in_text.get(self.position).copied()
    }
}

/// A box for words, how many there are of them, and what leads from one to the next. It lies over the text and takes no room.
pub(super) fn bar(state: &State) -> Option<Tag> {
    let search = state.ui.search.as_ref()?;
    let input = tag("input")
        .attr("data-find", "")
        .attr("aria-label", strings::SEARCH)
        .attr("placeholder", strings::SEARCH_HINT)
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("enterkeyhint", "search")
        // Not `value`: what is being typed must survive that something else is drawn anew.
        .attr("value", search.words.clone());
    let none = search.all() == 0;
    let step = |command: Command, label: &'static str, sign: &'static str| {
        button(command, sign).attr("aria-label", label).attr("title", label).flag("disabled", none)
    };
    let mark = (!state.host.read_only)
        .then(|| button(Command::FindMark, strings::SEARCH_MARK).flag("disabled", search.current().is_none()));
    let buttons = classed("p", "reportedly-actions")
        .child(step(Command::FindPrevious, strings::SEARCH_PREVIOUS, "↑"))
        .child(step(Command::FindNext, strings::SEARCH_NEXT, "↓"))
        .child_opt(mark)
        .child(button(Command::FindEnd, "×").attr("aria-label", strings::CLOSE).attr("title", strings::SEARCH_END));
    let count = classed("p", "reportedly-search-count").text(strings::found(search));
    let bar = classed("div", "reportedly-spotlight-bar").child(input).child(count).child(buttons);
    Some(
        classed("div", "reportedly-search")
            .attr("data-testid", "search")
            .attr("role", "search")
            .attr("aria-label", strings::SEARCH)
            .child(bar),
    )
}
