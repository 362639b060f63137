use std::ops::Range;
use std::sync::Arc;

use reportedly_document::{Analysis, Annotation, Attribution, Diagnostic, Entity, Explanation, Hedge, assign_ids};

use crate::lexed::Lexed;
use crate::mark::{AttributionMark, EntityMark, HedgeMark, Referent};
use crate::model::{Model, marks};
use crate::order::{both, sort_by_key};
use crate::rules::Rule;
use crate::{VERSION, attributions, document_pass, entities, hedges, language};

/// An analysis in steps of a few milliseconds, for callers that must stay responsive.
///
/// Stages run one after the other: the text is cut into tokens, sentences and quotations; then each block gets its
/// entities, attributions and hedges; then the document pass looks at the whole.
///
/// ```
/// use reportedly_engine::{Job, Progress};
///
/// let mut job = Job::new("Talks may resume, officials said.".to_owned());
/// while let Progress::Working(share) = job.step() {
///     assert!((0.0..=1.0).contains(&share));
/// }
/// assert_eq!(job.finish().annotations.len(), 2);
/// ```
#[derive(Debug)]
pub struct Job {
    lexed: Lexed,
    model: Option<Arc<Model>>,
    stage: Stage,
    entities: Vec<EntityMark>,
    attributions: Vec<AttributionMark>,
    hedges: Vec<HedgeMark>,
}

/// How far a [`Job`] is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Progress {
    /// The share that is done, from 0 to 1.
    Working(f32),
    /// All is done.
    Done,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Lex,
    /// The next block.
    Blocks(usize),
    Whole,
    Done,
}

/// A step ends when it has read this many tokens.
const STEP_TOKENS: usize = 2_000;
/// What part of the time goes into cutting the text, measured over news.
const LEX_SHARE: f32 = 0.3;

impl Job {
    /// Begins with a text. Any text is accepted; offsets in the result are bytes of it.
    ///
    /// # Panics
    /// When the text is longer than 4 GiB, which offsets cannot address.
    pub fn new(text: String) -> Job {
        Job {
            lexed: Lexed::new(text),
            model: None,
            stage: Stage::Lex,
            entities: Vec::new(),
            attributions: Vec::new(),
            hedges: Vec::new(),
        }
    }

    /// Begins with a text that a model is to read as well. Without one, marks are owed to rules alone.
    ///
    /// # Panics
    /// As [`Job::new`] does.
    pub fn with_model(text: String, model: Arc<Model>) -> Job {
        Job { model: Some(model), ..Job::new(text) }
    }

    /// Does a few milliseconds of work.
    pub fn step(&mut self) -> Progress {
        match self.stage {
            Stage::Lex => {
                let enough = self.lexed.tokens().len() + STEP_TOKENS;
                while self.lexed.step() {
                    if self.lexed.tokens().len() >= enough {
                        return Progress::Working(LEX_SHARE * self.lexed.share());
                    }
                }
                self.stage = Stage::Blocks(0);
                Progress::Working(LEX_SHARE)
            }
            Stage::Blocks(first) => {
                let mut done = 0;
                let mut at = first;
                while done < STEP_TOKENS && at < self.lexed.blocks().len() {
                    done += self.block(at);
                    at += 1;
                }
                let all = self.lexed.blocks().len();
                self.stage = if at < all { Stage::Blocks(at) } else { Stage::Whole };
                Progress::Working(LEX_SHARE + (1.0 - LEX_SHARE) * at as f32 / all.max(1) as f32)
            }
            Stage::Whole => {
                document_pass::run(&self.lexed, &mut self.entities, &mut self.attributions, &mut self.hedges);
                self.stage = Stage::Done;
                Progress::Done
            }
            Stage::Done => Progress::Done,
        }
    }

    /// Finds the marks of one block. Returns how many tokens it has.
    fn block(&mut self, number: usize) -> usize {
        let block = &self.lexed.blocks()[number];
        let tagged = self.model.as_ref().map(|model| model.tag(&self.lexed, block));
        let (first_entity, first_attribution) = (self.entities.len(), self.attributions.len());

        let mut entities = Vec::new();
        entities::find(&self.lexed, block, &mut entities);
        match &tagged {
            Some(tagged) => marks::entities(&tagged.entities, entities, &mut self.entities),
            None => self.entities.append(&mut entities),
        }

        let own_entities = &self.entities[first_entity..];
        match &tagged {
            Some(tagged) => {
                attributions::join(&self.lexed, block, own_entities, &tagged.attributions, &mut self.attributions);
            }
            None => attributions::find(&self.lexed, block, own_entities, &mut self.attributions),
        }

        let own_attributions = &self.attributions[first_attribution..];
        hedges::find(&self.lexed, block, own_entities, own_attributions, &mut self.hedges);
        block.tokens.len()
    }

    /// The result of the steps done so far.
    pub fn finish(self) -> Analysis {
        let Job { lexed, entities, attributions, hedges, .. } = self;
        let spans = |ranges: &[Range<usize>]| ranges.iter().map(|range| lexed.span(range.clone())).collect::<Vec<_>>();

        let mut rules: Vec<Rule> = Vec::new();
        let mut annotations: Vec<Annotation> = Vec::new();
        let mut push = |body: reportedly_document::Body, rule: Rule| {
            if let Err(at) = rules.binary_search_by_key(&rule.id, |rule| rule.id) {
                rules.insert(at, rule);
            }
            annotations.push(Annotation::machine(body, rule.id));
        };
        // Attributions first and then entities, so that `refers_to` finds them by place before the list is sorted.
        for mark in &attributions {
            let attribution = Attribution {
                source: spans(&mark.source),
                cue: spans(&mark.cue),
                content: spans(&mark.content),
                via: spans(&mark.via),
                form: Some(mark.form),
                source_class: Some(mark.source_class),
                stance: Some(mark.stance),
                refers_to: None,
            };
            push(attribution.into(), mark.rule);
        }
        for mark in &entities {
            push(Entity { span: lexed.span(mark.tokens.clone()), kind: mark.kind }.into(), mark.rule);
        }
        for mark in &hedges {
            let span = lexed.span(mark.tokens.clone());
            push(Hedge { span, kind: mark.kind, voice: mark.voice }.into(), mark.rule);
        }
        assign_ids(lexed.text(), &mut annotations);
        for (at, mark) in attributions.iter().enumerate() {
            let named = mark.refers_to.map(|referent| match referent {
                Referent::Attribution(other) => annotations[other].id.clone(),
                Referent::Entity(other) => annotations[attributions.len() + other].id.clone(),
            });
            if let reportedly_document::Body::Attribution(attribution) = &mut annotations[at].body {
                attribution.refers_to = named;
            }
        }
        sort_by_key(&mut annotations, |annotation| u64::from(annotation.cover().end));
        sort_by_key(&mut annotations, |annotation| {
            both(annotation.cover().start as usize, annotation.layer() as usize)
        });

        Analysis {
            engine: VERSION.into(),
            annotations,
            diagnostics: diagnostics(&lexed),
            explanations: rules.iter().map(|rule| Explanation { rule: rule.id.into(), why: rule.why.into() }).collect(),
        }
    }
}

fn diagnostics(lexed: &Lexed) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    match language::judge(lexed) {
        language::Verdict::NoWords => diagnostics.push(Diagnostic::NoWords),
        language::Verdict::NotEnglish => diagnostics.push(Diagnostic::NotEnglish),
        language::Verdict::English => {}
    }
    if lexed.long_sentence() {
        diagnostics.push(Diagnostic::LongSentence);
    }
    diagnostics
}
