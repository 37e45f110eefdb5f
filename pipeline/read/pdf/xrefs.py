"""Reads a PDF's cross-reference tables, however many there are.

Each update of a file adds one and names the one before (ISO 32000-1, 7.5.6 and 7.5.8.4).
pdfminer follows them by calling itself, so that a thousand honest
updates are more than the interpreter's stack holds.
"""

from __future__ import annotations

from typing import Any


def read_tables(
    document: Any,  # noqa: ARG001 - pdfminer calls it as a method
    parser: Any,
    start: int,
    tables: list[Any],
) -> None:
    """Reads the tables from the place ``start`` on into ``tables``, the newest first.

    Takes the place of ``pdfminer.pdfdocument.PDFDocument.read_xref_from`` and raises what that
    raises. A table that was read is not read again, so a ring of them ends.
    """
    from pdfminer.pdftypes import int_value

    seen: set[int] = set()
    pending = [start]
    while pending:
        place = pending.pop()
        if place in seen:
            continue
        seen.add(place)
        table = _read_table(parser, place)
        tables.append(table)
        trailer = table.get_trailer()
        # What stands last is read next: a hybrid file's stream comes before the table of the update
        # before.
        pending += [int_value(trailer[key]) for key in ("Prev", "XRefStm") if key in trailer]


def _read_table(parser: Any, place: int) -> Any:
    """The table or the stream at this place of the file."""
    from pdfminer.pdfdocument import PDFNoValidXRef, PDFXRef, PDFXRefStream
    from pdfminer.psexceptions import PSEOF

    parser.seek(place)
    parser.reset()
    try:
        at, token = parser.nexttoken()
    except PSEOF as error:
        raise PDFNoValidXRef("Unexpected EOF") from error
    if isinstance(token, int):
        parser.seek(at)
        parser.reset()
        table: Any = PDFXRefStream()
    else:
        if token is parser.KEYWORD_XREF:
            parser.nextline()
        table = PDFXRef()
    table.load(parser)
    return table
