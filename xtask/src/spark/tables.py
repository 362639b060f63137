"""Tables for `cargo xtask test --only spark`: articles and what is none, and whether annotated tables have a row for each.

    python tables.py write ARTICLES COPY      COPY is a folder, which Spark writes
    python tables.py check ANNOTATED ...
"""

from __future__ import annotations

import sys

import pyarrow as pa
import pyarrow.parquet as pq
import reportedly
from pyspark.sql import SparkSession

TEXT = "“Talks may resume,” Ana Ito told reporters. \N{GRINNING FACE}\nIt may rain."
LONG = "It may rain. " * 700_000

Row = dict[str, "str | None"]


def articles() -> list[tuple[int | None, bytes | None]]:
    texts: list[bytes | None] = [TEXT.encode()] * 60
    texts[3:8] = [None, b"", LONG.encode(), b"It may rain\xff", None]
    ids: list[int | None] = list(range(60))
    ids[7:10] = [None, None, 2**60 + 1]
    return list(zip(ids, texts))


def write(name: str, copy: str) -> None:
    ids, texts = zip(*articles())
    # A column of strings does not have to hold any: other writers than pyarrow check nothing.
    strings = pa.array(texts, pa.binary()).view(pa.string())
    columns = {"date": [1.5] * len(ids), "text": strings, "id": pa.array(ids, pa.int64())}
    pq.write_table(pa.table(columns), name, row_group_size=16)
    SparkSession.builder.getOrCreate().read.parquet(name).coalesce(1).write.parquet(copy)


def expected() -> list[Row]:
    rows = []
    for id, text in articles():
        name = None if id is None else str(id)
        document, error = None, None
        if name is None:
            error = "the id is null"
        elif text is None:
            error = "the text is null"
        elif b"\xff" in text:
            error = "not UTF-8: byte 11 does not belong to any character"
        elif len(text) > 8 << 20:
            error = "the text is longer than 8 MiB"
        else:
            document = reportedly.annotate(text.decode(), id=name).to_json()
        rows.append({"id": name, "document": document, "error": error})
    return rows


def compare(name: str, found: list[Row], wanted: list[Row]) -> None:
    for number, (row, right) in enumerate(zip(found, wanted), 1):
        assert row == right, f"row {number} of {name} is {row}, and not {right}"
    assert len(found) == len(wanted), f"{name} has {len(found)} rows"


def check(*names: str) -> None:
    session = SparkSession.builder.getOrCreate()
    wanted = expected()
    for name in names:
        columns = ["id", "document", "error"]
        by_spark = [row.asDict() for row in session.read.parquet(name).select(columns).collect()]
        # Of several files, Spark reads the largest first.
        compare(name, sorted(by_spark, key=repr), sorted(wanted, key=repr))
        compare(name, pq.read_table(name, columns=columns).to_pylist(), wanted)
        print(f"{name.rsplit('/', 1)[-1]} has all {len(wanted)} rows, in their order")


if __name__ == "__main__":
    {"write": write, "check": check}[sys.argv[1]](*sys.argv[2:])
