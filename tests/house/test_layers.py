"""The house: floors, imports that point downwards, one room for each engine, nothing heavy at the door."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "pipeline"
FILES = sorted(PACKAGE.rglob("*.py"))

# A room may import what lies on a lower floor, and itself; never another room of its own floor.
FLOORS = (
    {"messages"},
    {"errors", "model", "text"},
    {"yamlfile", "target", "sandbox", "schema"},
    {"spec", "publication"},
    {"read", "stitch", "repair", "correct", "normalise", "validate", "views"},
    {"inputs"},
    {"run"},
    {"cli"},
    {"__main__", "__init__"},
)
FLOOR = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}

# Each engine is known to one module and imported when used: these take seconds or hundreds of megabytes.
ENGINES = ("pdfplumber", "camelot", "great_expectations")
HEAVY = (*ENGINES, "pdfminer", "pandas", "numpy", "pyarrow", "scipy", "cv2")


def room(path: Path) -> str:
    """``pipeline/read/pdf/plumber.py`` → ``read``."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Every module the file imports, at its top or inside a function; ``from a import b`` gives ``a.b``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def users(library: str) -> list[Path]:
    return [path for path in FILES if any(name.split(".")[0] == library for name in imports(path))]


def test_every_room_has_a_floor() -> None:
    assert {room(path) for path in FILES} <= set(FLOOR)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_downwards_and_stages_do_not_know_one_another(path: Path) -> None:
    own = room(path)
    used = {name.split(".")[1] for name in imports(path) if name.startswith("pipeline.")} - {
        own,
        "__version__",
    }
    assert [other for other in used if FLOOR[other] >= FLOOR.get(own, 0)] == []


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_is_known_to_one_module(engine: str) -> None:
    assert len(users(engine)) == 1


def test_the_parser_under_pdfplumber_is_known_to_the_readers_alone() -> None:
    assert {room(path) for path in users("pdfminer")} <= {"read"}


def test_the_door_opens_without_anything_heavy() -> None:
    """``--help`` and a re-run that has nothing to do pay for no engine."""
    code = f"import sys, pipeline.cli; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=PACKAGE.parent, check=True
    )
    assert done.stdout.strip() == "[]"
