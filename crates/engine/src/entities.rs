//! Entities: names, dates and amounts of money.
//!
//! Dates and amounts have a small grammar each. Names are runs of capitalised words; a run is split at titles and at
//! known names, and each part gets its kind from the lists, from a word in it ("Ministry", "River"), or from what
//! stands around it. What is then only a guess, the document pass replaces by what the rest of the text knows.

mod address;
mod casing;
mod context;
mod dates;
mod heads;
pub(crate) mod lexicon;
mod money;
mod parts;
mod persons;
mod position;
mod products;
pub(crate) mod rules;
mod runs;
mod sports;
mod unknown;

use reportedly_document::EntityKind;

use crate::lexed::{Block, Lexed};
use crate::mark::EntityMark;
use crate::words::{one_of, word_list};

pub(crate) use casing::Casing;
pub(crate) use persons::is_addressed;
pub(crate) use position::{can_be_dropped, is_function_word};

/// Finds the entities of a block, in the order of the text. They do not overlap.
#[inline(never)]
pub(crate) fn find(lexed: &Lexed, block: &Block, entities: &mut Vec<EntityMark>) {
    let casing = Casing::of(lexed, block);
    for sentence in &lexed.sentences()[block.sentences.clone()] {
        let first = entities.len();
        let mut at = sentence.start;
        while at < sentence.end {
            let whole = |at| {
                persons::match_at(lexed, at, sentence, casing)
                    .or_else(|| products::match_at(lexed, at, sentence, casing))
            };
            let amount = whole(at)
                .or_else(|| address::match_at(lexed, at, sentence))
                .or_else(|| money::match_at(lexed, at, sentence))
                .or_else(|| dates::match_at(lexed, at, sentence));
            if let Some(mark) = amount {
                at = mark.tokens.end;
                entities.push(mark);
                continue;
            }
            let mut run = runs::match_at(lexed, at, sentence, casing);
            // "Updated Nov 20 2019": a date of several words ends a name.
            let is_date = |at: &usize| dates::match_at(lexed, *at, sentence).is_some_and(|date| date.tokens.len() > 2);
            // "Prime Minister Mr May": so does a name that is certain.
            if let Some(next) = (run.start + 1..run.end).find(|at| is_date(at) || whole(*at).is_some()) {
                run.end = next;
            }
            at = run.end.max(at + 1);
            if !run.is_empty() {
                parts::mark(lexed, sentence, run, casing, entities);
            }
        }
        sports::settle(lexed, sentence, entities, first);
    }
}

/// Whether a date or an amount can be one: a model may take any number for a date, and a currency for an amount.
pub(crate) fn is_possible(lexed: &Lexed, mark: &EntityMark) -> bool {
    let words = || mark.tokens.clone().map(|at| lexed.raw(at));
    let has_digit = || words().any(|word| word.contains(|c: char| c.is_ascii_digit()));
    match mark.kind {
        EntityKind::Money => {
            let counts = |at: usize| {
                lexed.is(
                    at,
                    word_list!("hundred thousand million billion trillion hundreds thousands millions billions trillions one two three \
                     four five six seven eight nine ten dozen dozens half several"),
                )
            };
            (has_digit() || mark.tokens.clone().any(counts)) && !words().any(|word| word.contains(['@', '_']))
        }
        EntityKind::Date => {
            let number = (mark.tokens.len() == 1).then(|| lexed.raw(mark.tokens.start).parse::<u32>().ok()).flatten();
            // "7-6, 6-2" are the sets of a match.
            let letters = words().any(|word| word.contains(char::is_alphabetic));
            let year = words().any(|word| word.len() == 4 && word.parse::<u32>().is_ok());
            let result = !letters && !year && words().any(|word| one_of(word, "- –"));
            number.is_none_or(|number| (1000..=2100).contains(&number)) && !result
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::examples::entities;

    #[test]
    fn an_article() {
        insta::assert_snapshot!(entities(
            "Karvania Votes Amid Doubts, Says Maria Duval\n\n\
             VELT, Karvania — Prime Minister Badr al-Okoro of Karvania met U.S. Secretary of State Lena Brandt on \
             Tuesday, 5 March 2024, and Karvanian envoys left for the United Nations. Mr. Okoro’s Workers’ Party is \
             said to have received $3-5 million.\n\n\
             “The Brandt administration is Iranian-backed,” said José “Pepe” Marín, 52, an analyst at Velt Bank in \
             Zarrabad. The Ministry of Health and Social Welfare (MOHSW) declined to comment; MOHSW spokesman Kim \
             Jong-su called it talk."
        ), @"
        [Karvania](place) Votes Amid Doubts, Says [Maria Duval](person)

        [VELT](place), [Karvania](place) — Prime Minister [Badr al-Okoro](person) of [Karvania](place) met [U.S.](place) Secretary of State [Lena Brandt](person) on [Tuesday, 5 March 2024](date), and [Karvanian](group) envoys left for the [United Nations](organization). Mr. [Okoro](person)’s [Workers’ Party](organization) is said to have received [$3-5 million](money).

        “The [Brandt administration](organization) is [Iranian](group)-backed,” said [José “Pepe” Marín](person), 52, an analyst at [Velt Bank](organization) in [Zarrabad](place). The [Ministry of Health and Social Welfare](organization) ([MOHSW](organization)) declined to comment; [MOHSW](organization) spokesman [Kim Jong-su](person) called it talk.
        ");
    }

    #[test]
    fn edges() {
        insta::assert_snapshot!(entities(
            "They needed the U.S. To agree, and both U.S. And Omani officials did. The Washington Post said so, not The \
             post. Iran’s army, the Middle East’s oil. In May he may go to Smith & Lund, Inc. with Ludwig van der Berg \
             and S.Amarsai of the People’s Front. IT WAS US, SAID WHO."
        ), @"They needed the [U.S.](place) To agree, and both [U.S.](place) And [Omani](group) officials did. [The Washington Post](organization) said so, not The post. [Iran](place)’s army, the [Middle East](place)’s oil. In [May](date) he may go to [Smith & Lund, Inc.](organization) with [Ludwig van der Berg](person) and [S.Amarsai](person) of the [People’s Front](organization). IT WAS [US](place), SAID [WHO](organization).");
    }

    #[test]
    fn capitals_of_headlines_make_no_names() {
        for (headline, marked) in [
            ("Nuclear Talks Resume Amidst Regional Tensions", "Nuclear Talks Resume Amidst Regional Tensions"),
            ("OMAN TALKS RESUME, MINISTER SAYS", "[OMAN](place) TALKS RESUME, MINISTER SAYS"),
            ("Why Trust Matters in Oman", "Why Trust Matters in [Oman](place)"),
            ("Zorvex Joins Nvidia In Velt", "[Zorvex](organization) Joins [Nvidia](organization) In Velt"),
            ("Apple Launches Service In Oman", "[Apple](organization) Launches Service In [Oman](place)"),
            ("Microsoft Teams Up With Nvidia", "[Microsoft](organization) Teams Up With [Nvidia](organization)"),
        ] {
            assert_eq!(entities(headline), marked);
        }
    }
}
