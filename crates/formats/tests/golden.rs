//! What each format looks like, as whole files in `tests/snapshots/`. Any difference fails. When a change is meant,
//! read the difference and accept it:
//!
//! ```text
//! INSTA_UPDATE=always cargo test -p reportedly-formats --test golden && git diff crates/formats/tests
//! ```

mod sample;

use reportedly_document::{Aside, AsideKind, Document, Layer, Span, View, ViewedDocument};
use reportedly_formats::{Format, TextFormat, clipboard, csv, export};

fn check(name: &str, file: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, file));
}

#[test]
fn every_format() {
    let document = sample::article();
    let article = ViewedDocument::new(&document, &[], &View::default());
    for format in Format::ALL {
        let Format::Text(format) = *format else { continue };
        let file = export(&article, format);
        // JSON is written in one line, which nobody could read a difference in.
        let readable = serde_json::from_str::<serde_json::Value>(&file).map(|json| format!("{json:#}"));
        check(&format!("article.{}", Format::Text(format).extension()), &readable.unwrap_or(file));
    }
    let copied = clipboard::write(&article);
    check("copied.html", &copied.html);
    check("copied.txt", &copied.plain);
}

#[test]
fn csv_has_a_row_a_mark_and_no_more() {
    let document = sample::article();
    let rows = csv::write(&ViewedDocument::new(&document, &[], &View::default()), true);
    assert!(rows.starts_with("\u{feff}id,layer,"));
    // The only line ends inside of cells are those of a note.
    assert_eq!(rows.matches("\r\n").count(), 1 + 8);
    assert!(rows.split("\r\n").all(|row| row.matches('"').count() % 2 == 0));
}

/// Everything but the document itself follows the filter, and a hidden name still speaks.
#[test]
fn what_is_hidden_is_not_written() {
    let document = sample::article();
    let mut view = View::default();
    view.only_layer(Layer::Attribution);
    let article = ViewedDocument::new(&document, &[], &view);
    let rows = csv::write(&article, false);
    assert!(!rows.contains("entity") && !rows.contains(",hedge,"), "{rows}");
    assert!(rows.contains(",Greta Moen,told,"), "{rows}");
    assert!(rows.contains(",Greta Moen,said,"), "a short name is still hers: {rows}");
    let page = export(&article, TextFormat::Html);
    assert!(!page.contains("title=\"hedge") && !page.contains("title=\"entity"));
    assert!(!page.contains("says"), "the note of a hidden mark is hidden");
    assert!(page.contains("<a href=\"#note-2\">2</a>"), "and the others keep their numbers");
    assert!(!export(&article, TextFormat::Markdown).contains("## Hedges"));
    assert!(export(&article, TextFormat::Json).contains("\"layer\":\"hedge\""), "the document stays whole");

    view.toggle_plain();
    assert_eq!(csv::write(&ViewedDocument::new(&document, &[], &view), false).lines().count(), 1);
}

#[test]
fn what_is_set_aside_is_not_written() {
    let document = sample::article();
    let whole = Span::from(0..document.text.find('\n').expect("there are lines"));
    let asides = [Aside { span: whole, why: AsideKind::Furniture }];
    let rows = csv::write(&ViewedDocument::new(&document, &asides, &View::default()), false);
    assert!(!rows.contains("Radio Fjell") && rows.contains("We are late"), "{rows}");
}

#[test]
fn a_text_without_marks_and_no_text_at_all() {
    for text in ["", "One.\n\nTwo."] {
        let document = Document { text: text.into(), ..Document::default() };
        let article = ViewedDocument::new(&document, &[], &View::default());
        for format in Format::ALL {
            let Format::Text(format) = *format else { continue };
            assert!(!export(&article, format).is_empty());
        }
        assert_eq!(clipboard::write(&article).plain, format!("{text}\n"));
    }
}
