//! What a person can ask the page that compares for.

use crate::commands::commands;
use reportedly_reader::vdom::{Tag, TextValue, plain_button};

commands! {
    /// What a button asks for. It carries the command by its name in `data-do`, and numbers in `data-item` and `data-of`.
    pub(super) enum Command {
        /// The text in the box is added.
        Add = "add",
        /// A draft is added; `data-draft` has its id.
        AddDraft = "add-draft",
        /// An article is removed.
        Remove = "remove",
        /// What was removed last comes back.
        BringBack = "bring-back",
        /// An article is compared as its draft is now.
        Refresh = "refresh",
        /// Statements of one speaker are shown, or of all again.
        Filter = "filter",
        /// Of long lists, all is shown.
        ShowAll = "show-all",
        /// A statement is shown in its text, and what is the same beside it.
        Statement = "statement",
        /// What a speaker (`data-item`) says in an article (`data-of`) is shown there.
        Cell = "cell",
        /// The next group of statements.
        Next = "next",
        /// The one before.
        Previous = "previous",
        /// Where there is room for one text: the left one, or the right one.
        Side = "side",
        /// The texts are closed.
        Close = "close",
        SaveCsv = "csv",
        SaveMarkdown = "markdown",
        MakeLink = "link",
        CopyLink = "copy-link",
        Print = "print",
        /// What came with a link becomes a draft.
        Keep = "keep",
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
