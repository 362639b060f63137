//! The bar above the text: switches for the layers, and what is done with all marks.

use reportedly_document::{Analysis, Body, Byte, Kind, Label, Layer, Part, Span, View};
use yew::Html;

use super::command::{Command, button};
use super::state::{Overlay, State};
use crate::strings;
use crate::vdom::{Tag, TextValue, classed, plain_button, tag};

/// Switches for the layers, each with a sample that is drawn as in the text, and how many marks it has; and what is done
/// with all marks.
pub(super) fn bar(state: &State) -> Tag {
    let layers: Vec<Html> = Layer::ALL.iter().map(|&layer| switch(state, layer)).collect();
    let legend = classed("div", "reportedly-legend").attr("role", "group").attr("aria-label", strings::LAYERS);
    classed("div", "reportedly-bar")
        .part("bar")
        .child(legend.children(layers))
        .child(tools(state))
        .child_opt(over(state))
}

/// What each line means, in one line: with words of the text on the screen, where it has such marks.
pub(super) fn key(state: &State) -> Tag {
    let Example { statement, hedge, name } = state.derived.example.clone();
    let [source, cue, content] = statement
        .unwrap_or_else(|| [strings::SAMPLE_SOURCE, strings::SAMPLE_CUE, strings::SAMPLE_CONTENT].map(str::to_owned));
    let hedge = hedge.unwrap_or_else(|| strings::SAMPLE_HEDGE.to_owned());
    let name = name.unwrap_or_else(|| strings::SAMPLE_ENTITY.to_owned());
    let pieces = [
        (Part::Source, source, strings::KEY_SOURCE),
        (Part::Cue, cue, strings::KEY_CUE),
        (Part::Content, content, strings::KEY_CONTENT),
        (Part::Hedge, hedge, strings::KEY_HEDGE),
        (Part::Entity, name, strings::KEY_NAME),
    ];
    let piece = |(part, words, means): (Part, String, &'static str)| {
        let sample = classed("span", "reportedly-sample").attr("dir", "auto").html_child(mark(part, words, false));
        [sample.into_html(), crate::vdom::text(means)]
    };
    let unsure = classed("span", "reportedly-sample").html_child(mark(Part::Source, strings::KEY_LIGHTER, true));
    // Its height follows from the reader's width, and not from the window's.
    let line = classed("span", "reportedly-key-line").children(pieces.into_iter().flat_map(piece).collect());
    classed("p", "reportedly-key")
        .attr("data-testid", "key")
        .attr("title", strings::UNSURE_HINT)
        .child(line.child(unsure).text(strings::KEY_UNSURE))
}

/// Words of the text that show how marks are drawn.
#[derive(Clone, Debug, Default)]
pub(super) struct Example {
    statement: Option<[String; 3]>,
    hedge: Option<String>,
    name: Option<String>,
}

impl Example {
    /// Of the first marks that are shown and sure; of statements, the first that is in one piece.
    pub(super) fn of(text: &str, analysis: &Analysis, view: &View) -> Example {
        let shows = view.filter(&analysis.asides);
        let words = |span: Span<Byte>, most: usize| short(span.of(text), most);
        let mut example = Example::default();
        for annotation in analysis.annotations.iter().filter(|it| !it.is_unsure() && shows(it)) {
            match &annotation.body {
                Body::Entity(entity) if example.name.is_none() => example.name = Some(words(entity.span, 16)),
                Body::Hedge(hedge) if example.hedge.is_none() => example.hedge = Some(words(hedge.span, 12)),
                Body::Attribution(it) if example.statement.is_none() => {
                    if let (&[source], &[cue], &[content]) = (&*it.source, &*it.cue, &*it.content) {
                        example.statement = Some([words(source, 18), words(cue, 12), words(content, 22)]);
                    }
                }
                _ => {}
            }
            if example.statement.is_some() && example.hedge.is_some() && example.name.is_some() {
                break;
            }
        }
        example
    }
}

