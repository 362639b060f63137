"""Annotating texts, one or many, and reading files."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Literal, Union, overload

from . import _native
from ._document import Document
from ._errors import NotText, ReportedlyError

Text = Union[str, "tuple[str, str]"]
"""A text, or its id and the text."""


def annotate(text: str, *, id: str = "", model: bool = True, canonical: bool = False) -> Document:
    """Mark the entities, hedges and attributions of a text.

    Offsets refer to the text as it is given, as `reportedly annotate --jsonl` has them. With `canonical`, the document's text is
    the canonical form (line ends, spaces, no invisible characters), as `reportedly annotate --format json` and the page have it.
    `model=False` reads by rules alone: it is much faster, and finds less.

    Raises `NotText`, `TooLong` (8 MiB) or `EngineFailed`. Other threads of Python run meanwhile, and Ctrl-C ends it.
    """
    return Document._of(*_native.annotate(text, id, model, canonical))


def annotate_page(page: str | bytes, *, name: str = "", whole: bool = False, model: bool = True) -> Document:
    """Mark the article of a web page, without navigation, advertisements and comments.

    `page` is HTML: bytes in any encoding, or a str. `name` becomes the id of the document. The document's `set_aside` says how many
    lines were left out; with `whole`, all lines are in it, and those around the article are its asides.

    Its `diagnostics` say what was wrong with the page: whether it has no article, asks for consent to cookies, or is in an unknown
    encoding. Raises `TooLong` (16 MiB), or `BadDocument` where the page has frames and no text, or is none.
    """
    written, diagnostics, set_aside = _native.annotate_page(_bytes(page, "a page"), name, whole, model)
    return Document._of(written, diagnostics, set_aside=set_aside)


def read(data: str | bytes, *, name: str = "") -> Document:
    """Open a file: `reportedly/1`, Web Annotations, Citron's JSON, a web page or a text.

    What kind it is says its content, and where that leaves doubt, the extension of `name`. A text or a page has no marks: `annotate`
    and `annotate_page` make them. Marks that have no place in the text are the document's `unplaced`. The text is canonical.

    Raises `BadDocument` where the file is broken, and `TooLong` where it is larger than 16 MiB.
    """
    written, diagnostics, unplaced = _native.open_file(_bytes(data, "a file"), name)
    return Document._of(written, diagnostics, unplaced)


def _bytes(data: str | bytes, what: str) -> bytes:
    if isinstance(data, (bytes, bytearray, memoryview)):
        return bytes(data)
    if not isinstance(data, str):
        raise NotText(f"{what} is a str or bytes, not {_kind(data)}")
    try:
        # A page may say of itself that it is in another encoding: the mark goes before that.
        return b"\xef\xbb\xbf" + data.encode()
    except UnicodeEncodeError as error:
        raise NotText(f"{what} has half a character (a lone surrogate) at {error.start}") from error


def _kind(value: object) -> str:
    return "None" if value is None else type(value).__name__


def available_cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@overload
def annotate_many(
    texts: Iterable[Text],
    *,
    jobs: int | None = None,
    errors: Literal["raise"] = "raise",
    model: bool = True,
    canonical: bool = False,
) -> Generator[Document, None, None]: ...
@overload
def annotate_many(
    texts: Iterable[Text],
    *,
    jobs: int | None = None,
    errors: Literal["return"],
    model: bool = True,
    canonical: bool = False,
) -> Generator[Document | ReportedlyError, None, None]: ...
def annotate_many(
    texts: Iterable[Text],
    *,
    jobs: int | None = None,
    errors: Literal["raise", "return"] = "raise",
    model: bool = True,
    canonical: bool = False,
) -> Generator[Document | ReportedlyError, None, None]:
    """Mark many texts, on all cores, in their order.

    `texts` are `str`, or pairs of an id and a text. It is read as far as the work goes: no more than two texts a job are held, so
    that a source without end can be read. `jobs` is how many texts are read at a time; without it, one a core.

    A text that cannot be read raises its `ReportedlyError`, once all before it were given out, and the work ends there. With
    `errors="return"`, the error is given out in the place of the document, and the work goes on. Its `index` says which text it is.
    What the source raises is raised, once all before it were given out.
    """
    if isinstance(texts, (str, bytes, bytearray, Document)) or not isinstance(texts, Iterable):
        raise NotText(f"annotate_many takes an iterable of texts, not {_kind(texts)}; annotate takes one text")
    if jobs is None:
        jobs = available_cores()
    if not isinstance(jobs, int) or isinstance(jobs, bool) or not 1 <= jobs <= 1024:
        raise ValueError(f"jobs is a number from 1 to 1024, not {jobs!r}")
    if errors not in ("raise", "return"):
        raise ValueError(f"errors is 'raise' or 'return', not {errors!r}")
    return _documents(iter(texts), jobs, errors == "raise", model, canonical)


def _documents(
    texts: Iterator[Text], jobs: int, raises: bool, model: bool, canonical: bool
) -> Generator[Document | ReportedlyError, None, None]:
    cancellation = _native.Cancellation()
    waiting: deque[Future[Document]] = deque()
    pool = ThreadPoolExecutor(jobs, thread_name_prefix="reportedly")

    def annotated(item: Text) -> Document:
        id, text = item if isinstance(item, tuple) and len(item) == 2 else ("", item)
        return Document._of(*_native.annotate(text, id, model, canonical, cancellation))

    end: Exception | None = None  # What the source raised, or that it has ended.
    index = 0
    try:
        while True:
            while end is None and len(waiting) < 2 * jobs:
                try:
                    waiting.append(pool.submit(annotated, next(texts)))
                except Exception as error:
                    end = error
            if not waiting:
                break
            try:
                result: Document | ReportedlyError = waiting.popleft().result()
            except ReportedlyError as error:
                error.index = index
                if raises:
                    raise
                result = error
            index += 1
            yield result
    finally:
        cancellation.cancel()
        pool.shutdown(wait=True, cancel_futures=True)
    if end is not None and not isinstance(end, StopIteration):
        raise end
