//! What the head for attributions tells apart: the part, and on which side of it its cue stands.
//!
//! The side is what joins parts to attributions again: a source belongs to the nearest cue on that side. It also keeps the
//! halves of an interrupted quotation together, whose cue is after the first and before the second.

/// A class of the head for attributions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The words that express the attribution.
    Cue,
    /// A source whose cue comes later.
    SourceOfNext,
    /// A source whose cue came before.
    SourceOfLast,
    /// A content whose cue comes later.
    ContentOfNext,
    /// A content whose cue came before.
    ContentOfLast,
}

impl Part {
    /// Every part, in the order of the classes of the head.
    pub const ALL: [Part; 5] =
        [Part::Cue, Part::SourceOfNext, Part::SourceOfLast, Part::ContentOfNext, Part::ContentOfLast];
}
