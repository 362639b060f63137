//! Messages between programs and what is stored of a draft: bytes that another version, or somebody else, may have written.

use postcard::from_bytes;
use reportedly_document::{Analysis, Evidence, History, ValidDocument, ViewedDocument};
use reportedly_formats::{TextFormat, check_writable, export};
use reportedly_protocol::{Copied, ExportRequest, LinkRequest, MadeLink, MergedFiles, OpenedFile, OpenedLink, decode};

/// Any bytes are a message or are refused.
pub(super) fn messages(input: &[u8]) {
    let Some((kind, bytes)) = input.split_first() else { return };
    match kind % 10 {
        0 => exported(bytes),
        1 => drop(decode::<OpenedFile<ValidDocument>>(bytes)),
        2 => drop(decode::<MergedFiles<ValidDocument>>(bytes)),
        3 => drop(decode::<Copied>(bytes)),
        4 => drop(decode::<LinkRequest>(bytes)),
        5 => drop(decode::<OpenedLink<ValidDocument>>(bytes)),
        6 => drop(decode::<MadeLink>(bytes)),
        7 => drop(decode::<Evidence>(bytes)),
        8 => {
            let Ok(analysis) = decode::<Analysis>(bytes) else { return };
            // Whether it is of the text is asked before it is shown, and must not panic.
            analysis.is_of("“We are late,” Moen said.");
        }
        _ => history(bytes),
    }
}

/// What is to be exported is written, or cannot be.
fn exported(bytes: &[u8]) {
    let Ok(ExportRequest { document, asides, view }) = decode(bytes) else { return };
    if check_writable(&document).is_ok() {
        let rows = export(&ViewedDocument::new(&document, &asides, &view), TextFormat::Csv);
        assert!(rows.ends_with('\n'));
    }
}

/// A history that was stored can be walked from end to end.
fn history(bytes: &[u8]) {
    let Ok(mut history) = from_bytes::<History>(bytes) else { return };
    let mut steps = 0;
    while history.undo().is_some() {
        steps += 1;
    }
    assert!(!history.can_undo());
    let mut done = 0;
    while history.redo().is_some() {
        done += 1;
    }
    assert!(done >= steps, "what was undone is done again");
    history.rebase("It may rain.", "It rains.");
}
