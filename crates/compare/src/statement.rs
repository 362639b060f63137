//! What of a statement is compared with others.

use std::ops::Range;

use reportedly_document::{
    Annotation, Body, Byte, EntityKind, Form, Hedge, HedgeKind, SourceClass, Span, ViewedDocument,
};

use crate::MOST_STATEMENTS;
use crate::numbers::Scale;
use crate::speakers::Speakers;
use crate::text::{Key, Text, WordClass};
use crate::weights::Weights;
use crate::words::{begins_clause, folded, is_denial, is_negation};

/// The most words of a statement that are compared.
const MOST_WORDS: usize = 128;
/// The most numbers of a part of a statement that are compared.
const MOST_NUMBERS: usize = 16;

/// A statement, made ready to be compared.
#[derive(Debug)]
pub(crate) struct PreparedStatement {
    /// The article.
    pub(crate) article: usize,
    /// Which of its marks.
    pub(crate) mark: u32,
    /// The row of the matrix.
    pub(crate) speaker: u32,
    /// How its source is identified.
    pub(crate) class: SourceClass,
    /// The paragraph that it begins in; the first is 1.
    pub(crate) paragraph: u32,
    /// How far down its article it is, in thousandths of all statements.
    pub(crate) depth: u32,
    /// Its words, in order.
    pub(crate) words: Vec<StatementWord>,
    /// The keys of its words that say something, and of those that have opposites, in order, each once.
    pub(crate) keys: Vec<Key>,
    /// How much all of these say.
    pub(crate) weight: u32,
    /// Its numbers.
    pub(crate) numbers: Vec<StatementNumber>,
    /// Its names: what they name, and the keys of their words.
    pub(crate) names: Vec<(EntityKind, Vec<Key>)>,
    /// The clauses that say that something is not so, each once.
    negated: Vec<u16>,
    /// Whether its cue denies it.
    pub(crate) is_denied: bool,
    /// The words in it that hedge.
    pub(crate) hedges: Vec<StatementHedge>,
    /// How much of it is in quotation marks.
    pub(crate) form: Form,
    /// Whether it is likely that its source or its words are other ones.
    pub(crate) is_unsure: bool,
}

impl PreparedStatement {
    /// Whether words of it are in quotation marks.
    pub(crate) fn has_quotation(&self) -> bool {
        self.words.iter().any(|word| word.quotation > 0)
    }

    /// Whether the part of it that has one of these keys, which are in order, says that something is not so.
    pub(crate) fn is_negative(&self, keys: &[Key]) -> bool {
        let is_negated =
            |word: &StatementWord| self.negated.contains(&word.clause) && keys.binary_search(&word.key).is_ok();
        self.is_denied != self.words.iter().any(is_negated)
    }
}

/// A word of a statement.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StatementWord {
    pub(crate) surface: Key,
    pub(crate) key: Key,
    /// In which quotation of the statement it is, from 1 on; 0 where it is in none.
    pub(crate) quotation: u16,
    pub(crate) is_negation: bool,
    pub(crate) is_name: bool,
    /// Which sentence of the statement it is in.
    pub(crate) sentence: u16,
    /// Which clause; a list has as many as it has commas.
    pub(crate) clause: u16,
}

/// A hedge in a statement.
#[derive(Clone, Debug)]
pub(crate) struct StatementHedge {
    pub(crate) kind: HedgeKind,
    /// Which of the statement's words.
    pub(crate) words: Range<usize>,
    /// How it stands.
    pub(crate) shown: String,
}

/// A number of a statement.
#[derive(Clone, Debug)]
pub(crate) struct StatementNumber {
    pub(crate) scale: Scale,
    pub(crate) amount: u64,
    pub(crate) rough: bool,
    pub(crate) key: Key,
    pub(crate) units: Vec<Key>,
    /// The number and what it counts, as they stand.
    pub(crate) shown: String,
}

/// All statements that are compared, by article and in the order of its text.
pub(crate) fn prepared(
    articles: &[ViewedDocument<'_>],
    texts: &[Text],
    speakers: &Speakers,
    weights: &Weights,
) -> Vec<PreparedStatement> {
    let mut all = Vec::new();
    for (index, (article, text)) in articles.iter().zip(texts).enumerate() {
        let mut row_of = vec![None; article.marks().len()];
        for (source, &row) in article.sources().iter().zip(&speakers.row_of[index]) {
            for &mark in &source.statements {
                row_of[mark as usize] = Some((row, source.class));
            }
        }
        let hedges: Vec<Hedge> = article.shown().filter_map(|(_, mark)| hedge(mark)).collect();
        let rows = row_of.iter().enumerate().filter_map(|(mark, row)| Some((mark, (*row)?)));
        for (number, (mark, (speaker, class))) in rows.take(MOST_STATEMENTS).enumerate() {
            let own = &speakers.identities[speaker as usize].keys;
            let reader = Reader { article, text, weights, hedges: &hedges, own };
            let depth = (number * 1000 / text.statements.clamp(1, MOST_STATEMENTS)) as u32;
            all.push(reader.read(index, mark, (speaker, class), depth));
        }
    }
    all
}

fn hedge(mark: &Annotation) -> Option<Hedge> {
    match &mark.body {
        Body::Hedge(hedge) => Some(*hedge),
        Body::Entity(_) | Body::Attribution(_) => None,
    }
}

/// What statements of one article are read with.
struct Reader<'a> {
    article: &'a ViewedDocument<'a>,
    text: &'a Text,
    weights: &'a Weights,
    hedges: &'a [Hedge],
    /// The words of the speaker's name, in order: "Okafor said Okafor would go" is what "She said she would go" is.
    own: &'a [Key],
}

