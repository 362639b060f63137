//! Sentences about how much there is of what, and about the marks that are looked at alone.

use reportedly_document::SourceClass;

use super::{NO_SOURCE, counted, grouped, hedge_kind, source_tag};
use crate::spotlight::SpotlightGroup;

pub(crate) const NO_STATEMENTS_COUNTED: &str = "No statements";
pub(crate) const STATEMENTS_OFF: &str = "Attributions are switched off";

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

pub(crate) fn statements(number: usize) -> String {
    counted(count(number), "statement", "statements")
}

pub(crate) fn by_sources(number: usize) -> String {
    [" by ", &counted(count(number), "source", "sources")].concat()
}

/// "5 named", "2 documents"; nothing of no source at all.
pub(crate) fn sources_of_class(class: SourceClass, number: usize) -> Option<String> {
    let word = source_tag(class)?;
    let is_noun = matches!(class, SourceClass::Document | SourceClass::Pronoun);
    let plural = if is_noun && number != 1 { "s" } else { "" };
    Some([&grouped(count(number)), " ", word, plural].concat())
}

pub(crate) fn sentences_without_source(number: usize) -> String {
    [&counted(count(number), "sentence", "sentences"), " without a source"].concat()
}

pub(crate) fn hedges(number: usize) -> String {
    counted(count(number), "hedge", "hedges")
}

pub(crate) fn own_hedges(number: usize) -> String {
    [&grouped(count(number)), " of them the article’s own"].concat()
}

pub(crate) const SPOTLIGHT: &str = "What is looked at alone";
pub(crate) const SPOTLIGHT_HINT: &str = "Look at these alone; everything else steps back";
pub(crate) const SPOTLIGHT_NEXT: &str = "Next";
pub(crate) const SPOTLIGHT_PREVIOUS: &str = "Previous";
pub(crate) const SPOTLIGHT_END: &str = "Show all again";
pub(crate) const SPOTLIGHT_ENDED: &str = "All marks again.";

/// What the marks are called that are looked at alone.
pub(crate) fn spotlight(group: &SpotlightGroup) -> String {
    match group {
        SpotlightGroup::Speaker(name) if name.is_empty() => NO_SOURCE.to_owned(),
        SpotlightGroup::Speaker(name) => name.clone(),
        SpotlightGroup::Sources(SourceClass::None) => NO_SOURCE.to_owned(),
        SpotlightGroup::Sources(class) => ["Sources: ", source_tag(*class).unwrap_or_default()].concat(),
        SpotlightGroup::Hedges(kind) => ["Hedges: ", hedge_kind(*kind)].concat(),
        SpotlightGroup::OwnHedges => "The article’s own hedges".to_owned(),
    }
}

/// "3 of 7", of a position that is counted from 0.
pub(crate) fn spotlight_position(position: usize, all: usize) -> String {
    [&grouped(count(position.saturating_add(1).min(all))), " of ", &grouped(count(all))].concat()
}
