//! What comes of a comparison: plain data, which page, command line and files share.

use std::borrow::Cow;

use reportedly_document::{
    Byte, Char, Confidence, Explanation, Form, Id, Offsets, SourceClass, Span, Stance, Unit, ViewedDocument, title_line,
};
use serde::{Deserialize, Serialize};

use crate::rules::rules;
use crate::statement::PreparedStatement;
use crate::text::Text;
use crate::{MOST_STATEMENTS, notes, strings};

/// Articles, compared. Numbers named `article`, `speaker`, `statement` or `group` are indices into the lists of the same name.
///
/// Spans are counted in `U` of the text of their article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Comparison<U: Unit = Byte> {
    /// The articles, in the order given.
    pub articles: Vec<ArticleSummary>,
    /// The rows of the matrix: who speaks in most articles first, then who says most. Statements of nobody are last.
    pub speakers: Vec<Speaker>,
    /// All statements that were compared, by article and in the order of its text.
    pub statements: Vec<Statement<U>>,
    /// Statements that are the same quotation or claim, in the order of the first article that has them.
    pub groups: Vec<Group>,
    /// Statements of which no other article has anything. A statement that is neither here nor in a group may or may not
    /// be in another article.
    pub only_here: Vec<u32>,
    /// What limits this comparison.
    pub notes: Vec<Note>,
    /// The rules that are named in it, with their sentences.
    pub rules: Vec<Explanation>,
}

/// An article of a comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleSummary {
    /// What its document is called; may be empty.
    pub title: String,
    /// The line that its text is called by; may be empty.
    pub headline: String,
    /// How many words it has.
    pub words: u32,
    /// How many of its statements were compared.
    pub statements: u32,
}

/// Somebody who speaks in one article or more: a row of the matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The fullest name, or the words of a description. Empty for statements of nobody.
    pub name: String,
    /// The longest of what the articles say of somebody who is named. May be empty.
    pub role: String,
    /// How the speaker is identified where that is most telling.
    pub class: SourceClass,
    /// A cell for each article, in the order of the articles.
    pub cells: Vec<Cell>,
}

/// What one article has of a speaker.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The name or the description that this article has. Empty where it has neither.
    pub name: String,
    /// How this article identifies the speaker, where it quotes him.
    pub class: Option<SourceClass>,
    /// How often it mentions the name.
    pub mentions: u32,
    /// What the speaker says in this article.
    pub statements: Vec<u32>,
}

/// A statement of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Statement<U: Unit = Byte> {
    /// The article that it is in.
    pub article: u32,
    /// The id of its mark there.
    pub id: Id,
    /// Who makes it.
    pub speaker: u32,
    /// The words of its source, in this article.
    pub source: String,
    /// The words of its cue.
    pub cue: String,
    /// What is said.
    pub words: String,
    /// Where it stands.
    pub content: Vec<Span<U>>,
    /// The paragraph that it begins in; the first is 1.
    pub paragraph: u32,
    /// How much of it is in quotation marks.
    pub form: Option<Form>,
    /// How its source is identified, pronouns followed to whom they stand for.
    pub class: SourceClass,
    /// What its cue says of it.
    pub stance: Option<Stance>,
    /// How sure the maker of its mark was, where it says.
    pub confidence: Option<Confidence>,
    /// The words in it that hedge.
    pub hedges: Vec<String>,
    /// The group that it is in.
    pub group: Option<u32>,
}

/// Statements of different articles that are the same quotation or claim: one of an article at most.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The statements, in the order of the articles.
    pub statements: Vec<u32>,
    /// Why they are together: by which rule each two of them are the same.
    pub links: Vec<Link>,
    /// What differs.
    pub differences: Vec<Difference>,
}

/// Two statements that are the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The statements, in the order of the articles.
    pub statements: [u32; 2],
    /// The rule by which they are.
    pub rule: Cow<'static, str>,
    /// How much of their words, by weight, they share, in per cent.
    pub shared: u8,
}

/// What differs between the statements of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The rule that found it.
    pub rule: Cow<'static, str>,
    /// The sides, two at least. A statement of the group that is on none has nothing to do with it.
    pub sides: Vec<Side>,
}

impl Difference {
    /// What differs, in a few words: "Hedged or flat".
    pub fn title(&self) -> &'static str {
        strings::difference(&self.rule)
    }
}

/// One side of a difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// What it is on this side.
    pub state: State,
    /// The words that show it: the number, the hedge, the name. May be empty.
    pub words: String,
    /// The statements on this side.
    pub statements: Vec<u32>,
}

/// What something is on one side of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The words are in quotation marks.
    Quoted,
    /// They are not.
    Paraphrased,
    /// A hedge weakens it.
    Hedged,
    /// None does.
    Flat,
    /// The source has a name.
    Named,
    /// It is anonymous.
    Anonymous,
    /// It has no name: an office, or nobody.
    Unnamed,
    /// It has these words: a number, a day, a speaker.
    Value,
}

impl State {
    /// It in a word or two; empty for [`State::Value`], whose words say it.
    pub fn words(self) -> &'static str {
        strings::state(self)
    }
}

