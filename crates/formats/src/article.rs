//! What every format is written from.

use reportedly_document::{
    Annotation, Aside, Body, Byte, Document, Label, Name, References, Source, Span, View, names, paragraphs, resolve,
    sources, take_crowded,
};

use crate::strings;

/// A document as its reader sees it: a person's edits carried out, and the filter applied.
///
/// Every format is written from one of these, so that all say the same as the page.
#[derive(Clone, Debug)]
pub struct Article<'a> {
    document: &'a Document,
    marks: Vec<Annotation>,
    shown: Vec<bool>,
    notes: Vec<Option<u32>>,
    names: Vec<Name>,
    sources: Vec<Source>,
    speakers: Vec<Option<usize>>,
    paragraphs: Vec<Span<Byte>>,
}

impl<'a> Article<'a> {
    /// Resolves the edits of a document and applies the filter. `asides` are those of its analysis; without them,
    /// nothing is set aside.
    ///
    /// Who speaks is found with all names, shown or not: hiding the layer of names does not change who said what.
    pub fn new(document: &'a Document, asides: &[Aside], view: &View) -> Article<'a> {
        let text = &document.text;
        let mut marks = resolve(text, &document.annotations, &document.edits).annotations;
        // A file would grow with the number of marks that lie on each word.
        take_crowded(text, &mut marks);
        let shows = view.filter(asides);
        let all_names = names(text, &marks, &|_| true);
        let references = References::new(&marks, &all_names);
        let sources = sources(text, &marks, &all_names, &references, &shows);
        let mut speakers = vec![None; marks.len()];
        for (index, source) in sources.iter().enumerate() {
            for &at in &source.statements {
                speakers[at as usize] = Some(index);
            }
        }
        // Every note has its number, also that of a mark which is not shown: on the page it is the same.
        let mut numbers = 1..;
        let notes = marks.iter().map(|mark| mark.note.as_ref().and_then(|_| numbers.next())).collect();
        Article {
            shown: marks.iter().map(&shows).collect(),
            names: names(text, &marks, &shows),
            paragraphs: paragraphs(text).collect(),
            document,
            marks,
            notes,
            sources,
            speakers,
        }
    }

    /// The document as it is held, before edits and filter.
    pub fn document(&self) -> &'a Document {
        self.document
    }

    /// The text.
    pub fn text(&self) -> &'a str {
        &self.document.text
    }

    /// All marks after the edits, shown or not, in the order of the text.
    pub(crate) fn marks(&self) -> &[Annotation] {
        &self.marks
    }

    /// The marks that are shown, with their places among all.
    pub(crate) fn shown(&self) -> impl Iterator<Item = (usize, &Annotation)> {
        self.marks.iter().enumerate().filter(|(at, _)| self.shown[*at])
    }

    /// The number of a mark's note, where it has one.
    pub(crate) fn note(&self, at: usize) -> Option<u32> {
        self.notes[at]
    }

    /// The notes that are shown: number, mark, note.
    pub(crate) fn notes(&self) -> impl Iterator<Item = (u32, &Annotation, &str)> {
        self.shown().filter_map(|(at, mark)| Some((self.note(at)?, mark, mark.note.as_deref()?)))
    }

    /// The names that are shown.
    pub(crate) fn names(&self) -> &[Name] {
        &self.names
    }

    /// Who is shown to say something, each with what he says.
    pub(crate) fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// Who makes this statement, where it is one and somebody is named.
    pub(crate) fn speaker(&self, at: usize) -> Option<&Source> {
        self.source(at).filter(|source| !source.name.is_empty())
    }

    /// The source of this statement, where it is one that is shown.
    fn source(&self, at: usize) -> Option<&Source> {
        self.speakers[at].map(|index| &self.sources[index])
    }

    /// How the source of this statement is identified, by its most telling mention: the kind of source of "she" is that of her name.
    #[cfg(feature = "office")]
    pub(crate) fn kind_of_source(&self, at: usize) -> &'static str {
        label(self.source(at).map(|source| source.class))
    }

    /// The paragraphs of the text.
    pub(crate) fn paragraphs(&self) -> &[Span<Byte>] {
        &self.paragraphs
    }

    /// The number of the paragraph that a mark begins in; the first is 1.
    pub(crate) fn paragraph(&self, mark: &Annotation) -> usize {
        let start = quoted(mark).start;
        self.paragraphs.partition_point(|paragraph| paragraph.end <= start) + 1
    }

    /// The words under some spans, with an ellipsis where they are interrupted.
    pub(crate) fn words(&self, spans: &[Span<Byte>]) -> String {
        spans.iter().map(|span| span.of(self.text())).collect::<Vec<_>>().join(strings::ELLIPSIS)
    }

    /// The words of a mark: of an attribution, those of its content.
    pub(crate) fn marked(&self, mark: &Annotation) -> String {
        match &mark.body {
            Body::Entity(entity) => self.words(&[entity.span]),
            Body::Hedge(hedge) => self.words(&[hedge.span]),
            Body::Attribution(attribution) => self.words(&attribution.content),
        }
    }

    /// Who made this document's machine marks, in words: "Reportedly 0.1.0".
    pub(crate) fn engine(&self) -> String {
        engine(self.document.engine.as_deref())
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