impl Reader<'_> {
    fn read(&self, article: usize, mark: usize, (speaker, class): (u32, SourceClass), depth: u32) -> PreparedStatement {
        let given = self.article.text();
        let annotation = &self.article.marks()[mark];
        let attribution = annotation.attribution().cloned().unwrap_or_default();
        let form = attribution.form.unwrap_or(Form::Indirect);
        let mut words: Vec<StatementWord> = Vec::new();
        let mut keys: Vec<Key> = Vec::new();
        let mut numbers = Vec::new();
        let mut names = Vec::new();
        let mut hedges = Vec::new();
        let (mut quotation, mut sentence, mut clause) = (0_u16, 0_u16, 0_u16);
        for &span in &attribution.content {
            let range = self.text.within(span);
            let is_cut = range.len() > MOST_WORDS - words.len().min(MOST_WORDS);
            let range = range.start..range.end.min(range.start + MOST_WORDS - words.len().min(MOST_WORDS));
            // Nothing behind the last word that is compared is.
            let end = match self.text.words[range.clone()].last() {
                Some(last) if is_cut => last.span.end,
                None if is_cut => span.start,
                Some(_) | None => span.end,
            };
            let first = words.len();
            let quoted = quotations(span.of(given), form, &mut quotation);
            let hedged = self.hedges(span, range.clone());
            let mut before = span.start;
            clause = clause.saturating_add(1);
            for (index, word) in range.clone().zip(&self.text.words[range.clone()]) {
                let offset = word.span.start - span.start;
                let quotation =
                    quoted.iter().find(|(range, _)| range.contains(&offset)).map_or(0, |&(_, number)| number);
                let shown = folded(word.span.of(given));
                let between = given.get(before as usize..word.span.start as usize).unwrap_or_default();
                before = word.span.end;
                sentence = sentence.saturating_add(u16::from(between.contains(['.', '!', '?', '\n'])));
                let is_next =
                    between.contains(['.', '!', '?', '\n', ',', ';', ':', '—', '–', '(']) || begins_clause(&shown);
                clause = clause.saturating_add(u16::from(is_next));
                let (surface, key, is_negation) = (word.surface, word.key, is_negation(&shown));
                let is_name = word.class == WordClass::Name;
                words.push(StatementWord { surface, key, quotation, is_negation, is_name, sentence, clause });
                // How sure somebody is of a claim is no part of it.
                let is_hedge = hedged.iter().any(|(_, words)| words.contains(&index));
                let is_telling =
                    word.class != WordClass::Function && !is_hedge && self.own.binary_search(&key).is_err();
                if is_telling || self.weights.opposites.has(key) {
                    keys.push(key);
                }
            }
            hedges.extend(hedged.into_iter().map(|(hedge, its)| StatementHedge {
                kind: hedge.kind,
                words: first + its.start - range.start..first + its.end - range.start,
                shown: hedge.span.of(given).to_owned(),
            }));
            let from = self.text.numbers.partition_point(|number| number.value.words.start < range.start);
            let said = self.text.numbers[from..].iter().take_while(|number| number.value.words.start < range.end);
            numbers.extend(said.take(MOST_NUMBERS).map(|number| self.number(number)));
            let from = self.text.mentions.partition_point(|mention| mention.span.start < span.start);
            let said = self.text.mentions[from..].iter().take_while(|mention| mention.span.start < end);
            names.extend(said.map(|mention| {
                let words = &self.text.words[self.text.within(mention.span)];
                (mention.kind, words.iter().filter(|word| word.class == WordClass::Name).map(|word| word.key).collect())
            }));
        }
        keys.sort_unstable();
        keys.dedup();
        let is_denied = attribution.cue.iter().any(|cue| {
            let words = cue.of(given).split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'');
            words.map(folded).filter(|word| is_denial(word)).count() == 1
        });
        let mut negated: Vec<u16> = words.iter().filter(|word| word.is_negation).map(|word| word.clause).collect();
        negated.dedup();
        let start = attribution.content.first().map_or(0, |span| span.start);
        let paragraphs = self.article.paragraphs();
        PreparedStatement {
            article,
            mark: mark as u32,
            speaker,
            class,
            paragraph: paragraphs.partition_point(|paragraph| paragraph.end <= start) as u32 + 1,
            depth,
            weight: keys.iter().map(|&key| self.weights.of(key)).fold(0, u32::saturating_add),
            words,
            keys,
            numbers,
            names,
            negated,
            is_denied,
            hedges,
            form,
            is_unsure: annotation.is_unsure(),
        }
    }

    /// The hedges of a part of a content, each with its words, which are among these of the text.
    fn hedges(&self, span: Span<Byte>, range: Range<usize>) -> Vec<(Hedge, Range<usize>)> {
        let from = self.hedges.partition_point(|hedge| hedge.span.start < span.start);
        let all = self.hedges[from..].iter().take_while(|hedge| hedge.span.start < span.end);
        let words = all.map(|hedge| (*hedge, self.text.within(hedge.span)));
        words.filter(|(_, its)| range.start <= its.start && its.start < its.end && its.end <= range.end).collect()
    }

    fn number(&self, number: &crate::text::Number) -> StatementNumber {
        let first = self.text.words[number.value.words.start];
        // With the word behind it, which is what it counts.
        let last = self.text.words[number.value.words.end - 1];
        let unit = self.text.words.get(number.value.words.end).filter(|word| number.units.contains(&word.key));
        let end = unit.unwrap_or(&last).span.end;
        StatementNumber {
            scale: number.value.scale,
            amount: number.value.amount,
            rough: number.value.rough,
            key: first.key,
            units: number.units.clone(),
            shown: Span::<Byte>::new(first.span.start, end).of(self.article.text()).to_owned(),
        }
    }
}

