//! What must hold for all articles whatsoever: a panic would lose what a reader has put together.

use proptest::prelude::*;
use reportedly_compare::{Comparison, MOST_ARTICLES, NoteKind, State, compare, csv, markdown};
use reportedly_document::{
    Annotation, Attribution, Body, Document, Entity, EntityKind, Form, Hedge, HedgeKind, Label, SourceClass, Span,
    View, ViewedDocument, assign_ids,
};
use reportedly_engine::annotate;

fn compared(documents: &[Document]) -> Comparison {
    let view = View::default();
    let articles: Vec<ViewedDocument<'_>> =
        documents.iter().map(|document| ViewedDocument::new(document, &document.asides, &view)).collect();
    compare(&articles).expect("there are few")
}

/// Fails where a comparison names what it does not have.
fn check(documents: &[Document]) -> Comparison {
    let comparison = compared(documents);
    let statements = &comparison.statements;
    let is_there = |index: &u32| (*index as usize) < statements.len();
    assert_eq!(comparison.articles.len(), documents.len());
    assert!(statements.is_sorted_by_key(|statement| statement.article));
    for statement in statements {
        let text = &documents[statement.article as usize].text;
        assert!(statement.content.iter().all(|span| text.get(span.range()).is_some()));
        assert!((statement.speaker as usize) < comparison.speakers.len());
    }
    let mut rows = vec![0; statements.len()];
    for speaker in &comparison.speakers {
        assert_eq!(speaker.cells.len(), documents.len());
        for (article, cell) in speaker.cells.iter().enumerate() {
            for index in &cell.statements {
                assert_eq!(statements[*index as usize].article as usize, article);
                rows[*index as usize] += 1;
            }
        }
    }
    assert!(rows.iter().all(|&count| count == 1), "every statement is in one row");
    let mut of_group = vec![None; statements.len()];
    for (index, group) in comparison.groups.iter().enumerate() {
        assert!(group.statements.len() > 1 && group.statements.len() <= documents.len());
        let articles = group.statements.iter().map(|index| statements[*index as usize].article);
        assert!(articles.collect::<Vec<_>>().windows(2).all(|pair| pair[0] < pair[1]), "one of an article at most");
        let pairs = group.statements.len() * (group.statements.len() - 1) / 2;
        assert_eq!(group.links.len(), pairs, "each two of a group are the same");
        for &statement in &group.statements {
            assert_eq!(of_group[statement as usize].replace(index as u32), None, "a statement is in one group at most");
        }
        for difference in &group.differences {
            assert!(difference.sides.len() > 1 && comparison.why(&difference.rule).is_some());
            assert!(difference.sides.iter().all(|side| side.statements.iter().all(|it| group.statements.contains(it))));
            assert!(difference.sides.iter().all(|side| side.state != State::Value || !side.words.is_empty()));
        }
        assert!(group.links.iter().all(|link| comparison.why(&link.rule).is_some() && link.shared <= 100));
    }
    for (statement, group) in statements.iter().zip(&of_group) {
        assert_eq!(statement.group, *group);
    }
    assert!(comparison.only_here.iter().all(is_there));
    assert!(comparison.only_here.iter().all(|&index| of_group[index as usize].is_none()));
    let bytes = postcard::to_allocvec(&comparison).expect("it can be sent");
    assert_eq!(postcard::from_bytes::<Comparison>(&bytes).expect("it can be read"), comparison);
    let texts: Vec<&str> = documents.iter().map(|document| document.text.as_str()).collect();
    let in_chars = comparison.in_chars(&texts);
    let json = serde_json::to_string(&in_chars).expect("it can be written");
    assert_eq!(serde_json::from_str::<Comparison<_>>(&json).expect("it can be read"), in_chars);
    assert!(markdown(&comparison).ends_with('\n'));
    assert_eq!(compared(documents), comparison, "twice is the same");
    comparison
}

fn annotated(text: &str) -> Document {
    Document::of_analysis(text.to_owned(), annotate(text)).expect("the analysis is of this text")
}

/// A document in which each line is a statement of the police.
fn lines(lines: &[String]) -> Document {
    let mut text = String::new();
    let mut annotations = Vec::new();
    for line in lines {
        let source = Span::from(text.len()..text.len() + 6);
        text.push_str("Police said ");
        let content = Span::from(text.len()..text.len() + line.len());
        text.push_str(line);
        text.push_str(".\n");
        let class = Some(SourceClass::Official);
        let attribution =
            Attribution { source: vec![source], content: vec![content], source_class: class, ..Attribution::default() };
        annotations.push(Annotation::machine(attribution, "test"));
    }
    assign_ids(&text, &mut annotations);
    Document { text, annotations, ..Document::default() }
}

const ARTICLE: &str = "Harwick shut its bridge on Tuesday.\n\n\
    “We could not keep it open,” said Maria Okafor, the mayor. Okafor said repairs would cost about $4 million.\n\n\
    Divers inspected the pillars in March, according to Tom Rudd. A source said the cracks may be old.";

