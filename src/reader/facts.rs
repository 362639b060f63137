use reportedly_document::{
    Analysis, Annotation, Check, EntityKind, Layer, Name, References, Source, SourceClass, Statistics, View, check,
    names, sources, statistics,
};

use super::words::one_line;

/// What there is to know of the marks that are shown, beyond the marks themselves.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    /// Mentions of one name together.
    pub(super) names: Vec<Name>,
    /// What statements refer to.
    references: References,
    /// Statements of one source together.
    pub(super) sources: Vec<Source>,
    /// What an attentive reader would look at again.
    pub(super) check: Check,
    /// What there is how much of.
    pub(super) statistics: Statistics,
    /// The hedges, by their places.
    pub(super) hedges: Vec<usize>,
    /// Whom a statement can be said to be by.
    pub(super) speakers: Vec<Candidate>,
}

/// Somebody, or something, that can speak.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// The mark that names it, by its place.
    pub(super) at: usize,
    /// What it is called.
    pub(super) name: String,
}

impl Facts {
    /// Finds out.
    pub(super) fn of(text: &str, analysis: &Analysis, view: &View) -> Facts {
        let annotations = &analysis.annotations;
        let shown = view.filter(&analysis.asides);
        let names = names(text, annotations, &shown);
        let references = References::new(annotations, &names);
        let sources = sources(text, annotations, &names, &references, &shown);
        let check = check(text, analysis, view, &sources);
        let statistics = statistics(text, analysis, view, &sources, &check);
        let hedge = |(at, annotation): (usize, &Annotation)| {
            (annotation.layer() == Layer::Hedge && shown(annotation)).then_some(at)
        };
        let hedges = annotations.iter().enumerate().filter_map(hedge).collect();
        let speakers = candidates(text, annotations, &names, &sources);
        Facts { names, references, sources, check, statistics, hedges, speakers }
    }

    /// Whose statement this is, where its own words do not say it.
    pub(super) fn inferred(&self, text: &str, annotations: &[Annotation], at: usize) -> Option<String> {
        self.references.inferred(text, annotations, &self.names, at)
    }
}

/// The people, organizations and places that are named, and the sources that have no name.
fn candidates(text: &str, annotations: &[Annotation], names: &[Name], sources: &[Source]) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    for name in names {
        if matches!(name.kind, EntityKind::Person | EntityKind::Organization | EntityKind::Place) {
            let at = name.first as usize;
            candidates.push(Candidate { at, name: one_line(annotations[at].cover().of(text)) });
        }
    }
    for source in sources {
        let nameless = !matches!(source.class, SourceClass::Named | SourceClass::Pronoun | SourceClass::None);
        if let Some(&at) = source.statements.first().filter(|_| nameless) {
            candidates.push(Candidate { at: at as usize, name: one_line(&source.name) });
        }
    }
    candidates
}
