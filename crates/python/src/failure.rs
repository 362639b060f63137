//! Why a call from Python failed: a code for programs, as the npm package has it, and a sentence for people.

use pyo3::prelude::*;

/// What programs tell failures apart by. docs/headless.md and docs/python.md list them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    /// The model that is built in cannot be read.
    LoadFailed,
    /// The engine broke over a text.
    EngineFailed,
    /// What should be a text is none.
    NotText,
    /// A text is longer than the engine is given.
    TooLong,
    /// What should be a document is none, or cannot be written or put into a link.
    BadDocument,
    /// There is no such format.
    UnknownFormat,
    /// A link is damaged, or none.
    BadLink,
    /// The work was given up.
    Cancelled,
}

impl Code {
    fn name(self) -> &'static str {
        match self {
            Code::LoadFailed => "load-failed",
            Code::EngineFailed => "engine-failed",
            Code::NotText => "not-text",
            Code::TooLong => "too-long",
            Code::BadDocument => "bad-document",
            Code::UnknownFormat => "unknown-format",
            Code::BadLink => "bad-link",
            Code::Cancelled => "cancelled",
        }
    }
}

/// Why a call failed.
#[derive(Debug)]
pub(crate) struct Failure {
    code: Code,
    message: String,
    /// Of a damaged link, what could be read of its text.
    beginning: Option<String>,
}

impl Failure {
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Failure {
        Failure { code, message: message.into(), beginning: None }
    }

    pub(crate) fn with_beginning(self, beginning: Option<String>) -> Failure {
        Failure { beginning, ..self }
    }

    /// The exception. Its class is Python's own, so that it can be documented, typed and pickled there.
    fn exception(self, py: Python<'_>) -> PyResult<PyErr> {
        let class_of_code = py.import("reportedly._errors")?.getattr("exception")?;
        Ok(PyErr::from_value(class_of_code.call1((self.code.name(), self.message, self.beginning))?))
    }
}

impl From<Failure> for PyErr {
    fn from(failure: Failure) -> PyErr {
        Python::attach(|py| failure.exception(py).unwrap_or_else(|error| error))
    }
}
