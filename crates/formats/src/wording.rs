//! What files say of a document and its marks, in words.

use reportedly_document::{Annotation, Body, Byte, Label, Source, Span, ViewedDocument};

use crate::strings;

/// What files say of a document.
pub(crate) trait Wording {
    /// Who makes this statement, where it is one and somebody is named.
    fn speaker(&self, at: usize) -> Option<&Source>;
    /// How the source of this statement is identified, by its most telling mention: the kind of source of "she" is that of her name.
    #[cfg(feature = "office")]
    fn kind_of_source(&self, at: usize) -> &'static str;
    /// The number of the paragraph that a mark begins in; the first is 1.
    fn paragraph(&self, mark: &Annotation) -> usize;
    /// The words under some spans, with an ellipsis where they are interrupted.
    fn words(&self, spans: &[Span<Byte>]) -> String;
    /// The words of a mark: of an attribution, those of its content.
    fn marked(&self, mark: &Annotation) -> String;
    /// Who made this document's machine marks: "Reportedly 0.1.0".
    fn engine(&self) -> String;
}

impl Wording for ViewedDocument<'_> {
    fn speaker(&self, at: usize) -> Option<&Source> {
        self.source(at).filter(|source| !source.name.is_empty())
    }

    #[cfg(feature = "office")]
    fn kind_of_source(&self, at: usize) -> &'static str {
        label(self.source(at).map(|source| source.class))
    }

    fn paragraph(&self, mark: &Annotation) -> usize {
        let start = quoted(mark).start;
        self.paragraphs().partition_point(|paragraph| paragraph.end <= start) + 1
    }

    fn words(&self, spans: &[Span<Byte>]) -> String {
        spans.iter().map(|span| span.of(self.text())).collect::<Vec<_>>().join(strings::ELLIPSIS)
    }

    fn marked(&self, mark: &Annotation) -> String {
        match &mark.body {
            Body::Entity(entity) => self.words(&[entity.span]),
            Body::Hedge(hedge) => self.words(&[hedge.span]),
            Body::Attribution(attribution) => self.words(&attribution.content),
        }
    }

    fn engine(&self) -> String {
        engine(self.document().engine.as_deref())
    }
}

/// The program and its version, as files name it.
pub(crate) fn engine(version: Option<&str>) -> String {
    match version {
        Some(version) => [strings::PROGRAM, " ", version].concat(),
        None => strings::PROGRAM.to_owned(),
    }
}

/// Where the words of a mark are: of an attribution, from the first of its content to the last.
pub(crate) fn quoted(mark: &Annotation) -> Span<Byte> {
    let content = mark.attribution().map(|attribution| attribution.content.as_slice()).unwrap_or_default();
    content.iter().copied().reduce(Span::cover).unwrap_or_else(|| mark.cover())
}

/// The label of a value that may be missing.
pub(crate) fn label<T: Label>(value: Option<T>) -> &'static str {
    value.map_or("", Label::label)
}
