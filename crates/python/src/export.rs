//! Documents in formats that others read.

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};
use reportedly_document::{Label as _, Layer, View, ViewedDocument};
use reportedly_formats::{Format, TextFormat, check_writable, csv, export as write, office};

use crate::failure::{Code, Failure};
use crate::reading::canonical_document;
use crate::text::words;

/// A file, before Python has it.
enum File {
    Text(String),
    Bytes(Vec<u8>),
}

/// Writes a document in a format, which is called as on the command line or as the names of such files end: a `str`, or `bytes` for
/// formats of office suites.
#[pyfunction]
pub(crate) fn export<'py>(
    py: Python<'py>,
    given: &str,
    format: &Bound<'_, PyAny>,
    layers: Vec<String>,
    bom: bool,
) -> PyResult<Bound<'py, PyAny>> {
    let format = of_name(words(format, "a format")?)?;
    let view = view(&layers)?;
    let file = py.detach(|| {
        let document = canonical_document(given)?;
        check_writable(&document).map_err(|invalid| Failure::new(Code::BadDocument, invalid.to_string()))?;
        let article = ViewedDocument::new(&document, &document.asides, &view);
        Ok::<_, Failure>(match format {
            Format::Text(TextFormat::Csv) => File::Text(csv::write(&article, bom)),
            Format::Text(format) => File::Text(write(&article, format)),
            Format::Office(format) => {
                let file = office::write(&article, format);
                File::Bytes(file.map_err(|error| Failure::new(Code::BadDocument, error.to_string()))?)
            }
        })
    })?;
    Ok(match file {
        File::Text(text) => PyString::new(py, &text).into_any(),
        File::Bytes(bytes) => PyBytes::new(py, &bytes).into_any(),
    })
}

fn of_name(name: &str) -> Result<Format, Failure> {
    let format = Format::of_option(name).or_else(|| Format::of_extension(name).ok());
    format.ok_or_else(|| {
        let known: Vec<_> = Format::ALL.iter().map(|format| format.option()).collect();
        Failure::new(Code::UnknownFormat, format!("there is no format {name:?}; known are: {}", known.join(", ")))
    })
}

/// What shows these layers; all of them, where there are none.
fn view(layers: &[String]) -> Result<View, Failure> {
    let unknown = layers.iter().find(|name| Layer::from_label(name).is_err());
    if let Some(name) = unknown {
        let message = format!("there is no layer {name:?}; known are: entity, hedge, attribution");
        return Err(Failure::new(Code::UnknownFormat, message));
    }
    let mut view = View::default();
    for &layer in Layer::ALL {
        if !layers.is_empty() && !layers.iter().any(|name| name == layer.label()) {
            view.toggle_layer(layer);
        }
    }
    Ok(view)
}
