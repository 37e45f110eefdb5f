"""docs/house.md: each room, file and name that it sends a newcomer to is there."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "house.md").read_text("utf-8")
QUESTIONS = [
    tuple(cell.strip().strip("`") for cell in line.strip("|").split("|")[1:3])
    for line in re.findall(r"^\|.*\? \|.*\|$", PAGE, re.M)
]


def has(owner: object, name: str) -> bool:
    """Whether a module has the name, at its top or in one of its own classes."""
    own = [
        value
        for value in vars(owner).values()
        if isinstance(value, type) and value.__module__ == getattr(owner, "__name__", "")
    ]
    return hasattr(owner, name) or any(hasattr(one, name) for one in own)


def test_the_questions_of_a_newcomer_are_answered() -> None:
    assert len(QUESTIONS) >= 10


@pytest.mark.parametrize(("file", "name"), QUESTIONS)
def test_what_answers_a_question_is_there(file: str, name: str) -> None:
    module = ".".join(Path(file).with_suffix("").parts).removesuffix(".__init__")
    assert has(import_module(module), name), f"{file} has no {name}"


def test_every_file_and_room_that_is_named_exists() -> None:
    named = re.findall(r"`((?:pipeline|tests|expectations|docs)/[\w./]*)`", PAGE)
    assert len(named) > 30
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_room_has_its_line() -> None:
    """Cells of the first column: all folders of the package, and the files that lie loose with a part of their own."""
    rows = re.findall(r"^\| (`.*?) \|", PAGE, re.M)
    listed = {path.strip("`").rstrip("/") for row in rows for path in row.split(", ")}
    folders = {
        f"pipeline/{path.name}"
        for path in (ROOT / "pipeline").iterdir()
        if path.is_dir() and list(path.glob("*.py")) + list(path.glob("*.yml"))
    }
    assert folders <= listed


def test_the_test_that_is_named_is_a_test() -> None:
    assert "def test_a_slash_is_a_ranking_that_was_not_published(" in (
        ROOT / "tests" / "test_notice.py"
    ).read_text("utf-8")
    assert "`test_a_slash_is_a_ranking_that_was_not_published`" in PAGE
