//! Undo and redo.

use serde::{Deserialize, Serialize};

use crate::edit::Edit;
use crate::rebase::rebase;

/// A person's edits of a document in steps that can be undone and done again, without limit.
///
/// A step is what a person did at once: one edit, or many ("reject all of these"). The edits lie in one list with the
/// steps' ends beside it, so that undoing only moves a mark and what is done is a slice.
///
/// ```
/// use reportedly_document::{Edit, History, Layer, Op, Phrase};
///
/// let hide = |words: &str| Edit::from(Op::Hide(Phrase { layer: Layer::Hedge, words: words.into() }));
/// let mut history = History::default();
/// history.apply([hide("may")]);
/// history.apply([hide("could"), hide("might")]);
/// assert_eq!(history.edits().len(), 3);
///
/// assert_eq!(history.undo().map(<[_]>::len), Some(2), "what was undone, to be announced");
/// assert_eq!(history.edits(), [hide("may")]);
/// history.redo();
/// assert_eq!(history.edits().len(), 3);
///
/// history.undo();
/// history.apply([hide("should")]);
/// assert!(history.redo().is_none(), "a new step takes the place of those that were undone");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub struct History {
    edits: Vec<Edit>,
    /// Where each step ends in `edits`, those undone included. The first entry is where the steps begin: edits before
    /// it, which came with the document, cannot be undone.
    ends: Vec<u32>,
    /// How many steps are done.
    done: u32,
}

impl History {
    /// The history of a document that came with edits. They are done and are no steps.
    pub fn of(edits: Vec<Edit>) -> History {
        History { ends: vec![edits.len() as u32], edits, done: 0 }
    }

    /// What is done, in the order in which it was done.
    pub fn edits(&self) -> &[Edit] {
        &self.edits[..self.end(self.done)]
    }

    /// Does a step. What was undone before can no longer be done again. No edits are no step.
    pub fn apply(&mut self, step: impl IntoIterator<Item = Edit>) {
        let mut step = step.into_iter().peekable();
        if step.peek().is_none() {
            return;
        }
        self.edits.truncate(self.end(self.done));
        if self.ends.is_empty() {
            self.ends.push(0);
        }
        self.ends.truncate(self.done as usize + 1);
        self.edits.extend(step);
        self.ends.push(self.edits.len() as u32);
        self.done += 1;
    }

    /// Takes back the last step. Returns its edits, or nothing where there is no step.
    pub fn undo(&mut self) -> Option<&[Edit]> {
        self.done = self.done.checked_sub(1)?;
        Some(&self.edits[self.end(self.done)..self.end(self.done + 1)])
    }

    /// Does the step again that was undone last. Returns its edits, or nothing where there is no step.
    pub fn redo(&mut self) -> Option<&[Edit]> {
        if !self.can_redo() {
            return None;
        }
        self.done += 1;
        Some(&self.edits[self.end(self.done - 1)..self.end(self.done)])
    }

    /// Whether there is a step to undo.
    pub fn can_undo(&self) -> bool {
        self.done > 0
    }

    /// Whether there is a step to do again.
    pub fn can_redo(&self) -> bool {
        self.ends.len() > self.done as usize + 1
    }

    /// Moves all edits, those undone included, to an edited text. See [`rebase`](crate::rebase()).
    pub fn rebase(&mut self, old: &str, new: &str) {
        rebase(&mut self.edits, old, new);
    }

    /// Where this many steps end.
    fn end(&self, steps: u32) -> usize {
        self.ends.get(steps as usize).map_or(0, |&end| end as usize)
    }
}

/// A history as it was stored, which may be by anybody.
#[derive(Deserialize)]
struct Stored {
    edits: Vec<Edit>,
    ends: Vec<u32>,
    done: u32,
}

impl TryFrom<Stored> for History {
    type Error = &'static str;

    fn try_from(Stored { edits, ends, done }: Stored) -> Result<Self, Self::Error> {
        let whole = ends.last().map_or(0, |&end| end as usize) == edits.len();
        if whole && ends.is_sorted() && (done as usize) < ends.len().max(1) {
            Ok(History { edits, ends, done })
        } else {
            Err("the steps of a history do not fit its edits")
        }
    }
}
