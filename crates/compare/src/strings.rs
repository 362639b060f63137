//! Sentences and words for people.

use reportedly_document::{Label, SourceClass};

use crate::comparison::{NoteKind, Side, State};

pub(crate) const TITLE: &str = "Articles, compared";
pub(crate) const WHO: &str = "Who speaks in which article";
pub(crate) const SPEAKER: &str = "Speaker";
pub(crate) const IN_SEVERAL: &str = "The same statement in several articles";
pub(crate) const ONLY: &str = "Only in one article";
pub(crate) const NONE_IN_SEVERAL: &str = "No statement was found in two articles. That does not mean that there is none: only statements that share enough of their words are found.";
pub(crate) const NOBODY: &str = "Nobody named";
pub(crate) const ONLY_MENTIONED: &str = "only mentioned";
pub(crate) const NOTES: &str = "What limits this comparison";
pub(crate) const CAVEAT: &str = "Statements are aligned by their words and may be aligned wrongly. What is not aligned may still be in another article.";

/// What a note says of these articles, by their numbers.
pub(crate) fn note(kind: NoteKind, articles: &str, count: usize) -> String {
    match kind {
        NoteKind::SameText => {
            format!("Articles {articles} have the same text: nothing differs between them but what a person marked.")
        }
        NoteKind::NoText => format!("Article {articles} has no text."),
        NoteKind::NoStatements => format!("Article {articles} has no statement: nobody is said to say anything."),
        NoteKind::NotEnglish => {
            format!("Article {articles} does not look like English: its statements may be wrong or missing.")
        }
        NoteKind::TooManyStatements => {
            format!(
                "Article {articles} has {count} statements: only the first {} were compared.",
                crate::MOST_STATEMENTS
            )
        }
    }
}

/// What differs by a rule, in a few words.
pub(crate) fn difference(rule: &str) -> &'static str {
    match rule {
        "difference/quoted-or-paraphrased" => "Quoted or paraphrased",
        "difference/hedged-or-flat" => "Hedged or flat",
        "difference/named-or-anonymous" => "Named or anonymous",
        "difference/named-or-not" => "Named or not",
        "difference/number" => "Different numbers",
        "difference/day" => "Different days",
        "difference/speaker" => "Different speakers",
        _ => "Different",
    }
}

/// What something is on one side of a difference.
pub(crate) fn state(state: State) -> &'static str {
    match state {
        State::Quoted => "quoted",
        State::Paraphrased => "paraphrased",
        State::Hedged => "hedged",
        State::Flat => "flat",
        State::Named => "named",
        State::Anonymous => "anonymous",
        State::Unnamed => "without a name",
        State::Value => "",
    }
}

/// How a source is identified.
pub(crate) fn class(class: SourceClass) -> &'static str {
    match class {
        SourceClass::None => "no source",
        class => class.label(),
    }
}

/// "Article 2".
pub(crate) fn article(number: usize) -> String {
    format!("Article {number}")
}

/// "paragraph 3".
pub(crate) fn paragraph(number: u32) -> String {
    format!("paragraph {number}")
}

/// "hedged (may) in articles 1 and 2", of what is on one side of a difference and the numbers of the articles.
pub(crate) fn in_articles(side: &str, numbers: &[String]) -> String {
    let articles = if numbers.len() == 1 { "article" } else { "articles" };
    format!("{side} in {articles} {}", listed(numbers))
}

/// "hedged (may) in articles 1 and 2", of a side and the numbers of its articles.
pub(crate) fn side(side: &Side, numbers: &[String]) -> String {
    let words = Some(side.words.clone()).filter(|words| !words.is_empty());
    let state = Some(state(side.state)).filter(|state| !state.is_empty());
    let shown = match (state, words) {
        (Some(state), Some(words)) => format!("{state} ({words})"),
        (state, words) => words.or(state.map(str::to_owned)).unwrap_or_default(),
    };
    in_articles(&shown, numbers)
}

/// "120 words, 3 statements".
pub(crate) fn counts(words: usize, of_statements: usize) -> String {
    let words = if words == 1 { "1 word".to_owned() } else { format!("{words} words") };
    format!("{words}, {}", statements(of_statements))
}

/// "3 statements".
pub(crate) fn statements(count: usize) -> String {
    if count == 1 { "1 statement".to_owned() } else { format!("{count} statements") }
}

/// "1, 2 and 3".
pub(crate) fn listed(items: &[String]) -> String {
    match items {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        items => items.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_and_several() {
        assert_eq!(counts(1, 1), "1 word, 1 statement");
        assert_eq!(counts(120, 3), "120 words, 3 statements");
        assert_eq!(in_articles("flat", &["2".to_owned()]), "flat in article 2");
        assert_eq!(in_articles("quoted", &["1".to_owned(), "3".to_owned()]), "quoted in articles 1 and 3");
    }
}
