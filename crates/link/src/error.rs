//! Why a link cannot be opened or made, in sentences that a reader is shown.

use std::fmt;

/// Why a link cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What is wrong.
    pub problem: Problem,
    /// The beginning of the text, where it can be read. It is incomplete: nothing says that it is all that was shared.
    pub beginning: Option<String>,
    /// How many bytes of the beginning are certain: a check in the link stands behind them. The rest is what was sent if
    /// nothing but the end of the link is missing, and may be anything if a character inside of it is.
    pub certain: usize,
}

impl Error {
    /// Of the beginning, so many bytes are certain; they may end in the middle of its last character.
    pub(crate) fn with_beginning(problem: Problem, beginning: Option<String>, certain: usize) -> Error {
        let certain = beginning.as_deref().map_or(0, |beginning| beginning.floor_char_boundary(certain));
        Error { problem, beginning, certain }
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Error {
        Error { problem, beginning: None, certain: 0 }
    }
}

impl std::error::Error for Error {}

/// The problem, and, where there is a beginning, how much of it is certain.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.problem)?;
        let Some(beginning) = self.beginning.as_deref() else { return Ok(()) };
        let (certain, rest) = beginning.split_at_checked(self.certain).unwrap_or((beginning, ""));
        let left = Thousands(rest.chars().count());
        match (certain.is_empty(), rest.is_empty()) {
            (_, true) => f.write_str("; its beginning is as it was sent"),
            (true, false) => f.write_str("; nothing in it says whether its beginning is as it was sent"),
            (false, false) => {
                let words = last_words(certain);
                write!(
                    f,
                    "; its beginning is as it was sent up to “{words}”, and nothing says so of the last {left} characters"
                )
            }
        }
    }
}

/// How many characters say where something ends.
const LAST_WORDS: usize = 40;

/// The last words of a text, on one line.
fn last_words(text: &str) -> String {
    let line = text.trim_end().rsplit('\n').next().unwrap_or_default();
    match line.char_indices().rev().nth(LAST_WORDS) {
        None => line.to_owned(),
        Some((at, _)) => {
            let tail = &line[at..];
            ["… ", tail.split_once(' ').map_or(tail, |(_, words)| words)].concat()
        }
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
    /// Characters inside of it are missing.
    Missing {
        /// How many of its characters there are.
        arrived: usize,
        /// How many there should be.
        expected: usize,
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
            Problem::Missing { arrived, expected } => {
                let (arrived, expected) = (Thousands(arrived), Thousands(expected));
                write!(f, "the link was damaged on its way: {arrived} of {expected} characters arrived")
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
    /// Marks or edits are at no place of the text.
    #[error("the document has marks or corrections that are at no place of its text")]
    Misplaced,
    /// More marks lie on the same words than can be shown.
    #[error("more marks lie on the same words than can be shown")]
    Crowded,
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
        let error = |beginning: &str, certain| {
            Error { problem: Problem::Altered, beginning: Some(beginning.into()), certain }.to_string()
        };
        assert!(error("One. Two.", 9).ends_with("have changed; its beginning is as it was sent"));
        assert!(error("One. Two.", 0).ends_with("nothing in it says whether its beginning is as it was sent"));
        let end = "up to “One.”, and nothing says so of the last 5 characters";
        assert!(error("One. Two.", 4).ends_with(end), "{}", error("One. Two.", 4));
        let long = "Negotiators meet at noon to settle what was left open on Friday.";
        assert_eq!(last_words(&format!("A\n{long}\n")), "… to settle what was left open on Friday.");

        let short = Problem::CutOff { arrived: 5, expected: None };
        assert_eq!(short.to_string(), "the link was cut off: only 5 characters arrived");
    }
}
