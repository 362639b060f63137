//! Machine annotations and a person's edits, put together.

mod mark;
mod voice;

use crate::annotation::{Annotation, Body, Origin};
use crate::edit::{Change, Edit, Labels, Op, Phrase, Speaker, Target};
use crate::squash::{phrase_subject, phrase_subjects, subject, that_count};
use crate::stable_sort::{first_equals, sort_by_key};
use mark::Mark;

/// What a reader sees: the machine's annotations after a person's edits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolved {
    /// The marks, in the order of the text: by first byte, then layer, then last byte.
    pub annotations: Vec<Annotation>,
    /// Marks that a person rejected, in the same order. Those that a person had added have [`Origin::Person`].
    pub rejected: Vec<Annotation>,
    /// The machine's marks on phrases that a person hid, in the same order.
    pub hidden: Vec<Annotation>,
    /// The phrases that are hidden.
    pub phrases: Vec<Phrase>,
    /// The edits that could not be carried out, in the order in which they were made.
    pub conflicts: Vec<EditConflict>,
    /// Marks whose spans a person changed, as they were.
    changed: Vec<Target>,
}

/// An edit that could not be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EditConflict {
    /// Its place in the list of edits.
    pub edit: usize,
    /// Why.
    pub reason: Reason,
}

/// Why an edit could not be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// An edit of the text has taken away what it was about. Its anchor has the words.
    Lost,
    /// There is no such mark: the engine, or another version of it, does not make it here.
    NoMark,
    /// The same, and the edit was to reject it: there is nothing left to do.
    NoMarkAsWanted,
    /// The mark that names the speaker is not there, or was rejected or hidden.
    NoSpeaker,
    /// It does not make sense for this text or this mark, such as a span outside the text.
    Invalid,
    /// It is an operation of a later version of this program.
    Unknown,
}

/// Carries out a person's edits on the machine's annotations of a text.
///
/// The same input gives the same output. No edit is lost: what could not be carried out is in
/// [`conflicts`](Resolved::conflicts). What comes out can be resolved with the same edits again and gives the same
/// annotations, so that a file may hold either. The machine's spans must be of this text; nothing is asked of edits,
/// which may come from anywhere. Takes `n log n` time.
///
/// `refers_to` is followed past marks that were rejected or hidden, and the voice of hedges follows what was done to
/// statements.
///
/// ```
/// use reportedly_document::{Annotation, Change, Edit, Hedge, HedgeKind, Origin, Phrase, Span, Target, Voice};
/// use reportedly_document::{Labels, assign_ids, resolve};
///
/// let text = "It may rain in May.";
/// let mut machine = [(3, 6), (15, 18)].map(|(start, end)| {
///     let hedge = Hedge { span: Span::new(start, end), kind: HedgeKind::Modal, voice: Some(Voice::Author) };
///     Annotation::machine(hedge, "hedge/modal")
/// });
/// assign_ids(text, &mut machine);
///
/// let first = resolve(text, &machine, &[]);
/// let accept = first.accept(&first.annotations[0]);
/// let reject = first.edit(&first.annotations[1], Change::Reject);
/// let resolved = resolve(text, &machine, &[accept, reject]);
/// assert_eq!(resolved.annotations.len(), 1);
/// assert_eq!(resolved.annotations[0].origin, Origin::Confirmed);
/// assert_eq!(resolved.rejected[0].cover().of(text), "May");
/// ```
pub fn resolve(text: &str, machine: &[Annotation], edits: &[Edit]) -> Resolved {
    // Marks have places: the machine's first, then one for each edit, used by those that add a mark.
    let phrases = phrase_subjects(edits);
    let mut names: Vec<&str> = Vec::with_capacity(2 * (machine.len() + edits.len()));
    names.extend(machine.iter().map(|mark| mark.id.as_str()));
    names.extend(edits.iter().zip(&phrases).map(|(edit, phrase)| subject(edit, phrase)));
    names.extend(edits.iter().map(|edit| speaker(edit).map_or("", |target| target.id.as_str())));
    names.extend(machine.iter().map(|mark| referent(mark).unwrap_or_default()));
    let indices = first_equals(&names);
    let (own, rest) = indices.split_at(machine.len() + edits.len());
    let subjects = &own[machine.len()..];
    let (speakers, referents) = rest.split_at(edits.len());

    let mut marks: Vec<Mark<'_>> = Vec::with_capacity(own.len());
    marks.extend(machine.iter().zip(referents).map(|(base, &referent)| Mark {
        base: Some(base),
        now: Some(base.clone()),
        refers_to: Some(referent).filter(|&index| (index as usize) < machine.len()),
        ..Mark::default()
    }));
    marks.resize_with(own.len(), Mark::default);

    let mut phrases: Vec<Phrase> = Vec::new();
    let mut failed: Vec<Option<Reason>> = vec![None; edits.len()];
    let mut spoken: Vec<(usize, u32)> = Vec::new();
    let counts = that_count(edits, subjects);
    let counting = (0..edits.len()).filter(|&index| counts[index]);
    // Who is referred to may be added later: whoever resolves the outcome again finds them there.
    let (referring, others): (Vec<usize>, Vec<usize>) = counting.partition(|&index| speaker(&edits[index]).is_some());
    for index in others.into_iter().chain(referring) {
        failed[index] = match &edits[index].op {
            Op::Hide(phrase) => {
                phrases.push(phrase.clone());
                None
            }
            Op::Show(_) => None,
            Op::Unknown(_) => Some(Reason::Unknown),
            Op::Mark(..) if edits[index].is_lost() => Some(Reason::Lost),
            Op::Mark(target, change) => {
                let speaker =
                    Some(speakers[index]).filter(|&index| marks.get(index as usize).is_some_and(Mark::exists));
                let outcome = marks[subjects[index] as usize].apply(text, target, change, speaker);
                spoken.extend(speaker.map(|speaker| (index, speaker)));
                outcome.err()
            }
        };
    }
    let hidden = hidden(text, &marks, &phrases);
    let shown: Vec<bool> = marks.iter().zip(hidden).map(|(mark, hidden)| mark.is_shown(hidden)).collect();
    // Whether a speaker stays is known only now.
    for (index, speaker) in spoken {
        if !shown[speaker as usize] {
            failed[index].get_or_insert(Reason::NoSpeaker);
        }
    }
    let conflicts =
        failed.into_iter().enumerate().filter_map(|(edit, why)| Some(EditConflict { edit, reason: why? })).collect();
    let mut resolved = Resolved { phrases, conflicts, ..Resolved::default() };
    resolved.take(marks, &shown);
    resolved
}

