//! What an attentive reader would look at again. Lists and counts: no verdict.

use yew::Html;

use super::{Lists, passage};
use crate::excerpt::{excerpt, one_line, source_words, words};
use crate::strings;
use crate::vdom::{Tag, classed, tag};

pub(super) fn page(lists: &Lists<'_>) -> Tag {
    let derived = &lists.state.derived;
    let review = &derived.review;
    let statements = |all: &[u32]| all.iter().map(|&at| statement(lists, at as usize)).collect::<Vec<Html>>();
    let sentences = review.unattributed.iter().map(|&span| passage(lists.state, span)).collect();
    let single = review.single.iter().map(|passage| {
        let source =
            derived.all_sources.get(passage.source as usize).map(|source| source.name.as_str()).unwrap_or_default();
        let first = passage.statements.first().map_or(0, |&at| at as usize);
        let all: Vec<String> = passage.statements.iter().map(u32::to_string).collect();
        let said = strings::one_source(source, passage.statements.len());
        let words =
            classed("span", "reportedly-content").attr("dir", "auto").text(excerpt(&[passage.span], &lists.state.text));
        let entry = lists.entry(first).attr("data-glance", all.join(" "));
        tag("li").child(entry.child(classed("span", "reportedly-source").text(said)).text(" ").child(words)).into_html()
    });
    let single: Vec<Html> = single.collect();
    tag("div")
        .child(classed("p", "reportedly-say").text(strings::CHECK))
        .child(section(lists, "unattributed", strings::UNATTRIBUTED, sentences))
        .child(section(lists, "vague", strings::VAGUE, statements(&review.vague)))
        .child(section(lists, "single", strings::SINGLE, single))
        .child(section(lists, "hedged", strings::HEDGED, statements(&review.hedged)))
}

fn section(lists: &Lists<'_>, name: &'static str, title: &'static str, mut entries: Vec<Html>) -> Tag {
    let all = entries.len();
    entries.truncate(lists.most);
    classed("section", "reportedly-group")
        .attr("data-check", name)
        .child(super::heading(classed("span", "reportedly-group-name").text(title), all))
        .child(lists.list(entries))
        .child_opt(lists.more(all))
}

fn statement(lists: &Lists<'_>, at: usize) -> Html {
    let text = &lists.state.text;
    let Some(attribution) = lists.state.analysis.annotations[at].attribution() else { return Html::default() };
    let source = one_line(&source_words(&attribution.source, text));
    let source = if source.is_empty() { strings::NO_SOURCE.to_owned() } else { source };
    let entry = lists
        .entry(at)
        .child(classed("span", "reportedly-source").text(source))
        .text(" ")
        .child(classed("span", "reportedly-cue").text(words(&attribution.cue, text)))
        .text(" ")
        .child(classed("span", "reportedly-content").attr("dir", "auto").text(excerpt(&attribution.content, text)))
        .child_opt(lists.unsure(at));
    tag("li").child(entry).into_html()
}
