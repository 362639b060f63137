//! Sharing a link that carries the text.

use reportedly_document::Id;
use web_sys::Element;
use yew::AttrValue;

use super::{Dialog, Happening, Notice, Page};
use crate::exchange::{self, Linked};
use crate::keep;
use crate::strings;

/// The most characters that a QR code is made of: its squares would be too small for a camera beyond.
const MOST_IN_SQUARES: usize = 2_300;

/// What a person is about to share.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sharing {
    /// The mark that the link is to point at.
    pub(super) mark: Option<Id>,
    /// Where the keyboard is: a mark of the paragraph that can be shared alone.
    pub(super) here: Option<Id>,
    pub(super) chosen: Chosen,
    /// The link, or why there is none.
    pub(super) made: Option<Result<Made, AttrValue>>,
    /// What was done with it.
    pub(super) said: AttrValue,
}

/// What a person has chosen about the link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Chosen {
    /// Only the paragraph of the mark.
    pub(super) passage: bool,
    /// The marks go into the link.
    pub(super) freeze: bool,
    pub(super) without_notes: bool,
    pub(super) reader_first: bool,
}

/// A link that was made.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Made {
    pub(super) url: AttrValue,
    pub(super) squares: Vec<u8>,
}

impl Page {
    /// Opens the dialog, and begins to make a link.
    pub(super) fn share(&mut self, mark: Option<Id>) {
        self.dialog = Some(Dialog::Share(Sharing { mark, here: self.here(), ..Sharing::default() }));
        self.make_link();
    }

    /// The mark that the Tab key leads to.
    fn here(&self) -> Option<Id> {
        let reader = self.reader.cast::<Element>()?;
        let ids = reader.query_selector("mark[tabindex='0']").ok()??.get_attribute("data-ids")?;
        ids.split(' ').next().map(Id::new)
    }

    /// Another choice.
    pub(super) fn choose_share(&mut self, what: &str, is: bool) {
        let Some(Dialog::Share(sharing)) = &mut self.dialog else { return };
        let chosen = &mut sharing.chosen;
        match what {
            "passage" => chosen.passage = is,
            "freeze" => chosen.freeze = is,
            "without-notes" => chosen.without_notes = is,
            // What the reader's marks are compared with has to be in the link.
            _ => (chosen.reader_first, chosen.freeze) = (is, chosen.freeze || is),
        }
        self.make_link();
    }

    fn make_link(&mut self) {
        let leaving = self.leaving();
        let Some(Dialog::Share(sharing)) = &mut self.dialog else { return };
        sharing.made = None;
        sharing.said = AttrValue::default();
        let chosen = sharing.chosen;
        let (mut document, _, view) = leaving;
        if document.id == keep::title(&document.text) {
            // Whoever opens the link makes the same of the text.
            document.id.clear();
        }
        let Chosen { passage, freeze: frozen, without_notes, reader_first } = chosen;
        let mark = sharing.mark.clone().or(sharing.here.clone().filter(|_| passage));
        let linked = Linked { document, view, excerpt: passage, frozen, reader_first, mark };
        self.later(async move {
            let made = match exchange::fragment_of(&linked, without_notes).await {
                Ok(fragment) => {
                    let url = [&exchange::here(), "#", &fragment].concat();
                    let fits = url.len() <= MOST_IN_SQUARES;
                    // A link without a code is a link all the same.
                    let squares = if fits { exchange::squares(&url).await.unwrap_or_default() } else { Vec::new() };
                    Ok(Made { url: url.into(), squares })
                }
                Err(message) => Err(message.into()),
            };
            Happening::LinkMade(chosen, made)
        });
    }

    /// A link has been made, if it is of what is chosen still.
    pub(super) fn link_made(&mut self, chosen: Chosen, made: Result<Made, AttrValue>) {
        if let Some(Dialog::Share(sharing)) = &mut self.dialog
            && sharing.chosen == chosen
        {
            sharing.made = Some(made);
        }
    }

    /// The link that is in the dialog, and the document's title.
    fn link(&self) -> Option<(String, AttrValue)> {
        let Some(Dialog::Share(Sharing { made: Some(Ok(made)), .. })) = &self.dialog else { return None };
        Some((self.leaving().0.id, made.url.clone()))
    }

    /// Copies the link after its title, or code that shows the text in a frame of somebody else's page.
    pub(super) fn copy_link(&self, as_code: bool) {
        let Some((title, url)) = self.link() else { return };
        let (words, done) = if as_code {
            (code_of_frame(&title, &url), strings::CODE_COPIED)
        } else {
            ([&title, "\n", &*url].concat(), strings::LINK_COPIED)
        };
        self.later(async move {
            let said = match exchange::copy_text(&words).await {
                Ok(()) => done.into(),
                Err(message) => strings::not_copied(&message).into(),
            };
            Happening::Shared(said)
        });
    }

    pub(super) fn send_link(&self) {
        let Some((title, url)) = self.link() else { return };
        self.later(async move {
            match exchange::send_link(&title, &url).await {
                Ok(()) => Happening::Idle,
                Err(message) => Happening::Shared(strings::not_sent(&message).into()),
            }
        });
    }

    pub(super) fn was_shared(&mut self, said: AttrValue) {
        if let Some(Dialog::Share(sharing)) = &mut self.dialog {
            sharing.said = said;
        } else {
            self.notice = Some(Notice::new(said));
        }
    }
}

/// A frame with the text of a link, for other people's pages. The folder `embed/` lies beside this page.
fn code_of_frame(title: &str, url: &str) -> String {
    let (page, fragment) = url.split_once('#').unwrap_or((url, ""));
    let page = page.split('?').next().unwrap_or_default();
    let folder = [&page[..page.rfind('/').map_or(0, |slash| slash + 1)], "embed/"].concat();
    let title = title.replace('&', "&amp;").replace('"', "&quot;");
    [
        "<iframe src=\"",
        &folder,
        "embed.html#",
        fragment,
        "\" title=\"",
        &title,
        "\" width=\"100%\" height=\"480\" style=\"border: 0\" loading=\"lazy\" allow=\"clipboard-write\"></iframe>\n<script type=\"module\" src=\"",
        &folder,
        "frame.js\"></script>",
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_shows_the_link_and_its_title_is_no_markup() {
        let code = code_of_frame("\"Talks\" <b>& more", "https://example.org/read/index.html?a=b#r1=abc");
        assert_eq!(
            code,
            "<iframe src=\"https://example.org/read/embed/embed.html#r1=abc\" title=\"&quot;Talks&quot; <b>&amp; more\" \
             width=\"100%\" height=\"480\" style=\"border: 0\" loading=\"lazy\" allow=\"clipboard-write\"></iframe>\n\
             <script type=\"module\" src=\"https://example.org/read/embed/frame.js\"></script>"
        );
    }
}
