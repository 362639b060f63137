"""How people use the package, for mypy: `test_types.py` checks it, and nobody runs it."""

from collections.abc import Iterator
from typing import assert_type

import reportedly
from reportedly import Attribution, Document, Entity, Hedge, ReportedlyError, Span

document = reportedly.annotate("It may rain.", id="a", model=False, canonical=True)
assert_type(document, Document)
assert_type(document.entities, tuple[Entity, ...])
assert_type(document.hedges, tuple[Hedge, ...])
assert_type(document.attributions, tuple[Attribution, ...])
assert_type(document.attributions[0].source, tuple[Span, ...])
assert_type(document.export("csv", layers=["hedge"]), str)
assert_type(document.export("docx"), bytes)
assert_type(document.to_json(), str)
assert_type(reportedly.link.decode(reportedly.link.encode(document)), Document)
assert_type(reportedly.read(b"It may rain."), Document)


def texts() -> Iterator[str | tuple[str, str]]:
    yield "It may rain."
    yield "b", "It may rain."


for each in reportedly.annotate_many(texts(), jobs=2):
    assert_type(each, Document)
for result in reportedly.annotate_many(texts(), errors="return"):
    assert_type(result, Document | ReportedlyError)

# Mistakes that mypy is to find: an ignored error that is none is an error.
reportedly.annotate(b"It may rain.")  # type: ignore[arg-type]
document.export("pptx")  # type: ignore[call-overload]
document.hedges[0].kind = "belief"  # type: ignore[misc]
document.text = "It rains."  # type: ignore[misc]
print(document.hedges[0].kind == "mood")  # type: ignore[comparison-overlap]
