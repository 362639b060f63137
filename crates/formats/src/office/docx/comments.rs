//! What is said of a mark beside the text: a comment for each statement, and one for each note.

use std::cmp::Reverse;
use std::io;

use reportedly_document::{Annotation, Attribution, Byte, Origin, Span, ViewedDocument};

use super::NAMESPACE;
use super::body::{Item, paragraph};
use super::styles::{COMMENT_REFERENCE, COMMENT_TEXT, Combined, Parts};
use crate::office::xml::Xml;
use crate::strings;
use crate::wording::{Wording, label, quoted};

/// A comment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Comment {
    /// The words that it is about.
    pub(super) span: Span<Byte>,
    /// The mark, by its place among all.
    at: usize,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// Who said it.
    Statement,
    /// What a person has noted.
    Note,
}

/// The comments of an article, in the order in which they begin.
pub(super) fn all(article: &ViewedDocument<'_>) -> Vec<Comment> {
    let mut comments = Vec::new();
    for (at, mark) in article.shown() {
        let comment = |kind| Comment { span: quoted(mark), at, kind };
        comments.extend(mark.attribution().map(|_| comment(Kind::Statement)));
        comments.extend(mark.note.as_ref().map(|_| comment(Kind::Note)));
    }
    comments.sort_by_key(|comment| (comment.span.start, Reverse(comment.span.end), comment.at, comment.kind));
    comments
}

pub(super) fn write(xml: &mut Xml<'_>, article: &ViewedDocument<'_>, comments: &[Comment]) -> io::Result<()> {
    xml.element("w:comments", &[NAMESPACE], |xml| {
        comments.iter().enumerate().try_for_each(|(number, comment)| {
            let author = match comment.kind {
                Kind::Statement => strings::PROGRAM,
                Kind::Note => strings::READER,
            };
            let initials = &author[..1];
            // Without a date, which nobody could repeat.
            let attributes = [("w:id", &*number.to_string()), ("w:author", author), ("w:initials", initials)];
            xml.element("w:comment", &attributes, |xml| {
                lines(article, comment).iter().enumerate().try_for_each(|(line, words)| {
                    let reference = (line == 0).then_some(Item::Reference);
                    let words = Item::Words { words: words.into(), parts: Parts::default() };
                    let items: Vec<Item<'_>> = reference.into_iter().chain([words]).collect();
                    paragraph(xml, Some(COMMENT_TEXT), &items, &mut Combined::default())
                })
            })
        })
    })
}

/// The mark in a comment by which it is tied to the text.
pub(super) fn reference(xml: &mut Xml<'_>) -> io::Result<()> {
    reference_run(xml, |xml| xml.empty("w:annotationRef", &[]))
}

/// The mark in the text where a comment ends.
pub(super) fn reference_to(xml: &mut Xml<'_>, number: &str) -> io::Result<()> {
    reference_run(xml, |xml| xml.empty("w:commentReference", &[("w:id", number)]))
}

fn reference_run(xml: &mut Xml<'_>, inside: impl FnOnce(&mut Xml<'_>) -> io::Result<()>) -> io::Result<()> {
    xml.element("w:r", &[], |xml| {
        xml.element("w:rPr", &[], |xml| xml.empty("w:rStyle", &[("w:val", COMMENT_REFERENCE)]))?;
        inside(xml)
    })
}

/// What a comment says, each line a paragraph.
fn lines(article: &ViewedDocument<'_>, comment: &Comment) -> Vec<String> {
    let mark = &article.marks()[comment.at];
    match (comment.kind, mark.attribution()) {
        (Kind::Statement, Some(attribution)) => of_statement(article, comment.at, mark, attribution),
        _ => vec![format!("{}: {}", strings::A_NOTE, mark.note.as_deref().unwrap_or_default())],
    }
}

fn of_statement(article: &ViewedDocument<'_>, at: usize, mark: &Annotation, attribution: &Attribution) -> Vec<String> {
    let line = |name: &str, words: &str| (!words.is_empty()).then(|| format!("{name}: {words}"));
    let words = article.words(&attribution.source);
    let speaker = article.speaker(at).map(|source| {
        let role = if source.role.is_empty() { String::new() } else { format!(" ({})", source.role) };
        // Where the text has other words for the speaker, who is meant was inferred from the text around it.
        let is_own = match mark.speaker() {
            // "A friend of Moen", whom a person calls Moen.
            Some(called) => words.eq_ignore_ascii_case(&called),
            None => words.contains(&source.name),
        };
        let is_other = !words.is_empty() && !is_own;
        let said = if is_other { format!("; {}: “{words}”", strings::IN_THE_TEXT) } else { String::new() };
        format!("{}: {}{role}{said}", strings::SAID_BY, source.name)
    });
    let cue = [article.words(&attribution.cue), label(attribution.form).into(), label(attribution.stance).into()];
    let cue: Vec<String> = cue.into_iter().filter(|fact| !fact.is_empty()).collect();
    let origin = match mark.origin {
        Origin::Machine => None,
        Origin::Person => Some(strings::SET_BY_READER.to_owned()),
        Origin::Confirmed => Some(strings::CONFIRMED_BY_READER.to_owned()),
    };
    [
        Some(speaker.unwrap_or_else(|| strings::NOBODY.to_owned())),
        line(strings::KIND_OF_SOURCE, article.kind_of_source(at)),
        line(strings::BY_WAY_OF, &article.words(&attribution.via)),
        line(strings::CUE, &cue.join("; ")),
        line(strings::HOW_SURE, label(mark.confidence)),
        origin,
    ]
    .into_iter()
    .flatten()
    .collect()
}
