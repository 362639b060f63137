//! Who said what, in small texts.

use super::*;
use crate::annotation::Entity;
use crate::id::assign_ids;
use crate::names::names;

fn find(text: &str, words: &str) -> Span<Byte> {
    let start = text.find(words).expect("the words are in the text");
    Span::from(start..start + words.len())
}

fn statement(text: &str, source: &str, class: SourceClass, content: &str) -> Annotation {
    let source = if source.is_empty() { Vec::new() } else { vec![find(text, source)] };
    let content = vec![find(text, content)];
    let source_class = Some(class);
    Annotation::machine(Attribution { source, content, source_class, ..Attribution::default() }, "test")
}

fn person(text: &str, words: &str) -> Annotation {
    Annotation::machine(Entity { span: find(text, words), kind: EntityKind::Person }, "test")
}

fn refer(annotations: &mut [Annotation], from: usize, to: usize) {
    let id = annotations[to].id.clone();
    if let Body::Attribution(attribution) = &mut annotations[from].body {
        attribution.refers_to = Some(id);
    }
}

fn shown(text: &str, annotations: &[Annotation]) -> String {
    let names = names(text, annotations, &|_| true);
    let line = |source: &Source| format!("{} ({}) {} {:?}", source.name, source.role, source.class, source.statements);
    sources(text, annotations, &names, &References::new(annotations, &names), &|_| true)
        .iter()
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
}

const TEXT: &str = "Ana Ito, the mayor, said A. She said B. Officials said C. The officials said D. \
    A source close to Ana Ito said E. It was reported that F.";

fn annotations() -> Vec<Annotation> {
    let mut all = vec![
        person(TEXT, "Ana Ito"),
        statement(TEXT, "Ana Ito, the mayor,", SourceClass::Named, "A."),
        statement(TEXT, "She", SourceClass::Pronoun, "B."),
        statement(TEXT, "Officials", SourceClass::Official, "C."),
        statement(TEXT, "The officials", SourceClass::Official, "D."),
        statement(TEXT, "A source close to Ana Ito", SourceClass::Anonymous, "E."),
        statement(TEXT, "", SourceClass::None, "F."),
    ];
    assign_ids(TEXT, &mut all);
    all
}

