//! What is said: how far it reaches after a cue, and from where before one.

use std::ops::Range;

use reportedly_document::{Form as Quoting, Stance};

use super::grammar::Sentence;
use super::inflect::Form;
use crate::token::TokenKind;
use crate::words::{self, WordList, one_of, word_list};

/// Where a content that begins at `from`, after its cue, ends.
pub(super) fn end_after(s: &Sentence<'_>, from: usize) -> usize {
    let mut at = from;
    while at < s.end {
        if let Some(quotation) = s.quotation_from(at) {
            if quotation.end > s.end {
                return quotation.end;
            }
            at = quotation.end;
            // "… end.” He left" inside one sentence: the quotation is the end.
            if ends_with_stop(s, &quotation) {
                return at;
            }
            continue;
        }
        if at > from && cuts(s, from, at) {
            return trim_end(s, from, at);
        }
        at += 1;
    }
    trim_end(s, from, s.end)
}

fn ends_with_stop(s: &Sentence<'_>, quotation: &Range<usize>) -> bool {
    quotation.len() > 2 && s.is(quotation.end - 2, ". ! ?")
}

/// Whether a new statement begins at the token, so that the content before it is complete.
fn cuts(s: &Sentence<'_>, from: usize, at: usize) -> bool {
    let word = s.norm(at);
    match word {
        "," | "—" | "–" | "--" => {
            if s.is(at + 1, "according citing") {
                return true;
            }
            if s.cue_verb(at + 1).is_some_and(|(_, verb)| verb.form == Form::Ing && verb.stance != Stance::Mental) {
                return true;
            }
            if s.is(at + 1, "and but then") {
                let subject = words::is_subject_pronoun(s.norm(at + 2)) && s.norm(at + 2) != "it";
                if begins_statement(s, at + 2 + usize::from(subject)) {
                    return true;
                }
            }
            s.is(at + 1, "while whereas though although so") || s.norm(at + 1) == "but" && has_verb(s, at + 2)
        }
        "and" | "but" => from + 1 < at && begins_statement(s, at + 1) && !s.is(at - 1, ","),
        "according" => s.norm(at + 1) == "to",
        ";" => true,
        _ => false,
    }
}

/// ", but many are concerned": a clause with a verb of its own.
fn has_verb(s: &Sentence<'_>, from: usize) -> bool {
    (from..s.end.min(from + 12)).take_while(|&at| !s.is(at, ", ;") && !s.quoted(at)).any(|at| s.is_finite(at))
}

/// The end of what somebody means to do, or of a thing that was said, that reaches from `from` to `end`: a second verb
/// of the same subject is outside of it ("plans to open a shop **and sold two**"), and what is set off behind it.
pub(super) fn end_of_phrase(s: &Sentence<'_>, from: usize, end: usize) -> usize {
    let cut = (from + 2..end.min(s.end)).find(|&at| {
        // "the “end of an era,” as prices fell"
        if s.quotation_until(at).is_some() && s.norm(at - 1) == "," && s.is(at + 1, SETS_OFF) {
            return true;
        }
        if s.quoted(at) {
            return false;
        }
        match s.norm(at) {
            "and" | "but" => {
                let verb = (at + 1..at + 4).find(|&i| !s.is_adverb(i)).unwrap_or(at + 1);
                (s.is_finite(verb) || s.is(verb, "let put set quit"))
                    && !(from..at).any(|i| s.is_finite(i) || words::is_subordinator(s.norm(i)))
            }
            "," => {
                let next = s.norm(at + 1);
                let participle = next.len() > 5 && next.ends_with("ing") && !s.lexed.tokens()[at + 1].capital;
                participle || one_of(next, SETS_OFF)
            }
            "because" => true,
            "after" | "before" | "unless" => {
                let subject = s.noun_phrase(at + 1, s.end, super::noun_phrase::Reach::Short);
                subject > at + 1 && s.is_finite(subject)
            }
            "—" | "–" | "--" => !s.joins(at),
            _ => false,
        }
    });
    cut.map_or(end, |at| if s.quotation_until(at).is_some() { at + 1 } else { trim_end(s, from, at) })
}

/// What begins a remark behind what somebody means to do.
const SETS_OFF: &WordList = word_list!(
    "as while because since although though when amid which who where days weeks months years compared \
     despite after before if with including"
);

