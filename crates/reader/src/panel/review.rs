//! What an attentive reader would look at again, and in which order. Lists, counts and reasons: no verdict.

use reportedly_document::{RankedSentence, Source, SourceClass, ranking};
use yew::Html;

use super::PageContext;
use crate::command::{Command, button};
use crate::excerpt::{button_words, excerpt, source_words, words};
use crate::spotlight::SpotlightTarget;
use crate::strings;
use crate::vdom::{Tag, classed, tag};

pub(super) fn page(page: &PageContext<'_>) -> Tag {
    let lists = &page.state.derived.lists;
    let review = &lists.review;
    let statements = |all: &[u32]| all.iter().map(|&index| statement(page, index as usize)).collect::<Vec<Html>>();
    let text = &page.state.session.text.canonical;
    let in_order = ranking(text, page.state.annotations(), &review.unattributed);
    let sentences: Vec<Html> = in_order.iter().map(|sentence| ranked(page, sentence)).collect();
    let single = review.single.iter().map(|passage| {
        let source = lists.all_sources.get(passage.source as usize);
        let name = source.map(|source| source.name.as_str()).unwrap_or_default();
        let class =
            source.and_then(|source| Some((strings::source_tag(source.class)?, strings::source_class(source.class))));
        let first = passage.statements.first().map_or(0, |&index| index as usize);
        let all: Vec<String> = passage.statements.iter().map(u32::to_string).collect();
        let words = classed("span", "reportedly-content")
            .attr("dir", "auto")
            .text(excerpt(&[passage.span], &page.state.session.text));
        let entry = page
            .entry(first)
            .attr("data-glance", all.join(" "))
            .child(classed("span", "reportedly-source").text(strings::one_source(name, passage.statements.len())))
            .text(" ")
            .child_opt(class.map(|(class, means)| super::chip(class, means)))
            .child(words);
        tag("li").child(entry).into_html()
    });
    let single: Vec<Html> = single.collect();
    // The same sources that the sentence above the panel counts.
    let of = |class: SourceClass| lists.sources.iter().filter(move |source| source.class == class);
    let vague: Vec<&Source> = of(SourceClass::Anonymous).chain(of(SourceClass::Unspecified)).collect();
    let said_by = |source: &Source| statements(&source.statements);
    let of_vague: Vec<Html> = vague.iter().flat_map(|source| said_by(source)).collect();
    let of_nobody: Vec<Html> = of(SourceClass::None).flat_map(said_by).collect();
    let order = (!sentences.is_empty()).then(|| classed("p", "reportedly-say").text(strings::RANKED));
    let hedged = statements(&review.hedged);
    let section = |name, title, count: usize, about: Option<Tag>, mut entries: Vec<Html>| {
        let more = page.more(entries.len());
        entries.truncate(page.most);
        classed("section", "reportedly-group")
            .attr("data-check", name)
            .child(super::heading(classed("span", "reportedly-group-name").text(title), count))
            .child_opt(about)
            .child(tag("ol").children(entries))
            .child_opt(more)
    };
    tag("div")
        .child(classed("p", "reportedly-say").text(strings::CHECK))
        .child(section("unattributed", strings::UNATTRIBUTED, sentences.len(), order, sentences))
        .child(section("vague", strings::VAGUE, vague.len(), classes(&vague), of_vague))
        .child(section("nobody", strings::BY_NOBODY, of_nobody.len(), None, of_nobody))
        .child(section("single", strings::SINGLE, single.len(), only_source(&lists.sources), single))
        .child(section("hedged", strings::HEDGED, hedged.len(), None, hedged))
}

/// A sentence without a source, and why it stands where it does in the list.
fn ranked(page: &PageContext<'_>, sentence: &RankedSentence) -> Html {
    let text = &page.state.session.text;
    let why = sentence.reasons.iter().map(|reason| strings::ranking_reason(reason.rule, &words(&[reason.words], text)));
    let why: Vec<String> = why.collect();
    let why = if why.is_empty() { strings::NO_REASON.to_owned() } else { why.join(" ") };
    let entry = button(Command::Go(sentence.span.start.into()), excerpt(&[sentence.span], text))
        .attr("class", "reportedly-entry")
        .attr("dir", "auto")
        .child(classed("span", "reportedly-why").text(why));
    tag("li").child(entry).into_html()
}

/// How many sources of each kind there are, each number with what it counts behind it.
fn classes(sources: &[&Source]) -> Option<Tag> {
    let mut sentence = classed("p", "reportedly-summary");
    let mut before = None;
    for class in [SourceClass::Anonymous, SourceClass::Unspecified] {
        let count = sources.iter().filter(|source| source.class == class).count();
        if let Some(words) = strings::sources_of_class(class, count).filter(|_| count > 0) {
            let button = button(Command::Spotlight(SpotlightTarget::Sources(class)), words);
            sentence = sentence.text(before.replace(", ").unwrap_or_default()).child(button);
        }
    }
    before.map(|_| sentence)
}

/// Whose all statements are, where they are all one source's.
fn only_source(sources: &[Source]) -> Option<Tag> {
    let [source] = sources else { return None };
    let words = strings::only_source(&source.name, source.statements.len());
    (!source.name.is_empty()).then(|| classed("p", "reportedly-say").text(words))
}

fn statement(page: &PageContext<'_>, index: usize) -> Html {
    let text = &page.state.session.text;
    let Some(attribution) = page.state.annotations()[index].attribution() else { return Html::default() };
    let source = button_words(&source_words(&attribution.source, text));
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