impl Resolved {
    /// The target of an edit of one of these marks, whether shown, rejected or hidden.
    pub fn target(&self, annotation: &Annotation) -> Target {
        let before = self.changed.iter().find(|target| target.id == annotation.id);
        before.cloned().unwrap_or_else(|| Target::of(annotation))
    }

    /// A change of one of these marks.
    pub fn edit(&self, annotation: &Annotation, change: Change) -> Edit {
        Edit::mark(self.target(annotation), change)
    }

    /// One of these marks is right as it is.
    pub fn accept(&self, annotation: &Annotation) -> Edit {
        self.edit(annotation, Change::Accept(Labels::of(annotation)))
    }

    /// The speaker of this statement is the one whom `named` names.
    pub fn refer(&self, statement: &Annotation, named: &Annotation) -> Edit {
        self.edit(statement, Change::Speaker(Speaker::RefersTo(self.target(named))))
    }

    /// Puts every mark where it belongs.
    fn take(&mut self, marks: Vec<Mark<'_>>, shown: &[bool]) {
        let touched = !self.phrases.is_empty() || marks.iter().any(|mark| mark.settled || mark.rejected);
        let referents: Vec<_> = (0..marks.len()).map(|index| mark::standing_referent(&marks, shown, index)).collect();
        for ((mark, &shown), referent) in marks.into_iter().zip(shown).zip(referents) {
            let Mark { base, now: Some(mut now), before, settled, rejected, .. } = mark else { continue };
            if let (Body::Attribution(attribution), Some(referent)) = (&mut now.body, referent) {
                attribution.refers_to = referent;
            }
            if settled {
                match base {
                    Some(base)
                        if base.body == now.body && base.extra == now.extra && base.origin == Origin::Machine =>
                    {
                        now.origin = Origin::Confirmed;
                    }
                    Some(base) if base.body == now.body && base.extra == now.extra => now.origin = base.origin,
                    // What the machine said of its own mark says nothing of this one.
                    _ => (now.origin, now.confidence, now.rule) = (Origin::Person, None, None),
                }
            }
            if let Some(anchor) = before {
                self.changed.push(Target { id: now.id.clone(), anchor });
            }
            let list = match (rejected, shown) {
                (true, _) => &mut self.rejected,
                (false, true) => &mut self.annotations,
                (false, false) => &mut self.hidden,
            };
            list.push(now);
        }
        for list in [&mut self.annotations, &mut self.rejected, &mut self.hidden] {
            in_order(list);
        }
        if touched {
            voice::assign(&mut self.annotations);
        }
    }
}

