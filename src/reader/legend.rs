use reportedly_document::{Counts, Label, Layer, Part, View};
use yew::prelude::*;

use super::state::{Action, State};
use crate::strings;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct LegendProps {
    pub(super) counts: Counts,
    pub(super) view: View,
    /// Whether the counts are known yet.
    pub(super) counted: bool,
    pub(super) dispatch: UseReducerDispatcher<State>,
}

/// Switches for the layers, each with a sample that is drawn as in the text, and how many marks it has.
#[component]
pub(super) fn Legend(props: &LegendProps) -> Html {
    let switch = |layer: Layer| {
        let dispatch = props.dispatch.clone();
        let onclick = move |_| dispatch.dispatch(Action::Toggle(layer));
        let count = props.counts.layer(layer);
        html! {
            <button
                type="button"
                class="reportedly-layer"
                data-layer={layer.label()}
                aria-pressed={if props.view.shows_layer(layer) { "true" } else { "false" }}
                title={strings::layer_hint(layer)}
                {onclick}
            >
                <span class="reportedly-sample" aria-hidden="true">{ sample(layer) }</span>
                <span class="reportedly-name">{ strings::layer(layer) }</span>
                <span class="reportedly-count" data-count={count.to_string()}>
                    { if props.counted { strings::grouped(count) } else { String::from("–") } }
                </span>
            </button>
        }
    };
    html! {
        <div class="reportedly-legend" role="group" aria-label={strings::LAYERS}>
            { for Layer::ALL.iter().copied().map(switch) }
            <span class="reportedly-unsure" title={strings::UNSURE_HINT}>
                <span class="reportedly-sample" aria-hidden="true">
                    { unsure_sample() }
                </span>
                { strings::UNSURE }
            </span>
        </div>
    }
}

/// A few letters marked as in the text; of an attribution its three parts, which serves as the key to them.
fn sample(layer: Layer) -> Html {
    let mark = |part, words| mark(part, words, None);
    match layer {
        Layer::Entity => mark(Part::Entity, strings::SAMPLE),
        Layer::Hedge => mark(Part::Hedge, strings::SAMPLE),
        Layer::Attribution => html! {
            <>
                { mark(Part::Source, strings::SAMPLE_SOURCE) }{ " " }
                { mark(Part::Cue, strings::SAMPLE_CUE) }{ " " }
                { mark(Part::Content, strings::SAMPLE_CONTENT) }
            </>
        },
    }
}

/// The same of what the engine is not sure of: each layer's way to be lighter.
fn unsure_sample() -> Html {
    let mark = |part: Part, words| mark(part, words, Some(part.label()));
    html! {
        <>
            { mark(Part::Entity, strings::SAMPLE_UNSURE) }{ " " }
            { mark(Part::Hedge, strings::SAMPLE_UNSURE) }{ " " }
            { mark(Part::Source, strings::SAMPLE_UNSURE) }
        </>
    }
}

fn mark(part: Part, words: &'static str, unsure: Option<&'static str>) -> Html {
    let label = part.label();
    html! {
        <span data-parts={label} data-starts={label} data-ends={label} data-unsure={unsure}>{ words }</span>
    }
}
