//! Where in a page's own text marks stand.

use reportedly_document::{Byte, Canonical, Offsets, Part, Span};
use reportedly_reader::DrawnPart;

/// Converts places of the canonical text to UTF-16 code units of the text that was given.
#[derive(Debug)]
pub(crate) struct Places<'t> {
    canonical: &'t Canonical,
    given: Offsets<'t>,
}

impl<'t> Places<'t> {
    /// Reads the given text once.
    pub(crate) fn new(given: &'t str, canonical: &'t Canonical) -> Places<'t> {
        Places { canonical, given: Offsets::new(given) }
    }

    /// Where a span lies, without the white space at its end; an empty span where it is no span of the text.
    pub(crate) fn of(&self, span: Span<Byte>) -> [u32; 2] {
        if self.canonical.text().get(span.range()).is_none() {
            return [0, 0];
        }
        let Span { start, end, .. } = self.given.to_utf16(self.canonical.to_given(span));
        [start, end]
    }

    /// A row for a part that is drawn: segment, start, end, number of the part in [`Part::ALL`], and 1 for unsure plus 2 for
    /// highlighted. A part that goes on in the next words ends where these begin.
    pub(crate) fn row(&self, drawn: &DrawnPart) -> [u32; 5] {
        let [start, end] = self.of(drawn.span);
        let end = drawn.next.map_or(end, |next| self.of(next)[0].max(end));
        let part = Part::ALL.iter().position(|&part| part == drawn.part).unwrap_or_default();
        let flags = u32::from(drawn.unsure) + 2 * u32::from(drawn.highlighted);
        [drawn.segment, start, end, part as u32, flags]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_goes_on_has_the_space_in_the_page_as_well() {
        let given = "“Rain\r\n\r\nin   Oslo”";
        let canonical = Canonical::new(given);
        let find = |words: &str| {
            let start = canonical.text().find(words).expect("the words are in the text");
            Span::from(start..start + words.len())
        };
        let places = Places::new(given, &canonical);
        let units: Vec<u16> = given.encode_utf16().collect();
        let words = |[start, end]: [u32; 2]| String::from_utf16_lossy(&units[start as usize..end as usize]);
        assert_eq!(words(places.of(find("in "))), "in");
        let drawn = DrawnPart {
            segment: 7,
            span: find("in "),
            next: Some(find("Oslo")),
            part: Part::Cue,
            unsure: true,
            highlighted: true,
        };
        let [segment, start, end, part, flags] = places.row(&drawn);
        assert_eq!((segment, Part::ALL[part as usize], flags), (7, Part::Cue, 3));
        assert_eq!(words([start, end]), "in   ");
        let [_, start, end, ..] = places.row(&DrawnPart { next: None, ..drawn });
        assert_eq!(words([start, end]), "in");
    }

    #[test]
    fn what_is_no_span_of_the_text_is_nowhere() {
        let canonical = Canonical::new("Ōsaka");
        let places = Places::new("Ōsaka", &canonical);
        for span in [Span::new(1, 3), Span::new(0, 99), Span::new(50, 51)] {
            assert_eq!(places.of(span), [0, 0], "{span:?}");
        }
        assert_eq!(places.of(Span::new(0, 2)), [0, 1]);
    }
}
