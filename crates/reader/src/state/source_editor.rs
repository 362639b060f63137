//! Headings of the panel as a person corrects them: merged, split, renamed, of another kind.
//!
//! Each is one step for all statements of a heading, shown or not: who said what does not depend on what is shown.

use reportedly_document::{Annotation, Change, Edit, Id, Label, Labels, Source, SourceClass, Speaker};

use super::{Focus, State};
use crate::command::{MarkIndex, Tab};
use crate::excerpt::{button_words, one_line, source_words};
use crate::strings;

/// The longest name of a source, in characters.
pub(crate) const NAME: usize = 200;

/// The heading that is being corrected.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SourceEditor {
    /// A statement of it.
    pub(crate) statement: Id,
    /// A statement of the heading that is chosen to be merged with.
    pub(crate) with: Option<Id>,
    /// What is chosen to be split off.
    pub(crate) split: Option<(Id, Split)>,
    /// What was not done.
    pub(crate) problem: Option<SourceProblem>,
}

/// What is split off a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Split {
    /// One statement.
    Statement,
    /// All statements whose source has the same words.
    Words,
}

/// Why a heading is as it was.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum SourceProblem {
    /// The new name is empty.
    NoName,
    /// There is a heading of that name, which has this statement.
    Taken { name: String, by: Id },
    /// It was to be merged with itself.
    Itself,
    /// There would be nothing left of it.
    All,
}

impl State {
    /// The heading that a statement stands below, with all of its statements.
    pub(crate) fn source_of(&self, index: usize) -> Option<&Source> {
        self.derived.lists.all_sources.iter().find(|source| source.statements.contains(&(index as u32)))
    }

    /// Opens what a heading is corrected with; once more, closes it.
    pub(super) fn edit_source(&mut self, index: usize) {
        if self.refuse_if_read_only() {
            return;
        }
        if self.edited_source().is_some_and(|source| source.statements.contains(&(index as u32))) {
            self.close_source_editor();
        } else if let Some(mark) = self.shown(index) {
            self.ui.source_editor =
                Some(SourceEditor { statement: mark.id.clone(), with: None, split: None, problem: None });
        }
    }

    /// The heading that is being corrected.
    pub(crate) fn edited_source(&self) -> Option<&Source> {
        self.source_of(self.index_of(&self.ui.source_editor.as_ref()?.statement)?)
    }

    /// Closes what a heading is corrected with. Says whether it was open.
    pub(super) fn close_source_editor(&mut self) -> bool {
        let statement = self.edited_source().and_then(|source| source.statements.first().copied());
        self.ui.focus = statement.map(Focus::SourceButton).or(self.ui.focus);
        self.ui.source_editor.take().is_some()
    }

    /// Closes what a heading is corrected with where that is not on the screen any more: another page of the panel is open, or
    /// the heading is not listed there.
    pub(super) fn close_hidden_source_editor(&mut self) {
        let is_listed = |source: &Source| {
            let has = |first: &u32| source.statements.contains(first);
            self.derived.lists.sources.iter().any(|listed| listed.statements.first().is_some_and(has))
        };
        if self.ui.tab != Tab::Statements || !self.edited_source().is_some_and(is_listed) {
            self.ui.source_editor = None;
        }
    }

    /// Calls a heading otherwise.
    pub(super) fn rename_source(&mut self, index: usize, name: &str) {
        self.ui.writing = None;
        let Some(source) = self.source_of(index) else { return };
        let name: String = one_line(name).trim().chars().take(NAME).collect();
        if name == source.name {
            return self.set_problem(None);
        }
        if name.is_empty() {
            return self.set_problem(Some(SourceProblem::NoName));
        }
        let is_same = std::ptr::from_ref(source);
        let taken = self.derived.lists.all_sources.iter().find(|other| same_name(&other.name, &name));
        let taken = taken.filter(|other| !std::ptr::eq(*other, is_same)).and_then(|other| other.statements.first());
        if let Some(by) = taken.and_then(|&by| self.shown(by as usize)).map(|mark| mark.id.clone()) {
            return self.set_problem(Some(SourceProblem::Taken { name, by }));
        }
        let edits = self.called(&source.statements, &name, None);
        self.correct_sources(edits, strings::done(strings::RENAMED, &name));
    }

    /// Says of a heading what kind of source it is, by the number of the kind.
    pub(super) fn set_source_class(&mut self, index: usize, class: usize) {
        let Some((source, class)) = self.source_of(index).zip(SourceClass::ALL.get(class).copied()) else { return };
        if source.name.is_empty() {
            return;
        }
        let edits = self.called(&source.statements, &source.name, Some(class));
        let announcement = strings::done(strings::KIND_SET, strings::source_class(class));
        self.correct_sources(edits, announcement);
    }

    /// Chooses what a heading is to be merged with, by a statement of the other one.
    pub(super) fn choose_merge(&mut self, with: Option<MarkIndex>) {
        let with = with.and_then(|mark| self.shown(mark.0)).map(|mark| mark.id.clone());
        if let Some(editor) = &mut self.ui.source_editor {
            (editor.with, editor.problem) = (with, None);
        }
    }

    /// Chooses what is to be split off a heading.
    pub(super) fn choose_split(&mut self, of: Option<(MarkIndex, Split)>) {
        let of = of.and_then(|(mark, split)| Some((self.shown(mark.0)?.id.clone(), split)));
        if let Some(editor) = &mut self.ui.source_editor {
            (editor.split, editor.problem) = (of, None);
        }
    }

