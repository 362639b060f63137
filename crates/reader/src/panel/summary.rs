//! How much there is of what, in one sentence, of which each number leads to what it counts.

use reportedly_document::{Label, Layer, SourceClass};

use crate::command::{Command, Tab, button};
use crate::spotlight::{SpotlightGroup, SpotlightTarget};
use crate::state::State;
use crate::strings;
use crate::vdom::{Tag, classed};

/// Words of the sentence, with what they lead to.
type Piece = (String, Option<Command>);

/// The sentence for the eye.
pub(super) fn summary(state: &State) -> Tag {
    let mut sentence = classed("p", "reportedly-summary").attr("data-testid", "summary");
    let mut pieces = pieces(state).into_iter().peekable();
    while let Some((words, command)) = pieces.next() {
        let Some(command) = command else {
            sentence = sentence.text(words);
            continue;
        };
        // No line begins with the comma behind a number.
        let mark = pieces.next_if(|(words, command)| command.is_none() && !words.starts_with(' '));
        let number = classed("span", "reportedly-summary-number").child(button(command, words));
        sentence = sentence.child(number.text(mark.map(|(mark, _)| mark).unwrap_or_default()));
    }
    sentence
}

/// The same for the ear.
pub(crate) fn spoken(state: &State) -> String {
    pieces(state).into_iter().map(|(words, _)| words).collect()
}

fn pieces(state: &State) -> Vec<Piece> {
    let lists = &state.derived.lists;
    let mut pieces: Vec<Piece> = Vec::new();
    let plain = |words: &str| (words.to_owned(), None);
    // A mark and a space, at which a line can end.
    let between = |mark: &str| [plain(mark), plain(" ")];
    let statements: usize = lists.sources.iter().map(|source| source.statements.len()).sum();
    let are_hidden = |layer: Layer| state.derived.counts.layer(layer) > 0;
    if statements == 0 && are_hidden(Layer::Attribution) {
        pieces.push(plain(strings::STATEMENTS_OFF));
    } else if statements == 0 {
        pieces.push(plain(strings::NO_STATEMENTS_COUNTED));
    } else {
        pieces.push((strings::statements(statements), Some(Command::Tab(Tab::Statements))));
        let sources = lists.sources.iter().filter(|source| source.class != SourceClass::None).count();
        if sources > 0 {
            pieces.push(plain(&strings::by_sources(sources)));
        }
        let of = |class: SourceClass| lists.sources.iter().filter(|source| source.class == class).count();
        let classes = SourceClass::ALL.iter().filter_map(|&class| {
            let count = of(class);
            let words = strings::sources_of_class(class, count)?;
            (count > 0).then_some((words, Some(SpotlightTarget::Sources(class))))
        });
        for (number, (words, target)) in classes.enumerate() {
            pieces.extend(between(if number == 0 { ":" } else { "," }));
            pieces.push((words, target.map(Command::Spotlight)));
        }
    }
    let unattributed = lists.review.unattributed.len();
    if unattributed > 0 {
        pieces.extend(between(";"));
        pieces.push((strings::sentences_without_source(unattributed), Some(Command::Tab(Tab::Review))));
    }
    let hedges = lists.hedges.len();
    if hedges > 0 {
        pieces.extend(between(";"));
        pieces.push((strings::hedges(hedges), Some(Command::Tab(Tab::Hedges))));
        let own = SpotlightGroup::OwnHedges.marks(state).len();
        if own > 0 {
            pieces.extend(between(","));
            pieces.push((strings::own_hedges(own), Some(Command::Spotlight(SpotlightTarget::OwnHedges))));
        }
    }
    pieces.push(plain("."));
    pieces
}
