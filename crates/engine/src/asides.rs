//! Paragraphs that are no part of the article, or not in English: pages are copied with all that stands around the article.
//!
//! A small trained model decides about each paragraph by its words and form, by those of its neighbours, by where it stands,
//! and by what it shares with the sentences of the article. Training: `crates/trainer/src/asides.rs`.

mod features;
mod labels;
mod lines;
mod wrapping;

use std::ops::Range;
use std::sync::LazyLock;

use reportedly_document::{Aside, AsideKind, Byte, KnownLine, Span, is_prose, may_be_headline};

use crate::language::{self, Verdict};
use crate::lexed::Lexed;
use crate::linear::{FeatureSet, Linear};
use features::Features;
pub(crate) use labels::label_end;

/// The name of the model's weights.
pub(crate) const WEIGHTS: &str = "asides";

static MODEL: LazyLock<Linear> = LazyLock::new(|| Linear::named(WEIGHTS));

/// How many paragraphs are judged in a step.
const STEP_PARAGRAPHS: usize = 200;

/// The logarithm of the odds, in thousandths, up to which a line above the body may be the article's headline all the same.
///
/// The model learnt from whole pages. Most of what people paste is less, and begins with the headline.
const HEADLINE_ODDS: i32 = 4_000;

/// The same for a line that is not the last one above the body.
const DOUBTFUL_ODDS: i32 = 500;

/// A line with fewer words is no headline that makes others superfluous: names of papers and sections stand above articles.
const HEADLINE_WORDS: usize = 4;

/// A paragraph: a line, or several where the text was wrapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Paragraph {
    /// From its first character to its last.
    pub(crate) span: Span<Byte>,
    /// It is no part of the article.
    pub(crate) furniture: bool,
}

/// Cuts a text into paragraphs and judges them, in steps.
#[derive(Debug, Default)]
pub(crate) struct Judge {
    spans: Vec<Range<usize>>,
    /// None before the first step.
    features: Option<Features>,
    judged: Vec<Paragraph>,
    /// Where the headline is sought: above the body.
    headline: Headline,
    /// The lines of which it is known whether they are furniture, in the order of the text.
    pub(crate) known: Vec<KnownLine>,
}

impl Judge {
    /// Judges some paragraphs of the text, which is the same in every step. Returns whether there are more.
    #[inline(never)]
    pub(crate) fn step(&mut self, text: &str, lower: &str) -> bool {
        let Some(features) = &self.features else {
            self.spans = wrapping::paragraphs(text);
            self.features = Some(Features::new(text, lower, &self.spans));
            return true;
        };
        let from = self.judged.len();
        for at in from..self.spans.len().min(from + STEP_PARAGRAPHS) {
            // Who pastes a single paragraph means that one.
            let score = if self.spans.len() > 1 { MODEL.score(&features.of(text, lower, at)) } else { 0 };
            let span = self.spans[at].clone();
            let known = self.known_at(span.start);
            let furniture = self.headline.is_furniture(at, &text[span.clone()], score, known);
            self.judged.push(Paragraph { span: Span::from(span), furniture });
            if let Headline::Found(line) = &mut self.headline
                && let Some(line) = line.take()
            {
                self.judged[line].furniture = false;
            }
        }
        self.judged.len() < self.spans.len()
    }

    /// Whether the line at this byte is known to be furniture, or known to be none.
    fn known_at(&self, byte: usize) -> Option<bool> {
        let after = self.known.partition_point(|line| line.span.end as usize <= byte);
        self.known.get(after).filter(|line| line.span.start as usize <= byte).map(|line| line.is_aside)
    }

    /// The paragraphs that have been judged.
    pub(crate) fn paragraphs(&self) -> &[Paragraph] {
        &self.judged
    }
}

/// The search for the headline, which stands above the body of the article and often looks like furniture there.
#[derive(Debug)]
enum Headline {
    /// The body has not begun. The last line that may be the headline, and whether the model has left another in the article.
    Sought { last: Option<usize>, is_there: bool },
    /// The body has begun. The line that is yet to be taken back into the article.
    Found(Option<usize>),
}

impl Default for Headline {
    fn default() -> Self {
        Headline::Sought { last: None, is_there: false }
    }
}

impl Headline {
    /// Whether a paragraph, the next one, is furniture: as is known, or by itself.
    fn is_furniture(&mut self, at: usize, line: &str, score: i32, known: Option<bool>) -> bool {
        let Headline::Sought { last, is_there } = self else { return known.unwrap_or(score > 0) };
        let may_be = may_be_headline(line);
        let furniture = known.unwrap_or(score > if may_be { MODEL.score_of(DOUBTFUL_ODDS) } else { 0 });
        if known.is_none() && may_be && furniture && score <= MODEL.score_of(HEADLINE_ODDS) {
            *last = Some(at);
        }
        *is_there |= may_be && !furniture && line.split_whitespace().count() >= HEADLINE_WORDS;
        if !furniture && is_prose(line) {
            *self = Headline::Found(last.filter(|_| !*is_there));
        }
        furniture
    }
}

