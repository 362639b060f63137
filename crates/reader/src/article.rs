//! The text with its marks, as a component that draws a long text some chunks at a time.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::dom_position::first_seen;
use super::frame::after_paint;
use super::layout::{Chunk, Layout};
use super::paragraph::{Accents, ParagraphView};
use super::ptr_eq::PtrEq;
use super::text::Text;
use crate::strings;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct ArticleProps {
    pub(super) text: PtrEq<Text>,
    pub(super) layout: PtrEq<Layout>,
    /// Whether all of it is to be there at once, as it is about to be printed.
    pub(super) whole: bool,
    pub(super) accents: Accents,
    /// The id of the open card's description.
    pub(super) description: AttrValue,
    /// Becomes the article's element.
    pub(super) node: NodeRef,
}

/// How many chunks are drawn before the browser paints.
const CHUNKS_A_FRAME: usize = 2;

/// How long a frame is waited for, in milliseconds: a page that nobody sees has none, and is to be as high as its text when somebody
/// does.
const UNSEEN: u32 = 250;

/// The text with its marks.
///
/// A long text is drawn, and drawn anew when its marks change, some chunks a frame, from the first one that can be
/// seen; the others are not there yet, or still as they were. Chunks that look as before cost nothing. Before it is printed,
/// all of it is drawn.
pub(super) struct Article {
    /// What is on the screen.
    sheets: Vec<Rc<Chunk>>,
    /// Where drawing goes on, and how many chunks are left to look at.
    next: usize,
    left: usize,
    /// How many steps were planned. Of these, the last one counts.
    steps: u32,
}

/// The next chunks are drawn: a step, by its number.
pub(super) struct NextChunks(u32);

impl Component for Article {
    type Message = NextChunks;
    type Properties = ArticleProps;

    fn create(ctx: &Context<Self>) -> Self {
        let mut article = Article { sheets: Vec::new(), next: 0, left: 0, steps: 0 };
        article.begin(ctx);
        article
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &ArticleProps) -> bool {
        let props = ctx.props();
        if props.text != old.text {
            self.sheets.clear();
        }
        if props.layout != old.layout {
            self.begin(ctx);
        } else if props.whole {
            self.go_on(ctx);
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, NextChunks(number): NextChunks) -> bool {
        let is_last = number == self.steps;
        if is_last {
            self.go_on(ctx);
        }
        is_last
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let long = props.layout.chunks.len() > 4 * CHUNKS_A_FRAME;
        html! {
            <div
                ref={props.node.clone()}
                class={if long { "reportedly-article reportedly-long" } else { "reportedly-article" }}
                data-testid="article"
                part="article"
                role="group"
                aria-label={strings::ARTICLE}
                tabindex={if props.accents.tab_stop.is_some() { "-1" } else { "0" }}
            >
                { for self.sheets.iter().enumerate().map(|(number, chunk)| html! {
                    // Keys, because a list without them is compared from its end: a growing one would be drawn anew.
                    <Sheet
                        key={number}
                        text={props.text.clone()}
                        chunk={chunk.clone()}
                        accents={props.accents.within(chunk.span())}
                        description={props.description.clone()}
                    />
                }) }
            </div>
        }
    }
}

impl Article {
    /// Begins to draw what the properties have.
    fn begin(&mut self, ctx: &Context<Self>) {
        let chunks = &ctx.props().layout.chunks;
        self.sheets.truncate(chunks.len());
        // What is not there yet comes in order.
        let whole = self.sheets.len() == chunks.len();
        let element = ctx.props().node.cast::<Element>().filter(|_| whole && chunks.len() > CHUNKS_A_FRAME);
        self.next = element.map_or(0, |element| first_seen(&element)).min(chunks.len().saturating_sub(1));
        self.left = chunks.len();
        self.go_on(ctx);
    }

    /// Draws the next chunks, or all that are left.
    fn go_on(&mut self, ctx: &Context<Self>) {
        let chunks = &ctx.props().layout.chunks;
        let most = if ctx.props().whole { chunks.len() } else { CHUNKS_A_FRAME };
        let mut drawn = 0;
        while self.left > 0 && drawn < most {
            let chunk = &chunks[self.next];
            match self.sheets.get_mut(self.next) {
                Some(sheet) => {
                    drawn += usize::from(sheet != chunk);
                    *sheet = chunk.clone();
                }
                None => {
                    drawn += 1;
                    self.sheets.push(chunk.clone());
                }
            }
            self.next = (self.next + 1) % chunks.len();
            self.left -= 1;
        }
        self.steps += 1;
        if self.left > 0 {
            let number = self.steps;
            let [painted, unseen] = [ctx.link(), ctx.link()].map(Clone::clone);
            after_paint(move || painted.send_message(NextChunks(number)));
            Timeout::new(UNSEEN, move || unseen.send_message(NextChunks(number))).forget();
        }
    }
}

/// The first mark below `root` that is, or contains, the segment of this name.
pub(super) fn mark_element(root: &NodeRef, segment: u32) -> Option<HtmlElement> {
    let found = root.cast::<Element>()?.query_selector(&format!("mark[data-at=\"{segment}\"]")).ok()??;
    found.dyn_into().ok()
}

#[derive(Clone, PartialEq, Properties)]
struct SheetProps {
    text: PtrEq<Text>,
    chunk: Rc<Chunk>,
    accents: Accents,
    description: AttrValue,
}

/// A chunk of paragraphs.
#[component]
fn Sheet(props: &SheetProps) -> Html {
    html! {
        <div class="reportedly-sheet">
            { for props.chunk.paragraphs.iter().map(|paragraph| html! {
                <ParagraphView
                    text={props.text.clone()}
                    paragraph={paragraph.clone()}
                    accents={props.accents.within(paragraph.span)}
                    description={props.description.clone()}
                />
            }) }
        </div>
    }
}
