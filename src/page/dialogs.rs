//! What lies over the page: how to save a text, and how to share it.

use reportedly_formats::Format;
use yew::{AttrValue, Html};

use super::command::{PageCommand, button};
use super::files::PLAIN;
use super::share::Sharing;
use super::share_limits;
use super::ui::Dialog;
use super::{Page, navigation};
use crate::browser;
use crate::strings;
use reportedly_protocol::{MadeLink, QrCode};
use reportedly_reader::vdom::{Tag, classed, tag};

impl Page {
    pub(super) fn open_dialog(&self) -> Option<Tag> {
        let (title, content) = match self.ui.dialog.as_ref()? {
            Dialog::Save => (strings::SAVE, save()),
            Dialog::Print => (strings::PRINT, print()),
            Dialog::Share(sharing) if !sharing.is_shown => return None,
            Dialog::Share(sharing) => (strings::SHARE, self.sharing(sharing)),
        };
        let close = button(PageCommand::CloseDialog, "×").attr("class", "close").attr("aria-label", strings::CLOSE);
        let dialog = tag("dialog").attr("aria-label", title).attr("data-testid", "dialog");
        // A code that is to be large needs the room, and has a way back of its own.
        let is_large = self.has_large_code();
        let head = (!is_large).then(|| tag("div").child(close).child(tag("h2").text(title)));
        Some(dialog.flag("data-large", is_large).child_opt(head).child(content))
    }

    fn sharing(&self, sharing: &Sharing) -> Tag {
        if let Sharing { enlarged: true, made: Some(Ok(MadeLink { code: Some(code), .. })), outcome, .. } = sharing {
            return self.large_code(code).child(status(outcome));
        }
        let chosen = sharing.chosen;
        let choice = |what: &'static str, is: bool, label: &'static str| {
            let input = tag("input").attr("type", "checkbox").attr("data-choice", "share").attr("data-share", what);
            tag("label").child(input.checked(is)).text(label).into_html()
        };
        let has_notes = self
            .snapshot
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
            None => classed("p", "link").text(strings::LINK_COMES),
            Some(Err(message)) => classed("div", "link")
                .child(tag("p").text(strings::no_link(message)))
                .child(button(PageCommand::Save, strings::SAVE_INSTEAD)),
            Some(Ok(made)) if is_local(&made.url) => local_link(made),
            Some(Ok(made)) => {
                let code = made.code.as_ref();
                link(made).child(code.map_or_else(|| tag("p").text(strings::NO_CODE), |code| self.code(code)))
            }
        };
        tag("div")
            .child(tag("p").text(strings::SHARE_HOLDS))
            .child(
                tag("fieldset")
                    .child(tag("legend").text(strings::SHARE_CHOICES))
                    .children(choices.into_iter().flatten().collect()),
            )
            .child(made)
            .child(status(&sharing.outcome))
    }
}

/// What was done, for a screen reader too.
fn status(outcome: &AttrValue) -> Tag {
    classed("p", "said").attr("role", "status").text(outcome.clone())
}

/// The formats, each with what it is for.
fn save() -> Tag {
    let row = |extension: &'static str, name: &'static str, purpose: &'static str| {
        let save = button(PageCommand::SaveAs, name).attr("data-format", extension);
        tag("li").child(save).child(tag("span").text(purpose)).into_html()
    };
    let formats = Format::ALL.iter().map(|format| row(format.extension(), format.name(), format.purpose()));
    let plain = row(PLAIN, strings::PLAIN_TEXT, strings::PLAIN_TEXT_FOR);
    let copy = tag("li")
        .child(button(PageCommand::CopyMarked, strings::COPY_MARKED))
        .child(tag("span").text(strings::COPY_MARKED_FOR));
    let rows: Vec<Html> = std::iter::once(copy.into_html()).chain(formats).chain([plain]).collect();
    tag("div").child(tag("p").text(strings::SAVE_SHOWN)).child(classed("ul", "formats").children(rows))
}

