//! What is printed below the text.

use reportedly_document::{Annotation, Confidence, Label, Layer, Origin, Source, Statistics};
use yew::Html;

use super::legend::{sample, unsure_sample};
use super::state::State;
use super::words::{excerpt, source_words, words};
use crate::el::{El, el, of};
use crate::strings;

/// What paper has below the text, and a screen has not: what the marks mean, the notes, and who said what. It is made
/// when the browser is about to print.
pub(super) fn print(state: &State) -> El {
    let layers = Layer::ALL.iter().filter(|&&layer| state.work.view.shows_layer(layer)).map(|&layer| {
        let count = strings::grouped(state.counts.layer(layer));
        let sample = of("span", "reportedly-sample").add(sample(layer));
        let name = strings::layer(layer);
        el("li").with(sample).text(format!(" {name} ({count}): {}", strings::layer_hint(layer))).html()
    });
    let shows = state.work.view.filter(&state.analysis.asides);
    let annotations = &state.analysis.annotations;
    let unsure = annotations.iter().any(|annotation| is_unsure(annotation) && shows(annotation)).then(|| {
        let sample = of("span", "reportedly-sample").add(unsure_sample());
        el("li").with(sample).text([" ", strings::UNSURE, ": ", strings::UNSURE_HINT].concat()).html()
    });
    let key = layers.chain(unsure).collect();
    // Every note has its number, also that of a mark which is not shown.
    let noted = annotations.iter().filter(|annotation| annotation.note.is_some()).zip(1..);
    let notes: Vec<Html> =
        noted.filter(|(annotation, _)| shows(annotation)).map(|(mark, number)| note(state, mark, number)).collect();
    let notes = (!notes.is_empty()).then(|| section(strings::NOTES, el("ol").list(notes)));
    let rows: Vec<Html> = state
        .facts
        .sources
        .iter()
        .flat_map(|source| source.statements.iter().map(move |&at| row(state, source, at as usize)))
        .collect();
    let head = [strings::WHO, strings::KIND_OF_SOURCE, strings::HOW, strings::WHAT]
        .into_iter()
        .map(|title| el("th").put("scope", "col").text(title).html());
    let table = el("table").with(el("thead").with(el("tr").list(head.collect()))).with(el("tbody").list(rows));
    let Statistics { words, quoted_words, .. } = state.facts.statistics;
    of("div", "reportedly-print")
        .put("data-testid", "print")
        .with(section(strings::LEGEND, el("ul").list(key)))
        .with_some(notes)
        .with(section(strings::PANEL, table))
        .with(el("p").text(strings::quoted_share(quoted_words, words)))
        .with(el("p").text(strings::PRINTED))
}

fn section(title: &'static str, content: El) -> El {
    el("section").with(el("h2").text(title)).with(content)
}

fn note(state: &State, annotation: &Annotation, number: u32) -> Html {
    let marked = words(&[annotation.cover()], &state.text);
    let note = annotation.note.clone().unwrap_or_default();
    el("li").put("value", number.to_string()).with(el("b").text(marked)).text(": ").text(note).html()
}

/// Whether it is drawn as what the engine is not sure of.
fn is_unsure(annotation: &Annotation) -> bool {
    annotation.origin == Origin::Machine && annotation.confidence == Some(Confidence::Low)
}

fn row(state: &State, source: &Source, at: usize) -> Html {
    let annotation = &state.analysis.annotations[at];
    let Some(attribution) = annotation.attribution() else { return Html::default() };
    let name = &*source.name;
    let own = source_words(&attribution.source, &state.text);
    let who = match name {
        "" if own.is_empty() => strings::NO_SOURCE.to_owned(),
        name if own.is_empty() || own == name || name.is_empty() => {
            if name.is_empty() {
                own
            } else {
                name.to_owned()
            }
        }
        name => format!("{name} ({own})"),
    };
    // By way of whom it is known stands below who said it.
    let via = words(&attribution.via, &state.text);
    let via = (!via.is_empty()).then(|| el("div").text(strings::via(&via)));
    let kind = strings::source_tag(source.class).unwrap_or_default();
    let unsure = is_unsure(annotation).then(|| el("div").text(strings::UNSURE));
    let cue = words(&attribution.cue, &state.text);
    let content = excerpt(&attribution.content, &state.text);
    el("tr")
        .with(el("td").text(who).with_some(via))
        .with(el("td").text(kind).with_some(unsure))
        .with(el("td").text(cue))
        .with(el("td").text(content))
        .html()
}
