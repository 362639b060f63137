//! The reader: a text with its marks, a legend, cards and a panel. A page or a custom element only mounts it.
//!
//! It keeps to its own root element: no listeners outside of it, no state outside of it, no search of the document, so
//! that several can live on one page and each inside a closed shadow root.

mod article;
mod card;
mod drawing;
mod host;
mod hover;
mod legend;
mod notices;
mod opinion;
mod panel;
mod paragraph;
mod same;
mod state;
mod text;
mod words;

use std::cell::Cell;
use std::rc::Rc;

use reportedly_document::Layer;
use web_sys::{FocusOptions, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

use crate::engine::Engine;
use crate::strings;
use article::{Article, mark_at};
use card::{CardView, Explained};
pub use host::{Settings, Shown, Style, Work};
use hover::use_hover;
use legend::Legend;
use notices::Notices;
use opinion::Opinion;
use panel::Panel;
use paragraph::Accents;
use same::Same;
use state::{Action, Phase, State};
use text::Text;

/// What a host tells a [`Reader`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ReaderProps {
    /// The text, as it was given. Empty: nothing is shown, but the engine is loaded already.
    pub text: AttrValue,
    /// Which document it is a text of. A new text of the same document is an edited one: the person's work moves to it.
    #[prop_or_default]
    pub document: u32,
    /// The person's work on the document so far. Read when `document` changes, and at first.
    #[prop_or_default]
    pub work: Rc<Work>,
    /// What the person has chosen about reading in general.
    #[prop_or_default]
    pub settings: Settings,
    /// The absolute address of `engine-worker.js`. Read when the reader is mounted.
    pub engine: AttrValue,
    /// Becomes the reader's root element, for a host that wants to put the focus there.
    #[prop_or_default]
    pub root: NodeRef,
    /// Called when the marks of a text have been put into the document; they are painted with the next frame.
    #[prop_or_default]
    pub on_marked: Callback<()>,
    /// Called when what is shown has changed: other marks, another view, a correction.
    #[prop_or_default]
    pub on_change: Callback<Shown>,
    /// Called when the person has chosen other settings. The host passes them back, and may remember them.
    #[prop_or_default]
    pub on_settings: Callback<Settings>,
}

