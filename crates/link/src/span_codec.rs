//! Spans, labels and ids: what edits and marks have in common.

use reportedly_document::{Anchor, Byte, Label, Part, Span, Target};

use crate::coder::{Kind, Reader, Writer};
use crate::error::{CannotShare, Problem};
use crate::limits;

const PARTS: [Part; 6] = [Part::Entity, Part::Hedge, Part::Source, Part::Cue, Part::Content, Part::Via];

/// Where in the text the last span ended, and how much text ids may still be made from.
pub(crate) struct SpanCodec<'t> {
    pub(crate) text: &'t str,
    end: u32,
    left: usize,
}

impl<'t> SpanCodec<'t> {
    pub(crate) fn new(text: &'t str) -> SpanCodec<'t> {
        SpanCodec { text, end: 0, left: limits::NAMED }
    }

    pub(crate) fn write_span(&mut self, writer: &mut Writer, span: Span<Byte>) -> Result<(), CannotShare> {
        let distance = i64::from(span.start) - i64::from(self.end);
        self.end = span.end;
        writer.number(Kind::Place, folded(distance))?;
        writer.number(Kind::Extent, u64::from(span.len()))
    }

    pub(crate) fn read_span(&mut self, reader: &mut Reader<'_>) -> Result<Span<Byte>, Problem> {
        let start = i64::from(self.end) + unfolded(reader.number(Kind::Place)?);
        let end = start + reader.number(Kind::Extent)? as i64;
        match (u32::try_from(start), u32::try_from(end)) {
            (Ok(start), Ok(end)) => {
                self.end = end;
                Ok(Span::new(start, end))
            }
            _ => Err(Problem::Nonsense),
        }
    }

    pub(crate) fn write_anchor(&mut self, writer: &mut Writer, anchor: &Anchor) -> Result<(), CannotShare> {
        writer.number(Kind::Count, anchor.spans.len() as u64 * 2 + u64::from(anchor.lost.is_some()))?;
        for &(part, span) in &anchor.spans {
            writer.number(Kind::Part, part as u64)?;
            self.write_span(writer, span)?;
        }
        anchor.lost.iter().try_for_each(|lost| writer.string(lost))
    }

    pub(crate) fn read_anchor(&mut self, reader: &mut Reader<'_>) -> Result<Anchor, Problem> {
        let count = reader.number(Kind::Count)?;
        let mut spans = Vec::new();
        for _ in 0..count / 2 {
            let part = PARTS.get(reader.number(Kind::Part)? as usize).ok_or(Problem::Nonsense)?;
            spans.push((*part, self.read_span(reader)?));
        }
        let lost = if count % 2 == 1 { Some(reader.string()?) } else { None };
        Ok(Anchor { spans, lost })
    }

    /// Most ids follow from the place, and are not written.
    pub(crate) fn write_target(&mut self, writer: &mut Writer, target: &Target) -> Result<(), CannotShare> {
        self.write_anchor(writer, &target.anchor)?;
        if self.may_name(&target.anchor) && target.is_derived(self.text) {
            return writer.number(Kind::Presence, 0);
        }
        writer.number(Kind::Presence, 1)?;
        writer.string(target.id.as_str())
    }

    pub(crate) fn read_target(&mut self, reader: &mut Reader<'_>) -> Result<Target, Problem> {
        let anchor = self.read_anchor(reader)?;
        let may_name = self.may_name(&anchor);
        match reader.number(Kind::Presence)? {
            0 if may_name => Target::derived(self.text, anchor).ok_or(Problem::Nonsense),
            0 => Err(Problem::TooMuch),
            1 => Ok(Target { id: reportedly_document::Id::new(reader.string()?), anchor }),
            _ => Err(Problem::Nonsense),
        }
    }

    /// Whether an id may be made from the text of this place; if so, it counts.
    fn may_name(&mut self, anchor: &Anchor) -> bool {
        self.may_name_all(anchor.spans.iter().map(|(_, span)| *span))
    }

    /// The same for all of these together.
    pub(crate) fn may_name_all(&mut self, spans: impl Iterator<Item = Span<Byte>>) -> bool {
        let length = spans.fold(0_usize, |sum, span| sum.saturating_add(span.len() as usize));
        match self.left.checked_sub(length) {
            Some(left) => {
                self.left = left;
                true
            }
            None => false,
        }
    }
}

/// Whole numbers as natural ones: 0, -1, 1, -2, 2, …
fn folded(number: i64) -> u64 {
    (number << 1 ^ number >> 63) as u64
}

fn unfolded(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

/// Reads a label, by its place in the list of all.
pub(crate) fn read_label<L: Label>(reader: &mut Reader<'_>, kind: Kind) -> Result<L, Problem> {
    label(reader.number(kind)?)
}

/// Reads a label that may be missing: 0 is none.
pub(crate) fn read_some_label<L: Label>(reader: &mut Reader<'_>, kind: Kind) -> Result<Option<L>, Problem> {
    match reader.number(kind)? {
        0 => Ok(None),
        number => label(number - 1).map(Some),
    }
}

fn label<L: Label>(number: u64) -> Result<L, Problem> {
    L::ALL.get(number as usize).copied().ok_or(Problem::Nonsense)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_folded() {
        assert_eq!([0, -1, 1, -2, 2].map(folded), [0, 1, 2, 3, 4]);
        for number in [0, 1, -1, i64::from(u32::MAX), -i64::from(u32::MAX)] {
            assert_eq!(unfolded(folded(number)), number);
        }
    }

    #[test]
    fn parts_are_numbered_as_they_are_listed() {
        assert!(PARTS.iter().enumerate().all(|(at, part)| *part as usize == at));
    }
}
