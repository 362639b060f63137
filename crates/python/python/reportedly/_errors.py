"""What goes wrong, as exceptions with a code."""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "BadDocument",
    "BadLink",
    "Cancelled",
    "EngineFailed",
    "LoadFailed",
    "NotText",
    "ReportedlyError",
    "TooLong",
    "UnknownFormat",
]


class ReportedlyError(Exception):
    """The base of all exceptions of this package."""

    code: ClassVar[str] = "failed"
    """What programs tell them apart by: the codes of the npm package."""

    index: int | None = None
    """In `annotate_many`, which item it is about. The first is 0."""


class LoadFailed(ReportedlyError):
    """The model that is built in cannot be read."""

    code = "load-failed"


class EngineFailed(ReportedlyError):
    """The engine broke over this text. It reads others."""

    code = "engine-failed"


class NotText(ReportedlyError, TypeError):
    """What should be a text is no `str`, or has half a character (a lone surrogate)."""

    code = "not-text"


class TooLong(ReportedlyError, ValueError):
    """A text of more than 8 MiB, or a file of more than 16 MiB."""

    code = "too-long"


class BadDocument(ReportedlyError, ValueError):
    """What should be a document is none, or cannot be put into a link."""

    code = "bad-document"


class UnknownFormat(ReportedlyError, ValueError):
    """There is no format, or no layer, of this name."""

    code = "unknown-format"


class BadLink(ReportedlyError, ValueError):
    """A link is damaged, or none."""

    code = "bad-link"

    beginning: str | None = None
    """What could be read of its text. It may be incomplete."""


class Cancelled(ReportedlyError):
    """The reading of this text was given up."""

    code = "cancelled"


_CLASSES: dict[str, type[ReportedlyError]] = {
    subclass.code: subclass
    for subclass in (
        LoadFailed,
        EngineFailed,
        NotText,
        TooLong,
        BadDocument,
        UnknownFormat,
        BadLink,
        Cancelled,
    )
}


def exception(code: str, message: str, beginning: str | None) -> ReportedlyError:
    """The exception of a code. Rust calls it."""
    error = _CLASSES[code](message)
    if isinstance(error, BadLink):
        error.beginning = beginning
    return error
