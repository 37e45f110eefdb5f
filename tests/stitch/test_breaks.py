"""What comes of rows, cells and tables at a page break, and what is said of it: kinds of traps, in several variants."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from pipeline.stitch import stitch
from tests.stitch.pages import CASES, page_tables, written

FILES = sorted((CASES.parent / "breaks").glob("*.yml"))
VARIANTS = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in FILES
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", VARIANTS)
def test_rows_at_the_break_are_those_printed_and_doubt_is_told(case: dict[str, Any]) -> None:
    """The first line of each file says what kind of trap it holds; ``loud`` are the warnings and errors to come."""
    tables = stitch(*page_tables(case))
    found = [
        {"pages": list(t.pages), "headings": t.header_rows, "rows": written(t)} for t in tables
    ]
    assert found == case["tables"]
    loud = [f.check for t in tables for f in t.findings if f.severity != "info"]
    assert loud == case.get("loud", [])
