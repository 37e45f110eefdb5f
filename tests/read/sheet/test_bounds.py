"""Hostile workbooks and Markdown, the light ones on every run: each ends in one line, or is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import LimitExceeded, PipelineError, SourceError
from pipeline.read.document import read_edition
from pipeline.read.sniff import kind_of
from pipeline.sandbox.limits import Limits
from tests.hostile import sheets
from tests.hostile.marked import marked
from tests.hostile.pdfs import Case
from tests.read.workbooks import reading, sheet_xml, written


def tell(stage: str, done: int, of: int, pages: int) -> None:
    """Nobody listens."""


@pytest.mark.parametrize("case", marked(sheets.light()))
def test_a_hostile_file_is_one_line_or_is_read(case: Case, tmp_path: Path) -> None:
    path, error = tmp_path / "file", None
    path.write_bytes(case.make())
    try:
        read_edition(path, None, kind_of(path), Limits(), tell)
    except PipelineError as caught:
        error = caught
    said = "" if error is None else str(error)
    assert (0 if error is None else error.exit_code) in case.codes
    assert case.says in said
    assert "\n" not in said
    assert sorted(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (Limits(stream_mb=1), "--max-stream"),
        (Limits(inflated_mb=1), "--max-inflated"),
    ],
)
def test_what_inflates_to_more_than_a_limit_is_refused_and_the_flag_is_named(
    limits: Limits, says: str
) -> None:
    data = written(sheet_xml(" " * 3_000_000))
    with pytest.raises(LimitExceeded, match=f"book.xlsx: .*{says} allows more"):
        reading(data, limits)


@pytest.mark.parametrize("share", [n / 20 for n in range(1, 20)])
def test_a_workbook_that_is_cut_off_is_one_line(share: float) -> None:
    data = written(sheet_xml("<row><c><v>1</v></c></row>" * 3))
    with pytest.raises(SourceError, match=r"^book\.xlsx: .*get the file again"):
        reading(data[: int(len(data) * share)])
