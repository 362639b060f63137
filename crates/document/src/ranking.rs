//! In which order an attentive reader would look at sentences without a source.

mod phrases;

use phrases::{AMOUNTS, BLAMES, CAPTIONS, PREDICTIONS, SUPERLATIVES};

use crate::annotation::{Annotation, Body, EntityKind};
use crate::fnv::Fnv;
use crate::number_words::{NUMBERS_BELOW_TWENTY, TENS};
use crate::span::{Byte, Span, joined};
use crate::stable_sort::sort_by_key;
use crate::words::all_words;

/// Why a sentence comes early or late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RankingRule {
    /// `ranking/name`: stable.
    pub id: &'static str,
    /// One sentence for readers, the documentation of the rule.
    pub why: &'static str,
    /// Whether sentences of this rule come last. Else they come early.
    pub is_last: bool,
    /// The phrases by which it holds, in lower case. None of a rule that does not rest on words alone.
    phrases: &'static [&'static str],
}

/// A rule that holds for a sentence, with the words that it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RankingReason {
    /// The rule.
    pub rule: &'static RankingRule,
    /// Its words. Empty where it rests on the whole sentence.
    pub words: Span<Byte>,
}

/// A sentence, with the rules that hold for it, each once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankedSentence {
    /// The sentence.
    pub span: Span<Byte>,
    /// In the order of [`RANKING_RULES`]. Empty where no rule holds.
    pub reasons: Vec<RankingReason>,
}

/// Defines the rules (id, whether its sentences come last, phrases), and makes a test of their examples: for `holds "…"` the rule
/// holds, for `not "…"` it does not. The doc comment is the rule's `why`.
macro_rules! ranking_rules {
    ($( $(#[doc = $why:literal])+ $name:ident = $id:literal, $is_last:literal, $phrases:expr => {
        holds $($holds:literal)|+; not $($not:literal)|+;
    } )+) => {
        $( $(#[doc = $why])+
        static $name: RankingRule = RankingRule {
            id: $id,
            why: concat!($($why),+).trim_ascii(),
            is_last: $is_last,
            phrases: $phrases,
        }; )+

        /// All rules: those that bring a sentence forward, then those that put it last.
        pub static RANKING_RULES: &[&RankingRule] = &[$(&$name),+];

        #[cfg(test)]
        #[test]
        fn rules_do_what_their_examples_say() {
            let holds = |rule: &RankingRule, sentence: &str| {
                reasons(sentence, Span::from(0..sentence.len()), &[], &PhraseIndex::new()).iter().any(|reason| reason.rule == rule)
            };
            $( for sentence in [$($holds),+] { assert!(holds(&$name, sentence), "{}: {sentence}", $id); }
            for sentence in [$($not),+] { assert!(!holds(&$name, sentence), "{}: {sentence}", $id); } )+
        }
    };
}

ranking_rules! {
    /// It has a number.
    NUMBER = "ranking/number", false, &[] => {
        holds "The bridge cost 40 million crowns." | "Two thirds of the ferries were late." | "Fares rose by 12%." |
            "The council dismissed a dozen drivers." | "About 1,200 people live on Holm." | "It cost the port €3.5m.";
        not "The bridge was closed in 2024." | "One of the ferries was late." | "No one lives on Holm any more.";
    }
    /// It blames.
    BLAME = "ranking/blame", false, BLAMES => {
        holds "The port failed to inspect the crane." | "Bad welding caused the leak." | "The harbour office is to blame." |
            "The council neglected the pier for years." | "The yard was responsible for the delay." |
            "The collapse was the fault of the builders." | "Critics accuse the minister of waste." |
            "The yard misled its customers.";
        not "The council inspected the crane." | "The minister responsible for ports visited Holm." | "The talks went on.";
    }
    /// It says what will happen.
    PREDICTION = "ranking/prediction", false, PREDICTIONS => {
        holds "The bridge will reopen in May." | "Fares are expected to rise again." | "The port won’t recover." |
            "The pier is likely to close." | "Sales are set to fall." | "The forecast is for more rain.";
        not "The bridge reopened in May." | "Will Marsh runs the port." | "The will of the owner was lost." |
            "She set to work.";
    }
    /// It says that something is the most or the first of all.
    SUPERLATIVE = "ranking/superlative", false, SUPERLATIVES => {
        holds "Holm has the largest port in the north." | "It was the worst storm on record." |
            "No ferry is the most reliable of all." | "The crossing is unprecedented." | "Prices reached a record high." |
            "For the first time, the port made a profit." | "More ferries ran than ever.";
        not "The forest behind the port was cut." | "Most people took the ferry." | "The latest talks were short." |
            "The guest came first.";
    }
    /// It is a question.
    QUESTION = "ranking/question", true, &[] => {
        holds "Who pays for the bridge?" | "“Who pays for the bridge?”";
        not "The council pays for the bridge.";
    }
    /// It describes a picture.
    CAPTION = "ranking/caption", true, CAPTIONS => {
        holds "The new pier, pictured in May, is open." | "The harbour is seen here from the north.";
        not "The picture of the port is grim." | "The new pier is open.";
    }
}

/// The phrases of all rules by their first words: a word of a text is compared with few of them.
struct PhraseIndex {
    phrases: Vec<(&'static RankingRule, &'static str)>,
    /// The hash of each phrase's first word and which phrase it is, in order.
    by_first_word: Vec<(u64, u32)>,
}

impl PhraseIndex {
    fn new() -> PhraseIndex {
        let all = RANKING_RULES.iter().flat_map(|&rule| rule.phrases.iter().map(move |&phrase| (rule, phrase)));
        let phrases: Vec<(&'static RankingRule, &'static str)> = all.collect();
        let first = |phrase: &'static str| phrase.split(' ').next().unwrap_or_default();
        let mut by_first_word: Vec<(u64, u32)> =
            phrases.iter().map(|&(_, phrase)| hash(first(phrase))).zip(0..).collect();
        by_first_word.sort_unstable();
        PhraseIndex { phrases, by_first_word }
    }

    /// The phrases that begin with a word, and a few others that share its hash.
    fn of<'a>(&'a self, word: &str) -> impl Iterator<Item = (&'static RankingRule, &'static str)> + use<'a> {
        let hash = hash(word);
        let from = self.by_first_word.partition_point(|&(known, _)| known < hash);
        let same = self.by_first_word[from..].iter().take_while(move |(known, _)| *known == hash);
        same.map(|&(_, phrase)| self.phrases[phrase as usize])
    }
}

