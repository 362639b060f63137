//! Marks in a link, where they are not to be made again.

use std::borrow::Cow;
use std::collections::BTreeMap;

use reportedly_document::{Annotation, Attribution, Body, Byte, Entity, Extra, Hedge, Id, Layer, Span, assign_ids};

use crate::coder::{Kind, Reader, Writer};
use crate::edits::{read_extra, some, write_extra};
use crate::error::{CannotShare, Problem};
use crate::limits;
use crate::span_codec::{SpanCodec, read_label, read_some_label};

/// What a mark has beside what all have.
mod presence {
    pub(super) const RULE: u64 = 1;
    pub(super) const NOTE: u64 = 2;
    pub(super) const EXTRA: u64 = 4;
    pub(super) const REFERS_TO: u64 = 8;
}

pub(crate) fn write(writer: &mut Writer, places: &mut SpanCodec<'_>, marks: &[Annotation]) -> Result<(), CannotShare> {
    let assigned = may_be_named(places, marks) && {
        let mut named = marks.to_vec();
        assign_ids(places.text, &mut named);
        named.iter().zip(marks).all(|(named, mark)| named.id == mark.id)
    };
    writer.number(Kind::Count, marks.len() as u64 * 2 + u64::from(assigned))?;
    let mut numbers = Numbers::default();
    for (mark, number) in marks.iter().zip(1..) {
        numbers.ids.entry(&mark.id).or_insert(number);
    }
    for mark in marks {
        write_mark(writer, places, mark, &mut numbers)?;
        if !assigned {
            writer.string(mark.id.as_str())?;
        }
    }
    Ok(())
}

/// By which numbers marks and rules are called that were there before, from 1.
#[derive(Default)]
struct Numbers<'m> {
    ids: BTreeMap<&'m Id, u64>,
    rules: BTreeMap<&'m str, u64>,
}

/// Whether ids can be made for all of these.
fn may_be_named(places: &mut SpanCodec<'_>, marks: &[Annotation]) -> bool {
    let spans = || marks.iter().flat_map(|mark| mark.parts().map(|(_, span)| span));
    spans().all(|span| places.text.get(span.range()).is_some()) && places.may_name_all(spans())
}

fn write_mark<'m>(
    writer: &mut Writer,
    places: &mut SpanCodec<'_>,
    mark: &'m Annotation,
    numbers: &mut Numbers<'m>,
) -> Result<(), CannotShare> {
    let refers_to = mark.attribution().and_then(|attribution| attribution.refers_to.as_ref());
    let has = |there: bool, flag| if there { flag } else { 0 };
    writer.number(Kind::Layer, mark.layer() as u64)?;
    writer.number(
        Kind::Presence,
        has(mark.rule.is_some(), presence::RULE)
            + has(mark.note.is_some(), presence::NOTE)
            + has(!mark.extra.0.is_empty(), presence::EXTRA)
            + has(refers_to.is_some(), presence::REFERS_TO),
    )?;
    match &mark.body {
        Body::Entity(entity) => {
            places.write_span(writer, entity.span)?;
            writer.number(Kind::Entity, entity.kind as u64)?;
        }
        Body::Hedge(hedge) => {
            places.write_span(writer, hedge.span)?;
            writer.number(Kind::Hedge, hedge.kind as u64)?;
            writer.number(Kind::Voice, some(hedge.voice, |voice| voice as u64))?;
        }
        Body::Attribution(a) => {
            for spans in [&a.source, &a.cue, &a.content, &a.via] {
                writer.number(Kind::Count, spans.len() as u64)?;
                spans.iter().try_for_each(|span| places.write_span(writer, *span))?;
            }
            writer.number(Kind::Form, some(a.form, |form| form as u64))?;
            writer.number(Kind::SourceClass, some(a.source_class, |class| class as u64))?;
            writer.number(Kind::Stance, some(a.stance, |stance| stance as u64))?;
        }
    }
    writer.number(Kind::Origin, mark.origin as u64)?;
    writer.number(Kind::Confidence, some(mark.confidence, |confidence| confidence as u64))?;
    if let Some(rule) = mark.rule.as_deref() {
        let next = numbers.rules.len() as u64 + 1;
        let number = *numbers.rules.entry(rule).or_insert(next);
        if number < next {
            writer.number(Kind::Earlier, number)?;
            writer.count(rule.len())?;
        } else {
            writer.number(Kind::Earlier, 0)?;
            writer.string(rule)?;
        }
    }
    if let Some(note) = &mark.note {
        writer.string(note)?;
    }
    if !mark.extra.0.is_empty() {
        write_extra(writer, &mark.extra)?;
    }
    if let Some(id) = refers_to {
        let number = numbers.ids.get(id).copied();
        writer.number(Kind::Earlier, number.unwrap_or(0))?;
        match number {
            Some(_) => writer.count(id.as_str().len())?,
            None => writer.string(id.as_str())?,
        }
    }
    Ok(())
}

