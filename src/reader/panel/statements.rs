//! Who said what: the statements of one source together.

use reportedly_document::{Attribution, Form, Source, Stance};
use yew::Html;

use super::{Lists, say};
use crate::el::{El, el, of};
use crate::reader::words::{excerpt, source_words, words};
use crate::strings;

pub(super) fn page(lists: &Lists<'_>) -> El {
    let sources = &lists.state.facts.sources;
    if sources.is_empty() {
        return say(if lists.state.counts.layer(reportedly_document::Layer::Attribution) > 0 {
            strings::STATEMENTS_HIDDEN
        } else {
            strings::NO_STATEMENTS
        });
    }
    let all = sources.iter().map(|source| source.statements.len()).sum();
    let mut left = lists.most;
    let mut groups: Vec<Html> = Vec::new();
    for source in sources {
        if left == 0 {
            break;
        }
        groups.push(group(lists, source, &mut left));
    }
    el("div").list(groups).with_some(lists.more(all))
}

/// A source and what it said.
fn group(lists: &Lists<'_>, source: &Source, left: &mut usize) -> Html {
    let name = if source.name.is_empty() { strings::NO_SOURCE.to_owned() } else { source.name.clone() };
    let role = (!source.role.is_empty()).then(|| of("span", "reportedly-role").text(source.role.clone()));
    let class = strings::source_tag(source.class).map(|tag| of("span", "reportedly-tag").text(tag));
    let named = of("span", "reportedly-group-name")
        .with(of("span", "reportedly-source").put("dir", "auto").text(name))
        .with_some(role)
        .with_some(class);
    let heading = super::heading(named, source.statements.len());
    let listed = source.statements.len().min(*left);
    *left -= listed;
    let statements = source.statements[..listed].iter().map(|&at| statement(lists, at as usize, &source.name));
    of("section", "reportedly-group").with(heading).with(lists.list(statements.collect())).html()
}

/// One statement: how it is said, what is said, and what kind of quotation it is.
fn statement(lists: &Lists<'_>, at: usize, heading: &str) -> Html {
    let state = lists.state;
    let annotation = &state.analysis.annotations[at];
    let Some(attribution) = annotation.attribution() else { return Html::default() };
    let Attribution { source, cue, content, via, form, stance, .. } = attribution;
    let text = &state.text;
    let own = source_words(source, text);
    let inferred = state.facts.inferred(&text.canonical, &state.analysis.annotations, at);
    let who = (own != heading || inferred.is_some()).then(|| {
        let words = of("span", "reportedly-who").put("dir", "auto").text(own);
        match inferred {
            Some(name) => {
                words.with(of("span", "reportedly-inferred").text(strings::refers_to(&name, state.speaker_origin(at))))
            }
            None => words,
        }
    });
    let tags = [
        form.filter(|&form| form != Form::Indirect).map(strings::form_tag),
        stance.filter(|&stance| stance != Stance::Neutral).map(strings::stance_tag),
        annotation.note.as_ref().map(|_| strings::NOTE),
    ];
    let tags = tags.into_iter().flatten().map(|tag| of("span", "reportedly-tag").text(tag).html());
    let via = (!via.is_empty()).then(|| of("span", "reportedly-via").text(strings::via(&words(via, text))));
    let entry = lists
        .entry(at)
        .put("data-statement", annotation.id.as_str().to_owned())
        .with_some(who)
        .text(" ")
        .with(of("span", "reportedly-cue").text(words(cue, text)))
        .text(" ")
        .with(of("span", "reportedly-content").put("dir", "auto").text(excerpt(content, text)))
        .with_some(via)
        .with_some(lists.unsure(at))
        .list(tags.collect());
    el("li").with(entry).html()
}
