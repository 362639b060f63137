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

/// The keys as a page lists them: what to press, and the string that says what it does.
pub(super) const KEYS: &[(&str, &str)] = &[
    ("n p  ← →", "Next and previous mark"),
    ("Home End", "First and last mark"),
    ("Enter", "Open the card of the mark; Escape leads back"),
    ("a", "The mark is right"),
    ("x", "The mark is wrong"),
    ("1 … 8", "Call the mark by the label with this number"),
    ("Shift ← →", "Move the end of the mark by a word"),
    ("Shift ↑ ↓", "Move the beginning of the mark by a word"),
    ("s", "Who says it"),
    ("m", "Write a note"),
    ("i", "Hide this phrase everywhere in this text"),
    ("c", "Select words with the keyboard: arrows move, Shift and arrows select"),
    ("f", "Find words in the text, to mark them"),
    ("h  q", "Mark selected words as a hedge, as what somebody says; 1 … 7 as a name"),
    ("w", "Without marks, or with them again"),
    ("?", "Show these keys"),
    ("Ctrl Z", "Undo"),
    ("Ctrl Shift Z", "Redo"),
];

/// What a key press means. `single` allows for keys without Ctrl; `selected` says whether words are selected.
pub(super) fn meaning(key: &str, ctrl: bool, shift: bool, single: bool, selected: bool) -> Option<Key> {
    if ctrl {
        return match key {
            "z" | "Z" => Some(Key::Do(if shift { Command::Redo } else { Command::Undo })),
            "y" | "Y" => Some(Key::Do(Command::Redo)),
            _ => None,
        };
    }
    let arrow = match key {
        "ArrowRight" => Some((true, true)),
        "ArrowLeft" => Some((true, false)),
        "ArrowDown" => Some((false, true)),
        "ArrowUp" => Some((false, false)),
        _ => None,
    };
    if let Some((end, forward)) = arrow {
        return match (shift, end) {
            (true, _) => Some(Key::Nudge { end, forward }),
            (false, true) => Some(Key::Step(if forward { Step::Next } else { Step::Previous })),
            (false, false) => None,
        };
    }
    match key {
        "Home" => return Some(Key::Step(Step::First)),
        "End" => return Some(Key::Step(Step::Last)),
        "Enter" => return Some(Key::Enter),
        _ if !single => return None,
        _ => {}
    }
    Some(match key {
        "n" => Key::Step(Step::Next),
        "p" => Key::Step(Step::Previous),
        "c" => Key::Caret,
        "w" => Key::Do(Command::Plain),
        "f" => Key::Do(Command::Find),
        "?" => Key::Do(Command::Help),
        "h" if selected => Key::Hedge,
        "q" if selected => Key::Statement,
        "a" => Key::Accept,
        "x" => Key::Reject,
        "m" => Key::Note,
        "s" => Key::Speaker,
        "i" => Key::Hide,
        "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" => Key::Label(usize::from(key.as_bytes()[0] - b'1')),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_keys_can_be_turned_off() {
        for key in ["n", "p", "c", "f", "w", "?", "a", "x", "m", "s", "i", "1"] {
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
