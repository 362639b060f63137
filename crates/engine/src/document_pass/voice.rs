//! Whose a hedge is: inside a content, its source's.

use reportedly_document::Voice;

use crate::mark::{AttributionMark, HedgeMark};
use crate::stable_sort::sort_by_key;

/// Says of each hedge whether it stands inside the content of an attribution (the source's voice) or not (the author's).
///
/// One sweep over both lists: hedges are in the order of the text, and contents are put in that order first.
pub(crate) fn assign(attributions: &[AttributionMark], hedges: &mut [HedgeMark]) {
    let mut contents: Vec<_> = attributions.iter().flat_map(|mark| &mark.content).collect();
    sort_by_key(&mut contents, |content| content.start as u64);
    let mut contents = contents.into_iter().peekable();
    // The furthest end of the contents that began at or before the hedge: they nest, so the last one may end early.
    let mut reach = 0;
    for hedge in hedges {
        while let Some(content) = contents.next_if(|content| content.start <= hedge.tokens.start) {
            reach = reach.max(content.end);
        }
        hedge.voice = Some(if hedge.tokens.end <= reach { Voice::Source } else { Voice::Author });
    }
}

#[cfg(test)]
mod tests {
    use reportedly_document::{Form, HedgeKind, SourceClass, Stance};

    use super::*;
    use crate::attributions::rules::SAID_THAT;
    use crate::token_ranges::TokenRanges;

    fn attribution(content: &[(usize, usize)]) -> AttributionMark {
        AttributionMark {
            source: TokenRanges::default(),
            cue: TokenRanges::default(),
            content: content.iter().map(|&(start, end)| start..end).collect(),
            via: TokenRanges::default(),
            form: Form::Indirect,
            source_class: SourceClass::None,
            stance: Stance::Neutral,
            refers_to: None,
            confidence: None,
            rule: SAID_THAT,
        }
    }

    fn check(contents: &[&[(usize, usize)]], hedges: &[(usize, usize)], expected: &str) {
        let attributions: Vec<_> = contents.iter().map(|content| attribution(content)).collect();
        let mut hedges: Vec<_> = hedges
            .iter()
            .map(|&(start, end)| HedgeMark {
                tokens: start..end,
                kind: HedgeKind::Modal,
                voice: None,
                confidence: None,
                rule: SAID_THAT,
            })
            .collect();
        assign(&attributions, &mut hedges);
        let voices: String = hedges
            .iter()
            .map(|hedge| match hedge.voice {
                Some(Voice::Source) => 's',
                Some(Voice::Author) => 'a',
                None => '-',
            })
            .collect();
        assert_eq!(voices, expected);
    }

    #[test]
    fn inside_and_outside() {
        check(&[&[(5, 9)]], &[(0, 1), (5, 6), (8, 9), (9, 10)], "assa");
        check(&[], &[(0, 1)], "a");
    }

    #[test]
    fn a_content_of_two_parts_has_a_gap() {
        check(&[&[(0, 4), (8, 12)]], &[(1, 2), (5, 6), (9, 10)], "sas");
    }

    #[test]
    fn contents_nest_and_come_in_any_order() {
        check(&[&[(10, 12)], &[(0, 20)], &[(2, 4)]], &[(3, 4), (6, 7), (11, 12), (15, 16), (20, 21)], "ssssa");
    }

    #[test]
    fn a_hedge_that_leaves_the_content_is_not_in_it() {
        check(&[&[(0, 4)]], &[(3, 5)], "a");
    }
}
