"""The sheet that says how the others are read."""

from __future__ import annotations

from pipeline.messages.names import STATUS, TABLES
from pipeline.views import calibration
from pipeline.views.export.guide import TITLE
from pipeline.views.export.marks import COLOURS
from pipeline.views.export.sheets import FOR_SCREEN
from tests.published import small_publication
from tests.views.export.books import book


def lines() -> dict[str, tuple[str, str]]:
    sheet = book(small_publication())[TITLE]
    return {line[0].value: (line[1].value, line[2].value) for line in sheet.iter_rows(min_row=2)}


def test_it_explains_each_look_of_a_cell_in_both_languages() -> None:
    told = lines()
    looks = {
        "原文",
        "共享",
        "/",
        "（空白）",
        *(STATUS[status] for status in COLOURS if status != "shared"),
    }
    assert looks <= set(told)
    assert all((zh and en and not any("一" <= sign <= "鿿" for sign in en[:10])) or key == "数字"
               for key, (zh, en) in told.items())  # fmt: skip


def test_its_samples_have_the_colours_of_the_cells() -> None:
    sheet = book(small_publication())[TITLE]
    fills = {line[0].value: line[0].fill.fgColor.rgb[-6:] for line in sheet.iter_rows(min_row=2)}
    assert (fills["未决"], fills["共享"]) == (COLOURS["ambiguous"], COLOURS["shared"])


def test_it_says_how_far_a_repaired_value_can_be_trusted() -> None:
    share = calibration.share("repaired")
    assert share is not None
    assert all(f"{share.right:,}" in text for text in lines()["已修复"])


def test_it_names_the_sheets_that_are_not_printed_whole() -> None:
    zh, en = lines()["打印"]
    assert all(TABLES[name] in zh and TABLES[name] in en for name in FOR_SCREEN)
