"""Sums that the form declares: points within a row's texts, a total above the table, per cents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.run import rows_of
from tests.conftest import ROOT

CASE = ROOT / "tests" / "cases" / "normalise" / "sums"
Rows = dict[str, list[dict[str, Any]]]


def published(folder: Path, sums: str = "", notice: str = "") -> Rows:
    """The case's tables, with other lines below ``sums`` or another notice where given."""
    spec = (CASE / "spec.yml").read_text("utf-8")
    if sums:
        spec = spec[: spec.index("sums:")] + sums
    html = (CASE / "notice.html").read_text("utf-8")
    (folder / "spec.yml").write_text(spec, "utf-8")
    (folder / "notice.html").write_text(notice or html, "utf-8")
    return rows_of(folder / "notice.html", folder / "spec.yml")


def by_kind(rows: Rows, kind: str) -> list[tuple[Any, ...]]:
    names = ("printed", "rows", "stated", "found", "status", "tasks")
    return [tuple(row[name] for name in names) for row in rows["sums"] if row["kind"] == kind]


def told(rows: Rows) -> list[tuple[str, str, int | None]]:
    return [(f["severity"], f["code"], f["seq"]) for f in rows["findings"]]


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    return published(tmp_path_factory.mktemp("sums"))


def test_rows_that_head_others_and_rows_that_are_tasks_without_serials_are_no_indicators(
    rows: Rows,
) -> None:
    names = [(row["seq"], row["indicator"]) for row in rows["indicators"]]
    assert names == [(1, "延长开放时间"), (2, "更新期刊"), (3, "采购图书"), (4, "修复旧籍")]
    assert by_kind(rows, "section_row") == [
        ("一、阅览服务", "1-2", 12, 12, "holds", None),
        ("二、馆藏建设", "3-4", 20, 20, "holds", None),
        ("三、信息报送", "", 8, None, "open", None),
        ("四、加减分项目", "", 8, None, "open", None),
    ]


def test_a_total_counts_the_tasks_without_serials_that_it_takes_and_the_others_are_told(
    rows: Rows,
) -> None:
    assert by_kind(rows, "total_row") == [("总分", "1-4", 40, 40, "holds", "4")]
    assert ("warning", "repair.outside-total", None) in told(rows)


def test_points_within_a_rows_texts_are_compared_with_its_own(rows: Rows) -> None:
    assert by_kind(rows, "text") == [
        ("4+3", "1", 7, 7, "holds", None),
        ("2+2", "2", 4, 5, "off", None),
        ("6", "4", 6, 6, "holds", None),
        ("5+3", "", 8, 8, "holds", "4"),
    ]
    assert ("warning", "normalise.text-off", 2) in told(rows)
    assert [row["seq"] for row in rows["indicators"] if row["needs_review"]] == [2]


def test_a_total_above_the_table_is_over_all_rows(rows: Rows, tmp_path: Path) -> None:
    assert by_kind(rows, "note") == [("总分40分", "1-4", 40, 40, "holds", "4")]
    html = (CASE / "notice.html").read_text("utf-8").replace("总分40分", "总分45分")
    other = published(tmp_path, notice=html)
    assert by_kind(other, "note") == [("总分45分", "1-4", 45, 40, "off", "4")]
    assert ("warning", "normalise.total-off", None) in told(other)


def test_a_total_of_several_tables_is_off_only_where_one_exceeds_it(tmp_path: Path) -> None:
    sums = "sums:\n  total: '总分(?P<points>\\d+)分'\n  several: true\n"
    html = (CASE / "notice.html").read_text("utf-8")
    less = published(tmp_path, sums, html.replace("总分40分", "总分100分"))
    assert by_kind(less, "note") == [("总分100分", "1-4", 100, 40, "open", "4")]
    more = published(tmp_path, sums, html.replace("总分40分", "总分30分"))
    assert by_kind(more, "note") == [("总分30分", "1-4", 30, 40, "off", "4")]


def test_per_cents_add_up_to_a_hundred(tmp_path: Path) -> None:
    rows = published(tmp_path, "sums:\n  percent: true\n")
    assert by_kind(rows, "percent") == [("%", "1-4", 100, 40, "off", "4")]
    assert ("warning", "normalise.total-off", None) in told(rows)


def test_tasks_that_the_form_says_stand_outside_its_totals_are_no_doubt(tmp_path: Path) -> None:
    rows = published(tmp_path, "sums:\n  outside: '[加减]分'\n")
    assert by_kind(rows, "total_row") == [("总分", "1-4", 40, 40, "holds", "4")]
    assert ("info", "repair.outside-total", None) in told(rows)
