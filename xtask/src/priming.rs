//! `cargo xtask priming`.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::corpus;

/// Choose the sentences that the codec of links is primed with
///
/// Takes the sentences, each unchanged but for its quotation marks, whose words and phrases are in most articles, and no
/// words and phrases again and again. The file is frozen: another one is another codec, and old links need the old one.
/// So this writes where it is told, and is here to show where the file comes from and to make the next one.
///
/// Of the Groningen Meaning Bank it takes sentences of the Voice of America, which are in the public domain. The corpus
/// has some of other origin and does not say which: a sentence is taken where those around it read like broadcast news.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Where to write the text.
    output: PathBuf,
    /// Sentences that are free to ship.
    #[arg(long, value_name = "JSONL", default_value = "../shared/corpora/entity.gmb.train.jsonl.gz")]
    from: PathBuf,
    /// Articles like those that will be in links. Nothing of them is copied.
    #[arg(long, value_name = "JSONL", default_value = "../shared/corpora/attribution.polnear.train.jsonl.gz")]
    like: PathBuf,
    /// How many bytes of sentences to take.
    #[arg(long, default_value_t = 60_000)]
    bytes: usize,
}

/// Phrases have at most this many words.
const LONGEST: usize = 4;

/// In bits, about what a writer saves who has met a phrase of so many words; a word saves more the longer it is.
const SAVED: [f64; LONGEST] = [2.0, 3.5, 3.0, 2.5];
const SAVED_A_LETTER: f64 = 1.5;

/// What meeting it once more is worth, of what the time before was.
const AGAIN: f64 = 0.1;

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let mut articles_with: BTreeMap<u64, u32> = BTreeMap::new();
    let articles = corpus::texts(&arguments.like)?;
    for article in &articles {
        for phrase in phrases(article) {
            *articles_with.entry(phrase.hash).or_default() += 1;
        }
    }
    let worth = |phrase: &Phrase| match articles_with.get(&phrase.hash) {
        Some(&articles_with) if articles_with >= if phrase.words == 1 { 2 } else { 3 } => {
            phrase.bits() * f64::from(articles_with) / articles.len() as f64
        }
        _ => 0.0,
    };
    let lines = corpus::texts(&arguments.from)?;
    let taken = (0..lines.len()).filter(|&at| (30..=400).contains(&lines[at].len()) && is_broadcast(&lines, at));
    // In order and each once, so that the outcome depends on nothing else.
    let sentences: BTreeSet<&String> = taken.map(|at| &lines[at]).collect();
    let candidates: Vec<Candidate> = sentences
        .into_iter()
        .map(|text| {
            let phrases = phrases(text);
            let worth = phrases.iter().map(|phrase| (phrase.hash, worth(phrase))).filter(|(_, worth)| *worth > 0.0);
            Candidate { phrases: worth.collect(), text: text.clone() }
        })
        .collect();
    let chosen = choose(&candidates, arguments.bytes);
    fs::write(&arguments.output, joined(&chosen))
        .with_context(|| format!("cannot write {}", arguments.output.display()))?;
    println!("{} of {} sentences", chosen.len(), candidates.len());
    Ok(())
}

/// News agencies and newspapers of commerce write so, and the Voice of America does not.
const FOREIGN: [&str; 9] = ["Calif.", "Mass.", "Conn.", "N.J.", "Inc.", "Corp.", " Co. ", " a share", "common stock"];

/// Jokes and tales speak to the reader, or of the writer.
const PERSONAL: [&str; 11] = ["I", "I'm", "I've", "My", "my", "me", "You", "you", "Your", "your", "yesterday"];

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Whether a line of the corpus, whose sentences follow one another as in their texts, is one of broadcast news: a day
/// of the week is close by, and nothing that others write.
fn is_broadcast(lines: &[String], at: usize) -> bool {
    let around = |reach: usize| &lines[at.saturating_sub(reach)..lines.len().min(at + reach + 1)];
    let has = |line: &String, words: &[&str]| {
        line.split_whitespace()
            .any(|word| words.contains(&word.trim_matches(|c: char| c.is_ascii_punctuation() && c != '\'')))
    };
    let personal = |line: &String| !line.contains('"') && has(line, &PERSONAL);
    around(3).iter().any(|line| has(line, &WEEKDAYS))
        && !around(8).iter().any(|line| FOREIGN.iter().any(|words| line.contains(words)))
        && !around(2).iter().any(personal)
        && lines[at].ends_with(['.', '"', '?'])
}

struct Candidate {
    text: String,
    /// Its phrases, by hash, and what each is worth when it is met for the first time.
    phrases: Vec<(u64, f64)>,
}

/// A candidate by what it was worth a byte when it was last looked at.
#[derive(PartialEq)]
struct Ranked(f64, usize);

