//! What holds of any edits of any text, whoever made them: nothing panics, nothing is lost, and lists that should
//! come to the same do.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use reportedly_document::{
    Anchor, Annotation, Attribution, Body, Byte, Change, Document, Edit, Entity, EntityKind, Form, Hedge, HedgeKind,
    History, Id, Labels, Layer, Op, Part, Phrase, SourceClass, Span, Speaker, Stance, Target, Voice, assign_ids, json,
    rebase, resolve, squashed,
};

fn text() -> impl Strategy<Value = String> {
    vec(select(vec!["may ", "Öl", "“we”", " she said", "🇮🇷", ".", "\n", "it ", "may rain", "e\u{301}"]), 0..16)
        .prop_map(|parts| parts.concat())
}

/// A span of this text, on character boundaries and not empty, unless the text is.
fn inside(text: &str, a: &Index, b: &Index) -> Span<Byte> {
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let (a, b) = (a.index(bounds.len()), b.index(bounds.len()));
    let (first, last) = (a.min(b), a.max(b));
    if first == last && first > 0 {
        return Span::from(bounds[first - 1]..bounds[last]);
    }
    Span::from(bounds[first]..bounds[last.max(first + 1).min(bounds.len() - 1)])
}

#[derive(Clone, Debug)]
struct Seed {
    layer: Layer,
    spans: Vec<(Index, Index)>,
    pick: Index,
}

fn seed() -> impl Strategy<Value = Seed> {
    (select(vec![Layer::Entity, Layer::Hedge, Layer::Attribution]), vec(any::<(Index, Index)>(), 3), any::<Index>())
        .prop_map(|(layer, spans, pick)| Seed { layer, spans, pick })
}

/// The machine's marks: as an engine makes them, but anywhere.
fn machine(text: &str, seeds: &[Seed]) -> Vec<Annotation> {
    if text.is_empty() {
        return Vec::new();
    }
    let mut marks: Vec<Annotation> = Vec::new();
    for seed in seeds {
        let span = |at: usize| inside(text, &seed.spans[at].0, &seed.spans[at].1);
        let body = match seed.layer {
            Layer::Entity => Entity { span: span(0), kind: EntityKind::Place }.into(),
            Layer::Hedge => Hedge { span: span(0), kind: HedgeKind::Modal, voice: Some(Voice::Author) }.into(),
            Layer::Attribution => Attribution {
                source: vec![span(0)],
                cue: vec![span(1)],
                content: vec![span(2)],
                form: Some(Form::Indirect),
                source_class: Some(SourceClass::Pronoun),
                ..Attribution::default()
            }
            .into(),
        };
        if !marks.iter().any(|mark| mark.body == body) {
            marks.push(Annotation::machine(body, "test/any"));
        }
    }
    assign_ids(text, &mut marks);
    let ids: Vec<Id> = marks.iter().map(|mark| mark.id.clone()).collect();
    for (at, seed) in seeds.iter().enumerate().take(marks.len()) {
        if let Body::Attribution(attribution) = &mut marks[at].body {
            attribution.refers_to = Some(seed.pick.get(&ids).clone()).filter(|id| *id != ids[at]);
        }
    }
    // An engine's marks are in order, and its voices follow from its statements. An edit without effect sees to that.
    let nothing = Op::Hide(Phrase { layer: Layer::Hedge, words: "not in any text".into() });
    resolve(text, &marks, &[nothing.into()]).annotations
}

fn labels() -> impl Strategy<Value = Labels> {
    prop_oneof![
        select(vec![EntityKind::Place, EntityKind::Person]).prop_map(Labels::Entity),
        select(vec![HedgeKind::Modal, HedgeKind::Belief]).prop_map(Labels::Hedge),
        (any::<bool>(), any::<bool>()).prop_map(|(form, stance)| Labels::Attribution {
            form: form.then_some(Form::Direct),
            source_class: None,
            stance: stance.then_some(Stance::Doubtful),
        }),
    ]
}

/// What an edit is made from, whatever the text.
#[derive(Clone, Debug)]
enum Draft {
    /// Of a mark that is there.
    Sensible { on: Index, other: Index, kind: u8, labels: Labels, spans: (Index, Index), note: String },
    /// Of anything at all.
    Wild { id: String, spans: Vec<(Part, u32, u32)>, lost: Option<String>, kind: u8, labels: Labels },
}

