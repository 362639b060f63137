//! A person's edits in a link.

use reportedly_document::{Change, Edit, Extra, Labels, Layer, Op, Phrase, Speaker};

use crate::coder::{Kind, Reader, Writer};
use crate::error::{CannotShare, Problem};
use crate::span_codec::{SpanCodec, read_label, read_some_label};

/// What an edit does, as a number. 16 more: fields of a later version follow.
mod operation {
    pub(super) const ACCEPT: u64 = 0;
    pub(super) const REJECT: u64 = 1;
    pub(super) const ADD: u64 = 2;
    pub(super) const RELABEL: u64 = 3;
    pub(super) const RESIZE: u64 = 4;
    pub(super) const WORDS: u64 = 5;
    pub(super) const REFERS_TO: u64 = 6;
    pub(super) const NOBODY: u64 = 7;
    pub(super) const NOTE: u64 = 8;
    pub(super) const RESET: u64 = 9;
    pub(super) const HIDE: u64 = 10;
    pub(super) const SHOW: u64 = 11;
    pub(super) const UNKNOWN: u64 = 12;
    pub(super) const NAMED: u64 = 13;
    pub(super) const WITH_EXTRA: u64 = 16;
}

fn operation(op: &Op) -> u64 {
    match op {
        Op::Hide(_) => operation::HIDE,
        Op::Show(_) => operation::SHOW,
        Op::Unknown(_) => operation::UNKNOWN,
        Op::Mark(_, change) => match change {
            Change::Accept(_) => operation::ACCEPT,
            Change::Reject => operation::REJECT,
            Change::Add(_) => operation::ADD,
            Change::Relabel(_) => operation::RELABEL,
            Change::Resize(_) => operation::RESIZE,
            Change::Speaker(Speaker::Words(_)) => operation::WORDS,
            Change::Speaker(Speaker::RefersTo(_)) => operation::REFERS_TO,
            Change::Speaker(Speaker::Nobody) => operation::NOBODY,
            Change::Speaker(Speaker::Named(_)) => operation::NAMED,
            Change::Note(_) => operation::NOTE,
            Change::Reset => operation::RESET,
        },
    }
}

pub(crate) fn write(writer: &mut Writer, places: &mut SpanCodec<'_>, edit: &Edit) -> Result<(), CannotShare> {
    let with_extra = if edit.extra.0.is_empty() { 0 } else { operation::WITH_EXTRA };
    writer.number(Kind::Operation, operation(&edit.op) + with_extra)?;
    match &edit.op {
        Op::Hide(phrase) | Op::Show(phrase) => {
            writer.number(Kind::Layer, phrase.layer as u64)?;
            writer.string(&phrase.words)?;
        }
        Op::Unknown(name) => writer.string(name)?,
        Op::Mark(target, change) => {
            places.write_target(writer, target)?;
            match change {
                Change::Accept(labels) | Change::Add(labels) | Change::Relabel(labels) => {
                    write_labels(writer, *labels)?
                }
                Change::Resize(anchor) | Change::Speaker(Speaker::Words(anchor)) => {
                    places.write_anchor(writer, anchor)?;
                }
                Change::Speaker(Speaker::RefersTo(target)) => places.write_target(writer, target)?,
                Change::Note(words) | Change::Speaker(Speaker::Named(words)) => writer.string(words)?,
                Change::Reject | Change::Reset | Change::Speaker(Speaker::Nobody) => {}
            }
        }
    }
    if with_extra > 0 { write_extra(writer, &edit.extra) } else { Ok(()) }
}

pub(crate) fn read(reader: &mut Reader<'_>, places: &mut SpanCodec<'_>) -> Result<Edit, Problem> {
    let number = reader.number(Kind::Operation)?;
    let op = match number % operation::WITH_EXTRA {
        operation::HIDE => Op::Hide(read_phrase(reader)?),
        operation::SHOW => Op::Show(read_phrase(reader)?),
        operation::UNKNOWN => Op::Unknown(reader.string()?),
        of_a_mark => {
            let target = places.read_target(reader)?;
            let change = match of_a_mark {
                operation::ACCEPT => Change::Accept(read_labels(reader)?),
                operation::REJECT => Change::Reject,
                operation::ADD => Change::Add(read_labels(reader)?),
                operation::RELABEL => Change::Relabel(read_labels(reader)?),
                operation::RESIZE => Change::Resize(places.read_anchor(reader)?),
                operation::WORDS => Change::Speaker(Speaker::Words(places.read_anchor(reader)?)),
                operation::REFERS_TO => Change::Speaker(Speaker::RefersTo(places.read_target(reader)?)),
                operation::NOBODY => Change::Speaker(Speaker::Nobody),
                operation::NAMED => Change::Speaker(Speaker::Named(reader.string()?)),
                operation::NOTE => Change::Note(reader.string()?),
                operation::RESET => Change::Reset,
                _ => return Err(Problem::Nonsense),
            };
            Op::Mark(target, change)
        }
    };
    let extra = match number / operation::WITH_EXTRA {
        0 => Extra::default(),
        1 => read_extra(reader)?,
        _ => return Err(Problem::Nonsense),
    };
    Ok(Edit { op, extra })
}

fn read_phrase(reader: &mut Reader<'_>) -> Result<Phrase, Problem> {
    Ok(Phrase { layer: read_label(reader, Kind::Layer)?, words: reader.string()? })
}

/// A label that may be missing, as a number.
pub(crate) fn some<L>(label: Option<L>, number: impl Fn(L) -> u64) -> u64 {
    label.map_or(0, |label| number(label) + 1)
}

fn write_labels(writer: &mut Writer, labels: Labels) -> Result<(), CannotShare> {
    writer.number(Kind::Layer, labels.layer() as u64)?;
    match labels {
        Labels::Entity(kind) => writer.number(Kind::Entity, kind as u64),
        Labels::Hedge(kind) => writer.number(Kind::Hedge, kind as u64),
        Labels::Attribution { form, source_class, stance } => {
            writer.number(Kind::Form, some(form, |form| form as u64))?;
            writer.number(Kind::SourceClass, some(source_class, |class| class as u64))?;
            writer.number(Kind::Stance, some(stance, |stance| stance as u64))
        }
    }
}

fn read_labels(reader: &mut Reader<'_>) -> Result<Labels, Problem> {
    Ok(match read_label(reader, Kind::Layer)? {
        Layer::Entity => Labels::Entity(read_label(reader, Kind::Entity)?),
        Layer::Hedge => Labels::Hedge(read_label(reader, Kind::Hedge)?),
        Layer::Attribution => Labels::Attribution {
            form: read_some_label(reader, Kind::Form)?,
            source_class: read_some_label(reader, Kind::SourceClass)?,
            stance: read_some_label(reader, Kind::Stance)?,
        },
    })
}

pub(crate) fn write_extra(writer: &mut Writer, extra: &Extra) -> Result<(), CannotShare> {
    writer.number(Kind::Count, extra.0.len() as u64)?;
    for (name, json) in &extra.0 {
        writer.string(name)?;
        writer.string(json)?;
    }
    Ok(())
}

pub(crate) fn read_extra(reader: &mut Reader<'_>) -> Result<Extra, Problem> {
    let count = reader.number(Kind::Count)?;
    let mut fields = Vec::new();
    for _ in 0..count {
        fields.push((reader.string()?, reader.string()?));
    }
    Ok(Extra(fields))
}
