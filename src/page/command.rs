//! What a person can ask the page for with a button.

use crate::commands::commands;
use reportedly_reader::vdom::{Tag, TextValue, plain_button};

commands! {
    /// What a button of the page asks for. It carries the command by its name in `data-page`.
    pub(super) enum PageCommand {
        /// The text is edited.
        Edit = "edit",
        /// Another text begins.
        New = "new",
        /// The text before this one comes back.
        BringBack = "bring-back",
        /// All lines of a web page become part of the text.
        IncludeLines = "include-lines",
        /// The text is compared with others, on another page.
        Compare = "compare",
        /// The formats are shown.
        Save = "save",
        /// A file is written; `data-format` has its extension.
        SaveAs = "save-as",
        /// What is shown is copied, with its marks.
        CopyMarked = "copy-marked",
        /// The layouts for paper are shown.
        ShowPrint = "show-print",
        /// The article is printed.
        Print = "print",
        /// A hand-out is printed.
        PrintHandout = "print-handout",
        /// The dialog closes.
        CloseDialog = "close-dialog",
        /// The dialog for a link opens.
        Share = "share",
        /// The link is copied.
        CopyLink = "copy-link",
        /// Code for a web page is copied.
        CopyCode = "copy-code",
        /// The link is handed over to the system.
        SendLink = "send-link",
        /// The QR code fills the window.
        EnlargeCode = "enlarge-code",
        /// The QR code is small again.
        ReduceCode = "reduce-code",
        /// The QR code is saved as a file.
        SaveCode = "save-code",
        /// What a link brought becomes a draft.
        CopyIncoming = "copy-incoming",
        /// What takes long is stopped.
        StopTask = "stop-task",
        /// A mark without a place waits for words; `data-item` has its index.
        Attach = "attach",
        /// A draft is opened; `data-draft` has its id.
        Open = "open",
        /// A draft gets another title.
        Rename = "rename",
        /// A draft is deleted, or all.
        Delete = "delete",
        /// All drafts are to be deleted: the person is asked.
        AskDeleteAll = "delete-all",
        /// They are not.
        KeepAll = "not-sure",
        /// What was deleted last comes back.
        BringDraftsBack = "bring-drafts-back",
    }
}

/// A button that carries a command.
pub(super) fn button(command: PageCommand, label: impl TextValue) -> Tag {
    plain_button().attr("data-page", command.name()).text(label)
}
