//! Files of office suites, read again by others than those who wrote them: an archive reader and an XML parser.

mod archive;
mod sample;

use archive::Archive;
use reportedly_document::{
    Annotation, Attribution, Document, Entity, EntityKind, Form, Hedge, HedgeKind, Layer, Origin, SourceClass, Span,
    View, ViewedDocument, assign_ids, json,
};
use reportedly_formats::{OfficeFormat, csv, office};

fn written(document: &Document, format: OfficeFormat) -> Vec<u8> {
    written_with(document, format, &View::default())
}

fn written_with(document: &Document, format: OfficeFormat, view: &View) -> Vec<u8> {
    office::write(&ViewedDocument::new(document, &[], view), format).expect("it can be written")
}

fn docx(document: &Document) -> Archive {
    Archive::open(&written(document, OfficeFormat::Docx))
}

fn xlsx(document: &Document) -> Archive {
    Archive::open(&written(document, OfficeFormat::Xlsx))
}

/// A statement of these parts, by their words.
fn statement(text: &str, [source, cue, content, via]: [&str; 4]) -> Annotation {
    let spans = |words: &str| {
        let start = text.find(words).filter(|_| !words.is_empty());
        start.map(|start| Span::from(start..start + words.len())).into_iter().collect()
    };
    let body = Attribution {
        source: spans(source),
        cue: spans(cue),
        content: spans(content),
        via: spans(via),
        form: Some(Form::Indirect),
        source_class: Some(SourceClass::Anonymous),
        ..Attribution::default()
    };
    Annotation::machine(body, "test/any")
}

fn document(text: &str, mut annotations: Vec<Annotation>) -> Document {
    assign_ids(text, &mut annotations);
    Document { text: text.to_owned(), annotations, ..Document::default() }
}

#[test]
fn the_text_of_a_document_is_the_article_and_what_is_said_of_it() {
    let document = sample::article();
    let file = docx(&document);
    let paragraphs = file.paragraphs("word/document.xml");
    let lines: Vec<&str> = document.text.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(paragraphs[0], "bridge", "the name of a document without a headline");
    assert_eq!(paragraphs[1..=lines.len()], lines);
    assert_eq!(paragraphs[lines.len() + 1], "What the marks mean");
    assert!(paragraphs.contains(&"entity (4): names, dates and amounts (a box)".to_owned()), "{paragraphs:?}");
    assert!(paragraphs.last().expect("there are some").starts_with("Reportedly 0.1.0. Marks are made by"));
}

#[test]
fn marks_are_character_styles_that_look_different_without_colour() {
    let file = docx(&sample::article());
    let runs = file.runs("word/document.xml");
    let style_of = |words: &str| {
        let run = runs.iter().find(|(run, _)| run == words);
        run.unwrap_or_else(|| panic!("{words:?} in {runs:?}")).1.as_deref()
    };
    assert_eq!(style_of("told"), Some("cue"));
    assert_eq!(style_of("she"), Some("source"));
    assert_eq!(style_of("Radio Fjell"), Some("entity"));
    assert_eq!(style_of("may"), Some("content-hedge"), "of marks that lie over each other, both");
    assert_eq!(style_of("Greta Moen"), Some("content-entity"));
    assert_eq!(style_of(" open the bridge"), Some("content"));
    let styles = file.styles();
    for (_, style) in &runs {
        assert!(style.as_ref().is_none_or(|style| styles.contains_key(style)), "{style:?} in {styles:?}");
    }
    // Each looks like no other when what only has a colour is left out.
    let marks = ["entity", "hedge", "source", "cue", "content", "via", "content-hedge", "content-entity"];
    let looks: std::collections::BTreeSet<&String> = marks.iter().map(|name| &styles[*name]).collect();
    assert_eq!(looks.len(), marks.len(), "{styles:?}");
}

