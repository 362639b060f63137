"""Annotates articles on a cluster, with the Python package `reportedly` in each of Spark's own processes.

    python map_in_pandas.py INPUT OUTPUT

INPUT is a Parquet table with the columns "id" and "text" where its name ends in ".parquet", else JSON Lines of {"id", "text"}.
OUTPUT is a folder that is not there yet. Where its name ends in ".parquet", it becomes a table of "id", "document" and "error";
else its parts, one after the other, have the rows of `reportedly annotate --jsonl --error-rows`.

Every article has a row, in the order of the input. What is wrong with an article stands in its row, and stops nobody else.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd
import reportedly
from pyspark.sql import SparkSession
from pyspark.sql.functions import coalesce, col, struct, to_json
from pyspark.sql.types import IntegralType, StringType

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

COLUMNS = "id string, document string, error string"

SETTINGS = {
    # An article takes some 10 milliseconds, and what Spark takes for a small file takes minutes.
    "spark.sql.files.maxPartitionBytes": "4m",
    "spark.sql.files.openCostInBytes": "64k",
    # So many articles are given to Python at a time, and their documents back.
    "spark.sql.execution.arrow.maxRecordsPerBatch": "100",
}


class Given(NamedTuple):
    """An article as it is given, or what is wrong with it."""

    id: str | None
    text: str | None = None
    problem: str | None = None


def decoded(value: bytes | None, what: str) -> str:
    """The words of a value, which Spark has not looked at."""
    if value is None:
        raise ValueError(f"the {what} is null")
    try:
        return bytes(value).decode()
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8: byte {error.start} does not belong to any character") from error


def parse_row(id: bytes | None, text: bytes | None) -> Given:
    """Reads a row of a table."""
    try:
        name = decoded(id, "id")
    except ValueError as error:
        return Given(None, problem=str(error))
    try:
        return Given(name, decoded(text, "text"))
    except ValueError as error:
        return Given(name, problem=str(error))


def parse_line(line: bytes | None) -> Given:
    """Reads a line of JSON, and says what is wrong with it as the command line does."""
    try:
        value = json.loads(decoded(line, "line"), parse_constant=refused_constant)
    except (json.JSONDecodeError, RecursionError) as error:
        return Given(None, problem=f"not valid JSON: {error}")
    except ValueError as error:
        return Given(None, problem=str(error))
    if not isinstance(value, dict):
        return Given(None, problem='not an object with "id" and "text"')
    found: dict[str, str] = {}
    for name in ("id", "text"):
        field = value.get(name)
        if not isinstance(field, str):
            wrong = "is not a string" if name in value else "is missing"
            return Given(found.get("id"), problem=f'"{name}" {wrong}')
        try:
            field.encode()
        except UnicodeEncodeError:
            return Given(None, problem=f'not valid JSON: half a character in "{name}"')
        found[name] = field
    return Given(**found)


def refused_constant(word: str) -> None:
    """Python would read NaN and Infinity, which JSON does not have."""
    raise ValueError(f"not valid JSON: {word}")


def annotate_rows(given: list[Given]) -> list[tuple[str | None, str | None, str | None]]:
    """An id, and a document or an error, for each article. Spark runs a task for each core, so that one job is enough."""
    readable = ((article.id, article.text) for article in given if article.problem is None)
    results = reportedly.annotate_many(readable, jobs=1, errors="return")
    table = []
    for article in given:
        if article.problem is not None:
            table.append((article.id, None, article.problem))
            continue
        result = next(results)
        if isinstance(result, reportedly.Document):
            table.append((article.id, result.to_json(), None))
        else:
            table.append((article.id, None, str(result)))
    return table


def annotate_table(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """What `mapInPandas` calls, with the rows of a part of the table."""
    for batch in batches:
        given = [parse_row(id, text) for id, text in zip(batch["id"], batch["text"])]
        yield pd.DataFrame(annotate_rows(given), columns=["id", "document", "error"], dtype=object)


def annotate_lines(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """The same, with lines of a file. A line with nothing in it has no row."""
    for batch in batches:
        given = [parse_line(line) for line in batch["value"] if line is None or bytes(line).strip()]
        yield pd.DataFrame(annotate_rows(given), columns=["id", "document", "error"], dtype=object)


def main(source: str, target: str) -> None:
    session = SparkSession.builder.appName("reportedly").getOrCreate()
    chosen = session.sparkContext.getConf()
    for name, value in SETTINGS.items():
        if not chosen.contains(name):
            session.conf.set(name, value)
    # Spark reads strings as bytes that Python decodes: a broken one then is a row that fails, and not the end of the job.
    if source.rstrip("/").endswith(".parquet"):
        table = session.read.parquet(source)
        id = column(table, "id", "string", "integer").cast("string").cast("binary")
        text = column(table, "text", "string").cast("binary")
        given = table.select(id.alias("id"), text.alias("text"))
        annotated = given.mapInPandas(annotate_table, COLUMNS)
    else:
        lines = session.read.text(source, lineSep="\n").select(col("value").cast("binary").alias("value"))
        annotated = lines.mapInPandas(annotate_lines, COLUMNS)
    if target.rstrip("/").endswith(".parquet"):
        annotated.write.parquet(target)
    else:
        error = to_json(struct("id", "error"), {"ignoreNullFields": "false"})
        annotated.select(coalesce("document", error).alias("value")).write.text(target)


def column(table: DataFrame, name: str, *kinds: str) -> Column:
    """A column of a table, by its exact name and of one of these kinds."""
    kind = next((field.dataType for field in table.schema if field.name == name), None)
    if kind is None:
        sys.exit(f'there is no column "{name}" in this table; there are: {", ".join(table.columns)}')
    is_integer = isinstance(kind, IntegralType) and "integer" in kinds
    if not isinstance(kind, StringType) and not is_integer:
        sys.exit(f'the column "{name}" is of the type {kind.simpleString()}, and must be of {" or ".join(kinds)}')
    return col(name)


if __name__ == "__main__":
    main(*sys.argv[1:])
