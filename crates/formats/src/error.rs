//! Why a file cannot be opened.

use reportedly_document::{Invalid, json};

use crate::binary_kind::BinaryKind;

/// The largest file that is opened, in bytes. A page asks for a file's size before it reads the file.
pub const MOST_BYTES: usize = 16 << 20;

/// Why a file cannot be opened.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(#[from] Problem);

#[derive(Debug, thiserror::Error)]
pub(crate) enum Problem {
    #[error("the file is larger than {MOST_BYTES} bytes, which is the most that can be opened")]
    Large,
    #[error("the file is no text: it is {0}")]
    Binary(BinaryKind),
    #[error("the file is no text: it holds zero bytes")]
    ZeroBytes,
    #[error("the file is neither UTF-8 nor UTF-16 text: byte {0} does not belong to any character")]
    Encoding(usize),
    #[error("the file is not valid JSON: {0}")]
    Syntax(serde_json::Error),
    #[error("{0}")]
    Document(json::Error),
    #[error("the file makes no sense: {0}")]
    Invalid(Invalid),
    #[error("the file is JSON, but neither reportedly/1 nor Web Annotation nor Citron's")]
    Unknown,
    #[error("the file has marks and not the text that they are about: open that text first")]
    NoText,
    #[error("{location}: {problem}")]
    Field { location: String, problem: String },
}

impl Error {
    /// Whether the file is broken JSON; the message then has line and column.
    pub fn is_syntax(&self) -> bool {
        match &self.0 {
            Problem::Syntax(_) => true,
            Problem::Document(error) => error.is_syntax(),
            _ => false,
        }
    }

    /// Whether the file could be opened if the text that it is about were open.
    pub fn is_without_text(&self) -> bool {
        matches!(self.0, Problem::NoText)
    }

    /// Whether the file is too large.
    pub fn is_too_large(&self) -> bool {
        matches!(self.0, Problem::Large)
    }

    pub(crate) fn no_text() -> Error {
        Problem::NoText.into()
    }

    pub(crate) fn field(location: impl Into<String>, problem: impl Into<String>) -> Error {
        Problem::Field { location: location.into(), problem: problem.into() }.into()
    }
}
