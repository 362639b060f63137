//! Messages of the program that finds the article of a web page.

use serde::{Deserialize, Serialize};

/// What has been read of a web page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtractedPage {
    /// The text of its article, or all of its text where there is no article; empty where it has none of its own.
    pub text: String,
    /// All of its text, where some lines of it are not in `text`; else empty.
    pub whole: String,
    /// What a person is told of it, as sentences; empty where there is nothing to tell.
    pub notice: String,
}
