"""The values of labels, as types. `docs/annotation-guidelines.md` says what they mean."""

from typing import Literal, Union

Layer = Literal["entity", "hedge", "attribution"]
EntityKind = Literal["person", "organization", "place", "group", "date", "money", "other"]
HedgeKind = Literal[
    "modal", "likelihood", "hearsay", "appearance", "belief", "approximation", "condition", "tentative"
]
Voice = Literal["author", "source"]
Form = Literal["direct", "mixed", "indirect"]
SourceClass = Literal["named", "document", "official", "anonymous", "unspecified", "pronoun", "none"]
Stance = Literal["neutral", "doubtful", "assertive", "negative", "evidential", "mental"]
Confidence = Literal["low", "medium", "high"]
Origin = Literal["machine", "person", "confirmed"]
AsideKind = Literal["furniture", "not-english"]
TextDiagnostic = Literal["no-words", "not-english", "long-sentence", "no-article", "capitals"]
PageDiagnostic = Literal[
    "page-without-article",
    "page-asks-for-consent",
    "page-of-frames",
    "page-too-complex",
    "encoding-guessed",
    "encoding-damaged",
]
Diagnostic = Union[TextDiagnostic, PageDiagnostic]
TextFormat = Literal[
    "json", "html", "md", "sheet", "csv", "w3c", "citron", "jsonld", "citron.json", "quotes.md"
]
OfficeFormat = Literal["docx", "xlsx"]
