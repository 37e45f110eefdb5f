"""The figures a person wants first: counted from the rows, told in both languages."""

from __future__ import annotations

from pathlib import Path

from pipeline.schema import PROVENANCE_STATUS
from pipeline.views.summary import PARTS, summarise, summary_lines
from tests.published import small_publication

SECONDS = {"read": 1.234, "repair": 0.5}


def test_the_figures_are_counted_from_the_rows() -> None:
    rows = small_publication()
    statuses = [row["status"] for row in rows["provenance"]]
    summary = summarise(rows, True, SECONDS)
    assert (summary["indicators"], summary["values"]) == (8, len(statuses))
    assert summary["open"] == statuses.count("ambiguous") == 5
    assert summary["certain"] == len(statuses) - 5
    assert summary["rows_to_review"] == sum(row["needs_review"] for row in rows["indicators"])
    assert summary["findings"]["error"] == 0
    assert sum(summary["findings"].values()) == len(rows["findings"])
    assert (summary["valid"], summary["seconds"]) == (True, SECONDS)


def test_the_parts_add_up_to_all_values() -> None:
    rows = small_publication()
    summary = summarise(rows, True, SECONDS)
    assert sum(summary[part] for part in PARTS) == summary["values"] == len(rows["provenance"])
    assert summary["open_rows"] == 1


def test_every_status_falls_into_one_part() -> None:
    held = [status for statuses in PARTS.values() for status in statuses]
    assert sorted(held) == sorted(PROVENANCE_STATUS)


def test_the_summary_is_told_in_english() -> None:
    summary = summarise(small_publication(), True, SECONDS)
    lines = list(summary_lines(summary, "en", Path("extracted")))
    assert lines[1].startswith("  indicators  8 rows, ")
    assert "points provincial 10, " in lines[1]
    assert lines[-2:] == [
        "  seconds     read 1.23, repair 0.50",
        "  unchanged   extracted already holds this publication (--force works it again)",
    ]


def test_the_summary_is_told_in_chinese() -> None:
    summary = summarise(small_publication(), True, SECONDS)
    lines = list(summary_lines(summary, "zh"))
    assert lines[1].startswith("  指标  8行，")
    assert "分值：省考核指标10分、" in lines[1]
    assert lines[-1] == "  用时  识读1.23秒、修复0.50秒"


def test_a_notice_without_points_says_so() -> None:
    summary = {**summarise(small_publication(), True, {}), "points": {}}
    assert list(summary_lines(summary))[1].endswith("; points none stated")
    assert list(summary_lines(summary, "zh"))[1].endswith("；分值：未写明")
