//! The shortcuts: one table, which the list of keys and the listener read.

use super::command::Command;
use super::layout::Step;

/// What a key means in the reading pane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Key {
    /// Goes to another mark.
    Step(Step),
    /// Pins the card of the mark and goes into it.
    Enter,
    /// The mark is right.
    Accept,
    /// The mark is wrong.
    Reject,
    /// The mark's note.
    Note,
    /// The mark's speaker.
    Speaker,
    /// The machine's marks on these words are not wanted.
    Hide,
    /// The mark is called as the label with this number is, counted from 0; of selected words, they are.
    Label(usize),
    /// Moves the mark's end (or else its beginning) by a word, forward (or else back).
    Nudge { end: bool, forward: bool },
    /// Selects words with the keyboard, or no longer.
    Caret,
    /// Selected words are a hedge.
    Hedge,
    /// Selected words are what somebody says.
    Statement,
    /// Something that has nothing to do with the place of the keyboard.
    Do(Command),
}

/// A shortcut, or several that belong together.
pub(super) struct Shortcut {
    /// What to press, as the list of keys shows it.
    pub(super) keys: &'static str,
    /// What it does, as the list of keys says it.
    pub(super) does: &'static str,
    /// What is pressed, and what that means.
    presses: &'static [(Press, Key)],
}

