"""Two readings of the same pages → one reading, and a finding for every page on which they differ.

The first reading is the one whose texts were composed from the characters' own places; it is what
is handed on. The second is a witness: a cell that both saw alike carries both names in ``engines``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.model import Box, Cell, Finding, PageTable, Severity

FIRST, SECOND = "pdfplumber", "camelot"
# Engines put a rule on one side of its thickness or the other: boxes this near are the same.
NEAR = 4.0


@dataclass(frozen=True, slots=True)
class _Match:
    """One table with its witness: the settled table, and the cells that differ.

    ``texts`` have the same outline and other words, ``moved`` the same words within another
    outline, ``unseen`` neither.
    """

    table: PageTable
    texts: tuple[Cell, ...] = ()
    moved: tuple[Cell, ...] = ()
    unseen: tuple[Cell, ...] = ()


def agree(
    first: Sequence[PageTable],
    second: Sequence[PageTable],
    names: tuple[str, str] = (FIRST, SECOND),
) -> tuple[tuple[PageTable, ...], tuple[Finding, ...]]:
    """The first reading's tables, their cells marked with the engines that saw them alike.

    Differences of text are settled by the characters' own places (severity info); so are rules that
    part no words. A cell of which the second engine confirms neither outline nor words, and a table
    that only one of them saw, is a warning.
    """
    pages = sorted({t.page for t in first} | {t.page for t in second})
    settled: list[PageTable] = []
    findings: list[Finding] = []
    for page in pages:
        a = [t for t in first if t.page == page]
        b = [t for t in second if t.page == page]
        matches = [_match(t, b, names) for t in a]
        settled += [m.table for m in matches]
        findings += _differences(page, matches, names)
        findings += _unmatched(page, a, b, names)
    return tuple(settled), tuple(findings)


def _match(table: PageTable, others: Sequence[PageTable], names: tuple[str, str]) -> _Match:
    witnesses = [c for t in others if _overlap(table.bbox, t.bbox) for c in t.cells]
    if not witnesses:  # the table as a whole is one finding, not one for each cell
        return _Match(
            replace(table, cells=tuple(replace(c, engines=names[:1]) for c in table.cells))
        )
    index = _index(witnesses)
    cells: list[Cell] = []
    texts: list[Cell] = []
    moved: list[Cell] = []
    unseen: list[Cell] = []
    for cell in table.cells:
        twin = _twin(cell, index)
        alike = twin is not None and _bare(twin.text) == _bare(cell.text)
        cells.append(replace(cell, engines=names if alike else names[:1]))
        if twin is None:
            (moved if _same_words(cell, witnesses) else unseen).append(cell)
        elif not alike:
            texts.append(cell)
    return _Match(replace(table, cells=tuple(cells)), tuple(texts), tuple(moved), tuple(unseen))


def _index(cells: Iterable[Cell]) -> dict[tuple[int, int], list[Cell]]:
    """Cells by their top left corner, in squares as wide as the tolerance."""
    index: dict[tuple[int, int], list[Cell]] = {}
    for cell in cells:
        if cell.bbox:
            index.setdefault((int(cell.bbox[0] // NEAR), int(cell.bbox[1] // NEAR)), []).append(
                cell
            )
    return index


def _twin(cell: Cell, index: dict[tuple[int, int], list[Cell]]) -> Cell | None:
    """The other reading's cell with the same outline."""
    if not cell.bbox:
        return None
    x, y = int(cell.bbox[0] // NEAR), int(cell.bbox[1] // NEAR)
    near = [c for i in (-1, 0, 1) for j in (-1, 0, 1) for c in index.get((x + i, y + j), ())]
    same = [c for c in near if c.bbox and _distance(cell.bbox, c.bbox) <= NEAR]
    return min(same, key=lambda c: _distance(cell.bbox, c.bbox), default=None)


def _same_words(cell: Cell, witnesses: Sequence[Cell]) -> bool:
    """True where what the other reading has in this place are the same words.

    No rule in doubt parts them.
    """
    words = "".join(_bare(c.text) for c in witnesses if _overlap(cell.bbox, c.bbox, NEAR))
    return words == _bare(cell.text)


def _distance(a: Box | None, b: Box | None) -> float:
    return max(abs(p - q) for p, q in zip(a, b, strict=True)) if a and b else float("inf")


def _overlap(a: Box | None, b: Box | None, by: float = 0.0) -> bool:
    """True where two boxes share more than a strip as wide as ``by``."""
    return bool(
        a
        and b
        and min(a[2], b[2]) - max(a[0], b[0]) > by
        and min(a[3], b[3]) - max(a[1], b[1]) > by
    )


def _bare(text: str) -> str:
    """The characters in any order of lines: engines break lines differently, never letters."""
    return "".join(text.split())


def _differences(page: int, matches: Sequence[_Match], names: tuple[str, str]) -> list[Finding]:
    out: list[Finding] = []
    if texts := [c for m in matches for c in m.texts]:
        message = f"{names[1]} reads {_count(texts)} otherwise ({_places(texts)}); settled by the characters' own places"
        out.append(_finding("info", "engines-text", message, page, texts))
    if moved := [c for m in matches for c in m.moved]:
        message = (
            f"{names[1]} draws {_count(moved)} otherwise around the same words ({_places(moved)})"
        )
        out.append(_finding("info", "engines-grid", message, page, moved))
    if unseen := [c for m in matches for c in m.unseen]:
        message = f"{names[1]} does not confirm {_count(unseen)} ({_places(unseen)})"
        out.append(_finding("warning", "engines-grid", message, page, unseen))
    return out


def _finding(
    severity: Severity, check: str, message: str, page: int, cells: Sequence[Cell]
) -> Finding:
    one = cells[0] if len(cells) == 1 else None
    return Finding(
        severity,
        check,
        message,
        page=page,
        row=one.row if one else None,
        col=one.col if one else None,
    )


def _count(cells: Sequence[Cell]) -> str:
    return f"{len(cells)} cell" + ("s" if len(cells) > 1 else "")


def _places(cells: Sequence[Cell]) -> str:
    listed = ", ".join(f"row {c.row} column {c.col}" for c in cells[:4])
    return listed + (", …" if len(cells) > 4 else "")


def _unmatched(
    page: int, a: Sequence[PageTable], b: Sequence[PageTable], names: tuple[str, str]
) -> list[Finding]:
    """Tables that one reading has and the other has nothing of."""
    alone = [(names[0], t) for t in a if not any(_overlap(t.bbox, o.bbox) for o in b)]
    alone += [(names[1], t) for t in b if not any(_overlap(t.bbox, o.bbox) for o in a)]
    out: list[Finding] = []
    for name, t in alone:
        message = f"only {name} sees a table of {t.n_rows} rows and {t.n_cols} columns at {t.bbox}"
        out.append(Finding("warning", "engines-table", message, page=page))
    return out
