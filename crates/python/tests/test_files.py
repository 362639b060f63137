"""Files that are opened, and links."""

import json
import random

import pytest

import reportedly
from reportedly import Document

TEXT = "Talks may resume in Oman, a source told Reuters."


def test_files_come_back() -> None:
    document = reportedly.annotate(TEXT)
    assert reportedly.read(document.export("json")) == document
    for format in ("w3c", "citron"):
        again = reportedly.read(document.export(format).encode())  # type: ignore[call-overload]
        assert again.text == TEXT and again.attributions, format
    assert [hedge.text for hedge in reportedly.read(document.export("w3c")).hedges] == ["may"]


def test_texts_and_pages_have_no_marks_yet() -> None:
    text = reportedly.read("Talks\r\n\r\n\r\nmay  resume.", name="a.txt")
    assert (text.id, text.text, text.annotations, text.engine) == ("a.txt", "Talks\n\nmay resume.", (), None)
    assert reportedly.read("\ufeffÖ".encode("utf-16")).text == "Ö"
    page = "<!doctype html><nav>Home</nav><h1>Talks</h1>" + "<p>Talks may resume in Oman, a source told Reuters.</p>" * 9
    assert TEXT in reportedly.read(page).text


ARTICLE = "<!doctype html>{head}<h1>Café</h1>" + "<p>Talks may resume in a café in Oman, a source told Reuters.</p>" * 9


def test_pages_are_read_in_the_encoding_that_they_are_in() -> None:
    latin = ARTICLE.replace("{head}", "<meta charset=windows-1252>")
    unknown = ARTICLE.replace("{head}", "")
    for page, diagnostics in [
        (latin, ()),
        (latin.encode("windows-1252"), ()),
        (unknown, ()),
        (unknown.encode("utf-16"), ()),
        (unknown.encode("windows-1252"), ("encoding-guessed",)),
    ]:
        for document in (reportedly.annotate_page(page), reportedly.read(page, name="a.html")):
            assert "a café in Oman" in document.text and document.diagnostics == diagnostics


def test_pages_without_an_article_say_so() -> None:
    sections = "".join(f"<li><a href=/{at}>Section {at}</a></li>" for at in range(12))
    headlines = "".join(f"<h2><a href=/a{at}>Harbour bridge to close in week {at}</a></h2><p>By Ana Ito</p>" for at in range(8))
    page = f"<!doctype html><title>News</title><nav><ul>{sections}</ul></nav>{headlines}<footer>Contact</footer>"
    assert "page-without-article" in reportedly.annotate_page(page).diagnostics
    assert reportedly.annotate_page("").text == ""
    with pytest.raises(reportedly.BadDocument, match="shows other pages in frames"):
        reportedly.annotate_page("<html><frameset><frame src=a.html></frameset></html>")
    with pytest.raises(reportedly.BadDocument, match="it is a PDF"):
        reportedly.annotate_page(b"%PDF-1.7")


def test_marks_without_a_place_are_kept_apart() -> None:
    quotes = {"text": TEXT, "quotes": [{"contents": [{"start": 0, "end": 5, "text": "words that stand nowhere"}]}]}
    opened = reportedly.read(json.dumps(quotes))
    assert opened.annotations == ()
    assert [mark.text for mark in opened.unplaced] == ["words that stand nowhere"] and opened.unplaced[0].why


def test_links_come_back() -> None:
    document = reportedly.annotate(TEXT, id="talks")
    link = reportedly.link.encode(document, freeze=True, page="https://example.org/")
    assert link.startswith("https://example.org/#r1=")
    assert reportedly.link.decode(f"See {link}.").attributions == document.attributions
    bare = reportedly.link.decode(reportedly.link.encode(TEXT))
    assert (bare.text, bare.annotations) == (TEXT, ())
    untidy = reportedly.annotate("Talks\u00a0 may resume.")
    moved = reportedly.link.decode(reportedly.link.encode(untidy, freeze=True))
    assert (moved.text, [hedge.span.start for hedge in moved.hedges]) == ("Talks may resume.", [6])


def test_damaged_links_say_what_is_left() -> None:
    link = reportedly.link.encode(TEXT * 20)
    with pytest.raises(reportedly.BadLink, match="the link was cut off: .* characters arrived") as caught:
        reportedly.link.decode(link[:-20])
    assert caught.value.code == "bad-link"
    assert caught.value.beginning and (TEXT * 20).startswith(caught.value.beginning)
    with pytest.raises(reportedly.BadLink, match="there is no Reportedly link in this") as caught:
        reportedly.link.decode("https://example.org/")
    assert caught.value.beginning is None


def test_what_does_not_go_into_a_link_is_said() -> None:
    with pytest.raises(reportedly.BadDocument, match="there are no annotations to freeze"):
        reportedly.link.encode(TEXT, freeze=True)
    characters = random.Random(1)
    long = "".join(chr(characters.randrange(0x4E00, 0x9000)) for _ in range(60_000))
    with pytest.raises(reportedly.BadDocument, match="too long for a link"):
        reportedly.link.encode(long)
    with pytest.raises(reportedly.NotText, match="a Document or a str, not None"):
        reportedly.link.encode(None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("{\n  oops", "not valid JSON: .* line 2 column 3"),
        ('{"format": "reportedly/9", "text": ""}', 'the format is "reportedly/9"'),
        ('{"a": 1}', "neither reportedly/1 nor Web Annotation nor Citron"),
        (b"%PDF-1.7", "it is a PDF"),
        (b"a\x00b", "zero bytes"),
        (b"caf\xe9", "byte 3 does not belong to any character"),
    ],
)
def test_broken_files_are_refused(file: str | bytes, message: str) -> None:
    name = "a.json" if isinstance(file, str) else ""
    with pytest.raises(reportedly.BadDocument, match=message):
        reportedly.read(file, name=name)


def test_files_that_are_too_large_are_refused() -> None:
    with pytest.raises(reportedly.TooLong, match="larger than 16777216 bytes"):
        reportedly.read(b" " * (16 * 1024 * 1024 + 1))
    with pytest.raises(reportedly.TooLong, match="more than 16 MiB"):
        reportedly.annotate_page(b"<html>" + b" " * (16 * 1024 * 1024))


def test_broken_documents_are_refused() -> None:
    for fields, message in [
        ({}, "`text` is missing"),
        ({"text": "may", "annotations": [{"layer": "mood"}]}, "annotation 1: `layer`: unknown layer"),
        ({"text": "may", "annotations": [{"layer": "hedge", "start": 0, "end": 9, "kind": "modal"}]}, "outside the text"),
        ({"text": float("nan")}, "this is no document"),
        ({"text": {1, 2}}, "this is no document"),
    ]:
        with pytest.raises(reportedly.BadDocument, match=message):
            Document.from_dict(fields)
    nested: list[object] = []
    for _ in range(100_000):
        nested = [nested]
    with pytest.raises(reportedly.BadDocument):
        Document.from_dict({"text": "a", "deep": nested})
    with pytest.raises(reportedly.NotText, match="half a character"):
        Document.from_dict({"text": "\ud83d"})
    with pytest.raises(reportedly.NotText):
        Document.from_json(b"{}")  # type: ignore[arg-type]