/// The quotations of a part of a content, each with its number among those of the statement.
fn quotations(content: &str, form: Form, number: &mut u16) -> Vec<(Range<u32>, u16)> {
    let mut found = Vec::new();
    if form == Form::Direct {
        *number = number.saturating_add(1);
        found.push((0..content.len() as u32, *number));
        return found;
    }
    // Where the quotation began that is open, and what closes it.
    let mut open: Option<(usize, char)> = None;
    let mut before = ' ';
    let mut chars = content.char_indices().peekable();
    while let Some((index, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |&(_, c)| c);
        match open {
            Some((start, close)) if c == close && !(matches!(c, '’' | '\'') && after.is_alphanumeric()) => {
                *number = number.saturating_add(1);
                found.push((start as u32..index as u32, *number));
                open = None;
            }
            Some(_) => {}
            None => {
                let close = match c {
                    '“' | '„' => Some('”'),
                    '«' => Some('»'),
                    '"' => Some('"'),
                    '‘' => Some('’'),
                    '\'' if !before.is_alphanumeric() => Some('\''),
                    _ => None,
                };
                open = close.map(|close| (index, close));
            }
        }
        before = c;
    }
    // A quotation that is not closed here goes on behind.
    if let Some((start, _)) = open.filter(|&(_, close)| !matches!(close, '’' | '\'')) {
        *number = number.saturating_add(1);
        found.push((start as u32..content.len() as u32, *number));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::examples::compared;

    fn check(content: &str, expected: &str) {
        let found = quotations(content, Form::Mixed, &mut 0);
        let shown = found.iter().map(|(range, number)| {
            let words = &content[range.start as usize..range.end as usize];
            format!("{number}: {}", words.trim_matches(['“', '"', '‘', '\'']))
        });
        assert_eq!(shown.collect::<Vec<_>>().join("; "), expected);
    }

    /// Two claims of the same words as far as words are compared, with these names where they end.
    fn are_aligned(words: usize) -> bool {
        let filler: Vec<String> = (0..words).map(|index| format!("word{index}x")).collect();
        let article = |name: &str| {
            format!("[Okafor](person source) [said](cue) [{} [{name}](person)](content).", filler.join(" "))
        };
        !compared(&[&article("Lena Bright"), &article("Karl Moss")]).groups.is_empty()
    }

    #[test]
    fn names_behind_the_last_word_that_is_compared_are_left_out() {
        assert!(!are_aligned(MOST_WORDS - 2), "two other names are apart");
        assert!(are_aligned(MOST_WORDS));
    }

    #[test]
    fn quotations_in_a_content() {
        check("it was a “death trap” and “a scandal”", "1: death trap; 2: a scandal");
        check("it was \"a trap\", they didn't say", "1: a trap");
        check("‘it isn’t safe’ at all", "1: it isn’t safe");
        check("the officials’ report", "");
        check("it was “a trap", "1: a trap");
    }
}
