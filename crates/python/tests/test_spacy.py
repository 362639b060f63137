"""The component of spaCy."""

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import reportedly

TEXT = "🎉🎉\r\n\r\nTalks may resume in Oman, a source told Reuters.\r\n\r\n“No,” said Lena Moen on Tuesday. She denied that talks would fail."


@pytest.fixture
def nlp() -> Language:
    nlp = spacy.blank("en")
    # By the entry point alone: nothing has imported the component.
    nlp.add_pipe("reportedly")
    return nlp


def test_attributions_and_hedges_are_spans(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert [(span.text, span.label_) for span in doc.spans["hedges"]] == [("may", "modal")]
    said = doc._.attributions[0]
    assert [span.text for span in said.source] == ["a source"] and said.source[0].label_ == "source"
    assert [span.text for span in said.content] == ["Talks may resume in Oman"]
    assert said.mark == reportedly.annotate(TEXT).attributions[0]
    assert doc._.reportedly == reportedly.annotate(TEXT)
    assert doc.ents == () and "entities" not in doc.spans


def test_entities_are_there_on_request() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("reportedly", config={"entities": True, "model": False})
    doc = nlp(TEXT)
    assert ("Oman", "place") in [(entity.text, entity.label_) for entity in doc.ents]
    assert [span.text for span in doc.spans["entities"]] == [entity.text for entity in doc.ents]
    assert doc._.reportedly == reportedly.annotate(TEXT, model=False)


def test_marks_inside_of_tokens_take_all_of_them(nlp: Language) -> None:
    doc = Doc(nlp.vocab, words=["He", "could've", "left", "."], spaces=[True, True, False, False])
    doc = nlp.get_pipe("reportedly")(doc)
    assert [span.text for span in doc.spans["hedges"]] == ["could've"]


def test_many_texts_are_as_one_by_one(nlp: Language, texts: list[str]) -> None:
    some = texts[:60]
    for text, doc in zip(some, nlp.pipe(some), strict=True):
        assert doc.text == text
        assert doc._.reportedly == reportedly.annotate(text)
        assert len(doc.spans["hedges"]) == len(doc._.reportedly.hedges)
        for said in doc._.attributions:
            for span, mark in zip(said.content, said.mark.content, strict=True):
                assert mark.text in span.text


def test_a_doc_is_stored_with_its_marks(nlp: Language, tmp_path: Path) -> None:
    doc = nlp(TEXT)
    stored = DocBin(store_user_data=True, docs=[doc])
    stored.to_disk(tmp_path / "docs.spacy")
    (again,) = DocBin().from_disk(tmp_path / "docs.spacy").get_docs(nlp.vocab)
    assert again._.reportedly == doc._.reportedly
    assert [span.text for span in again.spans["hedges"]] == ["may"]
    assert again._.attributions[0].source[0].text == "a source"
    assert doc[0:4].as_doc()._.attributions == (), "a part of a text is another text"


def test_a_pipeline_is_stored_with_its_settings(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("reportedly", config={"entities": True, "model": False, "jobs": 1})
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert [entity.text for entity in again(TEXT).ents] == [entity.text for entity in nlp(TEXT).ents]


def test_what_cannot_be_read_is_handled_as_spacy_says(nlp: Language) -> None:
    long = Doc(nlp.vocab, words=["a" * (8 * 1024 * 1024 + 1)], spaces=[False])
    with pytest.raises(reportedly.TooLong):
        list(nlp.pipe([long]))
    failed: list[str] = []
    nlp.set_error_handler(lambda name, component, docs, error: failed.append(type(error).__name__))
    docs = list(nlp.pipe([nlp.make_doc("It may."), long, nlp.make_doc("It might.")]))
    assert [doc.text for doc in docs] == ["It may.", "It might."] and failed == ["TooLong"]
