//! Speakers set off by a colon or a dash: transcripts and headlines.

use std::ops::Range;

use reportedly_document::{EntityKind, SourceClass, Stance};

use super::content::{end_after, trim_end};
use super::draft::Draft;
use super::grammar::Sentence;
use super::lexicon::lexicon;
use super::noun_phrase::Reach;
use super::rules;
use super::source_class::head_noun;
use crate::entities::lexicon::LEXICON;
use crate::lexed::{Block, Lexed};
use crate::mark::AttributionMark;
use crate::people::is_role;
use crate::token::TokenKind;
use crate::words::{WordList, one_of, word_list};

/// A label has at most this many tokens.
const LONGEST: usize = 8;

/// How many blocks around a label are searched for another one.
const NEAR: usize = 6;

/// The attribution of a label at the beginning of a block.
#[inline(never)]
pub(super) fn attribution(s: &Sentence<'_>) -> Option<Draft> {
    let turn = turn_label(s.lexed, s.block).filter(|_| is_transcript(s.lexed, s.block));
    if let Some(label) = turn {
        let colon = label.end;
        let end = trim_end(s, colon + 1, s.end);
        let words = (colon + 1..end).filter(|&at| s.is_word(at)).count();
        return (words >= 2).then(|| {
            let draft = Draft::new(rules::SPEAKER_TURN, Stance::Neutral);
            draft.source(label).cue(colon..colon + 1).content(colon + 1..end)
        });
    }
    headline_label(s).or_else(|| headline_tail(s))
}

/// Gives the block to the turn of a transcript that goes on in it. Returns whether it does.
#[inline(never)]
pub(super) fn continue_turn(s: &Sentence<'_>, before: &mut [AttributionMark]) -> bool {
    let Some(last) = before.iter_mut().rev().take(40).find(|mark| mark.rule == rules::SPEAKER_TURN) else {
        return false;
    };
    let adjoins = s.lexed.tokens()[last.end()..s.start].iter().all(|token| token.kind != TokenKind::Word);
    if !adjoins || s.end < s.start + 3 || turn_label(s.lexed, s.block).is_some() {
        return false;
    }
    // The turn ends where another label comes; what stands behind the last label may be the article again.
    let number = number(s.lexed, s.block);
    let mut later = s.lexed.blocks()[number + 1..].iter().take(NEAR);
    if !later.any(|block| turn_label(s.lexed, block).is_some()) {
        return false;
    }
    last.content.push(s.start..trim_end(s, s.start, s.end));
    true
}

fn number(lexed: &Lexed, block: &Block) -> usize {
    lexed.blocks().partition_point(|other| other.tokens.start < block.tokens.start)
}

/// "TOM BERG:", "DR. HALL:", "Q:", "Tom Berg:" at the beginning of a block: the tokens before the colon.
fn turn_label(lexed: &Lexed, block: &Block) -> Option<Range<usize>> {
    let start = block.tokens.start;
    let stop = block.tokens.end.min(start + LONGEST);
    let colon = (start + 1..stop).find(|&at| lexed.norm(at) == ":")?;
    let label = start..colon;
    let tokens = &lexed.tokens()[label.clone()];
    // "THE CHAIR:", "The Mayor:"
    let article = |at: usize| at == start && at + 1 < colon && lexed.is(at, "the");
    let nobody = |at: usize| lexed.is(at, NO_SPEAKERS) && !article(at);
    if colon + 1 >= block.tokens.end || lexed.tokens()[colon + 1].glued || nobody(start) {
        return None;
    }
    let fits = |at: usize| match lexed.tokens()[at].kind {
        TokenKind::Word => lexed.tokens()[at].capital && !nobody(at),
        TokenKind::Punctuation => lexed.is(at, ". - , ( )"),
        _ => false,
    };
    if !label.clone().all(fits) {
        return None;
    }
    let words = label.clone().filter(|&at| lexed.tokens()[at].kind == TokenKind::Word).count();
    let letter = tokens.len() == 1 && matches!(lexed.raw(start), "Q" | "A");
    let upper = |at: usize| {
        lexed.tokens()[at].upper || lexed.tokens()[at].kind != TokenKind::Word || lexed.raw(at).ends_with('.')
    };
    let loud = label.clone().all(upper) && label.clone().any(|at| lexed.tokens()[at].upper);
    (letter || loud || (2..=4).contains(&words)).then_some(label)
}

/// What stands before a colon in capitals and is nobody.
const NO_SPEAKERS: &WordList = word_list!(
    "dear photo photos image images video videos watch listen read more note source sources update updated \
     related editor subject from to re date time where when what who why how the caption credit location address phone email \
     tickets price cost rating director cast genre director: contact published posted tags topics category share follow also see \
     next previous answer question review live breaking correction disclaimer advertisement match result score report key"
);

/// Whether another label of the same sort stands near.
fn is_transcript(lexed: &Lexed, block: &Block) -> bool {
    let Some(own) = turn_label(lexed, block) else { return false };
    let loud = |label: &Range<usize>| {
        let quiet = |at: usize| {
            lexed.tokens()[at].kind == TokenKind::Word && !lexed.tokens()[at].upper && lexed.raw(at).len() > 2
        };
        !label.clone().any(quiet)
    };
    let words = |label: &Range<usize>| label.clone().map(|at| lexed.norm(at)).collect::<Vec<_>>();
    let number = number(lexed, block);
    let near = number.saturating_sub(NEAR)..lexed.blocks().len().min(number + NEAR + 1);
    let others = near.filter(|&other| other != number).filter_map(|other| turn_label(lexed, &lexed.blocks()[other]));
    let (mut same, mut different) = (0, 0);
    for other in others.filter(|other| loud(other) == loud(&own)) {
        let again = words(&other) == words(&own);
        same += usize::from(again);
        different += usize::from(!again);
    }
    // Two names in capitals, or question and answer, make a transcript. Other words do where speakers take turns:
    // "NEW: …" and "Running time: …" are lists.
    let full = loud(&own) && (own.len() > 1 || lexed.raw(own.start).len() == 1);
    different > 0 && (full || same > 0)
}