/// The hash of a word, regardless of the case of ASCII letters.
fn hash(word: &str) -> u64 {
    let mut hash = Fnv::new();
    word.bytes().for_each(|byte| hash.write(&[byte.to_ascii_lowercase()]));
    hash.finish()
}

/// Ranks sentences: those with most reasons first, questions and captions last, all else in the order of the text. The sentences
/// must be in that order, and are all there afterwards.
///
/// Words of names and dates are no reason. Takes time in proportion to the text.
pub fn ranking(text: &str, annotations: &[Annotation], sentences: &[Span<Byte>]) -> Vec<RankedSentence> {
    let name = |annotation: &Annotation| match &annotation.body {
        Body::Entity(entity) if entity.kind != EntityKind::Money => Some(entity.span),
        _ => None,
    };
    let names = joined(annotations.iter().filter_map(name).collect());
    let phrases = PhraseIndex::new();
    let ranked = |&span: &Span<Byte>| RankedSentence { span, reasons: reasons(text, span, &names, &phrases) };
    let mut ranked: Vec<RankedSentence> = sentences.iter().map(ranked).collect();
    sort_by_key(&mut ranked, |sentence| {
        let is_last = sentence.reasons.iter().any(|reason| reason.rule.is_last);
        u64::from(is_last) << 32 | (RANKING_RULES.len() - sentence.reasons.len()) as u64
    });
    ranked
}

/// The rules that hold for a sentence. `names` are in the order of the text and do not overlap.
fn reasons(text: &str, sentence: Span<Byte>, names: &[Span<Byte>], phrases: &PhraseIndex) -> Vec<RankingReason> {
    let whole = text.get(sentence.range()).unwrap_or_default();
    let is_name = |word: Span<Byte>| {
        let next = names.partition_point(|name| name.end <= word.start);
        names.get(next).is_some_and(|name| name.overlaps(word))
    };
    let placed = |word: Span<Byte>| Span::new(sentence.start + word.start, sentence.start + word.end);
    let words: Vec<Span<Byte>> = all_words(whole).map(placed).collect();
    let mut found: Vec<RankingReason> = Vec::new();
    for (number, &word) in words.iter().enumerate().filter(|(_, word)| !is_name(**word)) {
        if is_number(word.of(text)) {
            // "40 million" is one number.
            match found.iter_mut().find(|reason| reason.is_by(&NUMBER)) {
                Some(known) if word.start <= known.words.end + 1 => known.words = known.words.cover(word),
                Some(_) => {}
                None => found.push(RankingReason { rule: &NUMBER, words: word }),
            }
        }
        // A capital begins a name, but for the first word; and "Will" is one there.
        let begins = word.of(text);
        // The noun is no prediction.
        let before = number.checked_sub(1).map_or("", |before| words[before].of(text));
        if begins == "will"
            && ["the", "a", "his", "her", "their", "free", "political"]
                .iter()
                .any(|word| word.eq_ignore_ascii_case(before))
        {
            continue;
        }
        if begins.starts_with(char::is_uppercase) && (number > 0 || begins == "Will") {
            continue;
        }
        for (rule, phrase) in phrases.of(begins) {
            if let Some(words) = phrase_at(text, &words[number..], phrase)
                && !found.iter().any(|reason| reason.is_by(rule))
            {
                found.push(RankingReason { rule, words });
            }
        }
    }
    if whole.trim_end_matches(['”', '"', '’', '\'', ')']).ends_with('?') {
        found.push(RankingReason { rule: &QUESTION, words: Span::new(sentence.start, sentence.start) });
    }
    let reason = |rule: &&'static RankingRule| found.iter().find(|reason| reason.is_by(rule)).copied();
    RANKING_RULES.iter().filter_map(reason).collect()
}

