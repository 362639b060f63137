//! The reader: a text with its marks, a legend, cards and a panel, as one Yew component that needs nothing of the page
//! around it.
//!
//! A page and a custom element are two hosts of it. A host mounts a [`Reader`], gives it a text, listens to its callbacks, and
//! calls it by a [`ReaderHandle`]. The reader finds nothing itself: it sends the text to the engine, a wasm program of its own,
//! and draws what comes back.
//!
//! Text is only ever written as text nodes.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod api;
mod article;
mod card;
mod change_guard;
mod command;
mod component;
mod dom_position;
mod drawn;
mod effects;
mod engine;
mod evidence;
mod excerpt;
mod field;
mod frame;
mod handle;
mod hover;
mod input;
mod keys;
mod layout;
mod legend;
mod lists;
mod minimap;
mod navigation;
mod notices;
mod overlays;
mod panel;
mod paragraph;
mod popover;
mod print;
mod ptr_eq;
mod search;
mod spotlight;
mod state;
mod strings;
mod text;
mod text_analysis;
mod triage;
pub mod vdom;

pub use api::{PendingMark, QuizMode, Settings, Snapshot, Style, UserWork};
pub use change_guard::ChangeGuard;
pub use command::{ByteOffset, Command, MarkIndex, Tab, UnknownCommand};
pub use component::{Msg, Reader, ReaderProps};
pub use drawn::DrawnPart;
pub use engine::{Failure, register_loader};
pub use frame::after_paint;
pub use handle::{Outcome, ReaderHandle};
pub use legend::sample_sentence;
pub use spotlight::SpotlightTarget;
pub use strings::counted;
pub use text::LONGEST_TEXT;
pub use text_analysis::TextAnalysis;
