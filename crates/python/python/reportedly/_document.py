"""Documents: a text with its marks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import FrozenInstanceError
from typing import Any, NoReturn, cast, final, overload

from . import _native
from ._errors import BadDocument
from ._labels import Diagnostic, Layer, OfficeFormat, TextFormat
from ._marks import Annotation, Aside, Attribution, Entity, Hedge, Span, Speaker, Unplaced, annotation

_State = tuple[str, tuple[Diagnostic, ...], tuple[Unplaced, ...], int]


@final
class Document:
    """A text with its marks. It never changes; `annotate`, `read` and `link.decode` make one.

    It holds the JSON of the format `reportedly/1`. All else is made of that when it is asked for. Two documents are equal when
    their JSON is. A document can be pickled.
    """

    __slots__ = ("_annotations", "_fields", "_json", "diagnostics", "set_aside", "unplaced")

    _json: str
    _fields: dict[str, Any] | None
    _annotations: tuple[Annotation, ...] | None

    diagnostics: tuple[Diagnostic, ...]
    """What limits the worth of the marks, where `annotate` or `annotate_page` has made them, or of a page that was read."""

    unplaced: tuple[Unplaced, ...]
    """Marks of the file that was read which have no place in its text."""

    set_aside: int
    """How many lines of a web page were left out, because they are no part of its article."""

    def __init__(self) -> None:
        raise TypeError("annotate, read, link.decode and Document.from_dict make documents")

    @classmethod
    def _of(
        cls,
        written: str,
        diagnostics: Iterable[str] = (),
        unplaced: Iterable[tuple[str, str]] = (),
        set_aside: int = 0,
    ) -> Document:
        places = tuple(Unplaced(*mark) for mark in unplaced)
        return cls._restored((written, cast("tuple[Diagnostic, ...]", tuple(diagnostics)), places, set_aside))

    @classmethod
    def _restored(cls, state: _State) -> Document:
        document = object.__new__(cls)
        values = (*state, None, None)
        names = ("_json", "diagnostics", "unplaced", "set_aside", "_fields", "_annotations")
        for name, value in zip(names, values):
            object.__setattr__(document, name, value)
        return document

    @classmethod
    def from_json(cls, written: str) -> Document:
        """The document that this JSON is. Its text stays as it is, unlike that of a file which `read` opens.

        Raises `BadDocument` where it is none, with the place and what is wrong there.
        """
        return cls._of(_native.read_document(written))

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Document:
        """The document with these fields: the way back from `to_dict`.

        Raises `BadDocument` where it is none, and `NotText` where it has half a character.
        """
        try:
            written = json.dumps(dict(fields), ensure_ascii=False, allow_nan=False)
        except (TypeError, ValueError, RecursionError) as error:
            raise BadDocument(f"this is no document: {error}") from error
        return cls.from_json(written)

    def _read(self) -> dict[str, Any]:
        if self._fields is None:
            object.__setattr__(self, "_fields", json.loads(self._json))
        return cast("dict[str, Any]", self._fields)

    @property
    def id(self) -> str:
        """What it is called; may be empty."""
        return cast(str, self._read()["id"])

    @property
    def text(self) -> str:
        """What all offsets refer to."""
        return cast(str, self._read()["text"])

    @property
    def engine(self) -> str | None:
        """The version of the engine that made the marks. It ends with "+rules" where no model was used."""
        return cast("str | None", self._read().get("engine"))

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """All marks in the order of the text, with the edits of the document carried out."""
        if self._annotations is None:
            fields = self._read()
            if fields.get("edits"):
                fields = json.loads(_native.resolved(self._json))
            marks = tuple(annotation(fields["text"], mark) for mark in fields["annotations"])
            object.__setattr__(self, "_annotations", marks)
        return cast("tuple[Annotation, ...]", self._annotations)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """People, organizations, places, groups, dates and amounts of money."""
        return tuple(mark for mark in self.annotations if isinstance(mark, Entity))

    @property
    def hedges(self) -> tuple[Hedge, ...]:
        """Words that weaken a claim."""
        return tuple(mark for mark in self.annotations if isinstance(mark, Hedge))

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """Who said what."""
        return tuple(mark for mark in self.annotations if isinstance(mark, Attribution))

    @property
    def asides(self) -> tuple[Aside, ...]:
        """The lines that are no part of the article."""
        text = self.text
        return tuple(
            Aside(Span(start, end, text[start:end]), why) for start, end, why in self._read().get("asides", ())
        )

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Who said what, by speaker, in the order of their first statements."""
        statements = {statement.id: statement for statement in self.attributions}
        return tuple(
            Speaker(name, role, cast(Any, source_class), tuple(statements[id] for id in ids if id in statements))
            for name, role, source_class, ids in _native.speakers(self._json)
        )

    def to_json(self) -> str:
        """One line of the format `reportedly/1`, without a line end: to the byte what the command line writes."""
        return self._json

    def to_dict(self) -> dict[str, Any]:
        """The fields of the format `reportedly/1`. It is a new dict each time."""
        return cast("dict[str, Any]", json.loads(self._json))

    @overload
    def export(self, format: TextFormat, *, layers: Iterable[Layer] = (), bom: bool = True) -> str: ...
    @overload
    def export(self, format: OfficeFormat, *, layers: Iterable[Layer] = ()) -> bytes: ...
    def export(
        self, format: TextFormat | OfficeFormat, *, layers: Iterable[Layer] = (), bom: bool = True
    ) -> str | bytes:
        """A file of the document: to the byte what `reportedly export --to FORMAT` writes.

        `layers` are those that are written; all, where none are named. `bom=False` leaves out the byte order mark of CSV.
        Formats are of the canonical form of the text; offsets in them refer to that.
        """
        return _native.export(self._json, format, list(layers), bom)

    def _state(self) -> _State:
        return (self._json, self.diagnostics, self.unplaced, self.set_aside)

    def __reduce__(self) -> tuple[Any, ...]:
        return (Document._restored, (self._state(),))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError(f"a document does not change: cannot set {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"a document does not change: cannot delete {name!r}")

    def __eq__(self, other: object) -> bool:
        return self._json == other._json if isinstance(other, Document) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._json)

    def __repr__(self) -> str:
        counts = f"entities: {len(self.entities)}, hedges: {len(self.hedges)}, attributions: {len(self.attributions)}"
        return f"<Document {self.id!r}, characters: {len(self.text)}, {counts}>"
