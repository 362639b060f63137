//! Whatever a text says, it stays text in every file.

use reportedly_document::{
    Annotation, Attribution, Body, Document, Entity, EntityKind, Hedge, HedgeKind, Span, View, ViewedDocument,
    assign_ids,
};
use reportedly_formats::{Format, clipboard, csv, export, html, markdown, sheet};

const TEXTS: &[&str] = &[
    "<script>alert(1)</script>",
    "</style></title><img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)",
    "=cmd|' /C calc'!A0",
    "may;=1+1;x\t@SUM(1)",
    "write to name@example.org or example.org, www.example.org, http://example.org/a",
    "@SUM(1)",
    "a | b || c",
    "```js\nx\n```",
    "# Heading\n- item\n1. one\n> quote",
    "[link](javascript:alert(1)) ![image](x)",
    "]]> --> <!-- <![CDATA[",
    "&lt;b&gt; &#60; &amp;",
    "\u{202e}cod.exe שלום עולם",
    "👩‍👩‍👧‍👦 🇮🇷 e\u{301}",
    "$x^2$ %% ~~gone~~ ==high== :smile:",
];

/// All of the text is marked in every way: as a name, as a hedge, as all parts of a statement; and noted.
fn marked(text: &str) -> Document {
    let span = Span::from(0..text.len());
    let statement = Attribution {
        source: vec![span],
        cue: vec![span],
        content: vec![span],
        via: vec![span],
        ..Attribution::default()
    };
    let mut annotations = vec![
        Annotation::machine(Entity { span, kind: EntityKind::Other }, "test/any"),
        Annotation::machine(Hedge { span, kind: HedgeKind::Modal, voice: None }, "test/any"),
        Annotation::machine(statement, "test/any"),
    ];
    assign_ids(text, &mut annotations);
    for annotation in &mut annotations {
        annotation.note = Some(text.to_owned());
        annotation.rule = Some(text.to_owned().into());
    }
    Document { id: text.into(), text: text.into(), engine: Some(text.into()), annotations, ..Document::default() }
}

/// The names of the elements of a page, in order, and the names of their attributes.
fn elements(page: &str) -> (Vec<String>, Vec<String>) {
    let (mut names, mut attributes) = (Vec::new(), Vec::new());
    for tag in page.split('<').skip(1) {
        let (inside, _) = tag.split_once('>').unwrap_or((tag, ""));
        names.push(inside.split([' ', '\n']).next().unwrap_or_default().to_owned());
        attributes
            .extend(inside.split('"').step_by(2).filter_map(|name| Some(name.trim().strip_suffix('=')?.to_owned())));
    }
    (names, attributes)
}

#[test]
fn nothing_becomes_an_element_or_an_attribute() {
    for text in TEXTS {
        let document = marked(text);
        let article = ViewedDocument::new(&document, &[], &View::default());
        for page in [html::write(&article), clipboard::write(&article).html] {
            let (names, attributes) = elements(&page);
            for name in names {
                let known = "!DOCTYPE html head meta title style body main p mark sup a section h2 ul li ol b table thead \
                    tr th tbody td footer span";
                assert!(
                    known.split_whitespace().any(|known| name.trim_start_matches('/') == known),
                    "{name} in {page}"
                );
            }
            for attribute in attributes {
                let name = attribute.rsplit(' ').next().unwrap_or_default();
                let known = [
                    "lang",
                    "charset",
                    "http-equiv",
                    "content",
                    "name",
                    "dir",
                    "class",
                    "title",
                    "style",
                    "id",
                    "href",
                    "data-reportedly",
                    "data-parts",
                    "data-starts",
                    "data-ends",
                    "data-unsure",
                ];
                assert!(known.contains(&name) || ["scope", "value"].contains(&name), "{name} in {page}");
            }
            assert!(!page.contains("javascript:alert") || !page.contains("href=\"javascript"));
        }
    }
}

#[test]
fn nothing_becomes_a_formula() {
    for text in TEXTS {
        let document = marked(text);
        let rows = csv::write(&ViewedDocument::new(&document, &[], &View::default()), false);
        for cell in rows.split(['\r', '\n', ',', ';', '\t']) {
            assert!(!cell.trim_start_matches('"').starts_with(['=', '+', '@']), "{cell} in {rows}");
        }
    }
}

