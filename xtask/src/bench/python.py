"""A text in Python beside a text of the command line. `cargo xtask bench python` runs it.

The command line is timed with all texts and with none, so that its start is no part of a text's time. The two take turns. Processor time is
compared, to which it is the same whether a machine has other work; the clock says what several jobs gain.
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


Times = tuple[float, float]
"""Seconds of a processor, of this process and of those that it waited for, and seconds of the clock."""


def now() -> Times:
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system, time.perf_counter()


def timed(work: Callable[[], object]) -> Times:
    begun = now()
    work()
    ended = now()
    return ended[0] - begun[0], ended[1] - begun[1]


def command_line(rows: list[str]) -> Times:
    given = "".join(rows).encode()
    command = [PROGRAM, "annotate", "--jsonl"]
    return timed(lambda: subprocess.run(command, input=given, stdout=subprocess.DEVNULL, check=True))


def without_start(rows: list[str]) -> Times:
    whole, start = command_line(rows), command_line([])
    return whole[0] - start[0], whole[1] - start[1]


def with_marks(document: reportedly.Document) -> int:
    """Its JSON, and all of its marks as objects."""
    return len(document.to_json()) + len(document.annotations)


def main() -> None:
    count, rounds = (int(argument) for argument in sys.argv[1:])
    articles = [file.read_text("utf-8") for file in sorted((ROOT / "static/examples").glob("*.txt"))]
    texts = [articles[at % len(articles)] for at in range(count)]
    rows = [json.dumps({"id": str(at), "text": text}) + "\n" for at, text in enumerate(texts)]
    size = sum(len(text.encode()) for text in texts) / count

    ways: dict[str, Callable[[], Times]] = {
        "reportedly annotate --jsonl": lambda: without_start(rows),
        "annotate": lambda: timed(lambda: [reportedly.annotate(text).to_json() for text in texts]),
        "annotate, marks as objects": lambda: timed(lambda: [with_marks(reportedly.annotate(text)) for text in texts]),
        "annotate_many, one job": lambda: timed(lambda: sum(1 for _ in reportedly.annotate_many(texts, jobs=1))),
        f"annotate_many, {reportedly.available_cores()} jobs": lambda: timed(
            lambda: sum(1 for _ in reportedly.annotate_many(texts))
        ),
    }
    reportedly.annotate(texts[0])
    times: dict[str, list[Times]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way, run in ways.items():
            times[way].append(run())
    processor = [statistics.median(taken for taken, _ in each) for each in times.values()]
    clock = [statistics.median(taken for _, taken in each) for each in times.values()]
    print(f"{count} texts of {size:.0f} bytes, medians of {rounds} rounds; processor time a text, beside the first; texts by the clock\n")
    for way, used, taken in zip(ways, processor, clock):
        share = used / processor[0]
        print(f"{way:30} {1000 * used / count:7.2f} ms {share:6.2f} {count / taken:8.1f} texts a second")
    if processor[2] > SLOWEST * processor[0]:
        sys.exit(f"\nannotate takes more than {SLOWEST} times as long as the command line")


main()
