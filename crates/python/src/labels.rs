//! The words of the labels, for the test that Python's types have the same ones.

use pyo3::prelude::*;
use reportedly_document::{
    AsideKind, Confidence, Diagnostic, EntityKind, Form, HedgeKind, Label, Origin, SourceClass, Stance, Voice,
};

use crate::annotating::name;

/// All values of every label, by the name of its type in Python.
#[pyfunction]
pub(crate) fn labels() -> Vec<(&'static str, Vec<&'static str>)> {
    fn all<T: Label>() -> Vec<&'static str> {
        T::ALL.iter().map(|value| value.label()).collect()
    }
    let diagnostics = [
        Diagnostic::NoWords,
        Diagnostic::NotEnglish,
        Diagnostic::LongSentence,
        Diagnostic::NoArticle,
        Diagnostic::Capitals,
    ];
    vec![
        ("EntityKind", all::<EntityKind>()),
        ("HedgeKind", all::<HedgeKind>()),
        ("Voice", all::<Voice>()),
        ("Form", all::<Form>()),
        ("SourceClass", all::<SourceClass>()),
        ("Stance", all::<Stance>()),
        ("Confidence", all::<Confidence>()),
        ("Origin", all::<Origin>()),
        ("TextDiagnostic", diagnostics.map(name).to_vec()),
        ("AsideKind", all::<AsideKind>()),
    ]
}
