//! What is only on the screen: it is lost without any loss of work.

use reportedly_protocol::UnplacedMark;
use yew::{AttrValue, NodeRef};

use super::Page;
use super::command::PageCommand;
use super::share::Sharing;
use crate::browser;

/// What is open, and what the person is told.
#[derive(Debug, Default)]
pub(super) struct Ui {
    /// What lies over the page.
    pub(super) dialog: Option<Dialog>,
    pub(super) notice: Option<Notice>,
    /// Which of the notice's marks is to be attached to the words that are selected next.
    pub(super) attaching: Option<usize>,
    /// Whether the text box was empty before what is typed now.
    pub(super) was_empty: bool,
    /// Whether a file is held over the page.
    pub(super) dragging: bool,
    /// How many moves between text and panel can be undone.
    pub(super) moves: usize,
    /// The button in the notice.
    pub(super) remedy_node: NodeRef,
    /// The button that makes a QR code larger, or smaller again.
    pub(super) code_size_node: NodeRef,
}

/// What is to be done when the next rendering is on the screen.
#[derive(Debug, Default)]
pub(super) struct Effects {
    /// Where the focus is to go.
    pub(super) focus: Option<NodeRef>,
    /// Whether the page is to be at its top.
    pub(super) to_top: bool,
}

/// Elements of the page that are looked for later; others are with what they show.
#[derive(Debug, Default)]
pub(super) struct Nodes {
    pub(super) root: NodeRef,
    pub(super) text_box: NodeRef,
    pub(super) reader: NodeRef,
    /// What there is to know of a text that a link brought.
    pub(super) link_notes: NodeRef,
}

/// A sentence for the person, and what can be done about it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Notice {
    pub(super) words: AttrValue,
    /// What a button in it asks for, and its label.
    pub(super) remedy: Option<(PageCommand, &'static str)>,
    /// Marks that have no position, which the sentence is about.
    pub(super) items: Vec<UnplacedMark>,
}

impl Notice {
    pub(super) fn new(words: impl Into<AttrValue>) -> Notice {
        Notice { words: words.into(), remedy: None, items: Vec::new() }
    }
}

/// What lies over the page.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Dialog {
    /// The formats of files.
    Save,
    /// The layouts for paper.
    Print,
    /// A link.
    Share(Sharing),
}

impl Page {
    pub(super) fn show_notice(&mut self, words: impl Into<AttrValue>, remedy: Option<(PageCommand, &'static str)>) {
        self.ui.notice = Some(Notice { remedy, ..Notice::new(words) });
    }

    /// Closes what lies over the page.
    pub(super) fn close_dialog(&mut self) {
        let Some(dialog) = self.ui.dialog.take() else { return };
        if matches!(dialog, Dialog::Share(Sharing { made: None, .. })) {
            // Nobody wants the link any more.
            self.stop_tasks();
        }
        if let Some(root) = self.nodes.root.cast() {
            browser::dialog::close(&root);
        }
    }
}