pub(crate) fn read(reader: &mut Reader<'_>, places: &mut SpanCodec<'_>) -> Result<Vec<Annotation>, Problem> {
    let number = reader.number(Kind::Count)?;
    let (count, assigned) = (number / 2, number % 2 == 1);
    if count > limits::MARKS as u64 {
        return Err(Problem::TooMuch);
    }
    let mut marks = Vec::new();
    let mut rules = Vec::new();
    // Which mark each refers to: its id may not be known yet.
    let mut referring: Vec<(usize, usize)> = Vec::new();
    for at in 0..count as usize {
        let (mut mark, refers_to) = read_mark(reader, places, &mut rules)?;
        referring.extend(refers_to.map(|other| (at, other)));
        if !assigned {
            mark.id = Id::new(reader.string()?);
        }
        marks.push(mark);
    }
    if assigned {
        if !may_be_named(places, &marks) {
            return Err(Problem::Nonsense);
        }
        assign_ids(places.text, &mut marks);
    }
    for (at, other) in referring {
        let id = marks.get(other).map(|mark| &mark.id).ok_or(Problem::Nonsense)?;
        reader.count(id.as_str().len())?;
        let id = id.clone();
        match &mut marks[at].body {
            Body::Attribution(attribution) => attribution.refers_to = Some(id),
            Body::Entity(_) | Body::Hedge(_) => return Err(Problem::Nonsense),
        }
    }
    Ok(marks)
}

/// A mark without an id, and which mark it refers to.
fn read_mark(
    reader: &mut Reader<'_>,
    places: &mut SpanCodec<'_>,
    rules: &mut Vec<String>,
) -> Result<(Annotation, Option<usize>), Problem> {
    let layer: Layer = read_label(reader, Kind::Layer)?;
    let present = reader.number(Kind::Presence)?;
    let mut body: Body = match layer {
        Layer::Entity => Entity { span: places.read_span(reader)?, kind: read_label(reader, Kind::Entity)? }.into(),
        Layer::Hedge => Hedge {
            span: places.read_span(reader)?,
            kind: read_label(reader, Kind::Hedge)?,
            voice: read_some_label(reader, Kind::Voice)?,
        }
        .into(),
        Layer::Attribution => Attribution {
            source: read_spans(reader, places)?,
            cue: read_spans(reader, places)?,
            content: read_spans(reader, places)?,
            via: read_spans(reader, places)?,
            form: read_some_label(reader, Kind::Form)?,
            source_class: read_some_label(reader, Kind::SourceClass)?,
            stance: read_some_label(reader, Kind::Stance)?,
            refers_to: None,
        }
        .into(),
    };
    let origin = read_label(reader, Kind::Origin)?;
    let confidence = read_some_label(reader, Kind::Confidence)?;
    let rule = match present & presence::RULE {
        0 => None,
        _ => Some(Cow::Owned(read_rule(reader, rules)?)),
    };
    let note = match present & presence::NOTE {
        0 => None,
        _ => Some(reader.string()?),
    };
    let extra = match present & presence::EXTRA {
        0 => Extra::default(),
        _ => read_extra(reader)?,
    };
    let mut refers_to = None;
    if present & presence::REFERS_TO != 0 {
        match (reader.number(Kind::Earlier)?, &mut body) {
            (0, Body::Attribution(attribution)) => attribution.refers_to = Some(Id::new(reader.string()?)),
            (0, _) => return Err(Problem::Nonsense),
            (other, _) => refers_to = Some((other - 1) as usize),
        }
    }
    Ok((Annotation { id: Id::default(), body, origin, confidence, rule, note, extra }, refers_to))
}

fn read_rule(reader: &mut Reader<'_>, rules: &mut Vec<String>) -> Result<String, Problem> {
    match reader.number(Kind::Earlier)? {
        0 => {
            let rule = reader.string()?;
            rules.push(rule.clone());
            Ok(rule)
        }
        known => {
            let rule = rules.get((known - 1) as usize).ok_or(Problem::Nonsense)?;
            reader.count(rule.len())?;
            Ok(rule.clone())
        }
    }
}

fn read_spans(reader: &mut Reader<'_>, places: &mut SpanCodec<'_>) -> Result<Vec<Span<Byte>>, Problem> {
    let count = reader.number(Kind::Count)?;
    let mut spans = Vec::new();
    for _ in 0..count {
        spans.push(places.read_span(reader)?);
    }
    Ok(spans)
}
