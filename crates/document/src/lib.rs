//! What a Reportedly document is.
//!
//! A document is a *canonical text* and *annotations* over it. This crate defines both, and nothing else: it does not
//! find annotations (that is `reportedly-engine`) and does not draw them (that is the front end).
//!
//! # Overview
//!
//! * [`Canonical`] normalises a text once, on its way in, and can map every offset back to the text that it was given.
//! * [`Span`] carries its unit in its type: [`Byte`], [`Utf16`] or [`Char`]; [`Offsets`] is the one place that converts.
//! * [`Annotation`] is a mark of one of three layers: [`Entity`], [`Hedge`], [`Attribution`]. Its [`Id`] depends only on
//!   what is marked, so that the same text gives the same ids.
//! * [`Analysis`] is what an engine returns, [`Evidence`] what it says of one mark when asked, [`Document`] what is written
//!   to files; a [`ValidDocument`] is one that came from outside.
//! * [`View`] is the one filter behind marks, counts and panel, [`ViewedDocument`] a document behind it; [`segments`] flattens overlapping marks for a screen, and [`bracketed()`]
//!   writes them into the text.
//! * [`names()`] puts mentions together and [`sources()`] statements; [`review()`] lists what a reader might look at again and
//!   [`statistics()`] counts; [`agreement()`] compares two people's marks.
//! * [`KnownLines`] is what is known of the lines of a text before it is read, also when it is edited.
//! * [`title_line()`] is the line that a text is called by, and [`headline()`] the one that can be shown as its headline.
//! * [`Edit`] is what a person did to a mark, [`History`] all of it with undo and redo; [`resolve()`] puts it together with
//!   the machine's annotations, [`rebase()`] moves it to an edited text, [`squashed`] shortens it for links; [`excerpt()`] takes a passage. [`snap`] moves
//!   a selection to words.
//! * `json` (feature `json`) reads and writes the `reportedly/1` format.
//!
//! # Example: normalise, mark, count in code points
//!
//! ```
//! use reportedly_document::{Byte, Canonical, Char, Offsets, Span};
//!
//! let canonical = Canonical::new("“Peace”,\u{a0}he said.\r\n");
//! assert_eq!(canonical.text(), "“Peace”, he said.");
//!
//! let peace = Span::<Byte>::new(3, 8);
//! assert_eq!(peace.of(canonical.text()), "Peace");
//! assert_eq!(Offsets::new(canonical.text()).to_chars(peace), Span::<Char>::new(1, 6));
//! ```
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod agreement;
mod analysis;
mod annotation;
mod bracketed;
mod canonical;
mod caption;
mod diff;
mod direction;
mod document;
mod edit;
mod evidence;
mod excerpt;
mod extra;
mod fnv;
mod headline;
mod history;
mod id;
#[cfg(feature = "json")]
pub mod json;
mod known_lines;
mod labels;
mod layer;
mod names;
mod number_words;
mod offsets;
mod ranking;
mod rebase;
mod resolve;
mod review;
mod search;
mod segment;
mod shortened;
mod sources;
mod span;
mod speaker_name;
mod squash;
#[doc(hidden)]
pub mod stable_sort;
mod statistics;
mod validation;
mod view;
mod viewed;
mod words;

pub use agreement::{Agreement, agreement};
pub use analysis::{Analysis, Aside, AsideKind, Diagnostic, Explanation, engine_version, is_by_rules};
pub use annotation::{
    Annotation, Attribution, Body, Confidence, Entity, EntityKind, Form, Hedge, HedgeKind, Origin, SourceClass, Stance,
    Voice,
};
pub use bracketed::bracketed;
pub use canonical::{Canonical, Changes};
#[cfg(feature = "json")]
pub use direction::with_direction_escapes;
pub use direction::{changes_direction, with_direction_signs};
pub use document::Document;
pub use edit::{Anchor, Change, Edit, Labels, Op, Phrase, Speaker, Target};
pub use evidence::{Evidence, Knowledge, Weight};
pub use excerpt::{excerpt, paragraph_of_mark};
pub use extra::Extra;
pub use headline::{headline, is_prose, may_be_headline, title_line};
pub use history::History;
pub use id::{Id, assign_ids};
pub use known_lines::{KnownLine, KnownLines};
pub use labels::{Label, UnknownLabel};
pub use layer::{Layer, Part};
pub use names::{Name, names, shown_names};
pub use number_words::{NUMBERS_BELOW_TWENTY, TENS};
pub use offsets::Offsets;
pub use ranking::{RANKING_RULES, RankedSentence, RankingReason, RankingRule, ranking};
pub use rebase::rebase;
pub use resolve::{EditConflict, Reason, Resolved, resolve};
pub use review::{Passage, Review, review, review_beside, unattributed};
pub use search::find_all;
pub use segment::{Segment, Touch, paragraphs, segments};
pub use shortened::shortened;
pub use sources::{References, Source, shown_sources, sources};
pub use span::{Byte, Char, Span, Unit, Utf16, joined};
pub use squash::squashed;
pub use statistics::{Statistics, sentence_at, statistics};
pub use validation::{Invalid, MOST_ON_A_CHARACTER, ValidDocument, take_crowded, validate};
pub use view::{Counts, Kind, View};
pub use viewed::ViewedDocument;
pub use words::{all_words, snap, word_after, word_before};
