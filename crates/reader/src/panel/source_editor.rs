//! What a heading of the panel is corrected with: its name, its kind, what it is the same as, and what is not by it.

use reportedly_document::{Label, Source, SourceClass};
use yew::Html;

use crate::command::{Command, button};
use crate::excerpt::{button_words, excerpt, one_line};
use crate::field::Field;
use crate::state::{NAME, SourceProblem, Split, State, TextBox};
use crate::strings;
use crate::vdom::{Tag, classed, plain_button, tag};

/// The most of a kind that a list offers: more would not be read.
const MOST_OFFERED: usize = 200;

/// What opens it, beside the heading of a source.
pub(super) fn open_button(state: &State, source: &Source, name: &str) -> Option<Tag> {
    let first = *source.statements.first()? as usize;
    let first = state.source_of(first)?.statements.first().copied()? as usize;
    let open = plain_button()
        .attr("class", "reportedly-edit")
        .command(Command::EditSource(first.into()))
        .attr("aria-label", strings::edit_source(name))
        .attr("aria-expanded", if is_open(state, first) { "true" } else { "false" });
    (!state.host.read_only).then(|| open.text(strings::EDIT_SOURCE))
}

fn is_open(state: &State, statement: usize) -> bool {
    state.edited_source().is_some_and(|source| source.statements.contains(&(statement as u32)))
}

/// The fields, where this heading is the one that is being corrected.
pub(super) fn editor(state: &State, source: &Source) -> Option<Tag> {
    let editor = state.ui.source_editor.as_ref()?;
    let first = *source.statements.first()? as usize;
    let source = state.edited_source().filter(|_| is_open(state, first))?;
    let name = match &editor.problem {
        Some(SourceProblem::Taken { name, .. }) => name,
        _ => &source.name,
    };
    let typed = state.written(TextBox::Heading, &editor.statement).map_or_else(|| one_line(name), str::to_owned);
    let name = tag("input")
        .attr("data-set", Field::SourceName(first.into()).to_string())
        .attr("maxlength", NAME.to_string())
        .attr("autocomplete", "off")
        .value(typed);
    let problem = editor.problem.as_ref().map(|problem| {
        let merge = matches!(problem, SourceProblem::Taken { .. });
        classed("p", "reportedly-hint")
            .attr("data-testid", "source-problem")
            .text(strings::source_problem(problem))
            .text(" ")
            .child_opt(merge.then(|| button(Command::MergeSources, strings::MERGE)))
    });
    let is_merged = editor.with.is_some() && !matches!(editor.problem, Some(SourceProblem::Taken { .. }));
    let merge = button(Command::MergeSources, strings::MERGE).flag("disabled", !is_merged);
    let split = button(Command::SplitSource, strings::SPLIT).flag("disabled", editor.split.is_none());
    let fields = classed("div", "reportedly-source-editor")
        .attr("data-testid", "source-editor")
        .attr("role", "group")
        .attr(
            "aria-label",
            strings::edit_source(if source.name.is_empty() { strings::NO_SOURCE } else { &source.name }),
        )
        .child(field(strings::SOURCE_NAME, name))
        .child_opt(problem)
        .child_opt((!source.name.is_empty()).then(|| field(strings::KIND_OF_SOURCE, classes(source, first))))
        .child(row(field(strings::MERGE_WITH, others(state, source, first)), merge))
        .child_opt(
            (source.statements.len() > 1)
                .then(|| row(field(strings::SPLIT_OFF_LABEL, parts(state, source, first)), split)),
        )
        .child(
            classed("p", "reportedly-actions").child(button(Command::EditSource(first.into()), strings::SOURCE_DONE)),
        );
    Some(fields)
}

fn field(what: &'static str, control: Tag) -> Tag {
    classed("label", "reportedly-field").child(tag("span").text(what)).child(control)
}

fn row(field: Tag, button: Tag) -> Tag {
    classed("div", "reportedly-source-row").child(field).child(button)
}

fn option(value: String, name: String, selected: bool) -> Html {
    tag("option").attr("value", value).flag("selected", selected).text(name).into_html()
}

fn list(field: Field, options: Vec<Html>) -> Tag {
    tag("select").attr("data-set", field.to_string()).children(options)
}

/// The kinds that a person can say that a source is of.
fn classes(source: &Source, first: usize) -> Tag {
    let kinds = SourceClass::ALL.iter().enumerate();
    let kinds = kinds.filter(|(_, class)| !matches!(class, SourceClass::Pronoun | SourceClass::None));
    let is_known = !matches!(source.class, SourceClass::Pronoun | SourceClass::None);
    let mut options: Vec<Html> = Vec::new();
    if !is_known {
        options.push(option(String::new(), strings::source_class(source.class).to_owned(), true));
    }
    options.extend(kinds.map(|(value, &class)| {
        option(value.to_string(), strings::source_class(class).to_owned(), source.class == class)
    }));
    list(Field::SourceClass(first.into()), options)
}

/// The other headings.
fn others(state: &State, source: &Source, first: usize) -> Tag {
    let editor = state.ui.source_editor.as_ref();
    let chosen = editor.and_then(|editor| state.index_of(editor.with.as_ref()?));
    let mut options = vec![option(String::new(), strings::NOT_CHOSEN.to_owned(), chosen.is_none())];
    let others = state.derived.lists.all_sources.iter().filter(|other| !std::ptr::eq(*other, source));
    for (other, statement) in others.filter_map(|other| Some((other, *other.statements.first()?))).take(MOST_OFFERED) {
        let name = if other.name.is_empty() { strings::NO_SOURCE.to_owned() } else { button_words(&other.name) };
        options.push(option(statement.to_string(), name, chosen == Some(statement as usize)));
    }
    list(Field::MergeWith(first.into()), options)
}

/// What can be split off: the statements of each name that the text gives to the source, where there are several, and each
/// statement.
fn parts(state: &State, source: &Source, first: usize) -> Tag {
    let editor = state.ui.source_editor.as_ref();
    let chosen =
        editor.and_then(|editor| editor.split.as_ref()).and_then(|(id, split)| Some((state.index_of(id)?, *split)));
    let mut options = vec![option(String::new(), strings::NOT_CHOSEN.to_owned(), chosen.is_none())];
    let mut names: Vec<(String, usize, usize)> = Vec::new();
    for &statement in source.statements.iter().take(MOST_OFFERED) {
        let words = state.source_words_of(statement as usize);
        match names.iter_mut().find(|(name, ..)| name.eq_ignore_ascii_case(&words)) {
            Some((.., count)) => *count += 1,
            None => names.push((words, statement as usize, 1)),
        }
    }
    for (words, statement, count) in &names {
        if names.len() > 1 && *count > 1 && !words.is_empty() {
            let is_chosen = chosen == Some((*statement, Split::Words));
            options.push(option(
                format!("w{statement}"),
                strings::split_words(&button_words(words), *count),
                is_chosen,
            ));
        }
    }
    for &statement in source.statements.iter().take(MOST_OFFERED) {
        let Some(attribution) = state.annotations()[statement as usize].attribution() else { continue };
        let words = button_words(&excerpt(&attribution.content, &state.session.text));
        let is_chosen = chosen == Some((statement as usize, Split::Statement));
        options.push(option(statement.to_string(), words, is_chosen));
    }
    list(Field::SplitOff(first.into()), options)
}
