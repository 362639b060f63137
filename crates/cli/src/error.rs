//! Why a command could do nothing.

use std::io;

use reportedly_engine::ModelError;

/// Why nothing could be done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("cannot read {name}: {error}")]
    Input { name: String, error: io::Error },
    #[error("{name} is not UTF-8 text: byte {offset} does not belong to any character")]
    Encoding { name: String, offset: usize },
    #[error("{name}: {error}")]
    Format { name: String, error: reportedly_formats::Error },
    #[error("{name}: {error}")]
    Model { name: String, error: ModelError },
    #[error("{name}: {problem}")]
    Refused { name: String, problem: String },
    #[error(
        "a .{extension} file is no text that a terminal can show: name a file with --output, or redirect the output"
    )]
    Terminal { extension: &'static str },
    #[error(transparent)]
    Office(#[from] reportedly_formats::office::OfficeError),
    #[error("cannot write: {0}")]
    Output(#[from] io::Error),
    /// Rows of many: those before the one that could not be written are there. `target` is empty, or begins with a space.
    #[error("cannot write{target}: {error}. {advice}")]
    Unfinished { target: String, error: io::Error, advice: String },
    #[error("cannot write {name}: {error}")]
    File { name: String, error: io::Error },
}
