//! Whose words they are: the subject of a cue verb, the noun phrase after an inverted one, and what sort of source it is.

use std::ops::Range;

use reportedly_document::{EntityKind, SourceClass};

use super::cue::Cue;
use super::grammar::{Reach, Sentence};
use super::inflect::Form;
use super::lexicon::lexicon;
use crate::token::TokenKind;
use crate::words;

/// Who is the subject of a cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// These words, with what lies between them and the cue and tells how the source spoke ("speaking to Fox News").
    Words { source: Range<usize>, via: Option<Range<usize>> },
    /// Nobody is named here: "…, adding that", "and said".
    Shared,
}

/// A subject is at most this long: what a rule looks at stays bounded.
const LONGEST: usize = 60;

/// The subject before a cue.
pub(super) fn subject(s: &Sentence<'_>, cue: &Cue) -> Option<Subject> {
    let end = cue.tokens.start;
    if end == s.start {
        return (!cue.finite).then_some(Subject::Shared);
    }
    let before = end - 1;
    let word = s.norm(before);
    if !cue.finite {
        if s.is(
            before,
            &[",", "—", "–", "-", "and", "but", "by", "while", "after", "before", "without", "when", "then", ";"],
        ) || s.kind(before) == Some(TokenKind::Quote)
        {
            return Some(Subject::Shared);
        }
        // "a letter saying that": only behind a noun that can speak.
        let source = phrase_until(s, end)?;
        let head = head_noun(s, &source);
        return Some(if lexicon().source_class(head).is_some() {
            Subject::Words { source, via: None }
        } else {
            Subject::Shared
        });
    }
    if matches!(word, "and" | "but" | "or" | "then") {
        return Some(Subject::Shared);
    }
    if matches!(word, "who" | "which") {
        return Some(Subject::Words { source: before..end, via: None });
    }
    if word == "that" && end >= s.start + 2 {
        return phrase_until(s, before).map(|source| Subject::Words { source, via: None });
    }
    if matches!(word, "," | ")" | "—" | "–" | "--") {
        return interrupted(s, before);
    }
    phrase_until(s, end).map(|source| Subject::Words { source, via: None })
}

/// "Smith, a spokesman, said": the subject before what is set off by a mark that closes at `close`.
fn interrupted(s: &Sentence<'_>, close: usize) -> Option<Subject> {
    let mark = s.norm(close);
    let opens = |at: usize| if mark == ")" { s.norm(at) == "(" } else { s.norm(at) == mark };
    let from = s.start.max(close.saturating_sub(40));
    let open = (from..close).rev().find(|&at| opens(at) && !within_name(s, at))?;
    let inside = open + 1..close;
    if inside.is_empty() || open == s.start || (s.kind(open - 1) == Some(TokenKind::Quote)) {
        return None;
    }
    if mark == ")" {
        return phrase_until(s, open).map(|source| Subject::Words { source: source.start..close + 1, via: None });
    }
    let source = with_apposed_name(s, phrase_until(s, open)?);
    let first = inside.start;
    let word = s.norm(first);
    let channel = channel(s, inside.clone());
    if channel.is_some() {
        return Some(Subject::Words { source, via: channel });
    }
    let aside = s.is_adverb(first)
        || s.begins_time(first)
        || words::is_subordinator(word)
        || word == "whose"
        || words::is_coordinator(word)
        || (words::is_preposition(word) && word != "of" && word != "from")
        || s.cue_verb(first).is_some_and(|(_, verb)| verb.form == Form::Ing)
        || (s.is_word(first) && word.ends_with("ing") && !s.is(first, OFFICES));
    if aside {
        return Some(Subject::Words { source, via: None });
    }
    Some(Subject::Words { source: source.start..close, via: None })
}

/// "Arlen, a lawyer for the port, who was there, said": the name before an apposition.
fn with_apposed_name(s: &Sentence<'_>, phrase: Range<usize>) -> Range<usize> {
    if phrase.start < s.start + 2 || s.norm(phrase.start - 1) != "," || s.is_name(phrase.start) {
        return phrase;
    }
    match phrase_until(s, phrase.start - 1) {
        Some(name) if name.len() <= 6 && s.is_name(name.end - 1) => name.start..phrase.end,
        _ => phrase,
    }
}

/// "a recent statement from the mayor": who made the statement.
pub(super) fn author(s: &Sentence<'_>, source: &Range<usize>) -> Option<Range<usize>> {
    let by = source.clone().find(|&at| s.is(at, &["by", "from"]))?;
    let statement = by > source.start
        && s.is(by - 1, &["statement", "statements", "remarks", "comments", "message", "letter", "tweet", "post"]);
    (statement && by + 1 < source.end).then_some(by + 1..source.end)
}

