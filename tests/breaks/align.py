"""Which line that was read is which line of the truth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from tests.breaks.lines import Line

_LEAST = 0.3
_LARGEST = 250_000


def align(true: Sequence[Line], read: Sequence[Line]) -> dict[int, int]:
    """True line → the line read for it, both as indices, in order; lines without a partner are left out.

    Equal lines on the same page first, then equal lines, then lines that share texts.
    """
    found: dict[int, int] = {}
    with_page = (
        [(line.page, line.texts) for line in true],
        [(line.page, line.texts) for line in read],
    )
    for i1, i2, j1, j2 in _equal(found, *with_page, 0, 0):
        texts = [line.texts for line in true[i1:i2]], [line.texts for line in read[j1:j2]]
        for k1, k2, m1, m2 in _equal(found, *texts, i1, j1):
            _similar(found, true, read, (k1, k2), (m1, m2))
    return found


def _equal(
    found: dict[int, int], one: Sequence[object], other: Sequence[object], at: int, to: int
) -> list[tuple[int, int, int, int]]:
    """Notes equal lines as found; the stretches that are left."""
    left = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            found.update(
                (at + i, to + j) for i, j in zip(range(i1, i2), range(j1, j2), strict=True)
            )
        elif i1 < i2 and j1 < j2:
            left.append((at + i1, at + i2, to + j1, to + j2))
    return left


def _similar(
    found: dict[int, int],
    true: Sequence[Line],
    read: Sequence[Line],
    rows: tuple[int, int],
    columns: tuple[int, int],
) -> None:
    """The pairs, in order, that share most texts in all."""
    one, other = range(*rows), range(*columns)
    if len(one) * len(other) > _LARGEST:
        found.update(zip(one, other, strict=False))
        return
    words = [Counter(true[i].words) for i in one], [Counter(read[j].words) for j in other]
    best = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]
    like = [[0.0] * len(other) for _ in one]
    for i in reversed(range(len(one))):
        for j in reversed(range(len(other))):
            like[i][j] = _likeness(words[0][i], words[1][j]) + 0.01 * (
                true[one[i]].page == read[other[j]].page
            )
            taken = like[i][j] + best[i + 1][j + 1] if like[i][j] >= _LEAST else 0.0
            best[i][j] = max(taken, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(one) and j < len(other):
        if like[i][j] >= _LEAST and best[i][j] == like[i][j] + best[i + 1][j + 1]:
            found[one[i]] = other[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of texts in common; some where one's text is part of the other's."""
    most = max(one.total(), other.total())
    if not most:
        return 1.0
    common = (one & other).total()
    if common:
        return common / most
    parts = sum(any(len(a) > 1 and len(b) > 1 and (a in b or b in a) for b in other) for a in one)
    return _LEAST + parts / most / 10 if parts else 0.0
