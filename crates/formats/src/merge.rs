//! What several people marked in one text, as one list.

use reportedly_document::stable_sort::sort_by_key;
use reportedly_document::{Annotation, Body, Document, Origin, assign_ids, resolve, take_crowded};

/// What several people marked in one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// The text.
    pub text: String,
    /// Whose marks these are, in the order in which they were given.
    pub people: Vec<String>,
    /// The marks, in the order of the text: by first byte, then layer, then last byte.
    pub marks: Vec<MergedMark>,
}

impl Merged {
    /// One document with all of the marks. Their notes say whose each is, who rejected it, and what was written about it.
    pub fn into_document(self) -> Document {
        let named =
            |people: &[usize]| people.iter().map(|&person| self.people[person].as_str()).collect::<Vec<_>>().join(", ");
        // What nobody has and somebody rejected is no mark.
        let annotations = self.marks.iter().filter(|mark| !mark.by.is_empty()).map(|mark| {
            let mut note = format!("Marked by {} ({} of {})", named(&mark.by), mark.by.len(), self.people.len());
            if !mark.rejected_by.is_empty() {
                note.push_str(&format!("; rejected by {}", named(&mark.rejected_by)));
            }
            for (person, words) in &mark.notes {
                note.push_str(&format!("; {}: {words}", self.people[*person]));
            }
            Annotation { note: Some(note), ..mark.mark.clone() }
        });
        let mut annotations: Vec<Annotation> = annotations.collect();
        take_crowded(&self.text, &mut annotations);
        // Two people may call the same words otherwise, and each of these marks is to be told from the other.
        assign_ids(&self.text, &mut annotations);
        Document { id: self.people.join(", "), annotations, text: self.text, ..Document::default() }
    }
}

/// A mark, and who has it. People are numbers into [`Merged::people`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedMark {
    /// The mark, as the first who settled it has it, or else as the first who has it.
    pub mark: Annotation,
    /// Whose documents have it.
    pub by: Vec<usize>,
    /// Who made or confirmed it; for all others in `by`, it is a suggestion that they left alone.
    pub settled_by: Vec<usize>,
    /// Who rejected it.
    pub rejected_by: Vec<usize>,
    /// The remarks on it, and whose they are.
    pub notes: Vec<(usize, String)>,
}

/// A document is about another text than the first one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the marks of {name} are about another text")]
pub struct OtherText {
    /// Whose document it is.
    pub name: String,
}

/// Puts together what several people marked, each with a name.
///
/// Marks are the same when they cover the same words and are called the same. Two people who cover the same words and
/// call them otherwise have two marks, which is what there is to talk about. What nobody has and somebody rejected is
/// there too, with nobody in [`by`](MergedMark::by).
///
/// ```
/// use reportedly_document::{Change, Edit, json, resolve};
/// use reportedly_formats::merge;
///
/// let ana = json::read(r#"{"text": "It may.", "annotations": [
///     {"layer": "hedge", "id": "h", "start": 3, "end": 6, "kind": "modal"}]}"#)?;
/// let mut ben = ana.clone();
/// let resolved = resolve(&ben.text, &ben.annotations, &[]);
/// ben.edits.push(resolved.edit(&resolved.annotations[0], Change::Reject));
///
/// let merged = merge(&[("Ana".into(), ana), ("Ben".into(), ben)]).unwrap();
/// assert_eq!((merged.marks[0].by.as_slice(), merged.marks[0].rejected_by.as_slice()), ([0].as_slice(), [1].as_slice()));
/// # Ok::<(), json::Error>(())
/// ```
///
/// # Errors
/// When two documents have different texts.
pub fn merge(documents: &[(String, Document)]) -> Result<Merged, OtherText> {
    let Some((_, first)) = documents.first() else { return Ok(Merged::default()) };
    if let Some((name, _)) = documents.iter().find(|(_, document)| document.text != first.text) {
        return Err(OtherText { name: name.clone() });
    }
    // Every mark of everybody: whose it is, and whether they have it or rejected it.
    let mut all: Vec<(Annotation, usize, bool)> = Vec::new();
    for (person, (_, document)) in documents.iter().enumerate() {
        let resolved = resolve(&document.text, &document.annotations, &document.edits);
        all.extend(resolved.annotations.into_iter().map(|mark| (mark, person, true)));
        all.extend(resolved.rejected.into_iter().map(|mark| (mark, person, false)));
    }
    sort_by_key(&mut all, |(mark, ..)| u64::from(mark.cover().end));
    sort_by_key(&mut all, |(mark, ..)| u64::from(mark.cover().start) << 2 | mark.layer() as u64);
    let mut marks: Vec<MergedMark> = Vec::new();
    for (mark, person, has) in all {
        // Marks that are the same cover the same, and stand together.
        let beside = marks.iter().rposition(|other| other.mark.cover() != mark.cover()).map_or(0, |at| at + 1);
        let same = marks[beside..].iter().position(|other| is_same(&other.mark, &mark)).map(|at| beside + at);
        let index = same.unwrap_or_else(|| {
            let (by, settled_by, rejected_by, notes) = Default::default();
            marks.push(MergedMark { mark: mark.clone(), by, settled_by, rejected_by, notes });
            marks.len() - 1
        });
        let merged = &mut marks[index];
        if !has {
            merged.rejected_by.push(person);
            continue;
        }
        // A document may have a mark twice.
        if merged.by.last() == Some(&person) {
            continue;
        }
        merged.by.push(person);
        merged.notes.extend(mark.note.clone().map(|note| (person, note)));
        if mark.origin != Origin::Machine {
            if merged.settled_by.is_empty() {
                merged.mark = mark;
            }
            merged.settled_by.push(person);
        }
    }
    let people = documents.iter().map(|(name, _)| name.clone()).collect();
    Ok(Merged { text: first.text.clone(), people, marks })
}

/// Whether two marks have the same place and labels. Whom a statement refers to and whose a hedge is follow from other
/// marks.
fn is_same(one: &Annotation, other: &Annotation) -> bool {
    let own = |mark: &Annotation| {
        let mut body = mark.body.clone();
        match &mut body {
            Body::Entity(_) => {}
            Body::Hedge(hedge) => hedge.voice = None,
            Body::Attribution(attribution) => attribution.refers_to = None,
        }
        body
    };
    own(one) == own(other)
}
