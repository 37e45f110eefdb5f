"""Where what was read differs from the truth, each difference with the lines it concerns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from tests.breaks.lines import Line

Kind = Literal["row", "extra", "joined", "apart", "merge", "span", "text", "columns", "heading"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One difference. ``first`` and ``last`` are lines of the truth: the same for what concerns one row, two for what
    concerns the boundary between them. ``texts`` are those a warning may quote, ``pages`` where they stand.

    Kinds: *row* a row is missing or too far from any that was read; *extra* a row was read that is none; *joined*,
    *apart* two rows in one table that are not, and the other way round; *merge*, *span* cells of neighbouring rows,
    columns are one that are two, or the other way round; *text*; *columns* how many; *heading* how many heading rows.
    """

    kind: Kind
    first: int
    last: int
    texts: frozenset[str]
    pages: frozenset[int]
    owner: int = -1


def faults_of(true: Sequence[Line], read: Sequence[Line], pairs: Mapping[int, int]) -> list[Fault]:
    """All differences, headings' counts left out."""
    found = [_fault("row", i, i, [true[i]]) for i in range(len(true)) if i not in pairs]
    found += _extra(true, read, pairs)
    for i, j in pairs.items():
        found += _within(i, true[i], read[j])
    for i, k in pairwise(sorted(pairs)):
        found += _between(i, k, (true[i], true[k]), (read[pairs[i]], read[pairs[k]]))
    return _settled(found)


def _fault(
    kind: Kind,
    first: int,
    last: int,
    lines: Sequence[Line],
    texts: Sequence[str] = (),
    owner: int = -1,
) -> Fault:
    words = texts or [word for line in lines for word in line.words]
    return Fault(kind, first, last, frozenset(words), frozenset(line.page for line in lines), owner)


def _extra(true: Sequence[Line], read: Sequence[Line], pairs: Mapping[int, int]) -> Iterator[Fault]:
    """Rows that were read and are none, between the true ones around them."""
    back = {j: i for i, j in pairs.items()}
    before = -1
    for j, line in enumerate(read):
        if j in back:
            before = back[j]
        else:
            after = min((i for i in pairs if i > before), default=len(true))
            yield _fault("extra", before, after, [line])


def _within(at: int, true: Line, read: Line) -> Iterator[Fault]:
    if len(true.owners) != len(read.owners):
        yield _fault("columns", at, at, [true, read])
        return
    for col in true.starts:
        if true.texts[col] != read.texts[col]:
            texts = [text for text in (true.texts[col], read.texts[col]) if text]
            yield _fault("text", at, at, [true, read], texts or ["\0"], true.owners[col])
    for col in range(len(true.owners) - 1):
        if (true.owners[col] == true.owners[col + 1]) != (read.owners[col] == read.owners[col + 1]):
            yield _fault("span", at, at, [true, read])
            return


def _between(i: int, k: int, true: tuple[Line, Line], read: tuple[Line, Line]) -> Iterator[Fault]:
    """Two true lines that were both read, whatever lies between them missing."""
    same, together = true[0].table == true[1].table, read[0].table == read[1].table
    lines = [*true, *read]
    if same != together:
        yield _fault("joined" if together else "apart", i, k, lines)
    if not (same and together) or len(true[0].owners) != len(read[0].owners) or k != i + 1:
        return
    if len(true[1].owners) != len(read[1].owners):
        return
    for col in range(len(true[0].owners)):
        one = true[0].owners[col] == true[1].owners[col]
        other = read[0].owners[col] == read[1].owners[col]
        if one != other:
            texts = {line.texts[col] for line in lines} - {""}
            yield _fault("merge", i, k, lines, [*texts] or ["\0"], true[0].owners[col])


def _settled(faults: Sequence[Fault]) -> list[Fault]:
    """Without the wrong texts of cells that were already found parted or joined wrongly."""
    owners = {fault.owner for fault in faults if fault.kind == "merge"}
    return [fault for fault in faults if fault.kind != "text" or fault.owner not in owners]
