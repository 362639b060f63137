//! Speakers set off by a colon: transcripts and headlines.

use reportedly_document::Stance;

use super::content::end_after;
use super::draft::Draft;
use super::grammar::Sentence;
use super::lexicon::lexicon;
use super::noun_phrase::Reach;
use super::rules;
use super::source_class::head_noun;

/// "Arlen: “We will rebuild”" at the beginning of a block.
pub(super) fn attribution(s: &Sentence<'_>) -> Option<Draft> {
    let colon = (s.start + 1..s.end.min(s.start + 8)).find(|&at| s.norm(at) == ":")?;
    let label = s.start..colon;
    if s.noun_phrase(s.start, colon, Reach::Long) != colon || colon + 1 >= s.end {
        return None;
    }
    let names_a_source = lexicon().source_class(head_noun(s, &label)).is_some() && s.lexed.tokens()[s.start].capital;
    let transcript = label.clone().all(|at| s.lexed.tokens()[at].upper || s.lexed.raw(at).ends_with('.'));
    let quotation =
        s.quotation_from(colon + 1).is_some() && label.clone().all(|at| s.lexed.tokens()[at].capital || s.joins(at));
    // "ROME: Talks began" at the head of an article is a dateline; a transcript has its labels further down too.
    let dateline = s.block.sentences.start < 4 && s.quotation_from(colon + 1).is_none();
    let transcript = transcript && !dateline;
    if !(names_a_source || transcript || quotation) {
        return None;
    }
    let sentence = s.sentence_of(colon);
    if colon + 1 >= sentence.end {
        return None;
    }
    let end = if transcript { s.end } else { end_after(&sentence, colon + 1) };
    (end > colon + 1).then(|| {
        Draft::new(rules::SPEAKER_LABEL, Stance::Neutral).source(label).cue(colon..colon + 1).content(colon + 1..end)
    })
}
