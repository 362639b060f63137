//! What lies over the page: how to save a text, and how to share it.

use yew::Html;

use super::channels;
use super::looks::ask;
use super::share::{Made, Sharing};
use super::{Dialog, Page};
use crate::el::{El, el, of};
use crate::exchange;
use crate::strings;

impl Page {
    pub(super) fn open_dialog(&self) -> Option<El> {
        let (title, content) = match self.dialog.as_ref()? {
            Dialog::Save => (strings::SAVE, save()),
            Dialog::Share(sharing) => (strings::SHARE, self.sharing(sharing)),
        };
        let close = ask("close-dialog", "×").put("class", "close").put("aria-label", strings::CLOSE);
        let dialog = el("dialog").put("aria-label", title).put("data-testid", "dialog");
        Some(dialog.with(close).with(el("h2").text(title)).with(content))
    }

    fn sharing(&self, sharing: &Sharing) -> El {
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
            Some(Ok(made)) => link(made),
        };
        el("div")
            .with(el("p").text(strings::SHARE_HOLDS))
            .with(
                el("fieldset")
                    .with(el("legend").text(strings::SHARE_CHOICES))
                    .list(choices.into_iter().flatten().collect()),
            )
            .with(made)
            .with(of("p", "said").put("role", "status").text(sharing.said.clone()))
    }
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
        .with_some(code(&made.squares))
}

/// A QR code, drawn as one path: a run of black squares is a bar.
fn code(squares: &[u8]) -> Option<El> {
    let (&size, squares) = squares.split_first()?;
    let mut path = String::new();
    for (y, row) in squares.chunks(usize::from(size)).enumerate() {
        let mut x = 0;
        while x < row.len() {
            let run = row[x..].iter().take_while(|&&black| black == 1).count();
            if run > 0 {
                path.push_str(&format!("M{x} {y}h{run}v1h-{run}z"));
            }
            x += run.max(1);
        }
    }
    let code = el("svg")
        .put("viewBox", format!("-4 -4 {0} {0}", u32::from(size) + 8))
        .put("role", "img")
        .put("aria-label", strings::CODE)
        .with(el("path").put("d", path));
    Some(of("div", "code").with(code))
}