/// For each mark, whether its phrase is hidden.
fn hidden(text: &str, marks: &[Mark<'_>], phrases: &[Phrase]) -> Vec<bool> {
    if phrases.is_empty() {
        return vec![false; marks.len()];
    }
    let own = marks.iter().map(|mark| mark.phrase(text).map_or_else(String::new, |phrase| phrase_subject(&phrase)));
    let keys: Vec<String> = phrases.iter().map(phrase_subject).chain(own).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let firsts = first_equals(&keys);
    firsts[phrases.len()..].iter().map(|&first| (first as usize) < phrases.len()).collect()
}

/// The order of the text.
fn in_order(annotations: &mut Vec<Annotation>) {
    sort_by_key(annotations, |mark| {
        let cover = mark.cover();
        // A mark of more than a gigabyte is among the longest.
        let length = cover.len().min((1 << 30) - 1);
        u64::from(cover.start) << 32 | (mark.layer() as u64) << 30 | u64::from(length)
    });
}

/// The mark that an edit makes a speaker.
fn speaker(edit: &Edit) -> Option<&Target> {
    match &edit.op {
        Op::Mark(_, Change::Speaker(Speaker::RefersTo(target))) => Some(target),
        _ => None,
    }
}

fn referent(annotation: &Annotation) -> Option<&str> {
    annotation.attribution()?.refers_to.as_ref().map(|id| id.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Attribution, Entity, EntityKind, Hedge, HedgeKind, SourceClass, Stance, Voice};
    use crate::bracketed::bracketed;
    use crate::edit::Anchor;
    use crate::id::assign_ids;
    use crate::layer::{Layer, Part};
    use crate::span::{Byte, Span};

    const TEXT: &str = "Ana Ito said it may rain. She warned of floods in Oslo.";

    fn find(words: &str) -> Span<Byte> {
        let start = TEXT.find(words).expect("the words are in the text");
        Span::from(start..start + words.len())
    }

    fn statement(source: &str, cue: &str, content: &str) -> Body {
        let (source, cue, content) = (vec![find(source)], vec![find(cue)], vec![find(content)]);
        let source_class = Some(SourceClass::Pronoun);
        Attribution { source, cue, content, source_class, ..Attribution::default() }.into()
    }

    /// In the order of the text: Ana Ito, her first statement, its hedge, her second statement, Oslo.
    fn machine() -> Vec<Annotation> {
        let bodies = [
            Entity { span: find("Ana Ito"), kind: EntityKind::Organization }.into(),
            statement("Ana Ito", "said", "it may rain"),
            Hedge { span: find("may"), kind: HedgeKind::Modal, voice: Some(Voice::Source) }.into(),
            statement("She", "warned", "of floods in Oslo"),
            Entity { span: find("Oslo"), kind: EntityKind::Place }.into(),
        ];
        let mut marks = bodies.map(|body| Annotation::machine(body, "test/any"));
        assign_ids(TEXT, &mut marks);
        let ids = marks.each_ref().map(|mark| mark.id.clone());
        for (index, referent) in [(1, 0), (3, 1)] {
            if let Body::Attribution(attribution) = &mut marks[index].body {
                attribution.refers_to = Some(ids[referent].clone());
            }
        }
        marks.to_vec()
    }

    fn edit_of(mark: usize, change: Change) -> Edit {
        Edit::mark(Target::of(&machine()[mark]), change)
    }

    fn resolved(edits: &[Edit]) -> Resolved {
        resolve(TEXT, &machine(), edits)
    }

    fn shown(edits: &[Edit]) -> String {
        bracketed(TEXT, &resolved(edits).annotations)
    }

    fn attribution(annotation: &Annotation) -> &Attribution {
        annotation.attribution().expect("it is a statement")
    }

    fn whys(edits: &[Edit]) -> Vec<(usize, Reason)> {
        resolved(edits).conflicts.iter().map(|conflict| (conflict.edit, conflict.reason)).collect()
    }

    #[test]
    fn relabel_resize_add() {
        let edits = [
            edit_of(0, Change::Relabel(Labels::Entity(EntityKind::Person))),
            edit_of(1, Change::Reject),
            edit_of(3, Change::Reject),
            edit_of(4, Change::Resize(Anchor::new(vec![(Part::Entity, find("floods in Oslo"))]))),
            Edit::add(TEXT, vec![(Part::Hedge, find("warned"))], Labels::Hedge(HedgeKind::Belief)),
        ];
        insta::assert_snapshot!(shown(&edits), @"[Ana Ito](person) said it [may](modal) rain. She [warned](belief) of [floods in Oslo](place).");
        let origins = resolved(&edits).annotations.iter().map(|mark| mark.origin.to_string()).collect::<Vec<_>>();
        assert_eq!(origins, ["person", "machine", "person", "person"]);
    }

    #[test]
    fn an_accepted_mark_keeps_its_labels_when_the_engine_changes_its_mind() {
        let accept = resolved(&[]).accept(&machine()[0]);
        assert_eq!(resolved(std::slice::from_ref(&accept)).annotations[0].origin, Origin::Confirmed);

        let mut later = machine();
        later[0].body = Entity { span: find("Ana Ito"), kind: EntityKind::Person }.into();
        let mark = &resolve(TEXT, &later, &[accept]).annotations[0];
        assert_eq!(Labels::of(mark), Labels::Entity(EntityKind::Organization));
        assert_eq!((mark.origin, mark.rule.as_deref()), (Origin::Person, None));
    }

    #[test]
    fn a_speaker_by_words_by_reference_and_none() {
        let source = Anchor::new(vec![(Part::Source, find("Ana Ito"))]);
        let first = resolved(&[edit_of(3, Change::Speaker(Speaker::Words(source)))]);
        let by_id = |mark: &&Annotation| mark.id == machine()[3].id;
        let mark = first.annotations.iter().find(by_id).expect("it is still there");
        assert_eq!(attribution(mark).source, [find("Ana Ito")]);
        assert_eq!((attribution(mark).source_class, &attribution(mark).refers_to), (None, &None));
        assert_eq!(first.target(mark), Target::of(&machine()[3]), "edits follow the mark as it was");

        let refer = first.refer(&machine()[3], &machine()[0]);
        let second = resolved(std::slice::from_ref(&refer));
        assert_eq!(attribution(&second.annotations[3]).refers_to.as_ref(), Some(&machine()[0].id));
        assert_eq!(attribution(&second.annotations[3]).source, [find("She")]);
        assert_eq!(whys(&[refer, edit_of(0, Change::Reject)]), [(0, Reason::NoSpeaker)]);

        let third = resolved(&[edit_of(3, Change::Speaker(Speaker::Nobody))]);
        assert_eq!(attribution(&third.annotations[3]).source_class, Some(SourceClass::None));
    }

    /// A file may hold what was resolved: then who was called the speaker is in the machine's marks.
    #[test]
    fn a_statement_that_is_added_again_is_by_whom_the_text_says() {
        let mut machine = machine();
        machine[3].set_speaker(Some("Eva Holm"));
        let add = Edit::add(TEXT, machine[3].parts().collect(), Labels::of(&machine[3]));
        let added = resolve(TEXT, &machine, std::slice::from_ref(&add)).annotations;
        assert_eq!((added[3].speaker(), added[3].id.clone()), (None, machine[3].id.clone()));
        let called = edit_of(3, Change::Speaker(Speaker::Named("Bo Lund".into())));
        assert_eq!(resolve(TEXT, &machine, &[add, called]).annotations[3].speaker().as_deref(), Some("Bo Lund"));
    }

    #[test]
    fn a_speaker_whose_name_nobody_sees_is_in_doubt_and_the_one_before_stays() {
        let named = |name: &str| edit_of(3, Change::Speaker(Speaker::Named(name.into())));
        for name in ["", " \n", "\u{7}", "\u{1b} \u{0}", "\u{200b}\u{ad}", "\u{202e}"] {
            let edits = [named("Eva Holm"), named(name)];
            assert_eq!(whys(&edits), [(1, Reason::Invalid)], "{name:?}");
            assert_eq!(resolved(&edits).annotations[3].speaker().as_deref(), Some("Eva Holm"), "{name:?}");
        }
    }

    #[test]
    fn a_statement_may_refer_to_a_mark_that_is_added_later() {
        let add = Edit::add(TEXT, vec![(Part::Entity, find("floods"))], Labels::Entity(EntityKind::Other));
        let named = add.target().expect("it is about a mark").clone();
        let edits = [edit_of(3, Change::Speaker(Speaker::RefersTo(named.clone()))), add];
        let once = resolved(&edits);
        assert_eq!(once.conflicts, []);
        let refers_to = &attribution(&once.annotations[3]).refers_to;
        assert_eq!(refers_to.as_ref(), Some(&named.id));
        assert_eq!(resolve(TEXT, &once.annotations, &edits).annotations, once.annotations, "twice is once");
    }

    #[test]
    fn a_reference_is_followed_past_what_was_rejected() {
        let resolved = resolved(&[edit_of(1, Change::Reject)]);
        let second = attribution(&resolved.annotations[2]);
        assert_eq!(second.refers_to.as_ref(), Some(&machine()[0].id), "to the name that the first one referred to");
    }

    #[test]
    fn a_hedge_has_the_voice_of_the_statement_around_it() {
        let voice = |edits: &[Edit]| {
            let hedges = resolved(edits).annotations.into_iter().filter_map(|mark| match mark.body {
                Body::Hedge(hedge) => hedge.voice,
                _ => None,
            });
            hedges.collect::<Vec<_>>()
        };
        assert_eq!(voice(&[]), [Voice::Source]);
        assert_eq!(voice(&[edit_of(1, Change::Reject)]), [Voice::Author]);
        let shorter = Anchor::new(vec![(Part::Content, find("it"))]);
        assert_eq!(voice(&[edit_of(1, Change::Resize(shorter))]), [Voice::Author]);
    }

    #[test]
    fn a_hidden_phrase_spares_what_a_person_settled() {
        let hide = |words: &str| Edit::from(Op::Hide(Phrase { layer: Layer::Hedge, words: words.into() }));
        let show = Edit::from(Op::Show(Phrase { layer: Layer::Hedge, words: "may".into() }));
        assert_eq!(resolved(&[hide("MAY")]).hidden.len(), 1);
        assert_eq!(resolved(&[hide("MAY"), show]).hidden.len(), 0);
        let accept = edit_of(2, Change::Accept(Labels::Hedge(HedgeKind::Modal)));
        assert_eq!(resolved(&[accept, hide("may")]).hidden.len(), 0);
        assert_eq!(resolved(&[hide("ay")]).hidden.len(), 0, "a phrase is a whole mark");
    }

    #[test]
    fn later_edits_win_slot_by_slot() {
        let label = |stance| Labels::Attribution { form: None, source_class: None, stance: Some(stance) };
        let edits = [
            edit_of(1, Change::Relabel(label(Stance::Doubtful))),
            edit_of(1, Change::Note("why?".into())),
            edit_of(1, Change::Reject),
            edit_of(1, Change::Accept(label(Stance::Neutral))),
        ];
        let mark = &resolved(&edits).annotations[1];
        assert_eq!((attribution(mark).stance, mark.note.as_deref()), (Some(Stance::Neutral), Some("why?")));
        assert_eq!(
            crate::squashed(&edits),
            edits[1..].iter().filter(|edit| **edit != edits[2]).cloned().collect::<Vec<_>>()
        );
        let reset = edit_of(1, Change::Reset);
        assert_eq!(resolved(&[&edits[..], &[reset]].concat()).annotations, machine());
    }

    #[test]
    fn conflicts() {
        let gone = Edit::mark(
            Target { id: crate::Id::new("e0"), anchor: Anchor::new(vec![(Part::Entity, find("rain"))]) },
            Change::Note("?".into()),
        );
        let mut rejected = gone.clone();
        if let Op::Mark(_, change) = &mut rejected.op {
            *change = Change::Reject;
        }
        let outside = edit_of(0, Change::Resize(Anchor::new(vec![(Part::Entity, Span::new(50, 90))])));
        let foreign = edit_of(0, Change::Relabel(Labels::Hedge(HedgeKind::Modal)));
        let later = Edit::from(Op::Unknown("merge".into()));
        let edits = [gone, rejected, outside, foreign, later];
        assert_eq!(
            whys(&edits),
            [
                (0, Reason::NoMark),
                (1, Reason::NoMarkAsWanted),
                (2, Reason::Invalid),
                (3, Reason::Invalid),
                (4, Reason::Unknown)
            ]
        );
        assert_eq!(resolved(&edits).annotations, machine(), "what is in doubt has no effect");
    }
}
