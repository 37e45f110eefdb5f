"""The tables of where the values come from, and how far each can be trusted."""

from __future__ import annotations

from pipeline.schema.columns import Column, ForeignKey, TableSchema
from pipeline.schema.shared import BOX, FOUND_AT, NOTICE_ID, PLACE, SEQ, TO_INDICATOR, TO_NOTICE
from pipeline.schema.vocabulary import PROVENANCE_STATUS, SEVERITIES

PROVENANCE = TableSchema(
    "provenance",
    "Provenance",
    "One row per indicator and column of indicators: where the value comes from and how far it "
    "can be trusted.",
    (
        NOTICE_ID,
        SEQ,
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
        *PLACE,
        *BOX,
        FOUND_AT,
    ),
    ("seq", "column"),
    (TO_NOTICE, TO_INDICATOR),
)

CANDIDATES = TableSchema(
    "candidates",
    "Candidates",
    "One row per cell in doubt and reading: what it may say, and how much dearer than the "
    "cheapest that is.",
    (
        NOTICE_ID,
        SEQ,
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
            "the text the cell may have, as a correction takes it; null for a cell that is lost, "
            "for a row that shares "
            "its points, and for a column that follows another",
        ),
        Column("value", "string", "what would be published, as text; null where nothing would"),
        Column(
            "cost",
            "float64",
            "how much dearer than the cheapest reading, in the units of the spec's margin; null "
            "where not measured",
        ),
    ),
    ("seq", "column", "position"),
    (TO_NOTICE, TO_INDICATOR, ForeignKey(("seq", "column"), "provenance", ("seq", "column"))),
)

REPAIRS = TableSchema(
    "repairs",
    "Repairs",
    "The log of every change between the page and the tables, in order.",
    (
        NOTICE_ID,
        Column("step", "string", "stage of the pipeline", nullable=False),
        Column("rule", "string", "name of the rule", nullable=False),
        Column("seq", "int16", "serial number of the row; null where no single row is meant"),
        Column("column", "string", "the column concerned; null where the whole row is"),
        *PLACE,
        Column("before", "string", "what stood there"),
        Column("after", "string", "what was made of it"),
        Column("reason", "string", "why", nullable=False),
        Column(
            "reasons", "string", "JSON array of the same: the code and parameters of each clause"
        ),
        Column(
            "cost",
            "float64",
            "how much more the best reading without this change costs; 0 where nothing was "
            "chosen, null where that "
            "reading is too far beyond the margin to have been weighed",
        ),
    ),
    (),
    (TO_NOTICE, TO_INDICATOR),
)

CELLS = TableSchema(
    "cells",
    "Cells",
    "What the readers saw, before any judgement: one row per printed cell.",
    (
        NOTICE_ID,
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
        *BOX,
        FOUND_AT,
        Column(
            "engines",
            "string",
            "the readers that saw the cell alike, separated by commas",
            nullable=False,
        ),
        Column(
            "confidence",
            "float64",
            "of a cell of a page image that all recognisers read alike: how sure the surest is of "
            "its least certain character, from 0 to 1; null otherwise",
            since=2,
        ),
        Column(
            "readings",
            "string",
            "of a cell of a page image: JSON array of what each witness reads, with how sure it is "
            "and, where they differ, how probable each reading is",
            since=2,
        ),
    ),
    (),
    (TO_NOTICE,),
)

FINDINGS = TableSchema(
    "findings",
    "Findings",
    "Everything that is worth a person's look.",
    (
        NOTICE_ID,
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
        *PLACE,
    ),
    (),
    (TO_NOTICE, TO_INDICATOR),
)
