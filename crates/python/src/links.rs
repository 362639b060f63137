//! Documents in links.

use std::sync::LazyLock;

use pyo3::prelude::*;
use reportedly_document::json;
use reportedly_link::{Codec, Shared};

use crate::failure::{Code, Failure};
use crate::reading::canonical_document;
use crate::text::words;

/// The coder, which has read the priming text.
static CODEC: LazyLock<Codec> = LazyLock::new(Codec::built_in);

/// The fragment of a link that has a document's text and edits, and its marks if they are frozen.
#[pyfunction]
pub(crate) fn encode_link(
    py: Python<'_>,
    given: &str,
    freeze: bool,
    excerpt: bool,
    reader_first: bool,
) -> PyResult<String> {
    Ok(py.detach(|| {
        let document = canonical_document(given)?;
        let refused = |problem: &str| Failure::new(Code::BadDocument, problem);
        if freeze && document.annotations.is_empty() {
            return Err(refused("there are no annotations to freeze: `annotate` makes them"));
        }
        let mut shared = Shared::of(&document, freeze);
        if shared.engine.is_empty() {
            shared.engine = reportedly_engine::VERSION.to_owned();
        }
        (shared.excerpt, shared.reader_first) = (excerpt, reader_first);
        CODEC.encode(&shared).map_err(|error| refused(&error.to_string()))
    })?)
}

/// The JSON of the document that a link has.
#[pyfunction]
pub(crate) fn decode_link(py: Python<'_>, link: &Bound<'_, PyAny>) -> PyResult<String> {
    let link = words(link, "a link")?;
    Ok(py.detach(|| match CODEC.decode(link) {
        Ok(opened) => Ok(json::write(&opened.shared.into_document())),
        Err(error) => Err(Failure::new(Code::BadLink, error.problem.to_string()).with_beginning(error.beginning)),
    })?)
}
