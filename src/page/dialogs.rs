//! What lies over the page: how to save a text, and how to share it.

use yew::{AttrValue, Html};

use super::channels;
use super::looks::ask;
use super::share::{Made, Sharing};
use super::{Dialog, Page, navigation};
use crate::el::{El, el, of};
use crate::exchange::{self, QrCode};
use crate::strings;

impl Page {
    pub(super) fn open_dialog(&self) -> Option<El> {
        let (title, content) = match self.dialog.as_ref()? {
            Dialog::Save => (strings::SAVE, save()),
            Dialog::Share(sharing) => (strings::SHARE, self.sharing(sharing)),
        };
        let close = ask("close-dialog", "×").put("class", "close").put("aria-label", strings::CLOSE);
        let dialog = el("dialog").put("aria-label", title).put("data-testid", "dialog");
        // A code that is to be large needs the room, and has a way back of its own.
        let is_large = self.has_large_code();
        let head = (!is_large).then(|| el("div").with(close).with(el("h2").text(title)));
        Some(dialog.flag("data-large", is_large).with_some(head).with(content))
    }

    fn sharing(&self, sharing: &Sharing) -> El {
        if let Sharing { enlarged: true, made: Some(Ok(Made { code: Some(code), .. })), said, .. } = sharing {
            return self.large_code(code).with(status(said));
        }
        let chosen = sharing.chosen;
        let choice = |what: &'static str, is: bool, label: &'static str| {
            let input = el("input").put("type", "checkbox").put("data-choice", "share").put("data-share", what);
            el("label").with(input.checked(is)).text(label).html()
        };
        let has_notes = self
            .shown
            .as_ref()
            .is_some_and(|shown| shown.analysis.annotations.iter().any(|annotation| annotation.note.is_some()));
        let passage = match (&sharing.mark, &sharing.here) {
            (Some(_), _) => Some(strings::SHARE_PASSAGE),
            (None, Some(_)) => Some(strings::SHARE_HERE),
            (None, None) => None,
        };
        let choices = [
            passage.map(|label| choice("passage", chosen.passage, label)),
            has_notes.then(|| choice("without-notes", chosen.without_notes, strings::SHARE_WITHOUT_NOTES)),
            Some(choice("freeze", chosen.freeze, strings::SHARE_FREEZE)),
            Some(choice("reader-first", chosen.reader_first, strings::SHARE_READER_FIRST)),
        ];
        let made = match &sharing.made {
            None => of("p", "link").text(strings::LINK_COMES),
            Some(Err(message)) => {
                of("div", "link").with(el("p").text(strings::no_link(message))).with(ask("save", strings::SAVE_INSTEAD))
            }
            Some(Ok(made)) => {
                let code = made.code.as_ref();
                link(made).with(code.map_or_else(|| el("p").text(strings::NO_CODE), |code| self.code(code)))
            }
        };
        el("div")
            .with(el("p").text(strings::SHARE_HOLDS))
            .with(
                el("fieldset")
                    .with(el("legend").text(strings::SHARE_CHOICES))
                    .list(choices.into_iter().flatten().collect()),
            )
            .with(made)
            .with(status(&sharing.said))
    }
}

/// What was done, for a screen reader too.
fn status(said: &AttrValue) -> El {
    of("p", "said").put("role", "status").text(said.clone())
}

/// The formats, each with what it is for.
fn save() -> El {
    let row = |&(extension, name, what): &(&'static str, &'static str, &'static str)| {
        let save = ask("save-as", name).put("data-format", extension);
        el("li").with(save).with(el("span").text(what)).html()
    };
    let copy = el("li").with(ask("copy-marked", strings::COPY_MARKED)).with(el("span").text(strings::COPY_MARKED_FOR));
    let rows: Vec<Html> = std::iter::once(copy.html()).chain(strings::FORMATS.iter().map(row)).collect();
    el("div").with(el("p").text(strings::SAVE_SHOWN)).with(of("ul", "formats").list(rows))
}

/// A link, where it can go, and a code of it for cameras.
fn link(made: &Made) -> El {
    let characters = made.url.len();
    let (take, refuse) = channels::sorted(characters);
    let box_of_link = el("input")
        .put("readonly", "")
        .put("data-link", "")
        .put("aria-label", strings::LINK)
        .put("value", made.url.clone());
    let buttons = of("p", "choices")
        .with(ask("copy-link", strings::COPY_LINK).put("class", "primary"))
        .with(ask("copy-code", strings::COPY_CODE))
        .with_some(exchange::can_send().then(|| ask("send-link", strings::SEND_LINK)));
    let too_long = (!refuse.is_empty()).then(|| el("p").text(strings::too_long_for(&refuse)));
    of("div", "link")
        .with(box_of_link)
        .with(buttons)
        .with(el("p").put("data-testid", "meter").text(strings::fits(characters, &take)))
        .with_some(too_long)
}

/// The least width of a QR code's squares, in CSS pixels, that every camera reads from a screen.
const LEAST_SQUARE: u32 = 4;

/// How wide a square of this code is, in whole pixels so that its edges are sharp, where the code has so much room.
fn square_of(code: &QrCode, room: u32) -> u32 {
    (room / code.width).max(1)
}

fn drawn(code: &QrCode, square: u32) -> El {
    let side = (code.width * square).to_string();
    let svg = el("svg")
        .put("viewBox", format!("0 0 {0} {0}", code.width))
        .put("width", side.clone())
        .put("height", side)
        .put("shape-rendering", "crispEdges")
        .put("role", "img")
        .put("aria-label", strings::CODE)
        .with(el("path").put("d", code.path.clone()));
    of("div", "code").with(svg)
}

impl Page {
    /// A QR code below its link. One with squares that are too small there is shown only when it is enlarged.
    fn code(&self, code: &QrCode) -> El {
        let (width, _) = navigation::window();
        // What the dialog leaves for it (page.css), and no more than half of a large window.
        let square = square_of(code, width.saturating_sub(80).min(340));
        let small = (square >= LEAST_SQUARE).then(|| drawn(code, square));
        let buttons = of("p", "choices")
            .with(ask("enlarge-code", strings::ENLARGE_CODE).at(&self.size_of_code))
            .with(ask("save-code", strings::SAVE_CODE));
        el("div").with_some(small).with(buttons)
    }

    /// A QR code as large as the window.
    fn large_code(&self, code: &QrCode) -> El {
        let (width, height) = navigation::window();
        let square = square_of(code, width.min(height));
        let hint =
            (square < LEAST_SQUARE).then(|| el("p").put("data-testid", "fine-code").text(strings::fine_code(square)));
        let buttons = of("p", "choices")
            .with(ask("reduce-code", strings::REDUCE_CODE).at(&self.size_of_code).put("class", "primary"))
            .with(ask("save-code", strings::SAVE_CODE));
        el("div").with(drawn(code, square)).with_some(hint).with(buttons)
    }
}
