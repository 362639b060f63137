//! The text of a document, and what follows it.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::io;

use reportedly_document::{Annotation, Label, Layer, Part, Segment, ViewedDocument, headline, segments};

use super::NAMESPACE;
use super::comments::{self, Comment};
use super::direction::Directions;
use super::styles::{Combined, HEADINGS, Parts, SMALL, TABLE, value};
use crate::office::legible::legible;
use crate::office::xml::Xml;
use crate::strings;
use crate::wording::Wording;

/// What a paragraph consists of.
pub(super) enum Item<'a> {
    /// Words, and the parts of marks that lie on them.
    Words { words: Cow<'a, str>, parts: Parts },
    /// Here begin the words that a comment is about.
    Start(usize),
    /// Here they end.
    End(usize),
    /// In a comment: what ties it to the text.
    Reference,
}

pub(super) fn write(
    xml: &mut Xml<'_>,
    article: &ViewedDocument<'_>,
    title: Option<&str>,
    comments: &[Comment],
    combined: &mut Combined,
) -> io::Result<()> {
    xml.element("w:document", &[NAMESPACE], |xml| {
        xml.element("w:body", &[], |xml| {
            text(xml, article, title, comments, combined)?;
            legend(xml, article, combined)?;
            statements(xml, article, combined)?;
            let engine = article.document().engine.as_deref();
            let words = format!("{}. {}", article.engine(), strings::caveat(engine));
            plain(xml, Some(SMALL), &words, combined)?;
            xml.element("w:sectPr", &[], |xml| {
                xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")])?;
                let margins = ["w:top", "w:right", "w:bottom", "w:left", "w:header", "w:footer"];
                let margins = margins.map(|side| (side, "1134"));
                xml.empty("w:pgMar", &[&margins[..], &[("w:gutter", "0")]].concat())
            })
        })
    })
}

/// The article. Its headline is a heading; where it has none, the document's name is one before it.
fn text(
    xml: &mut Xml<'_>,
    article: &ViewedDocument<'_>,
    title: Option<&str>,
    comments: &[Comment],
    combined: &mut Combined,
) -> io::Result<()> {
    let heading = headline(article.text(), &article.document().asides);
    if heading.is_none() {
        plain(xml, Some(HEADINGS[0]), title.unwrap_or(strings::ARTICLE), combined)?;
    }
    let marks: Vec<Annotation> = article.shown().map(|(_, mark)| mark.clone()).collect();
    let mut anchors = Anchors::new(comments);
    let paragraphs = article.paragraphs();
    for (index, row) in segments(paragraphs, &marks, |_| true).iter().enumerate() {
        let mut items = Vec::new();
        for segment in row {
            anchors.up_to(segment.span.start, &mut items);
            items.push(words(article, segment));
        }
        match paragraphs.get(index + 1) {
            Some(next) => anchors.before(next.start, &mut items),
            None => anchors.rest(&mut items),
        }
        let is_heading = heading.is_some_and(|heading| paragraphs[index].holds(heading.start));
        paragraph(xml, is_heading.then_some(HEADINGS[0]), &items, combined)?;
    }
    Ok(())
}

fn words<'a>(article: &ViewedDocument<'a>, segment: &Segment) -> Item<'a> {
    let parts = Parts::of(segment.touches.iter().map(|touch| touch.part));
    Item::Words { words: Cow::Borrowed(segment.span.of(article.text())), parts }
}

/// Where comments begin and end, while the text is walked once.
struct Anchors<'c> {
    comments: &'c [Comment],
    /// The comments in the order in which they end.
    ends: Vec<usize>,
    begun: usize,
    ended: usize,
}

impl<'c> Anchors<'c> {
    fn new(comments: &'c [Comment]) -> Self {
        let mut ends: Vec<usize> = (0..comments.len()).collect();
        ends.sort_by_key(|&number| (comments[number].span.end, Reverse(number)));
        Anchors { comments, ends, begun: 0, ended: 0 }
    }

