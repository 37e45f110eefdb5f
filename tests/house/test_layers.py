"""The house: floors, imports that point downwards, one room for each engine, nothing heavy at the door."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.house.parsed import nodes_of, tree_of

PACKAGE = Path(__file__).resolve().parents[2] / "pipeline"
FILES = sorted(PACKAGE.rglob("*.py"))

# A room may import what lies on a lower floor, and itself; never another room of its own floor.
FLOORS = (
    {"damage"},
    {"messages"},
    {"errors", "model", "text"},
    {"yamlfile", "sandbox", "schema"},
    {"spec", "publication"},
    {"read", "stitch", "repair", "correct", "normalise", "validate", "views"},
    {"inputs"},
    {"run", "formless"},
    {"batches"},
    {"cli"},
    {"__main__", "__init__"},
)
FLOOR = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}

# Each engine and each library of office files is known to so many modules, by room, and imported when used: they
# take seconds or hundreds of megabytes. One that no room knows yet may come to one.
ENGINES = {
    "pdfplumber": ["read"],
    "camelot": ["read"],
    "great_expectations": ["validate"],
    "docx": ["read"],
    "lxml": ["read"],
    "distributed": ["batches"],
    "fsspec": ["batches"],
    "openpyxl": ["read", "views"],  # workbooks are read as sources, and written for people
}
HEAVY = (*ENGINES, "pdfminer", "pandas", "numpy", "pyarrow", "scipy", "cv2")


def room(path: Path) -> str:
    """``pipeline/read/pdf/plumber.py`` → ``read``."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Every module the file imports, at its top or inside a function; ``from a import b`` gives ``a.b``."""
    found: list[str] = []
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return tuple(found)


def users(library: str) -> list[Path]:
    return [path for path in FILES if any(name.split(".")[0] == library for name in imports(path))]


def test_every_room_has_a_floor() -> None:
    assert {room(path) for path in FILES} <= set(FLOOR)


def upwards(path: Path) -> list[str]:
    """What a file imports from its own floor or above."""
    own = room(path)
    used = {name.split(".")[1] for name in imports(path) if name.startswith("pipeline.")} - {
        own,
        "__version__",
    }
    place = path.relative_to(PACKAGE).as_posix()
    return [f"{place}: {other}" for other in used if FLOOR[other] >= FLOOR.get(own, 0)]


def test_imports_point_downwards_and_stages_do_not_know_one_another() -> None:
    assert len(FILES) > 400
    assert [wrong for path in FILES for wrong in upwards(path)] == []


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_is_known_to_one_module_of_a_room(engine: str) -> None:
    rooms = [room(path) for path in users(engine)]
    assert len(rooms) == len(set(rooms))
    assert set(rooms) <= set(ENGINES[engine])


def when_loaded(tree: ast.Module) -> Iterator[ast.Import | ast.ImportFrom]:
    """The imports that run when the module is imported: none of a function's, none for type checkers alone."""
    pending: list[ast.AST] = [tree]
    while pending:
        for node in ast.iter_child_nodes(pending.pop()):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield node
            elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
                pending += node.orelse
            elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                pending.append(node)


@cache
def loaded_with(path: Path) -> set[str]:
    """The modules and names that come with importing the file."""
    found = set()
    for node in when_loaded(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        else:
            found |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def named(path: Path) -> str:
    """``pipeline/read/pdf/plumber.py`` → ``pipeline.read.pdf.plumber``."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_is_imported_when_it_is_used(engine: str) -> None:
    """Where its module loads it at once, no other loads that module at once."""
    for path in users(engine):
        if any(name.split(".")[0] == engine for name in loaded_with(path)):
            eager = [other for other in FILES if named(path) in loaded_with(other)]
            assert eager == []


def names_from(library: str, path: Path) -> set[str]:
    """What the file calls the library and what it has from it."""
    found = set()
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            aliases = [alias for alias in node.names if alias.name.split(".")[0] == library]
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == library:
            aliases = node.names
        else:
            continue
        found |= {alias.asname or alias.name.split(".")[0] for alias in aliases}
    return found


def offered(path: Path) -> Iterator[ast.expr]:
    """The annotations of the file's public functions, methods and fields."""
    tree = tree_of(path)
    public = [node for node in tree.body if not getattr(node, "name", "_").startswith("_")]
    for owner in public:
        for node in [owner, *(owner.body if isinstance(owner, ast.ClassDef) else [])]:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
                yield from (one.annotation for one in every if one.annotation)
                if node.returns:
                    yield node.returns
            elif isinstance(node, ast.AnnAssign):
                yield node.annotation


@pytest.mark.parametrize("engine", ENGINES)
def test_no_type_of_an_engine_leaves_its_module(engine: str) -> None:
    """What the module offers to others is told in values of this package."""
    for path in users(engine):
        theirs = names_from(engine, path)
        used = {
            node.id
            for annotation in offered(path)
            for node in ast.walk(annotation)
            if isinstance(node, ast.Name)
        }
        assert used & theirs == set()


def test_the_parser_under_pdfplumber_is_known_to_the_readers_alone() -> None:
    assert {room(path) for path in users("pdfminer")} <= {"read"}


def test_the_door_opens_without_anything_heavy() -> None:
    """``--help`` and a re-run that has nothing to do pay for no engine."""
    code = f"import sys, pipeline.cli; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=PACKAGE.parent, check=True
    )
    assert done.stdout.strip() == "[]"
