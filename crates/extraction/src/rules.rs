//! What of the lines that Readability takes for the article is none of it, and what of the others is: headline, byline and date.
//!
//! Readability judges elements by their length, their links and their names. What it leaves in are short lines among long ones.

use reportedly_document::{is_prose, may_be_headline};

use crate::context::Context;
use crate::lines::{Line, Piece, joined};

/// What a line of a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What the article is called.
    Headline,
    /// Who wrote it.
    Byline,
    /// When.
    Date,
    /// What is below a picture.
    Caption,
    /// The article itself.
    Body,
    /// No part of the article.
    SetAside,
}

/// A line with what is known of it.
pub(crate) struct Judged<'l> {
    pub(crate) line: &'l Line,
    /// The words of it that may be the article's; empty where none may.
    pub(crate) text: String,
    pub(crate) part: Part,
}

/// The share of the article's words that may stand in what looks like something else by its name. Where it is more, the name means
/// something else: an article about comments, a body with the class "social".
const MOST_SET_ASIDE: f64 = 0.35;

/// What its name says is no part of an article.
const OUTSIDE: [Context; 3] = [Context::NAVIGATION, Context::BESIDE, Context::PROMOTION];

/// Comments may be longer than what they are about, which has as many bytes at least.
const COMMENTED: usize = 300;

/// A line that is found twice is a repetition, if it has as many characters.
const REPEATED: usize = 25;

/// What begins a line that leads elsewhere or is about the page, beside what is no headline either; in small letters.
const LEADS: &[&str] = &[
    "(image credit",
    "(photo",
    "(related",
    "[related",
    "about the author",
    "also read",
    "citation:",
    "click here",
    "credit...",
    "don't miss",
    "don’t miss",
    "filed under",
    "image 1 of",
    "image credit",
    "latest news",
    "more from ",
    "more great ",
    "more like this",
    "more on this",
    "more stories",
    "more:",
    "most popular",
    "most read",
    "popular this week",
    "read next",
    "recent articles",
    "recommended for you",
    "related articles",
    "related post",
    "related stories",
    "see also",
    "see more:",
    "sign up for",
    "sign up to",
    "subscribe to",
    "this document is subject to copyright",
    "top stories in",
    "trending now",
    "up next",
    "view comments",
    "want more stories",
    "what to read next",
    "you may also like",
    "you might also like",
];

pub(crate) fn judge<'l>(lines: &'l [Line], is_kept: impl Fn(&Piece) -> bool, title: &str) -> Vec<Judged<'l>> {
    let of_line = |line: &'l Line| {
        let is_credit = |piece: &Piece| piece.context.is_in(Context::CREDIT) && piece.context.is_in(Context::CAPTION);
        let is_seen = |piece: &&Piece| is_kept(piece) && !piece.context.is_in(Context::HIDDEN) && !is_credit(piece);
        let text = joined(line.pieces.iter().filter(is_seen));
        let part = if text.is_empty() { Part::SetAside } else { Part::Body };
        Judged { line, text, part }
    };
    let mut judged: Vec<Judged<'_>> = lines.iter().map(of_line).collect();
    for outside in OUTSIDE {
        set_aside(&mut judged, |line| line.is_in(outside));
    }
    comments(&mut judged);
    set_aside(&mut judged, |line| line.is_link());
    set_aside(&mut judged, |line| line.leads_elsewhere());
    led(&mut judged);
    set_aside_behind(&mut judged);
    repeated(&mut judged);
    orphans(&mut judged);
    few_words(&mut judged);
    head(&mut judged, title);
    for line in &mut judged {
        if line.part == Part::Body && line.is_in(Context::CAPTION) {
            line.part = Part::Caption;
        }
    }
    judged
}

/// Sets some lines aside, unless these are too much of the article.
fn set_aside(judged: &mut [Judged<'_>], is_outside: impl Fn(&Judged<'_>) -> bool) {
    let (mut all, mut outside) = (0, 0);
    let mut found = Vec::new();
    for (index, line) in judged.iter().enumerate().filter(|(_, line)| line.part == Part::Body) {
        all += line.text.len();
        if is_outside(line) {
            outside += line.text.len();
            found.push(index);
        }
    }
    if outside as f64 <= all as f64 * MOST_SET_ASIDE {
        found.into_iter().for_each(|index| judged[index].part = Part::SetAside);
    }
}

