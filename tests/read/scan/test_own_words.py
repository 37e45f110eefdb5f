"""A document's own words settle readings of words, and doubt what is a misread twin of them."""

from __future__ import annotations

from pipeline.model import Cell, PageTable, Reading
from pipeline.read.pdf.model import PdfPage
from pipeline.read.scan.own_words import with_own_words
from pipeline.read.scan.witness import SEAL

UNITS = ("个", "个", "个", "亿美元", "亿美元", "户", "个", "个") * 3


def sure(row: int, text: str, col: int = 1, chance: float = 0.98) -> Cell:
    said = (Reading("ppocr-v6", text, 0.99), Reading("ppocr-v4", text, chance))
    return Cell(row, col, text, confidence=0.99, readings=said)


def doubtful(
    row: int,
    *texts: str,
    likely: float = 0.5,
    witness: str = "ppocr-v4",
    chance: float = 0.95,
) -> Cell:
    first, second = texts
    said = (
        Reading("ppocr-v6", first, chance, likely),
        Reading(witness, second, chance, round(0.9 - likely, 4)),
    )
    return Cell(row, 1, first, readings=said)


def weighed(*cells: Cell, scanned: bool = True) -> PdfPage:
    table = PageTable(page=1, n_rows=40, n_cols=4, cells=cells)
    page = PdfPage(1, 600.0, 800.0, tables=(table,), scanned=scanned)
    (found,) = with_own_words([page])
    return found


def last(page: PdfPage) -> Cell:
    return page.tables[0].cells[-1]


COLUMN = tuple(sure(row, text) for row, text in enumerate(UNITS))


def test_a_reading_that_stands_in_its_column_settles_a_cell_and_is_told() -> None:
    page = weighed(*COLUMN, doubtful(30, "之", "个"))
    cell = last(page)
    assert (cell.text, cell.in_doubt) == ("个", False)
    assert [reading.text for reading in cell.readings] == ["个", "之", "个"]
    assert (cell.readings[0].probability or 0.0) > 0.98
    (told,) = page.findings
    assert (told.severity, told.what.code) == ("info", "scan.words-settled")
    assert "row 30, column 1" in told.message


def test_a_cell_stays_in_doubt_where_both_readings_stand_in_the_column() -> None:
    page = weighed(*COLUMN, doubtful(30, "户", "个"))
    assert last(page).in_doubt
    assert [finding.severity for finding in page.findings] == ["warning"]


def test_a_cell_stays_in_doubt_where_no_reading_stands_in_the_column() -> None:
    assert last(weighed(*COLUMN, doubtful(30, "万人", "万入"))).in_doubt


def test_a_cell_stays_in_doubt_where_witnesses_speak_against_the_word() -> None:
    assert last(weighed(*COLUMN, doubtful(30, "之", "个", likely=0.895))).in_doubt


def test_a_word_seen_once_among_words_that_are_all_seen_once_settles_nothing() -> None:
    names = ("企业上云数量", "进出口总额", "电商交易额", "网络零售额")
    column = [sure(row, text) for row, text in enumerate(names)]
    assert last(weighed(*column, doubtful(30, "进出门总额", "进出口总额"))).in_doubt


def test_what_no_witness_is_sure_of_settles_nothing() -> None:
    unsure = [sure(row, text, chance=0.8) for row, text in enumerate(UNITS)]
    assert last(weighed(*unsure, doubtful(30, "之", "个"))).in_doubt
    assert last(weighed(*COLUMN, doubtful(30, "之", "个", chance=0.8))).in_doubt


def test_a_word_of_another_column_settles_nothing() -> None:
    elsewhere = [sure(row, text, col=2) for row, text in enumerate(UNITS)]
    assert last(weighed(*elsewhere, doubtful(30, "之", "个"))).in_doubt


def test_numbers_are_not_settled_by_numbers_of_their_column() -> None:
    column = [sure(row, "13分") for row in range(20)]
    assert last(weighed(*column, doubtful(30, "13分", "18分"))).in_doubt


def test_what_a_seal_may_hide_is_not_settled() -> None:
    assert last(weighed(*COLUMN, doubtful(30, "个", "", witness=SEAL))).in_doubt


def test_a_twin_of_a_frequent_word_by_a_sign_that_is_confused_is_in_doubt() -> None:
    column = [sure(row, "进出口处") for row in range(3)]
    cell = last(weighed(*column, sure(20, "进出门处")))
    assert cell.in_doubt
    assert cell.text == "进出门处"
    assert cell.readings[-1].text == "进出口处"


def test_a_twin_by_a_sign_that_is_not_confused_is_sure() -> None:
    column = [sure(row, "县商务局") for row in range(9)]
    assert not last(weighed(*column, sure(20, "县税务局"))).in_doubt


def test_a_twin_that_stands_there_nearly_as_often_is_sure() -> None:
    column = [sure(row, "进出口处") for row in range(3)]
    assert not last(weighed(*column, sure(20, "进出门处"), sure(21, "进出门处"))).in_doubt


def test_a_printed_page_is_left_as_it_is() -> None:
    page = weighed(*COLUMN, doubtful(30, "之", "个"), scanned=False)
    assert last(page).in_doubt
    assert page.findings == ()


def test_a_lone_symbol_in_a_column_of_words_is_in_doubt_though_both_read_it() -> None:
    cell = last(weighed(*COLUMN, sure(30, "↑")))
    assert (cell.text, cell.in_doubt) == ("↑", True)
    assert [reading.text for reading in cell.readings][2:] == ["个"]


def test_a_symbol_that_no_letter_was_read_as_has_a_sign_for_an_unknown_one() -> None:
    cell = last(weighed(*COLUMN, sure(30, "★")))
    assert [reading.text for reading in cell.readings][2:] == ["□"]


def test_symbols_in_a_column_of_symbols_are_certain() -> None:
    arrows = [sure(row, sign) for row, sign in enumerate("↑↓↑↑↓↑")]
    page = weighed(sure(20, "较上年"), *arrows)
    assert not any(cell.in_doubt for cell in page.tables[0].cells)
    assert not page.findings
