"""raw/facsimile.py: what is typeset reads back as the transcription it was typeset from."""

from __future__ import annotations

import hashlib
import importlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pdfplumber
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[1]
RAW = ROOT / "raw"
CASES = ROOT / "tests" / "cases" / "facsimile"
NOTICE = (RAW / "notice.txt").read_text(encoding="utf-8")
Grid = list[list[str]]


@dataclass(frozen=True)
class Drawn:
    """A cell as its rules show it, its text in drawing order, and the least distance of a character from a rule."""

    row: int
    col: int
    rowspan: int
    colspan: int
    text: str
    clearance: float


@pytest.fixture(scope="module")
def facsimile() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(RAW))
        yield importlib.import_module("facsimile")


@pytest.fixture(scope="module")
def notice() -> Iterator[Any]:
    with pdfplumber.open(RAW / "notice.pdf") as pdf:
        yield pdf


def printed_pages(text: str) -> list[Grid]:
    """The transcription's page tables, read independently of the typesetting."""
    blocks = [
        [line.split("\t") for line in block.split("\n") if "\t" in line]
        for block in text.split("\n\n")
    ]
    return [block for block in blocks if block]


def drawn_cells(page: Any) -> list[Drawn]:
    """The cells of a page's only table, from its rules; every character must lie inside exactly one."""
    (table,) = page.find_tables()
    xs = sorted({x for cell in table.cells for x in (cell[0], cell[2])})
    ys = sorted({y for cell in table.cells for y in (cell[1], cell[3])})
    chars: dict[Any, list[Any]] = {cell: [] for cell in table.cells}
    _, top, _, bottom = table.bbox
    for char in page.chars:
        if top < char["top"] < bottom:
            chars[next(cell for cell in table.cells if clearance(char, cell) > 0)].append(char)
    return [
        Drawn(
            row=ys.index(cell[1]),
            col=xs.index(cell[0]),
            rowspan=ys.index(cell[3]) - ys.index(cell[1]),
            colspan=xs.index(cell[2]) - xs.index(cell[0]),
            text="".join(char["text"] for char in inside),
            clearance=min((clearance(char, cell) for char in inside), default=99.0),
        )
        for cell, inside in chars.items()
    ]


def clearance(char: Any, cell: tuple[float, float, float, float]) -> float:
    x0, top, x1, bottom = cell
    return float(min(char["x0"] - x0, x1 - char["x1"], char["top"] - top, bottom - char["bottom"]))


def grid(cells: list[Drawn]) -> Grid:
    """Texts at the cells' upper left corners, blank elsewhere."""
    texts = {(cell.row, cell.col): cell.text for cell in cells}
    rows = range(max(cell.row + cell.rowspan for cell in cells))
    columns = range(max(cell.col + cell.colspan for cell in cells))
    return [[texts.get((row, col), "") for col in columns] for row in rows]


