//! The bar above the text: switches for the layers, and what is done with all marks.

use reportedly_document::{Kind, Label, Layer, Part};
use yew::Html;

use super::command::{Command, button};
use super::state::{Overlay, State};
use crate::strings;
use crate::vdom::{Tag, classed, plain_button, tag};

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

/// How marks are drawn that the engine is not sure of.
pub(super) fn key() -> Tag {
    classed("p", "reportedly-unsure")
        .attr("title", strings::UNSURE_HINT)
        .child(classed("span", "reportedly-sample").attr("aria-hidden", "true").html_child(unsure_sample()))
        .text(strings::LIGHTER)
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
    let tool = |command: Command, label: &'static str, sign: &'static str| {
        plain_button()
            .command(command)
            .attr("class", "reportedly-tool")
            .attr("title", label)
            .attr("aria-label", label)
            .text(sign)
    };
    let open = |over: Overlay| if state.ui.overlay == over { "true" } else { "false" };
    let steps = [
        disabled(!state.session.work.history.can_undo(), tool(Command::Undo, strings::UNDO, "↶")),
        disabled(!state.session.work.history.can_redo(), tool(Command::Redo, strings::REDO, "↷")),
    ];
    let steps = if state.host.read_only { Vec::new() } else { steps.map(Tag::into_html).into() };
    classed("div", "reportedly-tools")
        .children(steps)
        .child(button(Command::Plain, strings::HIDE_MARKS).attr("title", strings::PLAIN_HINT).pressed(plain))
        .child(tool(Command::Find, strings::SEARCH_OPEN, "⌕").attr("data-testid", "search-open"))
        .child(tool(Command::Menu, strings::MENU, "⚙").attr("aria-expanded", open(Overlay::Menu)))
        .child(tool(Command::Help, strings::HELP, "?").attr("aria-expanded", open(Overlay::Help)))
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

fn mark(part: Part, words: &'static str, unsure: bool) -> Html {
    let label = part.label();
    let span = tag("span").attr("data-parts", label).attr("data-starts", label).attr("data-ends", label);
    span.attr_opt("data-unsure", unsure.then_some(label)).text(words).into_html()
}