/// A clause that hangs on a subject is looked at for this many tokens, so that a sentence full of them stays linear.
const CLAUSE: usize = 50;

/// Where the verb of the main clause begins behind a clause that hangs on its subject: "those who believe the plan failed
/// **are wrong**", "the claim that it failed **is false**". `verb` says whether the clause has had its own verb.
pub(super) fn before_main_verb(s: &Sentence<'_>, from: usize, end: usize, verb: bool) -> usize {
    let mut verb = verb;
    for at in from + 1..end.min(s.end).min(from + CLAUSE) {
        if s.quoted(at) {
            continue;
        }
        let word = s.norm(at);
        if words::is_coordinator(word) || words::is_subordinator(word) || words::is_subject_pronoun(word) {
            verb = false;
        } else if s.is_finite(at) && !s.is_auxiliary(at - 1) {
            if verb && s.is_auxiliary(at) {
                return trim_end(s, from, at);
            }
            verb = true;
        }
    }
    end
}

/// The content without the occasion of the speech at its end ("… in a statement", "… at a news conference on Friday"),
/// and the channel that it came through ("… in remarks relayed through state media").
pub(super) fn without_occasion(s: &Sentence<'_>, content: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
    let floor = (content.start + 2).max(content.end.saturating_sub(14));
    let is_occasion = |at: &usize| {
        s.is(*at, "in at during")
            && !s.quoted(*at)
            && (*at + 1..content.end.min(*at + 5))
                .take_while(|&i| s.is_word(i) && !words::is_preposition(s.norm(i)))
                .any(|i| s.is(i, OCCASIONS) && s.norm(i + 1) != "of")
    };
    let Some(at) = (floor..content.end.min(s.end)).rev().find(is_occasion) else { return (content, None) };
    if (at..content.end).any(|i| s.is_finite(i) && !s.is(i, PASSED_ON) || s.is(i, ", ; that who which")) {
        return (content, None);
    }
    let via = (at..content.end).find_map(|i| super::source::channel(s, i..content.end));
    (content.start..trim_end(s, content.start, at), via)
}

/// Where people speak.
const OCCASIONS: &WordList =
    word_list!("statement interview tweet email e-mail release conference briefing memo remarks");

/// How words reach those who report them.
const PASSED_ON: &WordList =
    word_list!("relayed carried reported quoted cited published broadcast aired released posted");

/// "and said that", "but has also maintained that": a cue verb with something to say behind it and no subject before it.
fn begins_statement(s: &Sentence<'_>, from: usize) -> bool {
    let mut at = from;
    while at < from + 4 && (s.is_adverb(at) || words::is_have(s.norm(at))) {
        at += 1;
    }
    let Some((length, verb)) = s.cue_verb(at) else { return false };
    let after = s.skip_adverbials(at + length);
    if verb.form == Form::Base {
        // "deny the charges and say they are innocent"
        return verb.frames.clause
            && s.is(at, "say claim believe think argue insist")
            && s.is(after, "that he she it they");
    }
    if verb.form == Form::Ing {
        return false;
    }
    verb.frames.clause && (s.is(after, "that he she it they there :") || s.kind(after) == Some(TokenKind::Quote))
        || verb.frames.quotation && s.norm(at) == "said"
        || verb.frames.infinitive && s.norm(after) == "to"
        || verb.frames.noun && s.begins_noun_phrase(after) && !verb.frames.clause
}

/// The end without marks that are not part of what is said.
pub(super) fn trim_end(s: &Sentence<'_>, from: usize, end: usize) -> usize {
    let mut end = end;
    while end > from {
        let last = end - 1;
        match s.kind(last) {
            Some(TokenKind::Punctuation) if one_of(s.norm(last), ". , ; : — – -- … -") => end = last,
            Some(TokenKind::Punctuation) if s.norm(last) == ")" && !(from..last).any(|i| s.norm(i) == "(") => {
                end = last
            }
            // The closing mark of a quotation that began before.
            Some(TokenKind::Quote) if s.quotation_until(last).is_none_or(|quotation| quotation.start < from) => {
                end = last
            }
            _ => break,
        }
    }
    end
}

