"""Density: a thought a line, small functions and files; the best code of the field has 6 to 7 tokens a line."""

from __future__ import annotations

import ast
import tokenize
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.house.parsed import nodes_of, tree_of

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = sorted((ROOT / "pipeline").rglob("*.py"))
BESIDE = [
    path for folder in ("raw", "tests", ".ci") for path in sorted((ROOT / folder).rglob("*.py"))
]
LONGEST_FILE = 400
# A line holds a thought, a function what can be read at once: so many words and signs of code.
DENSEST_LINE = 8.0
LONGEST_FUNCTION = 300


def room_of(path: Path) -> str:
    """``pipeline/read/pdf/plumber.py`` → ``read``."""
    return path.relative_to(ROOT / "pipeline").parts[0].removesuffix(".py")


ROOMS = sorted({room_of(path) for path in PACKAGE})
LOOSE = {
    *("__init__", "__main__", "errors", "formless", "inputs", "run", "yamlfile"),
}


def test_no_file_is_long() -> None:
    long: list[str] = []
    for path in (*PACKAGE, *BESIDE):
        if path.read_text(encoding="utf-8").count("\n") > LONGEST_FILE:
            long.append(path.relative_to(ROOT).as_posix())
    assert len(PACKAGE) > 400
    assert long == []


def test_only_these_files_lie_loose() -> None:
    assert {path.stem for path in PACKAGE if path.parent.name == "pipeline"} == LOOSE


# --- density


def described(tree: ast.Module) -> set[int]:
    """The lines of the docstrings, which are no code."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if ast.get_docstring(node) is not None:
            words = node.body[0]
            found |= set(range(words.lineno, (words.end_lineno or words.lineno) + 1))
    return found


@cache
def tokens(path: Path) -> Counter[int]:
    """How many words and signs stand on each line of code."""
    skipped = described(tree_of(path))
    code = (tokenize.NAME, tokenize.NUMBER, tokenize.STRING, tokenize.OP)
    with path.open("rb") as file:
        lines = [token.start[0] for token in tokenize.tokenize(file.readline) if token.type in code]
    return Counter(line for line in lines if line not in skipped)


@pytest.mark.parametrize("room", ROOMS)
def test_a_line_of_a_room_holds_a_thought(room: str) -> None:
    files = [path for path in PACKAGE if room_of(path) == room]
    counted = [tokens(path) for path in files]
    lines = sum(len(of_file) for of_file in counted)
    words = sum(of_file.total() for of_file in counted)
    assert round(words / lines, 1) <= DENSEST_LINE


def long_functions(path: Path) -> list[str]:
    counted = tokens(path)
    long = []
    for node in nodes_of(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            span = range(node.lineno, (node.end_lineno or node.lineno) + 1)
            if sum(counted[line] for line in span) > LONGEST_FUNCTION:
                long.append(f"{path.relative_to(ROOT).as_posix()}: {node.name}")
    return long


def test_a_function_is_read_at_once() -> None:
    assert [name for path in PACKAGE for name in long_functions(path)] == []
