//! Cue verbs in their sentence, with the auxiliaries, negations and adverbs that belong to them.

use std::ops::Range;

use super::grammar::Sentence;
use super::inflect::Form;
use super::lexicon::{CueVerb, Frames, lexicon};
use crate::people::is_role;
use crate::token::TokenKind;
use crate::words::{self, WordList, one_of, word_list};
use reportedly_document::Stance;

/// A verb that presents what somebody says, thinks or intends.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    /// From the first auxiliary to the last particle.
    pub(super) tokens: Range<usize>,
    /// The verb itself.
    pub(super) head: usize,
    pub(super) verb: CueVerb,
    /// "was told"
    pub(super) passive: bool,
    /// It has a subject of its own: not "saying", not "to say".
    pub(super) finite: bool,
}

impl Cue {
    /// "is sure that", "are eager to": an adjective for a state of mind, with its verb.
    fn adjective_at(s: &Sentence<'_>, head: usize) -> Option<Cue> {
        let (clause, infinitive) = (one_of(s.norm(head), SURE), one_of(s.norm(head), EAGER));
        if !(clause || infinitive) || s.lexed.tokens()[head].capital {
            return None;
        }
        let floor = s.start.max(head.saturating_sub(3));
        let verb =
            (floor..head).rev().find(|&at| !s.is_adverb(at) && !s.is(at, "not n't so very really pretty quite"))?;
        let mut start = verb;
        while start > s.start && (s.is_auxiliary(start - 1) || s.is(start - 1, "not n't")) {
            start -= 1;
        }
        // "make sure" is no state of mind.
        let copula = words::is_be(s.norm(verb)) || s.norm(verb) == "'s" && s.is_verb_clitic(verb);
        if !copula && !s.is(verb, "remain remains remained") {
            return None;
        }
        let next = head + 1;
        let subject = s.begins_noun_phrase(next)
            && !s.is_finite(next)
            && (next + 1..s.end.min(next + 12)).any(|at| s.is_finite(at));
        let fits = clause && (s.norm(next) == "that" || subject) || infinitive && s.norm(next) == "to";
        let frames = Frames { clause, infinitive, ..Frames::default() };
        let verb = CueVerb { form: Form::Past, stance: Stance::Mental, frames };
        fits.then_some(Cue { tokens: start..next, head, verb, passive: false, finite: true })
    }