/// A key press, by the name that the browser has for the key.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Press {
    /// A letter or a sign, which a person can turn off.
    Single(&'static str),
    /// The same, where words are selected.
    OnSelection(&'static str),
    /// A key that types nothing, with or without Shift.
    Plain(&'static str),
    /// A key that types nothing, without Shift.
    Unshifted(&'static str),
    /// A key that types nothing, with Shift.
    Shifted(&'static str),
    /// A letter with Ctrl (or the command key), and with Shift or without it.
    Ctrl(&'static str, Option<bool>),
}

use Press::{Ctrl, OnSelection, Plain, Shifted, Single, Unshifted};

const fn shortcut(keys: &'static str, does: &'static str, presses: &'static [(Press, Key)]) -> Shortcut {
    Shortcut { keys, does, presses }
}

/// All shortcuts, in the order in which they are listed.
pub(super) const SHORTCUTS: &[Shortcut] = &[
    shortcut(
        "n p  ← →",
        "Next and previous mark",
        &[
            (Single("n"), Key::Step(Step::Next)),
            (Single("p"), Key::Step(Step::Previous)),
            (Unshifted("ArrowRight"), Key::Step(Step::Next)),
            (Unshifted("ArrowLeft"), Key::Step(Step::Previous)),
        ],
    ),
    shortcut(
        "Home End",
        "First and last mark",
        &[(Plain("Home"), Key::Step(Step::First)), (Plain("End"), Key::Step(Step::Last))],
    ),
    shortcut("Enter", "Open the card of the mark; Escape leads back", &[(Plain("Enter"), Key::Enter)]),
    shortcut("a", "The mark is right", &[(Single("a"), Key::Accept)]),
    shortcut("x", "The mark is wrong", &[(Single("x"), Key::Reject)]),
    shortcut(
        "1 … 8",
        "Call the mark by the label with this number",
        &[
            (Single("1"), Key::Label(0)),
            (Single("2"), Key::Label(1)),
            (Single("3"), Key::Label(2)),
            (Single("4"), Key::Label(3)),
            (Single("5"), Key::Label(4)),
            (Single("6"), Key::Label(5)),
            (Single("7"), Key::Label(6)),
            (Single("8"), Key::Label(7)),
        ],
    ),
    shortcut(
        "Shift ← →",
        "Move the end of the mark by a word",
        &[
            (Shifted("ArrowRight"), Key::Nudge { end: true, forward: true }),
            (Shifted("ArrowLeft"), Key::Nudge { end: true, forward: false }),
        ],
    ),
    shortcut(
        "Shift ↑ ↓",
        "Move the beginning of the mark by a word",
        &[
            (Shifted("ArrowDown"), Key::Nudge { end: false, forward: true }),
            (Shifted("ArrowUp"), Key::Nudge { end: false, forward: false }),
        ],
    ),
    shortcut("s", "Who says it", &[(Single("s"), Key::Speaker)]),
    shortcut(
        "o",
        "Only what this speaker says; n and p lead through it, Escape ends it",
        &[(Single("o"), Key::Do(Command::SpotlightHere))],
    ),
    shortcut(
        "r",
        "Review the unsure marks one by one: a and x say right and wrong, n skips, p leads back; Escape ends it",
        &[(Single("r"), Key::Do(Command::TriageHere))],
    ),
    shortcut("m", "Write a note", &[(Single("m"), Key::Note)]),
    shortcut("i", "Hide this phrase everywhere in this text", &[(Single("i"), Key::Hide)]),
    shortcut("c", "Select words with the keyboard: arrows move, Shift and arrows select", &[(Single("c"), Key::Caret)]),
    shortcut(
        "/  f",
        "Search text and panel, from anywhere in the reader: Enter and Shift Enter lead through, Escape ends it",
        &[(Single("/"), Key::Do(Command::Find)), (Single("f"), Key::Do(Command::Find))],
    ),
    shortcut(
        "h  q",
        "Mark selected words as a hedge, as what somebody says; 1 … 7 as a name",
        &[(OnSelection("h"), Key::Hedge), (OnSelection("q"), Key::Statement)],
    ),
    shortcut("w", "Without marks, or with them again", &[(Single("w"), Key::Do(Command::Plain))]),
    shortcut("?", "Show these keys", &[(Single("?"), Key::Do(Command::Help))]),
    shortcut("Ctrl Z", "Undo", &[(Ctrl("z", Some(false)), Key::Do(Command::Undo))]),
    shortcut(
        "Ctrl Shift Z",
        "Redo",
        &[(Ctrl("z", Some(true)), Key::Do(Command::Redo)), (Ctrl("y", None), Key::Do(Command::Redo))],
    ),
];

/// What a key press means. `single` allows for keys without Ctrl; `selected` says whether words are selected.
pub(super) fn meaning(key: &str, ctrl: bool, shift: bool, single: bool, has_selection: bool) -> Option<Key> {
    let is = |press: Press| match press {
        Single(name) => !ctrl && single && key == name,
        OnSelection(name) => !ctrl && single && has_selection && key == name,
        Plain(name) => !ctrl && key == name,
        Unshifted(name) => !ctrl && !shift && key == name,
        Shifted(name) => !ctrl && shift && key == name,
        Ctrl(name, with_shift) => {
            ctrl && key.eq_ignore_ascii_case(name) && with_shift.is_none_or(|expected| shift == expected)
        }
    };
    SHORTCUTS.iter().flat_map(|shortcut| shortcut.presses).find(|(press, _)| is(*press)).map(|&(_, key)| key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_keys_can_be_turned_off() {
        for key in ["n", "p", "c", "/", "f", "w", "?", "a", "x", "m", "o", "r", "s", "i", "1"] {
            assert!(meaning(key, false, false, true, false).is_some(), "{key}");
            assert_eq!(meaning(key, false, false, false, false), None, "{key}");
        }
        assert_eq!(meaning("ArrowRight", false, false, false, false), Some(Key::Step(Step::Next)));
        assert_eq!(meaning("z", true, true, false, false), Some(Key::Do(Command::Redo)));
    }

    #[test]
    fn what_the_browser_or_others_use_is_left_alone() {
        for (key, ctrl) in [("f", true), ("n", true), ("Tab", false), ("ArrowDown", false), ("9", false), ("b", false)]
        {
            assert_eq!(meaning(key, ctrl, false, true, true), None, "{key}");
        }
    }
}
