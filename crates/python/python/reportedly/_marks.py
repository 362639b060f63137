"""What is marked in a document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Union

from ._labels import AsideKind, Confidence, EntityKind, Form, HedgeKind, Origin, SourceClass, Stance, Voice


@dataclass(frozen=True)
class Span:
    """A stretch of a document's text, in code points: `document.text[span.start:span.end] == span.text`."""

    start: int
    end: int
    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Entity:
    """A name, a date or an amount of money."""

    id: str
    span: Span
    kind: EntityKind
    confidence: Confidence | None
    rule: str | None
    origin: Origin
    note: str | None

    @property
    def text(self) -> str:
        """Its words."""
        return self.span.text


@dataclass(frozen=True)
class Hedge:
    """Words that weaken a claim."""

    id: str
    span: Span
    kind: HedgeKind
    voice: Voice | None
    confidence: Confidence | None
    rule: str | None
    origin: Origin
    note: str | None

    @property
    def text(self) -> str:
        """Its words."""
        return self.span.text


@dataclass(frozen=True)
class Attribution:
    """Who said what. Each part may be interrupted, and is therefore a tuple of spans in the order of the text."""

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    via: tuple[Span, ...]
    form: Form | None
    source_class: SourceClass | None
    stance: Stance | None
    refers_to: str | None
    speaker: str | None
    confidence: Confidence | None
    rule: str | None
    origin: Origin
    note: str | None

    @property
    def source_text(self) -> str:
        """The words of the source, with "…" where it is interrupted."""
        return joined(self.source)

    @property
    def cue_text(self) -> str:
        """The words of the cue, with "…" where it is interrupted."""
        return joined(self.cue)

    @property
    def content_text(self) -> str:
        """The words of the content, with "…" where it is interrupted."""
        return joined(self.content)

    @property
    def via_text(self) -> str:
        """The words of a second source through which the first one reached the author."""
        return joined(self.via)


Annotation = Union[Entity, Hedge, Attribution]
"""A mark of one of the three layers."""


@dataclass(frozen=True)
class Aside:
    """A line that is no part of the article. Nothing in it is marked."""

    span: Span
    why: AsideKind


@dataclass(frozen=True)
class Speaker:
    """Somebody with all that he or she is said to have said. Pronouns and short names are followed to whom they stand for."""

    name: str
    role: str
    source_class: SourceClass
    statements: tuple[Attribution, ...]


@dataclass(frozen=True)
class Unplaced:
    """A mark of a file that has no place in its text."""

    text: str
    why: str


def joined(spans: Iterable[Span]) -> str:
    """The words of an interrupted part."""
    return " … ".join(span.text for span in spans)


def annotation(text: str, fields: dict[str, Any]) -> Annotation:
    """The mark that these fields of a file are. Rust has checked them."""

    def span(start: int, end: int) -> Span:
        return Span(start, end, text[start:end])

    def spans(name: str) -> tuple[Span, ...]:
        return tuple(span(start, end) for start, end in fields[name])

    common = {
        "id": fields["id"],
        "confidence": fields.get("confidence"),
        "rule": fields.get("rule"),
        "origin": fields["origin"],
        "note": fields.get("note"),
    }
    if fields["layer"] == "entity":
        return Entity(span=span(fields["start"], fields["end"]), kind=fields["kind"], **common)
    if fields["layer"] == "hedge":
        whole = span(fields["start"], fields["end"])
        return Hedge(span=whole, kind=fields["kind"], voice=fields.get("voice"), **common)
    return Attribution(
        source=spans("source"),
        cue=spans("cue"),
        content=spans("content"),
        via=spans("via"),
        form=fields.get("form"),
        source_class=fields.get("source_class"),
        stance=fields.get("stance"),
        refers_to=fields["refers_to"],
        speaker=fields.get("speaker"),
        **common,
    )
