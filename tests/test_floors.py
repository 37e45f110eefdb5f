"""Short functions, small files: the yardstick that good code of this field was measured with."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = sorted((ROOT / "pipeline").rglob("*.py"))
BESIDE = [path for folder in ("raw", "tests", ".ci") for path in sorted((ROOT / folder).rglob("*.py"))]
LONGEST_FILE, LONGEST_FUNCTION = 300, 60


def functions(path: Path) -> dict[str, int]:
    """Name → lines, its signature and docstring included."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return {f"{path.relative_to(ROOT)}:{node.name}": (node.end_lineno or 0) - node.lineno + 1 for node in found}


@pytest.mark.parametrize("path", [*PACKAGE, *BESIDE], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_file_and_no_function_is_long(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST_FILE
    assert {name: lines for name, lines in functions(path).items() if lines > LONGEST_FUNCTION} == {}


def test_most_functions_are_short() -> None:
    lengths = sorted(lines for path in PACKAGE for lines in functions(path).values())
    assert median(lengths) <= 10
    assert lengths[len(lengths) * 9 // 10] < 35