    /// What ends or begins at this byte or before it.
    fn up_to(&mut self, byte: u32, items: &mut Vec<Item<'_>>) {
        self.end_while(|end| end <= byte, items);
        self.begin_while(|start| start <= byte, items);
        // Comments on no words at all.
        self.end_while(|end| end <= byte, items);
    }

    /// What ends before the next paragraph.
    fn before(&mut self, next: u32, items: &mut Vec<Item<'_>>) {
        self.begin_while(|start| start < next, items);
        self.end_while(|end| end < next, items);
    }

    fn rest(&mut self, items: &mut Vec<Item<'_>>) {
        self.begin_while(|_| true, items);
        self.end_while(|_| true, items);
    }

    fn begin_while(&mut self, is_here: impl Fn(u32) -> bool, items: &mut Vec<Item<'_>>) {
        while self.comments.get(self.begun).is_some_and(|comment| is_here(comment.span.start)) {
            items.push(Item::Start(self.begun));
            self.begun += 1;
        }
    }

    fn end_while(&mut self, is_here: impl Fn(u32) -> bool, items: &mut Vec<Item<'_>>) {
        while let Some(&number) = self.ends.get(self.ended)
            && number < self.begun
            && is_here(self.comments[number].span.end)
        {
            items.push(Item::End(number));
            self.ended += 1;
        }
    }
}

/// What the marks mean, with how many there are.
fn legend(xml: &mut Xml<'_>, article: &ViewedDocument<'_>, combined: &mut Combined) -> io::Result<()> {
    plain(xml, Some(HEADINGS[1]), strings::LEGEND, combined)?;
    for &layer in Layer::ALL {
        let count = article.shown().filter(|(_, mark)| mark.layer() == layer).count();
        let samples = Part::ALL.into_iter().filter(|part| part.layer() == layer);
        let mut items: Vec<Item<'_>> = Vec::new();
        for part in samples {
            items.push(Item::Words { words: part.label().into(), parts: Parts::of([part]) });
            items.push(Item::Words { words: " ".into(), parts: Parts::default() });
        }
        let words = format!("({count}): {}", strings::office_layer_hint(layer));
        items.push(Item::Words { words: words.into(), parts: Parts::default() });
        paragraph(xml, None, &items, combined)?;
    }
    Ok(())
}

/// The columns of the table, each with its width in twentieths of a point.
const COLUMNS: [(&str, u32); 6] = [
    (strings::SPEAKER, 1850),
    (strings::KIND_OF_SOURCE, 1400),
    (strings::BY_WAY_OF, 1250),
    (strings::CUE, 1300),
    (strings::QUOTE, 2538),
    (strings::PARAGRAPH, 1300),
];

fn statements(xml: &mut Xml<'_>, article: &ViewedDocument<'_>, combined: &mut Combined) -> io::Result<()> {
    if article.sources().is_empty() {
        return Ok(());
    }
    plain(xml, Some(HEADINGS[1]), strings::WHO_SAID_WHAT, combined)?;
    xml.element("w:tbl", &[], |xml| {
        xml.element("w:tblPr", &[], |xml| {
            value(xml, "w:tblStyle", TABLE)?;
            let width = COLUMNS.map(|(_, width)| width).iter().sum::<u32>().to_string();
            xml.empty("w:tblW", &[("w:w", &width), ("w:type", "dxa")])?;
            value(xml, "w:tblLook", "0020")
        })?;
        xml.element("w:tblGrid", &[], |xml| {
            COLUMNS.iter().try_for_each(|(_, width)| xml.empty("w:gridCol", &[("w:w", &width.to_string())]))
        })?;
        row(xml, COLUMNS.map(|(title, _)| Cow::Borrowed(title)), true, combined)?;
        for source in article.sources() {
            let name = if source.name.is_empty() { strings::NOBODY } else { &source.name };
            let role = if source.role.is_empty() { String::new() } else { format!(" ({})", source.role) };
            for &at in &source.statements {
                let mark = &article.marks()[at as usize];
                let Some(attribution) = mark.attribution() else { continue };
                let cells = [
                    Cow::from(format!("{name}{role}")),
                    article.kind_of_source(at as usize).into(),
                    article.words(&attribution.via).into(),
                    article.words(&attribution.cue).into(),
                    article.marked(mark).into(),
                    article.paragraph(mark).to_string().into(),
                ];
                row(xml, cells, false, combined)?;
            }
        }
        Ok(())
    })?;
    // Words behind a table keep a distance.
    plain(xml, Some(SMALL), "", combined)
}

