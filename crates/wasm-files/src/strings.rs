//! What a person is told of files.

use reportedly_formats::BinaryKind;

/// What can be done with a file that has no plain text in it.
pub(crate) fn no_text_in_kind(name: &str, kind: BinaryKind) -> String {
    let help = match kind {
        BinaryKind::Pdf => "Open it, select the article in it, copy it, and paste it here.",
        BinaryKind::Document => {
            "Open it there, select all, copy, and paste it here; or save it as plain text, and open that file."
        }
        BinaryKind::Book => "Open it in a reader, copy the passage, and paste it here.",
        BinaryKind::Table => "Copy the cells with the text, and paste them here.",
        BinaryKind::Slides => "Copy the text from it, and paste it here.",
        BinaryKind::SavedPage => "Open it in a browser, select the article, copy it, and paste it here.",
        BinaryKind::Archive => "Unpack it, and open the texts in it.",
        BinaryKind::Picture => "Words in pictures cannot be read here.",
        BinaryKind::Recording => "What is said in it cannot be read here.",
    };
    format!("{name} is {kind}, not a text. {help}")
}
