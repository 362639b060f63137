"""Annotates JSON Lines on a cluster, with the command line and without the Python package.

    python pipe.py PROGRAM INPUT OUTPUT

PROGRAM is `reportedly` as every node has it. INPUT has a {"id", "text"} object a line. OUTPUT is a folder that is not there yet.
Its parts, one after the other, are what `reportedly annotate --jsonl --error-rows` writes of the whole input.
"""

import shlex
import sys

from pyspark import SparkContext


def command(program: str) -> str:
    """Runs the program over the lines of a partition.

    A line that fails has a row, so that status 1 is no failure. Any other fails the task, and Spark tries it once more.
    Spark runs as many tasks as there are processors: each has one job.
    """
    annotate = f"{shlex.quote(program)} annotate --jsonl --jobs 1 --error-rows"
    return f"sh -c {shlex.quote(f'{annotate}; test $? -le 1')}"


def main(program: str, source: str, target: str) -> None:
    context = SparkContext.getOrCreate()
    # Some partitions for each processor: a slow article then keeps few others waiting.
    lines = context.textFile(source, minPartitions=4 * context.defaultParallelism)
    lines.pipe(command(program), checkCode=True).saveAsTextFile(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