impl RankingReason {
    fn is_by(&self, rule: &'static RankingRule) -> bool {
        std::ptr::eq(self.rule, rule)
    }
}

/// Whether a word is a number and no year.
fn is_number(word: &str) -> bool {
    let is_year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.parse::<u16>().is_ok();
    !is_year && !word.starts_with(char::is_alphabetic) && word.contains(|c: char| c.is_ascii_digit())
        || number_words().any(|number| number.eq_ignore_ascii_case(word))
}

/// Words of numbers. "One" is mostly no number.
fn number_words() -> impl Iterator<Item = &'static str> {
    NUMBERS_BELOW_TWENTY[2..].iter().chain(TENS).chain(AMOUNTS).copied()
}

/// The words of a phrase, where these words begin with it.
fn phrase_at(text: &str, words: &[Span<Byte>], phrase: &str) -> Option<Span<Byte>> {
    let mut rest = words.iter();
    let mut covered: Option<Span<Byte>> = None;
    for part in phrase.split(' ') {
        let &word = rest.next().filter(|word| word.of(text).eq_ignore_ascii_case(part))?;
        covered = Some(covered.map_or(word, |covered| covered.cover(word)));
    }
    covered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Entity;

    const TEXT: &str = "The ferry goes on. Who pays for it? The port will be the largest. It cost 40 million crowns. \
        The new pier, pictured in May, is open.";

    fn sentences() -> Vec<Span<Byte>> {
        let mut start = 0;
        TEXT.split_inclusive(['.', '?'])
            .map(|sentence| {
                let words = sentence.trim_start();
                let from = start + sentence.len() - words.len();
                start += sentence.len();
                Span::from(from..start)
            })
            .collect()
    }

    #[test]
    fn what_has_most_reasons_comes_first_and_questions_and_captions_last() {
        let ranked = ranking(TEXT, &[], &sentences());
        let order: Vec<(&str, Vec<&str>)> = ranked
            .iter()
            .map(|it| (it.span.of(TEXT), it.reasons.iter().map(|reason| reason.words.of(TEXT)).collect()))
            .collect();
        assert_eq!(
            order,
            [
                ("The port will be the largest.", vec!["will", "largest"]),
                ("It cost 40 million crowns.", vec!["40 million"]),
                ("The ferry goes on.", vec![]),
                ("Who pays for it?", vec![""]),
                ("The new pier, pictured in May, is open.", vec!["pictured"]),
            ]
        );
    }

    #[test]
    fn numbers_and_words_of_names_and_dates_are_no_reason() {
        let text = "The Best Western on Route 66 opened on 3 May.";
        let mark = |words: &str, kind| {
            let start = text.find(words).expect("the words are in the text");
            Annotation::machine(Entity { span: Span::from(start..start + words.len()), kind }, "test")
        };
        let marks = [
            mark("Best Western", EntityKind::Organization),
            mark("Route 66", EntityKind::Place),
            mark("3 May", EntityKind::Date),
        ];
        let whole = [Span::from(0..text.len())];
        assert_eq!(ranking(text, &marks, &whole)[0].reasons, []);
        assert_eq!(ranking(text, &[], &whole)[0].reasons.len(), 1, "without marks there is a number");
        let money = "It cost €40 in all.";
        let mark = Annotation::machine(Entity { span: Span::new(8, 13), kind: EntityKind::Money }, "test");
        assert_eq!(ranking(money, &[mark], &[Span::from(0..money.len())])[0].reasons[0].rule.id, "ranking/number");
    }

    #[test]
    fn each_rule_has_an_id_of_its_own_and_a_sentence() {
        for (at, rule) in RANKING_RULES.iter().enumerate() {
            assert!(
                rule.id.starts_with("ranking/") && rule.why.starts_with("It ") && rule.why.ends_with('.'),
                "{rule:?}"
            );
            assert!(RANKING_RULES[..at].iter().all(|other| other.id != rule.id), "{rule:?}");
        }
    }

    /// However many phrases there are: each word of a text is compared with those that begin with it.
    #[test]
    fn a_word_is_compared_with_the_phrases_that_begin_with_it() {
        let index = PhraseIndex::new();
        let phrases = |word: &str| index.of(word).map(|(_, phrase)| phrase).collect::<Vec<_>>();
        assert_eq!(phrases("RECORD"), ["record high", "record low", "record number"]);
        assert_eq!(phrases("failed"), ["failed to"]);
        assert_eq!(phrases("ferry"), Vec::<&str>::new());
        for rule in RANKING_RULES {
            for phrase in rule.phrases {
                let first = phrase.split(' ').next().expect("a phrase has a word");
                assert!(index.of(first).any(|(its, known)| std::ptr::eq(its, *rule) && known == *phrase), "{phrase}");
            }
        }
    }

    #[test]
    fn spans_outside_of_the_text_are_no_panic() {
        assert_eq!(ranking("It rains.", &[], &[Span::new(4, 99)])[0].reasons, []);
    }
}
