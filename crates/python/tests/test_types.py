"""The types that the package declares."""

import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import get_args

import pytest

from reportedly import _labels, _native

HERE = Path(__file__).parent
CONFIG = HERE.parent / "pyproject.toml"


def mypy(cache: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "mypy", "--config-file", str(CONFIG), "--strict", "--cache-dir", str(cache)]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, cwd=cache)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mypy")


def test_the_package_says_that_it_has_types() -> None:
    assert resources.files("reportedly").joinpath("py.typed").is_file()


def test_package_use_and_tests_are_typed(cache: Path) -> None:
    mypy(cache, "-p", "reportedly")
    mypy(cache, str(HERE / "typed.py"))


def test_the_stub_says_what_rust_has(cache: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mypy.stubtest", "--mypy-config-file", str(CONFIG), "reportedly._native"],
        capture_output=True,
        text=True,
        cwd=cache,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_labels_are_those_of_rust() -> None:
    for name, values in _native.labels():
        # Files write this one with a hyphen.
        written = tuple(value.replace("_", "-") for value in values)
        assert get_args(getattr(_labels, name)) == written, name
