"""The tables of what the notice says: indicators, ranks, units of the scoring, sums."""

from __future__ import annotations

from pipeline.schema.columns import Column, ForeignKey, TableSchema
from pipeline.schema.shared import LEVEL1, LEVEL2, NOTICE_ID, SECTION, SEQ, TO_INDICATOR, TO_NOTICE
from pipeline.schema.vocabulary import (
    BASIS,
    COMPARATORS,
    RANKING_STATUS,
    SUM_KIND,
    SUM_STATUS,
    UNIT_STATUS,
)

INDICATORS = TableSchema(
    "indicators",
    "Indicators",
    "One row per indicator, in the order of the serial numbers.",
    (
        NOTICE_ID,
        SEQ,
        SECTION,
        LEVEL1,
        Column(
            "level1_points", "float64", "points printed in the first-level label", unit="points"
        ),
        LEVEL2,
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
            "the row's own points; null where they are shared or ambiguous. To sum points, use "
            "scoring_units",
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
            "true exactly where a column of the row is ambiguous or a warning among the findings "
            "names the row",
            nullable=False,
        ),
        Column(
            "source_page",
            "int16",
            "page of the attachment, from 1, the same for every edition with pages; "
            "null where there are none",
        ),
    ),
    ("seq",),
    (TO_NOTICE, ForeignKey(("scoring_unit",), "scoring_units", ("scoring_unit",))),
)

RANKINGS = TableSchema(
    "rankings",
    "Rankings",
    "One row per indicator and period.",
    (
        NOTICE_ID,
        SEQ,
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
    (TO_NOTICE, TO_INDICATOR),
)

SCORING_UNITS = TableSchema(
    "scoring_units",
    "Scoring units",
    "One row per scoring unit: the finest group of rows whose points are known. They sum to the "
    "sections' totals.",
    (
        NOTICE_ID,
        Column(
            "scoring_unit", "int16", "number of the unit, from 1 in document order", nullable=False
        ),
        SECTION,
        LEVEL1,
        LEVEL2,
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
    (TO_NOTICE, ForeignKey(("section",), "sections", ("section",))),
)

SECTIONS_TABLE = TableSchema(
    "sections",
    "Sections",
    "One row per section: what the closing note (说明) says of it.",
    (
        NOTICE_ID,
        Column("section", "string", "the part of the scoring", nullable=False),
        Column("label", "string", "what the note calls it"),
        Column("first_seq", "int16", "first serial of the section", nullable=False),
        Column("last_seq", "int16", "last serial of the section", nullable=False),
        Column("points", "float64", "points of the section in all", nullable=False, unit="points"),
        Column(
            "share", "float64", "share at which the points count towards full_marks", nullable=False
        ),
    ),
    ("section",),
    (TO_NOTICE,),
)

LEAD_UNITS = TableSchema(
    "lead_units",
    "Lead units",
    "One row per indicator and unit in charge.",
    (
        NOTICE_ID,
        SEQ,
        Column("position", "int16", "place in the printed list, from 1", nullable=False),
        Column("lead_unit", "string", "name of the unit", nullable=False),
        Column("remark", "string", "what the notice adds in brackets"),
    ),
    ("seq", "position"),
    (TO_NOTICE, TO_INDICATOR),
)

AGENCIES = TableSchema(
    "agencies",
    "Offices",
    "One row per indicator and office that any of its columns names: those in charge, and those of "
    "the form's own columns of offices. What an office has to do is one query.",
    (
        NOTICE_ID,
        SEQ,
        Column(
            "column",
            "string",
            "where it is named: lead_units, or the form's own column as extras has it",
            nullable=False,
        ),
        Column("position", "int16", "place in the printed list, from 1", nullable=False),
        Column("agency", "string", "name of the office", nullable=False),
        Column("remark", "string", "what the notice adds in brackets"),
    ),
    ("seq", "column", "position"),
    (TO_NOTICE, TO_INDICATOR),
    since=3,
)

SUMS = TableSchema(
    "sums",
    "Sums",
    "One row per sum that the document states, with what the rows print. Rows that only sum "
    "others are here and not in "
    "indicators.",
    (
        Column(
            "notice_id", "string", "identifies the notice, the same in every table", nullable=False
        ),
        Column("sum", "int16", "number of the sum, from 1", nullable=False),
        Column("kind", "string", "what states the sum", nullable=False, values=tuple(SUM_KIND)),
        Column("printed", "string", "the words that state it"),
        Column("first_seq", "int16", "first serial that it is over; null where it is over none"),
        Column("last_seq", "int16", "last serial that it is over; null where it is over none"),
        Column(
            "rows", "string", "the serials that it is over, like 14-23 or 3,5-7", nullable=False
        ),
        Column("column", "string", "the column of indicators that is summed", nullable=False),
        Column("stated", "float64", "the points stated; null where none are", unit="points"),
        Column(
            "found",
            "float64",
            "what the rows print for themselves, each cell over several rows once; null where a "
            "row's points follow "
            "from sums alone",
            unit="points",
        ),
        Column("status", "string", "how the two compare", nullable=False, values=tuple(SUM_STATUS)),
        Column(
            "page",
            "int16",
            "page of the source file, from 1; null for what the closing note states",
        ),
        Column("row", "int16", "row within that page's table, from 0, header included"),
        Column(
            "tasks",
            "string",
            "section rows that hold a task themselves and count in it besides, by their `sum`, "
            "like 2-4; null where none do",
        ),
    ),
    ("sum",),
    (ForeignKey(("notice_id",), "notice", ("notice_id",)),),
)

NOTICE = TableSchema(
    "notice",
    "Notice",
    "One row: the notice itself.",
    (
        NOTICE_ID,
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