impl Eq for Ranked {}
impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0).then(other.1.cmp(&self.1))
    }
}
impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The best one first, and then always the best beside those that are chosen, until there are so many bytes.
fn choose(candidates: &[Candidate], bytes: usize) -> Vec<&str> {
    let mut met: BTreeMap<u64, i32> = BTreeMap::new();
    let score = |candidate: &Candidate, met: &BTreeMap<u64, i32>| {
        let worth = |(phrase, worth): &(u64, f64)| worth * AGAIN.powi(met.get(phrase).copied().unwrap_or(0));
        // A few bytes more, because a sentence also has an end.
        candidate.phrases.iter().map(worth).sum::<f64>() / (candidate.text.len() + 8) as f64
    };
    let ranked = candidates.iter().enumerate().map(|(at, candidate)| Ranked(score(candidate, &met), at));
    let mut waiting: BinaryHeap<Ranked> = ranked.collect();
    let (mut chosen, mut size) = (Vec::new(), 0);
    while size < bytes {
        let Some(Ranked(_, at)) = waiting.pop() else { break };
        // What is chosen only takes from a candidate's worth: one that is still the best is the best of all.
        let now = Ranked(score(&candidates[at], &met), at);
        if waiting.peek().is_some_and(|next| *next > now) {
            waiting.push(now);
            continue;
        }
        for (phrase, _) in &candidates[at].phrases {
            *met.entry(*phrase).or_default() += 1;
        }
        size += candidates[at].text.len() + 1;
        chosen.push(candidates[at].text.as_str());
    }
    chosen
}

/// The sentences in paragraphs of two, the best ones last: what was read last is remembered best.
fn joined(sentences: &[&str]) -> String {
    let mut text = String::new();
    for (at, sentence) in sentences.iter().rev().enumerate() {
        text.push_str(&typographic(sentence));
        text.push_str(if at % 2 == 0 { " " } else { "\n\n" });
    }
    text
}

/// With the quotation marks and apostrophes that newspapers print.
fn typographic(sentence: &str) -> String {
    let mut written = String::new();
    for c in sentence.chars() {
        let opens = written.chars().next_back().is_none_or(|before| before.is_whitespace() || "([—-“".contains(before));
        written.push(match c {
            '"' if opens => '“',
            '"' => '”',
            '\'' if opens => '‘',
            '\'' => '’',
            c => c,
        });
    }
    written
}

/// Some words that follow one another.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Phrase {
    hash: u64,
    words: usize,
    /// Of the first word.
    letters: usize,
}

impl Phrase {
    /// What knowing it saves.
    fn bits(&self) -> f64 {
        SAVED[self.words - 1] + if self.words == 1 { self.letters as f64 * SAVED_A_LETTER } else { 0.0 }
    }
}

/// Every phrase of a text, once.
fn phrases(text: &str) -> BTreeSet<Phrase> {
    let words = words(text);
    let mut found = BTreeSet::new();
    for start in 0..words.len() {
        let letters = words[start].len();
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for (word, length) in words[start..].iter().zip(1..=LONGEST) {
            for byte in word.bytes().chain([b' ']) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
            found.insert(Phrase { hash, words: length, letters });
        }
    }
    found
}

/// Words, numbers, and every other character by itself; quotation marks are all the same.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut goes_on = false;
    for c in text.chars() {
        let c = match c {
            '“' | '”' => '"',
            '‘' | '’' => '\'',
            c => c,
        };
        let in_word = c.is_ascii_alphanumeric() || "'-".contains(c) && goes_on;
        match words.last_mut() {
            Some(word) if in_word && goes_on => word.push(c),
            _ if c.is_whitespace() => {}
            _ => words.push(c.to_string()),
        }
        goes_on = in_word;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_phrases() {
        assert_eq!(words("He’d say, “7-ish.”"), ["He'd", "say", ",", "\"", "7-ish", ".", "\""]);
        assert_eq!(phrases("a b a b").len(), 7, "a, b, a b, b a, a b a, b a b and the whole");
        assert_eq!(phrases("a b a b").iter().filter(|phrase| phrase.words == 1).count(), 2);
    }

    #[test]
    fn only_broadcast_news_is_taken() {
        let lines = |texts: [&str; 3]| texts.map(str::to_owned);
        assert!(is_broadcast(&lines(["Talks ended Monday.", "No deal was made.", "They go on."]), 1));
        assert!(!is_broadcast(&lines(["Talks ended.", "No deal was made.", "They go on."]), 1));
        assert!(!is_broadcast(&lines(["Talks ended Monday.", "No deal was made.", "Acme Inc. gained."]), 1));
        assert!(!is_broadcast(&lines(["It was Monday.", "So I asked my bank.", "It said no."]), 1));
    }

    #[test]
    fn the_best_that_say_something_new_are_chosen() {
        let candidate = |text: &str, phrases: &[(u64, f64)]| Candidate { text: text.into(), phrases: phrases.into() };
        let candidates =
            [candidate("low", &[(1, 1.0)]), candidate("same", &[(2, 8.0)]), candidate("best", &[(2, 9.0)])];
        assert_eq!(choose(&candidates, 6), ["best", "low"]);
    }

    #[test]
    fn quotation_marks_are_those_of_newspapers() {
        assert_eq!(joined(&["\"It's,\" he said.", "One."]), "One. “It’s,” he said.\n\n");
    }
}
