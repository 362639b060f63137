"""Many texts."""

import itertools
import threading
import time
from collections.abc import Iterator

import pytest

import reportedly


def named(count: int | None = None) -> Iterator[tuple[str, str]]:
    numbers = itertools.count() if count is None else range(count)
    return ((str(at), f"It may rain in Oman on day {at}.") for at in numbers)


def test_documents_come_in_order() -> None:
    # The first texts take the longest.
    texts = ["It may rain in Oman. " * (2000 // (1 + at)) for at in range(30)]
    documents = list(reportedly.annotate_many(texts, jobs=4, model=False))
    assert [document.text for document in documents] == texts
    assert [document.id for document in reportedly.annotate_many(named(50), model=False)] == [str(at) for at in range(50)]
    assert list(reportedly.annotate_many([])) == []


def test_a_source_without_end_is_read_as_far_as_the_work_goes() -> None:
    taken = 0

    def texts() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield "It may."

    documents = reportedly.annotate_many(texts(), jobs=3, model=False)
    assert taken == 0, "nothing is read before it is asked for"
    for given, _ in enumerate(itertools.islice(documents, 100), 1):
        assert taken <= given + 2 * 3
    documents.close()
    assert taken <= 106


def test_threads_end_with_the_work() -> None:
    before = threading.active_count()
    documents = reportedly.annotate_many(named(), jobs=4, model=False)
    next(documents)
    assert threading.active_count() > before
    documents.close()
    assert threading.active_count() == before
    list(reportedly.annotate_many(named(9), jobs=4, model=False))
    assert threading.active_count() == before


def test_work_that_is_given_up_ends() -> None:
    """What is being read when the work is given up would take minutes."""
    long = "Talks may resume in Oman, a source told Reuters on Sunday.\n\n" * 100_000
    documents = reportedly.annotate_many(itertools.chain(["It may."], itertools.repeat(long)), jobs=2)
    next(documents)
    begun = time.monotonic()
    documents.close()
    assert time.monotonic() - begun < 60


BAD = ["One may.", None, "Two may.", "\ud83d", b"", "Three may.", ("id",), ("id", 5)]


def test_a_bad_text_is_raised_in_its_place() -> None:
    documents = reportedly.annotate_many(BAD, jobs=2, model=False)  # type: ignore[arg-type]
    assert next(documents).text == "One may."
    with pytest.raises(reportedly.NotText, match="not None") as caught:
        next(documents)
    assert caught.value.index == 1
    assert list(documents) == []


def test_bad_texts_are_returned_where_that_is_wanted() -> None:
    results = list(reportedly.annotate_many(BAD, jobs=2, errors="return", model=False))  # type: ignore[arg-type]
    assert len(results) == len(BAD)
    good = [at for at, result in enumerate(results) if isinstance(result, reportedly.Document)]
    assert good == [0, 2, 5]
    for at in (1, 3, 4, 6, 7):
        error = results[at]
        assert isinstance(error, reportedly.NotText) and error.index == at
    assert "half a character" in str(results[3]) and "not tuple" in str(results[6]) and "not int" in str(results[7])


def test_what_the_source_raises_comes_after_what_it_gave() -> None:
    def texts() -> Iterator[str]:
        yield "One may."
        yield "Two may."
        raise OSError("the disk is gone")

    given = []
    with pytest.raises(OSError, match="the disk is gone"):
        for document in reportedly.annotate_many(texts(), jobs=8, model=False):
            given.append(document.text)
    assert given == ["One may.", "Two may."]


@pytest.mark.parametrize("texts", ["It may.", b"It may.", None, 5])
def test_one_text_is_not_many(texts: object) -> None:
    with pytest.raises(reportedly.NotText, match="annotate_many takes an iterable of texts, not"):
        reportedly.annotate_many(texts)  # type: ignore[call-overload]


@pytest.mark.parametrize("jobs", [0, -1, 1.5, "2", True, 5000])
def test_jobs_are_a_number(jobs: object) -> None:
    with pytest.raises(ValueError, match="jobs is a number from 1 to 1024"):
        reportedly.annotate_many([], jobs=jobs)  # type: ignore[call-overload]


def test_how_errors_are_treated_is_one_of_two_words() -> None:
    with pytest.raises(ValueError, match="errors is 'raise' or 'return', not 'ignore'"):
        reportedly.annotate_many([], errors="ignore")  # type: ignore[call-overload]
    assert reportedly.available_cores() >= 1


def test_huge_lists_take_no_memory() -> None:
    """Twenty thousand texts, of which no more than a few are there at a time."""
    alive: set[int] = set()
    most = 0

    class Text(str):
        def __init__(self, _: str) -> None:
            alive.add(id(self))
            nonlocal most
            most = max(most, len(alive))

        def __del__(self) -> None:
            alive.discard(id(self))

    count = sum(1 for _ in reportedly.annotate_many((Text("May.") for _ in range(20_000)), jobs=2, model=False))
    assert (count, most <= 8) == (20_000, True), most
