"""What a document offers."""

import copy
import pickle
from dataclasses import FrozenInstanceError

import pytest

import reportedly
from reportedly import Document, Span

TEXT = "🎉🎉\r\n\r\nTalks may resume in Oman, a source told Reuters. “No,” said Lena Moen on Tuesday. She denied that talks would fail."


@pytest.fixture(scope="module")
def document() -> Document:
    return reportedly.annotate(TEXT, id="talks")


def test_marks_are_objects(document: Document) -> None:
    assert (document.id, document.text, document.engine) == ("talks", TEXT, reportedly.ENGINE_VERSION)
    assert {(entity.text, entity.kind) for entity in document.entities} >= {
        ("Oman", "place"),
        ("Reuters", "organization"),
        ("Lena Moen", "person"),
    }
    hedge = document.hedges[0]
    assert (hedge.span, hedge.kind, hedge.voice, hedge.origin) == (Span(12, 15, "may"), "modal", "source", "machine")
    said = document.attributions[0]
    assert (said.source_text, said.cue_text, said.content_text) == ("a source", "told", "Talks may resume in Oman")
    assert (said.source_class, said.stance, said.form, said.via) == ("anonymous", "neutral", "indirect", ())
    assert document.annotations == tuple(
        sorted(
            (*document.entities, *document.hedges, *document.attributions),
            key=lambda mark: [each.id for each in document.annotations].index(mark.id),
        )
    )


def test_speakers_are_put_together(document: Document) -> None:
    speakers = {speaker.name: speaker for speaker in document.speakers}
    assert [said.source_text for said in speakers["Lena Moen"].statements] == ["Lena Moen", "She"]
    assert speakers["Lena Moen"].source_class == "named"


def test_a_document_never_changes(document: Document) -> None:
    for change in (
        lambda: setattr(document, "id", "other"),
        lambda: setattr(document, "other", 1),
        lambda: delattr(document, "unplaced"),
        lambda: setattr(document.hedges[0], "kind", "belief"),
        lambda: setattr(document.hedges[0].span, "start", 0),
    ):
        with pytest.raises(FrozenInstanceError):
            change()
    document.to_dict()["annotations"].clear()
    assert len(document.to_dict()["annotations"]) == len(document.annotations) > 0
    with pytest.raises(TypeError, match="make documents"):
        Document()


def test_documents_are_compared_hashed_copied_and_pickled(document: Document) -> None:
    same = reportedly.annotate(TEXT, id="talks")
    assert same == document and hash(same) == hash(document) and same is not document
    assert reportedly.annotate(TEXT) != document and document != TEXT
    for copied in (copy.copy(document), copy.deepcopy(document), pickle.loads(pickle.dumps(document))):
        assert copied == document and copied.entities == document.entities
    capitals = reportedly.annotate("TALKS MAY RESUME IN OMAN, A SOURCE TOLD REUTERS ON SUNDAY. " * 3, model=False)
    assert capitals.diagnostics == ("capitals",)
    assert pickle.loads(pickle.dumps(capitals)).diagnostics == ("capitals",)
    assert len({hedge for hedge in (*document.hedges, *same.hedges)}) == len(document.hedges)


def test_a_document_is_shown_by_its_numbers(document: Document) -> None:
    assert repr(reportedly.annotate("It may.", id="a")) == "<Document 'a', characters: 7, entities: 0, hedges: 1, attributions: 0>"


def test_dicts_and_json_come_back(document: Document) -> None:
    assert Document.from_dict(document.to_dict()) == document
    assert Document.from_json(document.to_json()) == document
    more = {**document.to_dict(), "mood": {"big": 12345678901234567890}}
    assert Document.from_dict(more).to_dict() == more, "fields that are not known are kept"


def test_edits_are_carried_out(document: Document) -> None:
    hedge = document.hedges[0]
    edits = [
        {"op": "reject", "layer": "hedge", "id": hedge.id, "start": hedge.span.start, "end": hedge.span.end},
        {"op": "add", "layer": "entity", "start": 6, "end": 11, "kind": "other"},
    ]
    edited = Document.from_dict({**document.to_dict(), "edits": edits})
    assert hedge.id not in {mark.id for mark in edited.hedges}
    assert [(mark.text, mark.origin) for mark in edited.entities if mark.kind == "other"] == [("Talks", "person")]
    assert len(edited.to_dict()["annotations"]) == len(document.annotations), "what is written has both"


def test_what_limits_a_document_is_said() -> None:
    assert reportedly.annotate("").diagnostics == ("no-words",)
    german = "Der Minister sagte am Montag, die Gespräche könnten bald beginnen. Das Ministerium wollte das nicht bestätigen, und der Sprecher schwieg."
    assert reportedly.annotate(german).diagnostics == ("not-english",)


def test_lines_that_are_no_article_are_asides() -> None:
    text = "Sign up for our newsletter\r\n\r\n" + TEXT + "\r\n\r\nRead more: Talks resume"
    for aside in reportedly.annotate(text).asides:
        assert text[aside.span.start : aside.span.end] == aside.span.text
    fields = {"text": "It may.\nRead more", "asides": [[8, 17, "furniture"]]}
    assert [(aside.span.text, aside.why) for aside in Document.from_dict(fields).asides] == [("Read more", "furniture")]


def test_formats_are_written(document: Document) -> None:
    assert "Lena Moen" in document.export("md") and document.export("docx").startswith(b"PK")
    assert document.export("csv").startswith("\ufeff") and not document.export("csv", bom=False).startswith("\ufeff")
    assert document.export("jsonld") == document.export("w3c"), "by the ends of names, as in JavaScript"
    assert document.export("w3c", layers=["hedge"]).count('"hedge"') < document.export("w3c").count("reportedly")
    with pytest.raises(reportedly.UnknownFormat, match='there is no format "pptx"; known are: json, html'):
        document.export("pptx")  # type: ignore[call-overload]
    with pytest.raises(reportedly.UnknownFormat, match='there is no layer "mood"'):
        document.export("md", layers=["mood"])  # type: ignore[list-item]
