"""The cells a publication leaves open, what each may read, and the entry of corrections.yml that decides it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Rows = Mapping[str, Sequence[Mapping[str, Any]]]

# These are computed from another column: deciding that one settles them.
_FOLLOWS = {
    "scoring_unit": "level1",
    "target_value": "target",
    "target_unit": "target",
    "target_comparator": "target",
}


@dataclass(frozen=True, slots=True)
class OpenCell:
    """One cell in doubt; ``readings`` are texts as a correction takes them, None for a cell without text.

    ``decided_by`` is the column whose decision settles it: its own, or the one it follows. ``page`` counts from
    1, ``row`` and ``col`` from 0; None where the cell itself is lost.
    """

    seq: int
    indicator: str | None
    column: str
    decided_by: str
    printed: str
    readings: tuple[str | None, ...]
    reason: str
    page: int | None
    row: int | None
    col: int | None


def open_cells(rows: Rows) -> Iterator[OpenCell]:
    """The ambiguous cells in document order; ``rows`` are the published tables as plain rows."""
    names = {row["seq"]: row["indicator"] for row in rows["indicators"]}
    logged = {(row["seq"], row["column"]): row["after"] for row in rows["repairs"] if row["step"] == "repair"}
    for row in rows["provenance"]:
        if row["status"] != "ambiguous":
            continue
        at: tuple[int, str] = (row["seq"], row["column"])
        yield OpenCell(
            seq=row["seq"],
            indicator=names.get(row["seq"]),
            column=row["column"],
            decided_by=decided_by(at[1]),
            printed=row["printed"] or "",
            readings=readings(row["candidates"], logged.get(at)),
            reason=row["reason"] or "",
            page=row["page"],
            row=row["row"],
            col=row["col"],
        )


def decided_by(column: str) -> str:
    """The column whose decision settles this one: its own, or the one it is computed from."""
    return _FOLLOWS.get(column, column)


def readings(candidates: str | None, logged: str | None) -> tuple[str | None, ...]:
    """The texts a cell may read: as the log has them where it knows every candidate, else the typed candidates.

    ``logged`` (like ``/ | ?``) tells a "/" from a lost cell, which are both null as typed values.
    """
    typed = tuple(None if value is None else str(value) for value in json.loads(candidates or "[]"))
    texts = tuple(None if part == "?" else part for part in logged.split(" | ")) if logged else ()
    nothing = None in texts or "/" in texts
    known = all(value in texts if value is not None else nothing for value in typed)
    return texts if texts and known else typed


def entry(notice_id: str, seq: int, column: str, printed: str, value: str | None) -> str:
    """An entry for corrections.yml; a person completes ``reason`` and ``decided_by``."""
    return "\n".join(
        (
            f"- notice: {_quoted(notice_id)}",
            f"  target: {{seq: {seq}, column: {column}}}",
            f"  expects: {_quoted(printed)}",
            f"  value: {'null' if value is None else _quoted(value)}",
            "  reason:",
            "  decided_by:",
        )
    )


def _quoted(text: str) -> str:
    """A double-quoted YAML scalar: JSON's notation, with every character escaped that YAML bars or folds."""
    return "".join(c if c.isprintable() else _escaped(c) for c in json.dumps(text, ensure_ascii=False))


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
