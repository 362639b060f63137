"""Documents for displaCy, spaCy's drawing of marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Any, Literal

from ._document import Document
from ._labels import Layer
from ._marks import Attribution, Span

_LAYERS: tuple[Layer, ...] = ("entity", "hedge", "attribution")


def displacy(
    document: Document, *, style: Literal["span", "ent"] = "span", layers: Iterable[Layer] | None = None
) -> dict[str, Any]:
    """What `displacy.render(…, style=style, manual=True)` draws.

    `span` draws all layers, one below the other where they overlap; of an attribution its source, cue, content and via. `ent` draws
    entities and hedges in running text, and of two that overlap the longer one. `layers` are those that are drawn.

    >>> import reportedly
    >>> document = reportedly.annotate("Talks may resume.")
    >>> reportedly.displacy(document, style="ent")["ents"]
    [{'start': 6, 'end': 9, 'label': 'modal'}]
    """
    possible = _LAYERS if style == "span" else _LAYERS[:2]
    chosen = possible if layers is None else tuple(layers)
    for layer in chosen:
        if layer not in possible:
            raise ValueError(f"displaCy's style {style!r} draws the layers {', '.join(possible)}, not {layer!r}")
    marks = _marks(document, chosen)
    title = document.id or None
    if style == "ent":
        ents = [{"start": span.start, "end": span.end, "label": label} for span, label in _apart(marks)]
        return {"text": document.text, "ents": ents, "title": title}
    if style != "span":
        raise ValueError(f"style is 'span' or 'ent', not {style!r}")
    starts, ends, tokens = _tokens(document.text, [span for span, _ in marks])
    spans = [
        {"start_token": starts[span.start], "end_token": ends[span.end], "label": label} for span, label in marks
    ]
    return {"text": document.text, "spans": spans, "tokens": tokens, "title": title}


def _marks(document: Document, layers: tuple[Layer, ...]) -> list[tuple[Span, str]]:
    """The spans of these layers with their labels, in the order of the text, the longer one first."""
    marks: list[tuple[Span, str]] = []
    for mark in document.annotations:
        if isinstance(mark, Attribution):
            if "attribution" in layers:
                parts = (("source", mark.source), ("cue", mark.cue), ("content", mark.content), ("via", mark.via))
                marks.extend((span, name) for name, spans in parts for span in spans)
        elif type(mark).__name__.lower() in layers:
            marks.append((mark.span, mark.kind))
    # Statements of one source have it once each; it is drawn once.
    return sorted(dict.fromkeys(marks), key=lambda mark: (mark[0].start, -mark[0].end))


def _apart(marks: list[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """Marks that do not overlap: the longer ones, and of two as long the first."""
    taken: list[int] = []  # The borders of what is kept, in order: a start, an end, a start, …
    kept: list[tuple[Span, str]] = []
    for mark in sorted(marks, key=lambda mark: (mark[0].start - mark[0].end, mark[0].start)):
        place = bisect_right(taken, mark[0].start)
        if place % 2 == 0 and bisect_left(taken, mark[0].end) == place:
            taken[place:place] = [mark[0].start, mark[0].end]
            kept.append(mark)
    return sorted(kept, key=lambda mark: mark[0].start)


def _tokens(text: str, spans: list[Span]) -> tuple[dict[int, int], dict[int, int], list[str]]:
    """Words, cut at the borders of marks, so that every mark is drawn as it is; and which token starts and ends where."""
    cuts = {place for span in spans for place in (span.start, span.end)}
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    tokens: list[str] = []
    for word in re.finditer(r"\S+", text):
        borders = [word.start(), *sorted(cuts.intersection(range(word.start() + 1, word.end()))), word.end()]
        for start, end in zip(borders, borders[1:]):
            starts[start] = len(tokens)
            tokens.append(text[start:end])
            ends[end] = len(tokens)
    return starts, ends, tokens