fn draft() -> impl Strategy<Value = Draft> {
    let part = select(vec![Part::Entity, Part::Hedge, Part::Source, Part::Cue, Part::Content, Part::Via]);
    prop_oneof![
        4 => (any::<Index>(), any::<Index>(), 0..13u8, labels(), any::<(Index, Index)>(), "[ab]?").prop_map(
            |(on, other, kind, labels, spans, note)| Draft::Sensible { on, other, kind, labels, spans, note }
        ),
        1 => ("[eha][ab]", vec((part, 0..40u32, 0..40u32), 0..3), any::<bool>(), 0..13u8, labels()).prop_map(
            |(id, spans, lost, kind, labels)| Draft::Wild { id, spans, lost: lost.then(|| "it may".into()), kind, labels }
        ),
    ]
}

fn edit(text: &str, machine: &[Annotation], draft: &Draft) -> Edit {
    match draft {
        Draft::Sensible { on, other, kind, labels, spans, note } if !machine.is_empty() => {
            let (on, other) = (on.get(machine), other.get(machine));
            let span = inside(text, &spans.0, &spans.1);
            let own_part = |mark: &Annotation| mark.parts().last().map_or(Part::Content, |(part, _)| part);
            let op = match kind {
                9 => Op::Hide(Phrase::of(text, on)),
                10 => Op::Show(Phrase::of(text, on)),
                11 => {
                    let part = match labels.layer() {
                        Layer::Entity => Part::Entity,
                        Layer::Hedge => Part::Hedge,
                        Layer::Attribution => Part::Content,
                    };
                    return Edit::add(text, vec![(part, span)], *labels);
                }
                12 => Op::Mark(Target::of(on), Change::Add(Labels::of(on))),
                _ => Op::Mark(
                    Target::of(on),
                    match kind {
                        0 => Change::Accept(Labels::of(on)),
                        1 => Change::Reject,
                        2 => Change::Relabel(*labels),
                        3 => Change::Resize(Anchor::new(vec![(own_part(on), span)])),
                        4 => Change::Speaker(Speaker::RefersTo(Target::of(other))),
                        5 => Change::Speaker(Speaker::Words(Anchor::new(vec![(Part::Source, span)]))),
                        6 if note.is_empty() => Change::Speaker(Speaker::Nobody),
                        6 => Change::Speaker(Speaker::Named(note.clone())),
                        7 => Change::Note(note.clone()),
                        _ => Change::Reset,
                    },
                ),
            };
            op.into()
        }
        Draft::Sensible { .. } => Op::Unknown("later".into()).into(),
        Draft::Wild { id, spans, lost, kind, labels } => {
            let spans = spans.iter().map(|&(part, a, b)| (part, Span::new(a.min(b), a.max(b)))).collect();
            let target = Target { id: Id::new(id.clone()), anchor: Anchor { spans, lost: lost.clone() } };
            let anchor = target.anchor.clone();
            let change = match kind {
                0 => Change::Accept(*labels),
                1 => Change::Reject,
                2 => Change::Relabel(*labels),
                3 => Change::Resize(anchor),
                4 => Change::Speaker(Speaker::RefersTo(target.clone())),
                5 => Change::Speaker(Speaker::Words(anchor)),
                6 => Change::Note("x".into()),
                7 => Change::Reset,
                _ => Change::Add(*labels),
            };
            Edit::mark(target, change)
        }
    }
}

prop_compose! {
    /// A text, the machine's marks on it, and edits of any kind.
    fn case()(text in text(), seeds in vec(seed(), 0..6), drafts in vec(draft(), 0..12))
        -> (String, Vec<Annotation>, Vec<Edit>) {
        let machine = machine(&text, &seeds);
        let edits = drafts.iter().map(|draft| edit(&text, &machine, draft)).collect();
        (text, machine, edits)
    }
}

