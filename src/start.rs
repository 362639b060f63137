//! What a person has done on a page before its program was there.

use wasm_bindgen::JsCast;
use web_sys::{Element, File, HtmlInputElement, HtmlTextAreaElement};

use crate::example::Example;
use crate::mount::find;

/// What a person had done on the page before this program was there.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Start {
    /// What stands in the text box.
    pub(crate) text: String,
    /// What of it is selected, in UTF-16 code units; an empty range is the caret.
    pub(crate) selection: (u32, u32),
    /// Where the focus is.
    pub(crate) focus: Focus,
    /// What was asked for and could not be done yet.
    pub(crate) wanted: Option<Wanted>,
    /// Files that were chosen or dropped.
    pub(crate) files: Vec<File>,
}

/// Where the focus is in a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Focus {
    TextBox,
    /// On no element. Before its first frame a browser has not followed `autofocus` yet.
    #[default]
    Nowhere,
    Elsewhere,
}

/// What a person can ask for before the program is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// The button below the text was pressed.
    Read,
    /// Something was pasted: `boot.js` pastes it once more.
    Paste,
    /// An example was chosen.
    Example(Example),
}

impl Start {
    /// What was done so far in this element. `web/page/boot.js` has kept what could not be done without the program.
    ///
    /// # Panics
    /// When it has no text box or nothing that opens files.
    pub(crate) fn of(shown: &Element) -> Start {
        let input: HtmlTextAreaElement = find(shown, "textarea").unchecked_into();
        let caret = |offset: Result<Option<u32>, _>| offset.ok().flatten().unwrap_or_default();
        let wanted = shown.get_attribute("data-wanted").and_then(|wanted| match &*wanted {
            "read" => Some(Wanted::Read),
            "paste" => Some(Wanted::Paste),
            name => Example::named(name).map(Wanted::Example),
        });
        let files = find(shown, "[type=file]").unchecked_into::<HtmlInputElement>().files();
        let files = files.map(|files| (0..files.length()).filter_map(|at| files.get(at)).collect());
        Start {
            text: input.value(),
            selection: (caret(input.selection_start()), caret(input.selection_end())),
            focus: Focus::beside(&input),
            wanted,
            files: files.unwrap_or_default(),
        }
    }
}

impl Focus {
    fn beside(input: &HtmlTextAreaElement) -> Focus {
        let active = input.owner_document().and_then(|document| document.active_element());
        match active.filter(|active| active.tag_name() != "BODY") {
            None => Focus::Nowhere,
            Some(active) if active == ***input => Focus::TextBox,
            Some(_) => Focus::Elsewhere,
        }
    }
}
