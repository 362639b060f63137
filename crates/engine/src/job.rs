//! The analysis of one text, in steps.

use std::ops::Range;
use std::sync::Arc;

use reportedly_document::{
    Analysis, Annotation, Attribution, Byte, Confidence, Diagnostic, Entity, Evidence, Explanation, Hedge, KnownLines,
    Span, assign_ids,
};

use crate::document_pass::voice;
use crate::lexed::{Block, Lexed};
use crate::mark::{Marks, Referent};
use crate::model::features::Words;
use crate::model::{Model, Reading, confidence, name_consistency};
use crate::rules::Rule;
use crate::stable_sort::{both, sort_by_key};
use crate::token::TokenKind;
use crate::{VERSION, VERSION_BY_RULES, asides, attributions, entities, hedges, language};

/// An analysis in steps of a few milliseconds, for callers that must stay responsive.
///
/// Stages run one after the other: the text is cut into tokens, sentences and quotations; then each block gets its
/// entities, attributions and hedges by rule; then the document pass looks at the whole. Where there is a model, it then
/// reads every block, knowing what the rules marked in all of the text, and the document pass runs once more.
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
    marks: Marks,
    /// What the net knows of the text beforehand, and what has been marked with its help.
    reading: Reading,
    words: Words,
    read: Marks,
    /// What rules mark in furniture, where that is wanted.
    aside_marks: Option<Marks>,
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
    /// The rules look at the next block.
    Rules(usize),
    /// The document pass over what the rules marked.
    Whole,
    /// The model reads the next block.
    Model(usize),
    /// The document pass over what was marked with the model.
    Settle,
    /// The rules look at the next block of furniture.
    Asides(usize),
    Done,
}

