"""A folder of page images goes the whole way: published, told unchanged, its pages in the report."""

from __future__ import annotations

import json
import re

import pyarrow.parquet as pq
import pytest

from pipeline.run import Request, extract
from tests.read.scan.drawn import saved, table

HEAD = ("序号", "指标", "单位", "2022年1-6月")
LATER = (("3", "平台新增数", "个", "12"), ("4", "数字经济增加值", "%", "7"))
PAGES = {
    "2.png": (
        HEAD,
        ("1", "数字经济增加值", "亿元", "/"),
        ("2", "数字经济核心产业增加值", "%", "1"),
    ),
    "10.png": (HEAD, *LATER),
}


@pytest.fixture(scope="module")
def request_of(tmp_path_factory: pytest.TempPathFactory) -> Request:
    folder = tmp_path_factory.mktemp("received") / "county-2022"
    folder.mkdir()
    for name, rows in PAGES.items():
        saved(table(rows, size=8.5), folder / name)
    (folder / "note.txt").write_text("from the county's office", "utf-8")
    return Request(folder, folder.parent / "out", draft=True)


@pytest.mark.slow
def test_a_folder_is_published_as_a_file_is(request_of: Request) -> None:
    outcome = extract(request_of)
    assert outcome.ok, outcome.failures
    out = request_of.out
    rows = pq.read_table(out / "indicators.parquet").to_pylist()
    assert [row["seq"] for row in rows] == [1, 2, 3, 4]
    assert {row["notice_id"] for row in rows} == {"county-2022"}
    cells = pq.read_table(out / "cells.parquet").to_pylist()
    assert {cell["page"] for cell in cells} == {1, 2}
    found = pq.read_table(out / "findings.parquet").to_pylist()
    told = {one["code"]: json.loads(one["parameters"]) for one in found if "folder" in one["code"]}
    assert told["scan.folder-order"]["names"] == ["2.png", "10.png"]
    assert told["scan.folder-left-out"]["names"] == ["note.txt"]
    report = (out / "report.html").read_text("utf-8")
    assert len(re.findall(r"data:image/png;base64", report)) == 2
    assert extract(request_of).unchanged