    /// The cue at this token, if it is a verb here.
    pub(super) fn match_at(s: &Sentence<'_>, head: usize) -> Option<Cue> {
        if let Some(cue) = Cue::adjective_at(s, head) {
            return Some(cue);
        }
        let (length, verb) = s.cue_verb(head)?;
        let preposition = s.is(head, "regarding considering") && s.norm(head + length) != "that";
        let capital = s.lexed.tokens()[head].capital && !begins(s, head) && !closes_headline(s, head + length);
        if preposition || s.entity_at(head).is_some() || capital {
            return None;
        }
        // "in order to", "the back door"; "citing" has its own rule.
        if s.norm(head) == "citing"
            || s.is(head, "order orders") && s.is(head.wrapping_sub(1), "in")
            || s.norm(head) == "back"
        {
            return None;
        }
        // Parts of compounds: "so-called", "record-setting".
        if (head > s.start && s.joins(head - 1)) || s.joins(head + length) {
            return None;
        }
        let end = head + length;
        let mut start = head;
        let mut auxiliary = None;
        while start > s.start {
            let before = start - 1;
            if s.is_auxiliary(before) {
                auxiliary.get_or_insert(before);
            } else if !(s.is_adverb(before)
                || (words::is_negation(s.norm(before)) && !s.is(before, "no without neither nor")))
            {
                break;
            }
            start = before;
        }
        // An adverb before the verb belongs to it, one that opens the sentence or follows a comma does not.
        let has_auxiliary = auxiliary.is_some();
        if !has_auxiliary && (start == s.start || s.kind(start - 1) == Some(TokenKind::Punctuation)) {
            start = head;
        }
        while start < head && s.is(start, BELONG_TO_THE_SUBJECT) {
            start += 1;
        }
        let cue = |start: usize, passive, finite| Some(Cue { tokens: start..end, head, verb, passive, finite });
        let nearest = auxiliary.map(|at| s.norm(at)).unwrap_or_default();
        let before = if start > s.start { start - 1 } else { usize::MAX };
        let noun_context = before != usize::MAX && !has_auxiliary && follows_determiner(s, head);
        match verb.form {
            Form::Past | Form::Participle => {
                if words::is_be(nearest) {
                    return cue(start, true, true);
                }
                if words::is_have(nearest) {
                    return cue(start, false, true);
                }
                if verb.form == Form::Participle || noun_context {
                    return None;
                }
                if has_auxiliary && !one_of(s.lexed.norm(head), "put read cast forecast") {
                    return None;
                }
                cue(start, false, true)
            }
            Form::Third => {
                let subject = !noun_context && !has_auxiliary && !follows_adjective(s, head);
                let complement = s.is(end, "that to , : . how why whether what there")
                    || matches!(s.kind(end), Some(TokenKind::Quote))
                    || begins_plain_object(s, end)
                    || closes_tag(s, start, end);
                (subject && complement && !is_plural_noun(s, head, end)).then(|| cue(start, false, true)).flatten()
            }
            Form::Base => {
                if words::is_modal(nearest) || one_of(nearest, "do does did") {
                    return cue(start, false, true);
                }
                if has_auxiliary || before == usize::MAX {
                    return None;
                }
                if s.norm(before) == "to" {
                    return infinitive(s, before).map(|from| Cue {
                        tokens: from..end,
                        head,
                        verb,
                        passive: false,
                        finite: true,
                    });
                }
                let pronoun = s.is(before, "i you we they who");
                let plural = has_relative_clause(s, head)
                    || s.is(end, "that to he she it they") && has_plural_head(s, head)
                    || s.is_plural(before) && !noun_context && !words::is_determiner(s.norm(before))
                    || s.is(before, "many some most others few those al.")
                        && (s.norm(end) == "that"
                            || !s.is(head, word_list!("state report claim plan question post question judge")))
                    || s.norm(before) == "]" && s.is(before.saturating_sub(3), "al. [");
                let complement =
                    !s.is(end, word_list!("of for from by in on at is are was were and or has have had will would"));
                (pronoun || plural && complement).then(|| cue(start, false, true)).flatten()
            }
            Form::Ing => {
                if words::is_be(nearest) {
                    return cue(start, false, true);
                }
                if has_auxiliary || noun_context || follows_adjective(s, head) {
                    return None;
                }
                let gerund = before != usize::MAX
                    && s.is(before, word_list!("of for about from on with than to at start stop keep avoid"));
                (!gerund).then(|| cue(head, false, false)).flatten()
            }
        }
    }
}

/// States of mind with a clause: "was sure that", "are afraid they may lose".
static SURE: &WordList = word_list!(
    "sure confident aware afraid certain convinced adamant hopeful optimistic worried concerned unsure unaware \
     doubtful skeptical sceptical sorry glad proud surprised shocked disappointed pleased delighted relieved angry furious \
     thankful grateful conscious mindful"
);

/// States of mind with an infinitive: "is eager to sell".
static EAGER: &WordList =
    word_list!("eager determined reluctant keen anxious unwilling willing desperate itching adamant hesitant inclined");

/// "Acme to cut jobs, CEO Says": the last word of a headline.
fn closes_headline(s: &Sentence<'_>, end: usize) -> bool {
    end == s.block.tokens.end && s.block.sentences.len() == 1 && closes_tag(s, end - 1, end)
}

/// "Babies died, report finds": nothing follows, and a comma or a dash stands before a short subject.
fn closes_tag(s: &Sentence<'_>, start: usize, end: usize) -> bool {
    let ends = end >= s.end || s.is(end, ". ! ?") && end + 1 >= s.end;
    let floor = s.start.max(start.saturating_sub(6));
    ends && (floor..start).any(|at| s.is(at, ", — – --") || s.kind(at) == Some(TokenKind::Quote))
}

/// "people who met him say": a plural subject whose relative clause ends before the verb.
fn has_relative_clause(s: &Sentence<'_>, verb: usize) -> bool {
    let floor = (s.start + 1).max(verb.saturating_sub(8));
    let who = (floor..verb).rev().find(|&at| s.norm(at) == "who");
    who.is_some_and(|who| s.is_plural(who - 1) && (who + 1..verb).any(|at| s.is_finite(at)))
}

/// "critics in the parliament claim that": the noun before the preposition is the subject.
fn has_plural_head(s: &Sentence<'_>, verb: usize) -> bool {
    let floor = s.start.max(verb.saturating_sub(10));
    let phrase = (floor..verb).rev().take_while(|&at| s.is_word(at) && !s.is_finite(at));
    let mut heads = phrase
        .filter(|&at| s.is_plural(at) && words::is_preposition(s.norm(at + 1)) && !words::is_determiner(s.norm(at)));
    heads.any(|at| at == s.start || !words::is_preposition(s.norm(at - 1)))
}

