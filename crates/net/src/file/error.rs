//! Why a model file is refused.

use std::fmt;

use super::FORMAT;

/// Why a file is not a model that this engine can use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelError {
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    NotAModel,
    Format(u32),
    Reading { found: u32, needed: u32, engine: String },
    Length { expected: u64, found: usize },
    Checksum,
    Section { name: String, problem: &'static str },
}

impl ModelError {
    pub(super) fn new(kind: Kind) -> Self {
        ModelError { kind }
    }

    /// A section is missing or is not what the net needs.
    pub fn section(name: &str, problem: &'static str) -> Self {
        Self::new(Kind::Section { name: name.to_owned(), problem })
    }

    /// Whether the file is whole, but for another version of the engine.
    pub fn is_version(&self) -> bool {
        matches!(self.kind, Kind::Format(_) | Kind::Reading { .. })
    }
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::NotAModel => f.write_str("this is not a model file"),
            Kind::Format(found) => write!(f, "the model file has format {found}; this engine reads format {FORMAT}"),
            Kind::Reading { found, needed, engine } => write!(
                f,
                "the model was trained for engine {engine} (reading {found}); this engine needs one for reading {needed}"
            ),
            Kind::Length { expected, found } => {
                write!(f, "the model file is damaged: it should have {expected} bytes and has {found}")
            }
            Kind::Checksum => f.write_str("the model file is damaged: its checksum is wrong"),
            Kind::Section { name, problem } => write!(f, "the model file is unusable: section \"{name}\" {problem}"),
        }
    }
}

impl std::error::Error for ModelError {}
