"""A component of spaCy's pipelines: `nlp.add_pipe("reportedly")`.

It needs the extra: `pip install reportedly[spacy]`. What it finds does not depend on other components, and it needs no model of spaCy's.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup
from spacy.util import filter_spans

from . import _marks
from ._annotate import annotate, annotate_many
from ._document import Document
from ._errors import ReportedlyError

__all__ = ["Attribution", "Reportedly", "component"]

_ErrorHandler = Callable[[str, Any, "list[Doc]", Exception], Any]


@dataclass(frozen=True)
class Attribution:
    """Who said what, in spans of spaCy's tokens. Where a mark ends inside of a token, all of the token is in the span."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    via: tuple[Span, ...]
    mark: _marks.Attribution
    """The attribution itself, to the character."""


def _span(doc: Doc, span: _marks.Span, label: str, id: str) -> Span | None:
    return doc.char_span(span.start, span.end, label=label, span_id=id, alignment_mode="expand")


def _spans(doc: Doc, spans: Iterable[_marks.Span], label: str, id: str) -> tuple[Span, ...]:
    found = (_span(doc, span, label, id) for span in spans)
    return tuple(span for span in found if span is not None)


def _document(doc: Doc) -> Document | None:
    """The document of a `Doc` that went through the component. A part of such a `Doc` has none, as its text is another one."""
    if not doc._.reportedly_json:
        return None
    document = Document.from_json(doc._.reportedly_json)
    return document if document.text == doc.text else None


def _attributions(doc: Doc) -> tuple[Attribution, ...]:
    document = _document(doc)
    if document is None:
        return ()
    return tuple(
        Attribution(
            source=_spans(doc, mark.source, "source", mark.id),
            cue=_spans(doc, mark.cue, "cue", mark.id),
            content=_spans(doc, mark.content, "content", mark.id),
            via=_spans(doc, mark.via, "via", mark.id),
            mark=mark,
        )
        for mark in document.attributions
    )


# A string can be stored with a `Doc`, on a disk too. All else is made of it.
Doc.set_extension("reportedly_json", default="", force=True)
Doc.set_extension("reportedly", getter=_document, force=True)
Doc.set_extension("attributions", getter=_attributions, force=True)


class Reportedly:
    """The component. `component` makes it."""

    def __init__(self, name: str, entities: bool, model: bool, jobs: int | None) -> None:
        self.name = name
        self.entities = entities
        self.model = model
        self.jobs = jobs
        self._error_handler: _ErrorHandler = _raise

    def __call__(self, doc: Doc) -> Doc:
        """Mark one `Doc`."""
        return self._marked(doc, annotate(doc.text, model=self.model))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Generator[Doc, None, None]:
        """Mark many, on as many cores as `jobs` says. Batches are of no use here: `batch_size` changes nothing."""
        waiting: deque[Doc] = deque()

        def texts() -> Generator[str, None, None]:
            for doc in stream:
                waiting.append(doc)
                yield doc.text

        for result in annotate_many(texts(), jobs=self.jobs, errors="return", model=self.model):
            doc = waiting.popleft()
            if isinstance(result, ReportedlyError):
                self._error_handler(self.name, self, [doc], result)
            else:
                yield self._marked(doc, result)

    def set_error_handler(self, handler: _ErrorHandler) -> None:
        """What is called with a `Doc` that cannot be read. spaCy calls this."""
        self._error_handler = handler

    def get_error_handler(self) -> _ErrorHandler:
        """What is called with a `Doc` that cannot be read."""
        return self._error_handler

    def _marked(self, doc: Doc, document: Document) -> Doc:
        doc._.reportedly_json = document.to_json()
        hedges = (_span(doc, hedge.span, hedge.kind, hedge.id) for hedge in document.hedges)
        doc.spans["hedges"] = SpanGroup(doc, name="hedges", spans=[span for span in hedges if span is not None])
        if self.entities:
            found = (_span(doc, entity.span, entity.kind, entity.id) for entity in document.entities)
            entities = [span for span in found if span is not None]
            doc.spans["entities"] = SpanGroup(doc, name="entities", spans=entities)
            # Two names in one token are one entity of spaCy's.
            doc.ents = tuple(filter_spans(entities))
        return doc


def _raise(name: str, component: Any, docs: list[Doc], error: Exception) -> None:
    raise error


@Language.factory(
    "reportedly",
    assigns=["doc._.attributions", "doc._.reportedly", "doc.spans", "doc.ents"],
    default_config={"entities": False, "model": True, "jobs": None},
)
def component(nlp: Language, name: str, entities: bool, model: bool, jobs: int | None) -> Reportedly:
    """The component "reportedly".

    It sets `doc._.attributions`, `doc.spans["hedges"]` and `doc._.reportedly` (the `Document`). With `entities`, it sets
    `doc.spans["entities"]` and `doc.ents` as well, in the place of what was there. `model=False` reads by rules alone. `jobs` is how
    many texts `nlp.pipe` reads at a time; without it, one a core.
    """
    return Reportedly(name, entities, model, jobs)
