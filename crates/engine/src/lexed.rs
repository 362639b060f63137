//! A text cut into blocks, sentences, tokens and quotations.

use std::ops::Range;

use reportedly_document::{Byte, KnownLines, Span};

use crate::asides::{Judge, Paragraph, label_end};
use crate::quotations::{self, Quotation};
use crate::sentences;
use crate::token::{Token, TokenKind, tokenize};
use crate::words::{Words, one_of};

/// A text cut into blocks, sentences, tokens and quotations: what every later stage reads.
///
/// Tokens are addressed by their number in the whole text (`usize`), and ranges of tokens are half-open.
#[derive(Debug)]
pub(crate) struct Lexed {
    text: String,
    /// `text` with ASCII letters in lower case: the same offsets.
    lower: String,
    tokens: Vec<Token>,
    sentences: Vec<Range<usize>>,
    blocks: Vec<Block>,
    quotations: Vec<Quotation>,
    /// Which paragraphs there are, and which belong to the article.
    judge: Judge,
    judged: bool,
    /// How many paragraphs have been cut.
    cut: usize,
    /// Whether a sentence had to be cut for its length.
    long_sentence: bool,
}

/// A paragraph; or, where a paragraph is very long, a part of it that ends with a sentence.
///
/// No rule looks beyond its block (only the document pass does), which bounds the work that a rule can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// Its sentences, by their number in [`Lexed::sentences`].
    pub(crate) sentences: Range<usize>,
    /// Its quotations, by their number in [`Lexed::quotations`].
    pub(crate) quotations: Range<usize>,
    /// It is no part of the article, or a label in front of one: it is in no mark of the article.
    pub(crate) aside: bool,
    /// It is no part of the article.
    pub(crate) furniture: bool,
}

/// Longer paragraphs are cut into several blocks.
const BLOCK_TOKENS: usize = 2_000;

impl Lexed {
    /// Begins with a text; [`Lexed::step`] does the work.
    pub(crate) fn new(text: String) -> Self {
        assert!(u32::try_from(text.len()).is_ok(), "a text is at most 4 GiB long");
        Lexed {
            lower: text.to_ascii_lowercase(),
            text,
            tokens: Vec::new(),
            sentences: Vec::new(),
            blocks: Vec::new(),
            quotations: Vec::new(),
            judge: Judge::default(),
            judged: false,
            cut: 0,
            long_sentence: false,
        }
    }

    /// Takes it as known which lines are furniture.
    pub(crate) fn know_lines(&mut self, lines: &KnownLines) {
        self.judge.known = lines.find_in(&self.text);
    }

    /// Judges some paragraphs or cuts the next one. Returns whether there was one.
    pub(crate) fn step(&mut self) -> bool {
        if !self.judged {
            self.judged = !self.judge.step(&self.text, &self.lower);
            return true;
        }
        let Some(Paragraph { span, furniture }) = self.judge.paragraphs().get(self.cut).cloned() else { return false };
        self.cut += 1;
        let (start, end) = (span.start as usize, span.end as usize);
        let label = if furniture { 0 } else { label_end(&self.text[start..end]) };
        if label > 0 {
            self.cut_blocks(start, start + label, true, false);
        }
        self.cut_blocks(start + label, end, furniture, furniture);
        true
    }

    /// Cuts a part of the text into tokens, sentences and blocks.
    fn cut_blocks(&mut self, start: usize, end: usize, aside: bool, furniture: bool) {
        let first = self.tokens.len();
        tokenize(&self.text, start, end, &mut self.tokens);

        let first_sentence = self.sentences.len();
        self.long_sentence |= sentences::split(&self.text, &self.tokens, first, &mut self.sentences) && !aside;

        let mut from = first_sentence;
        while from < self.sentences.len() {
            let begin = self.sentences[from].start;
            let fits = |sentence: &&Range<usize>| sentence.end - begin <= BLOCK_TOKENS;
            let count = self.sentences[from..].iter().take_while(fits).count().max(1);
            let sentences = from..from + count;
            let tokens = begin..self.sentences[sentences.end - 1].end;
            let first_quotation = self.quotations.len();
            // What is no part of the article neither quotes nor ends a quotation that goes on behind it.
            if !aside {
                let reopened = self.quotations.last().is_some_and(|last| last.open_ended);
                quotations::pair(&self.text, &self.tokens, tokens.clone(), reopened, &mut self.quotations);
                let found = &mut self.quotations[first_quotation..];
                quotations::end_unclosed(&self.sentences[sentences.clone()], found);
            }
            let quotations = first_quotation..self.quotations.len();
            from = sentences.end;
            self.blocks.push(Block { tokens, sentences, quotations, aside, furniture });
        }
    }

