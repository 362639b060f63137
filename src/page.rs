//! The project's page: a text box, and a reader in its place once there is something to read.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ClipboardEvent, HtmlElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::clipboard;
use crate::example::Example;
use crate::reader::Reader;
use crate::strings;

/// What a person had done on the page before this program was there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Start {
    /// What stands in the text box.
    pub text: String,
    /// What of it is selected, in UTF-16 code units; an empty range is the caret.
    pub selection: (u32, u32),
    /// Whether the text box has the focus.
    pub focused: bool,
    /// What was asked for and could not be done yet.
    pub wanted: Option<Wanted>,
}

/// What a person can ask for before the program is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A text was pasted, or the button below it was pressed.
    Read,
    /// An example was chosen.
    Example(Example),
}

/// What the page is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PageProps {
    /// The absolute address of `engine-worker.js`.
    pub engine: AttrValue,
    /// What to take over.
    #[prop_or_default]
    pub start: Start,
}

/// The page between its header and its footer. Its first rendering is what `index.html` shows already.
#[component]
pub fn Page(props: &PageProps) -> Html {
    let input = use_node_ref();
    let reader = use_node_ref();
    // The text that is being read; none while it is being written.
    let reading = use_state(|| None::<AttrValue>);
    let notice = use_state(|| None::<&'static str>);
    let thrown_away = use_state(String::new);
    // Whether the text box was empty before what is typed now.
    let blank = use_mut_ref(|| props.start.text.trim().is_empty());

    let read = {
        let (reading, notice) = (reading.clone(), notice.clone());
        Callback::from(move |text: String| {
            if text.trim().is_empty() {
                notice.set(Some(strings::NOTHING_TO_READ));
            } else {
                performance_mark();
                notice.set(None);
                reading.set(Some(text.into()));
            }
        })
    };
    // Puts a text into the box and shows it. A very long one goes into the box only when it is to be edited.
    let load = {
        let (input, read) = (input.clone(), read.clone());
        Callback::from(move |text: String| {
            if let Some(input) = input.cast::<HtmlTextAreaElement>() {
                input.set_value(if text.len() > BOX { "" } else { &text });
            }
            read.emit(text);
        })
    };

    use_effect_with((), {
        let (input, start, read, load) = (input.clone(), props.start.clone(), read.clone(), load.clone());
        move |()| take_over(&input, &start, &read, &load)
    });
    let first = use_mut_ref(|| true);
    use_effect_with(reading.is_some(), {
        let (reader, input) = (reader.clone(), input.clone());
        move |&is_reading| {
            // At first the focus stays where the person has put it.
            if first.replace(false) {
                return;
            }
            let target = if is_reading { reader.cast::<HtmlElement>() } else { input.cast::<HtmlElement>() };
            if let Some(target) = target {
                target.focus().expect("an element that has been shown can take the focus");
            }
        }
    });

    let submit = {
        let (input, read) = (input.clone(), read.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            read.emit(value(&input));
        })
    };
    let on_key = {
        let (input, read) = (input.clone(), read.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                read.emit(value(&input));
            }
        })
    };
    let on_paste = {
        let (input, load, notice) = (input.clone(), load.clone(), notice.clone());
        Callback::from(move |event: Event| {
            let Some(input) = input.cast::<HtmlTextAreaElement>() else { return };
            let Some(data) = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data) else { return };
            event.prevent_default();
            match clipboard::text_of(&data) {
                None => notice.set(Some(strings::NOTHING_PASTED)),
                Some(text) if replaces_all(&input) => load.emit(text),
                Some(text) => insert(&input, &text),
            }
        })
    };
    // What comes in one piece into an empty box is read at once, whichever way it came.
    let on_input = {
        let (input, read, blank) = (input.clone(), read.clone(), blank.clone());
        Callback::from(move |event: InputEvent| {
            let text = value(&input);
            let was_blank = blank.replace(text.trim().is_empty());
            let typed = event.dyn_ref::<InputEvent>().is_some_and(|event| {
                let kind = event.input_type();
                !kind.is_empty() && kind != "insertFromDrop" && kind != "insertFromPaste"
            });
            if was_blank && !typed && !text.trim().is_empty() {
                read.emit(text);
            }
        })
    };
    let edit = {
        let (input, reading) = (input.clone(), reading.clone());
        Callback::from(move |_: MouseEvent| {
            let input = input.cast::<HtmlTextAreaElement>().filter(|input| input.value().is_empty());
            if let Some((input, text)) = input.zip(reading.as_ref()) {
                input.set_value(text);
            }
            reading.set(None);
        })
    };
    let new = {
        let (input, reading, thrown_away, blank) = (input.clone(), reading.clone(), thrown_away.clone(), blank.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = input.cast::<HtmlTextAreaElement>() {
                input.set_value("");
                blank.replace(true);
            }
            thrown_away.set(reading.as_deref().unwrap_or_default().to_owned());
            reading.set(None);
        })
    };
    let bring_back = {
        let (load, thrown_away) = (load.clone(), thrown_away.clone());
        Callback::from(move |_: MouseEvent| {
            load.emit((*thrown_away).clone());
            thrown_away.set(String::new());
        })
    };
    let example = |example: Example| {
        let load = load.clone();
        let onclick = move |_: MouseEvent| load.emit(example.text().to_owned());
        html! { <button type="button" data-example={example.name()} {onclick}>{ strings::example(example) }</button> }
    };

    html! {
        <>
            <form class="paste" hidden={reading.is_some()} onsubmit={submit}>
                <p class="lead">{ strings::LEAD }</p>
                <textarea
                    ref={input}
                    data-testid="input"
                    aria-label={strings::TEXT_BOX}
                    placeholder={strings::PLACEHOLDER}
                    autocomplete="off"
                    spellcheck="false"
                    onpaste={on_paste}
                    oninput={on_input}
                    onkeydown={on_key}
                />
                <div class="actions">
                    <button type="submit" class="primary" data-testid="read">{ strings::READ }</button>
                    <div class="examples" role="group" aria-label={strings::EXAMPLES} data-testid="examples">
                        <span>{ strings::EXAMPLES }</span>
                        { for Example::ALL.map(example) }
                    </div>
                    if !thrown_away.is_empty() {
                        <button type="button" data-testid="bring-back" onclick={bring_back}>{ strings::BRING_BACK }</button>
                    }
                </div>
                <div role="status">
                    if let Some(notice) = *notice {
                        <p class="notice" data-testid="notice">{ notice }</p>
                    }
                </div>
            </form>
            <div class="reading">
                if reading.is_some() {
                    <div class="actions">
                        <button type="button" data-testid="edit" onclick={edit}>{ strings::EDIT }</button>
                        <button type="button" data-testid="new" onclick={new}>{ strings::NEW }</button>
                    </div>
                }
                <Reader
                    text={(*reading).clone().unwrap_or_default()}
                    engine={props.engine.clone()}
                    root={reader}
                    on_marked={Callback::from(|()| performance_measure())}
                />
            </div>
        </>
    }
}