/// A page of a few words is read whole, but for what is called something else: what is too short for Readability may be all.
fn few_words(judged: &mut [Judged<'_>]) {
    let prose = judged.iter().filter(|line| line.part == Part::Body && is_prose(&line.text));
    if prose.map(|line| line.text.len()).sum::<usize>() >= LEAST_PARAGRAPH {
        return;
    }
    for line in judged.iter_mut().filter(|line| line.part == Part::SetAside) {
        let outside = OUTSIDE.into_iter().chain([Context::COMMENTS, Context::HIDDEN]);
        if !line.is_link() && outside.into_iter().all(|context| !line.is_in(context)) {
            line.part = Part::Body;
            line.text = line.line.text();
        }
    }
}

/// Sets comments aside, however many there are, if there is an article beside them.
fn comments(judged: &mut [Judged<'_>]) {
    let is_comment = |line: &Judged<'_>| line.is_in(Context::COMMENTS);
    let article = judged.iter().filter(|line| line.part == Part::Body && !is_comment(line) && is_prose(&line.text));
    if article.map(|line| line.text.len()).sum::<usize>() >= COMMENTED {
        judged.iter_mut().filter(|line| is_comment(line)).for_each(|line| line.part = Part::SetAside);
    }
}

impl Judged<'_> {
    /// Whether all of its words stand in this.
    fn is_in(&self, context: Context) -> bool {
        let mut words = self.line.pieces.iter().filter(|piece| !piece.text.trim().is_empty()).peekable();
        words.peek().is_some() && words.all(|piece| piece.context.is_in(context))
    }

    fn has(&self, context: Context) -> bool {
        self.line.pieces.iter().any(|piece| piece.context.is_in(context) && !piece.text.trim().is_empty())
    }

    /// Whether it is a link and hardly anything else.
    fn is_link(&self) -> bool {
        let length = |piece: &Piece| piece.text.trim().chars().count();
        let all: usize = self.line.pieces.iter().map(length).sum();
        let linked: usize =
            self.line.pieces.iter().filter(|piece| piece.context.is_in(Context::LINK)).map(length).sum();
        linked * 10 >= all * if is_prose(&self.text) { 10 } else { 8 }
    }

    /// Whether it says by its words that it is no part of the article.
    fn leads_elsewhere(&self) -> bool {
        // A word may be an entry of a list, an hour that of a running report.
        let is_entry = [Context::ENTRY, Context::QUOTED, Context::DATE].into_iter().any(|context| self.is_in(context));
        self.begins_lead() || !is_entry && !is_prose(&self.text) && !may_be_headline(&self.text)
    }

    fn begins_lead(&self) -> bool {
        let lower = self.text.to_lowercase();
        LEADS.iter().any(|lead| lower.starts_with(lead))
    }

    fn is_heading(&self) -> bool {
        self.is_in(Context::HEADING)
    }
}

/// Sets aside the links below a line that leads elsewhere: the headlines of other articles.
fn led(judged: &mut [Judged<'_>]) {
    let mut is_led = false;
    for line in judged.iter_mut().filter(|line| !line.text.is_empty()) {
        if line.begins_lead() {
            is_led = true;
        } else if is_led && line.has(Context::LINK) && !is_prose(&line.text) {
            line.part = Part::SetAside;
        } else if line.part != Part::SetAside {
            is_led = false;
        }
    }
}

/// Sets aside what is said about the author behind the article.
fn set_aside_behind(judged: &mut [Judged<'_>]) {
    let mut lines = judged.iter_mut().rev().filter(|line| line.part == Part::Body).take(HEAD_LINES).peekable();
    while let Some(line) = lines.next_if(|line| line.has(Context::BYLINE) || !is_prose(&line.text)) {
        if line.has(Context::BYLINE) {
            line.part = Part::SetAside;
        }
    }
}

/// Sets aside what has been said before, letter for letter: captions of galleries, short versions of the headline.
fn repeated(judged: &mut [Judged<'_>]) {
    let mut seen = hashbrown::HashSet::<String, rustc_hash::FxBuildHasher>::default();
    for line in judged.iter_mut().filter(|line| line.part == Part::Body && line.text.chars().count() >= REPEATED) {
        if !seen.insert(line.text.clone()) {
            line.part = Part::SetAside;
        }
    }
}

/// Sets aside headings below which nothing is left: "Related stories".
fn orphans(judged: &mut [Judged<'_>]) {
    // From the end: whether there is a line of the body below, and whether a line that was set aside.
    let (mut has_body, mut has_gap) = (false, true);
    for line in judged.iter_mut().rev() {
        match line.part {
            Part::SetAside => has_gap = true,
            _ if !line.is_heading() => (has_body, has_gap) = (true, false),
            _ if has_gap || !has_body => line.part = Part::SetAside,
            _ => {}
        }
    }
}

/// The longest line that is a byline or a date, in characters.
const LONGEST_BYLINE: usize = 120;

/// The body begins with a line of so many bytes; what stands above it may be a standfirst.
const LEAST_PARAGRAPH: usize = 100;

/// How many lines may stand between a headline and the body.
const HEAD_LINES: usize = 40;

/// Takes the headline into the article, and byline and date below it.
fn head(judged: &mut [Judged<'_>], title: &str) {
    let is_long = |line: &Judged<'_>| line.text.len() >= LEAST_PARAGRAPH;
    let is_body = |line: &Judged<'_>| line.part == Part::Body && is_prose(&line.text) && !line.is_in(Context::CAPTION);
    let long = judged.iter().position(|line| is_body(line) && is_long(line));
    let Some(first) = long.or_else(|| judged.iter().position(is_body)) else { return };
    let is_headline =
        |line: &Judged<'_>| line.has(Context::HEADLINE) || !title.is_empty() && is_title(&line.line.text(), title);
    let from = first.saturating_sub(HEAD_LINES);
    let above = from..judged.len().min(first + 1);
    // The one that is nearest to the page's own title, else the last one above the body.
    let titled = above.clone().rev().find(|&at| is_title(&judged[at].line.text(), title));
    let Some(headline) = titled.or_else(|| above.rev().find(|&at| is_headline(&judged[at]))) else { return };
    let (mut bylines, mut dates) = (0, 0);
    for (at, line) in judged.iter_mut().enumerate().take(first).skip(headline) {
        let text = line.line.text();
        let is_short = text.chars().count() <= LONGEST_BYLINE;
        // An hour alone is the beginning of an entry.
        let has_digits = text.chars().any(|c| c.is_ascii_digit()) && text.chars().any(char::is_alphabetic);
        let is_dated = line.has(Context::DATE) || line.has(Context::BYLINE);
        let is_by = line.has(Context::BYLINE)
            || text.get(..3).is_some_and(|by| by.eq_ignore_ascii_case("by ")) && !is_prose(&text);
        let part = match () {
            () if at == headline => Part::Headline,
            () if is_short && has_digits && is_dated && dates < 2 => Part::Date,
            () if is_short && is_by && bylines < 2 && is_name(&text) => Part::Byline,
            () => continue,
        };
        bylines += usize::from(part == Part::Byline);
        dates += usize::from(part == Part::Date);
        line.part = part;
        line.text = text;
    }
}

/// Whether a line of a byline may be a name, and is no button beside it.
fn is_name(line: &str) -> bool {
    const BUTTONS: [&str; 8] = ["view", "follow", "print", "get ", "more", "share", "biograph", "email"];
    let lower = line.to_lowercase();
    line.chars().any(char::is_alphabetic)
        && !line.contains('@')
        && !BUTTONS.iter().any(|button| lower.starts_with(button))
}

/// Whether a line is what the page calls itself, which often ends with the name of the site.
fn is_title(line: &str, title: &str) -> bool {
    let fold =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let (line, title) = (fold(line), fold(title));
    let is_most = line.len() >= 10 && line.len() * 10 >= title.len() * 6;
    is_most && title.contains(&line) || !title.is_empty() && line.starts_with(&title)
}
