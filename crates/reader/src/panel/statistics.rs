//! What there is how much of: counts and shares.

use reportedly_document::{Label, Layer, Source, SourceClass, agreement, resolve};

use super::shares::{self, Share, row};

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
    let agreed = |layer: &Layer| {
        let found = agreement(&own, &all.annotations, *layer);
        row(None, strings::layer(*layer), &[strings::agreed(found)])
    };
    let rows = Layer::ALL.iter().map(agreed).collect();
    Some(
        classed("section", "reportedly-answers")
            .child(tag("h3").text(strings::COMPARED))
            .child(classed("table", "reportedly-numbers").child(tag("tbody").children(rows))),
    )
}

pub(super) fn page(state: &State) -> Tag {
    let numbers = state.statistics();
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
    ];
    let rows = rows.into_iter().map(|(what, how_much)| row(None, what, &[how_much])).collect();
    tag("div")
        .child_opt(answers(state))
        .child_opt(sources(&state.derived.lists.sources))
        .child_opt(voices(numbers.hedges_author, numbers.hedges_source))
        .child(tag("h3").text(strings::ALL_NUMBERS))
        .child(classed("table", "reportedly-numbers").child(tag("tbody").children(rows)))
        .child(classed("p", "reportedly-say").text(strings::NUMBERS))
}

/// The sources by how they are identified: the same that the sentence above the panel counts.
fn sources(all: &[Source]) -> Option<Tag> {
    let count = |class: SourceClass| {
        let of = || all.iter().filter(|source| source.class == class);
        (of().count() as u32, of().map(|source| source.statements.len() as u32).sum::<u32>())
    };
    let kinds = SourceClass::ALL.iter().enumerate().filter_map(|(pattern, &class)| {
        let (sources, statements) = count(class);
        let name = strings::source_tag(class).filter(|_| sources > 0)?;
        Some((pattern, name, sources, statements))
    });
    let kinds: Vec<_> = kinds.collect();
    let rows = kinds.iter().map(|&(pattern, name, sources, statements)| {
        row(Some(pattern), name, &[strings::grouped(sources), strings::grouped(statements)])
    });
    let rows = rows.collect();
    let shares: Vec<Share> = kinds.iter().map(|&(pattern, name, sources, _)| (pattern, name, sources)).collect();
    shares::section(strings::SOURCES_BY_KIND, &shares, &[strings::SOURCES, strings::STATEMENTS], rows)
}

/// The hedges by whose they are.
fn voices(author: u32, source: u32) -> Option<Tag> {
    let shares = [(0, strings::HEDGES_AUTHOR, author), (4, strings::HEDGES_SOURCE, source)];
    let value = |count: u32| [strings::share(count, author + source)];
    let rows = shares.iter().map(|&(pattern, name, count)| row(Some(pattern), name, &value(count))).collect();
    shares::section(strings::HEDGES_BY_VOICE, &shares, &[strings::HEDGES], rows)
}
