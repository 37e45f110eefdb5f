"""Transcriptions: pages, cells and lines as they stand in the file; what is no transcription is refused."""

import contextlib
import hashlib
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import read
from pipeline.errors import LimitExceeded, SourceError, UsageError
from pipeline.model import Cell, Document, PageTable
from pipeline.read import transcript
from pipeline.read.transcript import read_transcript

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "transcript"
TWO_TABLES = (CASES / "two_tables.txt").read_bytes()


def texts(table: PageTable) -> list[list[str]]:
    grid = table.grid()
    return [[grid[row, col].text for col in range(table.n_cols)] for row in range(table.n_rows)]


def assert_is_two_tables(document: Document) -> None:
    expected = yaml.safe_load((CASES / "two_tables.yml").read_text(encoding="utf-8"))
    assert [
        [line.text, line.level, line.page, line.before_table] for line in document.lines
    ] == expected["lines"]
    assert [texts(table) for table in document.tables] == expected["tables"]


def test_pages_cells_and_lines_are_read_verbatim_and_in_order() -> None:
    document = read_transcript(CASES / "two_tables.txt")
    assert_is_two_tables(document)
    assert (document.name, document.kind, document.findings) == (
        "two_tables.txt",
        "transcription",
        (),
    )
    assert document.sha256 == hashlib.sha256(TWO_TABLES).hexdigest()


def test_every_cell_is_one_grid_position_of_its_page() -> None:
    second = read_transcript(TWO_TABLES).tables[1]
    assert second.cells[5] == Cell(1, 1, "", page=2, engines=("transcription",))
    assert len(second.cells) == second.n_rows * second.n_cols == 8


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + TWO_TABLES,
        TWO_TABLES.replace(b"\n", b"\r\n"),
        TWO_TABLES.replace(b"\n", b"\r"),
        TWO_TABLES.replace(b"\n\n\t", b"\f\t"),
    ],
    ids=["byte order mark", "CRLF", "CR", "form feed between pages"],
)
def test_byte_order_mark_and_line_ends_make_no_difference(data: bytes) -> None:
    assert_is_two_tables(read_transcript(data))


def test_a_line_without_tabs_ends_a_table() -> None:
    assert [table.page for table in read_transcript(b"1\t2\nnote\n3\t4\n").tables] == [1, 2]


def test_a_row_with_too_few_cells_is_an_error_with_its_line_and_counts() -> None:
    with pytest.raises(
        SourceError, match=r"^ragged.txt: line 5 has 2 cells, 3 expected as on line 3; .*tabs"
    ) as error:
        read_transcript(CASES / "ragged.txt")
    assert "\n" not in str(error.value)


def test_padding_is_a_policy_to_be_named_and_leaves_a_finding() -> None:
    document = read_transcript(CASES / "ragged.txt", ragged="pad")
    assert texts(document.tables[0])[2] == ["2", "乙", ""]
    (finding,) = document.findings
    assert (finding.severity, finding.check, finding.page, finding.row) == (
        "warning",
        "ragged-row",
        1,
        2,
    )


def test_pages_of_different_width_are_no_error() -> None:
    assert [table.n_cols for table in read_transcript(TWO_TABLES).tables] == [3, 4]


def test_another_encoding_is_named_with_the_way_to_convert_it() -> None:
    with pytest.raises(
        SourceError, match=r"gbk.txt: not UTF-8 \(line 1\); .*iconv -f GBK -t UTF-8"
    ):
        read_transcript(CASES / "gbk.txt")
    with pytest.raises(SourceError, match="iconv -f UTF-16"):
        read_transcript("序号\t指标\n".encode("utf-16"))
    with pytest.raises(SourceError, match=r"not UTF-8 \(line 2\); save it as UTF-8"):
        read_transcript(b"a\tb\n\xff\xff\t\xff")


def test_nul_bytes_are_no_text() -> None:
    with pytest.raises(SourceError, match="NUL byte on line 2"):
        read_transcript(b"a\tb\nc\0\td\n")


@pytest.mark.parametrize(
    ("limit", "data"),
    [
        ("MAX_FILE", b"123456789012\n"),
        ("MAX_LINE", b"12\t3456789012\n"),
        ("MAX_COLUMNS", b"\t" * 10),
        ("MAX_LINES", b"\n" * 11),
        ("MAX_CELLS", b"1\t2\n" * 6),
        ("MAX_CELLS", b"1\t2\n\n" * 6),
    ],
)
def test_what_is_larger_than_the_limits_is_refused(
    monkeypatch: pytest.MonkeyPatch, limit: str, data: bytes
) -> None:
    read_transcript(b"1\t2\n")
    monkeypatch.setattr(transcript, limit, 10)
    with pytest.raises(LimitExceeded):
        read_transcript(data)


@settings(deadline=None, max_examples=100)
@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_characters="\n\r\t\f\0", exclude_categories=["Cs"])),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=5,
    )
)
def test_any_table_comes_back_as_it_was_written(rows: list[list[str]]) -> None:
    rows[0][0] = "序号"
    (table,) = read_transcript("\n".join("\t".join(row) for row in rows).encode()).tables
    assert texts(table) == rows


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=60))
def test_no_bytes_make_it_fail_otherwise_than_by_a_source_error(data: bytes) -> None:
    with contextlib.suppress(SourceError):
        document = read_transcript(data)
        assert document.sha256 == hashlib.sha256(data).hexdigest()


def test_the_transcribed_notice_has_every_character_of_the_file() -> None:
    source = ROOT / "raw" / "notice.txt"
    document = read_transcript(source)
    cells = "".join(cell.text for table in document.tables for cell in table.cells)
    lines = "".join(line.text for line in document.lines)
    marks = sum(line.level for line in document.lines)
    written = "".join(source.read_text(encoding="utf-8").split())
    assert len("".join((cells + lines).split())) + marks == len(written)
    assert (
        len({cell.page for table in document.tables for cell in table.cells})
        == len(document.tables)
        == 7
    )


# --- which reader reads what -----------------------------------------------------------------------


def test_a_pdf_is_told_by_its_content_even_behind_other_bytes(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_bytes(b"\n" * 100 + b"%PDF-1.7\n")
    assert read.kind_of(path) == "pdf"
    with pytest.raises(UsageError, match="a PDF, not a transcription"):
        read.read_transcription(path)


def test_a_transcription_is_told_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "notice.pdf"
    path.write_bytes(TWO_TABLES)
    assert read.kind_of(path) == "transcription"
    assert_is_two_tables(read.read_transcription(path))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty file"),
        (b"PK\x03\x04rest", "the archive is damaged or truncated"),
        (b"GIF89a\r\n", "a GIF image"),
        (b"text\0text", "not a document of a kind that is read; convert"),
    ],
)
def test_other_formats_are_named(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "notice.txt"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=message):
        read.kind_of(path)


def test_a_missing_file_and_a_directory_are_wrong_calls(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="a directory"):
        read.kind_of(tmp_path)
    for reader in (read.kind_of, read_transcript):
        with pytest.raises(UsageError, match="no such file"):
            reader(tmp_path / "notice.txt")