/// The asides of a text that has been cut, a line each.
#[inline(never)]
pub(crate) fn find(lexed: &Lexed) -> Vec<Aside> {
    let text = lexed.text();
    let english = language::judge(lexed, 0..lexed.tokens().len()) == Verdict::English;
    let mut asides = Vec::new();
    let mut token = 0;
    for Paragraph { span, furniture } in lexed.paragraphs() {
        let first = token;
        while lexed.tokens().get(token).is_some_and(|token| token.span.start < span.end) {
            token += 1;
        }
        let why = match furniture {
            true => AsideKind::Furniture,
            false if english && language::judge(lexed, first..token) == Verdict::NotEnglish => AsideKind::NotEnglish,
            false => continue,
        };
        let lines = wrapping::lines(text, span.start as usize..span.end as usize);
        asides.extend(lines.map(|line| Aside { span: Span::from(line), why }));
    }
    asides
}

/// For the trainer: the lines of each paragraph, and its features.
pub(crate) fn features(text: &str) -> Vec<(Vec<Span<Byte>>, FeatureSet)> {
    let lower = text.to_ascii_lowercase();
    let spans = wrapping::paragraphs(text);
    let features = Features::new(text, &lower, &spans);
    let paragraph = |(at, span): (usize, Range<usize>)| {
        let lines = wrapping::lines(text, span).map(Span::from).collect();
        (lines, features.of(text, &lower, at))
    };
    spans.iter().cloned().enumerate().map(paragraph).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexed::lex;

    fn check(text: &str, expected: &[&str]) {
        let lexed = lex(text);
        let found: Vec<_> = find(&lexed).iter().map(|aside| aside.span.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    /// An article with a line in it and with lines behind it.
    fn page(within: &str, behind: &[&str]) -> String {
        let mut lines = vec![
            "Talks in Norvik resume after a week of silence",
            "By Jane Smith",
            "3 May 2024",
            "The talks in Norvik went on for a third day on Friday, and the ministers of both countries said that they were \
             close to a deal on the harbour.",
            "“We have come a long way since Monday,” Anna Berg, who leads the delegation, told reporters after the meeting.",
            within,
            "The two sides have not met in Norvik since the harbour was closed last year, when several ships were damaged in \
             a storm that nobody had foreseen.",
            "A next round is planned for the end of the month, the ministry said.",
        ];
        lines.extend(behind);
        lines.join("\n\n")
    }

    #[test]
    fn a_headline_of_a_short_text_is_no_furniture() {
        const FERRY: &str = "Ferry Company May Drop Its Night Boats\n\n“We cannot pay for empty boats,” said Greta Moen, who \
            runs the ferry company Norlink.\n\nThe island of Tarsvik could lose roughly 40 jobs, Aksel Dahl, the mayor, told \
            reporters in Bergen on Monday.\n\nMoen said the number was probably wrong.";
        check("Ferry talks\n\nBy Greta Moen\n\nIt may rain in Oslo.", &[]);
        check("It may rain\nGreta Moen said\nso.", &[]);
        check(FERRY, &[]);
        for above in ["Home", "Tweet", "Support our journalism", "3 min read", "More from Lunden"] {
            check(&[above, "\n\n", FERRY].concat(), &[above]);
        }
        check(&["By Ana Diaz\n\n3 min read\n\n", FERRY].concat(), &["3 min read"]);
    }

    #[test]
    fn furniture_within_an_article() {
        for line in [
            "Advertisement",
            "Read more: Talks resume in Oman",
            "Sign up for our newsletter",
            "Photo: Getty Images",
            "Share this article",
            "Related articles",
        ] {
            check(&page(line, &[]), &[line]);
        }
    }

    #[test]
    fn furniture_behind_an_article() {
        let behind = [
            "Most read",
            "Ten things to do in the city this weekend",
            "Striker leaves club after cup defeat",
            "Sign up for our daily newsletter",
            "Follow us on Facebook",
            "© 2024 The Meridian Post. All rights reserved.",
        ];
        check(&page("Nobody spoke to the press after that.", &behind), &behind);
    }

    #[test]
    fn headline_byline_date_and_sentences_are_the_article() {
        for line in [
            "Read the full statement, he said.",
            "“Read more,” she said.",
            "Related firms lost money, according to the report.",
            "Trending upward for years, prices may now fall for the first time in a decade, officials said.",
            "Subscribers said no.",
            "Anna Berg arrives for the talks in Norvik on Friday",
        ] {
            check(&page(line, &[]), &[]);
        }
        check("Talks resume", &[]);
        check("Talks may resume, officials said.", &[]);
        check("Woman ordered hit on ex, police say", &[]);
    }

    #[test]
    fn nothing_but_furniture() {
        let lines =
            ["Home", "News", "Sport", "Sign in", "Subscribe", "Most popular", "Share on Facebook", "Privacy Policy"];
        check(&lines.join("\n"), &lines);
    }

    #[test]
    fn another_language_in_an_english_text() {
        let german = "Der Minister hat gestern gesagt, dass die Gespräche bald wieder aufgenommen werden sollen und \
            niemand weiß, wie lange das noch dauern wird.";
        let english = "The ministers met on Friday and said that they would go on with the talks until the end of the week.\n\
            The next round is due in the capital, and nobody in the room knows how long it will take to reach an end.";
        check(&format!("{english}\n{german}"), &[german]);
        check(german, &[]);
    }
}
