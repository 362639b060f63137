//! Quotations by their marks.

use std::ops::Range;

use crate::token::{Token, TokenKind};
use crate::words::one_of;

/// A stretch in quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// Its tokens, quotation marks included.
    pub(crate) tokens: Range<usize>,
    /// It has its closing mark.
    pub(crate) closed: bool,
    /// It lies inside another quotation.
    pub(crate) nested: bool,
    /// It has no closing mark and reaches the end of its paragraph: the next paragraph may go on with it.
    pub(crate) open_ended: bool,
    /// It goes on with the open-ended quotation of the paragraph before.
    pub(crate) continues: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    Either,
}

/// Pairs the quotation marks among `tokens`, which are one block, and appends the quotations in the order in which
/// they open. `reopened` says that the block before ended inside a quotation: a mark that opens this one goes on with it.
#[inline(never)]
pub(crate) fn pair(text: &str, tokens: &[Token], block: Range<usize>, reopened: bool, quotations: &mut Vec<Quotation>) {
    let first = quotations.len();
    // Quotations still open: their number, and whether their marks are single. At most one of each sort.
    let mut open: Vec<(usize, bool)> = Vec::new();
    for at in block.clone().filter(|&at| tokens[at].kind == TokenKind::Quote) {
        let mark = tokens[at].span.of(text);
        let single = one_of(mark, "' ‘ ’ ‹ › ‚");
        let side = match mark {
            "“" | "‘" | "‘‘" | "«" | "„" | "‟" | "‹" | "‚" | "``" => Side::Open,
            "”" | "’" | "’’" | "»" | "›" => Side::Close,
            _ => {
                let hangs_on_next = at + 1 < block.end && tokens[at + 1].glued;
                match (tokens[at].glued && at > block.start, hangs_on_next) {
                    (false, true) => Side::Open,
                    (true, false) => Side::Close,
                    _ => Side::Either,
                }
            }
        };
        let same = open.iter().rposition(|&(_, s)| s == single);
        match (side, same) {
            (Side::Close | Side::Either, Some(level)) => {
                let (number, _) = open[level];
                quotations[number].tokens.end = at + 1;
                quotations[number].closed = true;
                // What was opened inside and never closed was no quotation.
                open.truncate(level);
            }
            (Side::Open | Side::Either, _) => {
                // A second opening mark of the same sort: the first was never closed and ends here at the latest.
                for (number, _) in open.drain(same.unwrap_or(open.len())..) {
                    quotations[number].tokens.end = at;
                }
                open.push((quotations.len(), single));
                quotations.push(Quotation {
                    tokens: at..block.end,
                    closed: false,
                    nested: open.len() > 1,
                    open_ended: false,
                    continues: reopened && at == block.start,
                });
            }
            // A closing mark that closes nothing.
            (Side::Close, None) => {}
        }
    }
    if let Some(&(number, false)) = open.first() {
        quotations[number].open_ended = true;
    }
    // A single mark that nothing closes is an apostrophe.
    let apostrophe = |q: &Quotation| tokens[q.tokens.start].span.of(text).starts_with(['\'', '‘', '‚']);
    let found = quotations.split_off(first);
    quotations.extend(found.into_iter().filter(|q| q.closed || q.open_ended || !apostrophe(q)));
}

/// Ends every quotation that was never closed and is not open-ended with the sentence that it begins in.
pub(crate) fn end_unclosed(sentences: &[Range<usize>], quotations: &mut [Quotation]) {
    for quotation in quotations.iter_mut().filter(|q| !q.closed && !q.open_ended) {
        let own = sentences.partition_point(|sentence| sentence.end <= quotation.tokens.start);
        quotation.tokens.end = quotation.tokens.end.min(sentences[own].end);
    }
}

#[cfg(test)]
mod tests {
    use crate::lexed::lex;

    fn check(text: &str, expected: &[&str]) {
        let lexed = lex(text);
        let found: Vec<_> = lexed.quotations().iter().map(|q| lexed.span(q.tokens.clone()).of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks() {
        check("He said “yes” and \"no\".", &["“yes”", "\"no\""]);
        check("‘I heard “maybe” too,’ she said.", &["‘I heard “maybe” too,’", "“maybe”"]);
        check("The officials' view of the '90s isn't 'new'.", &["'new'"]);
        check("He said \"the \"deal\" is off\" today.", &["\"the", "\"deal\""]);
        check("''We know,'' she said. ''We all do.''", &["''We know,''", "''We all do.''"]);
        check("“We know,’’ she said. “We all do.’’ She left.", &["“We know,’’", "“We all do.’’"]);
        check("‘The miners’ wives left,’ said Ana Ito.", &["‘The miners’ wives left,’"]);
        check("”Closed before it opened.", &[]);
    }

    #[test]
    fn unclosed() {
        check("“It began. It went on.\n\n“It ended,” she said.", &["“It began. It went on.", "“It ended,”"]);
        let lexed = lex("“It began.\n\n“It ended,” she said. “More.”");
        assert_eq!(lexed.quotations().iter().map(|q| q.continues).collect::<Vec<_>>(), [false, true, false]);
        check("He said “no. Then “yes” and left.", &["“no.", "“yes”"]);
    }

    #[test]
    fn ten_thousand_marks() {
        let lexed = lex(&"“".repeat(10_000));
        assert_eq!(lexed.quotations().len(), 10_000);
    }
}
