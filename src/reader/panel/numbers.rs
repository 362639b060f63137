//! What there is how much of: counts and shares.

use reportedly_document::{Label, Layer, agreement, resolve};
use yew::Html;

use crate::el::{El, el, of};
use crate::reader::host::Answers;
use crate::reader::state::State;
use crate::strings;

/// How far the person and the marks that the text came with agree.
fn answers(state: &State) -> Option<El> {
    if state.work.answers != Answers::Shown {
        return None;
    }
    let all = state.found();
    let own = resolve(&state.text.canonical, &[], state.work.history.edits()).annotations;
    let row = |layer: &Layer| {
        let found = agreement(&own, &all.annotations, *layer);
        [el("dt").text(strings::layer(*layer)).html(), el("dd").text(strings::agreed(found)).html()]
    };
    let rows = Layer::ALL.iter().flat_map(row).collect();
    Some(
        of("section", "reportedly-answers")
            .with(el("h3").text(strings::COMPARED))
            .with(of("dl", "reportedly-numbers").list(rows)),
    )
}

pub(super) fn page(state: &State) -> El {
    let numbers = state.facts.statistics;
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
    let rows =
        rows.into_iter().flat_map(|(what, how_much)| [el("dt").text(what).html(), el("dd").text(how_much).html()]);
    el("div")
        .with_some(answers(state))
        .with(of("dl", "reportedly-numbers").list(rows.collect::<Vec<Html>>()))
        .with(of("p", "reportedly-say").text(strings::NUMBERS))
}
