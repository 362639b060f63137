//! Lists that follow from the marks and the view: names, sources, review; and statistics.

use std::rc::Rc;

use reportedly_document::{
    Analysis, Annotation, Byte, EntityKind, Layer, Name, References, Review, Source, SourceClass, Span, Statistics,
    View, names, review_beside, shown_names, shown_sources, sources, statistics, unattributed,
};

use super::excerpt::one_line;

/// What there is to know of the marks that are shown, beyond the marks themselves.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    /// The names that are shown, each with its mentions.
    pub(super) names: Vec<Name>,
    /// The sources that are shown, each with its statements.
    pub(super) sources: Vec<Source>,
    /// All names, shown or not: they say who is who.
    all_names: Rc<Vec<Name>>,
    /// All sources, shown or not: those that [`Review::single`] speaks of.
    pub(super) all_sources: Rc<Vec<Source>>,
    /// What statements refer to.
    references: Rc<References>,
    /// What an attentive reader would look at again.
    pub(super) review: Review,
    /// The sentences without a source that are in it: to look for them takes as long as all else.
    unattributed: Option<Unattributed>,
    /// The hedges, by their indices.
    pub(super) hedges: Vec<usize>,
    /// Whom a statement can be said to be by.
    pub(super) speakers: Rc<Vec<Candidate>>,
}

/// Sentences without a source, and the asides that were included when they were looked for.
#[derive(Clone, Debug)]
struct Unattributed {
    included: Vec<u32>,
    sentences: Rc<[Span<Byte>]>,
}

/// Somebody, or something, that can speak.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// The mark that names it, by its index.
    pub(super) mark: usize,
    /// What it is called.
    pub(super) name: String,
}

impl Lists {
    /// Who is who, and who said what: found with all marks, shown or not. Nothing is listed yet.
    pub(super) fn of_marks(text: &str, analysis: &Analysis) -> Lists {
        let annotations = &analysis.annotations;
        let all_names = names(text, annotations, &|_| true);
        let references = References::new(annotations, &all_names);
        let all_sources = sources(text, annotations, &all_names, &references, &|_| true);
        let speakers = candidates(text, annotations, &all_names, &all_sources);
        Lists {
            all_names: Rc::new(all_names),
            all_sources: Rc::new(all_sources),
            references: Rc::new(references),
            speakers: Rc::new(speakers),
            ..Lists::default()
        }
    }

    /// The same with what is listed in this view of these marks.
    pub(super) fn listed(&self, text: &str, analysis: &Analysis, view: &View) -> Lists {
        let annotations = &analysis.annotations;
        let shown = view.filter(&analysis.asides);
        let known = self.unattributed.clone().filter(|known| known.included == view.included);
        let free = known.unwrap_or_else(|| Unattributed {
            included: view.included.clone(),
            sentences: unattributed(text, analysis, &view.included).into(),
        });
        let hedge = |(index, annotation): (usize, &Annotation)| {
            (annotation.layer() == Layer::Hedge && shown(annotation)).then_some(index)
        };
        Lists {
            names: shown_names(&self.all_names, annotations, &shown),
            sources: shown_sources(&self.all_sources, annotations, &shown),
            review: review_beside(free.sentences.to_vec(), text, analysis, view, &self.all_sources),
            unattributed: Some(free),
            hedges: annotations.iter().enumerate().filter_map(hedge).collect(),
            all_names: self.all_names.clone(),
            all_sources: self.all_sources.clone(),
            references: self.references.clone(),
            speakers: self.speakers.clone(),
        }
    }

    /// What there is how much of. It counts the words of the text.
    pub(super) fn statistics(&self, text: &str, analysis: &Analysis, view: &View) -> Statistics {
        statistics(text, analysis, view, &self.all_sources, &self.review)
    }

    /// Whose statement this is, where its own words do not say it.
    pub(super) fn inferred(&self, text: &str, annotations: &[Annotation], index: usize) -> Option<String> {
        self.references.inferred(text, annotations, &self.all_names, index)
    }

    /// Whether a statement is another one, or stands for it, so that the other one cannot stand for it.
    pub(super) fn leads_to(&self, at: usize, other: usize) -> bool {
        self.references.leads_to(at, other)
    }

    /// Which of the speakers a statement is by that refers to one.
    pub(super) fn speaker(&self, text: &str, annotations: &[Annotation], index: usize) -> Option<usize> {
        let refers_to = annotations.get(index)?.attribution()?.refers_to.as_ref()?;
        let named = self
            .all_names
            .iter()
            .find(|name| name.mentions.iter().any(|&mention| annotations[mention as usize].id == *refers_to));
        let named = named.map(|name| name.first as usize);
        let inferred = self.inferred(text, annotations, index).map(|name| one_line(&name));
        self.speakers
            .iter()
            .position(|candidate| Some(candidate.mark) == named || annotations[candidate.mark].id == *refers_to)
            .or_else(|| self.speakers.iter().position(|candidate| Some(&candidate.name) == inferred.as_ref()))
    }
}

/// The people, organizations and places that are named, and the sources that have no name.
fn candidates(text: &str, annotations: &[Annotation], names: &[Name], sources: &[Source]) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    for name in names {
        if matches!(name.kind, EntityKind::Person | EntityKind::Organization | EntityKind::Place) {
            let mark = name.first as usize;
            candidates.push(Candidate { mark, name: one_line(annotations[mark].cover().of(text)) });
        }
    }
    for source in sources {
        let nameless = !matches!(source.class, SourceClass::Named | SourceClass::Pronoun | SourceClass::None);
        let refers = |&&at: &&u32| annotations[at as usize].attribution().is_some_and(|it| it.refers_to.is_some());
        let is_called = |&&at: &&u32| annotations[at as usize].speaker().is_some();
        let called = source.statements.iter().find(is_called).filter(|_| !nameless);
        let called = called.filter(|_| !candidates.iter().any(|one| one.name.eq_ignore_ascii_case(&source.name)));
        let own = source.statements.iter().find(|at| !refers(at)).or(source.statements.first());
        if let Some(&mark) = own.filter(|_| nameless).or(called) {
            candidates.push(Candidate { mark: mark as usize, name: one_line(&source.name) });
        }
    }
    candidates
}
