"""Who said it, and how sure were they?

Reportedly marks three layers in English news texts: entities, hedges (words that weaken a claim) and attributions (who said what).

>>> import reportedly
>>> document = reportedly.annotate("Iran may reopen talks, a source told Reuters.")
>>> [(said.source_text, said.content_text) for said in document.attributions]
[('a source', 'Iran may reopen talks')]
"""

from . import link
from ._annotate import annotate, annotate_many, annotate_page, available_cores, read
from ._displacy import displacy
from ._document import Document
from ._errors import (
    BadDocument,
    BadLink,
    Cancelled,
    EngineFailed,
    LoadFailed,
    NotText,
    ReportedlyError,
    TooLong,
    UnknownFormat,
)
from ._marks import Annotation, Aside, Attribution, Entity, Hedge, Span, Speaker, Unplaced
from ._native import ENGINE as ENGINE_VERSION
from ._native import VERSION as __version__

__all__ = [
    "ENGINE_VERSION",
    "Annotation",
    "Aside",
    "Attribution",
    "BadDocument",
    "BadLink",
    "Cancelled",
    "Document",
    "EngineFailed",
    "Entity",
    "Hedge",
    "LoadFailed",
    "NotText",
    "ReportedlyError",
    "Span",
    "Speaker",
    "TooLong",
    "UnknownFormat",
    "Unplaced",
    "__version__",
    "annotate",
    "annotate_many",
    "annotate_page",
    "available_cores",
    "displacy",
    "link",
    "read",
]
