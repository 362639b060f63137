"""What displaCy draws."""

import pytest
from spacy import displacy

import reportedly

TEXT = "Talks may resume in Oman, Lena Moen said."


def test_names_and_hedges_stand_in_the_text() -> None:
    drawn = reportedly.displacy(reportedly.annotate(TEXT, id="talks"), style="ent")
    assert drawn == {
        "text": TEXT,
        "title": "talks",
        "ents": [
            {"start": 6, "end": 9, "label": "modal"},
            {"start": 20, "end": 24, "label": "place"},
            {"start": 26, "end": 35, "label": "person"},
        ],
    }
    html = displacy.render(drawn, style="ent", manual=True)
    assert "Oman" in html and "place" in html


def test_all_layers_lie_below_the_text() -> None:
    drawn = reportedly.displacy(reportedly.annotate(TEXT))
    words = [(" ".join(drawn["tokens"][span["start_token"] : span["end_token"]]), span["label"]) for span in drawn["spans"]]
    assert words == [
        ("Talks may resume in Oman", "content"),
        ("may", "modal"),
        ("Oman", "place"),
        ("Lena Moen", "source"),
        ("Lena Moen", "person"),
        ("said", "cue"),
    ]
    assert "".join(drawn["tokens"]) == TEXT.replace(" ", "")
    html = displacy.render(drawn, style="span", manual=True)
    assert "content" in html and "resume" in html


def test_every_text_can_be_drawn(texts: list[str]) -> None:
    for text in texts:
        document = reportedly.annotate(text, model=False)
        ents = reportedly.displacy(document, style="ent")["ents"]
        assert all(one["end"] <= next["start"] for one, next in zip(ents, ents[1:]))
        drawn = reportedly.displacy(document)
        assert all(span["start_token"] < span["end_token"] for span in drawn["spans"])
        assert "".join(drawn["tokens"]) == "".join(text.split())
        displacy.render([drawn], style="span", manual=True)


def test_layers_and_styles_are_checked() -> None:
    document = reportedly.annotate(TEXT)
    labels = {span["label"] for span in reportedly.displacy(document, layers=["hedge"])["spans"]}
    assert labels == {"modal"}
    with pytest.raises(ValueError, match="draws the layers entity, hedge, not 'attribution'"):
        reportedly.displacy(document, style="ent", layers=["attribution"])
    with pytest.raises(ValueError, match="style is 'span' or 'ent', not 'dep'"):
        reportedly.displacy(document, style="dep", layers=["hedge"])  # type: ignore[arg-type]
