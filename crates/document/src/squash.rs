//! What of a list of edits still counts.

use crate::edit::{Change, Edit, Labels, Op, Phrase, Speaker};
use crate::layer::{Layer, Part};
use crate::speaker_name::is_name;
use crate::stable_sort::first_equals;

/// The shortest list with the same outcome: what later edits have taken back or done otherwise is left out.
///
/// For links and files. [`resolve`](crate::resolve()) gives the same annotations for it, whatever the machine's are.
/// Edits in doubt and those of a later version stay.
pub fn squashed(edits: &[Edit]) -> Vec<Edit> {
    let phrases = phrase_subjects(edits);
    let subjects: Vec<&str> = edits.iter().zip(&phrases).map(|(edit, phrase)| subject(edit, phrase)).collect();
    let counts = that_count(edits, &first_equals(&subjects));
    let mut short = Vec::new();
    for (edit, counts) in edits.iter().zip(counts) {
        if counts {
            short.push(edit.clone());
        }
    }
    short
}

/// What an edit is about: edits with equal subjects can replace one another.
pub(crate) fn subject<'a>(edit: &'a Edit, phrase: &'a str) -> &'a str {
    edit.target().map_or(phrase, |target| target.id.as_str())
}

/// What the edits of phrases are about, and nothing for all others.
pub(crate) fn phrase_subjects(edits: &[Edit]) -> Vec<String> {
    let mut subjects = Vec::with_capacity(edits.len());
    for edit in edits {
        subjects.push(match &edit.op {
            Op::Hide(phrase) | Op::Show(phrase) => phrase_subject(phrase),
            Op::Mark(..) | Op::Unknown(_) => String::new(),
        });
    }
    subjects
}

/// What two phrases have in common that are the same but for case.
pub(crate) fn phrase_subject(phrase: &Phrase) -> String {
    // No id begins with a control character.
    let mut subject = String::from(match phrase.layer {
        Layer::Entity => '\u{1}',
        Layer::Hedge => '\u{2}',
        Layer::Attribution => '\u{3}',
    });
    subject.push_str(&phrase.words);
    subject.make_ascii_lowercase();
    subject
}

/// For each edit, whether it still counts. Of `subjects`, equal ones are about the same.
pub(crate) fn that_count(edits: &[Edit], subjects: &[u32]) -> Vec<bool> {
    let most = subjects.iter().max().map_or(0, |&most| most as usize + 1);
    // What later edits of each subject set anew.
    let mut set = vec![Slots::NONE; most];
    let mut counts = vec![false; edits.len()];
    for (index, edit) in edits.iter().enumerate().rev() {
        let later = &mut set[subjects[index] as usize];
        let own = slots(edit);
        // What has been lost, or names nobody, is not done: it cannot stand in for what was done before.
        let done = !edit.is_lost() && !names_nobody(edit) || own == Slots::ALL;
        counts[index] = match &edit.op {
            Op::Unknown(_) => true,
            Op::Show(_) | Op::Mark(_, Change::Reset) => false,
            Op::Hide(_) | Op::Mark(..) => own.0 & !later.0 != 0,
        };
        if done {
            later.0 |= own.0;
        }
    }
    counts
}

/// Whether an edit calls a speaker by a name that is none.
fn names_nobody(edit: &Edit) -> bool {
    matches!(&edit.op, Op::Mark(_, Change::Speaker(Speaker::Named(name))) if !is_name(name))
}

/// What there is to know of a mark, a bit each.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Slots(u16);

impl Slots {
    const NONE: Slots = Slots(0);
    const VERDICT: Slots = Slots(1);
    const KIND: Slots = Slots(1 << 1);
    const FORM: Slots = Slots(1 << 2);
    const CLASS: Slots = Slots(1 << 3);
    const STANCE: Slots = Slots(1 << 4);
    const REFERS_TO: Slots = Slots(1 << 5);
    const NOTE: Slots = Slots(1 << 6);
    const ALL: Slots = Slots(u16::MAX);

    fn part(part: Part) -> Slots {
        Slots(1 << (8 + part as u16))
    }

    fn and(self, other: Slots) -> Slots {
        Slots(self.0 | other.0)
    }
}

fn slots(edit: &Edit) -> Slots {
    let change = match &edit.op {
        Op::Mark(_, change) => change,
        Op::Hide(_) | Op::Show(_) => return Slots::VERDICT,
        Op::Unknown(_) => return Slots::NONE,
    };
    match change {
        Change::Accept(labels) => Slots::VERDICT.and(label_slots(*labels)),
        Change::Reject => Slots::VERDICT,
        Change::Relabel(labels) => label_slots(*labels),
        Change::Resize(anchor) => anchor.spans.iter().fold(Slots::NONE, |all, &(part, _)| all.and(Slots::part(part))),
        Change::Speaker(Speaker::RefersTo(_) | Speaker::Named(_)) => Slots::REFERS_TO,
        Change::Speaker(Speaker::Words(_) | Speaker::Nobody) => {
            Slots::part(Part::Source).and(Slots::REFERS_TO).and(Slots::CLASS)
        }
        Change::Note(_) => Slots::NOTE,
        Change::Add(_) | Change::Reset => Slots::ALL,
    }
}

fn label_slots(labels: Labels) -> Slots {
    match labels {
        Labels::Entity(_) | Labels::Hedge(_) => Slots::KIND,
        Labels::Attribution { form, source_class, stance } => {
            let set = |set: bool, slot| if set { slot } else { Slots::NONE };
            set(form.is_some(), Slots::FORM)
                .and(set(source_class.is_some(), Slots::CLASS))
                .and(set(stance.is_some(), Slots::STANCE))
        }
    }
}
