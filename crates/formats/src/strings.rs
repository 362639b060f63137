//! What these formats say to readers. Labels of kinds are the document's own ([`Label`](reportedly_document::Label)).

use reportedly_document::{Layer, Voice, is_by_rules};

pub(crate) const PROGRAM: &str = "Reportedly";
pub(crate) const SOMETIMES_WRONG: &str =
    "Marks are made by rules and a small trained model, which are sometimes wrong.";
pub(crate) const BY_RULES: &str = "Marks are made by rules, which are sometimes wrong.";
pub(crate) const ELLIPSIS: &str = " … ";
pub(crate) const NOBODY: &str = "Nobody is named";
pub(crate) const ARTICLE: &str = "Article with marks";
pub(crate) const WHO_SAID_WHAT: &str = "Who said what";
pub(crate) const UNSURE: &str = "Lighter: not sure";
pub(crate) const LEGEND: &str = "What the marks mean";
pub(crate) const A_NOTE: &str = "A note";
pub(crate) const NOTES: &str = "Notes";
pub(crate) const HEDGES: &str = "Hedges";
pub(crate) const NAMES: &str = "Names";
pub(crate) const SHEET: &str = "Quote sheet";
pub(crate) const SHEET_HINT: &str = "Tick a box when a quotation has been checked with its speaker or its record.";
pub(crate) const QUOTE: &str = "Quote";
pub(crate) const SPEAKER: &str = "Speaker";
pub(crate) const ROLE: &str = "Role";
pub(crate) const CUE: &str = "Cue";
pub(crate) const PARAGRAPH: &str = "Paragraph";
pub(crate) const CHECKED: &str = "Checked";
/// What persons are called whose names are not known.
pub(crate) const READER: &str = "Reader";
#[cfg(feature = "office")]
pub(crate) use office::*;

/// What the files of office suites say.
#[cfg(feature = "office")]
mod office {
    use reportedly_document::Layer;

    pub(crate) const STATEMENTS: &str = "Statements";
    pub(crate) const SAID_BY: &str = "Said by";
    pub(crate) const IN_THE_TEXT: &str = "in the text";
    pub(crate) const KIND_OF_SOURCE: &str = "Kind of source";
    pub(crate) const BY_WAY_OF: &str = "By way of";
    pub(crate) const HOW_SURE: &str = "How sure";
    pub(crate) const SET_BY_READER: &str = "Set by a reader";
    pub(crate) const CONFIRMED_BY_READER: &str = "Confirmed by a reader";

    /// What a layer is in a word processor, and how it is told apart there.
    pub(crate) fn office_layer_hint(layer: Layer) -> &'static str {
        match layer {
            Layer::Entity => "names, dates and amounts (a box)",
            Layer::Hedge => "words that leave room for doubt (a wave)",
            Layer::Attribution => "who (bold) said (bold italics) what (dots), by way of whom (a double line)",
        }
    }

    /// What stands behind the words that a cell has room for.
    pub(crate) fn cut_off(characters: usize) -> String {
        format!(" … [cut off: {characters} characters in all]")
    }
}

/// What a layer is, in a few words.
pub(crate) fn layer_hint(layer: Layer) -> &'static str {
    match layer {
        Layer::Entity => "names, dates and amounts (a tint)",
        Layer::Hedge => "words that leave room for doubt (a wave)",
        Layer::Attribution => "who (a heavy line) said (dashes) what (a bracket)",
    }
}

/// Whose a hedge is.
pub(crate) fn voice(voice: Voice) -> &'static str {
    match voice {
        Voice::Author => "the article’s own",
        Voice::Source => "a source’s",
    }
}

/// What a reader must know of the marks of this engine.
pub(crate) fn caveat(engine: Option<&str>) -> &'static str {
    if engine.is_some_and(is_by_rules) { BY_RULES } else { SOMETIMES_WRONG }
}