/// A step ends when it has read this many tokens.
const STEP_TOKENS: usize = 2_000;
/// How much of a text the net reads in a step: it takes about ten times as long over a token as all rules together.
const MODEL_STEP_TOKENS: usize = 500;
/// What part of the time goes into cutting the text, measured over news, without a model and with one.
const LEX_SHARE: [f32; 2] = [0.3, 0.02];
/// What part of the time has gone when the rules are through.
const RULES_SHARE: [f32; 2] = [1.0, 0.1];

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
            marks: Marks::default(),
            reading: Reading::default(),
            words: Words::default(),
            read: Marks::default(),
            aside_marks: None,
        }
    }

    /// Begins with a text that a model is to read as well. Without one, marks are owed to rules alone.
    ///
    /// # Panics
    /// As [`Job::new`] does.
    pub fn with_model(text: String, model: Arc<Model>) -> Job {
        Job { model: Some(model), ..Job::new(text) }
    }

    /// Marks furniture as well, by rules alone, for readers who may include a line that was set aside. Such marks lie in the
    /// analysis' asides, and change none of the article's.
    #[must_use]
    pub fn marking_asides(self) -> Job {
        Job { aside_marks: Some(Marks::default()), ..self }
    }

    /// Takes it as known which lines are no part of the article: these, in the order of the text, and no others. For a text out of a
    /// web page, whose elements say more about it than its words do.
    #[must_use]
    pub fn knowing_furniture(self, lines: Vec<Span<Byte>>) -> Job {
        let known = KnownLines::new(self.lexed.text(), lines);
        self.knowing_lines(&known)
    }

    /// Takes as known what is known of the lines. Of others, such as those that a person has changed, the words decide.
    #[must_use]
    pub fn knowing_lines(mut self, lines: &KnownLines) -> Job {
        self.lexed.know_lines(lines);
        self
    }

    /// Does a few milliseconds of work.
    pub fn step(&mut self) -> Progress {
        let has_model = usize::from(self.model.is_some());
        let (lex_share, rules_share) = (LEX_SHARE[has_model], RULES_SHARE[has_model]);
        let all = self.lexed.blocks().len();
        let share = |from: f32, to: f32, at: usize| from + (to - from) * at as f32 / all.max(1) as f32;
        match self.stage {
            Stage::Lex => {
                let enough = self.lexed.tokens().len() + STEP_TOKENS;
                while self.lexed.step() {
                    if self.lexed.tokens().len() >= enough {
                        return Progress::Working(lex_share * self.lexed.share());
                    }
                }
                self.stage = Stage::Rules(0);
                Progress::Working(lex_share)
            }
            Stage::Rules(first) => {
                let at = self.each_block(first, STEP_TOKENS, Job::find);
                self.stage = if at < all { Stage::Rules(at) } else { Stage::Whole };
                Progress::Working(share(lex_share, rules_share, at))
            }
            Stage::Whole => {
                self.marks.settle(&self.lexed);
                if self.model.is_none() {
                    self.stage = Stage::Asides(0);
                    return Progress::Working(rules_share);
                }
                self.reading = Reading::new(&self.lexed, &self.marks);
                self.stage = Stage::Model(0);
                Progress::Working(rules_share)
            }
            Stage::Model(first) => {
                let at = self.each_block(first, MODEL_STEP_TOKENS, Job::read);
                self.stage = if at < all { Stage::Model(at) } else { Stage::Settle };
                Progress::Working(share(rules_share, 1.0, at))
            }
            Stage::Settle => {
                name_consistency::agree(&self.lexed, &mut self.read.entities, &self.marks.entities);
                self.marks = std::mem::take(&mut self.read);
                self.marks.settle(&self.lexed);
                for mark in self.marks.entities.iter_mut().filter(|mark| mark.confidence.is_none()) {
                    mark.confidence = Some(confidence::OF_SAME_NAME);
                }
                self.stage = Stage::Asides(0);
                Progress::Working(1.0)
            }
            Stage::Asides(first) => {
                let at = if self.aside_marks.is_some() {
                    self.each_block(first, STEP_TOKENS, Job::find_in_aside)
                } else {
                    all
                };
                if at < all {
                    self.stage = Stage::Asides(at);
                    return Progress::Working(1.0);
                }
                if let Some(mut found) = self.aside_marks.take() {
                    voice::assign(&found.attributions, &mut found.hedges);
                    self.marks.extend(found);
                }
                self.stage = Stage::Done;
                Progress::Done
            }
            Stage::Done => Progress::Done,
        }
    }

    /// Visits blocks from the `first` until they have `enough` tokens together. Returns the next one.
    fn each_block(&mut self, first: usize, enough: usize, visit: fn(&mut Job, &Block)) -> usize {
        let mut done = 0;
        let mut at = first;
        while done < enough && at < self.lexed.blocks().len() {
            let block = self.lexed.blocks()[at].clone();
            visit(self, &block);
            done += block.tokens.len();
            at += 1;
        }
        at
    }

    /// Finds by rule the marks of one block.
    fn find(&mut self, block: &Block) {
        if !block.aside {
            find_by_rule(&self.lexed, block, &mut self.marks);
        }
    }

    /// Finds by rule the marks of one block of furniture. None of them reaches into the article.
    fn find_in_aside(&mut self, block: &Block) {
        if let Some(marks) = self.aside_marks.as_mut().filter(|_| block.furniture) {
            let first = marks.attributions.len();
            find_by_rule(&self.lexed, block, marks);
            let mut at = 0;
            marks.attributions.retain(|mark| {
                at += 1;
                at <= first || mark.parts().all(|part| block.tokens.start <= part.start && part.end <= block.tokens.end)
            });
        }
    }

    /// Marks one block with the model.
    fn read(&mut self, block: &Block) {
        if let Some(model) = self.model.as_ref().filter(|_| !block.aside) {
            model.mark(&self.lexed, &self.reading, &mut self.words, block, &self.marks, &mut self.read);
        }
    }

    /// A text as it is cut, and what the rules mark in it.
    pub(crate) fn by_rule(text: &str) -> (Lexed, Marks) {
        let mut job = Job::new(text.to_owned());
        while job.step() != Progress::Done {}
        (job.lexed, job.marks)
    }

    /// The result of the steps done so far.
    pub fn finish(&self) -> Analysis {
        let Job { lexed, model, marks: Marks { entities, attributions, hedges }, .. } = self;
        let spans = |ranges: &[Range<usize>]| ranges.iter().map(|range| lexed.span(range.clone())).collect::<Vec<_>>();

        let mut rules: Vec<Rule> = Vec::new();
        let mut annotations: Vec<Annotation> = Vec::new();
        let mut push = |body: reportedly_document::Body, confidence: Option<Confidence>, rule: Rule| {
            if let Err(at) = rules.binary_search_by_key(&rule.id, |rule| rule.id) {
                rules.insert(at, rule);
            }
            annotations.push(Annotation { confidence, ..Annotation::machine(body, rule.id) });
        };
        // Attributions first and then entities, so that `refers_to` finds them by place before the list is sorted.
        for mark in attributions {
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
            push(attribution.into(), mark.confidence, mark.rule);
        }
        for mark in entities {
            push(Entity { span: lexed.span(mark.tokens.clone()), kind: mark.kind }.into(), mark.confidence, mark.rule);
        }
        for mark in hedges {
            let span = lexed.span(mark.tokens.clone());
            push(Hedge { span, kind: mark.kind, voice: mark.voice }.into(), mark.confidence, mark.rule);
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
            engine: if model.is_some() { VERSION } else { VERSION_BY_RULES }.into(),
            annotations,
            sentences: spans(&lexed.article_sentences()),
            quotations: outermost(lexed),
            asides: asides::find(lexed),
            diagnostics: diagnostics(lexed),
            explanations: rules
                .iter()
                .map(|rule| Explanation { rule: rule.id.into(), why: rule.why.text().into() })
                .collect(),
        }
    }

    /// What the model thinks of a mark of this text, and why. Nothing where there is no model or it has not begun to read,
    /// and where the mark's words are not words of the text.
    ///
    /// A few milliseconds for a paragraph of ordinary length, whatever the length of the text.
    pub fn evidence(&self, annotation: &Annotation) -> Option<Evidence> {
        let begun = matches!(self.stage, Stage::Model(_) | Stage::Settle | Stage::Asides(_) | Stage::Done);
        let model = self.model.as_ref().filter(|_| begun)?;
        model.evidence(&self.lexed, &self.reading, annotation)
    }
}

