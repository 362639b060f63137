//! What several people marked, together.

mod sample;

use reportedly_document::{Body, Change, Document, Edit, EntityKind, Labels, Part, Span, resolve};
use reportedly_formats::{Merged, MergedMark, merge};

fn edited(document: &Document, id: &str, change: Change) -> Edit {
    let resolved = resolve(&document.text, &document.annotations, &document.edits);
    let mark = resolved.annotations.iter().find(|mark| mark.id.as_str() == id).expect("there is such a mark");
    resolved.edit(mark, change)
}

fn find<'m>(merged: &'m Merged, words: &str) -> Vec<&'m MergedMark> {
    merged.marks.iter().filter(|merged_mark| merged_mark.mark.cover().of(&merged.text) == words).collect()
}

#[test]
fn who_marked_what() {
    let mut base = sample::article();
    base.edits.clear();
    let (mut ana, mut ben, cem) = (base.clone(), base.clone(), base);
    let start = ana.text.find("Monday").expect("it is there");
    let monday = vec![(Part::Entity, Span::from(start..start + 6))];
    ana.edits.push(Edit::add(&ana.text, monday.clone(), Labels::Entity(EntityKind::Date)));
    ben.edits.push(Edit::add(&ben.text, monday, Labels::Entity(EntityKind::Date)));
    ana.edits.push(edited(&ana, "e2", Change::Relabel(Labels::Entity(EntityKind::Other))));
    ben.edits.push(edited(&ben, "h1", Change::Reject));
    ana.edits.push(edited(&ana, "e3", Change::Note("hers".into())));
    ben.edits.push(edited(&ben, "e3", Change::Note("his".into())));

    let merged = merge(&[("Ana".into(), ana), ("Ben".into(), ben), ("Cem".into(), cem)]).expect("one text");
    assert_eq!(merged.people, ["Ana", "Ben", "Cem"]);
    let who = |mark: &MergedMark| (mark.by.clone(), mark.settled_by.clone(), mark.rejected_by.clone());

    let [monday] = find(&merged, "Monday")[..] else { panic!("two made one mark") };
    assert_eq!(who(monday), (vec![0, 1], vec![0, 1], vec![]));
    let [may] = find(&merged, "may")[..] else { panic!("there is one hedge") };
    assert_eq!(who(may), (vec![0, 2], vec![], vec![1]));
    let [other, organization] = find(&merged, "Radio Fjell")[..] else { panic!("they call it otherwise") };
    assert!(matches!(&other.mark.body, Body::Entity(entity) if entity.kind == EntityKind::Other));
    assert_eq!((who(other).0, who(organization).0), (vec![0], vec![1, 2]));
    let noted = merged.marks.iter().find(|mark| mark.mark.id.as_str() == "e3").expect("it is there");
    assert_eq!(noted.notes, [(0, "hers".to_owned()), (1, "his".to_owned())]);

    let starts: Vec<_> = merged.marks.iter().map(|mark| mark.mark.cover().start).collect();
    assert!(starts.is_sorted());
}

/// What follows from other marks does not make two marks of one: whom a statement refers to, and whose a hedge is.
#[test]
fn what_follows_from_others_is_no_difference() {
    let (ana, mut ben) = (sample::article(), sample::article());
    ben.edits.push(edited(&ben, "e1", Change::Reject));
    ben.edits.push(edited(
        &ben,
        "a1",
        Change::Accept(Labels::Attribution { form: None, source_class: None, stance: None }),
    ));
    let mut cem = sample::article();
    cem.edits.push(edited(&cem, "a1", Change::Reject));
    let bodies = |document: &Document, id: &str| {
        let marks = resolve(&document.text, &document.annotations, &document.edits).annotations;
        marks.into_iter().find(|mark| mark.id.as_str() == id).map(|mark| mark.body)
    };
    assert_ne!(bodies(&ana, "a1"), bodies(&ben, "a1"), "she is nobody without her name");
    assert_ne!(bodies(&ana, "h1"), bodies(&cem, "h1"), "what nobody says is the author's");

    let merged = merge(&[("Ana".into(), ana), ("Ben".into(), ben), ("Cem".into(), cem)]).expect("one text");
    let by = |id: &str| {
        let marks = merged.marks.iter().filter(|merged| merged.mark.id.as_str() == id);
        marks.map(|merged| merged.by.clone()).collect::<Vec<_>>()
    };
    assert_eq!(by("a1"), [vec![0, 1]]);
    assert_eq!(by("h1"), [vec![0, 1, 2]]);
}

#[test]
fn one_text_only() {
    let (one, mut other) = (sample::article(), sample::article());
    other.text.push('.');
    let error = merge(&[("Ana".into(), one), ("Ben".into(), other)]).expect_err("the texts differ");
    assert_eq!(error.to_string(), "the marks of Ben are about another text");
    assert_eq!(merge(&[]).expect("nobody disagrees"), Merged::default());
}
