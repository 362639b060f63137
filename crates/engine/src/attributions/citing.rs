//! "The paper, citing two officials, said": who stands behind what somebody passes on.

use std::ops::Range;

use reportedly_document::{SourceClass, Stance};

use super::content::trim_end;
use super::draft::Draft;
use super::grammar::Sentence;
use super::noun_phrase::Reach;
use super::rules;
use super::source_class::{class, has_source_noun};

/// Adds what "citing" tells to the drafts of a sentence, which begin with the one of number `first`: the same words, by
/// those who are cited, by way of who cites them.
#[inline(never)]
pub(super) fn find(s: &Sentence<'_>, first: usize, drafts: &mut Vec<Draft>) {
    for at in s.start + 1..s.end {
        if s.norm(at) != "citing" || s.quoted(at) || !s.is(at - 1, ", — – --") {
            continue;
        }
        let cited = at + 1..source_end(s, at + 1);
        if !is_source(s, &cited) {
            continue;
        }
        // The statement that "citing" stands behind or within.
        let own = drafts[first..].iter().rev().take(8).find(|draft| {
            let source = draft.source.first();
            draft.via.is_empty() && source.is_some_and(|source| source.end < at && at <= source.end + 60)
        });
        let Some(own) = own else { continue };
        let mut draft = Draft::new(rules::CITING, Stance::Evidential).cue(at..at + 1).source(cited);
        draft.content = own.content.clone();
        draft.content.set_ends(|content| {
            let cut = content.start < at && at < content.end;
            if cut { trim_end(s, content.start, at) } else { content.end }
        });
        draft.via.extend(own.source.first().cloned());
        if !draft.content.is_empty() {
            drafts.push(draft);
        }
    }
}

/// The end of the phrase that names a source: "two people familiar with the matter", "a person briefed on the plan".
pub(super) fn source_end(s: &Sentence<'_>, from: usize) -> usize {
    let end = s.noun_phrase(from, s.end, Reach::Long);
    if end == from || !s.is(end, "familiar close briefed involved who") {
        return end;
    }
    let closes = |at: usize| s.is(at, ", . ; — – --") || s.is_finite(at) && s.norm(end) != "who";
    (end + 1..s.end.min(end + 25)).find(|&at| closes(at)).unwrap_or(end)
}

fn is_source(s: &Sentence<'_>, cited: &Range<usize>) -> bool {
    !cited.is_empty()
        && match class(s, Some(cited)) {
            SourceClass::Unspecified => has_source_noun(s, cited),
            SourceClass::None | SourceClass::Pronoun => false,
            SourceClass::Named | SourceClass::Document | SourceClass::Official | SourceClass::Anonymous => true,
        }
}
