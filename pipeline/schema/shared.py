"""Columns and references that several of the published tables have."""

from __future__ import annotations

from pipeline.schema.columns import Column, ForeignKey

NOTICE_ID = Column(
    "notice_id", "string", "identifies the notice, the same in every table", nullable=False
)
SEQ = Column("seq", "int16", "serial number (序号) of the indicator", nullable=False)
PAGE = Column(
    "page", "int16", "page of the source file, from 1; where it has none, its table or sheet"
)
ROW = Column("row", "int16", "row within that page's table, from 0, header included")
COL = Column("col", "int16", "column within that page's table, from 0")
PLACE = (PAGE, ROW, COL)
BOX = (
    Column(
        "x0",
        "float64",
        "left edge of the cell from the page's left; null where the source has no geometry",
        unit="pt",
    ),
    Column(
        "top",
        "float64",
        "upper edge of the cell from the page's top; null where the source has no geometry",
        unit="pt",
    ),
    Column(
        "x1",
        "float64",
        "right edge of the cell from the page's left; null where the source has no geometry",
        unit="pt",
    ),
    Column(
        "bottom",
        "float64",
        "lower edge of the cell from the page's top; null where the source has no geometry",
        unit="pt",
    ),
)
SECTION = Column(
    "section",
    "string",
    "the part of the scoring, from the closing note (说明), by the name that the spec gives it; "
    "provincial, municipal or bonus on the built-in form",
)
LEVEL1 = Column(
    "level1",
    "string",
    "first-level group (一级指标) without its points; known together with section",
)
LEVEL2 = Column(
    "level2",
    "string",
    "second-level group (二级指标) without its points; null where the label is lost",
)
TO_NOTICE = ForeignKey(("notice_id",), "notice", ("notice_id",))
TO_INDICATOR = ForeignKey(("seq",), "indicators", ("seq",))
FOUND_AT = Column(
    "place",
    "string",
    "where the source has no pages, how to find the cell: table 2, Sheet1!C14; else null",
)
