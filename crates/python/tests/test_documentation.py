"""The examples in the documentation."""

import doctest
import importlib
import re
from pathlib import Path

import pytest

FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE | doctest.REPORT_NDIFF


def examples(text: str) -> str:
    """What stands in blocks of Python that look like a session."""
    blocks = re.findall(r"^```(?:pycon|python)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return "\n".join(block for block in blocks if ">>>" in block)


@pytest.mark.parametrize(("name", "least"), [("docs/python.md", 25), ("README.md", 3)])
def test_documents(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, least: int) -> None:
    text = (root / name).read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    session = doctest.DocTestParser().get_doctest(examples(text), {}, name, name, 0)
    said: list[str] = []
    result = doctest.DocTestRunner(optionflags=FLAGS).run(session, out=said.append)
    assert result.failed == 0, "".join(said)
    assert result.attempted >= least


@pytest.mark.parametrize("name", ["reportedly", "reportedly._displacy"])
def test_docstrings(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name), optionflags=FLAGS)
    assert result.failed == 0 and result.attempted >= 3
