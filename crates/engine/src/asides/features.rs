//! What the model is told of a paragraph.

use std::ops::Range;

use hashbrown::{HashMap, HashSet};
use rustc_hash::FxBuildHasher;

use super::lines::{Line, Piece, Sort, class, cut, describe, is_common};
use crate::linear::FeatureSet;
use crate::words::{WordList, one_of, word_list};

/// All paragraphs of a text.
#[derive(Debug)]
pub(crate) struct Features {
    lines: Vec<Line>,
    pieces: Vec<Piece>,
    /// The paragraphs that are long sentences, in order.
    sentences: Vec<usize>,
    /// How much each paragraph shares with the sentences of the text, in quarters of its words, and how many of its words
    /// are in the first three.
    shared: Vec<(i32, i32)>,
    /// The paragraph before the first sentence that shares most with the first ones: a headline, if there is one.
    headline: Option<usize>,
    /// How many paragraphs ago the last line was that says what follows ("Most read"), and whether one spoke of comments.
    announced: Vec<(i32, bool)>,
}

/// Neighbours whose form is told as well.
const NEIGHBOURS: [(isize, &str); 4] = [(-2, "a"), (-1, "b"), (1, "c"), (2, "d")];

impl Features {
    /// Looks at all paragraphs. `lower` is the text with ASCII letters in lower case.
    #[inline(never)]
    pub(crate) fn new(text: &str, lower: &str, spans: &[Range<usize>]) -> Features {
        let mut pieces = Vec::new();
        let mut lines: Vec<Line> = Vec::new();
        let mut seen: HashMap<&str, i32, FxBuildHasher> = HashMap::default();
        let mut end = 0;
        for span in spans {
            let first = pieces.len();
            cut(text, span.clone(), &mut pieces);
            let mut line = describe(text, lower, span.clone(), &pieces, first..pieces.len());
            line.blank = (text[end..span.start].matches('\n').count() as i32 - 1).clamp(0, 3);
            end = span.end;
            *seen.entry(&lower[span.clone()]).or_default() += 1;
            lines.push(line);
        }
        for (line, span) in lines.iter_mut().zip(spans) {
            line.repeated = seen.get(&lower[span.clone()]).map_or(1, |&count| count.min(3));
        }
        let sentences: Vec<usize> = (0..lines.len()).filter(|&at| lines[at].is_long_sentence()).collect();
        let mut features = Features {
            shared: Vec::new(),
            headline: None,
            announced: announced(lower, &lines, &pieces),
            lines,
            pieces,
            sentences,
        };
        features.compare(lower);
        features
    }

