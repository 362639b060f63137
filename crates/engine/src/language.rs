//! Whether a text is English, by how many of its words are the most common ones of English.

use std::ops::Range;

use crate::lexed::Lexed;
use crate::token::TokenKind;
use crate::words::{self, one_of, word_list};

/// What [`judge`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    NoWords,
    NotEnglish,
    English,
}

/// Running text in English has about 40 % of such words, a list of names next to none. Texts below this are flagged.
const LEAST_SHARE: f32 = 0.12;
/// Shorter texts (a headline, a name) are not judged.
const LEAST_WORDS: usize = 20;
/// Reading more words would not change the verdict.
const MOST_WORDS: usize = 5_000;

/// Judges by the first words of these tokens.
pub(crate) fn judge(lexed: &Lexed, tokens: Range<usize>) -> Verdict {
    let is_word = |&at: &usize| lexed.tokens()[at].kind == TokenKind::Word;
    let (mut all, mut common, mut other_script) = (0, 0, 0);
    // So many are enough, whatever follows.
    let enough = (LEAST_SHARE * tokens.len().min(MOST_WORDS) as f32) as usize + 1;
    for at in tokens.filter(is_word).take(MOST_WORDS) {
        let word = lexed.norm(at);
        all += 1;
        common += usize::from(common < enough && is_common(word));
        other_script += usize::from(word.chars().next().is_some_and(|c| c.is_alphabetic() && c > '\u{24f}'));
    }
    match all {
        0 => Verdict::NoWords,
        _ if other_script * 2 > all => Verdict::NotEnglish,
        _ if all < LEAST_WORDS || common as f32 >= LEAST_SHARE * all as f32 => Verdict::English,
        _ => Verdict::NotEnglish,
    }
}

fn is_common(word: &str) -> bool {
    // "a", "de", "la", "in" and "do" are common in other languages too, but not together with the rest of these.
    words::is_auxiliary(word)
        || words::is_preposition(word)
        || one_of(word, word_list!("the and that this it he she they we his their not"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexed::lex;

    fn judge_all(text: &str) -> Verdict {
        let lexed = lex(text);
        judge(&lexed, 0..lexed.tokens().len())
    }

    #[test]
    fn verdicts() {
        let check = |text: &str, expected| assert_eq!(judge_all(text), expected, "{text}");
        check("", Verdict::NoWords);
        check("12 … 345!", Verdict::NoWords);
        check("Talks resume", Verdict::English);
        check(
            "The ministers met on Friday and said that they would go on with the talks until the end of the week, \
             when the next round is due in the capital.",
            Verdict::English,
        );
        check(
            "Die Minister trafen sich am Freitag und sagten, dass sie die Gespräche bis zum Ende der Woche fortsetzen \
             wollten, wenn die nächste Runde in der Hauptstadt ansteht.",
            Verdict::NotEnglish,
        );
        check(
            "Les ministres se sont rencontrés vendredi et ont dit qu'ils poursuivraient les pourparlers jusqu'à la fin \
             de la semaine, quand la prochaine session aura lieu.",
            Verdict::NotEnglish,
        );
        check("部长们星期五会面", Verdict::NotEnglish);
        check("Встреча прошла успешно", Verdict::NotEnglish);
    }
}
