//! What opens over the text: settings and keys.

use super::api::Style;
use super::keys::SHORTCUTS;
use super::state::State;
use crate::command::{Command, button};
use crate::strings;
use crate::vdom::{Tag, classed, tag};

/// What a person can choose about reading in general.
pub(super) fn settings(state: &State) -> Tag {
    let settings = state.host.settings;
    let style = |style: Style| {
        button(Command::Style(style), strings::style(style)).pressed(settings.style == style).into_html()
    };
    let switch = |command: Command, on: bool, label: &'static str| {
        tag("label").child(tag("input").attr("type", "checkbox").command(command).checked(on)).text(label)
    };
    tag("div")
        .child(tag("h2").text(strings::STYLE))
        .child(
            classed("p", "reportedly-actions")
                .attr("role", "group")
                .attr("aria-label", strings::STYLE)
                .children(Style::ALL.into_iter().map(style).collect()),
        )
        .child_opt((settings.style == Style::Letters).then(|| tag("p").text(strings::LETTERS)))
        .child(tag("h2").text(strings::KEYBOARD))
        .child(switch(Command::Keys, !settings.no_keys, strings::SINGLE_KEYS))
        .child(switch(Command::Announce, settings.announce, strings::ANNOUNCE))
}

/// Every key, and what it does.
pub(super) fn keys() -> Tag {
    let rows = SHORTCUTS.iter().flat_map(|shortcut| {
        let key = tag("dt").child(tag("kbd").text(shortcut.keys)).into_html();
        [key, tag("dd").text(shortcut.does).into_html()]
    });
    tag("div")
        .child(tag("h2").text(strings::KEYS))
        .child(tag("p").text(strings::KEYS_WHERE))
        .child(classed("dl", "reportedly-keys").children(rows.collect()))
}
