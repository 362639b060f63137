//! Paragraphs of a text, where lines that were wrapped are one paragraph.

use std::ops::Range;

use crate::words::{is_coordinator, is_determiner, is_preposition, is_subordinator};

/// Widths, in characters, at which texts are wrapped.
const WIDTHS: Range<usize> = 40..101;

/// The paragraphs of a text: lines that are not blank, trimmed. A line end is a paragraph's end, unless the text was
/// wrapped there.
#[inline(never)]
pub(super) fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let all: Vec<Range<usize>> = lines(text, 0..text.len()).collect();
    // Runs of lines with no blank line between them.
    let follows = |before: &Range<usize>, line: &Range<usize>| text[before.end..line.start].matches('\n').count() == 1;
    let runs: Vec<&[Range<usize>]> = all.chunk_by(follows).collect();
    let widths: Vec<Option<usize>> = runs.iter().map(|run| width(text, run)).collect();
    let of_text = widths.iter().copied().max().flatten();
    let mut found: Vec<Range<usize>> = Vec::new();
    for (run, width) in runs.iter().zip(widths) {
        // A short run has the width of the others, if it has room in it.
        let fits = |&width: &usize| run.iter().all(|line| text[line.clone()].chars().count() <= width);
        let width = width.or(of_text.filter(fits));
        for (at, line) in run.iter().enumerate() {
            match found.last_mut() {
                Some(last) if at > 0 && is_wrapped(text, &run[at - 1], line, width) => last.end = line.end,
                _ => found.push(line.clone()),
            }
        }
    }
    found
}

/// The lines of a part of the text that are not blank, trimmed.
pub(super) fn lines(text: &str, part: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut at = part.start;
    text[part].split('\n').filter_map(move |line| {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len() + 1;
        let line = line.trim();
        (!line.is_empty()).then(|| start..start + line.len())
    })
}

/// The width at which these lines were wrapped, if they were: the first word of each next line had no room, lines with room
/// left end a sentence, and sentences go on from line to line.
fn width(text: &str, run: &[Range<usize>]) -> Option<usize> {
    let width =
        run.iter().map(|line| text[line.clone()].chars().count()).max().filter(|width| WIDTHS.contains(width))?;
    let (mut full, mut goes_on) = (0, 0);
    for pair in run.windows(2) {
        if is_full(text, &pair[0], &pair[1], width) {
            full += 1;
            goes_on += usize::from(goes_on_after(&text[pair[0].clone()], &text[pair[1].clone()]));
        } else if !ends_sentence(&text[pair[0].clone()]) {
            return None;
        }
    }
    (full >= 2 && 2 * full >= run.len() - 1 && 3 * goes_on >= full).then_some(width)
}

fn is_full(text: &str, line: &Range<usize>, next: &Range<usize>, width: usize) -> bool {
    let first = text[next.clone()].split(' ').next().unwrap_or_default();
    text[line.clone()].chars().count() + 1 + first.chars().count() > width
}

/// Whether a sentence likely goes on from a line to the next.
fn goes_on_after(line: &str, next: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or_default().to_ascii_lowercase();
    next.starts_with(char::is_lowercase)
        || line.ends_with(',')
        || is_determiner(&last)
        || is_preposition(&last)
        || is_subordinator(&last)
        || is_coordinator(&last)
}

fn ends_sentence(line: &str) -> bool {
    line.ends_with(['.', '!', '?', ':', '"', '”', '’', '\''])
}

/// Whether a line goes on in the next one: it has no room for the next word, where a width is known; elsewhere it is long,
/// stops in mid-sentence, and the next line begins in lower case.
fn is_wrapped(text: &str, line: &Range<usize>, next: &Range<usize>, width: Option<usize>) -> bool {
    let goes_on = line.len() >= WIDTHS.start
        && !ends_sentence(&text[line.clone()])
        && text[next.clone()].starts_with(char::is_lowercase);
    goes_on || width.is_some_and(|width| is_full(text, line, next, width))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = paragraphs(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn lines_wrapped_at_a_width_are_one_paragraph() {
        let wrapped = "Talks on the harbour went on for a third day on Friday, and the\n\
            Norvik delegation said that it would stay until there is a deal. The\n\
            Mayor was not there. “Nobody asked me,” she said on Thursday before\n\
            Anna Berg left.";
        check(&format!("Talks resume\n\n{wrapped}\n\nNobody spoke."), &["Talks resume", wrapped, "Nobody spoke."]);
        let after = "A next round is planned for the end of the month, the ministry said\n\
            on Friday.";
        check(&format!("{wrapped}\n{after}"), &[wrapped, after]);
        let short = "“Nobody told me about the meeting in the town hall of Norvik,” said\nMayor Berg.";
        check(&format!("{wrapped}\n\n{short}"), &[wrapped, short]);
    }

    #[test]
    fn a_line_that_stops_in_mid_sentence_goes_on() {
        check(
            "Talks begin\nThe ministers met on Friday in a hotel near the\nold harbour.\n\nNobody spoke.",
            &["Talks begin", "The ministers met on Friday in a hotel near the\nold harbour.", "Nobody spoke."],
        );
    }

    #[test]
    fn lists_are_not_wrapped() {
        let lines = [
            "Ten things to do in the city this weekend",
            "Striker leaves the club after a cup defeat",
            "Council votes to close the old harbour for ever",
            "By Jane Smith",
        ];
        check(&lines.join("\n"), &lines);
        check(
            "Talks resume in Norvik on Friday afternoon\nBy Jane Smith",
            &["Talks resume in Norvik on Friday afternoon", "By Jane Smith"],
        );
        check("", &[]);
        check(" \n one \n\n", &["one"]);
    }
}
