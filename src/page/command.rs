//! What a person can ask the page for with a button.

use reportedly_reader::vdom::{Tag, TextValue, plain_button};

/// What a button of the page asks for. It carries the command by its name in `data-page`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageCommand {
    /// The text is edited.
    Edit,
    /// Another text begins.
    New,
    /// The text before this one comes back.
    BringBack,
    /// The text is compared with others, on another page.
    Compare,
    /// The formats are shown.
    Save,
    /// A file is written; `data-format` has its extension.
    SaveAs,
    /// What is shown is copied, with its marks.
    CopyMarked,
    /// The layouts for paper are shown.
    ShowPrint,
    /// The article is printed.
    Print,
    /// A hand-out is printed.
    PrintHandout,
    /// The dialog closes.
    CloseDialog,
    /// The dialog for a link opens.
    Share,
    /// The link is copied.
    CopyLink,
    /// Code for a web page is copied.
    CopyCode,
    /// The link is handed over to the system.
    SendLink,
    /// The QR code fills the window.
    EnlargeCode,
    /// The QR code is small again.
    ReduceCode,
    /// The QR code is saved as a file.
    SaveCode,
    /// What a link brought becomes a draft.
    CopyIncoming,
    /// What takes long is stopped.
    StopTask,
    /// A mark without a place waits for words; `data-item` has its index.
    Attach,
    /// A draft is opened; `data-draft` has its id.
    Open,
    /// A draft gets another title.
    Rename,
    /// A draft is deleted, or all.
    Delete,
    /// All drafts are to be deleted: the person is asked.
    AskDeleteAll,
    /// They are not.
    KeepAll,
    /// What was deleted last comes back.
    BringDraftsBack,
}

/// All commands, and their names.
const NAMES: [(PageCommand, &str); 27] = [
    (PageCommand::Edit, "edit"),
    (PageCommand::New, "new"),
    (PageCommand::BringBack, "bring-back"),
    (PageCommand::Compare, "compare"),
    (PageCommand::Save, "save"),
    (PageCommand::SaveAs, "save-as"),
    (PageCommand::CopyMarked, "copy-marked"),
    (PageCommand::ShowPrint, "show-print"),
    (PageCommand::Print, "print"),
    (PageCommand::PrintHandout, "print-handout"),
    (PageCommand::CloseDialog, "close-dialog"),
    (PageCommand::Share, "share"),
    (PageCommand::CopyLink, "copy-link"),
    (PageCommand::CopyCode, "copy-code"),
    (PageCommand::SendLink, "send-link"),
    (PageCommand::EnlargeCode, "enlarge-code"),
    (PageCommand::ReduceCode, "reduce-code"),
    (PageCommand::SaveCode, "save-code"),
    (PageCommand::CopyIncoming, "copy-incoming"),
    (PageCommand::StopTask, "stop-task"),
    (PageCommand::Attach, "attach"),
    (PageCommand::Open, "open"),
    (PageCommand::Rename, "rename"),
    (PageCommand::Delete, "delete"),
    (PageCommand::AskDeleteAll, "delete-all"),
    (PageCommand::KeepAll, "not-sure"),
    (PageCommand::BringDraftsBack, "bring-drafts-back"),
];

impl PageCommand {
    /// Its name in `data-page`.
    pub(super) fn name(self) -> &'static str {
        NAMES.iter().find(|(command, _)| *command == self).map_or("", |(_, name)| name)
    }

    /// The command of this name.
    pub(super) fn named(name: &str) -> Option<PageCommand> {
        NAMES.iter().find(|(_, known)| *known == name).map(|(command, _)| *command)
    }
}

/// A button that carries a command.
pub(super) fn button(command: PageCommand, label: impl TextValue) -> Tag {
    plain_button().attr("data-page", command.name()).text(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_found_by_its_name() {
        for (command, name) in NAMES {
            assert_eq!((command.name(), PageCommand::named(name)), (name, Some(command)));
        }
        assert_eq!(PageCommand::named("jump"), None);
    }
}