def test_the_committed_facsimile_is_reproduced_byte_for_byte_at_any_time(
    facsimile: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for run, epoch in (("first.pdf", ""), ("second.pdf", "1700000000")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        facsimile.typeset(NOTICE, tmp_path / run)
        assert (tmp_path / run).read_bytes() == (RAW / "notice.pdf").read_bytes()


def test_the_facsimile_is_small_and_its_bytes_depend_on_no_compression_library() -> None:
    content = (RAW / "notice.pdf").read_bytes()
    assert len(content) < 2_000_000
    assert b"FlateDecode" not in content


def test_each_page_table_reads_back_cell_for_cell_spaces_included(notice: Any) -> None:
    pages = printed_pages(NOTICE)
    assert [grid(drawn_cells(page)) for page in notice.pages[-len(pages) :]] == pages


def test_every_character_keeps_clear_of_the_rules_of_its_cell(notice: Any) -> None:
    for page in notice.pages[-len(printed_pages(NOTICE)) :]:
        assert min(cell.clearance for cell in drawn_cells(page)) > 2


def test_body_and_closing_note_are_on_the_pages_and_headings_are_larger(notice: Any) -> None:
    sizes: dict[str, float] = {}
    for page in notice.pages:
        for line in page.extract_text_lines():
            sizes["".join(line["text"].split())] = line["chars"][0]["size"]
    assert (
        sizes["崇义县2022年数字经济发展攻坚工作方案"]
        > sizes["一、攻坚时间"]
        > sizes["四、其他事项"]
    )
    assert sizes["四、其他事项"] > sizes["2022年11月15日—2022年12月31日。"]
    everything = "".join(sizes)
    paragraphs = [line.strip("# ") for line in NOTICE.split("\n") if "\t" not in line]
    assert not [text for text in paragraphs if "".join(text.split()) not in everything]


def test_text_is_at_least_five_and_a_half_points_and_embedded(notice: Any) -> None:
    for page in notice.pages:
        assert min(char["size"] for char in page.chars) >= 5.5
        assert {char["fontname"].split("+")[-1] for char in page.chars} == {"WenQuanYiMicroHei"}
        assert not [char for char in page.chars if char["text"].startswith("(cid")]


def test_header_cells_span_and_label_cells_are_tall_and_nothing_else_is(
    facsimile: ModuleType, tmp_path: Path
) -> None:
    facsimile.typeset((CASES / "spans.txt").read_text(encoding="utf-8"), tmp_path / "spans.pdf")
    expected = yaml.safe_load((CASES / "spans.yml").read_text(encoding="utf-8"))
    with pdfplumber.open(tmp_path / "spans.pdf") as pdf:
        assert len(pdf.pages) == 3
        for number, cells in expected.items():
            drawn = drawn_cells(pdf.pages[number - 1])
            seen = sorted([c.row, c.col, c.rowspan, c.colspan, c.text] for c in drawn)
            assert seen == cells


def test_a_table_too_large_for_the_page_gets_a_larger_page(
    facsimile: ModuleType, tmp_path: Path
) -> None:
    rows = [["标签", "序号", "名称"], *(["", str(n), "指标名称"] for n in range(80))]
    facsimile.typeset("\n".join("\t".join(row) for row in rows), tmp_path / "large.pdf")
    with pdfplumber.open(tmp_path / "large.pdf") as pdf:
        (page,) = pdf.pages
        assert grid(drawn_cells(page)) == rows
        assert page.height > 842


def test_a_character_without_glyph_is_refused_and_nothing_is_written(
    facsimile: ModuleType, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match="no glyph in the font for '😀'"):
        facsimile.typeset("序号\t名称\n1\t😀\n", tmp_path / "out.pdf")
    assert not (tmp_path / "out.pdf").exists()


def test_an_unusable_input_ends_with_one_line(
    facsimile: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "prose.txt").write_text("no table\n", encoding="utf-8")
    for name in ("absent.txt", "prose.txt"):
        assert facsimile.main([str(tmp_path / name), str(tmp_path / "out.pdf")]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1


def test_sources_name_each_file_with_its_present_hash() -> None:
    entries = yaml.safe_load((RAW / "SOURCES.yml").read_text(encoding="utf-8"))
    assert [entry["file"] for entry in entries] == ["notice.txt", "notice.pdf"]
    for entry in entries:
        assert entry["sha256"] == hashlib.sha256((RAW / entry["file"]).read_bytes()).hexdigest()


WORDS = st.text("县发改委工信局指标数据（）、，“”—①%/(): GDP5.", max_size=24).map(
    lambda text: " ".join(text.split())
)


@st.composite
def transcriptions(draw: st.DrawFn) -> list[Grid]:
    """Page tables under a two-row header: other labels, columns, rows and pages, blanks and misplaced texts."""
    pages = []
    for _ in range(draw(st.integers(1, 3))):
        labels, values = draw(st.integers(0, 3)), draw(st.integers(1, 6))
        header = [
            *(f"{n}级指标" for n in range(labels)),
            "序号",
            "三级指标",
            "排名",
            *[""] * values,
        ]
        second = [""] * (labels + 2) + [f"1-{n}月份" for n in range(values)] + [""]
        row = st.lists(WORDS, min_size=len(header), max_size=len(header))
        pages.append([header, second, *draw(st.lists(row, min_size=1, max_size=6))])
    return pages


@settings(max_examples=15, deadline=None)
@given(transcriptions())
def test_any_transcription_of_the_family_reads_back_as_it_was(
    facsimile: ModuleType, pages: list[Grid]
) -> None:
    text = "\n\n".join("\n".join("\t".join(row) for row in page) for page in pages)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.pdf"
        facsimile.typeset(text, out)
        with pdfplumber.open(out) as pdf:
            assert [grid(drawn_cells(page)) for page in pdf.pages] == pages
