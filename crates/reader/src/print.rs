//! What is printed below the text.

use reportedly_document::{Annotation, Label, Layer, Source, Statistics, stable_sort::sort_by_key};
use yew::Html;

use super::excerpt::{excerpt, source_words, words};
use super::legend::{sample, unsure_sample};
use super::state::State;
use crate::strings;
use crate::vdom::{Tag, classed, tag};

/// What paper has below the text, and a screen has not: what the marks mean, the notes, and who said what. It is made
/// when the browser is about to print.
pub(super) fn print(state: &State) -> Tag {
    let layers = Layer::ALL.iter().filter(|&&layer| state.session.work.view.shows_layer(layer)).map(|&layer| {
        let count = strings::grouped(state.derived.counts.layer(layer));
        let sample = classed("span", "reportedly-sample").html_child(sample(layer));
        let name = strings::layer(layer);
        tag("li").child(sample).text(format!(" {name} ({count}): {}", strings::layer_hint(layer))).into_html()
    });
    let shows = state.session.work.view.filter(&state.derived.analysis.asides);
    let annotations = state.annotations();
    let unsure = annotations.iter().any(|annotation| annotation.is_unsure() && shows(annotation)).then(|| {
        let sample = classed("span", "reportedly-sample").html_child(unsure_sample());
        tag("li").child(sample).text([" ", strings::UNSURE, ": ", strings::UNSURE_HINT].concat()).into_html()
    });
    let key = layers.chain(unsure).collect();
    // Every note has its number, also that of a mark which is not shown.
    let noted = annotations.iter().filter(|annotation| annotation.note.is_some()).zip(1..);
    let notes: Vec<Html> =
        noted.filter(|(annotation, _)| shows(annotation)).map(|(mark, number)| note(state, mark, number)).collect();
    let notes = (!notes.is_empty()).then(|| section(strings::NOTES, tag("ol").children(notes)));
    let numbers = state.statement_numbers();
    let sources = state.derived.lists.sources.iter();
    let mut statements: Vec<(&Source, usize)> =
        sources.flat_map(|source| source.statements.iter().map(move |&index| (source, index as usize))).collect();
    // A hand-out is read along with the text.
    if state.ui.handout {
        sort_by_key(&mut statements, |&(_, index)| index as u64);
    }
    let rows: Vec<Html> = statements
        .into_iter()
        .map(|(source, index)| row(state, source, index, numbers.get(index).copied().flatten()))
        .collect();
    let head = [strings::NUMBER, strings::WHO, strings::KIND_OF_SOURCE, strings::HOW, strings::WHAT]
        .into_iter()
        .filter(|title| *title != strings::NUMBER || state.ui.handout)
        .map(|title| tag("th").attr("scope", "col").text(title).into_html());
    let table =
        tag("table").child(tag("thead").child(tag("tr").children(head.collect()))).child(tag("tbody").children(rows));
    let Statistics { words, quoted_words, .. } = state.statistics();
    classed("div", "reportedly-print")
        .attr("data-testid", "print")
        .child(section(strings::LEGEND, tag("ul").children(key)))
        .child_opt(notes)
        .child(section(strings::PANEL, table))
        .child(tag("p").text(strings::quoted_share(quoted_words, words)))
        .child_opt(state.ui.handout.then(questions))
        .child(tag("p").text(strings::PRINTED))
}

fn section(title: &'static str, content: Tag) -> Tag {
    tag("section").child(tag("h2").text(title)).child(content)
}

fn note(state: &State, annotation: &Annotation, number: u32) -> Html {
    let marked = words(&[annotation.cover()], &state.session.text);
    let note = annotation.note.clone().unwrap_or_default();
    tag("li").attr("value", number.to_string()).child(tag("b").text(marked)).text(": ").text(note).into_html()
}

/// Lines for a name and a date, above the text of a hand-out.
pub(super) fn handout_head() -> Tag {
    let line = |words: &'static str| tag("span").text(words).into_html();
    classed("p", "reportedly-handout-head").children([strings::HANDOUT_NAME, strings::HANDOUT_DATE].map(line).into())
}

/// What a class is asked, with lines to write on.
fn questions() -> Tag {
    let lines = || tag("div").children((0..3).map(|_| classed("div", "reportedly-line").into_html()).collect());
    let question = |words: &'static str| classed("li", "reportedly-question").text(words).child(lines()).into_html();
    section(strings::HANDOUT_QUESTIONS, tag("ol").children(strings::HANDOUT_ASKS.map(question).into()))
}

impl State {
    /// The numbers of the statements in a hand-out, by the indices of all annotations: those that are shown, in the order of the text.
    pub(super) fn statement_numbers(&self) -> Vec<Option<u32>> {
        if !self.ui.handout {
            return Vec::new();
        }
        let shows = self.session.work.view.filter(&self.derived.analysis.asides);
        let mut number = 0;
        let next = |annotation: &Annotation| {
            let is = annotation.attribution().is_some() && shows(annotation);
            number += u32::from(is);
            is.then_some(number)
        };
        self.annotations().iter().map(next).collect()
    }
}

fn row(state: &State, source: &Source, index: usize, number: Option<u32>) -> Html {
    let annotation = &state.annotations()[index];
    let Some(attribution) = annotation.attribution() else { return Html::default() };
    let name = &*source.name;
    let own = source_words(&attribution.source, &state.session.text);
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
    let via = words(&attribution.via, &state.session.text);
    let via = (!via.is_empty()).then(|| tag("div").text(strings::via(&via)));
    let kind = strings::source_tag(source.class).unwrap_or_default();
    let unsure = annotation.is_unsure().then(|| tag("div").text(strings::UNSURE));
    let cue = words(&attribution.cue, &state.session.text);
    let content = excerpt(&attribution.content, &state.session.text);
    tag("tr")
        .child_opt(number.map(|number| tag("td").text(number.to_string())))
        .child(tag("td").text(who).child_opt(via))
        .child(tag("td").text(kind).child_opt(unsure))
        .child(tag("td").text(cue))
        .child(tag("td").text(content))
        .into_html()
}