/// Whether a noun in it names a source: "officials", "report".
pub(super) fn has_source_noun(s: &Sentence<'_>, phrase: &Range<usize>) -> bool {
    lexicon().source_class(head_noun(s, phrase)).is_some()
        || s.is(phrase.end - 1, &["percent", "%"])
        || s.kind(phrase.start) == Some(TokenKind::Number)
}

/// A comma inside a name or a party label: "Smith, Jr.", "Casey, D-Pa."
fn within_name(s: &Sentence<'_>, comma: usize) -> bool {
    s.is(comma + 1, &["jr", "jr.", "sr.", "sr", "inc", "inc."])
}

/// "speaking to Fox News", "relayed through Iranian media", "reported by Axios": the channel's name.
pub(super) fn channel(s: &Sentence<'_>, inside: Range<usize>) -> Option<Range<usize>> {
    let first = inside.start;
    let passed_on = s.is(
        first,
        &["relayed", "carried", "reported", "quoted", "cited", "published", "broadcast", "aired", "released", "posted"],
    );
    let speaking = s.is(first, &["speaking", "talking"]);
    let preposition = if passed_on {
        s.is(first + 1, &["by", "through", "via", "on", "in"])
    } else {
        speaking && s.is(first + 1, &["to", "with"])
    };
    if !preposition {
        return None;
    }
    let end = s.noun_phrase(first + 2, inside.end, Reach::Short);
    (end > first + 2).then_some(first + 2..end)
}

/// The noun phrase that ends right before `end`: back to where its clause begins, less what opens the clause.
pub(super) fn phrase_until(s: &Sentence<'_>, end: usize) -> Option<Range<usize>> {
    let floor = s.start.max(end.saturating_sub(LONGEST));
    let mut start = end;
    let mut listed = false;
    while start > floor {
        let at = start - 1;
        listed |= at + 1 < end && matches!(s.norm(at), "and" | "or");
        if let Some(item) = listed.then(|| list_item(s, at)).flatten() {
            start = item;
            continue;
        }
        if s.is_finite(at)
            && let Some(relative) = relative_before(s, at)
        {
            start = relative;
            continue;
        }
        // A pronoun is a whole subject, but for an object: "people who met you say".
        let object = at > floor && s.is_finite(at - 1) && relative_before(s, at - 1).is_some();
        if words::is_subject_pronoun(s.norm(at)) && s.norm(at) != "who" && !object {
            start = if at + 1 == end { at } else { start };
            break;
        }
        if is_border(s, at, end) {
            break;
        }
        start = at;
    }
    let end = trim_time(s, start, end);
    let start = skip_openers(s, start, end);
    let phrase = start..end;
    let named = phrase.clone().any(|at| s.begins_noun_phrase(at) || s.norm(at) == "who");
    (named && !phrase.is_empty() && !words::is_preposition(s.norm(start))).then_some(phrase)
}

/// "Arlen, Bell and Cole said": the beginning of the item before the comma, in a list of names.
fn list_item(s: &Sentence<'_>, comma: usize) -> Option<usize> {
    if s.norm(comma) != "," {
        return None;
    }
    let mut start = comma;
    while start > s.start && (s.is_name(start - 1) && !words::is_preposition(s.norm(start - 1)) || s.joins(start - 1)) {
        start -= 1;
    }
    let bounded = start == s.start
        || s.kind(start - 1) == Some(TokenKind::Punctuation)
        || words::is_coordinator(s.norm(start - 1))
        || words::is_determiner(s.norm(start - 1));
    (start < comma && comma - start <= 5 && bounded && !s.begins_time(start)).then_some(start)
}

/// Participles that begin the name of an office: "acting director".
const OFFICES: &[&str] = &["acting", "managing", "founding", "leading", "ranking", "presiding", "visiting"];

/// Where people speak.
const OCCASIONS: &[&str] = &[
    "statement",
    "interview",
    "speech",
    "post",
    "letter",
    "meeting",
    "tweet",
    "conference",
    "briefing",
    "email",
    "memo",
    "address",
    "message",
    "debate",
    "rally",
    "hearing",
    "report",
    "event",
    "op-ed",
    "column",
    "call",
    "visit",
];

