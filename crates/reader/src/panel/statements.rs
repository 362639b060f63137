//! Who said what: the statements of one source together.

use reportedly_document::{Attribution, Form, Source, Stance};
use yew::Html;

use super::{PageContext, sentence_alone, source_editor};
use crate::excerpt::{excerpt, source_words, words};
use crate::spotlight::SpotlightTarget;
use crate::strings;
use crate::vdom::{Tag, classed, tag};

pub(super) fn page(page: &PageContext<'_>) -> Tag {
    let sources = &page.state.derived.lists.sources;
    if sources.is_empty() {
        return sentence_alone(if page.state.derived.counts.layer(reportedly_document::Layer::Attribution) > 0 {
            strings::STATEMENTS_HIDDEN
        } else {
            strings::NO_STATEMENTS
        });
    }
    let all = sources.iter().map(|source| source.statements.len()).sum();
    let mut left = page.most;
    let mut groups: Vec<Html> = Vec::new();
    for source in sources {
        if left == 0 {
            break;
        }
        groups.push(group(page, source, &mut left));
    }
    tag("div").children(groups).child_opt(page.more(all))
}

/// A source and what it said.
fn group(page: &PageContext<'_>, source: &Source, left: &mut usize) -> Html {
    let name = if source.name.is_empty() { strings::NO_SOURCE.to_owned() } else { source.name.clone() };
    let spoken = name.clone();
    let role = (!source.role.is_empty()).then(|| classed("span", "reportedly-role").text(source.role.clone()));
    let class = strings::source_tag(source.class).map(|tag| super::chip(tag, strings::source_class(source.class)));
    let named = classed("span", "reportedly-group-name")
        .child_opt(source.statements.first().map(|&first| {
            let name = classed("span", "reportedly-source").attr("dir", "auto").text(name);
            super::group_name(page.state, SpotlightTarget::SpeakerOf((first as usize).into()), name)
        }))
        .child_opt(role)
        .child_opt(class);
    let is_unsure = |&&index: &&u32| page.state.annotations()[index as usize].is_unsure();
    let unsure_count = source.statements.iter().filter(is_unsure).count();
    let heading = super::heading(named, source.statements.len() - unsure_count)
        .child_opt(source_editor::open_button(page.state, source, &spoken));
    let listed = source.statements.len().min(*left);
    *left -= listed;
    // What the engine is not sure of is never among what it is sure of.
    let (unsure, sure): (Vec<u32>, Vec<u32>) = source.statements[..listed].iter().partition(|index| is_unsure(index));
    let entries = |indices: Vec<u32>| {
        tag("ol").children(indices.iter().map(|&index| statement(page, index as usize, &source.name)).collect())
    };
    let folded = (!unsure.is_empty()).then(|| {
        classed("details", "reportedly-folded")
            .child(tag("summary").text(strings::unsure_statements(unsure.len())))
            .child(entries(unsure))
    });
    // A key, so that a heading that is being corrected is the same element when others come before it.
    let key = source.statements.first().map(|&first| page.state.annotations()[first as usize].id.as_str());
    classed("section", "reportedly-group")
        .key(key.unwrap_or_default())
        .child(heading)
        .child_opt(source_editor::editor(page.state, source))
        .child(entries(sure))
        .child_opt(folded)
        .into_html()
}

/// One statement: how it is said, what is said, and what kind of quotation it is.
fn statement(page: &PageContext<'_>, index: usize, heading: &str) -> Html {
    let state = page.state;
    let annotation = &state.annotations()[index];
    let Some(attribution) = annotation.attribution() else { return Html::default() };
    let Attribution { source, cue, content, via, form, stance, .. } = attribution;
    let text = &state.session.text;
    let own = source_words(source, text);
    let inferred = state.derived.lists.inferred(&text.canonical, state.annotations(), index);
    let who = (own != heading || inferred.is_some()).then(|| {
        let words = classed("span", "reportedly-who").attr("dir", "auto").text(own);
        match inferred {
            Some(name) => words.child(
                classed("span", "reportedly-inferred").text(strings::refers_to(&name, state.speaker_origin(index))),
            ),
            None => words,
        }
    });
    let tags = [
        form.filter(|&form| form != Form::Indirect).map(|form| (strings::form_tag(form), strings::form(form))),
        stance.filter(|&it| it != Stance::Neutral).map(|stance| (strings::stance_tag(stance), strings::stance(stance))),
        annotation.note.as_ref().map(|_| (strings::NOTE, strings::NOTE_HINT)),
    ];
    let tags = tags.into_iter().flatten().map(|(tag, means)| super::chip(tag, means).into_html());
    let via = (!via.is_empty()).then(|| classed("span", "reportedly-via").text(strings::via(&words(via, text))));
    let entry = page
        .entry(index)
        .attr("data-statement", annotation.id.as_str().to_owned())
        .child_opt(who)
        .text(" ")
        .child(classed("span", "reportedly-cue").text(words(cue, text)))
        .text(" ")
        .child(classed("span", "reportedly-content").attr("dir", "auto").text(excerpt(content, text)))
        .child_opt(via)
        .child_opt(page.unsure(index))
        .children(tags.collect());
    tag("li").child(entry).into_html()
}
