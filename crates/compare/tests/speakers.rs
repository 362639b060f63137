//! Who is who across articles.

use reportedly_compare::{Comparison, compare};
use reportedly_document::{
    Annotation, Attribution, Document, Entity, EntityKind, Form, SourceClass, Span, View, ViewedDocument, assign_ids,
};

/// A document of lines "source | content": `source` may be `role Name`, with the name behind an asterisk.
fn document(lines: &[&str]) -> Document {
    let mut text = String::new();
    let mut annotations = Vec::new();
    for line in lines {
        let (source, content) = line.split_once(" | ").expect("source | content");
        let start = text.len();
        let (before, name) = source.split_once('*').unwrap_or((source, ""));
        text.push_str(before);
        if !name.is_empty() {
            let span = Span::from(text.len()..text.len() + name.len());
            let kind = if name.starts_with("the ") || name.contains("Bureau") || name == "ACB" {
                EntityKind::Organization
            } else {
                EntityKind::Person
            };
            annotations.push(Annotation::machine(Entity { span, kind }, "test"));
            text.push_str(name);
        }
        let source_span = Span::from(start..text.len());
        text.push_str(" said ");
        let content_span = Span::from(text.len()..text.len() + content.len());
        text.push_str(content);
        text.push_str(".\n");
        let class = match (name, before) {
            ("", "a source") => SourceClass::Anonymous,
            ("", _) => SourceClass::Official,
            _ => SourceClass::Named,
        };
        annotations.push(Annotation::machine(
            Attribution {
                source: vec![source_span],
                content: vec![content_span],
                source_class: Some(class),
                form: content.starts_with('“').then_some(Form::Direct),
                ..Attribution::default()
            },
            "test",
        ));
    }
    assign_ids(&text, &mut annotations);
    Document { text, annotations, ..Document::default() }
}

fn compared(articles: &[&[&str]]) -> Comparison {
    compared_documents(&articles.iter().map(|lines| document(lines)).collect::<Vec<_>>())
}

fn compared_documents(documents: &[Document]) -> Comparison {
    let view = View::default();
    let articles: Vec<ViewedDocument<'_>> =
        documents.iter().map(|document| ViewedDocument::new(document, &document.asides, &view)).collect();
    compare(&articles).expect("there are few")
}

/// The rows, each with its name and its statements by article.
fn rows(articles: &[&[&str]]) -> Vec<String> {
    rows_of(&articles.iter().map(|lines| document(lines)).collect::<Vec<_>>())
}

fn rows_of(documents: &[Document]) -> Vec<String> {
    let comparison = compared_documents(documents);
    let row = |speaker: &reportedly_compare::Speaker| {
        let counts: Vec<String> = speaker.cells.iter().map(|cell| cell.statements.len().to_string()).collect();
        format!("{}: {}", speaker.name, counts.join(" "))
    };
    comparison.speakers.iter().map(row).collect()
}

#[test]
fn one_person_under_several_names_is_one_row() {
    let articles: [&[&str]; 3] = [
        &["Treasury Secretary *Janet Yellen | rates would rise"],
        &["*Yellen | banks were sound", "*Yellen | growth would slow"],
        &["*Janet L. Yellen | trade mattered"],
    ];
    assert_eq!(rows(&articles), ["Janet L. Yellen: 1 2 1"]);
    let articles: [&[&str]; 2] = [&["*J. Yellen | rates would rise"], &["*Janet Yellen | banks were sound"]];
    assert_eq!(rows(&articles), ["Janet Yellen: 1 1"]);
}

#[test]
fn two_people_of_one_last_name_stay_two() {
    let articles: [&[&str]; 2] = [&["*Maria Okafor | the bridge was old"], &["*Daniel Okafor | the bridge was new"]];
    assert_eq!(rows(&articles), ["Maria Okafor: 1 0", "Daniel Okafor: 0 1"]);
}

