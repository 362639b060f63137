//! Paragraphs that are probably no part of the article, or not in English, as pages are copied with all that stands
//! around them.
//!
//! They are annotated like the rest: a person may say that they belong to it after all. Being wrong costs a click here, and
//! a missed statement where nobody looks, so this is careful: only short lines of known forms.

use reportedly_document::{Aside, AsideKind, paragraphs};

use crate::language::{self, Verdict};
use crate::lexed::Lexed;
use crate::words::one_of;

/// The longest line that is looked at, in bytes.
const LONGEST: usize = 200;

/// What such lines begin with, in lower case.
const BEGINNINGS: &str = "read more|read also|read next|read:|also read|more on this|more:|related:|related article|\
    related stories|related topics|recommended|see also|advertisement|advertising|sponsored|sign up for|sign up to|subscribe|\
    get the latest|get our|share this|share on|follow us|follow @|click here|tap here|watch:|listen:|photo:|photos:|image:|\
    image credit|picture:|video:|credit:|getty images|file photo|©|copyright|all rights reserved|last updated|\
    last modified|updated:|published:|posted on|posted at|we use cookies|this site uses cookies|this website uses cookies|\
    accept cookies|skip to|back to top|leave a comment|view comments|most read|most popular|trending|\
    enable javascript|support our journalism|don't miss|don’t miss|download our app|join our";

/// What they end with. With a number before it, as in "3 min read", or with a name ("Ana Ito/Reuters").
const ENDINGS: &str = "min read|minute read|minutes read|all rights reserved|all rights reserved.|comments|getty images|\
    /getty|/reuters|/afp|/ap|via ap|via reuters|via getty";

/// The asides of a text that has been cut.
pub(crate) fn find(lexed: &Lexed) -> Vec<Aside> {
    let text = lexed.text();
    let english = language::judge(lexed, 0..lexed.tokens().len()) == Verdict::English;
    let mut asides = Vec::new();
    let mut token = 0;
    for span in paragraphs(text) {
        let first = token;
        while lexed.tokens().get(token).is_some_and(|token| token.span.start < span.end) {
            token += 1;
        }
        if is_furniture(span.of(text)) {
            asides.push(Aside { span, why: AsideKind::Furniture });
        } else if english && language::judge(lexed, first..token) == Verdict::NotEnglish {
            asides.push(Aside { span, why: AsideKind::NotEnglish });
        }
    }
    asides
}

fn is_furniture(line: &str) -> bool {
    if line.len() > LONGEST || line.contains(['"', '“', '”']) {
        return false;
    }
    let mut lower = line.trim().to_owned();
    lower.make_ascii_lowercase();
    let begins = |start: &&str| {
        lower.strip_prefix(*start).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
    };
    // "Trending upward for years, prices may fall." is a sentence.
    let words = lower.split(' ').count();
    let is_sentence = lower.ends_with(['.', '!', '?']) && words > 12;
    let counts = !lower.ends_with("comments") || lower.starts_with(|c: char| c.is_ascii_digit()) && words == 2;
    let ends = |end: &str| counts && lower.ends_with(end);
    !is_sentence && (BEGINNINGS.split('|').any(|start| begins(&start)) || ENDINGS.split('|').any(ends))
        || is_byline(line)
}

/// "By Jane Smith and John Doe, Staff Writers"
fn is_byline(line: &str) -> bool {
    let starts = ["By ", "BY ", "Written by ", "Reporting by ", "Editing by "];
    let Some(names) = starts.iter().find_map(|by| line.strip_prefix(by)) else { return false };
    let is_name = |word: &str| word.starts_with(char::is_uppercase) || one_of(word, "and for in the of de van von | &");
    let mut words = names.split([' ', ',', ';', '(', ')']).filter(|word| !word.is_empty());
    let count = words.clone().count();
    (2..=14).contains(&count) && words.all(is_name) && !line.ends_with(['.', '!', '?', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexed::lex;

    fn check(text: &str, expected: &[&str]) {
        let lexed = lex(text);
        let found: Vec<_> = find(&lexed).iter().map(|aside| aside.span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn furniture() {
        for line in [
            "By Jane Smith",
            "By JANE SMITH and Kei Ito, Staff Writers",
            "Read more: Talks resume in Oman",
            "Advertisement",
            "Sign up for our newsletter",
            "We use cookies to improve your experience.",
            "© 2024 The Meridian Post. All rights reserved.",
            "Photo: Ana Ito/Getty Images",
            "3 min read",
            "Related: What we know",
            "Last updated 3 May 2024",
            "12 comments",
        ] {
            check(&format!("Talks resume\nThe talks went on.\n{line}\nThey ended."), &[line]);
        }
    }

    #[test]
    fn what_belongs_to_the_article() {
        for line in [
            "By Friday the talks had ended.",
            "By then, Oman had left.",
            "Read the full statement, he said.",
            "“Read more,” she said.",
            "Related firms lost money, according to the report.",
            "Trending upward for years, prices may now fall for the first time in a decade, officials said.",
            "Subscribers said no.",
            "He had no comment, the ministry said.",
        ] {
            check(line, &[]);
        }
    }

    #[test]
    fn another_language_in_an_english_text() {
        let german = "Der Minister hat gestern gesagt, dass die Gespräche bald wieder aufgenommen werden sollen und \
            niemand weiß, wie lange das noch dauern wird.";
        let english = "The ministers met on Friday and said that they would go on with the talks until the end of the week.\n\
            The next round is due in the capital, and nobody in the room knows how long it will take to reach an end.";
        check(&format!("{english}\n{german}"), &[german]);
        check(german, &[]);
    }
}
