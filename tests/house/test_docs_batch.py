"""docs/batch.md: its snippets work on a folder as batch writes it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from pipeline.batches import catalogue
from pipeline.batches.parts import publish_parts
from pipeline.batches.row import Row
from pipeline.publication import write
from pipeline.publication.dataset import notice_folder
from tests.conftest import ROOT
from tests.published import small_publication

SNIPPETS = re.findall(r"^```python\n(.*?)^```", (ROOT / "docs" / "batch.md").read_text("utf-8"), re.S | re.M)  # fmt: skip
NOTICES = ("007", "崇义 县/2022")


@pytest.fixture(scope="module")
def counties(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two notices, published and in the dataset, in a folder called as the page calls it."""
    out = tmp_path_factory.mktemp("docs") / "counties"
    for notice_id in NOTICES:
        tables = small_publication()
        for table in tables.values():
            for row in table:
                row["notice_id"] = notice_id
        for row in tables["lead_units"]:
            row["lead_unit"] = "县发改局"
        for row in tables["agencies"]:
            row["agency"] = "县发改局"
        write.publish(write.build(tables, "g1"), notice_folder(out, notice_id))
        publish_parts(out, notice_id)
    rows = [Row(notice_id, f"{notice_id}.txt", "published", 0) for notice_id in NOTICES]
    catalogue.write(rows, out)
    return out


def test_there_are_lines_for_each_reader() -> None:
    assert [re.findall(r"^import (\w+)", snippet)[0] for snippet in SNIPPETS] == [
        "duckdb",
        "polars",
        "pandas",
        "pandas",
    ]


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_a_snippet_finds_both_notices(snippet: str, counties: Path) -> None:
    *lines, last = snippet.strip().splitlines()
    names: dict[str, object] = {}
    here = Path.cwd()
    os.chdir(counties.parent)
    try:
        exec("\n".join(lines), names)
        answer = eval(last, names)
    finally:
        os.chdir(here)
    assert len(answer) > 0
    assert all(notice_id in str(answer) for notice_id in NOTICES)
