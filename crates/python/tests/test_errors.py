"""What is no text, and what is too much."""

import os
import pickle
import signal
import subprocess
import sys
import threading

import pytest

import reportedly


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (None, "a text is a str, not None"),
        (b"It may.", "a text is a str, not bytes: decode it first"),
        (5, "a text is a str, not int"),
        (["It may."], "a text is a str, not list"),
        ("It may \ud83d rain.", r"a text has half a character \(a lone surrogate\) at 7"),
    ],
)
def test_what_is_no_text_is_refused(given: object, message: str) -> None:
    with pytest.raises(reportedly.NotText, match=message) as caught:
        reportedly.annotate(given)  # type: ignore[arg-type]
    assert caught.value.code == "not-text" and isinstance(caught.value, (reportedly.ReportedlyError, TypeError))


def test_texts_that_are_too_long_are_refused() -> None:
    for text in ("a" * (8 * 1024 * 1024 + 1), "é" * (4 * 1024 * 1024 + 1)):
        with pytest.raises(reportedly.TooLong, match="longer than 8 MiB") as caught:
            reportedly.annotate(text)
        assert caught.value.code == "too-long"


def test_a_long_text_is_read() -> None:
    document = reportedly.annotate("He may. " * (400_000 // 8), model=False)
    assert len(document.hedges) == 50_000


def test_other_arguments_are_checked() -> None:
    with pytest.raises(reportedly.NotText, match="an id is a str, not int"):
        reportedly.annotate("a", id=5)  # type: ignore[arg-type]
    with pytest.raises(reportedly.NotText, match="a page is a str or bytes, not None"):
        reportedly.annotate_page(None)  # type: ignore[arg-type]
    with pytest.raises(reportedly.NotText, match="half a character"):
        reportedly.read("\ud83d")
    with pytest.raises(TypeError):
        reportedly.annotate()  # type: ignore[call-arg]


def test_every_error_has_its_code_and_can_be_pickled() -> None:
    classes = reportedly.ReportedlyError.__subclasses__()
    assert len({error.code for error in classes}) == len(classes) == 8
    for error in classes:
        again = pickle.loads(pickle.dumps(error("why")))
        assert type(again) is error and str(again) == "why"


INTERRUPTED = """
import reportedly, signal, sys
# Where tests run in the background of a shell, it has told them to ignore the signal.
signal.signal(signal.SIGINT, signal.default_int_handler)
text = "Talks may resume in Oman, a source told Reuters on Sunday.\\n\\n" * 100_000
def annotate():
    if sys.argv[1] == "one":
        reportedly.annotate(text)
    else:
        for _ in reportedly.annotate_many((text for _ in range(1000)), jobs=2):
            pass
print("begun", flush=True)
try:
    annotate()
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="only there can a process be sent what Ctrl-C sends")
@pytest.mark.parametrize("how", ["one", "many"])
def test_ctrl_c_ends_the_work(how: str) -> None:
    """The texts would take minutes."""
    command = [sys.executable, "-c", INTERRUPTED, how]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None and child.stdout.readline() == "begun\n"
        # After a second, when the work has begun.
        stop = threading.Event()

        def interrupt() -> None:
            if not stop.wait(1):
                child.send_signal(signal.SIGINT)

        thread = threading.Thread(target=interrupt)
        thread.start()
        try:
            out, error = child.communicate(timeout=60)
        finally:
            stop.set()
            child.kill()
            thread.join()
    assert (out, error) == ("interrupted\n", "")


def test_other_threads_run_meanwhile() -> None:
    """Another thread counts while a text is read: with Python's lock held, it could not."""
    text = "Talks may resume in Oman, a source told Reuters on Sunday.\n\n" * 400
    done = threading.Event()
    counted: list[int] = []

    def count() -> None:
        number = 0
        while not done.wait(0.001):
            number += 1
        counted.append(number)

    thread = threading.Thread(target=count)
    thread.start()
    reportedly.annotate(text)
    done.set()
    thread.join()
    assert counted[0] > 10