#[test]
fn a_statement_has_a_comment_and_so_has_a_note() {
    let document = sample::article();
    let file = docx(&document);
    let comments = file.comments();
    let of_reportedly = comments.iter().filter(|comment| comment.author == "Reportedly");
    let said: Vec<&str> = of_reportedly.map(|comment| &*comment.text).collect();
    assert_eq!(
        said,
        [
            "Said by: Greta Moen; in the text: “she”\nKind of source: named\nCue: told; indirect; neutral",
            "Said by: Greta Moen; in the text: “Moen”\nKind of source: named\nCue: said; direct; neutral",
            "Nobody is named\nKind of source: none\nCue: was reported; indirect; neutral",
        ]
    );
    let notes: Vec<(&str, &str)> = comments
        .iter()
        .filter(|comment| comment.author == "Reader")
        .map(|comment| (&*comment.text, &*comment.words))
        .collect();
    let expected = [
        ("A note: Who <b>says</b> so?", "may"),
        ("A note: Compare\nthe [minutes](x).", "“We are late,” Moen said, “but =SUM(A1) is not | our budget.”"),
    ];
    assert_eq!(notes, expected);
    assert!(comments.iter().all(|comment| !comment.has_date), "there is no clock");
}

#[test]
fn a_comment_says_whom_a_person_calls_by_a_part_of_the_sources_words() {
    let text = "Talks may resume, a friend of Moen said.";
    let mut said = statement(text, ["a friend of Moen", "said", "Talks may resume", ""]);
    said.set_speaker(Some("Moen"));
    let comments = docx(&document(text, vec![said])).comments();
    assert!(comments[0].text.starts_with("Said by: Moen; in the text: “a friend of Moen”\n"), "{}", comments[0].text);
}

#[test]
fn who_said_what_is_a_table_with_kind_of_source_and_by_way_of() {
    let text = "Talks may resume, a source told Radio Fjell.\n\nIt was reported that costs rose.";
    let document = document(
        text,
        vec![
            statement(text, ["a source", "told", "Talks may resume", "Radio Fjell"]),
            statement(text, ["", "was reported", "costs rose", ""]),
        ],
    );
    let rows = docx(&document).table();
    assert_eq!(rows[0], ["Speaker", "Kind of source", "By way of", "Cue", "Quote", "Paragraph"]);
    assert_eq!(rows[1], ["a source", "anonymous", "Radio Fjell", "told", "Talks may resume", "1"]);
    assert_eq!(rows[2], ["Nobody is named", "none", "", "was reported", "costs rose", "2"]);
    assert_eq!(rows.len(), 3);
}

#[test]
fn the_headline_is_the_heading_with_its_marks() {
    let text = "Ferry Company May Drop Its Night Boats\n\nIt may rain.";
    let hedge = Hedge { span: Span::new(14, 17), kind: HedgeKind::Modal, voice: None };
    let file = docx(&document(text, vec![Annotation::machine(hedge, "test/any")]));
    assert_eq!(
        file.headings(),
        [("Heading1", text.lines().next().unwrap()), ("Heading2", "What the marks mean")]
            .map(|(style, words)| (style.to_owned(), words.to_owned()))
    );
    assert_eq!(file.paragraphs("word/document.xml")[1], "It may rain.", "it stands there once");
    assert!(file.text("docProps/core.xml").contains("<dc:title>Ferry Company May Drop Its Night Boats</dc:title>"));
}

#[test]
fn words_from_right_to_left_are_written_so() {
    let text = "قد تستأنف المحادثات، said Moen.\n\nHe said שלום עולם, twice.\n\nPlain.";
    let hebrew = text.find('ש').unwrap();
    let entity = Entity { span: Span::from(hebrew..hebrew + "שלום עולם".len()), kind: EntityKind::Other };
    let file = docx(&document(text, vec![Annotation::machine(entity, "test/any")]));
    let directions = file.directions();
    assert!(directions.contains(&("قد تستأنف المحادثات، said Moen.".to_owned(), true)), "{directions:?}");
    assert!(directions.contains(&("He said שלום עולם, twice.".to_owned(), false)));
    let pieces = file.right_to_left_runs();
    assert!(pieces.contains(&("שלום עולם".to_owned(), Some("entity".to_owned()))), "{pieces:?}");
    assert!(pieces.iter().all(|(words, _)| !words.contains("said")), "{pieces:?}");
}

