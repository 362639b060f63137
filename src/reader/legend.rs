use reportedly_document::{Kind, Label, Layer, Part};
use yew::Html;

use super::command::kind_words;
use super::state::{Over, State};
use crate::el::{El, button, el, of};
use crate::strings;

/// Switches for the layers, each with a sample that is drawn as in the text, and how many marks it has; and what is done
/// with all marks.
pub(super) fn bar(state: &State) -> El {
    let layers: Vec<Html> = Layer::ALL.iter().map(|&layer| switch(state, layer)).collect();
    let legend = of("div", "reportedly-legend").put("role", "group").put("aria-label", strings::LAYERS);
    of("div", "reportedly-bar").part("bar").with(legend.list(layers)).with(tools(state)).with_some(over(state))
}

/// How marks are drawn that the engine is not sure of.
pub(super) fn key() -> El {
    of("p", "reportedly-unsure")
        .put("title", strings::UNSURE_HINT)
        .with(of("span", "reportedly-sample").put("aria-hidden", "true").add(unsure_sample()))
        .text(strings::UNSURE)
}

fn switch(state: &State, layer: Layer) -> Html {
    let view = &state.work.view;
    let count = state.counts.layer(layer);
    let label = layer.label();
    // Of marks that are hidden, it is not said how many there are.
    let is_known = state.is_counted() && !(state.hides_answers() && count == 0);
    let number = if is_known { strings::grouped(count) } else { String::from("–") };
    let toggle = el("button")
        .put("type", "button")
        .put("class", "reportedly-layer")
        .put("data-layer", label)
        .put("data-do", format!("layer {label}"))
        .put("title", strings::layer_hint(layer))
        .pressed(view.shows_layer(layer))
        .with(of("span", "reportedly-sample").put("aria-hidden", "true").add(sample(layer)))
        .with(of("span", "reportedly-name").text(strings::layer(layer)))
        .with(of("span", "reportedly-count").put("data-count", count.to_string()).text(number));
    let is_open = state.over == Over::Kinds(layer);
    let fold = button(format!("fold {label}"), "▾")
        .put("class", "reportedly-fold")
        .put("aria-label", strings::kinds_of(layer))
        .put("aria-expanded", if is_open { "true" } else { "false" });
    of("span", "reportedly-switch").with(toggle).with(fold).html()
}

/// What is done with the marks as a whole.
fn tools(state: &State) -> El {
    let plain = state.work.view.is_plain();
    let disabled = |is: bool, button: El| button.flag("disabled", is);
    let tool = |command: &'static str, label: &'static str, sign: &'static str| {
        el("button")
            .put("type", "button")
            .put("data-do", command)
            .put("class", "reportedly-tool")
            .put("title", label)
            .put("aria-label", label)
            .text(sign)
    };
    let open = |over: Over| if state.over == over { "true" } else { "false" };
    let steps = [
        disabled(!state.work.history.can_undo(), tool("undo", strings::UNDO, "↶")),
        disabled(!state.work.history.can_redo(), tool("redo", strings::REDO, "↷")),
    ];
    let steps = if state.read_only { Vec::new() } else { steps.map(El::html).into() };
    of("div", "reportedly-tools")
        .list(steps)
        .with(button("plain", strings::HIDE_MARKS).put("title", strings::PLAIN_HINT).pressed(plain))
        .with(tool("menu", strings::MENU, "⚙").put("aria-expanded", open(Over::Menu)))
        .with(tool("help", strings::HELP, "?").put("aria-expanded", open(Over::Help)))
}

/// What lies over the text below the bar.
fn over(state: &State) -> Option<El> {
    let content = match state.over {
        Over::Nothing => return None,
        Over::Kinds(layer) => kinds(state, layer),
        Over::Menu => super::menu::settings(state),
        Over::Help => super::menu::keys(),
        Over::Find => super::menu::find(state),
    };
    let close = button("close", "×").put("class", "reportedly-close").put("aria-label", strings::CLOSE);
    Some(of("div", "reportedly-over").put("data-testid", "over").put("tabindex", "-1").with(close).with(content))
}

/// The kinds of a layer, each with a switch and its count.
fn kinds(state: &State, layer: Layer) -> El {
    let view = &state.work.view;
    let row = |kind: Kind| {
        let words = kind_words(kind);
        let name = strings::kind(kind);
        let toggle = el("label")
            .with(
                el("input")
                    .put("type", "checkbox")
                    .put("data-do", format!("kind {words}"))
                    .checked(view.shows_kind(kind)),
            )
            .with(el("span").text(name))
            .with(of("span", "reportedly-count").text(strings::grouped(state.counts.kind(kind))));
        let only = button(format!("only-kind {words}"), strings::ONLY).put("aria-label", strings::only(name));
        el("li").with(toggle).with(only).html()
    };
    let all = Kind::of_layer(layer).into_iter().map(row).collect();
    el("div")
        .put("role", "group")
        .put("aria-label", strings::kinds_of(layer))
        .with(el("h2").text(strings::layer(layer)))
        .with(el("ul").list(all))
        .with(
            of("p", "reportedly-actions")
                .with(button(format!("only-layer {}", layer.label()), strings::only_layer(layer)))
                .with(button("everything", strings::EVERYTHING)),
        )
}

/// A few letters marked as in the text; of an attribution its three parts, which serves as the key to them.
pub(super) fn sample(layer: Layer) -> Html {
    match layer {
        Layer::Entity => mark(Part::Entity, strings::SAMPLE, None),
        Layer::Hedge => mark(Part::Hedge, strings::SAMPLE, None),
        Layer::Attribution => spaced([
            mark(Part::Source, strings::SAMPLE_SOURCE, None),
            mark(Part::Cue, strings::SAMPLE_CUE, None),
            mark(Part::Content, strings::SAMPLE_CONTENT, None),
        ]),
    }
}

/// The same of what the engine is not sure of: each layer's way to be lighter.
pub(super) fn unsure_sample() -> Html {
    let unsure = |part: Part| mark(part, strings::SAMPLE_UNSURE, Some(part.label()));
    spaced([unsure(Part::Entity), unsure(Part::Hedge), unsure(Part::Source)])
}

fn spaced([first, second, third]: [Html; 3]) -> Html {
    let space = || crate::el::text(" ");
    [first, space(), second, space(), third].into_iter().collect()
}

fn mark(part: Part, words: &'static str, unsure: Option<&'static str>) -> Html {
    let label = part.label();
    let span = el("span").put("data-parts", label).put("data-starts", label).put("data-ends", label);
    span.may("data-unsure", unsure).text(words).html()
}
