"""Each trap of real documents, drawn small: what the page must read as."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.read.pdf.reader import read_pdf


def _helper() -> ModuleType:
    spec = importlib.util.spec_from_file_location("drawn", Path(__file__).with_name("drawn.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


drawn = _helper()


@pytest.mark.parametrize("name", drawn.names())
def test_page_reads_as_drawn(name: str, tmp_path: Path) -> None:
    case = drawn.load(name)
    pdf = drawn.draw(tmp_path / "case.pdf", [case["draw"]], rotate=case.get("rotate", 0))
    reading = read_pdf(pdf)
    cells = [[c.row, c.col, c.rowspan, c.colspan, c.text] for t in reading.tables for c in t.cells]
    assert cells == case["cells"], case["says"]
    assert [f.check for f in reading.findings] == case.get("findings", [])
    if "lines" in case:
        assert [line.text for line in reading.lines] == case["lines"]
    if "first_box" in case:
        assert reading.tables[0].cells[0].bbox == pytest.approx(case["first_box"], abs=1)