/// Shows a text, has it analysed and shows what was found.
#[component]
pub fn Reader(props: &ReaderProps) -> Html {
    let root = props.root.clone();
    let state = use_reducer(State::default);
    let dispatch = state.dispatcher();
    let engine = use_engine(&props.engine, dispatch.clone());
    let hover = use_hover(dispatch.clone());
    let description = use_memo((), |()| unique_id());

    use_effect_with(props.text.clone(), {
        let dispatch = dispatch.clone();
        move |text| dispatch.dispatch(Action::Read(Rc::new(Text::new(text))))
    });
    use_effect_with(state.revision, {
        let (text, engine) = (state.text.clone(), engine.clone());
        move |&revision| {
            if !text.is_empty() {
                engine.analyse(revision, text.canonical.clone());
            }
        }
    });
    use_effect_with((Same(state.analysis.clone()), state.card.map(|card| card.at)), {
        let (state, engine) = (state.clone(), engine.clone());
        move |_| {
            let asked = |&(at, _): &(usize, _)| state.can_be_weighed(at) && state.evidence(at).is_none();
            for (at, _) in state.explained().into_iter().filter(asked) {
                engine.weigh(state.revision, at);
            }
        }
    });
    use_effect_with((state.revision, state.phase == Phase::Ready), {
        let on_marked = props.on_marked.clone();
        move |&(_, ready)| {
            if ready {
                on_marked.emit(());
            }
        }
    });

    let stop = {
        let (engine, dispatch) = (engine.clone(), dispatch.clone());
        Callback::from(move |()| {
            engine.stop();
            dispatch.dispatch(Action::Stop);
        })
    };
    let on_key = {
        let (working, stop, dispatch) = (matches!(state.phase, Phase::Working(_)), stop.clone(), dispatch.clone());
        Callback::from(move |event: KeyboardEvent| match &*event.key() {
            "Escape" if working => stop.emit(()),
            "Escape" => dispatch.dispatch(Action::Close),
            _ => {}
        })
    };
    let retry_model = use_callback((), move |_: MouseEvent, ()| engine.load_model());
    let retry = use_callback(dispatch.clone(), |_: MouseEvent, dispatch| dispatch.dispatch(Action::Retry));
    let choose = {
        let deps = (root.clone(), dispatch.clone(), Same(state.analysis.clone()), Same(state.drawing.clone()));
        use_callback(deps, |chosen: usize, (root, dispatch, analysis, drawing)| {
            dispatch.dispatch(Action::Choose(chosen));
            if let Some(at) = drawing.stop_from(analysis.annotations[chosen].cover().start) {
                reveal(root, at);
            }
        })
    };

    let (text, analysis) = (Same(state.text.clone()), Same(state.analysis.clone()));
    let lit = state.lit();
    let accents = Accents { lit, tab_stop: state.tab_stop, described: state.card.map(|card| card.at) };
    let counted = matches!(state.phase, Phase::Ready | Phase::Stopped);
    html! {
        <div
            ref={root.clone()}
            class="reportedly"
            data-testid="reader"
            data-state={name(&state)}
            data-engine={state.analysis.engine.clone().into_owned()}
            role="region"
            aria-label={strings::READER}
            tabindex="-1"
            onkeydown={on_key}
        >
            if state.phase != Phase::Empty {
                <div class="reportedly-bar">
                    <Legend counts={state.counts} view={state.view} {counted} dispatch={dispatch.clone()} />
                    if let Phase::Working(share) = state.phase {
                        <div class="reportedly-progress">
                            <progress max="100" value={percent(share)} aria-label={strings::WORKING} />
                            <button type="button" data-testid="stop" onclick={stop.reform(|_: MouseEvent| ())}>
                                { strings::STOP }
                            </button>
                        </div>
                    }
                </div>
            }
            <Notices
                text={text.clone()}
                analysis={analysis.clone()}
                phase={state.phase.clone()}
                on_main_thread={state.on_main_thread}
                model={state.model.clone()}
                provisional={state.is_provisional()}
                {retry}
                {retry_model}
            />
            <p class="reportedly-hidden" role="status">
                if state.phase == Phase::Ready {
                    { strings::summary(state.counts) }
                }
            </p>
            if state.phase != Phase::Empty {
                <div class="reportedly-frame">
                    <div class="reportedly-columns">
                        <Article
                            text={text.clone()}
                            analysis={analysis.clone()}
                            drawing={Same(state.drawing.clone())}
                            {accents}
                            description={(*description).clone()}
                            hover={hover.clone()}
                            dispatch={dispatch.clone()}
                        />
                        <Panel
                            key={state.revision}
                            text={text.clone()}
                            analysis={analysis.clone()}
                            {counted}
                            shown={state.view.shows_layer(Layer::Attribution)}
                            {lit}
                            {choose}
                        />
                    </div>
                </div>
            }
            if let Some(card) = state.card {
                <CardView
                    {card}
                    {text}
                    {analysis}
                    marks={explained(&state)}
                    description={(*description).clone()}
                    {root}
                    {hover}
                    {dispatch}
                />
            }
        </div>
    }
}

/// What the open card says of each mark.
fn explained(state: &State) -> Vec<Explained> {
    let explain = |(at, part)| {
        let opinion = match state.evidence(at) {
            Some(evidence) => Opinion::Given(Same(evidence.clone())),
            None if state.can_be_weighed(at) => Opinion::Awaited,
            None => Opinion::None,
        };
        Explained { at, part, opinion }
    };
    state.explained().into_iter().map(explain).collect()
}

/// The engine of this reader, from its first render to its end.
#[hook]
fn use_engine(url: &AttrValue, dispatch: UseReducerDispatcher<State>) -> Rc<Engine> {
    let url = url.clone();
    use_memo((), move |()| Engine::start(&url, Callback::from(move |event| dispatch.dispatch(Action::Engine(event)))))
}

/// An id that no other reader of this program has.
fn unique_id() -> AttrValue {
    thread_local! {
        static COUNT: Cell<u32> = const { Cell::new(0) };
    }
    let number = COUNT.replace(COUNT.get() + 1);
    format!("reportedly-description-{number}").into()
}

/// Scrolls to a mark and puts the keyboard there.
fn reveal(root: &NodeRef, at: u32) {
    let Some(mark) = mark_at(root, at) else { return };
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    mark.scroll_into_view_with_scroll_into_view_options(&options);
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // A mark that has just gone from the document cannot take the focus; then it stays where it is.
    let _ = mark.focus_with_options(&options);
}

/// Whole numbers only: printing fractions would add ten kilobytes to the program.
fn percent(share: f64) -> String {
    ((share * 100.0) as u32).to_string()
}

/// How far the reader is, in a word for style sheets and tests.
fn name(state: &State) -> &'static str {
    match &state.phase {
        Phase::Empty => "empty",
        Phase::Working(_) => "working",
        Phase::Ready if state.is_provisional() => "provisional",
        Phase::Ready => "ready",
        Phase::Stopped => "stopped",
        Phase::Failed(_) => "failed",
    }
}