/// "people who met him": the relative pronoun whose verb this is.
fn relative_before(s: &Sentence<'_>, verb: usize) -> Option<usize> {
    let floor = s.start.max(verb.saturating_sub(5));
    for at in (floor..verb).rev() {
        if s.is(at, &["who", "that", "which"]) {
            let after_noun = at > s.start && s.is_word(at - 1) && !s.is_finite(at - 1) && s.cue_verb(at - 1).is_none();
            return (after_noun && (s.norm(at) == "who" || at + 1 == verb)).then_some(at);
        }
        if !s.is_word(at) || s.is_finite(at) && !s.is_auxiliary(at) {
            return None;
        }
    }
    None
}

/// The end of a subject without the time of its speech: "the court on Friday", "Arlen last week".
fn trim_time(s: &Sentence<'_>, start: usize, end: usize) -> usize {
    let floor = start.max(end.saturating_sub(5)) + 1;
    let time = (floor..end).find(|&at| {
        let preposition = s.is(at, &["on", "in", "at", "during"]) && s.begins_time(at + 1);
        (preposition || s.begins_time(at)) && s.skip_adverbials(at) >= end
    });
    let end = time.unwrap_or(end);
    // "the minister in a meeting with the envoy"
    let occasion = (start + 1..end).find(|&at| {
        s.is(at, &["in", "at", "during"])
            && words::is_determiner(s.norm(at + 1))
            && (at + 2..end.min(at + 6)).any(|i| s.is(i, OCCASIONS))
    });
    occasion.unwrap_or(end)
}

/// Whether a subject that ends before `end` cannot reach back over the token.
fn is_border(s: &Sentence<'_>, at: usize, end: usize) -> bool {
    let word = s.norm(at);
    match s.kind(at) {
        Some(TokenKind::Punctuation) => {
            if s.joins(at) || within_name(s, at) {
                return false;
            }
            match word {
                "(" | ")" => !parenthesis_is_closed(s, at, end),
                _ => true,
            }
        }
        Some(TokenKind::Quote) => true,
        Some(TokenKind::Word) => {
            if matches!(word, "who" | "that" | "which" | "whose") && s.lexed.tokens()[at].glued {
                return true;
            }
            if matches!(word, "who" | "that" | "which") {
                // "people who know him said": the relative clause is part of the subject.
                return !(at > s.start && s.is_finite(at + 1) && at + 1 < end);
            }
            if matches!(word, "and" | "or") {
                return at == s.start || verb_before(s, at);
            }
            if matches!(word, "but" | "yet" | "nor" | "so") {
                return true;
            }
            if word == "as" || (words::is_subordinator(word) && !matches!(word, "whom" | "after" | "before" | "since"))
            {
                return true;
            }
            if matches!(word, "after" | "before" | "since" | "until") {
                return true;
            }
            s.is_finite(at) && !(at > s.start && s.is(at - 1, &["who", "that", "which"]))
        }
        Some(TokenKind::Clitic) => s.is_verb_clitic(at),
        _ => false,
    }
}

fn parenthesis_is_closed(s: &Sentence<'_>, at: usize, end: usize) -> bool {
    if s.norm(at) == ")" {
        (s.start.max(at.saturating_sub(10))..at).any(|i| s.norm(i) == "(")
    } else {
        (at..end.min(at + 12)).any(|i| s.norm(i) == ")")
    }
}

/// Whether a finite verb stands between `at` and the mark before it.
fn verb_before(s: &Sentence<'_>, at: usize) -> bool {
    (s.start.max(at.saturating_sub(25))..at)
        .rev()
        .take_while(|&i| {
            !(s.kind(i) == Some(TokenKind::Punctuation) && !s.joins(i)) && !words::is_subordinator(s.norm(i))
        })
        .any(|i| s.is_finite(i) || s.kind(i) == Some(TokenKind::Quote))
}

