"""Density: a thought a line, small functions and files; the best code of the field has 6 to 7 tokens a line."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = sorted((ROOT / "pipeline").rglob("*.py"))
BESIDE = [
    path for folder in ("raw", "tests", ".ci") for path in sorted((ROOT / folder).rglob("*.py"))
]
LONGEST_FILE = 400
LOOSE = {
    *("__init__", "__main__", "errors", "inputs"),
    *("model", "run", "target", "text", "yamlfile"),
}


@pytest.mark.parametrize(
    "path", [*PACKAGE, *BESIDE], ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_no_file_is_long(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= LONGEST_FILE


def test_only_these_files_lie_loose() -> None:
    assert {path.stem for path in PACKAGE if path.parent.name == "pipeline"} == LOOSE
