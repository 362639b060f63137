use super::host::Style;
use super::keys::KEYS;
use super::state::State;
use crate::el::{El, button, el, of};
use crate::strings;

/// What a person can choose about reading in general.
pub(super) fn settings(state: &State) -> El {
    let settings = state.settings;
    let style = |style: Style| {
        button(format!("style {}", style.label()), strings::style(style)).pressed(settings.style == style).html()
    };
    let switch = |command: &'static str, on: bool, label: &'static str| {
        el("label").with(el("input").put("type", "checkbox").put("data-do", command).checked(on)).text(label)
    };
    el("div")
        .with(el("h2").text(strings::STYLE))
        .with(
            of("p", "reportedly-actions")
                .put("role", "group")
                .put("aria-label", strings::STYLE)
                .list(Style::ALL.into_iter().map(style).collect()),
        )
        .with(el("h2").text(strings::KEYBOARD))
        .with(switch("keys", !settings.no_keys, strings::SINGLE_KEYS))
        .with(switch("announce", settings.announce, strings::ANNOUNCE))
        .with(el("h2").text(strings::FIND))
        .with(of("p", "reportedly-actions").with(button("find", strings::FIND_OPEN)))
}

/// A box for words that are to be marked.
pub(super) fn find(state: &State) -> El {
    let (words, nowhere) = &state.sought;
    let box_of_words = el("input")
        .put("data-find", "")
        .put("aria-label", strings::FIND)
        .put("autocomplete", "off")
        .put("spellcheck", "false")
        // Not `value`: what is being typed must survive that something else is drawn anew.
        .put("value", words.clone());
    let hint = if *nowhere { strings::FOUND_NOWHERE } else { strings::FIND_HINT };
    el("div")
        .with(el("h2").text(strings::FIND))
        .with(of("p", "reportedly-find").with(box_of_words).with(button("find-next", strings::FIND_NEXT)))
        .with(el("p").put("role", "status").text(hint))
}

/// Every key, and what it does.
pub(super) fn keys() -> El {
    let rows =
        KEYS.iter().flat_map(|&(key, does)| [el("dt").with(el("kbd").text(key)).html(), el("dd").text(does).html()]);
    el("div")
        .with(el("h2").text(strings::KEYS))
        .with(el("p").text(strings::KEYS_WHERE))
        .with(of("dl", "reportedly-keys").list(rows.collect()))
}
