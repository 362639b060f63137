"""What the tests have of the repository: its texts, and the command line that the package is compared with."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import samples

ROOT = Path(os.environ["REPORTEDLY_ROOT"])
PROGRAM = os.environ["REPORTEDLY_PROGRAM"]


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def texts() -> list[str]:
    """200 texts of many kinds."""
    return samples.texts(ROOT)


@pytest.fixture(scope="session")
def program() -> Callable[..., bytes]:
    """The command line: what it writes on standard output, given arguments and an input."""

    def run(*arguments: str, given: bytes = b"") -> bytes:
        done = subprocess.run([PROGRAM, *arguments], input=given, capture_output=True, timeout=120)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    return run


@pytest.fixture(scope="session")
def lines(program: Callable[..., bytes]) -> Callable[..., list[str]]:
    """The lines that `reportedly annotate --jsonl` writes of texts, which are called by their places."""

    def run(texts: list[str], *options: str) -> list[str]:
        rows = (json.dumps({"id": str(at), "text": text}) + "\n" for at, text in enumerate(texts))
        return program("annotate", "--jsonl", *options, given="".join(rows).encode()).decode().split("\n")[:-1]

    return run
