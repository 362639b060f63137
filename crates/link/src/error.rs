//! Why a link cannot be opened or made, in sentences that a reader is shown.

use std::fmt;

/// Why a link cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct Error {
    /// What is wrong.
    pub problem: Problem,
    /// The beginning of the text, where it can be read. It is incomplete: nothing says that it is all that was shared.
    pub beginning: Option<String>,
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Error {
        Error { problem, beginning: None }
    }
}

/// What is wrong with a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// There is no link in what was given.
    NoLink,
    /// The end of the link is missing.
    CutOff {
        /// How many of its characters there are.
        arrived: usize,
        /// How many there should be, if enough arrived to know.
        expected: Option<usize>,
    },
    /// Some of its characters are not those that were sent.
    Altered,
    /// It was made by a later version of Reportedly, or is no link of ours.
    Later,
    /// It is longer, or holds more, than any link may.
    TooMuch,
    /// It says something that makes no sense. Links that Reportedly makes do not.
    Nonsense,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Problem::NoLink => f.write_str("there is no Reportedly link in this"),
            Problem::CutOff { arrived, expected: Some(expected) } => {
                let (arrived, expected) = (Thousands(arrived), Thousands(expected));
                write!(f, "the link was cut off: {arrived} of {expected} characters arrived")
            }
            Problem::CutOff { arrived, expected: None } => {
                write!(f, "the link was cut off: only {} characters arrived", Thousands(arrived))
            }
            Problem::Altered => f.write_str("the link was altered on its way: some of its characters have changed"),
            Problem::Later => f.write_str("the link was made by a later version of Reportedly, or has been altered"),
            Problem::TooMuch => f.write_str("the link holds more than a link may"),
            Problem::Nonsense => f.write_str("the link is complete, but what it says makes no sense"),
        }
    }
}

/// A number with commas, as in "2,431".
struct Thousands(usize);

impl fmt::Display for Thousands {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 / 1000 {
            0 => write!(f, "{}", self.0),
            more => write!(f, "{},{:03}", Thousands(more), self.0 % 1000),
        }
    }
}

/// Why a document does not go into a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CannotShare {
    /// The link would be longer than any program is asked to open.
    #[error("the document is too long for a link: it would take more than 65,536 characters")]
    TooLong,
    /// There are more edits or marks than a link may hold.
    #[error("the document has more edits or marks than a link may hold (10,000 edits, 20,000 marks)")]
    TooMany,
    /// The text is not as `Canonical` makes it.
    #[error("the text is not canonical: normalise it first")]
    NotCanonical,
}

/// The priming text is not that of this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the priming text is not the one that links are made with")]
pub struct WrongPriming;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_how_much_is_missing() {
        let cut = Problem::CutOff { arrived: 1_812, expected: Some(1_002_431) };
        assert_eq!(cut.to_string(), "the link was cut off: 1,812 of 1,002,431 characters arrived");
        let short = Problem::CutOff { arrived: 5, expected: None };
        assert_eq!(short.to_string(), "the link was cut off: only 5 characters arrived");
    }
}