#[test]
fn the_same_text_five_times() {
    let document = annotated(ARTICLE);
    let comparison = check(&vec![document; MOST_ARTICLES]);
    assert_eq!(comparison.notes.len(), 1);
    assert_eq!(comparison.notes[0].kind, NoteKind::SameText);
    assert_eq!(comparison.notes[0].articles, [0, 1, 2, 3, 4]);
    assert!(comparison.only_here.is_empty());
    assert!(comparison.groups.iter().all(|group| group.statements.len() == 5 && group.differences.is_empty()));
    let of_first = comparison.statements.iter().filter(|statement| statement.article == 0).count();
    assert!(of_first >= 4 && comparison.groups.len() == of_first, "{:?}", comparison.groups);
}

#[test]
fn a_text_without_a_statement_an_empty_text_and_another_language() {
    let bare = annotated("The bridge is shut. It rains in Harwick, and nobody is on the road.");
    let german = "Die Brücke bleibt gesperrt. „Wir konnten sie nicht offen lassen“, sagte Bürgermeisterin Maria Okafor am Dienstag. \
        Die Reparatur kostet vier Millionen Euro und dauert bis zum Frühjahr, teilte die Stadt mit. Taucher hatten im März nichts gefunden.";
    let chinese = "市长说：“大桥必须关闭。”警方表示，周二晚上发现裂缝。";
    let comparison = check(&[annotated(ARTICLE), bare, annotated(""), annotated(german), annotated(chinese)]);
    let kinds: Vec<_> = comparison.notes.iter().map(|note| (note.kind, note.articles[0])).collect();
    assert!(kinds.contains(&(NoteKind::NoStatements, 1)) && kinds.contains(&(NoteKind::NoText, 2)), "{kinds:?}");
    assert!(kinds.contains(&(NoteKind::NotEnglish, 3)), "{kinds:?}");
    assert!(!kinds.contains(&(NoteKind::NotEnglish, 0)), "{kinds:?}");
}

#[test]
fn nothing_and_one_article() {
    let comparison = check(&[]);
    assert!(comparison.speakers.is_empty() && comparison.statements.is_empty() && comparison.notes.is_empty());
    let comparison = check(&[annotated(ARTICLE)]);
    assert!(comparison.groups.is_empty() && comparison.only_here.is_empty() && !comparison.speakers.is_empty());
}

#[test]
fn five_thousand_statements() {
    let article = |seed: usize| {
        let line = |index: usize| {
            let (a, b, c) = (index * 7 + seed, index * 13 + 1, index * 29 + 2);
            format!("road {a} near farm {b} was flooded by brook{c} and field{index} was lost")
        };
        lines(&(0..1000).map(line).collect::<Vec<_>>())
    };
    let documents: Vec<Document> = (0..5).map(article).collect();
    let comparison = check(&documents);
    assert_eq!(comparison.statements.len(), 5000);
}

#[test]
fn more_statements_than_are_compared() {
    let many: Vec<String> =
        (0..1200).map(|index| format!("road{index} was flooded by brook{index} at night")).collect();
    let comparison = check(&[lines(&many), lines(&many[..3])]);
    assert_eq!(comparison.articles[0].statements, 1000);
    let note = comparison.notes.iter().find(|note| note.kind == NoteKind::TooManyStatements).expect("a note says so");
    assert_eq!(note.sentence, "Article 1 has 1200 statements: only the first 1000 were compared.");
    assert_eq!(comparison.groups.len(), 3);
}

#[test]
fn hostile_repetition() {
    let same = vec!["rust rust rust rust not not 12 12 rust".to_owned(); 1000];
    let long = vec!["cable ".repeat(5000); 3];
    check(&[lines(&same), lines(&same), lines(&same), lines(&long), lines(&long)]);
    let names: String =
        (0..2000).map(|index| format!("A{index} Okafor said so. B. Okafor said no. Okafor left.\n")).collect();
    check(&[annotated(&names), annotated(&names)]);
}

#[test]
fn a_statement_is_no_formula_to_a_spreadsheet() {
    let text = "=1+1 +said @SUM(1) -2";
    let span = |words: &str| {
        let start = text.find(words).expect("the words are in the text");
        vec![Span::from(start..start + words.len())]
    };
    let statement = Attribution {
        source: span("=1+1"),
        cue: span("+said"),
        content: span("@SUM(1) -2"),
        source_class: Some(SourceClass::Unspecified),
        ..Attribution::default()
    };
    let mut annotations = vec![Annotation::machine(statement, "test")];
    assign_ids(text, &mut annotations);
    let document = Document { id: "-3".into(), text: text.into(), annotations, ..Document::default() };
    let comparison = check(&[document, annotated("Rain fell.")]);
    let table = csv(&comparison, true);
    assert!(table.starts_with("\u{feff}article,title,"), "{table}");
    let row = table.lines().nth(1).expect("there is a statement");
    assert!(row.starts_with("1,'") && row.contains(",'=1+1,,'=1+1,'+said,'@SUM(1) -2,"), "{row}");
}