/// The content before a tag that begins at `tag`: from where its clause begins to the comma. The quotation that ends
/// there counts as a whole, wherever it began.
pub(super) fn before(s: &Sentence<'_>, tag: usize) -> Option<Range<usize>> {
    let mut end = tag;
    // The comma between.
    if end > s.start && s.is(end - 1, ", — – -- -") {
        end -= 1;
    }
    if end > s.start
        && let Some(quotation) = s.quotation_until(end - 1)
    {
        if quotation.start < s.start || is_resumed(s, &quotation) {
            return Some(quotation);
        }
        return Some(opening(s, quotation.start)..end);
    }
    let start = opening(s, end);
    (start < end).then_some(start..end)
}

/// "“Our”—she paused—“last budget,” he said": what stands between the two is the reporter's.
fn is_resumed(s: &Sentence<'_>, quotation: &Range<usize>) -> bool {
    let dash = |at: usize| s.is(at, "— – --");
    quotation.start > s.start + 3
        && dash(quotation.start - 1)
        && (s.start.max(quotation.start.saturating_sub(12))..quotation.start - 1)
            .any(|at| dash(at) && s.quotation_until(at.wrapping_sub(1)).is_some())
}

/// What was said before a dash and the reporter's own words, where the quotation goes on: "“Our”—she paused—“last …".
pub(super) fn before_pause(s: &Sentence<'_>, content: &Range<usize>) -> Option<Range<usize>> {
    if content.start <= s.start || !is_resumed(s, content) {
        return None;
    }
    (s.start..content.start).rev().find_map(|at| s.quotation_until(at)).filter(|first| first.end < content.start)
}

/// Where the clause begins that `at` belongs to: the sentence's beginning, or after what another tag ended.
fn opening(s: &Sentence<'_>, at: usize) -> usize {
    let mut start = s.start;
    // The end of a quotation from the sentence before.
    while start < at && s.kind(start) == Some(TokenKind::Quote) && s.quotation_from(start).is_none() {
        start += 1;
    }
    let start = (start..at).rev().find(|&i| s.norm(i) == ";").map_or(start, |semicolon| semicolon + 1);
    after_dateline(s, start, at)
}

/// Past "GENEVA —", "ROME, March 5 (Agency) —" at the beginning of a block.
fn after_dateline(s: &Sentence<'_>, start: usize, at: usize) -> usize {
    let place = s.lexed.tokens()[start];
    if start != s.block.tokens.start || !place.upper {
        return start;
    }
    let dash = (start..at.min(start + 14)).find(|&i| s.is(i, "— – -- -") && !s.joins(i));
    dash.map_or(start, |dash| dash + 1)
}

/// The block that a token is in: that of the sentence, or for a signature another one.
fn block_of<'a>(s: &Sentence<'a>, at: usize) -> Option<&'a crate::lexed::Block> {
    if s.block.tokens.contains(&at) {
        return Some(s.block);
    }
    let blocks = s.lexed.blocks();
    blocks.get(blocks.partition_point(|block| block.tokens.end <= at))
}

/// How much of a content stands in quotation marks.
/// What is told inside of a quotation is indirect, whatever marks it has: "“I think it is over,” she said".
pub(super) fn quoting(s: &Sentence<'_>, content: &[Range<usize>], cue: usize) -> Quoting {
    if block_of(s, cue).is_some_and(|block| s.lexed.quotation_at(block, cue).is_some()) {
        return Quoting::Indirect;
    }
    let mut quoted = false;
    let mut plain = false;
    for at in content.iter().cloned().flatten() {
        if block_of(s, at).is_some_and(|block| s.lexed.quotation_at(block, at).is_some()) {
            quoted = true;
        } else if s.lexed.tokens()[at].kind != TokenKind::Punctuation {
            plain = true;
        }
    }
    match (quoted, plain) {
        (true, false) => Quoting::Direct,
        (true, true) => Quoting::Mixed,
        (false, _) => Quoting::Indirect,
    }
}

/// Whether a content can begin here: not with a comma, a preposition or a conjunction.
pub(super) fn can_begin(s: &Sentence<'_>, at: usize) -> bool {
    match s.kind(at) {
        Some(TokenKind::Word) => !words::is_coordinator(s.norm(at)),
        Some(TokenKind::Number | TokenKind::Symbol) => true,
        Some(TokenKind::Quote) => s.quotation_from(at).is_some(),
        _ => false,
    }
}
