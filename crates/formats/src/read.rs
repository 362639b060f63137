//! What reading a file of marks gives.

use reportedly_document::{Annotation, Document, assign_ids};

use crate::unplaced::Unplaced;

/// What reading a file of marks gives.
pub(crate) struct Read {
    pub(crate) document: Document,
    pub(crate) unplaced: Vec<Unplaced>,
    pub(crate) another_text: bool,
}

/// Gives marks without an id the one that follows from their place.
pub(crate) fn name_the_nameless(marks: &mut [Annotation], text: &str) {
    let mut named = marks.to_vec();
    assign_ids(text, &mut named);
    for (mark, named) in marks.iter_mut().zip(named).filter(|(mark, _)| mark.id.as_str().is_empty()) {
        mark.id = named.id;
    }
}
