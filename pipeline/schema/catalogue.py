"""The catalogue of a batch: a row for each document."""

from __future__ import annotations

from pipeline.schema.columns import Column, TableSchema
from pipeline.schema.shared import NOTICE_ID

DOCUMENT_STATUS = ("published", "rejected", "unusable", "copy")

CATALOGUE = TableSchema(
    "catalogue",
    "Documents of a batch",
    "one row per document: what it is, how it ended, and the figures of what was published",
    (
        NOTICE_ID,
        Column("source", "string", "how the document was named in the call", nullable=False),
        Column("sha256", "string", "SHA-256 of its content; null where it could not be read"),
        Column("kind", "string", "kind of document, told by content; null where it is none"),
        Column("form", "string", "form of its attachment; null where it is on none that is known"),
        Column(
            "status",
            "string",
            "published; rejected: read, but something critical does not hold; unusable: not "
            "readable; copy: another document of the batch has the same content",
            nullable=False,
            values=DOCUMENT_STATUS,
        ),
        Column("exit_code", "int16", "what extract would have ended with", nullable=False),
        Column("code", "string", "code of the message"),
        Column("message", "string", "why it is not published"),
        Column("pages", "int32", "pages, tables or sheets that the attachment stands on"),
        Column("rows", "int32", "indicators"),
        Column("values", "int32", "values of indicators, null ones included"),
        Column("open", "int32", "of these, open ones: null because several readings remain"),
        Column("errors", "int32", "findings of severity error"),
        Column("warnings", "int32", "findings of severity warning"),
        Column("infos", "int32", "findings of severity info"),
        Column("points", "string", "points of each section, as JSON"),
        Column("seconds", "float64", "how long it took; the one column that differs between runs"),
        Column("generation", "string", "generation of what lies in notices/; null: nothing does"),
    ),
    key=("notice_id", "source"),
)
