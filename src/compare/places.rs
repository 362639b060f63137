//! Two texts side by side, with the words of statements lit in them.

use reportedly_document::{Byte, Part, Segment, Span, paragraphs, segments};
use reportedly_reader::vdom::{Tag, classed, tag, text};
use yew::Html;

use super::command::{Command, button};
use super::statements::differences;
use super::{ComparePage, strings};

/// What is shown of the texts.
#[derive(Debug)]
pub(super) struct Places {
    /// Which article is on each side.
    articles: [usize; 2],
    /// The statements whose words are lit.
    pub(super) lit: Vec<u32>,
    /// The group that they are of.
    pub(super) group: Option<usize>,
    /// Where there is room for one text, which of both it is.
    pub(super) side: usize,
    /// The texts are to be moved to what is lit.
    pub(super) is_new: bool,
}

impl ComparePage {
    /// Shows a statement in its text, and beside it what is the same in another one.
    pub(super) fn show_statement(&mut self, index: usize) {
        let Some(comparison) = &self.comparison else { return };
        let Some(statement) = comparison.statements.get(index) else { return };
        let article = statement.article as usize;
        let group = statement.group.map(|group| group as usize);
        let lit = group.and_then(|group| comparison.groups.get(group)).map(|group| group.statements.clone());
        let lit = lit.unwrap_or_else(|| vec![index as u32]);
        self.show(article, lit, group);
    }

    /// Shows what a speaker says in an article, and beside it what the same speaker says in the next one that has something.
    pub(super) fn show_cell(&mut self, speaker: usize, article: usize) {
        let Some(speaker) = self.comparison.as_ref().and_then(|it| it.speakers.get(speaker)) else { return };
        let lit = speaker.cells.iter().flat_map(|cell| cell.statements.iter().copied()).collect();
        self.show(article, lit, None);
    }

    /// The group so many places on.
    pub(super) fn step(&mut self, by: isize) {
        let Some(group) = self.places.as_ref().and_then(|places| places.group) else { return };
        let groups = self.comparison.as_ref().map(|comparison| comparison.groups.len()).unwrap_or_default();
        let next = group.checked_add_signed(by).filter(|&next| next < groups);
        let first = next.and_then(|next| self.comparison.as_ref()?.groups[next].statements.first().copied());
        if let Some(first) = first {
            self.show_statement(first as usize);
        }
    }

    /// Another article on one side.
    pub(super) fn choose(&mut self, side: usize, article: usize) {
        let Some(places) = &mut self.places else { return };
        if let Some(shown) = places.articles.get_mut(side).filter(|_| article < self.articles.len()) {
            (*shown, places.is_new) = (article, true);
        }
    }

    fn show(&mut self, article: usize, lit: Vec<u32>, group: Option<usize>) {
        let Some(comparison) = &self.comparison else { return };
        let has =
            |other: &usize| lit.iter().any(|&index| comparison.statements[index as usize].article as usize == *other);
        let others: Vec<usize> = (0..self.articles.len()).filter(|&other| other != article).collect();
        let other = others.iter().copied().find(has).or(others.first().copied()).unwrap_or(article);
        // In the order of the articles, but where there is room for one it is the one that was asked for.
        let articles = [article.min(other), article.max(other)];
        let side = usize::from(articles[0] != article);
        self.places = Some(Places { articles, lit, group, side, is_new: true });
    }

