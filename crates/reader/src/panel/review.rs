//! What an attentive reader would look at again. Lists and counts: no verdict.

use yew::Html;

use super::{PageContext, passage};
use crate::excerpt::{excerpt, one_line, source_words, words};
use crate::strings;
use crate::vdom::{Tag, classed, tag};

pub(super) fn page(page: &PageContext<'_>) -> Tag {
    let lists = &page.state.derived.lists;
    let review = &lists.review;
    let statements = |all: &[u32]| all.iter().map(|&index| statement(page, index as usize)).collect::<Vec<Html>>();
    let sentences = review.unattributed.iter().map(|&span| passage(page.state, span)).collect();
    let single = review.single.iter().map(|passage| {
        let source =
            lists.all_sources.get(passage.source as usize).map(|source| source.name.as_str()).unwrap_or_default();
        let first = passage.statements.first().map_or(0, |&index| index as usize);
        let all: Vec<String> = passage.statements.iter().map(u32::to_string).collect();
        let heading = strings::one_source(source, passage.statements.len());
        let words = classed("span", "reportedly-content")
            .attr("dir", "auto")
            .text(excerpt(&[passage.span], &page.state.session.text));
        let entry = page.entry(first).attr("data-glance", all.join(" "));
        tag("li")
            .child(entry.child(classed("span", "reportedly-source").text(heading)).text(" ").child(words))
            .into_html()
    });
    let single: Vec<Html> = single.collect();
    tag("div")
        .child(classed("p", "reportedly-say").text(strings::CHECK))
        .child(section(page, "unattributed", strings::UNATTRIBUTED, sentences))
        .child(section(page, "vague", strings::VAGUE, statements(&review.vague)))
        .child(section(page, "single", strings::SINGLE, single))
        .child(section(page, "hedged", strings::HEDGED, statements(&review.hedged)))
}

fn section(page: &PageContext<'_>, name: &'static str, title: &'static str, mut entries: Vec<Html>) -> Tag {
    let all = entries.len();
    entries.truncate(page.most);
    classed("section", "reportedly-group")
        .attr("data-check", name)
        .child(super::heading(classed("span", "reportedly-group-name").text(title), all))
        .child(tag("ol").children(entries))
        .child_opt(page.more(all))
}

fn statement(page: &PageContext<'_>, index: usize) -> Html {
    let text = &page.state.session.text;
    let Some(attribution) = page.state.annotations()[index].attribution() else { return Html::default() };
    let source = one_line(&source_words(&attribution.source, text));
    let source = if source.is_empty() { strings::NO_SOURCE.to_owned() } else { source };
    let entry = page
        .entry(index)
        .child(classed("span", "reportedly-source").text(source))
        .text(" ")
        .child(classed("span", "reportedly-cue").text(words(&attribution.cue, text)))
        .text(" ")
        .child(classed("span", "reportedly-content").attr("dir", "auto").text(excerpt(&attribution.content, text)))
        .child_opt(page.unsure(index));
    tag("li").child(entry).into_html()
}
