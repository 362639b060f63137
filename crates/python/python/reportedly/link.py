"""Documents in links, which hold all that they show and need no server."""

from __future__ import annotations

from . import _native
from ._document import Document
from ._errors import NotText

__all__ = ["decode", "encode"]


def encode(
    document: Document | str,
    *,
    freeze: bool = False,
    excerpt: bool = False,
    reader_first: bool = False,
    page: str = "",
) -> str:
    """A link that carries the text and edits of a document, or a text alone: "#r1=…" behind the address of `page`.

    Whoever opens it marks the text again. `freeze` puts the marks into the link, as they are. `excerpt` says that the text is a
    passage of a longer one, and `reader_first` hides the machine's marks until the reader has marked, for classrooms.

    Raises `BadDocument` where the document does not go into a link.
    """
    if isinstance(document, str):
        document = Document.from_dict({"text": document})
    elif not isinstance(document, Document):
        raise NotText(f"a link is made of a Document or a str, not {type(document).__name__}")
    return f"{page}#{_native.encode_link(document.to_json(), freeze, excerpt, reader_first)}"


def decode(link: str) -> Document:
    """The document that a link carries. It has marks if they are frozen in the link; else annotate its text.

    `link` may be a link, what stands behind its "#", or a piece of mail with one in it.

    Raises `BadLink` where it is damaged; its `beginning` is what could be read of the text.
    """
    return Document._of(_native.decode_link(link))
