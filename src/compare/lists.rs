//! Which rows the page has of a comparison, and how many of them are drawn already.
//!
//! A long comparison takes its time to be drawn. Its first rows are there at once, the others come in slices, in the order of the
//! page: what is seen does not move.

use std::ops::Range;
use std::rc::Rc;

use reportedly_compare::Comparison;

/// A list of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListKind {
    /// Speakers, as rows of the matrix.
    Speakers,
    /// Groups of statements that several articles have.
    Groups,
    /// Statements of one article alone.
    Only,
    /// Statements that are not aligned.
    Open,
}

impl ListKind {
    /// All lists, in the order of the page.
    pub(super) const ALL: [ListKind; 4] = [ListKind::Speakers, ListKind::Groups, ListKind::Only, ListKind::Open];
}

/// So many rows of each list are shown at first: more than that is asked for (`first_behind` names the next one).
const MOST_SHOWN: usize = 50;

/// How much is drawn in one slice, in buttons: a row has one or some of them.
const SLICE: usize = 40;

/// How much is drawn at once: as much as a window shows below the texts.
const FIRST_SLICE: usize = 20;

/// The rows of a list.
#[derive(Clone, Debug)]
pub(super) struct List {
    pub(super) kind: ListKind,
    /// Indices of speakers, groups or statements.
    pub(super) rows: Rc<[u32]>,
    shows_all: bool,
    /// How many rows are drawn.
    drawn: usize,
}

impl List {
    /// How many rows it is to have.
    fn wanted(&self) -> usize {
        if self.shows_all { self.rows.len() } else { self.rows.len().min(MOST_SHOWN) }
    }

    /// The rows that are drawn.
    pub(super) fn drawn(&self) -> Range<usize> {
        0..self.drawn
    }

    /// Whether a person can ask for more rows.
    pub(super) fn is_cut(&self) -> bool {
        self.drawn == self.wanted() && self.drawn < self.rows.len()
    }

    fn is_complete(&self) -> bool {
        self.drawn == self.wanted()
    }
}

/// The lists of a comparison.
#[derive(Clone, Debug)]
pub(super) struct Lists {
    comparison: Rc<Comparison>,
    lists: [List; 4],
}

impl Lists {
    /// The lists of a comparison with their first rows.
    pub(super) fn new(comparison: &Rc<Comparison>) -> Lists {
        let lists =
            ListKind::ALL.map(|kind| List { kind, rows: rows(comparison, kind, None), shows_all: false, drawn: 0 });
        let mut lists = Lists { comparison: comparison.clone(), lists };
        lists.draw(FIRST_SLICE);
        lists
    }

    /// The lists of a comparison that takes the place of this one: as much of it is drawn as is on the screen.
    pub(super) fn replaced_by(&self, comparison: &Rc<Comparison>) -> Lists {
        let mut lists = Lists::new(comparison);
        for (list, before) in lists.lists.iter_mut().zip(&self.lists) {
            list.drawn = list.drawn.max(before.drawn.min(list.wanted()));
        }
        lists
    }

    /// Lists what one speaker says, or what all say.
    pub(super) fn filter(&mut self, speaker: Option<u32>) {
        for list in &mut self.lists[1..] {
            (list.rows, list.shows_all, list.drawn) = (rows(&self.comparison, list.kind, speaker), false, 0);
        }
        self.draw_slice();
    }

    /// Shows a list to its end.
    pub(super) fn show_all(&mut self, kind: ListKind) {
        self.lists[kind as usize].shows_all = true;
        self.draw_slice();
    }

    /// Draws all that there is.
    pub(super) fn draw_all(&mut self) {
        for list in &mut self.lists {
            (list.shows_all, list.drawn) = (true, list.rows.len());
        }
    }

    /// Draws some more rows.
    pub(super) fn draw_slice(&mut self) {
        self.draw(SLICE);
    }

    /// Draws rows with so many more buttons.
    fn draw(&mut self, mut room: usize) {
        for list in &mut self.lists {
            while room > 0 && !list.is_complete() {
                room = room.saturating_sub(weight(&self.comparison, list.kind, list.rows[list.drawn]));
                list.drawn += 1;
            }
        }
    }

    /// Whether all rows are drawn that are to be.
    pub(super) fn is_complete(&self) -> bool {
        self.lists.iter().all(List::is_complete)
    }

    pub(super) fn list(&self, kind: ListKind) -> &List {
        &self.lists[kind as usize]
    }

    /// Whether the lists before this one are drawn: what comes in above would move it.
    pub(super) fn is_reached(&self, kind: ListKind) -> bool {
        self.list(kind).drawn > 0 || self.lists[..kind as usize].iter().all(List::is_complete)
    }
}

/// The rows of a list: of all speakers, or of one.
fn rows(comparison: &Comparison, kind: ListKind, speaker: Option<u32>) -> Rc<[u32]> {
    let statement = |index: u32| comparison.statements.get(index as usize);
    let is_by = |index: &u32| speaker.is_none_or(|speaker| statement(*index).is_some_and(|it| it.speaker == speaker));
    let indices = |length: usize| 0..u32::try_from(length).unwrap_or(u32::MAX);
    match kind {
        ListKind::Speakers => indices(comparison.speakers.len()).collect(),
        ListKind::Groups => indices(comparison.groups.len())
            .filter(|&index| comparison.groups[index as usize].statements.iter().any(is_by))
            .collect(),
        ListKind::Only => comparison.only_here.iter().copied().filter(is_by).collect(),
        ListKind::Open => {
            let mut is_open: Vec<bool> = comparison.statements.iter().map(|it| it.group.is_none()).collect();
            comparison.only_here.iter().for_each(|&index| is_open[index as usize] = false);
            indices(is_open.len()).filter(|&index| is_open[index as usize]).filter(is_by).collect()
        }
    }
}