#[test]
fn a_last_name_that_could_be_either_is_left_alone() {
    let articles: [&[&str]; 3] =
        [&["*Maria Okafor | the bridge was old"], &["*Daniel Okafor | the bridge was new"], &["*Okafor | it rained"]];
    assert_eq!(rows(&articles), ["Maria Okafor: 1 0 0", "Daniel Okafor: 0 1 0", "Okafor: 0 0 1"]);
    let articles: [&[&str]; 4] = [articles[0], articles[1], articles[2], articles[2]];
    assert_eq!(rows(&articles).len(), 4, "two that could be either may be two");
}

#[test]
fn a_last_name_with_another_role_is_left_alone() {
    let articles: [&[&str]; 2] = [&["Mayor *Maria Okafor | the bridge was old"], &["judge *Okafor | he would rule"]];
    assert_eq!(rows(&articles).len(), 2);
    let articles: [&[&str]; 2] = [&["Mayor *Maria Okafor | the bridge was old"], &["the mayor, *Okafor | it rained"]];
    assert_eq!(rows(&articles).len(), 1);
}

/// "President Obama" is not the Michelle Obama of another article, and "Mr Okafor" not its Ms Okafor.
#[test]
fn a_last_name_with_another_office_or_address_is_left_alone() {
    let articles: [&[&str]; 2] = [&["first lady *Michelle Obama | he would come"], &["President *Obama | he was sure"]];
    assert_eq!(rows(&articles).len(), 2);
    let articles: [&[&str]; 2] = [&["Ms. *Maria Okafor | it rained"], &["Mr. *Okafor | it did not"]];
    assert_eq!(rows(&articles).len(), 2);
    let articles: [&[&str]; 2] = [&["Sen. *Maria Okafor | it rained"], &["Senator *Okafor | it did not"]];
    assert_eq!(rows(&articles).len(), 1);
}

#[test]
fn a_first_name_alone_is_left_alone() {
    let articles: [&[&str]; 2] = [&["*Maria Okafor | the bridge was old"], &["*Maria | she had lost her doll"]];
    assert_eq!(rows(&articles).len(), 2);
}

#[test]
fn a_first_name_alone_is_not_joined_across_articles() {
    let articles: [&[&str]; 3] = [&["*Maria Okafor | it rained"], &["*Maria | it was cold"], &["*Maria | it snowed"]];
    assert_eq!(rows(&articles), ["Maria Okafor: 1 0 0", "Maria: 0 1 0", "Maria: 0 0 1"]);
    let articles: [&[&str]; 2] = [&["*Adele | she would sing"], &["*Adele | it was late"]];
    assert_eq!(rows(&articles), ["Adele: 1 1"], "a name of one word that is nobody's first name");
}

/// "Mr. Okafor" and "Ms. Okafor" are not one person because Sam Okafor may be either.
#[test]
fn two_people_are_not_joined_through_a_third_name() {
    let both: [(&[&str], &[&str], &[&str]); 2] = [
        (&["*Sam Okafor | it rained"], &["Mr. *Okafor | it was cold"], &["Ms. *Okafor | it snowed"]),
        (&["*Maria Okafor | it rained"], &["Mayor *Okafor | it was cold"], &["judge *Okafor | it snowed"]),
    ];
    for (full, one, other) in both {
        for articles in [[full, one, other], [full, other, one], [one, full, other], [one, other, full]] {
            assert_eq!(rows(&articles).len(), 3, "{articles:?}");
        }
        // Nor through a bare last name.
        for articles in [[&["*Okafor | it rained"], one, other], [one, &["*Okafor | it rained"], other]] {
            assert_eq!(rows(&articles).len(), 3, "{articles:?}");
        }
    }
    // Who has the same office is joined, and a bare name that may be the other's is not.
    let articles: [&[&str]; 4] = [
        &["Mayor *Maria Okafor | it rained"],
        &["Mayor *Okafor | it was cold"],
        &["judge *Okafor | it snowed"],
        &["*Okafor | it thawed"],
    ];
    assert_eq!(rows(&articles), ["Maria Okafor: 1 1 0 0", "Okafor: 0 0 1 0", "Okafor: 0 0 0 1"]);
}

