use std::rc::Rc;

use gloo_timers::callback::Timeout;
use reportedly_document::{Analysis, Byte, Span};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, PointerEvent};
use yew::prelude::*;

use super::drawing::{Chunk, Drawing, Step};
use super::hover::Hover;
use super::paragraph::{Accents, Paragraph};
use super::same::Same;
use super::state::{Action, By, Card, State};
use super::text::Text;
use crate::strings;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct ArticleProps {
    pub(super) text: Same<Text>,
    pub(super) analysis: Same<Analysis>,
    pub(super) drawing: Same<Drawing>,
    pub(super) accents: Accents,
    /// The id of the open card's description.
    pub(super) description: AttrValue,
    pub(super) hover: Hover,
    pub(super) dispatch: UseReducerDispatcher<State>,
}

/// The text with its marks. It listens once for all marks; a mark is known by its `data-at`.
#[component]
pub(super) fn Article(props: &ArticleProps) -> Html {
    let root = use_node_ref();
    let sheets = use_sheets(props);
    let dispatch = &props.dispatch;

    let on_pointer_move = use_callback(props.hover.clone(), |event: PointerEvent, hover| hover.moved(&event));
    let on_pointer_over = use_callback(props.hover.clone(), |event: PointerEvent, hover| {
        hover.over(mark_of(&event), &event);
    });
    let on_pointer_leave = use_callback(props.hover.clone(), |_: PointerEvent, hover| hover.leave());
    let open = |by: By| {
        let dispatch = dispatch.clone();
        move |event: &Event| {
            if let Some(at) = mark_of(event) {
                dispatch.dispatch(Action::Open(Card { at, by }));
            }
        }
    };
    let (on_focus, on_click) = (open(By::Focus), open(By::Pin));
    let on_focus_out = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: FocusEvent| {
            // Into the card, which is the only thing in a reader with a place for this.
            let to = event.related_target().and_then(|to| to.dyn_into::<Element>().ok());
            if !to.is_some_and(|to| to.closest("[data-testid=card]").is_ok_and(|card| card.is_some())) {
                dispatch.dispatch(Action::FocusLeft);
            }
        })
    };
    let on_key = {
        let (root, drawing, pin) = (root.clone(), props.drawing.clone(), open(By::Pin));
        Callback::from(move |event: KeyboardEvent| {
            let Some(at) = mark_of(&event) else { return };
            if event.ctrl_key() || event.alt_key() || event.meta_key() {
                return;
            }
            let step = match &*event.key() {
                "ArrowRight" | "n" => Step::Next,
                "ArrowLeft" | "p" => Step::Previous,
                "Home" => Step::First,
                "End" => Step::Last,
                "Enter" => {
                    event.prevent_default();
                    return pin(&event);
                }
                _ => return,
            };
            event.prevent_default();
            if let Some(mark) = drawing.stop_by(at, step).and_then(|at| mark_at(&root, at)) {
                // A mark that has just gone from the document cannot take the focus; then it stays where it is.
                let _ = mark.focus();
            }
        })
    };

    let lit: Vec<Span<Byte>> = props
        .accents
        .lit
        .map_or_else(Vec::new, |lit| props.analysis.annotations[lit].parts().map(|(_, span)| span).collect());
    let long = props.drawing.chunks.len() > 4 * STEP;
    html! {
        <div
            ref={root}
            class={classes!("reportedly-article", long.then_some("reportedly-long"))}
            data-testid="article"
            role="group"
            aria-label={strings::ARTICLE}
            onpointermove={on_pointer_move}
            onpointerover={on_pointer_over}
            onpointerleave={on_pointer_leave}
            onfocusin={move |event: FocusEvent| on_focus(&event)}
            onfocusout={on_focus_out}
            onclick={move |event: MouseEvent| on_click(&event)}
            onkeydown={on_key}
        >
            { for sheets.iter().enumerate().map(|(number, sheet)| {
                // A chunk that still shows an earlier analysis knows nothing of this one's places.
                let current = sheet.analysis == props.analysis;
                let accents = if current { props.accents.within(sheet.chunk.span(), &lit) } else { Accents::default() };
                html! {
                    // Keys, because a list without them is compared from its end: a growing one would be drawn anew.
                    <Sheet
                        key={number}
                        text={props.text.clone()}
                        analysis={sheet.analysis.clone()}
                        chunk={sheet.chunk.clone()}
                        {accents}
                        description={props.description.clone()}
                    />
                }
            }) }
        </div>
    }
}