    pub(super) fn places_view(&self) -> Option<Tag> {
        let (places, comparison) = self.places.as_ref().zip(self.comparison.as_ref())?;
        let close = button(Command::Close, "×").attr("class", "close").attr("aria-label", strings::CLOSE);
        let switch =
            classed("div", "places-switch").attr("role", "group").attr("aria-label", strings::PLACES).children(
                (0..2)
                    .map(|side| {
                        button(Command::Side, strings::article(places.articles[side]))
                            .attr("data-item", side.to_string())
                            .pressed(places.side == side)
                            .into_html()
                    })
                    .collect(),
            );
        let steps = places.group.map(|group| {
            let groups = comparison.groups.len();
            // Not `disabled`: the keyboard would lose its place at the last one.
            let step = |command, label, is_there: bool| {
                button(command, label).attr_opt("aria-disabled", (!is_there).then_some("true"))
            };
            classed("div", "places-steps")
                .child(step(Command::Previous, strings::PREVIOUS, group > 0))
                .child(tag("span").attr("role", "status").text(strings::position(group, groups)))
                .child(step(Command::Next, strings::NEXT, group + 1 < groups))
        });
        let group = places.group.and_then(|group| comparison.groups.get(group));
        let differences =
            group.filter(|group| !group.differences.is_empty()).map(|group| differences(comparison, group));
        let sides = (0..2).map(|side| self.side(places, side).into_html()).collect();
        let head = classed("div", "places-head")
            .child(tag("h2").text(strings::PLACES))
            .child_opt(steps)
            .child(switch)
            .child(close);
        let dialog = tag("dialog")
            .attr("class", "places")
            .attr("aria-label", strings::PLACES)
            .attr("data-testid", "places")
            .child(head)
            .child_opt(differences)
            .child(classed("div", "places-sides").children(sides));
        Some(dialog)
    }

    fn side(&self, places: &Places, side: usize) -> Tag {
        let article = places.articles[side];
        let options: Vec<Html> = self
            .articles
            .iter()
            .enumerate()
            .map(|(index, one)| {
                tag("option").flag("selected", index == article).text(strings::numbered(index, one.name())).into_html()
            })
            .collect();
        let name = self.articles.get(article).map(|one| strings::numbered(article, one.name())).unwrap_or_default();
        let list = tag("select")
            .key(&format!("{side} {article}"))
            .attr("data-choice", "article")
            .attr("data-item", side.to_string())
            .attr("aria-label", strings::side_of(side))
            .children(options);
        classed("div", "places-side").flag("data-shown", places.side == side).child(list).child(
            classed("div", "places-text")
                .attr("tabindex", "0")
                .attr("role", "region")
                .attr("aria-label", name)
                .children(self.text_of(article, &places.lit)),
        )
    }

    /// The paragraphs of an article, with the words of these statements lit.
    fn text_of(&self, article: usize, lit: &[u32]) -> Vec<Html> {
        let Some((article_shown, comparison)) = self.articles.get(article).zip(self.comparison.as_ref()) else {
            return Vec::new();
        };
        let ids: Vec<_> = lit
            .iter()
            .filter_map(|&index| comparison.statements.get(index as usize))
            .filter(|statement| statement.article as usize == article)
            .map(|statement| &statement.id)
            .collect();
        let paragraphs: Vec<Span<Byte>> = paragraphs(&article_shown.text).collect();
        let marks = article_shown.marks();
        let segments = segments(&paragraphs, &marks, |mark| ids.contains(&&mark.id));
        segments
            .iter()
            .map(|segments| {
                tag("p").children(segments.iter().map(|it| drawn(&article_shown.text, it)).collect()).into_html()
            })
            .collect()
    }
}

/// A stretch of text, as a mark where a statement is.
fn drawn(words: &str, segment: &Segment) -> Html {
    let shown = segment.span.of(words).to_owned();
    if segment.touches.is_empty() {
        return text(shown);
    }
    let list = |is: &dyn Fn(&reportedly_document::Touch) -> bool| {
        let parts = [Part::Source, Part::Via, Part::Cue, Part::Content];
        let parts = parts.into_iter().filter(|part| segment.touches.iter().any(|it| it.part == *part && is(it)));
        parts.map(Part::label).collect::<Vec<_>>().join(" ")
    };
    tag("mark")
        .attr("data-parts", list(&|_| true))
        .attr("data-starts", list(&|touch| touch.starts))
        .attr("data-ends", list(&|touch| touch.ends))
        .text(shown)
        .into_html()
}