#[test]
fn an_initial_that_could_be_either_is_left_alone() {
    let articles: [&[&str]; 2] = [
        &["*John Smith | it rained", "*J. Smith | it was cold"],
        &["*James Smith | it snowed", "*J. Smith | it thawed"],
    ];
    let found = rows(&articles);
    assert!(found.len() > 1 && found.iter().all(|row| row.ends_with(" 0") || row.contains(": 0 ")), "{found:?}");
    let articles: [&[&str]; 4] = [
        &["*John Smith | it rained"],
        &["*James Smith | it snowed"],
        &["*J. Smith | it thawed"],
        &["*J. Smith | it was cold"],
    ];
    assert_eq!(rows(&articles).len(), 4);
}

/// "J. Smith" may be John Smith: their words are no difference between speakers.
#[test]
fn an_initial_may_be_the_first_name_that_it_fits() {
    let words = "nobody in this town hall wanted to know how rusty the cables were";
    let quoted = |source: &str| format!("{source} | “{words}”");
    let (john, james, initial) = (quoted("*John Smith"), quoted("*James Smith"), quoted("*J. Smith"));
    let rules = |one: &str, other: &str| -> Vec<String> {
        let comparison = compared(&[&[one], &[other], &["*James Smith | it snowed"], &["*John Smith | it rained"]]);
        assert_eq!(comparison.groups.len(), 1);
        comparison.groups[0].differences.iter().map(|difference| difference.rule.to_string()).collect()
    };
    assert_eq!(rules(&john, &initial), Vec::<String>::new());
    assert_eq!(rules(&john, &james), ["difference/speaker"]);
}

#[test]
fn a_spokeswoman_of_one_article_is_not_that_of_another() {
    for source in ["a spokeswoman", "An official", "a report", "two officials", "another spokesman"] {
        let line = format!("{source} | talks failed");
        assert_eq!(rows(&[&[&line], &[&line]]).len(), 2, "{source}");
    }
    for (one, other) in [("the police", "police"), ("Police", "The police"), ("the report", "the report")] {
        let (one, other) = (format!("{one} | talks failed"), format!("{other} | talks went on"));
        assert_eq!(rows(&[&[&one], &[&other]]).len(), 1, "{one}");
    }
}

#[test]
fn two_middle_initials_are_two_people() {
    let articles: [&[&str]; 3] = [&["*Ana B. Ito | a"], &["*Ana C. Ito | b"], &["*Ana Ito | c"]];
    assert_eq!(rows(&articles).len(), 3);
}

#[test]
fn an_office_is_one_row_and_anonymous_sources_are_not() {
    let articles: [&[&str]; 2] = [
        &["The police | a road was shut", "a source | talks failed"],
        &["police | it was open", "a source | talks went on"],
    ];
    assert_eq!(rows(&articles), ["The police: 1 1", "a source: 1 0", "a source: 0 1"]);
}

#[test]
fn an_acronym_that_one_article_introduces() {
    let mut first = document(&["*Audit Bureau | money was missing"]);
    first.text = first.text.replace("missing.", "missing. Audit Bureau (AB)");
    let text = first.text.clone();
    let mark = |start: usize, end: usize| {
        Annotation::machine(Entity { span: Span::from(start..end), kind: EntityKind::Organization }, "test")
    };
    let full = text.rfind("Audit Bureau").expect("it is there");
    let short = text.rfind("AB)").expect("it is there");
    first.annotations.extend([mark(full, full + 12), mark(short, short + 2)]);
    assign_ids(&text, &mut first.annotations);
    let mut second = document(&["*ACB | nothing was missing"]);
    second.text = second.text.replace("ACB", "AB ");
    second.annotations[0] = mark(0, 2);
    let view = View::default();
    let comparison = compare(&[
        ViewedDocument::new(&first, &first.asides, &view),
        ViewedDocument::new(&second, &second.asides, &view),
    ])
    .expect("they are two");
    assert_eq!(comparison.speakers.len(), 1, "{:?}", comparison.speakers);
    assert_eq!(comparison.speakers[0].name, "Audit Bureau");
}