/// The layouts for paper, each with what it has.
fn print() -> Tag {
    let row = |command: PageCommand, name: &'static str, purpose: &'static str| {
        tag("li").child(button(command, name)).child(tag("span").text(purpose)).into_html()
    };
    let rows = vec![
        row(PageCommand::Print, strings::PRINT_ARTICLE, strings::PRINT_ARTICLE_FOR),
        row(PageCommand::PrintHandout, strings::PRINT_HANDOUT, strings::PRINT_HANDOUT_FOR),
    ];
    tag("div").child(tag("p").text(strings::PRINT_SHOWN)).child(classed("ul", "formats").children(rows))
}

/// Whether a link leads to a page that is a file on this device, where nobody else can open it.
fn is_local(url: &str) -> bool {
    !url.starts_with("http")
}

/// A link that nobody else can open. A camera or another person's page has no use for it.
fn local_link(made: &MadeLink) -> Tag {
    let buttons = classed("p", "choices").child(copy_link());
    classed("div", "link").child(box_of_link(made)).child(buttons).child(tag("p").text(strings::LINK_OF_A_FILE))
}

fn box_of_link(made: &MadeLink) -> Tag {
    tag("input")
        .attr("readonly", "")
        .attr("data-link", "")
        .attr("aria-label", strings::LINK)
        .attr("value", made.url.clone())
}

fn copy_link() -> Tag {
    button(PageCommand::CopyLink, strings::COPY_LINK).attr("class", "primary")
}

/// A link, where it can go, and a code of it for cameras.
fn link(made: &MadeLink) -> Tag {
    let characters = made.url.len();
    let (take, refuse) = share_limits::sorted(characters);
    let buttons = classed("p", "choices")
        .child(copy_link())
        .child(button(PageCommand::CopyCode, strings::COPY_CODE))
        .child_opt(browser::sharing::can_send().then(|| button(PageCommand::SendLink, strings::SEND_LINK)));
    let too_long = (!refuse.is_empty()).then(|| tag("p").text(strings::too_long_for(&refuse)));
    classed("div", "link")
        .child(box_of_link(made))
        .child(buttons)
        .child(tag("p").attr("data-testid", "meter").text(strings::fits(characters, &take)))
        .child_opt(too_long)
}

/// The least width of a QR code's squares, in CSS pixels, that every camera reads from a screen.
const LEAST_SQUARE: u32 = 4;

/// How wide a square of this code is, in whole pixels so that its edges are sharp, where the code has so much room.
fn square_of(code: &QrCode, room: u32) -> u32 {
    (room / code.width).max(1)
}

fn drawn(code: &QrCode, square: u32) -> Tag {
    let side = (code.width * square).to_string();
    let svg = tag("svg")
        .attr("viewBox", format!("0 0 {0} {0}", code.width))
        .attr("width", side.clone())
        .attr("height", side)
        .attr("shape-rendering", "crispEdges")
        .attr("role", "img")
        .attr("aria-label", strings::CODE)
        .child(tag("path").attr("d", code.path.clone()));
    classed("div", "code").child(svg)
}

impl Page {
    /// A QR code below its link. One with squares that are too small there is shown only when it is enlarged.
    fn code(&self, code: &QrCode) -> Tag {
        let (width, _) = navigation::window();
        // What the dialog leaves for it (page.css), and no more than half of a large window.
        let square = square_of(code, width.saturating_sub(80).min(340));
        let small = (square >= LEAST_SQUARE).then(|| drawn(code, square));
        let buttons = classed("p", "choices")
            .child(button(PageCommand::EnlargeCode, strings::ENLARGE_CODE).node_ref(&self.ui.code_size_node))
            .child(button(PageCommand::SaveCode, strings::SAVE_CODE));
        tag("div").child_opt(small).child(buttons)
    }

    /// A QR code as large as the window.
    fn large_code(&self, code: &QrCode) -> Tag {
        let (width, height) = navigation::window();
        let square = square_of(code, width.min(height));
        let hint =
            (square < LEAST_SQUARE).then(|| tag("p").attr("data-testid", "fine-code").text(strings::fine_code(square)));
        let buttons = classed("p", "choices")
            .child(
                button(PageCommand::ReduceCode, strings::REDUCE_CODE)
                    .node_ref(&self.ui.code_size_node)
                    .attr("class", "primary"),
            )
            .child(button(PageCommand::SaveCode, strings::SAVE_CODE));
        tag("div").child(drawn(code, square)).child_opt(hint).child(buttons)
    }
}
