"""The package gives what the command line gives, to the byte."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import reportedly

FORMATS = ("json", "html", "docx", "md", "sheet", "csv", "xlsx", "w3c", "citron")


def test_the_texts_are_of_many_kinds(texts: list[str]) -> None:
    assert len(texts) == 200 and len(set(texts)) == 200
    for kind in ("\r\n", "🎉", "\u202b", "\n\n\n", "\u00ad"):
        assert any(kind in text for text in texts), repr(kind)


def test_documents_of_200_texts_are_the_same(texts: list[str], lines: Callable[..., list[str]]) -> None:
    documents = [reportedly.annotate(text, id=str(at)) for at, text in enumerate(texts)]
    assert [document.to_json() for document in documents] == lines(texts)
    assert sum(len(document.annotations) for document in documents) > 1000


def test_documents_by_rules_alone_are_the_same(texts: list[str], lines: Callable[..., list[str]]) -> None:
    documents = [reportedly.annotate(text, id=str(at), model=False).to_json() for at, text in enumerate(texts)]
    assert documents == lines(texts, "--rules-only")


def test_many_documents_are_the_same(texts: list[str], lines: Callable[..., list[str]]) -> None:
    pairs = [(str(at), text) for at, text in enumerate(texts)]
    documents = reportedly.annotate_many(pairs, jobs=3, model=False)
    assert [document.to_json() for document in documents] == lines(texts, "--rules-only")


def test_spans_are_slices_of_the_text_as_it_was_given(texts: list[str]) -> None:
    for text in texts:
        document = reportedly.annotate(text, model=False)
        assert document.text == text
        for mark in document.annotations:
            spans = (
                (*mark.source, *mark.cue, *mark.content, *mark.via)
                if isinstance(mark, reportedly.Attribution)
                else (mark.span,)
            )
            for span in spans:
                assert text[span.start : span.end] == span.text != ""


def test_documents_of_canonical_texts_are_the_same(
    texts: list[str], program: Callable[..., bytes], tmp_path: Path
) -> None:
    for at, text in list(enumerate(texts))[8::24]:
        file = tmp_path / f"{at}.txt"
        file.write_bytes(text.encode())
        document = reportedly.annotate(text, id=file.name, canonical=True)
        assert document.to_json() + "\n" == program("annotate", "--format", "json", str(file)).decode(), at


@pytest.mark.parametrize("at", [9, 10])
@pytest.mark.parametrize("format", FORMATS)
def test_files_are_the_same(texts: list[str], program: Callable[..., bytes], at: int, format: str) -> None:
    document = reportedly.annotate(texts[at], id="an article")
    expected = program("export", "--to", format, given=document.to_json().encode())
    written = document.export(format)  # type: ignore[call-overload]
    assert (written if isinstance(written, bytes) else written.encode()) == expected


def test_files_of_some_layers_are_the_same(texts: list[str], program: Callable[..., bytes]) -> None:
    document = reportedly.annotate(texts[10])
    given = document.to_json().encode()
    expected = program("export", "--to", "csv", "--no-bom", "--layers", "hedge,entity", given=given)
    assert document.export("csv", layers=["entity", "hedge"], bom=False).encode() == expected


def test_links_are_the_same(texts: list[str], program: Callable[..., bytes]) -> None:
    for at, text in list(enumerate(texts))[10:60:10]:
        document = reportedly.annotate(text, canonical=True, id=str(at))
        given = document.to_json().encode()
        frozen = reportedly.link.encode(document, freeze=True, page="https://example.org/read")
        options = ("--freeze", "--page", "https://example.org/read")
        assert frozen + "\n" == program("link", "encode", *options, given=given).decode()
        assert reportedly.link.encode(document) + "\n" == program("link", "encode", given=given).decode()
        opened = program("link", "decode", given=frozen.encode()).decode()
        assert reportedly.link.decode(frozen).to_json() + "\n" == opened


PAGE = """<!doctype html><html><head><title>Bridge to close</title></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Bridge to close in May</h1><p class="byline">By Ana Ito</p>
<p>The bridge over the Orl may close in May, a city official said on Tuesday, as repairs would take longer than planned.</p>
<p>“We are cautiously optimistic,” said Mayor Lena Moen, who had promised that the bridge would open before the summer.</p>
<p>Engineers reportedly found cracks in two of its pillars, according to a report that the council has not published.</p></article>
<footer>Read more news</footer></body></html>"""


@pytest.mark.parametrize("whole", [False, True])
def test_web_pages_are_the_same(program: Callable[..., bytes], tmp_path: Path, whole: bool) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGE, "utf-8")
    expected = program("annotate", "--format", "json", *["--whole-page"][: int(whole)], str(file)).decode()
    document = reportedly.annotate_page(PAGE, name="page.html", whole=whole)
    assert document.to_json() + "\n" == expected
    assert document.set_aside > 0 and ("Home" in document.text) == whole
    assert any(said.source_text.endswith("Lena Moen") for said in document.attributions)
    assert reportedly.annotate_page(PAGE.encode("utf-16"), name="page.html", whole=whole) == document


def test_the_version_is_the_command_lines(program: Callable[..., bytes]) -> None:
    assert program("--version").decode() == f"reportedly-cli {reportedly.__version__}\n"
    assert json.loads(reportedly.annotate("It may.").to_json())["engine"] == reportedly.ENGINE_VERSION