#[test]
fn a_person_who_is_only_mentioned_is_counted() {
    let mut second = document(&["The police | a road was shut"]);
    let start = second.text.len();
    second.text.push_str("Maria Okafor was there.");
    let span = Span::from(start..start + "Maria Okafor".len());
    second.annotations.push(Annotation::machine(Entity { span, kind: EntityKind::Person }, "test"));
    assign_ids(&second.text.clone(), &mut second.annotations);
    let first = document(&["*Maria Okafor | the bridge was old"]);
    let view = View::default();
    let comparison = compare(&[
        ViewedDocument::new(&first, &first.asides, &view),
        ViewedDocument::new(&second, &second.asides, &view),
    ])
    .expect("they are two");
    let cell = &comparison.speakers[0].cells[1];
    assert_eq!((cell.mentions, cell.statements.len(), cell.name.as_str()), (1, 0, "Maria Okafor"));
}

/// An article of one statement whose source has no name, with a speaker whom a person calls so.
fn called(name: &str, source: &str, class: SourceClass) -> Document {
    let mut document = document(&[&format!("{source} | rates would rise")]);
    let statement = document.annotations.last_mut().expect("there is one");
    statement.set_speaker(Some(name));
    if let reportedly_document::Body::Attribution(attribution) = &mut statement.body {
        attribution.source_class = Some(class);
    }
    document
}

#[test]
fn a_speaker_whom_a_person_named_is_the_one_of_that_name_in_another_article() {
    for (source, class) in [("She", SourceClass::Pronoun), ("a friend", SourceClass::Anonymous)] {
        let other = document(&["*Janet Yellen | banks were sound", "*Yellen | growth would slow"]);
        for name in ["Janet Yellen", "janet  yellen", "Ms. Janet Yellen"] {
            let first = called(name, source, class);
            assert_eq!(rows_of(&[first.clone(), other.clone()]).len(), 1, "{name} {class}");
            assert_eq!(rows_of(&[other.clone(), first]).len(), 1, "{name} {class}");
        }
    }
    let first = called("Janet Yellen", "She", SourceClass::Pronoun);
    let rows = |other: &[&str]| rows_of(&[first.clone(), document(other)]);
    assert_eq!(rows(&["*Janet L. Yellen | banks were sound"]), ["Janet L. Yellen: 1 1"]);
    assert_eq!(rows(&["*Ana Ito | banks were sound"]), ["Janet Yellen: 1 0", "Ana Ito: 0 1"]);
    assert_eq!(rows(&["*Yellen | banks were sound"]).len(), 2, "a last name could be another one's");
    let bureau = called("Audit Bureau", "It", SourceClass::Pronoun);
    assert_eq!(rows_of(&[bureau, document(&["*the Audit Bureau | money was missing"])]).len(), 1);
}

#[test]
fn a_name_given_by_a_person_that_could_be_either_of_two_is_left_alone() {
    let rows = |name: &str, other: &[&str]| {
        let first = called(name, "She", SourceClass::Pronoun);
        rows_of(&[first, document(other)]).len()
    };
    assert_eq!(rows("Ana Ito", &["*Ana B. Ito | it rained", "*Ana C. Ito | it was cold"]), 3);
    assert_eq!(rows("Okafor", &["judge *Okafor | he would rule"]), 2);
    assert_eq!(rows("J. Smith", &["*J. Smith | it rained"]), 2);
}

#[test]
fn six_articles_are_too_many() {
    let document = document(&["The police | a road was shut"]);
    let article = ViewedDocument::new(&document, &document.asides, &View::default());
    let error = compare(&vec![article; 6]).unwrap_err();
    assert_eq!(error.to_string(), "6 articles are too many to compare: 5 are the most");
}
