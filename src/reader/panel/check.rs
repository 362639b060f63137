//! What an attentive reader would look at again. Lists and counts: no verdict.

use yew::Html;

use super::{Lists, passage};
use crate::el::{El, el, of};
use crate::reader::words::{excerpt, one_line, source_words, words};
use crate::strings;

pub(super) fn page(lists: &Lists<'_>) -> El {
    let facts = &lists.state.facts;
    let check = &facts.check;
    let statements = |all: &[u32]| all.iter().map(|&at| statement(lists, at as usize)).collect::<Vec<Html>>();
    let sentences = check.unattributed.iter().map(|&span| passage(lists.state, span)).collect();
    let single = check.single.iter().map(|passage| {
        let source =
            facts.all_sources.get(passage.source as usize).map(|source| source.name.as_str()).unwrap_or_default();
        let first = passage.statements.first().map_or(0, |&at| at as usize);
        let all: Vec<String> = passage.statements.iter().map(u32::to_string).collect();
        let said = strings::one_source(source, passage.statements.len());
        let words =
            of("span", "reportedly-content").put("dir", "auto").text(excerpt(&[passage.span], &lists.state.text));
        let entry = lists.entry(first).put("data-glance", all.join(" "));
        el("li").with(entry.with(of("span", "reportedly-source").text(said)).text(" ").with(words)).html()
    });
    let single: Vec<Html> = single.collect();
    el("div")
        .with(of("p", "reportedly-say").text(strings::CHECK))
        .with(section(lists, "unattributed", strings::UNATTRIBUTED, sentences))
        .with(section(lists, "vague", strings::VAGUE, statements(&check.vague)))
        .with(section(lists, "single", strings::SINGLE, single))
        .with(section(lists, "hedged", strings::HEDGED, statements(&check.hedged)))
}

fn section(lists: &Lists<'_>, name: &'static str, title: &'static str, mut entries: Vec<Html>) -> El {
    let all = entries.len();
    entries.truncate(lists.most);
    of("section", "reportedly-group")
        .put("data-check", name)
        .with(super::heading(of("span", "reportedly-group-name").text(title), all))
        .with(lists.list(entries))
        .with_some(lists.more(all))
}

fn statement(lists: &Lists<'_>, at: usize) -> Html {
    let text = &lists.state.text;
    let Some(attribution) = lists.state.analysis.annotations[at].attribution() else { return Html::default() };
    let source = one_line(&source_words(&attribution.source, text));
    let source = if source.is_empty() { strings::NO_SOURCE.to_owned() } else { source };
    let entry = lists
        .entry(at)
        .with(of("span", "reportedly-source").text(source))
        .text(" ")
        .with(of("span", "reportedly-cue").text(words(&attribution.cue, text)))
        .text(" ")
        .with(of("span", "reportedly-content").put("dir", "auto").text(excerpt(&attribution.content, text)))
        .with_some(lists.unsure(at));
    el("li").with(entry).html()
}