    /// The words of a paragraph that tell what it is about, each once.
    fn topics<'l>(&self, lower: &'l str, at: usize) -> HashSet<&'l str, FxBuildHasher> {
        let own = self.lines[at].pieces.clone();
        let words = self.pieces[own].iter().filter(|piece| piece.is_word()).map(|piece| &lower[piece.at.clone()]);
        words.filter(|word| word.len() > 3 && !is_common(word)).collect()
    }

    /// Compares all paragraphs with the sentences of the text.
    #[inline(never)]
    fn compare(&mut self, lower: &str) {
        let mut known: HashMap<&str, usize, FxBuildHasher> = HashMap::default();
        let mut of_first: HashSet<&str, FxBuildHasher> = HashSet::default();
        for (number, &at) in self.sentences.iter().enumerate() {
            for word in self.topics(lower, at) {
                *known.entry(word).or_default() += 1;
                if number < 3 {
                    of_first.insert(word);
                }
            }
        }
        for at in 0..self.lines.len() {
            let own = usize::from(self.lines[at].is_long_sentence());
            let topics = self.topics(lower, at);
            let shared = topics.iter().filter(|word| known.get(*word).is_some_and(|&count| count > own)).count();
            let first = topics.iter().filter(|word| of_first.contains(*word)).count().min(4);
            let share = if topics.is_empty() { -1 } else { (4 * shared / topics.len()) as i32 };
            self.shared.push((share, first as i32));
        }
        let before = 0..self.first_sentence();
        let worth = |&at: &usize| (self.shared[at].1, self.shared[at].0, std::cmp::Reverse(at));
        self.headline = before.filter(|&at| self.lines[at].size >= 3).max_by_key(worth);
    }

    fn first_sentence(&self) -> usize {
        self.sentences.first().copied().unwrap_or(self.lines.len())
    }

    /// The features of a paragraph.
    #[inline(never)]
    pub(crate) fn of(&self, text: &str, lower: &str, at: usize) -> FeatureSet {
        let mut set = FeatureSet::default();
        let line = &self.lines[at];
        form(&mut set, line);
        self.words(&mut set, text, lower, line);
        self.add_position(&mut set, at);
        self.content(&mut set, at);
        let any_word = self.pieces[line.pieces.clone()].iter().any(|piece| piece.sort != Sort::Mark);
        set.add_number("any word", i32::from(any_word));
        for (distance, name) in NEIGHBOURS {
            self.neighbour(&mut set, lower, at, at.checked_add_signed(distance), name);
        }
        set
    }

    /// Its words, in order and as a bag.
    fn words(&self, set: &mut FeatureSet, text: &str, lower: &str, line: &Line) {
        let own = &self.pieces[line.pieces.clone()];
        let word = |piece: &Piece| match piece.sort {
            Sort::Number => ["9", "99", "999", "9999"][piece.at.len().min(4) - 1],
            _ => &lower[piece.at.clone()],
        };
        let short = own.len() <= 12;
        let mut bag: Vec<&str> = own.iter().take(20).map(word).collect();
        for pair in bag[..bag.len().min(12)].windows(2) {
            set.add_pair("pair", pair[0], pair[1]);
        }
        if let (Some(first), Some(last)) = (own.first(), own.last()) {
            set.add("first", word(first));
            set.add("last", word(last));
            set.add_pair("end", if own.len() > 1 { word(&own[own.len() - 2]) } else { "" }, word(last));
            let mark = if last.sort == Sort::Mark { word(last) } else { "" };
            set.add_pair("last sort", sort(last), mark);
            let lead = |count: usize| own.iter().take(count).map(word).collect::<Vec<_>>().join(" ");
            set.add("first two", &lead(2));
            set.add("first three", &lead(3));
            if short {
                set.add("all", &lead(12));
                let shape =
                    |piece: &Piece| if piece.sort == Sort::Mark { &text[piece.at.clone()] } else { sort(piece) };
                set.add("shape", &own.iter().map(shape).collect::<String>());
            }
        }
        bag.sort_unstable();
        bag.dedup();
        bag.iter().for_each(|word| set.add("word", word));
    }

    /// Where it stands in the text and among its sentences.
    fn add_position(&self, set: &mut FeatureSet, at: usize) {
        let (line, count) = (&self.lines[at], self.lines.len());
        let (first, last) = (self.first_sentence(), self.sentences.last().copied());
        let place = self.part(at);
        set.add_number("place", place);
        numbers(set, "place size", [place, line.size, line.sentence]);
        numbers(set, "place capitals", [place, line.capitals, line.size]);
        set.add_number("from start", at.min(4) as i32);
        set.add_number("from end", (count - 1 - at).min(3) as i32);
        set.add_number("tenth", (5 * at / count) as i32);
        if at < first && last.is_some() {
            set.add_number("to first", class(first - at));
            set.add_number("since start", class(at));
        }
        if let Some(last) = last.filter(|&last| at > last) {
            set.add_number("since last", class(at - last));
            numbers(set, "since last size", [class(at - last), line.size]);
        }
        let next = self.sentences.partition_point(|&sentence| sentence < at);
        let is_sentence = self.sentences.get(next) == Some(&at);
        if place == IN && !is_sentence {
            numbers(set, "gap", [class(self.sentences[next] - at), class(at - self.sentences[next - 1])]);
        }
        let blank_after = self.lines.get(at + 1).map_or(9, |line| line.blank.min(2));
        set.add_number("blank", line.blank);
        numbers(set, "blanks", [line.blank.min(2), blank_after]);
        let sentences = |lines: &[Line]| lines.iter().filter(|line| line.sentence == 3).count() as i32;
        let (before, after) =
            (sentences(&self.lines[at.saturating_sub(8)..at]), sentences(&self.lines[at + 1..count.min(at + 9)]));
        set.add_number("sentences before", before.min(4));
        set.add_number("sentences after", after.min(4));
        numbers(set, "sentences around", [before.min(3), after.min(3), i32::from(line.size > 4)]);
    }

    /// Before, among or after the sentences of the text.
    fn part(&self, at: usize) -> i32 {
        match self.sentences.last() {
            None => NONE,
            Some(_) if at < self.first_sentence() => BEFORE,
            Some(&last) if at > last => BEHIND,
            Some(_) => IN,
        }
    }

    /// What it shares with the article, and what was announced before it.
    fn content(&self, set: &mut FeatureSet, at: usize) {
        let (line, place) = (&self.lines[at], self.part(at));
        let (share, first) = self.shared[at];
        set.add_number("shared", share);
        numbers(set, "shared place", [share, place, line.size]);
        numbers(set, "shared capitals", [share, line.capitals, place]);
        numbers(set, "shared first", [first, place]);
        if let Some(headline) = self.headline.filter(|_| place == BEFORE) {
            let distance = (at as i32 - headline as i32).clamp(-3, 6);
            let worth = self.shared[headline].1;
            set.add_number("headline", distance);
            numbers(set, "headline size", [distance, line.size]);
            numbers(set, "headline date", [distance, line.date, i32::from(line.byline)]);
            set.add_number("headline worth", worth);
            numbers(set, "headline both", [distance, worth]);
        }
        let (since, comments) = self.announced[at];
        set.add_number("announced", since);
        numbers(set, "announced size", [since, line.size, line.sentence]);
        numbers(set, "comments", [i32::from(comments)]);
        numbers(set, "comments place", [i32::from(comments), place, line.sentence]);
    }

    /// A neighbour's form and first words.
    fn neighbour(&self, set: &mut FeatureSet, lower: &str, at: usize, neighbour: Option<usize>, name: &str) {
        let Some(other) = neighbour.and_then(|at| self.lines.get(at)) else {
            set.add("edge", name);
            return;
        };
        let line = &self.lines[at];
        let mut beside = |template: &str, values: [i32; 2]| {
            let joined = values[0] * 64 + values[1];
            set.add_pair(
                template,
                name,
                char::from_u32((joined + 256) as u32).map(String::from).unwrap_or_default().as_str(),
            );
        };
        beside("beside size", [other.size, other.sentence]);
        beside("beside sizes", [other.size, line.size]);
        beside("beside capitals", [other.capitals, 0]);
        beside("beside date", [other.date, 0]);
        beside("beside byline", [i32::from(other.byline), 0]);
        beside("beside repeated", [other.repeated, 0]);
        if other.size == line.size && other.capitals == line.capitals {
            beside("beside alike", [0, 0]);
        }
        let pieces = &self.pieces[other.pieces.clone()];
        if let (Some(first), Some(last), true) = (pieces.first(), pieces.last(), pieces.len() <= 12) {
            let word = |piece: &Piece| &lower[piece.at.clone()];
            set.add_pair("beside first", name, word(first));
            set.add_pair("beside last", name, word(last));
            let second = pieces.get(1).map_or("", word);
            set.add_pair(name, word(first), second);
        }
    }
}

