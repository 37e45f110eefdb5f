"""Rows that head others label the rows below, in a table without a column of labels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.run import rows_of

SPEC = """
form: tasks
columns:
  - {role: seq, heading: ^序号$}
  - {role: indicator, heading: ^任务$}
  - {role: lead_units, heading: ^单位$}
"""


def extracted(folder: Path, *lines: str) -> dict[str, list[dict[str, Any]]]:
    """A table of these rows: a heading, or cells parted by |."""
    (folder / "form.yml").write_text(SPEC, "utf-8")
    rows = ""
    for line in ("序号|任务|单位", *lines):
        cells = line.split("|")
        span = f" colspan={4 - len(cells)}" if len(cells) == 1 else ""
        rows += "<tr>" + "".join(f"<td{span}>{cell}</td>" for cell in cells) + "</tr>"
    page = f"<html><meta charset=utf-8><body><table border=1>{rows}</table></body></html>"
    (folder / "notice.html").write_text(page, "utf-8")
    return rows_of(folder / "notice.html", folder / "form.yml")


def labels(rows: dict[str, list[dict[str, Any]]]) -> list[tuple[str | None, str | None]]:
    return [(row["level1"], row["level2"]) for row in rows["indicators"]]


def test_each_row_has_the_heading_above_it(tmp_path: Path) -> None:
    rows = extracted(
        tmp_path,
        "一、产业发展",
        "1|培育企业|县工信局",
        "2|打造品牌|县商务局",
        "二、乡村建设",
        "3|改造户厕|县住建局",
    )
    first, second = ("一、产业发展", None), ("二、乡村建设", None)
    assert labels(rows) == [first, first, second]
    sources = [row for row in rows["provenance"] if row["column"] == "level1"]
    assert {row["status"] for row in sources} == {"merged"}
    assert [row["row"] for row in sources] == [1, 1, 4]
    assert sources[0]["reason"] == "printed in the row that heads it"


def test_headings_of_two_styles_are_of_two_levels(tmp_path: Path) -> None:
    rows = extracted(
        tmp_path,
        "一、项目",
        "（一）道路",
        "1|修建县道|县交通局",
        "（二）供水",
        "2|改造管网|县水利局",
        "二、服务",
        "3|扩建学校|县教体局",
    )
    assert labels(rows) == [
        ("一、项目", "（一）道路"),
        ("一、项目", "（二）供水"),
        ("二、服务", None),
    ]


def test_rows_above_the_first_heading_have_none(tmp_path: Path) -> None:
    rows = extracted(tmp_path, "1|修建县道|县交通局", "一、服务", "2|扩建学校|县教体局")
    assert labels(rows) == [(None, None), ("一、服务", None)]