/// What limits a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What it is.
    pub kind: NoteKind,
    /// The articles that it is about.
    pub articles: Vec<u32>,
    /// The same as a sentence for readers.
    pub sentence: String,
}

/// What limits a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// Articles have the same text.
    SameText,
    /// An article has no text.
    NoText,
    /// An article has no statement.
    NoStatements,
    /// An article does not look like English.
    NotEnglish,
    /// An article has more statements than are compared.
    TooManyStatements,
}

impl Comparison {
    /// The same with all spans in code points, as files have them. `texts` are those of the articles, in order.
    pub fn in_chars(&self, texts: &[&str]) -> Comparison<Char> {
        let offsets: Vec<Offsets<'_>> = texts.iter().map(|text| Offsets::new(text)).collect();
        let moved = |statement: &Statement| {
            let of = offsets.get(statement.article as usize);
            let content = statement.content.iter().filter_map(|&span| Some(of?.to_chars(span))).collect();
            let Statement {
                article,
                id,
                speaker,
                source,
                cue,
                words,
                paragraph,
                form,
                class,
                stance,
                confidence,
                hedges,
                group,
                ..
            } = statement.clone();
            Statement {
                article,
                id,
                speaker,
                source,
                cue,
                words,
                content,
                paragraph,
                form,
                class,
                stance,
                confidence,
                hedges,
                group,
            }
        };
        Comparison {
            statements: self.statements.iter().map(moved).collect(),
            articles: self.articles.clone(),
            speakers: self.speakers.clone(),
            groups: self.groups.clone(),
            only_here: self.only_here.clone(),
            notes: self.notes.clone(),
            rules: self.rules.clone(),
        }
    }
}

impl Side {
    /// "hedged (may) in articles 1 and 2": what it is, the words that show it, and in which articles. `numbers` are
    /// [`Comparison::numbers`] of its statements.
    pub fn sentence(&self, numbers: &[String]) -> String {
        strings::side(self, numbers)
    }
}

impl<U: Unit> Comparison<U> {
    /// The numbers of the articles of these statements, from 1.
    pub fn numbers(&self, statements: &[u32]) -> Vec<String> {
        let article = |&index: &u32| self.statements.get(index as usize).map_or(0, |statement| statement.article);
        statements.iter().map(|index| (article(index) + 1).to_string()).collect()
    }

    /// The sentence of a rule that is named in it.
    pub fn why(&self, rule: &str) -> Option<&str> {
        self.rules.iter().find(|explanation| explanation.rule == rule).map(|explanation| &*explanation.why)
    }
}

/// Puts together what the stages have found.
pub(crate) fn assemble(
    articles: &[ViewedDocument<'_>],
    texts: &[Text],
    speakers: crate::speakers::Speakers,
    statements: &[PreparedStatement],
    groups: Vec<Group>,
    of_group: &[Option<u32>],
    only_here: Vec<u32>,
) -> Comparison {
    let mut rows = speakers.rows;
    for (index, statement) in statements.iter().enumerate() {
        rows[statement.speaker as usize].cells[statement.article].statements.push(index as u32);
    }
    let described = statements.iter().zip(of_group).map(|(statement, &group)| described(articles, statement, group));
    let mut named: Vec<&str> = groups.iter().flat_map(|group| group.links.iter().map(|link| &*link.rule)).collect();
    named.extend(groups.iter().flat_map(|group| group.differences.iter().map(|difference| &*difference.rule)));
    if !only_here.is_empty() {
        named.push(crate::only_here::ONLY_HERE.id);
    }
    let explained = rules()
        .filter(|rule| named.contains(&rule.id))
        .map(|rule| Explanation { rule: rule.id.into(), why: rule.why.into() });
    Comparison {
        articles: articles.iter().zip(texts).map(|(article, text)| summary(article, text)).collect(),
        statements: described.collect(),
        rules: explained.collect(),
        notes: notes::notes(articles, texts),
        speakers: rows,
        groups,
        only_here,
    }
}

fn summary(article: &ViewedDocument<'_>, text: &Text) -> ArticleSummary {
    ArticleSummary {
        title: article.document().id.clone(),
        headline: title_line(article.text(), &article.document().asides)
            .map_or("", |line| line.of(article.text()))
            .to_owned(),
        words: text.words.len() as u32,
        statements: text.statements.min(MOST_STATEMENTS) as u32,
    }
}

fn described(articles: &[ViewedDocument<'_>], statement: &PreparedStatement, group: Option<u32>) -> Statement {
    let article = &articles[statement.article];
    let mark = &article.marks()[statement.mark as usize];
    let words = |spans: &[Span<Byte>]| spans.iter().map(|span| span.of(article.text())).collect::<Vec<_>>().join(" … ");
    let attribution = mark.attribution().cloned().unwrap_or_default();
    Statement {
        article: statement.article as u32,
        id: mark.id.clone(),
        speaker: statement.speaker,
        source: words(&attribution.source),
        cue: words(&attribution.cue),
        words: words(&attribution.content),
        paragraph: statement.paragraph,
        form: attribution.form,
        class: statement.class,
        stance: attribution.stance,
        confidence: mark.confidence,
        hedges: statement.hedges.iter().map(|hedge| hedge.shown.clone()).collect(),
        content: attribution.content,
        group,
    }
}
