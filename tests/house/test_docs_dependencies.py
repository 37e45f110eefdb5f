"""docs/dependencies.md lists what pyproject.toml and the locks hold: each package, its licence, its size."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
# What a package calls its licence → the name the page has for it.
LICENCES = {
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "GNU Library or Lesser General Public License (LGPL)": "LGPL-3.0",
}


def rows(section: str) -> list[list[str]]:
    """The cells of the table of a section, without its heading."""
    text = PAGE[PAGE.index(f"## {section}\n") :]
    lines = re.findall(r"^\|(.+)\|$", text[: text.find("\n## ", 3)], re.M)[2:]
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def names(requirements: list[str]) -> list[str]:
    return [re.split(r"[<>=! ]", need)[0] for need in requirements]


def locked(lock: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+)==", (ROOT / lock).read_text("utf-8"), re.M))


RUN, DEV = rows("What runs"), rows("What development needs")


def test_the_page_lists_what_is_asked_for_in_its_order() -> None:
    assert [row[0] for row in RUN] == names(PROJECT["dependencies"])
    assert [row[0] for row in DEV] == names(PROJECT["optional-dependencies"]["dev"])
    assert all(all(row) for row in (*RUN, *DEV))


def test_the_page_names_everything_that_comes_along() -> None:
    listed = [name for row in rows("What comes with them") for name in row[0].split(", ")]
    assert len(set(listed)) == len(listed)
    assert set(listed) == locked("requirements.lock") - set(names(PROJECT["dependencies"]))


@pytest.mark.parametrize("row", [*RUN, *DEV], ids=lambda row: row[0])
def test_the_licence_is_the_one_the_package_states(row: list[str]) -> None:
    package = metadata.distribution(row[0]).metadata
    classified = [
        text.rpartition(" :: ")[2]
        for text in package.get_all("Classifier") or []
        if text.startswith("License :: ")
    ]
    given = (package.get_all("License-Expression") or package.get_all("License") or [""])[0]
    stated = re.split(r" OR | AND |, ", given) + classified
    told = {LICENCES.get(text, text) for text in stated}
    assert told & set(re.split(r", | or ", row[2])), told


@pytest.mark.parametrize("row", RUN, ids=lambda row: row[0])
def test_the_size_is_about_what_the_files_take(row: list[str]) -> None:
    """Other systems' files are of other sizes, and bytecode comes on top: within three times."""
    paths = [Path(str(file.locate())) for file in metadata.files(row[0]) or []]
    taken = sum(path.stat().st_size for path in paths if path.is_file())
    assert taken / 3e6 <= float(row[3]) <= taken / 1e6 * 3


def test_every_size_of_what_comes_along_is_a_number() -> None:
    assert all(float(row[1]) > 0 for row in rows("What comes with them"))