/// Adverbs that stand between subject and verb and belong to the subject, or to the sentence.
const BELONG_TO_THE_SUBJECT: &WordList = word_list!(
    "however meanwhile all both himself herself itself themselves earlier now then thus therefore \
     instead"
);

/// "the states that", "new terms": a noun in the plural that looks like a verb, where nothing before it speaks.
fn is_plural_noun(s: &Sentence<'_>, at: usize, end: usize) -> bool {
    let noun = one_of(
        s.norm(at),
        word_list!(
            "states terms rules figures reports claims plans details signals calls notes demands \
             requests offers promises fears hopes doubts estimates forecasts projects credits labels \
             brands posts texts orders commands charges attacks questions quotes views lists thanks \
             comments answers remarks judges references petitions appeals cries protests votes bets pens \
             reasons contests backs"
        ),
    );
    if !noun || at == s.start {
        return noun;
    }
    // "recent reports indicate": the verb comes after it.
    let verb_follows = s.is_auxiliary(end)
        || s.cue_verb(end).is_some_and(|(_, verb)| verb.form != Form::Ing) && !s.lexed.tokens()[end].capital
        || lexicon().plain_verb(s.norm(end)).is_some();
    let before = at - 1;
    let speaks = s.is_name(before) && before > s.start
        || s.is_name(before) && s.entity_at(before).is_some()
        || words::is_subject_pronoun(s.norm(before))
        || s.is(before, "which that")
        || lexicon().source_class(s.norm(before)).is_some() && !s.is_plural(before)
        || s.is_adverb(before)
        || s.is(end, "that") && !s.is_plural(before)
        || matches!(s.kind(before), Some(TokenKind::Punctuation | TokenKind::Quote));
    verb_follows || !speaks
}

/// Whether a capital is owed to the place of the word.
fn begins(s: &Sentence<'_>, at: usize) -> bool {
    at == s.start || s.kind(at - 1) == Some(TokenKind::Quote)
}

/// "the claims", "his reported", "Iran's plans"
fn follows_determiner(s: &Sentence<'_>, at: usize) -> bool {
    let mut before = at - 1;
    if before > s.start && s.is_adverb(before) && !s.is(before, "all both") {
        before -= 1;
    }
    if s.kind(before) == Some(TokenKind::Clitic) {
        return !s.is_verb_clitic(before);
    }
    let word = s.norm(before);
    (words::is_determiner(word)
        && !one_of(word, word_list!("many some most few several all both this that those these another other")))
        || s.kind(before) == Some(TokenKind::Number) && s.norm(before).len() < 4 && !s.is(at - 1, "percent")
        || one_of(
            word,
            word_list!(
                "of for with by from in on at about into as than between under over despite amid against \
                 no any other such"
            ),
        )
}

/// "new claims": an adjective by its ending, or one of a few.
fn follows_adjective(s: &Sentence<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|&before| before >= s.start) else { return false };
    let word = s.norm(before);
    let by_ending = word.len() > 4
        && ["ous", "ful", "ive", "ible", "able", "less"].iter().any(|ending| word.ends_with(ending))
        && lexicon().source_class(word).is_none()
        && !is_role(word);
    (!s.lexed.tokens()[before].capital || before == s.start) && (one_of(word, ADJECTIVES) || by_ending)
}

const ADJECTIVES: &WordList = word_list!(
    "new recent previous public false early earlier own many big several further more fewer other such \
     first last latest different similar future current past major key old same"
);

fn begins_plain_object(s: &Sentence<'_>, at: usize) -> bool {
    s.is_word(at) && s.begins_noun_phrase(at) && !s.is_finite(at)
}

/// "went on to", "continues to", "is expected to", "used to": where the group begins, if the infinitive whose "to" is
/// given is one that its subject carries out.
fn infinitive(s: &Sentence<'_>, to: usize) -> Option<usize> {
    let verb = to.checked_sub(1).filter(|&at| at >= s.start)?;
    let raising = s.is(
        verb,
        word_list!(
            "continued continues continue continuing began begun begins seemed seems seem appeared \
             appears appear used tends tend happened came going had has have started proceeded"
        ),
    );
    if !raising {
        return None;
    }
    let mut start = verb;
    while start > s.start && (s.is_auxiliary(start - 1) || s.is_adverb(start - 1) || s.is(start - 1, "not n't never")) {
        start -= 1;
    }
    Some(start)
}
