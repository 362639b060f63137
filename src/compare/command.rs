//! What a person can ask the page that compares for.

use reportedly_reader::vdom::{Tag, TextValue, plain_button};

/// What a button asks for. It carries the command by its name in `data-do`, and numbers in `data-item` and `data-of`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// The text in the box is added.
    Add,
    /// A draft is added; `data-draft` has its id.
    AddDraft,
    /// An article is removed.
    Remove,
    /// What was removed last comes back.
    BringBack,
    /// An article is compared as its draft is now.
    Refresh,
    /// Statements of one speaker are shown, or of all again.
    Filter,
    /// Of long lists, all is shown.
    ShowAll,
    /// A statement is shown in its text, and what is the same beside it.
    Statement,
    /// What a speaker (`data-item`) says in an article (`data-of`) is shown there.
    Cell,
    /// The next group of statements.
    Next,
    /// The one before.
    Previous,
    /// Where there is room for one text: the left one, or the right one.
    Side,
    /// The texts are closed.
    Close,
    SaveCsv,
    SaveMarkdown,
    MakeLink,
    CopyLink,
    Print,
    /// What came with a link becomes a draft.
    Keep,
}

/// All commands, and their names.
const NAMES: [(Command, &str); 19] = [
    (Command::Add, "add"),
    (Command::AddDraft, "add-draft"),
    (Command::Remove, "remove"),
    (Command::BringBack, "bring-back"),
    (Command::Refresh, "refresh"),
    (Command::Filter, "filter"),
    (Command::ShowAll, "show-all"),
    (Command::Statement, "statement"),
    (Command::Cell, "cell"),
    (Command::Next, "next"),
    (Command::Previous, "previous"),
    (Command::Side, "side"),
    (Command::Close, "close"),
    (Command::SaveCsv, "csv"),
    (Command::SaveMarkdown, "markdown"),
    (Command::MakeLink, "link"),
    (Command::CopyLink, "copy-link"),
    (Command::Print, "print"),
    (Command::Keep, "keep"),
];

impl Command {
    /// The command of this name.
    pub(super) fn named(name: &str) -> Option<Command> {
        NAMES.iter().find(|(_, known)| *known == name).map(|(command, _)| *command)
    }

    fn name(self) -> &'static str {
        NAMES.iter().find(|(command, _)| *command == self).map_or("", |(_, name)| name)
    }
}

/// A button that carries a command.
pub(super) fn button(command: Command, label: impl TextValue) -> Tag {
    bare_button(command).text(label)
}

/// The same without a label yet.
pub(super) fn bare_button(command: Command) -> Tag {
    plain_button().attr("data-do", command.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_found_by_its_name() {
        for (command, name) in NAMES {
            assert_eq!((command.name(), Command::named(name)), (name, Some(command)));
        }
        assert_eq!(Command::named("jump"), None);
    }
}
