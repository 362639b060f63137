//! Attributions: cues, and the source and content of each.

mod according;
mod adverbials;
mod candidates;
mod citing;
mod content;
mod cue;
mod draft;
mod grammar;
mod inflect;
mod lexicon;
mod noun_phrase;
mod nouns;
mod passives;
mod plausibility;
mod quotations;
pub(crate) mod rules;
mod signatures;
mod source;
mod source_class;
mod speaker_labels;
mod subject_phrase;
mod tagged;
mod tags;
mod verbs;

use crate::lexed::{Block, Lexed};
use crate::mark::{AttributionMark, EntityMark};
use crate::stable_sort::{both, sort_by_key};

use crate::words::{WordList, word_list};
use cue::Cue;
use draft::Draft;
use grammar::Sentence;

pub(crate) use candidates::Candidate;
pub(crate) use tagged::{join, proposed};

/// Finds the attributions of a block, in the order of their first token. `entities` are those of this block.
#[inline(never)]
pub(crate) fn find(lexed: &Lexed, block: &Block, entities: &[EntityMark], attributions: &mut Vec<AttributionMark>) {
    let mut drafts: Vec<Draft> = Vec::new();
    let whole = Sentence { lexed, block, entities, start: block.tokens.start, end: block.tokens.end };
    let spoken = speaker_labels::continue_turn(&whole, attributions);
    drafts.extend(speaker_labels::attribution(&whole));
    drafts.extend(signatures::attribution(&whole, attributions));
    let spoken =
        spoken || signatures::is_post(lexed, block) || drafts.iter().any(|draft| draft.rule == rules::SPEAKER_TURN);
    for tokens in &lexed.sentences()[block.sentences.clone()] {
        let sentence = Sentence { start: tokens.start, end: tokens.end, ..whole };
        find_in_sentence(&sentence, &mut drafts, spoken);
    }
    quotations::attach(&whole, &mut drafts, attributions);
    drafts.retain(|draft| !draft.content.is_empty());
    sort_by_key(&mut drafts, |draft| both(draft.first(), draft.end()));
    attributions.extend(drafts.into_iter().map(|draft| draft.finish(&whole)));
}

/// `spoken` says that the whole block is what somebody says.
#[inline(never)]
fn find_in_sentence(s: &Sentence<'_>, drafts: &mut Vec<Draft>, spoken: bool) {
    let first = drafts.len();
    // The quotation last looked into: where it begins, and how many drafts were found before it.
    let mut inside = (usize::MAX, first);
    let mut at = s.start;
    while at < s.end {
        let mut next = at + 1;
        if !s.quoted(at) {
            if let Some(draft) = according::attribution(s, at) {
                if !according::relays(s, &draft, &mut drafts[first..]) {
                    drafts.push(draft);
                }
            } else if let Some(draft) = passives::asked(s, at) {
                drafts.push(draft);
            } else if let Some(cue) = Cue::match_at(s, at) {
                next = cue.tokens.end;
                let heard = spoken || is_said(&drafts[first..], at);
                let found = verbs::attribution(s, &cue, &drafts[first..], heard);
                if let Some(found) = found.filter(|found| !names_reporter(s, found, &mut drafts[..first])) {
                    end_before(s, &found, &mut drafts[first..]);
                    drafts.push(found);
                }
            } else if let Some(draft) =
                nouns::attribution(s, at).filter(|draft| !names_content(draft, &drafts[first..]))
            {
                drafts.push(draft);
            }
        } else if let Some(within) = s.within_quotation(at)
            && let Some(cue) = Cue::match_at(&within, at)
        {
            if inside.0 != within.start {
                inside = (within.start, drafts.len());
            }
            next = cue.tokens.end;
            let found = verbs::attribution(&within, &cue, &drafts[inside.1..], true);
            drafts.extend(found.filter(|found| nested_rule(found.rule)));
        }
        at = next;
    }
    citing::find(s, first, drafts);
}

/// What statements inside of quotations are found by: those that tell by themselves whose they are.
fn nested_rule(rule: crate::rules::Rule) -> bool {
    [rules::SAID_THAT, rules::SAID_QUOTE, rules::TOLD, rules::PLANS_TO, rules::SAID_OF].contains(&rule)
}

/// Whether the token lies in what somebody was found to have said: only the last few drafts reach that far.
fn is_said(found: &[Draft], at: usize) -> bool {
    found.iter().rev().take(6).any(|draft| draft.content.iter().any(|content| content.contains(&at)))
}

/// "Reports surfaced that they had met. This revelation, reported by Axios, …": the second sentence names the source of
/// the first. Returns whether it did.
fn names_reporter(s: &Sentence<'_>, found: &Draft, earlier: &mut [Draft]) -> bool {
    let about = |content: &std::ops::Range<usize>| {
        s.is(content.start, "this the that these those")
            && content.clone().any(|at| s.is(at, REPORTS))
            && content.len() <= 3
    };
    if found.rule != rules::REPORTED_BY || !found.content.iter().any(about) {
        return false;
    }
    match earlier.last_mut() {
        Some(last) if last.source.is_empty() => {
            last.source.clone_from(&found.source);
            last.cue.extend(found.cue.iter().cloned());
            true
        }
        _ => false,
    }
}

/// Nouns that take up what the sentence before told.
const REPORTS: &WordList = word_list!(
    "revelation revelations report reports news claim claims allegation allegations disclosure account \
     story rumour rumor"
);

/// "dismissed claims of progress": the noun is what the verb before it was about, and says nothing new.
fn names_content(noun: &Draft, found: &[Draft]) -> bool {
    let Some(at) = noun.cue.first().map(|cue| cue.end) else { return false };
    let begins = |content: &std::ops::Range<usize>| content.start < at && at <= content.start + 4;
    found.iter().rev().take(3).any(|draft| draft.rule == rules::SAID_OF && draft.content.iter().any(begins))
}

/// Ends the contents of earlier attributions where a tag or a new statement begins: "the firm plans to close,
/// officials said".
fn end_before(s: &Sentence<'_>, tag: &Draft, earlier: &mut [Draft]) {
    let Some(begins) = tag.source.iter().chain(&tag.cue).map(|part| part.start).min() else { return };
    let closes = tag.rule == rules::TAG || tag.rule == rules::INVERTED_TAG;
    // "he plans to go, but she said": the second statement has its own subject.
    let own = begins >= s.start + 2 && s.norm(begins - 2) == "," && s.is(begins - 1, "and but");
    if !(closes || own) {
        return;
    }
    let begins = if own { begins - 2 } else { begins };
    // Few attributions stand before a tag; the bound keeps this linear in any text.
    for draft in earlier.iter_mut().rev().take(6) {
        draft.content.set_ends(|content| {
            let within = content.start < begins && begins < content.end;
            if within { content::trim_end(s, content.start, begins) } else { content.end }
        });
    }
}