/// At most so many characters of some words, cut at the end of a word where there is one.
fn short(words: &str, most: usize) -> String {
    let line = words.replace('\n', " ");
    let Some((end, _)) = line.char_indices().nth(most) else { return line };
    let end = line[..end].rfind(' ').unwrap_or(end);
    [&line[..end], "…"].concat()
}

fn switch(state: &State, layer: Layer) -> Html {
    let view = &state.session.work.view;
    let count = state.derived.counts.layer(layer);
    let label = layer.label();
    // Of marks that are hidden, it is not said how many there are.
    let is_known = state.is_counted() && !(state.hides_answers() && count == 0);
    let number = if is_known { strings::grouped(count) } else { String::from("–") };
    let toggle = plain_button()
        .attr("class", "reportedly-layer")
        .attr("data-layer", label)
        .command(Command::Layer(layer))
        .attr("title", strings::layer_hint(layer))
        .pressed(view.shows_layer(layer))
        .child(classed("span", "reportedly-sample").attr("aria-hidden", "true").html_child(sample(layer)))
        .child(classed("span", "reportedly-name").text(strings::layer(layer)))
        .child(classed("span", "reportedly-count").attr("data-count", count.to_string()).text(number));
    let is_open = state.ui.overlay == Overlay::Kinds(layer);
    let fold = button(Command::Fold(layer), "▾")
        .attr("class", "reportedly-fold")
        .attr("aria-label", strings::kinds_of(layer))
        .attr("aria-expanded", if is_open { "true" } else { "false" });
    classed("span", "reportedly-switch").child(toggle).child(fold).into_html()
}

/// What is done with the marks as a whole.
fn tools(state: &State) -> Tag {
    let plain = state.session.work.view.is_plain();
    let disabled = |is: bool, button: Tag| button.flag("disabled", is);
    let blank = |command: Command, label: &'static str| {
        plain_button().command(command).attr("class", "reportedly-tool").attr("title", label).attr("aria-label", label)
    };
    let tool = |command: Command, label: &'static str, sign: &'static str| blank(command, label).text(sign);
    let open = |over: Overlay| if state.ui.overlay == over { "true" } else { "false" };
    let steps = [
        disabled(!state.session.work.history.can_undo(), tool(Command::Undo, strings::UNDO, "↶")),
        disabled(!state.session.work.history.can_redo(), tool(Command::Redo, strings::REDO, "↷")),
    ];
    let steps = if state.host.read_only { Vec::new() } else { steps.map(Tag::into_html).into() };
    classed("div", "reportedly-tools")
        .children(steps)
        .child(button(Command::Plain, strings::HIDE_MARKS).attr("title", strings::PLAIN_HINT).pressed(plain))
        .child(blank(Command::Find, strings::SEARCH_OPEN).attr("data-testid", "search-open").child(magnifier()))
        .child(tool(Command::Menu, strings::MENU, "⚙").attr("aria-expanded", open(Overlay::Menu)))
        .child(tool(Command::Help, strings::HELP, "?").attr("aria-expanded", open(Overlay::Help)))
}

/// Drawn, not a letter: few fonts have the sign, and a browser that looks through all of them is slow to show a text.
fn magnifier() -> Tag {
    tag("svg")
        .attr("viewBox", "0 0 16 16")
        .attr("aria-hidden", "true")
        .child(tag("path").attr("d", "M10 10l4.5 4.5M11.5 6.75a4.75 4.75 0 1 1-9.5 0 4.75 4.75 0 0 1 9.5 0"))
}

/// What lies over the text below the bar.
fn over(state: &State) -> Option<Tag> {
    let content = match state.ui.overlay {
        Overlay::Nothing => return None,
        Overlay::Kinds(layer) => kinds(state, layer),
        Overlay::Menu => super::overlays::settings(state),
        Overlay::Help => super::overlays::keys(),
    };
    Some(
        classed("div", "reportedly-over")
            .attr("data-testid", "over")
            .attr("tabindex", "-1")
            .child(super::card::close())
            .child(content),
    )
}