#[test]
fn statements_of_one_source_are_together() {
    let mut all = annotations();
    refer(&mut all, 2, 1);
    insta::assert_snapshot!(shown(TEXT, &all), @r"
    Ana Ito (the mayor) named [1, 2]
    Officials () official [3, 4]
    A source close to Ana Ito () anonymous [5]
     () none [6]
    ");
}

#[test]
fn whom_a_pronoun_stands_for() {
    let mut all = annotations();
    let names = names(TEXT, &all, &|_| true);
    assert_eq!(References::new(&all, &names).inferred(TEXT, &all, &names, 2), None);
    refer(&mut all, 2, 1);
    assert_eq!(References::new(&all, &names).inferred(TEXT, &all, &names, 2).as_deref(), Some("Ana Ito"));
    assert_eq!(References::new(&all, &names).inferred(TEXT, &all, &names, 1), None, "it says so itself");
    assert_eq!(References::new(&all, &names).inferred(TEXT, &all, &names, 99), None);
}

/// What the one statement of such a source is filed under, where these names are marked in it.
fn filed(source: &str, marked: &[(&str, EntityKind)]) -> String {
    let text = [source, " said X."].concat();
    let mut all = vec![statement(&text, source, SourceClass::Named, "X.")];
    let entity = |&(words, kind): &(&str, EntityKind)| Entity { span: find(&text, words), kind };
    all.extend(marked.iter().map(|marked| Annotation::machine(entity(marked), "test")));
    shown(&text, &all)
}

use EntityKind::{Organization, Person, Place};

#[test]
fn a_name_that_is_who_speaks() {
    let moen = &[("Greta Moen", Person)];
    insta::assert_snapshot!(filed("Greta Moen, who runs the firm,", moen), @"Greta Moen (who runs the firm) named [0]");
    insta::assert_snapshot!(filed("Secretary of State Greta Moen", moen), @"Greta Moen (Secretary of State) named [0]");
    let both = &[("Norlink", Organization), ("Greta Moen", Person)];
    insta::assert_snapshot!(filed("Norlink’s chief, Greta Moen,", both), @"Greta Moen (Norlink’s chief) named [0]");
    insta::assert_snapshot!(filed("The head of Norlink, Greta Moen", both), @"Greta Moen (The head of Norlink) named [0]");
    insta::assert_snapshot!(filed("Greta Moen of Norlink", both), @"Greta Moen (of Norlink) named [0]");
    insta::assert_snapshot!(filed("The Norlink in Oslo", &[("Norlink", Organization), ("Oslo", Place)]), @"Norlink (in Oslo) named [0]");
    insta::assert_snapshot!(filed("Oslo", &[("Oslo", Place)]), @"Oslo () named [0]");
}

#[test]
fn a_name_that_only_says_whose() {
    let moen = &[("Greta Moen", Person)];
    insta::assert_snapshot!(filed("Greta Moen’s lawyer", moen), @"Greta Moen’s lawyer () named [0]");
    insta::assert_snapshot!(filed("A friend of Greta Moen", moen), @"A friend of Greta Moen () named [0]");
    insta::assert_snapshot!(filed("Greta Moen supporters", moen), @"Greta Moen supporters () named [0]");
    let norlink = &[("Norlink", Organization)];
    insta::assert_snapshot!(filed("The head of the big Norlink union", norlink), @"The head of the big Norlink union () named [0]");
    insta::assert_snapshot!(filed("Residents of Oslo", &[("Oslo", Place)]), @"Residents of Oslo () named [0]");
}

#[test]
fn a_role_has_nothing_before_or_after_it_that_is_none() {
    let moen = &[("Greta Moen", Person)];
    insta::assert_snapshot!(filed("Image caption Greta Moen", moen), @"Greta Moen () named [0]");
    insta::assert_snapshot!(filed("Photo: mayor Greta Moen", moen), @"Greta Moen (mayor) named [0]");
    insta::assert_snapshot!(filed("Listen to this\nMayor Greta Moen", moen), @"Greta Moen (Mayor) named [0]");
    insta::assert_snapshot!(filed("And Greta Moen, the head of", moen), @"Greta Moen (the head) named [0]");
    insta::assert_snapshot!(filed("— the mayor, Greta Moen —", moen), @"Greta Moen (the mayor) named [0]");
    insta::assert_snapshot!(filed("The Greta Moen", moen), @"Greta Moen () named [0]");
    insta::assert_snapshot!(filed("Video editor Greta Moen", moen), @"Greta Moen (Video editor) named [0]");
}

#[test]
fn a_source_that_only_mentions_a_name_says_nothing_of_its_role() {
    let text = "Norlink said A. The supplier, a part of Norlink, said B.";
    let norlink = |at: usize| {
        let start = text.match_indices("Norlink").nth(at).expect("it is there").0;
        Annotation::machine(Entity { span: Span::from(start..start + 7), kind: Organization }, "test")
    };
    let mut all = vec![
        norlink(0),
        statement(text, "Norlink", SourceClass::Named, "A."),
        statement(text, "The supplier, a part of Norlink,", SourceClass::Named, "B."),
        norlink(1),
    ];
    assign_ids(text, &mut all);
    refer(&mut all, 2, 0);
    insta::assert_snapshot!(shown(text, &all), @"Norlink () named [1, 2]");
}

#[test]
fn who_said_what_does_not_depend_on_what_is_shown() {
    let mut all = annotations();
    refer(&mut all, 2, 1);
    let names = names(TEXT, &all, &|_| true);
    let references = References::new(&all, &names);
    let listed = |shown: &dyn Fn(&Annotation) -> bool| {
        let line = |source: &Source| format!("{} ({}) {:?}", source.name, source.role, source.statements);
        sources(TEXT, &all, &names, &references, shown).iter().map(line).collect::<Vec<_>>().join("\n")
    };
    let pronouns =
        |mark: &Annotation| mark.attribution().is_some_and(|it| it.source_class == Some(SourceClass::Pronoun));
    assert_eq!(listed(&pronouns), "Ana Ito (the mayor) [2]", "her name and role are in a statement that is not shown");
    assert_eq!(listed(&|_| false), "");
}

#[test]
fn the_most_telling_mention_says_what_a_source_is() {
    let text = "They said A. Officials said B.";
    let mut all = vec![
        statement(text, "They", SourceClass::Pronoun, "A."),
        statement(text, "Officials", SourceClass::Official, "B."),
    ];
    assign_ids(text, &mut all);
    insta::assert_snapshot!(shown(text, &all), @r"
    They () pronoun [0]
    Officials () official [1]
    ");
    refer(&mut all, 0, 1);
    insta::assert_snapshot!(shown(text, &all), @"Officials () official [0, 1]");
}

#[test]
fn whom_a_person_calls_by_a_name_goes_before_what_the_text_says() {
    let text = "Ana Ito said A. She said B. A friend said C. Bo Lund said D.";
    let mut all = vec![
        statement(text, "Ana Ito", SourceClass::Named, "A."),
        statement(text, "She", SourceClass::Pronoun, "B."),
        statement(text, "A friend", SourceClass::Anonymous, "C."),
        statement(text, "Bo Lund", SourceClass::Named, "D."),
        person(text, "Ana Ito"),
        person(text, "Bo Lund"),
    ];
    assign_ids(text, &mut all);
    refer(&mut all, 1, 0);
    insta::assert_snapshot!(shown(text, &all), @r"
    Ana Ito () named [0, 1]
    A friend () anonymous [2]
    Bo Lund () named [3]
    ");
    all[0].set_speaker(Some("Eva Holm"));
    all[2].set_speaker(Some("bo lund"));
    insta::assert_snapshot!(shown(text, &all), @r"
    Eva Holm () named [0, 1]
    Bo Lund () named [2, 3]
    ");
    all[3].set_speaker(Some("Friend"));
    all[2].set_speaker(Some("a friend"));
    insta::assert_snapshot!(shown(text, &all), @r"
    Eva Holm () named [0, 1]
    a friend () anonymous [2, 3]
    ");
}

/// "A friend of Moen", who is Moen herself: a person's correction is shown, though its words are among those of the text.
#[test]
fn whom_a_person_calls_by_a_part_of_the_sources_words_is_shown() {
    let text = "A friend of Moen said A. Greta Moen, the mayor, said B. She said C.";
    let mut all = vec![
        statement(text, "A friend of Moen", SourceClass::Anonymous, "A."),
        statement(text, "Greta Moen, the mayor,", SourceClass::Named, "B."),
        statement(text, "She", SourceClass::Pronoun, "C."),
        person(text, "Greta Moen"),
    ];
    assign_ids(text, &mut all);
    refer(&mut all, 2, 0);
    let names = names(text, &all, &|_| true);
    let shown = |all: &[Annotation], at| References::new(all, &names).inferred(text, all, &names, at);
    assert_eq!([0, 1, 2].map(|at| shown(&all, at)), [None, None, Some("A friend of Moen".to_owned())]);
    all[0].set_speaker(Some("Moen"));
    assert_eq!(shown(&all, 0).as_deref(), Some("Moen"));
    assert_eq!(shown(&all, 2).as_deref(), Some("Moen"), "who stands for the friend stands for Moen");
    all[0].set_speaker(Some("a friend of Moen"));
    assert_eq!(shown(&all, 0), None, "the text calls them so itself");
    all[1].set_speaker(Some("greta moen"));
    assert_eq!(shown(&all, 1), None, "and so does its name for the source");
}

#[test]
fn a_name_of_a_megabyte_is_shown_by_its_beginning() {
    let long = "Ito ".repeat(1 << 18);
    let text = [long.trim_end(), ", the mayor of ", &long, "said A. She said B."].concat();
    let mut all = vec![
        person(&text, long.trim_end()),
        statement(&text, text.split(" said").next().expect("it is there"), SourceClass::Named, "A."),
        statement(&text, "She", SourceClass::Pronoun, "B."),
    ];
    assign_ids(&text, &mut all);
    refer(&mut all, 2, 0);
    let names = names(&text, &all, &|_| true);
    let references = References::new(&all, &names);
    let found = sources(&text, &all, &names, &references, &|_| true);
    assert_eq!((found.len(), found[0].statements.as_slice()), (1, [1, 2].as_slice()));
    for shown in [&found[0].name, &found[0].role, &references.inferred(&text, &all, &names, 2).expect("it is a name")] {
        assert!((100..=300).contains(&shown.chars().count()) && shown.ends_with('…'), "{shown}");
    }
}

#[test]
fn a_statement_leads_to_those_that_it_stands_for() {
    let mut all = annotations();
    refer(&mut all, 2, 3);
    let names = names(TEXT, &all, &|_| true);
    let leads = |all: &[Annotation], at, other| References::new(all, &names).leads_to(at, other);
    assert!(leads(&all, 2, 3) && leads(&all, 2, 2) && !leads(&all, 3, 2));
    refer(&mut all, 3, 2);
    assert!(leads(&all, 3, 2) && !leads(&all, 3, 0), "a circle that there is already ends");
}

#[test]
fn references_in_a_circle_end() {
    let mut all = annotations();
    refer(&mut all, 2, 3);
    refer(&mut all, 3, 2);
    assert_eq!(shown(TEXT, &all).lines().count(), 5);
}
