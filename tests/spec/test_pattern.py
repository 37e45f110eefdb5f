"""A spec's patterns: read as Python reads them, matched in a time that grows with the text alone."""

from __future__ import annotations

import pickle
import re
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.messages import render
from pipeline.spec.pattern import LONGEST, BadPattern, compiled

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "spec" / "patterns.yml").read_text("utf-8")
)
LONG = "a1、标准。" * 4000


@pytest.mark.parametrize("pattern", CASES["taken"])
def test_no_pattern_takes_for_ever(pattern: str) -> None:
    """Python's engine would not end in the life of the universe on some of these."""
    one = compiled(pattern)
    began = time.process_time()
    one.search(LONG)
    assert time.process_time() - began < 1.0
    assert one.pattern == pattern


@pytest.mark.parametrize("case", CASES["same"], ids=lambda case: case["pattern"])
def test_a_pattern_finds_what_python_finds(case: dict[str, str]) -> None:
    expected = [(m.span(), m.groupdict()) for m in re.finditer(case["pattern"], case["text"])]
    one = compiled(case["pattern"])
    assert expected
    assert [(m.span(), m.groupdict()) for m in one.finditer(case["text"])] == expected
    first = one.search(case["text"])
    assert first is not None
    assert first.span() == expected[0][0]
    assert one.groupindex == re.compile(case["pattern"]).groupindex


@pytest.mark.parametrize("letter", "dws")
def test_a_letter_means_the_characters_it_means_in_python(letter: str) -> None:
    """All of the basic plane; the planes above grow with each edition of Unicode."""
    ours, python = compiled(f"^\\{letter}$"), re.compile(f"\\{letter}")
    plane = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    assert [c for c in plane if bool(ours.search(c)) != bool(python.match(c))] == []


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: ascii(case["pattern"]))
def test_what_is_no_pattern_is_refused_with_the_reason(case: dict[str, str]) -> None:
    with pytest.raises(BadPattern) as caught:
        compiled(case["pattern"])
    assert str(caught.value).startswith(case["says"])
    assert render(caught.value.what) == str(caught.value)


def test_half_a_surrogate_pair_in_a_text_is_a_character_like_any_other() -> None:
    found = compiled("年底.*目标").search("年底\ud800目标")
    assert found is not None
    assert found.span() == (0, 5)


def test_a_pattern_is_equal_to_itself_after_a_journey_to_another_process() -> None:
    one = compiled("^序号$")
    again = pickle.loads(pickle.dumps(one))
    assert again == one
    assert again.search("序号")


def test_a_refused_pattern_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BadPattern):
        compiled("(")
    assert capfd.readouterr() == ("", "")


def test_brackets_within_brackets_are_bounded() -> None:
    with pytest.raises(BadPattern, match="more than 2,000 characters"):
        compiled("(" * 40_000 + ")" * 40_000)
    half = LONGEST // 2
    began = time.process_time()
    assert compiled("(" * half + ")" * half).search("") is not None
    assert time.process_time() - began < 1.0
