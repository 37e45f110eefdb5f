"""What a batch remembers: the last row of each document, whatever a killed run left torn."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from pipeline.batches.memory import FILE, remembered, remembering
from pipeline.batches.row import Row, as_json, failed
from pipeline.errors import LimitExceeded, SourceError

ROW = Row("a", "in/a.txt", "published", 0, rows=84, open=3, points='{"bonus": 10.0}', key="k")
FAILED = failed(Row("b", "in/b.pdf", "unusable", 2), SourceError("stitch.no-table", where="b.pdf"))


def test_rows_come_back_as_they_were(tmp_path: Path) -> None:
    with remembering(tmp_path, {}) as memory:
        memory.add(ROW)
        memory.add(FAILED)
    assert remembered(tmp_path) == {"in/a.txt": ROW, "in/b.pdf": FAILED}


def test_the_last_row_of_a_document_counts(tmp_path: Path) -> None:
    later = replace(ROW, open=0)
    with remembering(tmp_path, {}) as memory:
        memory.add(ROW)
        memory.add(later)
    assert remembered(tmp_path) == {"in/a.txt": later}


def test_a_torn_line_is_none(tmp_path: Path) -> None:
    with remembering(tmp_path, {"in/a.txt": ROW}):
        pass
    with (tmp_path / FILE).open("a") as file:
        file.write('{"notice_id": "b", "sou')
    assert remembered(tmp_path) == {"in/a.txt": ROW}


def test_a_folder_without_a_memory_remembers_nothing(tmp_path: Path) -> None:
    assert remembered(tmp_path / "gone") == {}


def test_that_a_failure_may_pass_is_remembered_and_that_nothing_changed_is_not(
    tmp_path: Path,
) -> None:
    slow = failed(ROW, LimitExceeded("batch.too-large", where="a.txt", limit=1))
    assert slow.may_pass
    assert not FAILED.may_pass
    with remembering(tmp_path, {}) as memory:
        memory.add(replace(slow, unchanged=True, change="new"))
    assert remembered(tmp_path) == {"in/a.txt": slow}


def test_a_row_whose_reason_another_version_wrote_is_kept_with_its_code(tmp_path: Path) -> None:
    """Its document may not be in this call: the catalogue still has a line for it."""
    line = {
        **as_json(Row("a", "a.txt", "unusable", 2)),
        "said": {"code": "read.of-long-ago", "parameters": {"x": 1}},
    }
    (tmp_path / FILE).write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert remembered(tmp_path)["a.txt"].message == "read.of-long-ago"
