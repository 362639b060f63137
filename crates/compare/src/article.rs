//! What of a document is compared.

use reportedly_document::{
    Annotation, Byte, Document, Name, References, Source, Span, View, names, paragraphs, resolve, sources,
    take_crowded, title_line,
};

/// A document as its reader sees it: a person's edits carried out, and the filter applied.
///
/// Who speaks is found with all names, shown or not: hiding the layer of names does not change who said what.
#[derive(Clone, Debug)]
pub struct Article<'a> {
    document: &'a Document,
    marks: Vec<Annotation>,
    shown: Vec<bool>,
    names: Vec<Name>,
    sources: Vec<Source>,
    paragraphs: Vec<Span<Byte>>,
}

impl<'a> Article<'a> {
    /// Resolves the edits of a document and applies the filter.
    pub fn new(document: &'a Document, view: &View) -> Article<'a> {
        let text = &document.text;
        let mut marks = resolve(text, &document.annotations, &document.edits).annotations;
        take_crowded(text, &mut marks);
        // Marks that are none of this text would have no words to compare.
        marks.retain(|mark| mark.parts().all(|(_, span)| text.get(span.range()).is_some()));
        let shows = view.filter(&document.asides);
        let names = names(text, &marks, &|_| true);
        let references = References::new(&marks, &names);
        let sources = sources(text, &marks, &names, &references, &shows);
        Article {
            shown: marks.iter().map(&shows).collect(),
            paragraphs: paragraphs(text).collect(),
            document,
            marks,
            names,
            sources,
        }
    }

    /// The text.
    pub fn text(&self) -> &'a str {
        &self.document.text
    }

    /// What the document is called; may be empty.
    pub fn title(&self) -> &'a str {
        &self.document.id
    }

    /// The line that the text is called by; may be empty.
    pub fn headline(&self) -> &'a str {
        title_line(self.text(), &self.document.asides).map_or("", |line| line.of(self.text()))
    }

    /// All marks after the edits, shown or not, in the order of the text.
    pub(crate) fn marks(&self) -> &[Annotation] {
        &self.marks
    }

    /// Whether the mark with this index is shown.
    pub(crate) fn is_shown(&self, mark: u32) -> bool {
        self.shown.get(mark as usize).is_some_and(|&shown| shown)
    }

    /// The marks that are shown.
    pub(crate) fn shown(&self) -> impl Iterator<Item = &Annotation> {
        self.marks.iter().zip(&self.shown).filter(|(_, shown)| **shown).map(|(mark, _)| mark)
    }

    /// All names of the text, with all mentions.
    pub(crate) fn names(&self) -> &[Name] {
        &self.names
    }

    /// Who is shown to say something, each with what he says.
    pub(crate) fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The paragraphs of the text.
    pub(crate) fn paragraphs(&self) -> &[Span<Byte>] {
        &self.paragraphs
    }
}