/// A table has the speaker in each row, and a list in each line.
#[test]
fn a_table_of_statements_that_refer_to_one_very_long_name_is_no_larger_than_the_text() {
    let name = "Ito ".repeat(25_000);
    let mut text = name.clone();
    let mark = Entity { span: Span::from(0..name.trim_end().len()), kind: EntityKind::Person };
    let mut annotations = vec![Annotation::machine(mark, "test")];
    for number in 0..200 {
        let start = text.len();
        text.push_str(&format!("She said it rained on road{number}. "));
        let statement = Attribution {
            source: vec![Span::from(start..start + 3)],
            cue: vec![Span::from(start + 4..start + 8)],
            content: vec![Span::from(start + 9..text.len() - 2)],
            source_class: Some(SourceClass::Pronoun),
            ..Attribution::default()
        };
        annotations.push(Annotation::machine(statement, "test"));
    }
    assign_ids(&text, &mut annotations);
    let id = annotations[0].id.clone();
    for annotation in &mut annotations {
        if let Body::Attribution(attribution) = &mut annotation.body {
            attribution.refers_to = Some(id.clone());
        }
    }
    let document = Document { id: name, text, annotations, ..Document::default() };
    let comparison = check(&[document.clone(), document.clone()]);
    assert_eq!((comparison.statements.len(), comparison.speakers.len()), (400, 1));
    let json = serde_json::to_string(&comparison).expect("it can be written");
    for written in [csv(&comparison, true), markdown(&comparison), json] {
        assert!(written.len() < 6 * document.text.len(), "{} bytes of {}", written.len(), document.text.len());
    }
}

#[test]
fn markup_in_a_text_stays_text() {
    let text = "“<b>The | bridge</b> [was](x) *rotten* to its core,” said Maria Okafor.";
    let comparison = check(&[annotated(text), annotated(text)]);
    let file = markdown(&comparison);
    assert!(!file.contains("<b>") && !file.contains("[was](") && file.contains("\\|"), "{file}");
}

/// Pieces that rules react to.
fn piece() -> impl Strategy<Value = String> {
    let words = "the bridge was not safe never 12 twelve $3 million Monday Okafor Maria Daniel Harwick “ ” said , . \n and may rust \
        cable pillars closed open unsafe police é 中文 ’ \" ‘ 🇮🇷 \u{202e} --";
    let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
    proptest::sample::select(words)
}

/// Any document: words, and marks anywhere on them.
fn any_document() -> impl Strategy<Value = Document> {
    let marks = proptest::collection::vec((0..60_usize, 0..60_usize, 0..9_u8, 0..7_usize), 0..12);
    (proptest::collection::vec(piece(), 0..40), marks).prop_map(|(pieces, marks)| {
        let text = pieces.join(" ");
        let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let span = |a: usize, b: usize| {
            let (a, b) = (bounds[a * bounds.len() / 60], bounds[b * bounds.len() / 60]);
            Span::from(a.min(b)..a.max(b))
        };
        let mut annotations: Vec<Annotation> = Vec::new();
        for (a, b, what, kind) in marks {
            let span = span(a, b);
            if span.is_empty() {
                continue;
            }
            annotations.push(match what {
                0..3 => {
                    Annotation::machine(Entity { span, kind: EntityKind::ALL[kind % EntityKind::ALL.len()] }, "test")
                }
                3 => Annotation::machine(Hedge { span, kind: HedgeKind::ALL[kind], voice: None }, "test"),
                _ => {
                    let source = annotations.last().map(|mark| vec![mark.cover()]).unwrap_or_default();
                    let class = Some(SourceClass::ALL[kind]);
                    let form = Some(Form::ALL[kind % 3]);
                    Annotation::machine(
                        Attribution {
                            source,
                            content: vec![span],
                            source_class: class,
                            form,
                            ..Attribution::default()
                        },
                        "test",
                    )
                }
            });
        }
        annotations.sort_by_key(Annotation::cover);
        assign_ids(&text, &mut annotations);
        Document { text, annotations, ..Document::default() }
    })
}

proptest! {
    #[test]
    fn any_marks(documents in proptest::collection::vec(any_document(), 0..=MOST_ARTICLES)) {
        check(&documents);
    }

    #[test]
    fn any_text(one in proptest::collection::vec(piece(), 0..60), other in ".{0,200}") {
        check(&[annotated(&one.join(" ")), annotated(&other)]);
    }

    /// How many are the same does not depend on which article comes first.
    #[test]
    fn either_order(one in any_document(), other in any_document()) {
        let (forth, back) = (check(&[one.clone(), other.clone()]), check(&[other, one]));
        prop_assert_eq!(forth.groups.len(), back.groups.len());
        prop_assert_eq!(forth.speakers.len(), back.speakers.len());
        prop_assert_eq!(forth.only_here.len(), back.only_here.len());
    }
}
