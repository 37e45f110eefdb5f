"""diff: each cell that reads otherwise, each row that one state alone has, evidence told apart."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from pipeline.errors import PipelineError
from pipeline.publication import write
from pipeline.publication.dataset import notice_folder
from pipeline.publication.state import PACKAGE_FILE
from pipeline.views.diff import Change, as_dict, as_lines, diff
from tests.published import Rows, small_publication

Alter = Callable[[Rows], object]


def same(rows: Rows) -> None:
    """Changes nothing."""


def decided(rows: Rows) -> None:
    """As a correction settles a label."""
    row_of(rows, "indicators", seq=8)["level1"] = "治理"
    row_of(rows, "provenance", seq=8, column="level1")["status"] = "corrected"


def row_of(rows: Rows, table: str, **wanted: Any) -> dict[str, Any]:
    return next(row for row in rows[table] if wanted.items() <= row.items())


def publish(folder: Path, alter: Alter, generation: str = "g1") -> Path:
    rows = small_publication()
    alter(rows)
    write.publish(write.build(rows, generation), folder)
    return folder


def changes(tmp_path: Path, alter: Alter) -> tuple[Change, ...]:
    old = publish(tmp_path / "old", same)
    new = publish(tmp_path / "new", alter, "g2")
    found = diff(old, new)
    return tuple(change for notice in found.notices for change in notice.changes)


def test_the_same_tables_of_another_run_do_not_differ(tmp_path: Path) -> None:
    assert changes(tmp_path, same) == ()


def test_a_cell_is_told_with_what_it_was_and_is_and_how_sure(tmp_path: Path) -> None:
    value, mark = changes(tmp_path, decided)
    assert value == Change(
        "indicators", (("seq", 8),), "changed", "level1", None, "治理", "ambiguous", "corrected"
    )
    assert value.is_value
    assert (mark.table, mark.column, mark.old, mark.new) == (
        *("provenance", "status"),
        *("ambiguous", "corrected"),
    )
    assert not mark.is_value


def test_rows_that_one_state_alone_has_are_told_whole(tmp_path: Path) -> None:
    (removed,) = changes(tmp_path, lambda rows: rows["rankings"].pop(0))
    assert (removed.kind, removed.table) == ("removed", "rankings")
    assert removed.row == {
        name: value
        for name, value in small_publication()["rankings"][0].items()
        if name != "notice_id"
    }


def test_rows_without_a_key_are_counted_as_often_as_they_stand(tmp_path: Path) -> None:
    def twice(rows: Rows) -> None:
        rows["findings"].append(dict(rows["findings"][0]))

    (added,) = changes(tmp_path, twice)
    assert (added.kind, added.table, added.key) == ("added", "findings", ())


def test_another_id_is_one_change_and_not_one_a_row(tmp_path: Path) -> None:
    def renamed(rows: Rows) -> None:
        for table in rows.values():
            for row in table:
                row["notice_id"] = "other"

    (change,) = changes(tmp_path, renamed)
    assert (change.table, change.old, change.new) == ("notice", "small-2022", "other")


def many(out: Path, notices: dict[str, Alter]) -> Path:
    for notice_id, alter in notices.items():
        publish(notice_folder(out, notice_id), alter)
    return out


def test_of_many_notices_those_that_differ_are_told_in_order(tmp_path: Path) -> None:
    old = many(tmp_path / "old", {"a": same, "b/c": same, "d": same})
    new = many(tmp_path / "new", {"a": same, "b/c": decided, "e": same})
    found = diff(old, new)
    told = [(notice.notice_id, notice.kind, notice.values) for notice in found.notices]
    assert told == [("b/c", "changed", 1), ("d", "removed", 0), ("e", "added", 0)]
    assert found.compared == 4


def test_a_notice_whose_descriptor_is_the_same_is_not_opened(tmp_path: Path) -> None:
    old = many(tmp_path / "old", {"a": same})
    new = many(tmp_path / "new", {"a": same})
    (notice_folder(new, "a") / "findings.parquet").write_bytes(b"torn")
    assert not diff(old, new)
    (notice_folder(new, "a") / PACKAGE_FILE).write_text("{}\n")
    with pytest.raises(PipelineError, match="findings"):
        diff(old, new)


def test_a_publication_and_a_folder_of_many_are_not_compared(tmp_path: Path) -> None:
    one = publish(tmp_path / "one", same)
    several = many(tmp_path / "many", {"a": same})
    with pytest.raises(PipelineError, match="name two of one kind"):
        diff(one, several)


def test_the_lines_say_values_and_count_evidence(tmp_path: Path) -> None:
    old = publish(tmp_path / "old", same)
    new = publish(tmp_path / "new", decided)
    difference = diff(old, new)
    assert list(as_lines(difference)) == [
        "small-2022: 1 value differs",
        "  indicators 8 level1: null [ambiguous] → 治理 [corrected]",
        "  evidence: 1 of provenance",
        "1 of 1 notice differs: 1 of values, 1 of evidence",
    ]
    assert list(as_lines(difference, "zh"))[1] == (
        "  indicators 8 一级指标：空［未决］ → 治理［人工更正］"
    )
    assert list(as_lines(diff(old, old))) == ["no difference (1 notice compared)"]


def test_the_values_for_programs_are_json_with_plain_dates(tmp_path: Path) -> None:
    old = publish(tmp_path / "old", same)
    new = publish(tmp_path / "new", lambda rows: rows["rankings"].pop(0))
    told = json.loads(json.dumps(as_dict(diff(old, new))))
    (change,) = told["notices"][0]["changes"]
    assert change["key"]["period_start"] == "2022-01-01"
    assert told["differs"]


@pytest.mark.parametrize(("alter", "code"), [(same, 0), (decided, 1)])
def test_the_command_ends_with_one_where_something_differs(
    tmp_path: Path, alter: Alter, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    old = publish(tmp_path / "old", same)
    new = publish(tmp_path / "new", alter)
    assert main(["diff", str(old), str(new), "--json"]) == code
    assert json.loads(capsys.readouterr().out)["differs"] == bool(code)


def test_a_folder_without_a_publication_is_a_wrong_call(tmp_path: Path) -> None:
    assert main(["diff", str(tmp_path), str(tmp_path)]) == 2