/// Past "But", "On Friday", "In a statement" and the like.
fn skip_openers(s: &Sentence<'_>, start: usize, end: usize) -> usize {
    let mut at = start;
    while at < end {
        let word = s.norm(at);
        if s.kind(at) == Some(TokenKind::Clitic)
            || words::is_coordinator(word)
            || (s.is_adverb(at) && !s.is(at, &["all", "both", "first"]))
            || matches!(
                word,
                "so" | "though"
                    | "while"
                    | "as"
                    | "when"
                    | "if"
                    | "because"
                    | "perhaps"
                    | "maybe"
                    | "yes"
                    | "no"
                    | "well"
                    | "asked"
                    | "why"
                    | "how"
                    | "what"
                    | "where"
                    | "indeed"
            ) && word != "no"
        {
            at += 1;
        } else if s.begins_time(at) && s.skip_adverbials(at) < end {
            at = s.skip_adverbials(at).max(at + 1);
        } else if words::is_preposition(word) && at + 1 < end {
            let mut after =
                if s.begins_time(at + 1) { s.skip_adverbials(at) } else { s.noun_phrase(at + 1, end, Reach::Short) };
            if after >= end {
                // "In Washington officials said": the phrase must leave a subject.
                after = at + 1;
                while after < end
                    && !(after > at + 1
                        && s.begins_noun_phrase(after)
                        && s.lexed.tokens()[after].capital
                        && !s.lexed.tokens()[after - 1].capital)
                {
                    after += 1;
                }
                if after >= end {
                    return at;
                }
            }
            at = after.max(at + 1);
        } else {
            break;
        }
    }
    at
}

/// The noun phrase after an inverted cue, with its apposition: "said John Smith, a spokesman for the ministry".
pub(super) fn inverted(s: &Sentence<'_>, from: usize) -> Option<Range<usize>> {
    let mut end = s.noun_phrase(from, s.end, Reach::Long);
    if end == from || !s.begins_noun_phrase(from) {
        return None;
    }
    if s.norm(end) == "," && begins_apposition(s, end + 1) {
        let closes =
            |at: usize| s.is(at, &[",", ".", ";", "—", "–", "--", ":"]) || s.kind(at) == Some(TokenKind::Quote);
        let close = (end + 1..s.end).find(|&at| closes(at)).unwrap_or(s.end);
        // "Nora Arlen, 24, from Rome"
        let aged = s.kind(end + 1) == Some(TokenKind::Number) && close == end + 2 && s.norm(close) == ",";
        let close = if aged && s.is(close + 1, &["a", "an", "from", "of", "the"]) {
            (close + 1..s.end).find(|&at| closes(at)).unwrap_or(s.end)
        } else {
            close
        };
        let verb = (end + 1..close).find(|&at| s.is_finite(at));
        if verb.is_none_or(|verb| (end + 1..verb).any(|at| s.is(at, &["who", "that", "which"]))) {
            end = close;
        }
    } else if s.norm(end) == "who" {
        end = (end..s.end).find(|&at| s.is(at, &[",", ".", ";"])).unwrap_or(s.end);
    }
    Some(from..end)
}

/// Whether what follows the comma after a name says who that is.
fn begins_apposition(s: &Sentence<'_>, at: usize) -> bool {
    let word = s.norm(at);
    s.begins_noun_phrase(at)
        && !words::is_subject_pronoun(word)
        && !s.begins_time(at)
        && !(word.ends_with("ing") && !s.lexed.tokens()[at].capital && !s.is(at, OFFICES))
}

/// The subject of the clause that `at` belongs to, read from where the clause begins.
pub(super) fn clause_subject(s: &Sentence<'_>, at: usize) -> Option<Range<usize>> {
    let mut start = s.start;
    // Past what opens the sentence: "In a speech on Friday, …".
    for _ in 0..3 {
        let word = s.norm(start);
        if s.kind(start) == Some(TokenKind::Quote) {
            return None;
        }
        let opens = words::is_preposition(word)
            || words::is_subordinator(word)
            || words::is_coordinator(word)
            || s.is_adverb(start)
            || s.begins_time(start)
            || word.ends_with("ing");
        if !opens {
            break;
        }
        if words::is_coordinator(word) && s.norm(start + 1) != "," {
            start += 1;
            continue;
        }
        start = (start..at).find(|&i| s.norm(i) == ",")? + 1;
    }
    let mut end = s.noun_phrase(start, at, Reach::Long);
    if end == start || end >= at {
        return None;
    }
    if s.norm(end) == "," {
        let close = (end + 1..at.min(end + 40)).find(|&i| s.norm(i) == ",")?;
        if !s.is_finite(close + 1) && !s.is_adverb(close + 1) {
            return None;
        }
        if !words::is_preposition(s.norm(end + 1)) && !s.begins_time(end + 1) {
            end = close;
        }
        return Some(start..end);
    }
    (s.is_finite(end) || s.is_adverb(end)).then_some(start..end)
}

