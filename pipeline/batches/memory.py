"""What a batch remembers between runs: each document's row, written down as soon as it is known.

A line of JSON for each, the last one for a document counts. A line that a killed run left torn is
none; the document is then looked at again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pipeline.batches.row import Row, as_json, from_json

FILE = ".batch.jsonl"


class Memory:
    """The rows of all documents that were ever worked into a folder, by how they were named."""

    def __init__(self, rows: Mapping[str, Row], file: IO[str]) -> None:
        self.rows = dict(rows)
        self._file = file

    def add(self, row: Row) -> None:
        """Remembers a row, from now on."""
        self.rows[row.source] = row
        self._file.write(_line(row))
        self._file.flush()


def remembered(out: Path) -> dict[str, Row]:
    """The rows that are remembered of a folder, by how their documents were named."""
    rows: dict[str, Row] = {}
    try:
        file = (out / FILE).open(encoding="utf-8", errors="replace")
    except OSError:
        return rows
    with file:
        for row in _read(file):
            rows[row.source] = row
    return rows


def _read(file: IO[str]) -> Iterator[Row]:
    for line in file:
        try:
            yield from_json(json.loads(line))
        except (ValueError, KeyError, TypeError, RecursionError):
            continue


@contextmanager
def remembering(out: Path, rows: Mapping[str, Row]) -> Iterator[Memory]:
    """Opens the memory of a folder; at its beginning it holds ``rows`` and nothing else.

    Raises:
        OSError: it cannot be written.
    """
    made = out / f"{FILE}.new"
    with made.open("w", encoding="utf-8") as file:
        for row in rows.values():
            file.write(_line(row))
    os.replace(made, out / FILE)
    with (out / FILE).open("a", encoding="utf-8") as file:
        yield Memory(rows, file)


def _line(row: Row) -> str:
    return json.dumps(as_json(row), ensure_ascii=False) + "\n"
