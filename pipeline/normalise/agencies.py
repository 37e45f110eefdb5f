"""Lead units: which spaces of a cell are line wraps and which part two units.

Strings only. The evidence is the notice itself: what stands alone in a cell or between explicit
separators somewhere is a unit (:func:`known_units`). How names of offices begin and end in general
is weak evidence, used only where the notice has none. No list of a notice's units is carried here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import islice, product

from pipeline.text import mend, script_join


@dataclass(frozen=True, slots=True)
class LeadUnit:
    """``name`` without spaces; ``remark`` is what stands in brackets behind it, else empty."""

    name: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class LeadSplit:
    """``units`` in order.

    Empty with several ``alternatives`` where no reading is better than the others.
    """

    units: tuple[LeadUnit, ...] = ()
    alternatives: tuple[tuple[LeadUnit, ...], ...] = ()


# How names of Chinese public bodies end and begin: general words, weak evidence.
_ENDINGS = (
    *"局委办厅部院校站所处室队乡镇馆社台场署库",
    "中心",
    "公司",
    "集团",
    "街道",
    "部门",
    "单位",
    "企业",
)
_ENDINGS += (
    "政府",
    "银行",
    "支行",
    "协会",
    "委员会",
    "管委会",
    "联合会",
    "合作社",
    "供销社",
    "工会",
    "妇联",
    "残联",
    "工商联",
    "园区",
    "指挥部",
    "管理区",
    "开发区",
    "新区",
)
_BARE = frozenset(
    [*_ENDINGS, "办公室", "委员会", "管理局", "服务中心", "管理中心", "分局", "支队", "大队"]
)
_BEGINNINGS = frozenset("省市县区州盟旗镇乡国各")
_BEGINS_ANEW = frozenset(
    "省市县各"
)  # of these no wrapped name goes on with one, unless it ends in a branch
_BRANCHES = ("支行", "分行", "分局", "分公司", "分院", "分中心", "支队", "大队")

_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】", "〔": "〕"}
_SEPARATOR = re.compile("[、，,;；/／]")
_MOST_PIECES = 12  # lines a name wraps over; in the narrowest column each holds one character
_MOST_ALTERNATIVES = 6
_LONGEST_PIECE = (
    400  # characters; a longer one is no row of names that a line break swallowed the gaps of
)
_MOST_IN_ONE_CELL = 40  # more pieces than this are prose, taken whole; keeps the time bounded

# Costs of one segment; only their order and the margin of 1 matter.
_KNOWN, _PLAUSIBLE, _FOREIGN_START, _TWO_IN_ONE, _TWO_WHOLE, _NO_UNIT, _LONE_CHARACTER = (
    0,
    1,
    2,
    4,
    6,
    10,
    100,
)
_MARGIN = 1


def known_units(cells: Iterable[str]) -> frozenset[str]:
    """The units that the cells of a lead-unit column show by themselves.

    Those that stand alone or between explicit separators come first; then, round by round, those of
    parts with spaces that the known ones leave one reading for.
    """
    parts = {pieces for cell in cells for pieces, _ in _parts(cell)}
    known = {pieces[0] for pieces in parts if len(pieces) == 1 and _is_name(pieces[0])}
    known -= {name for name in known if len(_apart(name, known - {name})) > 1}
    pending = {pieces for pieces in parts if len(pieces) > 1}
    while True:
        readings = [_segmentations(pieces, known) for pieces in pending]
        found = {name for reading in readings if len(reading) == 1 for name in reading[0]} - known
        if not found:
            return frozenset(known)
        known |= {name for name in found if _is_name(name)}


def split_lead_units(text: str, known: Iterable[str] = ()) -> LeadSplit:
    """The units of one cell.

    A bracket behind a unit is its remark; ``known`` is from :func:`known_units`.

    The only segmentation into known units wins; without one the cheapest by the weak evidence, and
    where another comes within the margin of it ``alternatives`` holds them all and ``units``
    nothing.
    """
    names = frozenset(known)
    choices = []
    for pieces, remark in _parts(text):
        readings = _segmentations(
            tuple(name for piece in pieces for name in _apart(piece, names)), names
        )
        choices.append([_with_remark(reading, remark) for reading in readings])
    combined = list(islice((sum(choice, ()) for choice in product(*choices)), _MOST_ALTERNATIVES))
    if len(combined) == 1:
        return LeadSplit(units=combined[0])
    return LeadSplit(alternatives=tuple(combined))


def _apart(piece: str, known: Set[str]) -> tuple[str, ...]:
    """The units of a piece that is a known one and others with nothing between.

    A line ended there, or no space is.
    """
    if piece in known or len(piece) > _LONGEST_PIECE:
        return (piece,)
    rests: dict[int, tuple[str, ...]] = {}  # where a unit may begin: the units from there on
    for start in reversed(range(len(piece))):
        if start == 0 or piece[start] in _BEGINNINGS:
            rests[start] = _next_apart(piece, start, known, rests)
    return rests[0]


def _next_apart(
    piece: str, start: int, known: Set[str], rests: Mapping[int, tuple[str, ...]]
) -> tuple[str, ...]:
    if piece[start:] in known:
        return (piece[start:],)
    for end in range(start + 2, len(piece) - 1):
        if end in rests and piece[start:end] in known:
            rest = rests[end]
            if all(name in known or _is_whole(name) for name in rest):
                return (piece[start:end], *rest)
    return (piece[start:],)


def _with_remark(names: Sequence[str], remark: str) -> tuple[LeadUnit, ...]:
    return (*(LeadUnit(name) for name in names[:-1]), LeadUnit(names[-1], remark))


def _parts(cell: str) -> list[tuple[tuple[str, ...], str]]:
    """What explicit separators and brackets part.

    The pieces between spaces, and the remark behind them.
    """
    parts = []
    for words, remark in _bracketed(cell):
        split = _SEPARATOR.split(words)
        remarks = [""] * (len(split) - 1) + [mend(remark)]
        parts += [(tuple(part.split()), note) for part, note in zip(split, remarks, strict=True)]
    return [(pieces, note) for pieces, note in parts if any(map(_has_letter, pieces))]


def _bracketed(cell: str) -> list[tuple[str, str]]:
    """Text and the bracket behind it, in turn; a bracket that never closes ends with the cell."""
    pairs, words, remark, depth = [], "", "", 0
    for char in cell:
        if char in _BRACKETS:
            depth += 1
            remark += char if depth > 1 else ""
        elif depth and char in _BRACKETS.values():
            depth -= 1
            if depth:
                remark += char
            else:
                pairs.append((words, remark))
                words = remark = ""
        elif depth:
            remark += char
        else:
            words += char
    return [*pairs, (words, remark)]


def _segmentations(pieces: tuple[str, ...], known: Iterable[str]) -> list[tuple[str, ...]]:
    """The cheapest ways to join neighbouring pieces to names, cheapest first.

    More than one only if close.
    """
    if len(pieces) > _MOST_IN_ONE_CELL:
        return [(script_join(pieces),)]
    names = frozenset(known)
    tails: list[list[tuple[int, tuple[str, ...]]]] = [[] for _ in pieces] + [[(0, ())]]
    for start in reversed(range(len(pieces))):
        for end in range(start + 1, min(start + _MOST_PIECES, len(pieces)) + 1):
            name, cost = script_join(pieces[start:end]), _cost(pieces[start:end], names)
            tails[start] += [(cost + more, (name, *rest)) for more, rest in tails[end]]
        tails[start] = sorted(tails[start], key=lambda tail: tail[0])[:_MOST_ALTERNATIVES]
    limit = _limit(tails[0][0][0])
    return [reading for cost, reading in tails[0] if cost <= limit]


def _limit(best: int) -> int:
    """The cost up to which a reading counts beside the best.

    All do where the best has an unsupported name.
    """
    if best == 0:
        return 0
    return best + _MARGIN if best < _NO_UNIT else max(best, _LONE_CHARACTER - 1)


def _cost(pieces: Sequence[str], known: frozenset[str]) -> int:
    """How little speaks for the joined pieces being one unit's name."""
    name = script_join(pieces)
    if name in known:
        return _KNOWN
    if not _is_whole(name):
        return _NO_UNIT if len(name) > 1 else _LONE_CHARACTER
    if len(pieces) == 1:
        return _PLAUSIBLE if name[0] in _BEGINNINGS else _FOREIGN_START
    fresh = next((n for n, piece in enumerate(pieces) if n and _begins_anew(piece)), None)
    if (
        fresh is not None
    ):  # what stands before it is an office too, or its end is one that is not known
        before = script_join(pieces[:fresh])
        return _TWO_WHOLE if before in known or _is_whole(before) else _NO_UNIT
    if any(piece in known or piece[0] in _BEGINNINGS for piece in pieces[1:]):
        return _TWO_IN_ONE
    return (
        _FOREIGN_START
        if all(piece in known or _is_whole(piece) for piece in pieces)
        else _PLAUSIBLE
    )


def _begins_anew(piece: str) -> bool:
    """Whether the piece begins and ends as a name of its own does."""
    return piece[0] in _BEGINS_ANEW and _is_whole(piece) and not piece.endswith(_BRANCHES)


def _is_whole(name: str) -> bool:
    """True where a name ends as names of public bodies do and is more than that ending."""
    return len(name) > 1 and name not in _BARE and name.endswith(_ENDINGS)


def _is_name(name: str) -> bool:
    return len(name) > 1 and name not in _BARE and _has_letter(name)


def _has_letter(piece: str) -> bool:
    return any(char.isalpha() for char in piece)
