//! Files of every format that is written, read again: by this program where it can, else by others than those who wrote them.

use pulldown_cmark::{Event, Options, Parser, Tag};
use reportedly_document::{
    Annotation, Document, View, ViewedDocument, resolve, take_crowded, validate, with_direction_signs,
};
use reportedly_formats::{Format, OfficeFormat, Opened, TextFormat, clipboard, export, open};

use crate::case::Case;

#[path = "../../../formats/tests/archive/mod.rs"]
#[allow(dead_code, reason = "tests of office files look at more of them")]
mod archive;

/// Formats of text.
pub(super) fn text(input: &[u8]) {
    let Case { mut document, view, .. } = Case::read(input);
    document.annotations = resolve(&document.text, &document.annotations, &document.edits).annotations;
    document.edits.clear();
    take_crowded(&document.text, &mut document.annotations);
    if validate(&document.text, &document.annotations, &[]).is_err() {
        return;
    }
    lossless(&document);
    quotations(&document);
    page(&document);
    let article = ViewedDocument::new(&document, &[], &view);
    rows(&export(&article, TextFormat::Csv));
    for format in [TextFormat::Markdown, TextFormat::Sheet] {
        markdown(&export(&article, format));
    }
    let copied = clipboard::write(&article);
    reads_as_page(&copied.html);
    // The numbers of notes stand in the text.
    if article.document().annotations.iter().all(|mark| mark.note.is_none()) {
        assert!(copied.plain.starts_with(&*with_direction_signs(&paragraphs(&document))), "{}", copied.plain);
    }
}

fn reopened(document: &Document, format: TextFormat) -> Opened {
    let file = export(&ViewedDocument::new(document, &[], &View::default()), format);
    open(file.as_bytes(), "a.json", Some(&document.text)).unwrap_or_else(|error| panic!("{error}: {file}"))
}

/// What these formats hold comes back as it was.
fn lossless(document: &Document) {
    for format in [TextFormat::Json, TextFormat::W3c] {
        let opened = reopened(document, format);
        assert_eq!(opened.document, *document, "{format:?}");
        assert_eq!((opened.unplaced.len(), opened.another_text), (0, false), "{format:?}");
    }
}

/// Of statements with a cue in one piece, Citron's format has the words.
fn quotations(document: &Document) {
    let opened = reopened(document, TextFormat::Citron);
    let parts = |mark: &Annotation| {
        let attribution = mark.attribution()?;
        let cue = Some(&attribution.cue).filter(|cue| !cue.is_empty())?;
        Some((mark.id.clone(), attribution.source.clone(), cue.clone(), attribution.content.clone()))
    };
    let all = |document: &Document| document.annotations.iter().filter_map(parts).collect::<Vec<_>>();
    assert_eq!(all(&opened.document), all(document));
    assert_eq!(opened.document.text, document.text);
    assert_eq!(opened.unplaced.len(), 0);
    assert_eq!(reopened(&opened.document, TextFormat::Citron).document, opened.document, "twice is once");
}

/// A saved page has the paragraphs of the text, word for word.
fn page(document: &Document) {
    let mut document = document.clone();
    // The numbers of notes stand in the text.
    document.annotations.iter_mut().for_each(|mark| mark.note = None);
    let file = export(&ViewedDocument::new(&document, &[], &View::default()), TextFormat::Html);
    let text = reads_as_page(&file);
    assert!(text.starts_with(&paragraphs(&document)), "{text}");
}

/// The text with an empty line between its paragraphs.
fn paragraphs(document: &Document) -> String {
    let lines: Vec<&str> = document.text.lines().filter(|line| !line.is_empty()).collect();
    lines.join("\n\n")
}

/// The text of a page whose elements are all of the kinds that are written here.
fn reads_as_page(page: &str) -> String {
    let known = "!DOCTYPE html head meta title style body main p mark sup a section h2 ul li ol b table thead tr th tbody td \
        footer span";
    for tag in page.split('<').skip(1) {
        let name = tag.split(['>', ' ', '\n']).next().unwrap_or_default().trim_start_matches('/');
        assert!(known.split_whitespace().any(|known| known == name), "{name} is no element of a saved page");
    }
    open(page.as_bytes(), "a.html", None).expect("it is a page").document.text
}

/// Rows of the same length, without a formula.
fn rows(file: &str) {
    let rows = archive::csv_rows(file.trim_start_matches('\u{feff}'));
    assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{file}");
    for cell in file.trim_start_matches('\u{feff}').split(['\r', '\n', ',', ';', '\t']) {
        assert!(!cell.trim_start_matches('"').starts_with(['=', '+', '@']), "{cell} in {file}");
    }
}

/// Whatever dialect a program reads, there is nothing in it but headings, lists, rules, tables and footnotes.
fn markdown(file: &str) {
    for event in Parser::new_ext(file, Options::all()) {
        let is_plain = match &event {
            Event::Start(tag) => matches!(
                tag,
                Tag::Paragraph
                    | Tag::Heading { .. }
                    | Tag::List(_)
                    | Tag::Item
                    | Tag::Table(_)
                    | Tag::TableHead
                    | Tag::TableRow
                    | Tag::TableCell
                    | Tag::FootnoteDefinition(_)
            ),
            Event::End(_) | Event::Text(_) | Event::SoftBreak | Event::Rule | Event::FootnoteReference(_) => true,
            _ => false,
        };
        assert!(is_plain, "{event:?} in {file}");
    }
}

/// Formats of office suites: archives of well-formed parts that lead to each other.
pub(super) fn office(input: &[u8]) {
    let Case { document, view, .. } = Case::read(input);
    if validate(&document.text, &document.annotations, &document.edits).is_err() {
        return;
    }
    let article = ViewedDocument::new(&document, &[], &view);
    for format in Format::ALL {
        let Format::Office(format) = *format else { continue };
        let file = reportedly_formats::office::write(&article, format).expect("it is small");
        let archive = archive::Archive::open(&file);
        match format {
            OfficeFormat::Docx => {
                archive.comments();
                let paragraphs = archive.paragraphs("word/document.xml");
                let mut following = paragraphs.iter();
                for line in archive::seen(&document.text).lines().filter(|line| !line.is_empty()) {
                    assert!(following.any(|paragraph| paragraph.contains(line)), "{line} in {paragraphs:?}");
                }
            }
            OfficeFormat::Xlsx => (1..=archive.sheet_names().len()).for_each(|number| drop(archive.sheet(number))),
        }
    }
}
