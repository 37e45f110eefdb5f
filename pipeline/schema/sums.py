"""The table of what the document says its rows add up to."""

from __future__ import annotations

from pipeline.schema.columns import Column, ForeignKey, TableSchema
from pipeline.schema.vocabulary import SUM_KIND, SUM_STATUS

SUMS = TableSchema(
    "sums",
    "Sums",
    "One row per sum that the document states, with what the rows print. Rows that only sum others are here and not in "
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
            "what the rows print for themselves, each cell over several rows once; null where a row's points follow "
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
    ),
    ("sum",),
    (ForeignKey(("notice_id",), "notice", ("notice_id",)),),
)
