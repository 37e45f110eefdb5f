"""Mutants are drawn alike each time, tried in a copy, and told with their place and change."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.mutants.__main__ import Tried, killed_share, summary, try_all, try_one
from tests.mutants.copy import Copy, Stage
from tests.mutants.draw import ROOMS, Module, Mutant, draw

SOURCE = '''"""Adds."""

from __future__ import annotations

START = 7


def add(one: int | None, two: int) -> int | None:
    """Adds two numbers above the start."""
    return START + two if one is None else START + one + two
'''
TESTS = """from pipeline.repair.add import add


def test_two_numbers_are_added() -> None:
    assert add(1, 2) == 10
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one module and one test of it."""
    files = {
        "pipeline/repair/add.py": SOURCE,
        "tests/repair/test_add.py": TESTS,
        "tests/repair/test_other.py": "def test_nothing_of_it() -> None:\n    assert True\n",
        "tests/test_notice.py": "def test_the_notice() -> None:\n    assert True\n",
        "tests/test_forms.py": "def test_a_form() -> None:\n    assert True\n",
        "pyproject.toml": '[tool.pytest.ini_options]\npythonpath = ["."]\n',
    }
    for name, text in files.items():
        path = tmp_path / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for part in ("expectations", "raw", "extracted", "docs", ".ci"):
        (tmp_path / "project" / part).mkdir()
    return tmp_path / "project"


def module(root: Path) -> Module:
    return Module(root, "pipeline/repair/add.py")


def test_numbers_of_modules_conditions_and_operators_are_places_and_annotations_are_not(
    root: Path,
) -> None:
    sorts = {(sort.partition("/")[2], start[0]) for sort, start in module(root).places()}
    assert {
        ("NumberReplacer", 5),
        ("ReplaceBinaryOperator", 10),
        ("ReplaceComparisonOperator", 10),
    } <= sorts
    assert not any(line == 8 for _, line in sorts), "nothing evaluates an annotation"


def test_a_seed_draws_the_same_mutants_of_as_many_places(root: Path) -> None:
    places = len(module(root).places())
    every = draw(root, 1000, 1, ["pipeline/repair"])
    assert len(every) == places
    assert draw(root, 3, 1, ["pipeline/repair"]) == draw(root, 3, 1, ["pipeline/repair"])
    assert every != draw(root, 1000, 2, ["pipeline/repair"])


def mutant(root: Path, operator: str, line: int) -> Mutant:
    """The first change of a line by an operator."""
    every = [each for some in module(root).places().values() for each in some]
    return next(m for m in every if m.operator == f"core/{operator}" and m.line == line)


def test_a_change_is_told_by_its_lines_before_and_after(root: Path) -> None:
    number = mutant(root, "NumberReplacer", 5)
    assert number.difference(SOURCE) == "- START = 7   + START = 8"


@pytest.mark.slow
def test_a_mutant_is_killed_by_a_test_that_fails_and_survives_where_none_does(
    root: Path, tmp_path: Path
) -> None:
    copy = Copy.of(root, tmp_path / "copy")
    stages = copy.stages("pipeline/repair")
    added = mutant(root, "ReplaceBinaryOperator_Add_Sub", 10)  # of the branch that no test reaches
    mutants = [mutant(root, "NumberReplacer", 5), added]
    tried = list(try_all(mutants, [copy], {"pipeline/repair": stages}))
    assert [one.fate for one in tried] == ["killed", "survived"]
    assert (copy.folder / "pipeline/repair/add.py").read_text("utf-8") == SOURCE
    told = summary(tried)
    assert "50.0 % killed" in told
    assert told.splitlines()[-1].startswith(
        "survived  pipeline/repair/add.py:10  - return START + two"
    )


def test_tests_that_take_too_long_are_ended(root: Path, tmp_path: Path) -> None:
    copy = Copy.of(root, tmp_path / "copy")
    (copy.folder / "tests/slow.py").write_text("import time\ntime.sleep(60)\n", "utf-8")
    slow = Stage(("tests/slow.py",), (("tests/slow.py", -4.9),))  # leaves less than a second
    tried = try_one(mutant(root, "NumberReplacer", 5), copy, [slow])
    assert tried.fate == "timed out"


@pytest.mark.slow
def test_tests_that_fail_as_they_are_prove_nothing(root: Path, tmp_path: Path) -> None:
    (root / "tests/repair/test_add.py").write_text("def test_it() -> None:\n    assert False\n")
    with pytest.raises(RuntimeError, match="nothing is changed"):
        Copy.of(root, tmp_path / "copy").stages("pipeline/repair")


def test_the_module_s_own_tests_come_first_then_those_beside_it_and_the_fast_ones() -> None:
    own, beside = "tests/repair/x/test_c_of_b.py", "tests/repair/x/test_d.py"
    fast, slow = "tests/repair/test_b.py", "tests/repair/test_a.py"
    stage = Stage((slow, fast, own, beside), ((slow, 9.0), (fast, 5.0)))
    assert list(stage.parts("pipeline/repair/x/c.py")) == [(own,), (beside,), (fast, slow)]
    assert stage.limit((slow, fast)) == stage.limit((own,)) + 4 * 14.0


def test_one_that_runs_for_ever_is_noticed_too() -> None:
    one = Mutant("pipeline/repair/add.py", 5, "core/NumberReplacer", 0)
    fates = [Tried(one, "killed", ""), Tried(one, "timed out", ""), Tried(one, "survived", "")]
    assert killed_share(fates) == pytest.approx(2 / 3)
    assert killed_share([]) == 1


def test_every_room_has_tests_of_its_own(root: Path, tmp_path: Path) -> None:
    for room in ROOMS:
        assert list((ROOT / "tests" / Path(room).name).rglob("test_*.py")), room
    copy = Copy.of(root, tmp_path / "copy")
    with pytest.raises(RuntimeError, match="has no tests of its own"):
        copy.stages("pipeline/stitch")