proptest! {
    #[test]
    fn what_is_shown_is_of_the_text((text, machine, edits) in case()) {
        let resolved = resolve(&text, &machine, &edits);
        let lists = [&resolved.annotations, &resolved.rejected, &resolved.hidden];
        for mark in lists.into_iter().flatten() {
            for (_, span) in mark.parts() {
                prop_assert!(text.get(span.range()).is_some_and(|words| !words.is_empty()), "{mark:?}");
            }
        }
        let order = |mark: &Annotation| (mark.cover().start, mark.layer(), mark.cover().end);
        prop_assert!(lists.iter().all(|list| list.is_sorted_by_key(order)));
        let shown = |id: &Id| resolved.annotations.iter().any(|mark| mark.id == *id);
        for mark in &resolved.annotations {
            let referent = mark.attribution().and_then(|attribution| attribution.refers_to.as_ref());
            prop_assert!(referent.is_none_or(shown), "nobody refers to what is not shown");
        }
    }

    /// Every edit that counts is carried out or in doubt: without those in doubt, the outcome is the same.
    #[test]
    fn doubts_are_what_has_no_effect((text, machine, edits) in case()) {
        let resolved = resolve(&text, &machine, &edits);
        prop_assert!(resolved.conflicts.is_sorted_by_key(|conflict| conflict.edit));
        let all = squashed(&edits);
        let again = resolve(&text, &machine, &all);
        prop_assert_eq!(&again.annotations, &resolved.annotations);
        prop_assert_eq!(&again.rejected, &resolved.rejected);
        prop_assert_eq!(&again.hidden, &resolved.hidden);
        prop_assert_eq!(&again.phrases, &resolved.phrases);
        let whys = |conflicts: &[reportedly_document::EditConflict]| conflicts.iter().map(|conflict| conflict.reason).collect::<Vec<_>>();
        prop_assert_eq!(whys(&again.conflicts), whys(&resolved.conflicts));
        prop_assert_eq!(squashed(&all), all, "there is nothing more to leave out");
    }

    /// A file may hold what was resolved, with the edits that led there.
    #[test]
    fn resolving_twice_is_resolving_once((text, machine, edits) in case()) {
        let once = resolve(&text, &machine, &edits).annotations;
        prop_assert_eq!(&resolve(&text, &once, &edits).annotations, &once);
    }

    #[test]
    fn nothing_done_changes_nothing((text, machine, _) in case()) {
        let resolved = resolve(&text, &machine, &[]);
        prop_assert_eq!(&resolved.annotations, &machine);
        prop_assert!(resolved.rejected.is_empty() && resolved.hidden.is_empty() && resolved.conflicts.is_empty());
    }

    /// A reset leaves nothing of what was done to a mark before.
    #[test]
    fn reset_forgets((text, machine, mut edits) in case()) {
        let targets: Vec<_> = edits.iter().filter_map(Edit::target).cloned().collect();
        edits.extend(machine.iter().flat_map(|mark| {
            let phrase = Phrase::of(&text, mark);
            [Edit::mark(Target::of(mark), Change::Reset), Op::Show(phrase).into()]
        }));
        edits.extend(targets.into_iter().map(|target| Edit::mark(target, Change::Reset)));
        prop_assert_eq!(resolve(&text, &machine, &edits).annotations, machine);
    }

    #[test]
    fn files_keep_edits((text, machine, edits) in case()) {
        let mut document = Document { text, annotations: machine, edits, ..Document::default() };
        let file = json::write(&document);
        let read = json::read(&file).expect("what was written can be read, whatever it was");
        prop_assert_eq!(json::write(&read), file);
        let text = document.text.clone();
        document.edits.retain(|edit| makes_sense(&text, edit));
        prop_assert_eq!(json::read(&json::write(&document)).ok(), Some(document));
    }

    #[test]
    fn history_is_a_list_of_steps((_, _, edits) in case(), moves in vec(0..4usize, 0..20)) {
        let mut history = History::of(edits.iter().take(2).cloned().collect());
        let mut steps: Vec<Vec<Edit>> = vec![history.edits().to_vec()];
        let mut done = 1;
        for (at, &size) in moves.iter().enumerate() {
            if size == 0 {
                prop_assert_eq!(history.can_undo(), done > 1);
                let undone = history.undo().map(<[_]>::to_vec);
                prop_assert_eq!(undone.as_ref(), (done > 1).then(|| &steps[done - 1]));
                done -= usize::from(done > 1);
            } else if size == 1 {
                prop_assert_eq!(history.can_redo(), done < steps.len());
                let redone = history.redo().map(<[_]>::to_vec);
                prop_assert_eq!(redone.as_ref(), steps.get(done));
                done = (done + 1).min(steps.len());
            } else {
                let step: Vec<Edit> = edits.iter().cycle().skip(at).take(size.min(edits.len())).cloned().collect();
                let before = history.edits().to_vec();
                history.apply(step.clone());
                if !step.is_empty() {
                    let mut undone = history.clone();
                    undone.undo();
                    prop_assert_eq!(undone.edits(), before);
                    steps.truncate(done);
                    steps.push(step);
                    done += 1;
                }
            }
            prop_assert_eq!(history.edits(), steps[..done].concat());
            let bytes = postcard::to_allocvec(&history).expect("a history can be stored");
            let read = postcard::from_bytes::<History>(&bytes);
            prop_assert_eq!(read.as_ref(), Ok(&history));
        }
    }

    #[test]
    fn the_same_text_moves_nothing((text, _, edits) in case()) {
        let mut moved = edits.clone();
        rebase(&mut moved, &text, &text);
        prop_assert_eq!(moved, edits);
    }

    /// Whatever a text becomes, its edits fit it or are in doubt, and the words under a mark stay its words.
    #[test]
    fn edits_follow_their_words((old, machine, edits) in case(), new in text()) {
        let mut moved = edits.clone();
        rebase(&mut moved, &old, &new);
        prop_assert_eq!(moved.len(), edits.len());
        for (before, after) in edits.iter().zip(&moved) {
            let (Some(before), Some(after)) = (before.target(), after.target()) else { continue };
            prop_assert!(after.anchor.lost.is_some() || after.anchor.fits(&new) || old == new);
            if before.anchor.fits(&old) && before.anchor.layer() != Some(Layer::Attribution) {
                prop_assert_eq!(before.anchor.words(&old), after.anchor.words(&new));
            }
            if before.is_derived(&old) && after.anchor.lost.is_none() {
                prop_assert!(after.is_derived(&new));
            }
        }
        let conflicts = resolve(&new, &machine_of(&new, &machine), &moved).conflicts;
        let counted = squashed(&moved).iter().filter(|edit| edit.is_lost()).count();
        prop_assert!(conflicts.len() >= counted, "what is lost is in doubt");
    }

    /// What an edit of the text takes away comes back with it.
    #[test]
    fn there_and_back(line in "[a-z]{4,8} may [a-z]{4,8}", other in "[A-Z]{3,6} [A-Z]{3,6}") {
        let old = format!("{other}.\n{line}.");
        let start = old.find("may").expect("it is in the line") as u32;
        let add = Edit::add(&old, vec![(Part::Hedge, Span::new(start, start + 3))], Labels::Hedge(HedgeKind::Modal));
        let mut edits = [add.clone()];
        rebase(&mut edits, &old, &other);
        prop_assert!(edits[0].is_lost());
        rebase(&mut edits, &other, &old);
        prop_assert_eq!(&edits[0], &add);
        // A paragraph that changes its place takes its marks with it.
        let swapped = format!("{line}.\n{other}.");
        rebase(&mut edits, &old, &swapped);
        prop_assert!(!edits[0].is_lost());
        prop_assert_eq!(edits[0].target().expect("it has one").anchor.words(&swapped), "may");
    }
}

