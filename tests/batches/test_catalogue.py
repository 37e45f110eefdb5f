"""The catalogue: the same bytes whoever was done first, and its columns as they are declared."""

from __future__ import annotations

import io
from dataclasses import replace

import pyarrow.parquet as pq

from pipeline.batches.catalogue import as_parquet
from pipeline.batches.row import Row, failed
from pipeline.errors import SourceError
from pipeline.schema.catalogue import CATALOGUE

PUBLISHED = Row("b", "in/b.txt", "published", 0, "00", "transcription", rows=84, values=70_000)
UNUSABLE = failed(replace(PUBLISHED, notice_id="a"), SourceError("stitch.no-table", where="a"))


def test_the_order_of_the_rows_is_that_of_their_ids() -> None:
    forward, backward = as_parquet([PUBLISHED, UNUSABLE]), as_parquet([UNUSABLE, PUBLISHED])
    assert forward == backward
    table = pq.read_table(io.BytesIO(forward))
    assert table.column("notice_id").to_pylist() == ["a", "b"]


def test_a_row_says_why_a_document_is_not_published_by_code_and_in_words() -> None:
    first, second = pq.read_table(io.BytesIO(as_parquet([PUBLISHED, UNUSABLE]))).to_pylist()
    assert (first["status"], first["exit_code"]) == ("unusable", 2)
    assert (first["code"], first["message"]) == ("stitch.no-table", "no ruled table")
    assert (second["code"], second["values"]) == (None, 70_000)


def test_every_declared_column_is_there_with_its_description() -> None:
    schema = pq.read_schema(io.BytesIO(as_parquet([])))
    assert schema.names == [*CATALOGUE.names]
    assert all(field.metadata[b"description"] for field in schema)