/// The kinds of a layer, each with a switch and its count.
fn kinds(state: &State, layer: Layer) -> Tag {
    let view = &state.session.work.view;
    let row = |kind: Kind| {
        let name = strings::kind(kind);
        let toggle = tag("label")
            .child(tag("input").attr("type", "checkbox").command(Command::Kind(kind)).checked(view.shows_kind(kind)))
            .child(tag("span").text(name))
            .child_opt(letter(kind).map(|letter| classed("span", "reportedly-letter").text(letter)))
            .child(classed("span", "reportedly-count").text(strings::grouped(state.derived.counts.kind(kind))));
        let only = button(Command::OnlyKind(kind), strings::ONLY).attr("aria-label", strings::only(name));
        tag("li").child(toggle).child(only).into_html()
    };
    let all = Kind::of_layer(layer).into_iter().map(row).collect();
    tag("div")
        .attr("role", "group")
        .attr("aria-label", strings::kinds_of(layer))
        .child(tag("h2").text(strings::layer(layer)))
        .child(tag("ul").children(all))
        .child(
            classed("p", "reportedly-actions")
                .child(button(Command::OnlyLayer(layer), strings::only_layer(layer)))
                .child(button(Command::Everything, strings::EVERYTHING)),
        )
}

/// A sentence with marks of every kind, for a page that has no text yet.
pub fn sample_sentence() -> Tag {
    let plain = crate::vdom::text;
    let pieces = [
        mark(Part::Source, strings::SENTENCE_SOURCE, false),
        plain(" "),
        mark(Part::Cue, strings::SENTENCE_CUE, false),
        plain(" "),
        mark(Part::Content, strings::SENTENCE_CONTENT, false),
        plain(strings::SENTENCE_BETWEEN),
        mark(Part::Hedge, strings::SENTENCE_HEDGE, false),
        plain(strings::SENTENCE_BEFORE_NAME),
        mark(Part::Entity, strings::SENTENCE_NAME, false),
        plain("."),
    ];
    classed("span", "reportedly reportedly-sample").children(pieces.into())
}

/// The letter of a kind of names, where they have letters (`marks.css`).
fn letter(kind: Kind) -> Option<&'static str> {
    let Kind::Entity(kind) = kind else { return None };
    Some(strings::entity_letter(kind))
}

/// A word or three, marked as in the text; of an attribution its three parts, which serves as the key to them.
pub(super) fn sample(layer: Layer) -> Html {
    match layer {
        Layer::Entity => mark(Part::Entity, strings::SAMPLE_ENTITY, false),
        Layer::Hedge => mark(Part::Hedge, strings::SAMPLE_HEDGE, false),
        Layer::Attribution => spaced([
            mark(Part::Source, strings::SAMPLE_SOURCE, false),
            mark(Part::Cue, strings::SAMPLE_CUE, false),
            mark(Part::Content, strings::SAMPLE_CONTENT, false),
        ]),
    }
}

/// The same of what the engine is not sure of: lighter.
pub(super) fn unsure_sample() -> Html {
    spaced([
        mark(Part::Source, strings::SAMPLE_SOURCE, true),
        mark(Part::Hedge, strings::SAMPLE_HEDGE, true),
        mark(Part::Entity, strings::SAMPLE_ENTITY, true),
    ])
}

fn spaced([first, second, third]: [Html; 3]) -> Html {
    let space = || crate::vdom::text(" ");
    [first, space(), second, space(), third].into_iter().collect()
}

fn mark(part: Part, words: impl TextValue, unsure: bool) -> Html {
    let label = part.label();
    let span = tag("span").attr("data-parts", label).attr("data-starts", label).attr("data-ends", label);
    span.attr_opt("data-unsure", unsure.then_some(label)).text(words).into_html()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_is_short_and_ends_with_a_word() {
        assert_eq!(short("the ferry\ncompany Norlink", 12), "the ferry…");
        assert_eq!(short("Ada Holm", 12), "Ada Holm");
        assert_eq!(short("字".repeat(20).as_str(), 3), "字字字…");
    }
}
