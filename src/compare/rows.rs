//! Some rows of a list, as a component: rows that are drawn already are not looked at again when others come in below them.

use std::ops::Range;
use std::rc::Rc;

use reportedly_compare::Comparison;
use yew::prelude::*;

use super::lists::{List, ListKind};
use super::{matrix, statements};

/// So many rows are looked at together.
const CHUNK: usize = 10;

#[derive(Clone, Properties)]
struct RowsProps {
    comparison: Rc<Comparison>,
    kind: ListKind,
    rows: Rc<[u32]>,
    range: Range<usize>,
    /// The speaker whose statements alone are shown.
    speaker: Option<u32>,
}

impl PartialEq for RowsProps {
    fn eq(&self, other: &RowsProps) -> bool {
        Rc::ptr_eq(&self.comparison, &other.comparison)
            && Rc::ptr_eq(&self.rows, &other.rows)
            && (self.kind, &self.range, self.speaker) == (other.kind, &other.range, other.speaker)
    }
}

#[component]
fn Rows(props: &RowsProps) -> Html {
    let RowsProps { comparison, kind, rows, range, speaker } = props;
    let row = |&index: &u32| match kind {
        ListKind::Speakers => matrix::row(comparison, index, *speaker == Some(index)),
        ListKind::Groups => statements::group(comparison, index),
        ListKind::Only | ListKind::Open => statements::alone(comparison, index),
    };
    rows[range.clone()].iter().map(|index| row(index).key(&index.to_string()).into_html()).collect()
}

/// The rows of a list that are drawn. `speaker` is the one whose statements alone are shown.
pub(super) fn rows(comparison: &Rc<Comparison>, list: &List, speaker: Option<u32>) -> Vec<Html> {
    let drawn = list.drawn();
    // Only the matrix shows who that is.
    let speaker = speaker.filter(|_| list.kind == ListKind::Speakers);
    let chunk = |start: usize| {
        let range = start..drawn.end.min(start + CHUNK);
        html! {
            <Rows key={start} comparison={comparison.clone()} kind={list.kind} rows={list.rows.clone()} {range} {speaker} />
        }
    };
    drawn.clone().step_by(CHUNK).map(chunk).collect()
}