/// The `data-at` of the mark that an event happened on.
fn mark_of(event: &Event) -> Option<u32> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest("mark[data-at]").ok()??.get_attribute("data-at")?.parse().ok()
}

/// The first mark below `root` that is, or contains, the piece of this name.
pub(super) fn mark_at(root: &NodeRef, at: u32) -> Option<HtmlElement> {
    let found = root.cast::<Element>()?.query_selector(&format!("mark[data-at=\"{at}\"]")).ok()??;
    found.dyn_into().ok()
}

/// How many chunks are drawn before the browser gets its turn.
const STEP: usize = 2;

/// A chunk as it was last drawn.
#[derive(Clone)]
struct Drawn {
    analysis: Same<Analysis>,
    chunk: Rc<Chunk>,
}

/// What of the drawing is on screen. A long text is drawn, and drawn anew when its marks change, some chunks at a time;
/// the others are not there yet, or still as they were.
#[hook]
fn use_sheets(props: &ArticleProps) -> Vec<Drawn> {
    struct Progress {
        text: Same<Text>,
        drawing: Same<Drawing>,
        /// How many chunks are drawn as `drawing` has them.
        done: usize,
        sheets: Vec<Drawn>,
    }
    let progress = use_mut_ref(|| Progress {
        text: props.text.clone(),
        drawing: props.drawing.clone(),
        done: 0,
        sheets: Vec::new(),
    });
    let mut progress = progress.borrow_mut();
    if progress.text != props.text {
        progress.text = props.text.clone();
        progress.sheets.clear();
    }
    if progress.drawing != props.drawing {
        progress.drawing = props.drawing.clone();
        progress.done = 0;
    }
    let done = progress.done;
    for chunk in props.drawing.chunks.iter().skip(done).take(STEP) {
        let drawn = Drawn { analysis: props.analysis.clone(), chunk: chunk.clone() };
        let at = progress.done;
        match progress.sheets.get_mut(at) {
            Some(sheet) => *sheet = drawn,
            None => progress.sheets.push(drawn),
        }
        progress.done += 1;
    }

    let again = use_force_update();
    let more = (progress.done < props.drawing.chunks.len()).then_some(progress.done);
    use_effect_with((more, props.drawing.clone()), move |(more, _)| {
        let timer = more.map(|_| Timeout::new(0, move || again.force_update()));
        move || drop(timer)
    });
    progress.sheets.clone()
}

#[derive(Clone, PartialEq, Properties)]
struct SheetProps {
    text: Same<Text>,
    analysis: Same<Analysis>,
    chunk: Rc<Chunk>,
    accents: Accents,
    description: AttrValue,
}

/// A chunk of paragraphs.
#[component]
fn Sheet(props: &SheetProps) -> Html {
    let lit: Vec<Span<Byte>> = props
        .accents
        .lit
        .map_or_else(Vec::new, |lit| props.analysis.annotations[lit].parts().map(|(_, span)| span).collect());
    html! {
        <div class="reportedly-sheet">
            { for props.chunk.rows.iter().map(|row| html! {
                <Paragraph
                    text={props.text.clone()}
                    analysis={props.analysis.clone()}
                    row={row.clone()}
                    accents={props.accents.within(row.span, &lit)}
                    description={props.description.clone()}
                />
            }) }
        </div>
    }
}
