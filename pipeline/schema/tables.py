"""The published tables, each column declared once.

Everything else about them is derived from here.
"""

from __future__ import annotations

from pipeline.schema.columns import Column, ForeignKey, TableSchema
from pipeline.schema.sums import SUMS
from pipeline.schema.vocabulary import (
    BASIS,
    COMPARATORS,
    PROVENANCE_STATUS,
    RANKING_STATUS,
    SECTIONS,
    SEVERITIES,
    UNIT_STATUS,
)

_NOTICE_ID = Column(
    "notice_id", "string", "identifies the notice, the same in every table", nullable=False
)
_SEQ = Column("seq", "int16", "serial number (序号) of the indicator", nullable=False)
_PAGE = Column(
    "page", "int16", "page of the source file, from 1; where it has none, its table or sheet"
)
_ROW = Column("row", "int16", "row within that page's table, from 0, header included")
_COL = Column("col", "int16", "column within that page's table, from 0")
_PLACE = (_PAGE, _ROW, _COL)
_BOX = (
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
_FOUND_AT = Column(
    "place",
    "string",
    "where the source has no pages, how to find the cell: table 2, Sheet1!C14; else null",
)
_SECTION = Column(
    "section", "string", "the part of the scoring, from the closing note (说明)", values=SECTIONS
)
_LEVEL1 = Column(
    "level1",
    "string",
    "first-level group (一级指标) without its points; known together with section",
)
_LEVEL2 = Column(
    "level2",
    "string",
    "second-level group (二级指标) without its points; null where the label is lost",
)
_TO_NOTICE = ForeignKey(("notice_id",), "notice", ("notice_id",))
_TO_INDICATOR = ForeignKey(("seq",), "indicators", ("seq",))

INDICATORS = TableSchema(
    "indicators",
    "Indicators",
    "One row per indicator, in the order of the serial numbers.",
    (
        _NOTICE_ID,
        _SEQ,
        _SECTION,
        _LEVEL1,
        Column(
            "level1_points", "float64", "points printed in the first-level label", unit="points"
        ),
        _LEVEL2,
        Column(
            "level2_points",
            "float64",
            "points printed in the second-level label, else null",
            unit="points",
        ),
        Column("indicator", "string", "name of the indicator (三级指标)"),
        Column(
            "unit",
            "string",
            "unit of measurement as printed; null where none is printed, or —, or -",
        ),
        Column(
            "weight",
            "float64",
            "the row's own points; null where they are shared or ambiguous. To sum points, use scoring_units",
            unit="points",
        ),
        Column(
            "scoring_unit",
            "int16",
            "the scoring unit that the row certainly belongs to; null where in doubt",
        ),
        Column(
            "rank_jan_jun",
            "int16",
            "rank in the city, January to June",
            unit="place",
            months=(1, 6),
        ),
        Column(
            "rank_jan_aug",
            "int16",
            "rank in the city, January to August",
            unit="place",
            months=(1, 8),
        ),
        Column(
            "rank_jan_sep",
            "int16",
            "rank in the city, January to September",
            unit="place",
            months=(1, 9),
        ),
        Column("target", "string", "the year-end target as printed, line wraps mended"),
        Column(
            "target_value",
            "float64",
            "the target's number where it has exactly one",
            unit="see target_unit",
        ),
        Column(
            "target_unit", "string", "unit of target_value: printed with the number, else the row's"
        ),
        Column(
            "target_comparator",
            "string",
            "how the figure relates to target_value; = unless said",
            values=COMPARATORS,
        ),
        Column(
            "target_rank", "int16", "rank in the city aimed at for the year's end", unit="place"
        ),
        Column(
            "lead_units",
            "string",
            "the units in charge, joined with 、; one row each in lead_units",
        ),
        Column(
            "needs_review",
            "bool",
            "true exactly where a column of the row is ambiguous or a warning among the findings names the row",
            nullable=False,
        ),
        Column(
            "source_page",
            "int16",
            "page of the attachment, from 1, the same for every edition with pages; null where there are none",
        ),
    ),
    ("seq",),
    (_TO_NOTICE, ForeignKey(("scoring_unit",), "scoring_units", ("scoring_unit",))),
)

RANKINGS = TableSchema(
    "rankings",
    "Rankings",
    "One row per indicator and period.",
    (
        _NOTICE_ID,
        _SEQ,
        Column("period_start", "date32", "first day of the cumulative period", nullable=False),
        Column("period_end", "date32", "last day of the cumulative period", nullable=False),
        Column("rank", "int16", "rank in the city; null unless status is ranked", unit="place"),
        Column("printed", "string", "the text that was read, verbatim; null where there is none"),
        Column(
            "status",
            "string",
            "what is known of the ranking",
            nullable=False,
            values=tuple(RANKING_STATUS),
        ),
    ),
    ("seq", "period_start", "period_end"),
    (_TO_NOTICE, _TO_INDICATOR),
)

SCORING_UNITS = TableSchema(
    "scoring_units",
    "Scoring units",
    "One row per scoring unit: the finest group of rows whose points are known. They sum to the sections' totals.",
    (
        _NOTICE_ID,
        Column(
            "scoring_unit", "int16", "number of the unit, from 1 in document order", nullable=False
        ),
        _SECTION,
        _LEVEL1,
        _LEVEL2,
        Column("first_seq", "int16", "first serial that certainly belongs", nullable=False),
        Column("last_seq", "int16", "last serial that certainly belongs", nullable=False),
        Column("points", "float64", "the unit's points", nullable=False, unit="points"),
        Column(
            "rows",
            "string",
            "the serials that certainly belong, like 14-23 or 3,5-7",
            nullable=False,
        ),
        Column(
            "basis", "string", "where the points come from", nullable=False, values=tuple(BASIS)
        ),
        Column(
            "status",
            "string",
            "whether the rows are settled",
            nullable=False,
            values=tuple(UNIT_STATUS),
        ),
        Column(
            "candidates",
            "string",
            "the serials that may belong besides, written like rows; null where certain",
        ),
    ),
    ("scoring_unit",),
    (_TO_NOTICE, ForeignKey(("section",), "sections", ("section",))),
)

SECTIONS_TABLE = TableSchema(
    "sections",
    "Sections",
    "One row per section: what the closing note (说明) says of it.",
    (
        _NOTICE_ID,
        Column("section", "string", "the part of the scoring", nullable=False, values=SECTIONS),
        Column("label", "string", "what the note calls it"),
        Column("first_seq", "int16", "first serial of the section", nullable=False),
        Column("last_seq", "int16", "last serial of the section", nullable=False),
        Column("points", "float64", "points of the section in all", nullable=False, unit="points"),
        Column(
            "share", "float64", "share at which the points count towards full_marks", nullable=False
        ),
    ),
    ("section",),
    (_TO_NOTICE,),
)

LEAD_UNITS = TableSchema(
    "lead_units",
    "Lead units",
    "One row per indicator and unit in charge.",
    (
        _NOTICE_ID,
        _SEQ,
        Column("position", "int16", "place in the printed list, from 1", nullable=False),
        Column("lead_unit", "string", "name of the unit", nullable=False),
        Column("remark", "string", "what the notice adds in brackets"),
    ),
    ("seq", "position"),
    (_TO_NOTICE, _TO_INDICATOR),
)

PROVENANCE = TableSchema(
    "provenance",
    "Provenance",
    "One row per indicator and column of indicators: where the value comes from and how far it can be trusted.",
    (
        _NOTICE_ID,
        _SEQ,
        Column("column", "string", "the column of indicators", nullable=False),
        Column(
            "status",
            "string",
            "how the value was come by",
            nullable=False,
            values=tuple(PROVENANCE_STATUS),
        ),
        Column("printed", "string", "source text, verbatim"),
        Column(
            "candidates",
            "string",
            "JSON array of the values still possible; null unless status is ambiguous",
        ),
        Column("reason", "string", "why the value is what it is"),
        Column(
            "reasons", "string", "JSON array of the same: the code and parameters of each clause"
        ),
        *_PLACE,
        *_BOX,
        _FOUND_AT,
    ),
    ("seq", "column"),
    (_TO_NOTICE, _TO_INDICATOR),
)

CANDIDATES = TableSchema(
    "candidates",
    "Candidates",
    "One row per cell in doubt and reading: what it may say, and how much dearer than the cheapest that is.",
    (
        _NOTICE_ID,
        _SEQ,
        Column("column", "string", "the column of indicators", nullable=False),
        Column(
            "position",
            "int16",
            "place among the cell's readings, from 1, the cheapest first",
            nullable=False,
        ),
        Column(
            "text",
            "string",
            "the text the cell may have, as a correction takes it; null for a cell that is lost, for a row that shares "
            "its points, and for a column that follows another",
        ),
        Column("value", "string", "what would be published, as text; null where nothing would"),
        Column(
            "cost",
            "float64",
            "how much dearer than the cheapest reading, in the units of the spec's margin; null where not measured",
        ),
    ),
    ("seq", "column", "position"),
    (_TO_NOTICE, _TO_INDICATOR, ForeignKey(("seq", "column"), "provenance", ("seq", "column"))),
)

REPAIRS = TableSchema(
    "repairs",
    "Repairs",
    "The log of every change between the page and the tables, in order.",
    (
        _NOTICE_ID,
        Column("step", "string", "stage of the pipeline", nullable=False),
        Column("rule", "string", "name of the rule", nullable=False),
        Column("seq", "int16", "serial number of the row; null where no single row is meant"),
        Column("column", "string", "the column concerned; null where the whole row is"),
        *_PLACE,
        Column("before", "string", "what stood there"),
        Column("after", "string", "what was made of it"),
        Column("reason", "string", "why", nullable=False),
        Column(
            "reasons", "string", "JSON array of the same: the code and parameters of each clause"
        ),
        Column(
            "cost",
            "float64",
            "how much more the best reading without this change costs; 0 where nothing was chosen, null where that "
            "reading is beyond the margin and was not weighed",
        ),
    ),
    (),
    (_TO_NOTICE, _TO_INDICATOR),
)

CELLS = TableSchema(
    "cells",
    "Cells",
    "What the readers saw, before any judgement: one row per printed cell.",
    (
        _NOTICE_ID,
        Column("source_sha256", "string", "SHA-256 of the source file", nullable=False),
        Column(
            "page",
            "int16",
            "page of the source file, from 1; where it has none, its table or sheet",
            nullable=False,
        ),
        Column(
            "row",
            "int16",
            "top row within that page's table, from 0, header included",
            nullable=False,
        ),
        Column("col", "int16", "leftmost column within that page's table, from 0", nullable=False),
        Column("rowspan", "int16", "rows covered", nullable=False),
        Column("colspan", "int16", "columns covered", nullable=False),
        Column(
            "text",
            "string",
            "text, verbatim; lines of a wrapped cell separated by a line feed",
            nullable=False,
        ),
        *_BOX,
        _FOUND_AT,
        Column(
            "engines",
            "string",
            "the readers that saw the cell alike, separated by commas",
            nullable=False,
        ),
    ),
    (),
    (_TO_NOTICE,),
)

FINDINGS = TableSchema(
    "findings",
    "Findings",
    "Everything that is worth a person's look.",
    (
        _NOTICE_ID,
        Column("severity", "string", "how much it matters", nullable=False, values=SEVERITIES),
        Column("check", "string", "name of the check that found it", nullable=False),
        Column(
            "code",
            "string",
            "what was found, as a code of the catalogue of messages",
            nullable=False,
        ),
        Column(
            "parameters",
            "string",
            "JSON object: what the code's sentence is made with",
            nullable=False,
        ),
        Column("message", "string", "what was found, in English", nullable=False),
        Column("seq", "int16", "serial number, only where one row's own cell is in doubt"),
        Column("first_seq", "int16", "first serial of the rows concerned"),
        Column("last_seq", "int16", "last serial of the rows concerned"),
        *_PLACE,
    ),
    (),
    (_TO_NOTICE, _TO_INDICATOR),
)

NOTICE = TableSchema(
    "notice",
    "Notice",
    "One row: the notice itself.",
    (
        _NOTICE_ID,
        Column("title", "string", "title of the notice"),
        Column("issuer", "string", "the issuing office"),
        Column("issued_on", "date32", "date of issue"),
        Column("window_start", "date32", "first day of the campaign"),
        Column("window_end", "date32", "last day of the campaign"),
        Column("contact_email", "string", "address for progress reports"),
        Column("attachment_title", "string", "title of the attachment table"),
        Column("full_marks", "float64", "full marks as the closing note says them", unit="points"),
        Column("provincial_share", "float64", "share at which the provincial points count"),
        Column("source_sha256", "string", "SHA-256 of the source file", nullable=False),
        Column("body", "string", "text of the notice outside the table, as Markdown"),
    ),
    ("notice_id",),
)

TABLES: dict[str, TableSchema] = {
    table.name: table
    for table in (
        INDICATORS, RANKINGS, SCORING_UNITS, SECTIONS_TABLE, SUMS, LEAD_UNITS,
        PROVENANCE, CANDIDATES, REPAIRS, CELLS, FINDINGS, NOTICE,
    )
}  # fmt: skip

NO_PROVENANCE = ("notice_id", "seq", "needs_review", "source_page")
PROVENANCE_COLUMNS = tuple(name for name in INDICATORS.names if name not in NO_PROVENANCE)
"""The columns of ``indicators`` for which provenance has a row, in their order."""
