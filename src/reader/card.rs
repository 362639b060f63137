use reportedly_document::{Analysis, Attribution, Body, Entity, Hedge, Label, Part};
use web_sys::{DomRect, Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

use super::article::mark_at;
use super::hover::Hover;
use super::opinion::{self, Opinion};
use super::same::Same;
use super::state::{Action, By, Card, State};
use super::text::Text;
use super::words::{excerpt, source_words, stands_for, words};
use crate::strings;

/// Between mark and card, in CSS pixels.
const GAP: f64 = 10.0;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct CardViewProps {
    pub(super) card: Card,
    pub(super) text: Same<Text>,
    pub(super) analysis: Same<Analysis>,
    /// What is explained.
    pub(super) marks: Vec<Explained>,
    /// The id to give to the description that a screen reader reads out.
    pub(super) description: AttrValue,
    /// The reader's root, which the card is placed in.
    pub(super) root: NodeRef,
    pub(super) hover: Hover,
    pub(super) dispatch: UseReducerDispatcher<State>,
}

/// A mark that a card explains.
#[derive(Clone, PartialEq)]
pub(super) struct Explained {
    /// Which annotation, by its place in the analysis.
    pub(super) at: usize,
    /// The part of it that lies here.
    pub(super) part: Part,
    pub(super) opinion: Opinion,
}

/// Says of every mark at one place what it is and why it is there.
#[component]
pub(super) fn CardView(props: &CardViewProps) -> Html {
    let card = use_node_ref();
    // Not by opinions: there is room for them from the beginning.
    let marks: Vec<_> = props.marks.iter().map(|mark| (mark.at, mark.part)).collect();
    use_effect_with((props.card, props.analysis.clone(), marks), {
        let (root, card) = (props.root.clone(), card.clone());
        move |(at, ..)| place(&root, &card, at)
    });
    let stay = use_callback(props.hover.clone(), |_: PointerEvent, hover| hover.stay());
    let leave = use_callback(props.hover.clone(), |_: PointerEvent, hover| hover.leave());
    let close = use_callback(props.dispatch.clone(), |_: MouseEvent, dispatch| dispatch.dispatch(Action::Close));

    let described = props.marks.iter().map(|mark| spoken(mark, props)).collect::<Vec<_>>();
    html! {
        <div
            ref={card}
            class="reportedly-card"
            data-testid="card"
            role="group"
            aria-label={strings::CARD}
            tabindex="-1"
            onpointerenter={stay}
            onpointerleave={leave}
        >
            <p id={props.description.clone()} class="reportedly-hidden">{ described.join(" ") }</p>
            <button type="button" class="reportedly-close" aria-label={strings::CLOSE} onclick={close}>{ "×" }</button>
            { for props.marks.iter().map(|mark| entry(mark, props)) }
        </div>
    }
}

fn entry(mark: &Explained, props: &CardViewProps) -> Html {
    let Explained { at, part, opinion } = mark;
    let annotation = &props.analysis.annotations[*at];
    let why = annotation.rule.as_deref().and_then(|rule| props.analysis.why(rule));
    let (title, details) = match &annotation.body {
        Body::Entity(entity) => (strings::entity_kind(entity.kind), of_entity(entity, props)),
        Body::Hedge(hedge) => (strings::hedge_kind(hedge.kind), of_hedge(hedge, props)),
        Body::Attribution(attribution) => (strings::part(*part), of_attribution(attribution, props)),
    };
    html! {
        <section data-layer={annotation.layer().label()}>
            <h3>
                <span class="reportedly-kind">{ strings::layer_one(annotation.layer()) }</span>
                <span class="reportedly-title">{ title }</span>
            </h3>
            { details }
            if let Some(why) = why {
                <p class="reportedly-why"><span>{ strings::WHY }</span>{ " " }{ why.to_owned() }</p>
            }
            { opinion::draw(annotation, opinion) }
        </section>
    }
}

fn of_entity(entity: &Entity, props: &CardViewProps) -> Html {
    html! { <p class="reportedly-words" dir="auto">{ words(&[entity.span], &props.text) }</p> }
}

fn of_hedge(hedge: &Hedge, props: &CardViewProps) -> Html {
    html! {
        <>
            <p class="reportedly-words" dir="auto">{ words(&[hedge.span], &props.text) }</p>
            <p>
                { strings::hedge_meaning(hedge.kind) }
                if let Some(voice) = hedge.voice {
                    { " " }{ strings::voice(voice) }
                }
            </p>
        </>
    }
}

fn of_attribution(attribution: &Attribution, props: &CardViewProps) -> Html {
    let text = &props.text;
    let Attribution { source, cue, content, via, form, source_class, stance, .. } = attribution;
    let row = |part: Part, words: String| {
        (!words.is_empty()).then(|| {
            html! { <><dt>{ strings::part(part) }</dt><dd data-part={part.label()} dir="auto">{ words }</dd></> }
        })
    };
    let pronoun = stands_for(attribution, text, &props.analysis)
        .map(|name| strings::stands_for(&source_words(source, text), &name));
    let facts = [
        pronoun,
        source_class.map(|class| strings::source_class(class).to_owned()),
        form.map(|form| strings::form(form).to_owned()),
        stance.map(|stance| strings::stance(stance).to_owned()),
    ];
    html! {
        <>
            <dl>
                { for row(Part::Source, source_words(source, text)) }
                { for row(Part::Cue, words(cue, text)) }
                { for row(Part::Content, excerpt(content, text)) }
                { for row(Part::Via, words(via, text)) }
            </dl>
            <ul>{ for facts.into_iter().flatten().map(|fact| html! { <li>{ fact }</li> }) }</ul>
        </>
    }
}

/// What a screen reader says of a mark: enough to know it by, without the card's details.
fn spoken(mark: &Explained, props: &CardViewProps) -> String {
    let annotation = &props.analysis.annotations[mark.at];
    let what = match &annotation.body {
        Body::Entity(entity) => strings::spoken_entity(entity.kind),
        Body::Hedge(hedge) => strings::spoken_hedge(hedge.kind, hedge.voice),
        Body::Attribution(attribution) => {
            strings::spoken_attribution(mark.part, &source_words(&attribution.source, &props.text))
        }
    };
    let sure = annotation.confidence.map(|confidence| format!("{}.", strings::confidence(confidence)));
    let parts = [Some(what), sure, mark.opinion.words(annotation.layer())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Puts the card below its mark, or above it where there is no room below; never over it.
///
/// Done in script and not in a `style` attribute: a strict content security policy allows the one and not the other.
fn place(root: &NodeRef, card: &NodeRef, at: &Card) {
    let Some((root_element, card)) = root.cast::<Element>().zip(card.cast::<HtmlElement>()) else { return };
    let Some(mark) = mark_at(root, at.at) else { return };
    let Some(window) = web_sys::window() else { return };
    let inner_height = window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(f64::INFINITY);

    let frame = root_element.get_bounding_client_rect();
    let size = card.get_bounding_client_rect();
    let line = line_of(&mark, at.by);
    // A mark of many lines would push its card far away from where the reader looks: then only this line stays free.
    let whole = mark.get_bounding_client_rect();
    let free = if whole.height() > inner_height / 4.0 { line.clone() } else { whole };

    let below = free.bottom() + GAP;
    let above = free.top() - GAP - size.height();
    let top = if below + size.height() > inner_height && above >= 0.0 { above } else { below };
    let start = match at.by {
        By::Pointer { x, .. } => f64::from(x) - 24.0,
        By::Focus | By::Pin => line.left(),
    };
    // Inside the text's column, so that the panel beside it can be read at the same time.
    let column =
        mark.closest(".reportedly-article").ok().flatten().map_or(frame.clone(), |it| it.get_bounding_client_rect());
    let left = (start.min(column.right() - size.width()) - frame.left()).max(0.0);
    let style = card.style();
    for (name, value) in [("--x", left), ("--y", top - frame.top())] {
        style.set_property(name, &format!("{}px", value.round() as i32)).expect("a custom property takes any value");
    }

    // On a narrow screen the style sheet keeps the card at the lower edge, where it may cover the mark.
    let placed = card.get_bounding_client_rect();
    if placed.top() < line.bottom() && line.top() < placed.bottom() && placed.left() < line.right() {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        mark.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// The line of a mark that the pointer is on, or else its first.
fn line_of(mark: &HtmlElement, by: By) -> DomRect {
    let lines = mark.get_client_rects();
    let lines = || (0..lines.length()).filter_map(|line| lines.get(line));
    let here = match by {
        By::Pointer { y, .. } => lines().find(|line| line.top() <= f64::from(y) && f64::from(y) <= line.bottom()),
        By::Focus | By::Pin => None,
    };
    here.or_else(|| lines().next()).unwrap_or_else(|| mark.get_bounding_client_rect())
}