/// A row, which no page break divides. That of the titles is on every page.
fn row(
    xml: &mut Xml<'_>,
    cells: [Cow<'_, str>; COLUMNS.len()],
    is_head: bool,
    combined: &mut Combined,
) -> io::Result<()> {
    xml.element("w:tr", &[], |xml| {
        xml.element("w:trPr", &[], |xml| {
            xml.empty("w:cantSplit", &[])?;
            if is_head { xml.empty("w:tblHeader", &[]) } else { Ok(()) }
        })?;
        cells.iter().zip(COLUMNS).try_for_each(|(words, (_, width))| {
            xml.element("w:tc", &[], |xml| {
                xml.element("w:tcPr", &[], |xml| {
                    xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")])
                })?;
                plain(xml, Some(SMALL), words, combined)
            })
        })
    })
}

/// A paragraph of words without marks.
fn plain(xml: &mut Xml<'_>, style: Option<&str>, words: &str, combined: &mut Combined) -> io::Result<()> {
    paragraph(xml, style, &[Item::Words { words: words.into(), parts: Parts::default() }], combined)
}

pub(super) fn paragraph(
    xml: &mut Xml<'_>,
    style: Option<&str>,
    items: &[Item<'_>],
    combined: &mut Combined,
) -> io::Result<()> {
    let read = |item: &Item<'_>| match item {
        Item::Words { words, .. } => legible(words).into_owned(),
        _ => String::new(),
    };
    let words: Vec<String> = items.iter().map(read).collect();
    let directions = Directions::of(&words.concat());
    xml.element("w:p", &[], |xml| {
        if style.is_some() || directions.is_right_to_left() {
            xml.element("w:pPr", &[], |xml| {
                style.map_or(Ok(()), |style| value(xml, "w:pStyle", style))?;
                if directions.is_right_to_left() { xml.empty("w:bidi", &[]) } else { Ok(()) }
            })?;
        }
        let mut start = 0;
        items.iter().zip(&words).try_for_each(|(item, words)| match item {
            Item::Words { parts, .. } => {
                combined.insert(*parts);
                for (piece, is_rtl) in directions.pieces(words, start) {
                    run(xml, piece, parts.style().as_deref(), is_rtl)?;
                }
                start += words.len();
                Ok(())
            }
            Item::Start(number) => xml.empty("w:commentRangeStart", &[("w:id", &number.to_string())]),
            Item::End(number) => {
                let number = number.to_string();
                xml.empty("w:commentRangeEnd", &[("w:id", &number)])?;
                comments::reference_to(xml, &number)
            }
            Item::Reference => comments::reference(xml),
        })
    })
}

/// Words that look alike and are written in one direction.
fn run(xml: &mut Xml<'_>, words: &str, style: Option<&str>, is_rtl: bool) -> io::Result<()> {
    if words.is_empty() {
        return Ok(());
    }
    xml.element("w:r", &[], |xml| {
        if style.is_some() || is_rtl {
            xml.element("w:rPr", &[], |xml| {
                style.map_or(Ok(()), |style| value(xml, "w:rStyle", style))?;
                if is_rtl { xml.empty("w:rtl", &[]) } else { Ok(()) }
            })?;
        }
        for (line, words) in words.split('\n').enumerate() {
            if line > 0 {
                xml.empty("w:br", &[])?;
            }
            for (column, words) in words.split('\t').enumerate() {
                if column > 0 {
                    xml.empty("w:tab", &[])?;
                }
                if !words.is_empty() {
                    xml.leaf("w:t", &[("xml:space", "preserve")], words)?;
                }
            }
        }
        Ok(())
    })
}
