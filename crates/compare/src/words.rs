//! What single words are to a comparison: function words, negations, words that deny.

/// Words that say nothing about what a statement is about. In order, for [`is_function`].
const FUNCTION: &str = "a about actually add added adding adds again all also although am an and another any are around as asked \
    at be because been being both but by call called came can come could did do does doing done each either else even ever every \
    for from get gets getting go goes going gone got had has have having he her here hers herself him himself his how i i'd i'll \
    i'm i've if in including into is it it's its itself just let like made make makes making may me might mine more most much \
    must my myself of off on one only onto or other others our ours out over own quite rather really said same saw say saying says \
    see seen shall she should simply since so some still such tell telling than that that's the their theirs them themselves then there \
    there's these they they'd they'll they're they've thing things this those though through to today told tomorrow tonight too toward towards under \
    until upon us very was way we we'd we'll we're we've well went were what when where whether which while who whom \
    whose why will with within would yesterday yet you you'd you'll you're you've your yours";

/// Words without which a claim says the opposite.
const NEGATIONS: &str = "cannot neither never no nobody none nor not nothing nowhere without";

/// Cues by which a source says that something is not so.
const DENIALS: &str = "denied denies deny denying disputed disputes disputing dispute refuted refutes refute rejected rejecting \
    rejects reject rebutted rebuts contradicted contradicts";

/// Words with which another clause begins.
const CLAUSE_BEGINNINGS: &str = "although and because but though when while";

fn is_in(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|known| known == word)
}

/// Whether a word, in lower case and with straight apostrophes, says nothing about what a statement is about.
pub(crate) fn is_function(word: &str) -> bool {
    is_in(FUNCTION, word) || is_negation(word)
}

/// Whether a word turns a claim into its opposite: "not", "didn't".
pub(crate) fn is_negation(word: &str) -> bool {
    word.ends_with("n't") || is_in(NEGATIONS, word)
}

/// Whether another clause begins with a word.
pub(crate) fn begins_clause(word: &str) -> bool {
    is_in(CLAUSE_BEGINNINGS, word)
}

/// Whether a word of a cue says that what is said is not so.
pub(crate) fn is_denial(word: &str) -> bool {
    is_in(DENIALS, word)
}

/// A word as it is looked up: in lower case, with straight apostrophes.
pub(crate) fn folded(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            '’' => folded.push('\''),
            c => folded.extend(c.to_lowercase()),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_by_what_they_do() {
        assert!(is_function("the") && is_function("they’ll".replace('’', "'").as_str()) && !is_function("bridge"));
        assert!(is_negation("didn't") && is_negation("no") && !is_negation("know"));
        assert!(is_denial("denied") && !is_denial("said") && !is_denial(""));
        assert_eq!(folded("Didn’t"), "didn't");
    }
}