/// Adds the marks of one block by rule.
fn find_by_rule(lexed: &Lexed, block: &Block, marks: &mut Marks) {
    let Marks { entities, attributions, hedges } = marks;
    let (first_entity, first_attribution) = (entities.len(), attributions.len());
    entities::find(lexed, block, entities);
    attributions::find(lexed, block, &entities[first_entity..], attributions);
    hedges::find(lexed, block, &entities[first_entity..], &attributions[first_attribution..], hedges);
}

/// The quotations, but for those within others.
fn outermost(lexed: &Lexed) -> Vec<Span<Byte>> {
    let mut quotations: Vec<Span<Byte>> = Vec::new();
    for quotation in lexed.quotations() {
        let span = lexed.span(quotation.tokens.clone());
        if quotations.last().is_none_or(|last| last.end <= span.start) {
            quotations.push(span);
        }
    }
    quotations
}

/// A shorter text may be a headline.
const LEAST_WORDS_IN_CAPITALS: usize = 20;

/// Whether four in five words of the article have no small letter.
fn is_in_capitals(lexed: &Lexed) -> bool {
    let article = lexed.blocks().iter().filter(|block| !block.furniture).flat_map(|block| block.tokens.clone());
    let words =
        article.map(|at| lexed.tokens()[at]).filter(|token| token.kind == TokenKind::Word && token.span.len() > 1);
    let (mut all, mut upper) = (0, 0);
    for word in words {
        all += 1;
        upper += usize::from(word.upper);
    }
    all >= LEAST_WORDS_IN_CAPITALS && upper * 5 >= all * 4
}

fn diagnostics(lexed: &Lexed) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    match language::judge(lexed, 0..lexed.tokens().len()) {
        language::Verdict::NoWords => diagnostics.push(Diagnostic::NoWords),
        language::Verdict::NotEnglish => diagnostics.push(Diagnostic::NotEnglish),
        language::Verdict::English => {}
    }
    if lexed.blocks().iter().all(|block| block.furniture) && !diagnostics.contains(&Diagnostic::NoWords) {
        diagnostics.push(Diagnostic::NoArticle);
    }
    if is_in_capitals(lexed) {
        diagnostics.push(Diagnostic::Capitals);
    }
    if lexed.long_sentence() {
        diagnostics.push(Diagnostic::LongSentence);
    }
    diagnostics
}
