//! Compares articles about one event: who speaks in which, which statements are the same, and what differs.
//!
//! The crate is pure: no browser, no engine, no input or output, no randomness. The same articles give the same bytes on
//! every target. It never fails on a text, and its time is nearly linear in the length of the texts.
//!
//! # Overview
//!
//! * [`ViewedDocument`] is a document as its reader sees it: a person's edits carried out, the filter applied.
//! * [`compare()`] takes up to [`MOST_ARTICLES`] of them and returns a [`Comparison`]: plain data, which page, command line
//!   and files share. [`Comparison::in_chars`] gives it in the unit of files.
//! * [`Speaker`] is a row of the matrix, with a [`Cell`] for each article.
//! * [`Group`] holds statements of different articles that are the same quotation or claim, [`Difference`] what differs.
//! * [`rules()`] lists the rules behind it, each with an id and a sentence for readers.
//! * [`markdown()`] writes a comparison for people, [`csv()`] a table of its statements.
//!
//! # Stages
//!
//! 1. `text` (with `words`, `stem`, `numbers`): the words of every article, each with a key that its forms share;
//! 2. `weights`: how rare each word is in the texts that are compared;
//! 3. `speakers` (with `identity`): who is who across articles;
//! 4. `statement`, `candidates`: what is compared of a statement, and with which others;
//! 5. `alignment` (with `runs`, `conflicts`, `opposites`), `groups`: which are the same;
//! 6. `differences`, `only_here`: what differs.
//!
//! # Example
//!
//! ```
//! use reportedly_compare::{compare};
//! use reportedly_document::{Document, View, ViewedDocument};
//! use reportedly_engine::annotate;
//!
//! let document = |text: &str| Document::of_analysis(text.to_owned(), annotate(text)).unwrap();
//! let first = document("“The bridge was a death trap,” said Maria Okafor, the mayor of Harwick.");
//! let second = document("Mayor Maria Okafor called it a scandal. “The bridge was a death trap,” Okafor said.");
//! let view = View::default();
//! let comparison = compare(&[ViewedDocument::new(&first, &first.asides, &view), ViewedDocument::new(&second, &second.asides, &view)])?;
//! assert_eq!(comparison.groups.len(), 1);
//! assert_eq!(comparison.groups[0].links[0].rule, "alignment/same-quotation");
//! # Ok::<(), reportedly_compare::Error>(())
//! ```
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod alignment;
mod candidates;
mod comparison;
mod conflicts;
mod csv;
mod differences;
mod error;
mod groups;
mod identity;
mod markdown;
mod notes;
mod numbers;
mod only_here;
mod opposites;
mod rules;
mod runs;
mod speakers;
mod statement;
mod stem;
mod strings;
mod text;
mod weights;
mod words;

pub use comparison::{
    ArticleSummary, Cell, Comparison, Difference, Group, Link, Note, NoteKind, Side, Speaker, State, Statement,
};
pub use csv::{COLUMNS, csv};
pub use error::Error;
pub use markdown::markdown;
pub use rules::{Rule, rules};

use reportedly_document::ViewedDocument;

use text::{Text, Vocabulary};

/// The most articles that are compared.
pub const MOST_ARTICLES: usize = 5;

/// The most statements of one article that are compared; a note says how many were left out.
pub const MOST_STATEMENTS: usize = 1000;

/// Compares articles.
///
/// Any text is compared: without statements, in another language, the same one several times. What limits the result
/// is in [`Comparison::notes`].
///
/// # Errors
/// When there are more than [`MOST_ARTICLES`].
pub fn compare(articles: &[ViewedDocument<'_>]) -> Result<Comparison, Error> {
    if articles.len() > MOST_ARTICLES {
        return Err(Error::TooMany(articles.len()));
    }
    let mut vocabulary = Vocabulary::default();
    let texts: Vec<Text> = articles.iter().map(|article| Text::new(article, &mut vocabulary)).collect();
    let weights = weights::Weights::new(&texts, &vocabulary);
    let speakers = speakers::speakers(articles, &vocabulary);
    let statements = statement::prepared(articles, &texts, &speakers, &weights);
    let near = candidates::candidates(&statements, &weights, articles.len());
    let (groups, of_group) = groups::groups(articles.len(), &statements, &near, &speakers.identities, &weights);
    let only_here = only_here::only_here(&texts, &statements, &of_group, &weights);
    Ok(comparison::assemble(articles, &texts, speakers, &statements, groups, &of_group, only_here))
}
