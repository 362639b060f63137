//! A document as its reader sees it: what files and comparisons are made from.

use crate::{
    Annotation, Aside, Byte, Document, Name, References, Source, Span, View, names, paragraphs, resolve, shown_names,
    sources, take_crowded,
};

/// A document as its reader sees it: a person's edits carried out, and the filter applied.
///
/// Every file and every comparison is made from one of these, so that all say the same as the page. Who speaks is found with
/// all names, shown or not: hiding the layer of names does not change who said what.
///
/// # Examples
///
/// ```
/// use reportedly_document::{Analysis, Annotation, Document, Entity, EntityKind, Layer, Span, View, ViewedDocument};
///
/// let oslo = Annotation::machine(Entity { span: Span::new(8, 12), kind: EntityKind::Place }, "test");
/// let analysis = Analysis { annotations: vec![oslo], ..Analysis::default() };
/// let document = Document::of_analysis("Rain in Oslo.".to_owned(), analysis).expect("it is of this text");
/// let mut view = View::default();
/// assert_eq!(ViewedDocument::new(&document, &[], &view).shown().count(), 1);
/// view.toggle_layer(Layer::Entity);
/// assert_eq!(ViewedDocument::new(&document, &[], &view).shown().count(), 0);
/// ```
#[derive(Clone, Debug)]
pub struct ViewedDocument<'a> {
    document: &'a Document,
    marks: Vec<Annotation>,
    shown: Vec<bool>,
    notes: Vec<Option<u32>>,
    names: Vec<Name>,
    shown_names: Vec<Name>,
    sources: Vec<Source>,
    /// For each mark, the place of its source among `sources`, where it is a statement that is shown.
    source_of: Vec<Option<usize>>,
    paragraphs: Vec<Span<Byte>>,
}

impl<'a> ViewedDocument<'a> {
    /// Resolves the edits of a document and applies the filter. `asides` are those of its analysis; without them, nothing is set
    /// aside.
    pub fn new(document: &'a Document, asides: &[Aside], view: &View) -> ViewedDocument<'a> {
        let text = &document.text;
        let mut marks = resolve(text, &document.annotations, &document.edits).annotations;
        // A file would grow with the number of marks that lie on each word.
        take_crowded(text, &mut marks);
        // Marks that are none of this text would have no words.
        marks.retain(|mark| mark.parts().all(|(_, span)| text.get(span.range()).is_some()));
        let shows = view.filter(asides);
        let names = names(text, &marks, &|_| true);
        let references = References::new(&marks, &names);
        let sources = sources(text, &marks, &names, &references, &shows);
        let mut source_of = vec![None; marks.len()];
        for (index, source) in sources.iter().enumerate() {
            for &at in &source.statements {
                source_of[at as usize] = Some(index);
            }
        }
        // Every note has its number, also that of a mark which is not shown: on the page it is the same.
        let mut numbers = 1..;
        let notes = marks.iter().map(|mark| mark.note.as_ref().and_then(|_| numbers.next())).collect();
        ViewedDocument {
            shown: marks.iter().map(&shows).collect(),
            shown_names: shown_names(&names, &marks, &shows),
            paragraphs: paragraphs(text).collect(),
            document,
            marks,
            notes,
            names,
            sources,
            source_of,
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
    pub fn marks(&self) -> &[Annotation] {
        &self.marks
    }

    /// Whether the mark with this index is shown.
    pub fn is_shown(&self, mark: usize) -> bool {
        self.shown.get(mark).is_some_and(|&shown| shown)
    }

    /// The marks that are shown, with their places among all.
    pub fn shown(&self) -> impl Iterator<Item = (usize, &Annotation)> {
        self.marks.iter().enumerate().filter(|(at, _)| self.shown[*at])
    }

    /// The number of a mark's note, where it has one; the first is 1.
    pub fn note(&self, mark: usize) -> Option<u32> {
        self.notes.get(mark).copied().flatten()
    }

    /// The notes that are shown: number, mark, note.
    pub fn notes(&self) -> impl Iterator<Item = (u32, &Annotation, &str)> {
        self.shown().filter_map(|(at, mark)| Some((self.note(at)?, mark, mark.note.as_deref()?)))
    }

    /// All names of the text, with all mentions.
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// The names that are shown, with the mentions that are.
    pub fn shown_names(&self) -> &[Name] {
        &self.shown_names
    }

    /// Who is shown to say something, each with what he says.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The source of the statement with this index, where it is one that is shown.
    pub fn source(&self, mark: usize) -> Option<&Source> {
        self.source_of.get(mark).copied().flatten().map(|index| &self.sources[index])
    }

    /// The paragraphs of the text.
    pub fn paragraphs(&self) -> &[Span<Byte>] {
        &self.paragraphs
    }
}