    /// How far [`Lexed::step`] is, from 0 to 1.
    pub(crate) fn share(&self) -> f32 {
        match self.judge.paragraphs() {
            [] => 0.0,
            paragraphs => self.cut as f32 / paragraphs.len() as f32,
        }
    }

    /// The paragraphs, and which of them are no part of the article.
    pub(crate) fn paragraphs(&self) -> &[Paragraph] {
        self.judge.paragraphs()
    }

    /// The whole text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// All tokens.
    pub(crate) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// All sentences, as ranges of tokens.
    pub(crate) fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// The sentences of the article.
    pub(crate) fn article_sentences(&self) -> Vec<Range<usize>> {
        let blocks = self.blocks.iter().filter(|block| !block.aside);
        blocks.flat_map(|block| &self.sentences[block.sentences.clone()]).cloned().collect()
    }

    /// All blocks.
    pub(crate) fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// All quotations, in the order in which they open.
    pub(crate) fn quotations(&self) -> &[Quotation] {
        &self.quotations
    }

    /// Whether a sentence had to be cut for its length.
    pub(crate) fn long_sentence(&self) -> bool {
        self.long_sentence
    }

    /// A token as it stands in the text.
    pub(crate) fn raw(&self, token: usize) -> &str {
        self.tokens[token].span.of(&self.text)
    }

    /// A token for looking up: ASCII letters in lower case, the apostrophe of a clitic straight ("'s", "n't", "'").
    pub(crate) fn norm(&self, token: usize) -> &str {
        let Token { span, kind, .. } = self.tokens[token];
        let lower = span.of(&self.lower);
        if kind != TokenKind::Clitic {
            return lower;
        }
        match lower.trim_start_matches(['\'', '’', 'n']) {
            "s" => "'s",
            "t" => "n't",
            "re" => "'re",
            "ve" => "'ve",
            "ll" => "'ll",
            "d" => "'d",
            "m" => "'m",
            _ => "'",
        }
    }

    /// Whether the token is one of these words, as [`one_of`] takes them. Out of range is no.
    pub(crate) fn is(&self, token: usize, words: impl Words) -> bool {
        token < self.tokens.len() && one_of(self.norm(token), words)
    }

    /// The bytes from the first to the last token of a range that is not empty.
    pub(crate) fn span(&self, tokens: Range<usize>) -> Span<Byte> {
        Span::new(self.tokens[tokens.start].span.start, self.tokens[tokens.end - 1].span.end)
    }

    /// The quotation of this block that the token is in (its marks included), the innermost.
    pub(crate) fn quotation_at(&self, block: &Block, token: usize) -> Option<&Quotation> {
        let opened = &self.quotations[block.quotations.clone()];
        let before = opened.partition_point(|q| q.tokens.start <= token);
        // Quotations of a level never overlap, so that few lie between the last opened and the one that is still open.
        opened[..before].iter().rev().take(4).find(|q| q.tokens.contains(&token))
    }

    /// The tokens of the innermost quotation of the text that a token is in.
    pub(crate) fn quotation_around(&self, token: usize) -> Option<&Range<usize>> {
        let before = self.quotations.partition_point(|quotation| quotation.tokens.start <= token);
        let near = self.quotations[..before].iter().rev().take(3);
        near.map(|quotation| &quotation.tokens).find(|tokens| tokens.contains(&token))
    }
}

#[cfg(test)]
pub(crate) fn lex(text: &str) -> Lexed {
    let mut lexed = Lexed::new(text.to_owned());
    while lexed.step() {}
    lexed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_a_block_of_its_own() {
        let lexed = lex("Talks may resume.\n\nImage caption  Lena Fox said no.");
        let blocks = lexed.blocks().iter().map(|b| (lexed.span(b.tokens.clone()).of(lexed.text()), b.aside));
        let expected = [("Talks may resume.", false), ("Image caption", true), ("Lena Fox said no.", false)];
        assert_eq!(blocks.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn long_paragraphs_are_cut_between_sentences() {
        let lexed = lex(&"One two three four. ".repeat(1_000));
        assert_eq!(lexed.blocks().iter().map(|b| b.tokens.len()).collect::<Vec<_>>(), [2_000, 2_000, 1_000]);
    }

    #[test]
    fn norms() {
        let lexed = lex("Iran’s WON’T officials' U.S.");
        let norms: Vec<_> = (0..lexed.tokens().len()).map(|i| lexed.norm(i)).collect();
        assert_eq!(norms, ["iran", "'s", "wo", "n't", "officials", "'", "u.s."]);
    }
}
