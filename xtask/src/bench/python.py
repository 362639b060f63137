"""A text in Python beside a text of the command line. `cargo xtask bench python` runs it.

The command line is timed with all texts and with none, so that its start is no part of a text's time. The two take turns.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import reportedly

ROOT = Path(os.environ["REPORTEDLY_ROOT"])
PROGRAM = os.environ["REPORTEDLY_PROGRAM"]
SLOWEST = 1.1


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def command_line(rows: list[str]) -> float:
    given = "".join(rows).encode()
    command = [PROGRAM, "annotate", "--jsonl"]
    return timed(lambda: subprocess.run(command, input=given, stdout=subprocess.DEVNULL, check=True))


def with_marks(document: reportedly.Document) -> int:
    """Its JSON, and all of its marks as objects."""
    return len(document.to_json()) + len(document.annotations)


def main() -> None:
    count, rounds = (int(argument) for argument in sys.argv[1:])
    articles = [file.read_text("utf-8") for file in sorted((ROOT / "static/examples").glob("*.txt"))]
    texts = [articles[at % len(articles)] for at in range(count)]
    rows = [json.dumps({"id": str(at), "text": text}) + "\n" for at, text in enumerate(texts)]
    size = sum(len(text.encode()) for text in texts) / count

    ways: dict[str, Callable[[], float]] = {
        "reportedly annotate --jsonl": lambda: command_line(rows) - command_line([]),
        "annotate": lambda: timed(lambda: [reportedly.annotate(text).to_json() for text in texts]),
        "annotate, marks as objects": lambda: timed(lambda: [with_marks(reportedly.annotate(text)) for text in texts]),
        "annotate_many, one job": lambda: timed(lambda: sum(1 for _ in reportedly.annotate_many(texts, jobs=1))),
        f"annotate_many, {reportedly.available_cores()} jobs": lambda: timed(
            lambda: sum(1 for _ in reportedly.annotate_many(texts))
        ),
    }
    reportedly.annotate(texts[0])
    times: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way, run in ways.items():
            times[way].append(run())
    native, *_ = medians = [statistics.median(taken) for taken in times.values()]
    print(f"{count} texts of {size:.0f} bytes, medians of {rounds} rounds\n")
    for way, median in zip(ways, medians):
        print(f"{way:32} {1000 * median / count:7.2f} ms a text {count / median:7.1f} texts a second {median / native:6.2f}")
    if medians[2] > SLOWEST * native:
        sys.exit(f"\nannotate takes more than {SLOWEST} times as long as the command line")


main()