    /// Puts all statements of the heading that is being corrected below the one that was chosen.
    pub(super) fn merge_sources(&mut self) {
        let Some(editor) = &self.ui.source_editor else { return };
        let taken = match &editor.problem {
            Some(SourceProblem::Taken { by, .. }) => Some(by),
            _ => None,
        };
        let with = taken.or(editor.with.as_ref()).and_then(|id| self.index_of(id));
        let Some((source, with)) = self.edited_source().zip(with.and_then(|with| self.source_of(with))) else { return };
        if std::ptr::eq(source, with) {
            return self.set_problem(Some(SourceProblem::Itself));
        }
        // Where only a person says who the other one is, all of it is to be of its kind.
        let is_called = |&index: &u32| self.annotations()[index as usize].speaker().is_some();
        let class = Some(with.class).filter(|_| with.statements.iter().all(is_called));
        let edits = self.called(&source.statements, &with.name, class);
        let name = if with.name.is_empty() { strings::NO_SOURCE } else { &with.name };
        let announcement = strings::merged(&button_words(&source.name), &button_words(name));
        let first = source.statements.first().copied();
        if self.correct_sources(edits, announcement) {
            self.ui.source_editor = None;
            let statement = first.and_then(|first| self.source_of(first as usize)?.statements.first().copied());
            self.ui.focus = statement.map(Focus::SourceButton);
        }
    }

    /// Gives what was chosen a heading of its own, to be named.
    pub(super) fn split_source(&mut self) {
        let chosen = self.ui.source_editor.as_ref().and_then(|editor| editor.split.clone());
        let Some((id, split)) = chosen else { return };
        let Some((source, index)) = self.edited_source().zip(self.index_of(&id)) else { return };
        let own = self.source_words_of(index);
        let is_split = |&other: &u32| match split {
            Split::Statement => other as usize == index,
            Split::Words => self.source_words_of(other as usize).eq_ignore_ascii_case(&own),
        };
        let split: Vec<u32> = source.statements.iter().copied().filter(is_split).collect();
        if split.len() == source.statements.len() {
            return self.set_problem(Some(SourceProblem::All));
        }
        let name = self.free_name(if own.is_empty() { strings::SOMEBODY } else { &own });
        let edits = self.called(&split, &name, None);
        if self.correct_sources(edits, strings::done(strings::SPLIT_OFF, &name)) {
            self.ui.source_editor = Some(SourceEditor { statement: id, with: None, split: None, problem: None });
            self.ui.focus = Some(Focus::SourceName);
        }
    }

    /// The words of a statement's source, in one line.
    pub(crate) fn source_words_of(&self, index: usize) -> String {
        let attribution = self.shown(index).and_then(Annotation::attribution);
        let words = attribution.map(|attribution| source_words(&attribution.source, &self.session.text));
        one_line(&words.unwrap_or_default())
    }

    /// Edits after which these statements are by the one who is called so; by nobody, where the name is empty. With a kind, those
    /// whose source is no pronoun are of it.
    fn called(&self, statements: &[u32], name: &str, class: Option<SourceClass>) -> Vec<Edit> {
        let class_of = |mark: &Annotation| mark.attribution().and_then(|attribution| attribution.source_class);
        let marks = || statements.iter().filter_map(|&index| self.shown(index as usize));
        let is_pronoun = |mark: &Annotation| class_of(mark) == Some(SourceClass::Pronoun);
        let all_pronouns = marks().all(is_pronoun);
        let mut edits = Vec::with_capacity(statements.len());
        for mark in marks() {
            let speaker = if name.is_empty() { Speaker::Nobody } else { Speaker::Named(name.to_owned()) };
            edits.push(self.derived.resolved.edit(mark, Change::Speaker(speaker)));
            if class.is_some() && class != class_of(mark) && (all_pronouns || !is_pronoun(mark)) {
                let labels = Labels::Attribution { form: None, source_class: class, stance: None };
                edits.push(self.derived.resolved.edit(mark, Change::Relabel(labels)));
            }
        }
        edits
    }

    fn correct_sources(&mut self, edits: Vec<Edit>, announcement: String) -> bool {
        let is_done = self.step(edits, announcement);
        if is_done && let Some(editor) = &mut self.ui.source_editor {
            (editor.with, editor.split, editor.problem) = (None, None, None);
        }
        is_done
    }

    fn set_problem(&mut self, problem: Option<SourceProblem>) {
        if let Some(problem) = &problem {
            self.ui.announcement = strings::source_problem(problem).into();
        }
        if let Some(editor) = &mut self.ui.source_editor {
            editor.problem = problem;
        }
    }

    /// A name that no heading has.
    fn free_name(&self, words: &str) -> String {
        let is_free =
            |name: &String| !self.derived.lists.all_sources.iter().any(|source| same_name(&source.name, name));
        let names = std::iter::once(words.to_owned()).chain((2..).map(|number: u32| format!("{words} ({number})")));
        names.take(self.derived.lists.all_sources.len() + 2).find(is_free).unwrap_or_else(|| words.to_owned())
    }
}

/// Whether two headings would be one.
fn same_name(one: &str, other: &str) -> bool {
    one_line(one).eq_ignore_ascii_case(other)
}