const NONE: i32 = 0;
const BEFORE: i32 = 1;
const IN: i32 = 2;
const BEHIND: i32 = 3;

/// The features of the line's form.
fn form(set: &mut FeatureSet, line: &Line) {
    let Line { size, capitals, uppers, sentence, repeated, common, date, .. } = *line;
    set.add_number("size", size);
    set.add_number("capitals", capitals);
    set.add_number("uppers", uppers);
    set.add_number("sentence", sentence);
    set.add_number("repeated", repeated);
    set.add_number("quoted", i32::from(line.quoted));
    set.add_number("common", common);
    set.add_number("date", date);
    set.add_number("byline", i32::from(line.byline));
    numbers(set, "size sentence", [size, sentence]);
    numbers(set, "size capitals", [size, capitals]);
    numbers(set, "size common", [size, common]);
    numbers(set, "size date", [size, date]);
}

/// Adds that these numbers, each from -8 to 23, come together.
fn numbers<const N: usize>(set: &mut FeatureSet, template: &str, values: [i32; N]) {
    set.add_number(template, values.iter().fold(1, |joined, value| joined * 32 + value + 8));
}

fn sort(piece: &Piece) -> &'static str {
    match piece.sort {
        Sort::Lower => "x",
        Sort::Capital => "X",
        Sort::Upper => "A",
        Sort::Number => ["9", "99", "999", "9999"][piece.at.len().min(4) - 1],
        Sort::Mark => "",
    }
}

/// For each line how many lines ago one announced what follows it, up to 9, and whether one before spoke of comments.
#[inline(never)]
fn announced(lower: &str, lines: &[Line], pieces: &[Piece]) -> Vec<(i32, bool)> {
    let mut last = (9, false);
    let mut found = Vec::new();
    for line in lines {
        found.push(last);
        let own = &pieces[line.pieces.clone()];
        let has = |words: &WordList| own.iter().any(|piece| one_of(&lower[piece.at.clone()], words));
        let announces = own.len() <= 6
            && has(word_list!(
                "most popular related recommended more trending latest top also miss read stories newsletter subscribe search \
                 follow share menu sections tags topics"
            ));
        last.0 = if announces { 0 } else { (last.0 + 1).min(9) };
        last.1 |= own.len() <= 8 && has(word_list!("comment comments reply replies vote votes discussion"));
    }
    found
}
