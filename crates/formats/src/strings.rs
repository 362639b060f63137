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