/// Whether all places of an edit are of this text and belong to a mark of one layer.
fn makes_sense(text: &str, edit: &Edit) -> bool {
    let Op::Mark(target, change) = &edit.op else { return true };
    let layer = target.anchor.layer();
    let fits = |anchor: &Anchor| anchor.fits(text) && anchor.layer().is_some();
    let change_fits = match change {
        Change::Accept(labels) | Change::Add(labels) | Change::Relabel(labels) => Some(labels.layer()) == layer,
        Change::Resize(anchor) => fits(anchor) && anchor.layer() == layer,
        Change::Speaker(speaker) => {
            layer == Some(Layer::Attribution)
                && match speaker {
                    Speaker::Words(anchor) => fits(anchor) && anchor.layer() == layer,
                    Speaker::RefersTo(named) => fits(&named.anchor),
                    Speaker::Nobody => true,
                    Speaker::Named(name) => name.chars().any(|c| !c.is_whitespace() && !c.is_control()),
                }
        }
        Change::Reject | Change::Note(_) | Change::Reset => true,
    };
    fits(&target.anchor) && change_fits
}

/// Marks of another text that this one happens to have room for.
fn machine_of(text: &str, machine: &[Annotation]) -> Vec<Annotation> {
    let fits = |mark: &&Annotation| mark.parts().all(|(_, span)| text.get(span.range()).is_some());
    machine.iter().filter(fits).cloned().collect()
}

#[test]
fn a_stored_history_is_checked() {
    let stored = |edits: Vec<Edit>, ends: Vec<u32>, done: u32| {
        postcard::to_allocvec(&(edits, ends, done)).expect("numbers can be stored")
    };
    let hide: Edit = Op::Hide(Phrase { layer: Layer::Hedge, words: "may".into() }).into();
    let read = |bytes: Vec<u8>| postcard::from_bytes::<History>(&bytes).is_ok();
    assert!(read(stored(vec![hide.clone()], vec![0, 1], 1)));
    assert!(!read(stored(vec![hide.clone()], vec![0, 2], 1)), "a step ends after the edits");
    assert!(!read(stored(vec![hide.clone()], vec![1, 0, 1], 1)), "a step ends before it begins");
    assert!(!read(stored(vec![hide], vec![0, 1], 2)), "more is done than there is");
}