/// How many buttons a row has.
fn weight(comparison: &Comparison, kind: ListKind, row: u32) -> usize {
    let buttons = match kind {
        ListKind::Speakers => comparison
            .speakers
            .get(row as usize)
            .map(|speaker| 1 + speaker.cells.iter().filter(|cell| !cell.statements.is_empty()).count()),
        ListKind::Groups => comparison.groups.get(row as usize).map(|group| group.statements.len()),
        ListKind::Only | ListKind::Open => None,
    };
    buttons.unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use reportedly_compare::compare;
    use reportedly_document::{
        Analysis, Annotation, Attribution, Document, Entity, EntityKind, Span, View, ViewedDocument, assign_ids,
    };

    const SPEAKERS: [&str; 3] = ["Ana Diaz", "Bo Lund", "Cleo Berg"];

    /// An article in which each of three people says the same number of things, each about a number of its own.
    fn article(statements: usize, topic: &str) -> Document {
        let (mut text, mut annotations) = (String::new(), Vec::new());
        for number in 0..statements {
            let start = text.len();
            text.push_str(&format!("The {topic} of pier {} fell into the harbour", number * 37 + 11));
            let content = Span::from(start..text.len());
            text.push_str(", ");
            let name = SPEAKERS[number % 3];
            let source = Span::from(text.len()..text.len() + name.len());
            text.push_str(&format!("{name} said.\n\n"));
            let said = Attribution { source: vec![source], content: vec![content], ..Attribution::default() };
            annotations.push(Annotation::machine(said, "test"));
            annotations.push(Annotation::machine(Entity { span: source, kind: EntityKind::Person }, "test"));
        }
        assign_ids(&text, &mut annotations);
        annotations.sort_by_key(|mark| mark.cover().start);
        Document::of_analysis(text, Analysis { annotations, ..Analysis::default() }).expect("it is of this text")
    }

    fn compared(documents: &[Document]) -> Rc<Comparison> {
        let view = View::default();
        let viewed: Vec<_> = documents.iter().map(|it| ViewedDocument::new(it, &[], &view)).collect();
        Rc::new(compare(&viewed).expect("they are few enough"))
    }

    fn drawn(lists: &Lists) -> [usize; 4] {
        ListKind::ALL.map(|kind| lists.list(kind).drawn().len())
    }

    #[test]
    fn rows_come_in_slices_in_the_order_of_the_page() {
        let comparison = compared(&[article(120, "crane"), article(120, "crane"), article(90, "chapel")]);
        let mut lists = Lists::new(&comparison);
        let [speakers, groups, only, open] = drawn(&lists);
        assert_eq!((speakers, only, open), (3, 0, 0));
        assert!(groups > 0 && groups < 30, "{groups}");
        let mut slices = 0;
        while !lists.is_complete() {
            let before = drawn(&lists);
            lists.draw_slice();
            let now = drawn(&lists);
            for (index, kind) in ListKind::ALL.into_iter().enumerate() {
                assert!(now[index] >= before[index], "what is drawn stays");
                let earlier = ListKind::ALL[..index].iter().all(|&kind| lists.list(kind).is_complete());
                assert!(now[index] == 0 || earlier, "nothing comes in above it");
                assert_eq!(lists.is_reached(kind), earlier);
            }
            slices += 1;
        }
        assert!(slices > 2, "{slices}");
        assert_eq!(drawn(&lists)[1], MOST_SHOWN);
        assert!(lists.list(ListKind::Groups).is_cut());
        lists.show_all(ListKind::Groups);
        assert!(!lists.is_complete() && !lists.list(ListKind::Groups).is_cut());
        while !lists.is_complete() {
            lists.draw_slice();
        }
        assert_eq!(drawn(&lists)[1], comparison.groups.len());
    }

    #[test]
    fn each_row_is_of_the_speaker_that_is_looked_at_and_the_matrix_stays() {
        let comparison = compared(&[article(120, "crane"), article(120, "crane")]);
        let mut lists = Lists::new(&comparison);
        lists.draw_all();
        assert!(lists.is_complete());
        assert_eq!(drawn(&lists), [3, 120, 0, 0]);
        lists.filter(Some(1));
        assert_eq!((drawn(&lists)[0], lists.list(ListKind::Groups).rows.len()), (3, 40));
        for &group in &*lists.list(ListKind::Groups).rows {
            for &statement in &comparison.groups[group as usize].statements {
                assert_eq!(comparison.statements[statement as usize].speaker, 1);
            }
        }
        lists.filter(None);
        assert_eq!(lists.list(ListKind::Groups).rows.len(), 120);
    }

    #[test]
    fn another_comparison_in_its_place_keeps_what_is_drawn() {
        let one = compared(&[article(60, "crane"), article(60, "crane")]);
        let mut lists = Lists::new(&one);
        while !lists.is_complete() {
            lists.draw_slice();
        }
        let fewer = compared(&[article(30, "crane"), article(30, "crane")]);
        assert_eq!(drawn(&lists.replaced_by(&fewer)), [3, 30, 0, 0]);
        assert_eq!(drawn(&lists.replaced_by(&one)), [3, MOST_SHOWN, 0, 0]);
    }

    #[test]
    fn a_statement_is_in_one_list() {
        let comparison = compared(&[article(30, "crane"), article(36, "crane"), article(9, "chapel roof")]);
        let mut found: Vec<u32> =
            Lists::new(&comparison).lists[2..].iter().flat_map(|list| list.rows.to_vec()).collect();
        found.extend(comparison.groups.iter().flat_map(|group| &group.statements));
        found.sort_unstable();
        assert_eq!(found, (0..comparison.statements.len() as u32).collect::<Vec<_>>());
    }
}
