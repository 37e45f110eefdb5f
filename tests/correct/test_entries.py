"""The file of people's decisions: its entries, and what is refused and named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.correct import MAX_BYTES, Correction, load, read
from pipeline.errors import CorrectionError
from tests.conftest import ROOT

CASES = ROOT / "tests" / "cases" / "correct"
ENTRY = (CASES / "entry.yml").read_text("utf-8")


def test_an_entry_is_read_with_its_target_and_reason() -> None:
    (entry,) = load(ENTRY.encode(), "corrections.yml")
    assert entry == Correction(
        "small-2022", 35, "weight", "2", "1", "the office's letter of 1 December", "a reader"
    )


def test_a_file_without_entries_decides_nothing() -> None:
    assert load(b"# nothing\n", "c.yml") == load(b"[]", "c.yml") == ()


def test_the_committed_file_is_empty_of_decisions() -> None:
    """No guess enters through it."""
    path = ROOT / "raw" / "corrections.yml"
    assert load(read(path), path.name) == ()


@pytest.mark.parametrize(
    "case", yaml.safe_load((CASES / "wrong.yml").read_text("utf-8")), ids=lambda case: case["says"]
)
def test_a_malformed_file_is_refused_and_named(case: dict[str, Any]) -> None:
    text = case["text"] if "text" in case else ENTRY.replace(case["old"], case["new"])
    assert text != ENTRY
    with pytest.raises(CorrectionError, match=r"^c\.yml") as caught:
        load(text.encode(), "c.yml")
    assert case["says"] in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_or_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorrectionError, match="cannot be read"):
        read(tmp_path / "gone.yml")
    with pytest.raises(CorrectionError, match="bytes"):
        load(b"#" * (MAX_BYTES + 1), "c.yml")