/// The noun that a phrase is about: the last before "of", "for", "who" and the like.
pub(super) fn head_noun<'a>(s: &Sentence<'a>, phrase: &Range<usize>) -> &'a str {
    let mut head = "";
    for at in phrase.clone() {
        let word = s.norm(at);
        let described = lexicon().source_class(head).is_some() && (word.ends_with("ed") || s.is(at, &["familiar", "seen"]));
        let ends = at > phrase.start
            && (described
                || words::is_preposition(word) || matches!(word, "who" | "that" | "which" | ",") || s.is_finite(at));
        if ends {
            break;
        }
        if s.is_word(at) {
            head = word;
        }
    }
    head
}

/// What sort of source these words are.
pub(super) fn class(s: &Sentence<'_>, source: Option<&Range<usize>>) -> SourceClass {
    let Some(source) = source.filter(|source| !source.is_empty()) else { return SourceClass::None };
    let pronoun = |word: &str| {
        words::is_subject_pronoun(word)
            || matches!(
                word,
                "him"
                    | "her"
                    | "them"
                    | "which"
                    | "himself"
                    | "herself"
                    | "themselves"
                    | "this"
                    | "that"
                    | "these"
                    | "those"
            )
    };
    if source.len() == 1 && pronoun(s.norm(source.start)) {
        return SourceClass::Pronoun;
    }
    let anonymous = source.clone().any(|at| {
        matches!(s.norm(at), "anonymous" | "anonymity" | "unnamed" | "unidentified")
            || lexicon().source_class(s.norm(at)) == Some(SourceClass::Anonymous) && !s.lexed.tokens()[at].capital
            || (s.norm(at) == "familiar" && s.norm(at + 1) == "with")
    });
    if anonymous {
        return SourceClass::Anonymous;
    }
    let head_end = source
        .clone()
        .find(|&at| {
            at > source.start && (words::is_preposition(s.norm(at)) || matches!(s.norm(at), "who" | "that" | "which"))
        })
        .unwrap_or(source.end);
    let is_name = |at: usize| {
        let demonym = s.entity_at(at).is_some_and(|entity| entity.kind == EntityKind::Group);
        let dated = s.entity_at(at).is_some_and(|entity| matches!(entity.kind, EntityKind::Date | EntityKind::Money));
        s.is_name(at) && !demonym && !dated && !is_demonym(s.norm(at))
    };
    let head = source.start..head_end;
    let head_class = lexicon().source_class(head_noun(s, source));
    let named = |range: Range<usize>| range.into_iter().any(is_name);
    let last_is_name = head.clone().next_back().is_some_and(is_name);
    // "a spokesman for the ministry", "White House officials": an office, whatever names its complement has.
    match head_class {
        Some(class)
            if !last_is_name
                && named(head.clone())
                && class == SourceClass::Official
                && !ends_with_plain_institution(s, &head) =>
        {
            class
        }
        _ if named(head) => SourceClass::Named,
        Some(class)
            if source.clone().skip_while(|&at| s.norm(at) != ",").any(is_name) && class == SourceClass::Official =>
        {
            SourceClass::Named
        }
        Some(class) => class,
        None if named(source.clone()) => SourceClass::Named,
        None => SourceClass::Unspecified,
    }
}

/// "the Biden administration": an institution that its name tells from others; "White House officials" are people.
fn ends_with_plain_institution(s: &Sentence<'_>, head: &Range<usize>) -> bool {
    head.clone().next_back().is_some_and(|at| {
        matches!(
            s.norm(at),
            "administration"
                | "campaign"
                | "government"
                | "company"
                | "firm"
                | "group"
                | "party"
                | "team"
                | "ministry"
                | "department"
                | "agency"
                | "court"
                | "police"
                | "committee"
                | "board"
                | "council"
                | "commission"
                | "family"
                | "bank"
                | "union"
                | "association"
                | "organization"
                | "organisation"
                | "embassy"
                | "office"
                | "bureau"
                | "delegation"
                | "coalition"
                | "military"
                | "army"
        )
    })
}

/// "Iranian", "Republican": by the ending, where no entity mark tells.
fn is_demonym(word: &str) -> bool {
    (word.len() > 4
        && (word.ends_with("ian") || word.ends_with("ians") || word.ends_with("ese") || word.ends_with("ish")))
        || matches!(
            word,
            "american"
                | "americans"
                | "german"
                | "germans"
                | "french"
                | "greek"
                | "dutch"
                | "israeli"
                | "iraqi"
                | "pakistani"
                | "saudi"
                | "afghan"
                | "swiss"
                | "democrats"
                | "republicans"
                | "democratic"
                | "republican"
                | "western"
                | "european"
                | "african"
                | "mexican"
                | "korean"
                | "gop"
                | "u.s."
                | "us"
                | "uk"
                | "eu"
        )
}