/// "IMF: growth will slow", "Poll: most voters are undecided", "Arlen: “We will rebuild”".
fn headline_label(s: &Sentence<'_>) -> Option<Draft> {
    let colon = (s.start + 1..s.end.min(s.start + LONGEST)).find(|&at| s.norm(at) == ":")?;
    let label = s.start..colon;
    if s.noun_phrase(s.start, colon, Reach::Long) != colon
        || colon + 2 >= s.end
        || s.is(s.start, NO_SPEAKERS)
        || is_kicker(s, &label)
    {
        return None;
    }
    let quotation = s.quotation_from(colon + 1);
    let quoted = quotation.is_some() && label.clone().all(|at| s.lexed.tokens()[at].capital || s.joins(at));
    let single = s.block.sentences.len() == 1 && !s.is(s.end - 1, ". ! :") && s.end < s.start + 30;
    let statement =
        (colon + 1..s.end).any(|at| s.is_finite(at)) || (colon + 1..s.end).any(|at| s.quotation_from(at).is_some());
    // "Police: Boat Linked To Spill": capitals hide the verbs of a headline.
    let title = colon + 4 < s.end
        && (colon + 1..s.end)
            .filter(|&at| s.is_word(at))
            .all(|at| s.lexed.tokens()[at].capital || s.lexed.raw(at).len() < 4);
    if !(quoted || single && (statement || title) && names_source(s, &label)) {
        return None;
    }
    let sentence = s.sentence_of(colon);
    if colon + 1 >= sentence.end {
        return None;
    }
    let end = end_after(&sentence, colon + 1);
    let draft = Draft::new(rules::SPEAKER_LABEL, Stance::Neutral);
    (end > colon + 1).then(|| draft.source(label).cue(colon..colon + 1).content(colon + 1..end))
}

/// Whether a label in capitals is made of ordinary words alone, so that it calls the text something: "COURT REPORT", "ANALYSIS".
pub(super) fn is_kicker(s: &Sentence<'_>, label: &Range<usize>) -> bool {
    let mut letters = label.clone().filter(|&at| s.is_word(at)).peekable();
    letters.peek().is_some()
        && letters.all(|at| s.lexed.tokens()[at].upper && LEXICON.is_common(s.norm(at)))
        && !is_role(head_noun(s, label))
        && lexicon().source_class(head_noun(s, label)) != Some(SourceClass::Official)
}

/// Whether a label names who can speak: an office, a report, a person or a body.
fn names_source(s: &Sentence<'_>, label: &Range<usize>) -> bool {
    let head = head_noun(s, label);
    let speaks =
        lexicon().source_class(head).is_some_and(|class| class == SourceClass::Official) || one_of(head, SPEAKING);
    let entity = s.entity_at(label.start);
    let name = entity.is_some_and(|entity| {
        entity.tokens.end >= label.end && matches!(entity.kind, EntityKind::Person | EntityKind::Organization)
    });
    speaks || name || is_role(head)
}

/// Labels of headlines that are no office.
const SPEAKING: &WordList = word_list!(
    "experts expert analysts analyst critics economists scientists researchers witnesses residents report study \
     poll survey data research review analysis sources source audit"
);

/// "Tax will rise - minister", "Cut ‘will cost billions’ – IMF": the source behind a dash at the end of a headline.
fn headline_tail(s: &Sentence<'_>) -> Option<Draft> {
    let single = s.block.sentences.len() == 1 && !s.is(s.end - 1, ". ! ?") && s.end < s.start + 30;
    if !single || s.end < s.start + 4 {
        return None;
    }
    let dash = (s.start + 3..s.end).rev().take(6).find(|&at| s.is(at, "- – — --") && !s.joins(at))?;
    let source = dash + 1..s.end;
    if source.is_empty() || s.lexed.tokens()[dash].glued && s.norm(dash) == "-" {
        return None;
    }
    let head = head_noun(s, &source);
    let class = lexicon().source_class(head);
    let last = s.end - 1;
    let plain = !s.lexed.tokens()[source.start].capital || s.lexed.tokens()[source.start].upper;
    let known = class.is_some_and(|class| class != SourceClass::Unspecified)
        || one_of(head, word_list!("experts analysts critics economists scientists"));
    let initials = source.len() == 1 && s.lexed.tokens()[last].upper && !one_of(s.norm(last), BROADCASTERS);
    let statement =
        (s.start..dash).any(|at| s.is_finite(at)) || (s.start..dash).any(|at| s.quotation_from(at).is_some());
    let fits = statement && (known && plain || initials) && s.noun_phrase(source.start, s.end, Reach::Long) == s.end;
    let end = trim_end(s, s.start, dash);
    fits.then(|| {
        let draft = Draft::new(rules::HEADLINE_TAIL, Stance::Neutral);
        draft.source(source).cue(dash..dash + 1).content(s.start..end)
    })
}

/// Sites that put their initials behind their headlines.
const BROADCASTERS: &WordList = word_list!(
    "bbc cnn nbc cbs abc npr pbs cbc ctv itv rte abc7 ap afp rt dw fox msnbc cnbc espn usa uk us tv hbo \
     wsj nyt nypost tmz upi ndtv vox gq cnet zdnet techradar"
);
