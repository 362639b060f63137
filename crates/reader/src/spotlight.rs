//! Marks that a person looks at alone: what one source says, what a kind of source says, a kind of hedge.

use reportedly_document::{Body, HedgeKind, Id, Label, Source, SourceClass, Voice};

use super::command::{Command, MarkIndex, button};
use super::state::State;
use crate::strings;
use crate::vdom::{Tag, classed, tag};

/// Marks that can be looked at alone, as a button asks for them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SpotlightTarget {
    /// What the source of this statement says.
    SpeakerOf(MarkIndex),
    /// What all sources of this kind say.
    Sources(SourceClass),
    /// The hedges of this kind.
    Hedges(HedgeKind),
    /// The hedges of the article itself.
    OwnHedges,
}

impl SpotlightTarget {
    /// As the words of a command: a list, and a number in it.
    pub(crate) fn words(self) -> (&'static str, usize) {
        let index = |position: Option<usize>| position.expect("a list of all has it");
        match self {
            SpotlightTarget::SpeakerOf(mark) => ("speaker", mark.0),
            SpotlightTarget::Sources(class) => {
                ("sources", index(SourceClass::ALL.iter().position(|one| *one == class)))
            }
            SpotlightTarget::Hedges(kind) => ("hedges", index(HedgeKind::ALL.iter().position(|one| *one == kind))),
            SpotlightTarget::OwnHedges => ("own", 0),
        }
    }

    /// What these words say, if they say anything.
    pub(crate) fn of_words(list: &str, number: usize) -> Option<SpotlightTarget> {
        Some(match list {
            "speaker" => SpotlightTarget::SpeakerOf(MarkIndex(number)),
            "sources" => SpotlightTarget::Sources(*SourceClass::ALL.get(number)?),
            "hedges" => SpotlightTarget::Hedges(*HedgeKind::ALL.get(number)?),
            "own" => SpotlightTarget::OwnHedges,
            _ => return None,
        })
    }
}

/// The same, in terms that outlive a change of the marks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum SpotlightGroup {
    /// What a source says, by its heading in the panel; what nobody says, where it is empty.
    Speaker(String),
    Sources(SourceClass),
    Hedges(HedgeKind),
    OwnHedges,
}

impl SpotlightGroup {
    /// Its marks that are shown, by their indices, in the order of the text.
    pub(crate) fn marks(&self, state: &State) -> Vec<usize> {
        let lists = &state.derived.lists;
        let mut is_in = vec![false; state.annotations().len()];
        let speaks = |source: &&Source| match self {
            SpotlightGroup::Speaker(name) => source.name == *name,
            SpotlightGroup::Sources(class) => source.class == *class,
            SpotlightGroup::Hedges(_) | SpotlightGroup::OwnHedges => false,
        };
        for &index in lists.sources.iter().filter(speaks).flat_map(|source| &source.statements) {
            is_in[index as usize] = true;
        }
        for &index in &lists.hedges {
            if let Body::Hedge(hedge) = &state.annotations()[index].body {
                is_in[index] = match self {
                    SpotlightGroup::Hedges(kind) => hedge.kind == *kind,
                    SpotlightGroup::OwnHedges => hedge.voice != Some(Voice::Source),
                    SpotlightGroup::Speaker(_) | SpotlightGroup::Sources(_) => false,
                };
            }
        }
        (0..is_in.len()).filter(|&index| is_in[index]).collect()
    }
}

/// What is looked at alone, and how far a person has come in it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Spotlight {
    pub(crate) group: SpotlightGroup,
    /// For what a source says: the heading and a statement of it, as they were at the beginning. By these it is found when it
    /// has been called otherwise.
    pub(crate) heading: Option<(String, Id)>,
    /// The mark that was led to last, by its place among those of the group.
    pub(crate) position: usize,
}

/// Says what is looked at alone, and leads from mark to mark. It lies over the text and takes no room.
pub(crate) fn bar(state: &State) -> Option<Tag> {
    let (spotlight, marks) = state.spotlight()?;
    let words = tag("p")
        .child(tag("b").attr("dir", "auto").text(strings::spotlight(&spotlight.group)))
        .text(" ")
        .child(tag("span").text(strings::spotlight_position(spotlight.position, marks.len())));
    let step = |command: Command, label: &'static str| button(command, label).flag("disabled", marks.len() < 2);
    let buttons = classed("p", "reportedly-actions")
        .child(step(Command::SpotlightPrevious, strings::SPOTLIGHT_PREVIOUS))
        .child(step(Command::SpotlightNext, strings::SPOTLIGHT_NEXT))
        .child(button(Command::SpotlightEnd, strings::SPOTLIGHT_END));
    let bar = classed("div", "reportedly-spotlight-bar").child(words).child(buttons);
    Some(over_the_foot("spotlight", strings::SPOTLIGHT, bar))
}

/// What a bar is in that lies over the foot of the text and takes no room there.
pub(crate) fn over_the_foot(test_id: &'static str, label: &'static str, bar: Tag) -> Tag {
    classed("div", "reportedly-spotlight")
        .attr("data-testid", test_id)
        .attr("role", "group")
        .attr("aria-label", label)
        .child(bar)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_button_asks_for_is_read_again() {
        let targets = [
            SpotlightTarget::SpeakerOf(MarkIndex(7)),
            SpotlightTarget::Sources(SourceClass::Anonymous),
            SpotlightTarget::Hedges(HedgeKind::Modal),
            SpotlightTarget::OwnHedges,
        ];
        for target in targets {
            let (list, number) = target.words();
            assert_eq!(SpotlightTarget::of_words(list, number), Some(target));
        }
        assert_eq!(SpotlightTarget::of_words("sources", 99), None);
        assert_eq!(SpotlightTarget::of_words("verdict", 0), None);
    }
}
