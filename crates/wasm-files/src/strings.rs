//! What a person is told of files.

use reportedly_formats::BinaryKind;

/// What can be done with a file that has no plain text in it.
pub(crate) fn no_text_in_kind(name: &str, kind: BinaryKind) -> String {
    let (what, help) = match kind {
        BinaryKind::Pdf => ("a PDF", "Open it, select the article in it, copy it, and paste it here."),
        BinaryKind::Document => (
            "a document of a word processor",
            "Open it there, select all, copy, and paste it here; or save it as plain text, and open that file.",
        ),
        BinaryKind::Book => ("an e-book", "Open it in a reader, copy the passage, and paste it here."),
        BinaryKind::Table => ("a spreadsheet", "Copy the cells with the text, and paste them here."),
        BinaryKind::Slides => ("a presentation", "Copy the text from it, and paste it here."),
        BinaryKind::SavedPage => {
            ("a web page saved in one file", "Open it in a browser, select the article, copy it, and paste it here.")
        }
        BinaryKind::Archive => ("an archive", "Unpack it, and open the texts in it."),
        BinaryKind::Picture => ("a picture", "Words in pictures cannot be read here."),
        BinaryKind::Recording => ("a recording", "What is said in it cannot be read here."),
    };
    format!("{name} is {what}, not a text. {help}")
}