/// Tables have the speaker in each row.
#[test]
fn files_of_statements_that_refer_to_one_very_long_name_are_not_many_times_as_large() {
    let mut text = "Ito ".repeat(25_000);
    let name = Entity { span: Span::from(0..text.len() - 1), kind: EntityKind::Person };
    let mut annotations = vec![Annotation::machine(name, "test/any")];
    for _ in 0..200 {
        let start = text.len();
        text.push_str("She said no. ");
        let span = |from, to| vec![Span::from(start + from..start + to)];
        let statement =
            Attribution { source: span(0, 3), cue: span(4, 8), content: span(9, 11), ..Attribution::default() };
        annotations.push(Annotation::machine(statement, "test/any"));
    }
    assign_ids(&text, &mut annotations);
    let id = annotations[0].id.clone();
    for annotation in &mut annotations {
        if let Body::Attribution(attribution) = &mut annotation.body {
            attribution.refers_to = Some(id.clone());
        }
    }
    let document = Document { text, annotations, ..Document::default() };
    let article = ViewedDocument::new(&document, &[], &View::default());
    for format in Format::ALL {
        let Format::Text(format) = *format else { continue };
        let size = export(&article, format).len();
        assert!(size < 10 * document.text.len(), "{format:?}: {size} bytes of {}", document.text.len());
    }
}

/// A program that knows no footnotes takes `[^1]: word` for an address.
#[test]
fn a_note_of_one_word_is_no_address() {
    for note in ["no", "no \"title\"", "<a>", "(x)"] {
        let mut document = marked("It may.");
        document.annotations[0].note = Some(note.into());
        let file = markdown::write(&ViewedDocument::new(&document, &[], &View::default()));
        let line = file.lines().find(|line| line.starts_with("[^1]: ")).expect("there is a note");
        let second = line.split(' ').nth(2).expect("there are words before the note");
        assert!(second.starts_with(char::is_alphabetic), "{line}");
    }
}

/// Characters that change the direction of writing are seen, in files for people and in files for programs.
#[test]
fn words_look_as_they_read() {
    for text in TEXTS.iter().filter(|text| text.contains('\u{202e}')) {
        let document = marked(text);
        let article = ViewedDocument::new(&document, &[], &View::default());
        for format in Format::ALL {
            let Format::Text(format) = *format else { continue };
            let file = export(&article, format);
            assert!(!file.contains('\u{202e}') && file.contains("202e") | file.contains("202E"), "{format:?}: {file}");
        }
        let copied = clipboard::write(&article);
        assert!(!copied.html.contains('\u{202e}') && !copied.plain.contains('\u{202e}'));
    }
}

/// In Markdown, what could be markup has a backslash before it, but for what this crate itself writes.
#[test]
fn nothing_becomes_markdown() {
    for text in TEXTS {
        let document = marked(text);
        let article = ViewedDocument::new(&document, &[], &View::default());
        for file in [markdown::write(&article), sheet::write(&article)] {
            // Taking away what is escaped leaves nothing of the text that could mean something.
            let mut bare = String::new();
            let mut all = file.chars();
            while let Some(c) = all.next() {
                if c == '\\' {
                    all.next();
                } else {
                    bare.push(c);
                }
            }
            // What programs that make links of addresses look for.
            for address in ["@example", "example.org", "www.e", "://e"] {
                assert!(!bare.contains(address), "{address} in {file}");
            }
            for bad in ["`", "<", "&", "$", "*", "~", "![", "](", "||", ":smile", "javascript:"] {
                assert!(!bare.contains(bad), "{bad} in {file}");
            }
        }
        let table = sheet::write(&article);
        let rows: Vec<_> = table.lines().filter(|line| line.starts_with('|')).collect();
        assert_eq!(rows.len(), 3, "{table}");
        let bars = |row: &str| row.replace("\\\\", "").replace("\\|", "").matches('|').count();
        assert!(rows.iter().all(|row| bars(row) == 7), "{table}");
    }
}
