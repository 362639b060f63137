//! Texts that come from Python.

use pyo3::exceptions::PyUnicodeEncodeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};

use crate::failure::{Code, Failure};

/// The longest text that is annotated, in bytes of UTF-8: the page's limit, and the npm package's.
const LONGEST: usize = 8 << 20;

/// The words of a `str`. `what` is what it is called in messages: "a text".
///
/// # Errors
/// When it is no `str`, or has half a character.
pub(crate) fn words<'a>(given: &'a Bound<'_, PyAny>, what: &str) -> PyResult<&'a str> {
    let Ok(string) = given.cast::<PyString>() else {
        let hint = if given.is_instance_of::<PyBytes>() { ": decode it first" } else { "" };
        let kind = if given.is_none() { "None".to_owned() } else { given.get_type().name()?.to_string() };
        return Err(Failure::new(Code::NotText, format!("{what} is a str, not {kind}{hint}")).into());
    };
    string.to_str().map_err(|error| match surrogate(given.py(), &error) {
        Some(at) => {
            let message =
                format!("{what} has half a character (a lone surrogate) at {at}, which cannot be written in UTF-8");
            Failure::new(Code::NotText, message).into()
        }
        None => error,
    })
}

/// Where the first lone surrogate is, in code points.
fn surrogate(py: Python<'_>, error: &PyErr) -> Option<usize> {
    let error = error.is_instance_of::<PyUnicodeEncodeError>(py).then(|| error.value(py))?;
    error.getattr("start").ok()?.extract().ok()
}

/// A text that is to be annotated.
///
/// # Errors
/// As [`words`], and when it is too long.
pub(crate) fn text<'a>(given: &'a Bound<'_, PyAny>) -> PyResult<&'a str> {
    let too_long = || Failure::new(Code::TooLong, "the text is longer than 8 MiB").into();
    // A text of so many characters is at least as long in bytes: it need not be written in UTF-8 to be measured.
    if given.cast::<PyString>().is_ok() && given.len()? > LONGEST {
        return Err(too_long());
    }
    let text = words(given, "a text")?;
    if text.len() > LONGEST { Err(too_long()) } else { Ok(text) }
}
