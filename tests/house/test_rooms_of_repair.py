"""The rooms of the repair stage: each imports what lies below it, from what damage costs up to what is decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.test_layers import PACKAGE, imports

REPAIR = PACKAGE / "repair"
FILES = sorted(REPAIR.rglob("*.py"))
DOOR = "__init__"  # the stage itself, which calls every room
ORDER = ("damage", "observe", "align", "model", "solve", "decide", DOOR)


def room(path: Path) -> str:
    """``pipeline/repair/solve/sweep.py`` → ``solve``."""
    return path.relative_to(REPAIR).parts[0].removesuffix(".py")


def rooms_used(path: Path) -> set[str]:
    """The other rooms of the stage that a file imports from."""
    used = set()
    for name in imports(path):
        parts = name.split(".")
        if parts[:2] == ["pipeline", "repair"]:
            used.add(parts[2] if len(parts) > 2 else DOOR)
    return used - {room(path)}


def test_every_file_of_the_stage_stands_in_a_room_of_the_order() -> None:
    assert {room(path) for path in FILES} == set(ORDER)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(REPAIR).as_posix())
def test_a_room_imports_from_the_rooms_below_it_alone(path: Path) -> None:
    below = ORDER[: ORDER.index(room(path))]
    assert rooms_used(path) - set(below) == set()


def test_the_other_rooms_of_the_house_know_the_stage_by_its_door() -> None:
    """The function ``repair`` is all that a caller needs."""
    others = [path for path in PACKAGE.rglob("*.py") if REPAIR not in path.parents]
    inside = []
    for path in others:
        inside += [name for name in imports(path) if name.startswith("pipeline.repair.")]
    assert set(inside) <= {"pipeline.repair.repair"}