/// Every combination of beginnings and ends, also over the ends of paragraphs.
#[test]
fn comments_on_words_that_overlap_or_nest_lie_where_the_words_are() {
    let text = "aa bb cc\n\ndd ee ff\n\ngg";
    let places = [0, 2, 3, 8, 9, 10, 13, 18, 19, 22];
    let mut annotations = Vec::new();
    for (index, &start) in places.iter().enumerate() {
        for &end in &places[index + 1..] {
            let content = vec![Span::from(start..end)];
            annotations.push(Annotation::machine(Attribution { content, ..Attribution::default() }, "test/any"));
        }
    }
    let document = document(text, annotations);
    let comments = docx(&document).comments();
    assert_eq!(comments.len(), document.annotations.len());
    let mut found: Vec<String> = comments.into_iter().map(|comment| comment.words).collect();
    let mut expected: Vec<String> = document
        .annotations
        .iter()
        .map(|mark| mark.attribution().unwrap().content[0].of(text).replace('\n', ""))
        .collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn a_workbook_has_a_sheet_a_layer_with_the_cells_of_csv() {
    let document = sample::article();
    let file = xlsx(&document);
    assert_eq!(file.sheet_names(), ["Statements", "Hedges", "Names"]);
    let rows = csv::write(&ViewedDocument::new(&document, &[], &View::default()), false);
    let rows = archive::csv_rows(&rows);
    for (number, layer) in [(1, Layer::Attribution), (2, Layer::Hedge), (3, Layer::Entity)] {
        let sheet = file.sheet(number);
        let marks: Vec<&Vec<String>> = rows[1..].iter().filter(|row| row[1] == layer.to_string()).collect();
        assert_eq!(sheet.len(), 1 + marks.len(), "{layer}");
        for (cells, mark) in sheet[1..].iter().zip(marks) {
            for (name, cell) in sheet[0].iter().zip(cells) {
                let column = rows[0].iter().position(|column| column == name).expect("CSV has it");
                // In CSV, what begins like a formula has an apostrophe before it.
                assert_eq!(*cell, mark[column].trim_start_matches('\''), "{layer} {name}");
            }
            assert!(sheet[0].len() == cells.len());
        }
    }
}

#[test]
fn the_head_of_a_sheet_stays_and_filters_and_text_is_wrapped() {
    let file = xlsx(&sample::article());
    for number in 1..=3 {
        let sheet = file.text(&format!("xl/worksheets/sheet{number}.xml"));
        assert!(
            sheet.contains(r#"<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>"#),
            "{sheet}"
        );
        assert!(sheet.contains("<autoFilter ref=\"A1:"), "{sheet}");
        assert!(!sheet.contains("<f>"), "{sheet}");
    }
    assert_eq!(file.text("xl/styles.xml").matches("wrapText=\"1\"").count(), 4);
}

/// Characters that XML forbids, words of markup, words like formulas and escapes: in both files they are words.
#[test]
fn hostile_texts_stay_texts() {
    for text in [
        "\0\u{1}\u{8}\u{b}\u{c}\u{1f}\u{fffe}\u{ffff} a",
        "<w:t>&amp;]]></w:t><r><t>b</t></r>",
        "=cmd|' /C calc'!A0",
        "_x0041_ _x005F_x0041_",
        "\u{202e}cod.exe שלום עולם",
        "a\tb\r\nc\rd",
        "👩‍👩‍👧‍👦 e\u{301}",
        "&#0; &lt;",
    ] {
        let span = vec![Span::from(0..text.len())];
        let body = Attribution {
            source: span.clone(),
            cue: span.clone(),
            content: span.clone(),
            via: span,
            ..Attribution::default()
        };
        let mut document = document(text, vec![Annotation::machine(body, "test/any")]);
        document.annotations[0].note = Some(text.to_owned());
        document.id = text.to_owned();
        document.engine = Some(text.to_owned());
        let seen = archive::seen(text);
        let file = docx(&document);
        assert!(file.comments().iter().any(|comment| comment.text == format!("A note: {seen}")), "{text:?}");
        assert!(file.table()[1].contains(&seen), "{text:?} in {:?}", file.table());
        let sheet = xlsx(&document).sheet(1);
        assert_eq!(sheet[1][5], seen, "{text:?}");
        assert_eq!(sheet[1][14], seen, "the note");
    }
}

#[test]
fn an_empty_document_and_one_without_marks_are_files_too() {
    for text in ["", "One.\n\nTwo."] {
        let document = Document { text: text.to_owned(), ..Document::default() };
        let file = docx(&document);
        assert_eq!(file.comments().len(), 0);
        assert!(file.paragraphs("word/document.xml").contains(&"Article with marks".to_owned()));
        let file = xlsx(&document);
        assert!((1..=3).all(|number| file.sheet(number).len() == 1));
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = sample::article();
    for format in [OfficeFormat::Docx, OfficeFormat::Xlsx] {
        let file = written(&document, format);
        assert_eq!(file, written(&document, format));
        assert!(Archive::open(&file).dates().iter().all(|date| date.starts_with("1980-01-01")));
    }
}

#[test]
fn what_is_hidden_is_not_in_the_files() {
    let document = sample::article();
    let mut view = View::default();
    view.only_layer(Layer::Attribution);
    let file = Archive::open(&written_with(&document, OfficeFormat::Docx, &view));
    assert!(
        file.comments().iter().all(|comment| !comment.text.contains("says")),
        "the note of a hidden mark is hidden"
    );
    assert!(file.comments()[0].text.contains("Greta Moen"), "a hidden name still speaks");
    let file = Archive::open(&written_with(&document, OfficeFormat::Xlsx, &view));
    assert_eq!([1, 2, 3].map(|number| file.sheet(number).len()), [4, 1, 1]);
}

#[test]
fn a_cell_that_is_too_long_says_how_much_is_missing() {
    let text = format!("He said {}.", "a ".repeat(40_000));
    let content = vec![Span::from(8..text.len())];
    let body = Attribution { content, ..Attribution::default() };
    let document = document(&text, vec![Annotation::machine(body, "test/any")]);
    let cell = &xlsx(&document).sheet(1)[1][5];
    assert_eq!(cell.encode_utf16().count(), 32_767);
    assert!(cell.ends_with(" … [cut off: 80001 characters in all]"), "{}", &cell[32_700..]);
    assert!(docx(&document).paragraphs("word/document.xml").contains(&text), "a document has all of it");
}

/// As many statements as a person will hardly ever have, and a long text: nothing is lost.
#[test]
fn twenty_thousand_statements() {
    let text = "He said it may rain in Oslo tomorrow. ".repeat(20_000);
    let sentence = text.len() / 20_000;
    let at = |index: usize, from: usize, to: usize| vec![Span::from(index * sentence + from..index * sentence + to)];
    let annotations = (0..20_000).map(|index| {
        let body = Attribution {
            source: at(index, 0, 2),
            cue: at(index, 3, 7),
            content: at(index, 8, 36),
            ..Attribution::default()
        };
        Annotation { origin: Origin::Person, ..Annotation::machine(body, "test/any") }
    });
    let document = document(&text, annotations.collect());
    let file = docx(&document);
    assert_eq!(file.text("word/comments.xml").matches("<w:comment ").count(), 20_000);
    assert_eq!(file.text("word/document.xml").matches("<w:tr>").count(), 20_001);
    assert_eq!(xlsx(&document).text("xl/worksheets/sheet1.xml").matches("<row ").count(), 20_001);
}

#[test]
fn a_document_that_is_opened_again_has_the_same_files() {
    let document = sample::article();
    let again = json::read(&json::write(&document)).expect("it can be read");
    for format in [OfficeFormat::Docx, OfficeFormat::Xlsx] {
        assert_eq!(written(&again, format), written(&document, format));
    }
}