/// The longest text that is put into the box unasked, in bytes. Chromium, for one, spends seconds on a box with a million
/// lines, even on one that is not shown.
const BOX: usize = 1 << 20;

fn value(input: &NodeRef) -> String {
    input.cast::<HtmlTextAreaElement>().map(|input| input.value()).unwrap_or_default()
}

/// Goes on where the page without a program was.
fn take_over(input: &NodeRef, start: &Start, read: &Callback<String>, load: &Callback<String>) {
    let Some(input) = input.cast::<HtmlTextAreaElement>() else { return };
    input.set_value(&start.text);
    let (from, to) = start.selection;
    input.set_selection_range(from, to).expect("a text area has a selection");
    if start.focused {
        input.focus().expect("a text area that is shown can take the focus");
    }
    match start.wanted {
        Some(Wanted::Read) => read.emit(start.text.clone()),
        Some(Wanted::Example(example)) => load.emit(example.text().to_owned()),
        None => {}
    }
}

/// Whether a paste leaves nothing of what stands in the box.
fn replaces_all(input: &HtmlTextAreaElement) -> bool {
    let text = input.value();
    let place = |at: Result<Option<u32>, JsValue>| at.ok().flatten();
    let selection = place(input.selection_start()).zip(place(input.selection_end()));
    text.trim().is_empty() || selection == Some((0, text.encode_utf16().count() as u32))
}

/// Puts a text in place of what is selected, and the caret after it.
fn insert(input: &HtmlTextAreaElement, text: &str) {
    let document = input.owner_document().and_then(|document| document.dyn_into::<web_sys::HtmlDocument>().ok());
    // The old command is the only way that the box's own undo knows of; where it is gone, the text still arrives.
    let done =
        document.is_some_and(|it| it.exec_command_with_show_ui_and_value("insertText", false, text).unwrap_or(false));
    if !done {
        input.set_range_text(text).expect("a text area takes a text");
    }
}

const PASTED: &str = "reportedly:paste";
const MARKED: &str = "reportedly:paste-to-marks";

/// Remembers, in the browser's performance timeline, when a text came.
fn performance_mark() {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        performance.mark(PASTED).expect("any name can be marked");
    }
}

/// Measures from then to the frame that shows the marks.
fn performance_measure() {
    let Some(window) = web_sys::window() else { return };
    let painted = || {
        let performance = web_sys::window().and_then(|window| window.performance());
        if let Some(performance) = performance {
            performance.measure_with_start_mark(MARKED, PASTED).expect("the start was marked when the text came");
        }
    };
    // A frame's callbacks run before it is painted, a timer that they set runs after.
    let frame = Closure::once_into_js(move || gloo_timers::callback::Timeout::new(0, painted).forget());
    window.request_animation_frame(frame.unchecked_ref()).expect("a window has frames");
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The box must not change before a person's eyes when the program takes over.
    #[test]
    fn index_html_says_what_the_first_rendering_says() {
        let html = include_str!("../index.html");
        let mut words = vec![strings::LEAD, strings::READ, strings::EXAMPLES, strings::TEXT_BOX, strings::PLACEHOLDER];
        words.extend(Example::ALL.map(strings::example));
        for words in words {
            assert!(html.contains(words), "index.html does not have {words:?}");
        }
        for example in Example::ALL {
            assert!(html.contains(&format!("data-example=\"{}\"", example.name())), "{example:?}");
            assert_eq!(Example::named(example.name()), Some(example));
        }
    }
}
