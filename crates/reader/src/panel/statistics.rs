//! What there is how much of: counts and shares.

use reportedly_document::{Label, Layer, agreement, resolve};
use yew::Html;

use crate::api::QuizMode;
use crate::state::State;
use crate::strings;
use crate::vdom::{Tag, classed, tag};

/// How far the person and the marks that the text came with agree.
fn answers(state: &State) -> Option<Tag> {
    if state.session.work.answers != QuizMode::Shown {
        return None;
    }
    let all = state.found();
    let own = resolve(&state.session.text.canonical, &[], state.session.work.history.edits()).annotations;
    let row = |layer: &Layer| {
        let found = agreement(&own, &all.annotations, *layer);
        [tag("dt").text(strings::layer(*layer)).into_html(), tag("dd").text(strings::agreed(found)).into_html()]
    };
    let rows = Layer::ALL.iter().flat_map(row).collect();
    Some(
        classed("section", "reportedly-answers")
            .child(tag("h3").text(strings::COMPARED))
            .child(classed("dl", "reportedly-numbers").children(rows)),
    )
}

pub(super) fn page(state: &State) -> Tag {
    let numbers = state.derived.lists.statistics;
    let hedges = numbers.hedges_author + numbers.hedges_source;
    let of_all = |part: u32, all: u32| strings::share(part, all);
    let rows = [
        (strings::WORDS, strings::grouped(numbers.words)),
        (strings::QUOTED_WORDS, of_all(numbers.quoted_words, numbers.words)),
        (strings::SENTENCES, strings::grouped(numbers.sentences)),
        (strings::UNATTRIBUTED, of_all(numbers.unattributed, numbers.sentences)),
        (strings::SOURCES, strings::grouped(numbers.sources)),
        (strings::STATEMENTS, strings::grouped(numbers.statements)),
        (strings::DIRECT, of_all(numbers.direct, numbers.statements)),
        (strings::MIXED, of_all(numbers.mixed, numbers.statements)),
        (strings::INDIRECT, of_all(numbers.indirect, numbers.statements)),
        (strings::HEDGES, strings::per_hundred(hedges, numbers.words)),
        (strings::HEDGES_AUTHOR, of_all(numbers.hedges_author, hedges)),
        (strings::HEDGES_SOURCE, of_all(numbers.hedges_source, hedges)),
    ];
    let rows = rows
        .into_iter()
        .flat_map(|(what, how_much)| [tag("dt").text(what).into_html(), tag("dd").text(how_much).into_html()]);
    tag("div")
        .child_opt(answers(state))
        .child(classed("dl", "reportedly-numbers").children(rows.collect::<Vec<Html>>()))
        .child(classed("p", "reportedly-say").text(strings::NUMBERS))
}
