//! Sharing a link that carries the text.

use reportedly_document::Id;
use yew::AttrValue;

use super::action::{Action, ShareAction};
use super::ui::{Dialog, Notice};
use super::{Page, after};
use crate::browser;
use crate::clients;
use crate::storage::drafts;
use crate::strings;
use reportedly_protocol::{ExportRequest, LinkContent, LinkRequest, MadeLink, QrCode};

/// What a person is about to share.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sharing {
    /// The mark that the link is to point at.
    pub(super) mark: Option<Id>,
    /// Where the keyboard is: a mark of the paragraph that can be shared alone.
    pub(super) here: Option<Id>,
    pub(super) chosen: Chosen,
    /// The link, or why there is none.
    pub(super) made: Option<Result<MadeLink, AttrValue>>,
    /// What was done with it.
    pub(super) outcome: AttrValue,
    /// Whether its QR code fills the window.
    pub(super) enlarged: bool,
    /// Whether the dialog is there: with the link, where that comes soon, so that nothing in it moves.
    pub(super) is_shown: bool,
}

/// After so many milliseconds the dialog does without the link.
const SOON: u32 = 60;

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

impl Page {
    pub(super) fn handle_share(&mut self, action: ShareAction) {
        match action {
            ShareAction::Begin(mark) => self.share(mark),
            ShareAction::ShowDialog => {
                if let Some(Dialog::Share(sharing)) = &mut self.ui.dialog {
                    sharing.is_shown = true;
                }
            }
            ShareAction::Choose(what, is) => self.choose_share(&what, is),
            ShareAction::EnlargeCode(is) => self.enlarge_code(is),
            ShareAction::SaveCode => self.save_code(),
            ShareAction::LinkMade(chosen, made) => self.link_made(chosen, made),
            ShareAction::CopyLink => self.copy_link(),
            ShareAction::CopyFrameCode => self.copy_frame_code(),
            ShareAction::SendLink => self.send_link(),
            ShareAction::Done(outcome) => self.show_outcome(outcome),
        }
    }

    /// Begins to make a link, and opens the dialog.
    fn share(&mut self, mark: Option<Id>) {
        self.ui.dialog = Some(Dialog::Share(Sharing { mark, here: self.reader.current_mark(), ..Sharing::default() }));
        self.make_link();
        after(SOON, &self.scope, ShareAction::ShowDialog.into()).forget();
    }

    /// Another choice.
    fn choose_share(&mut self, what: &str, is: bool) {
        let Some(Dialog::Share(sharing)) = &mut self.ui.dialog else { return };
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
        let request = self.export_request();
        let Some(Dialog::Share(sharing)) = &mut self.ui.dialog else { return };
        sharing.made = None;
        sharing.enlarged = false;
        sharing.outcome = AttrValue::default();
        let chosen = sharing.chosen;
        let ExportRequest { mut document, view, .. } = request;
        if document.id == drafts::title_of(&document.text, &[]) {
            // Whoever opens the link makes the same of the text.
            document.id.clear();
        }
        let Chosen { passage, freeze: frozen, without_notes, reader_first } = chosen;
        let mark = sharing.mark.clone().or(sharing.here.clone().filter(|_| passage));
        let content = LinkContent { document, view, excerpt: passage, frozen, reader_first, mark };
        let request = LinkRequest { content, without_notes };
        self.start_task(strings::LINK_COMES, async move {
            let made = clients::links::make(&request, &browser::sharing::link_target()).await;
            ShareAction::LinkMade(chosen, made.map_err(AttrValue::from)).into()
        });
    }

    /// A link has been made, if it is of what is chosen still.
    fn link_made(&mut self, chosen: Chosen, made: Result<MadeLink, AttrValue>) {
        if let Some(Dialog::Share(sharing)) = &mut self.ui.dialog
            && sharing.chosen == chosen
        {
            (sharing.made, sharing.is_shown) = (Some(made), true);
        }
    }

    /// Lets the QR code fill the window, or shows the rest of the dialog again.
    fn enlarge_code(&mut self, is: bool) {
        if let Some(Dialog::Share(sharing)) = &mut self.ui.dialog {
            sharing.enlarged = is;
            // The button that was pressed is gone, and the other one is where it was.
            self.effects.focus = Some(self.ui.code_size_node.clone());
        }
    }

    /// Whether a QR code fills the window.
    pub(super) fn has_large_code(&self) -> bool {
        matches!(&self.ui.dialog, Some(Dialog::Share(sharing)) if sharing.enlarged)
    }

    /// Hands the QR code over as a file, for paper and for larger screens.
    fn save_code(&mut self) {
        let Some(Dialog::Share(Sharing { made: Some(Ok(MadeLink { code: Some(code), .. })), .. })) = &self.ui.dialog
        else {
            return;
        };
        let name = [&self.export_request().document.id, ".svg"].concat();
        browser::files::download(&name, &file_of_code(code).as_str().into(), "image/svg+xml");
        self.show_outcome(strings::saved_as(&name).into());
    }

    /// The link that is in the dialog, and the document's title.
    fn link(&self) -> Option<(String, String)> {
        let Some(Dialog::Share(Sharing { made: Some(Ok(made)), .. })) = &self.ui.dialog else { return None };
        Some((self.export_request().document.id, made.url.clone()))
    }

    /// Copies the link after its title.
    fn copy_link(&self) {
        if let Some((title, url)) = self.link() {
            self.copy_text([&title, "\n", &*url].concat(), strings::LINK_COPIED);
        }
    }

    /// Copies code that shows the text in a frame of somebody else's page.
    fn copy_frame_code(&self) {
        if let Some((title, url)) = self.link() {
            self.copy_text(code_of_frame(&title, &url), strings::CODE_COPIED);
        }
    }

    fn copy_text(&self, text: String, done: &'static str) {
        self.spawn(async move {
            let outcome = match browser::clipboard::copy_text(&text).await {
                Ok(()) => done.into(),
                Err(message) => strings::not_copied(&message).into(),
            };
            ShareAction::Done(outcome).into()
        });
    }

    fn send_link(&self) {
        let Some((title, url)) = self.link() else { return };
        self.spawn(async move {
            match browser::sharing::send_link(&title, &url).await {
                Ok(()) => Action::Idle,
                Err(message) => ShareAction::Done(strings::not_sent(&message).into()).into(),
            }
        });
    }

    fn show_outcome(&mut self, outcome: AttrValue) {
        if let Some(Dialog::Share(sharing)) = &mut self.ui.dialog {
            sharing.outcome = outcome;
        } else {
            self.ui.notice = Some(Notice::new(outcome));
        }
    }
}

/// A QR code as a file of SVG, black on white. Ten units a square, which is how large it is where a program takes them for pixels.
fn file_of_code(code: &QrCode) -> String {
    let QrCode { width, path } = code;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{0}\" viewBox=\"0 0 {width} {width}\" \
         shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{width}v{width}h-{width}z\"/><path d=\"{path}\"/></svg>\n",
        width * 10
    )
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
    fn a_code_is_saved_black_on_white_with_its_edge() {
        let code = QrCode { width: 29, path: "M4 4h7v1h-7z".into() };
        assert_eq!(
            file_of_code(&code),
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"290\" height=\"290\" viewBox=\"0 0 29 29\" \
             shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h29v29h-29z\"/><path d=\"M4 4h7v1h-7z\"/></svg>\n"
        );
    }

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
