"""Lead units: which spaces of a cell are line wraps and which part two units.

Strings only. The evidence is the notice itself: what stands alone in a cell or between explicit
separators somewhere is a unit (:func:`known_units`). How names of offices begin and end in general
is weak evidence, used only where the notice has none. No list of a notice's units is carried here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, islice, product
from typing import NamedTuple

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
    (
        *_ENDINGS,
        "办公室",
        "委员会",
        "管理局",
        "服务中心",
        "管理中心",
        "分局",
        "支队",
        "大队",
    )
)
_BEGINNINGS = frozenset("省市县区州盟旗镇乡国各")
# Of these no wrapped name goes on with one, unless it ends in a branch.
_BEGINS_ANEW = frozenset("省市县各")
_BRANCHES = (
    "支行",
    "分行",
    "分局",
    "分公司",
    "分院",
    "分中心",
    "支队",
    "大队",
)

_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】", "〔": "〕"}
_SEPARATOR = re.compile("[、，,;；/／]")
_MOST_PIECES = 12  # lines a name wraps over; in the narrowest column each holds one character
_MOST_ALTERNATIVES = 6
# Characters; a longer one is no row of names that a line break swallowed the gaps of.
_LONGEST_PIECE = 400
# More pieces than this are prose, taken whole; keeps the time bounded.
_MOST_IN_ONE_CELL = 40

# Costs of one segment; only their order and the margin of 1 matter.
_KNOWN = 0
_PLAUSIBLE = 1
_FOREIGN_START = 2
_TWO_IN_ONE = 4
_TWO_WHOLE = 6
_NO_UNIT = 10
_LONE_CHARACTER = 100
_MARGIN = 1

Pieces = tuple[str, ...]  # what spaces part, in order
Names = tuple[str, ...]


def known_units(cells: Iterable[str]) -> frozenset[str]:
    """The units that the cells of a lead-unit column show by themselves.

    Those that stand alone or between explicit separators come first; then, round by round, those of
    parts with spaces that the known ones leave one reading for.
    """
    parts: set[Pieces] = set()
    for cell in cells:
        parts |= {pieces for pieces, _ in _parts(cell)}
    known = {pieces[0] for pieces in parts if len(pieces) == 1 and _is_name(pieces[0])}
    several: set[str] = set()
    pending = [pieces for pieces in parts if len(pieces) > 1]
    while True:
        # Which of them are two without a gap shows when both are known.
        several |= {name for name in known if _is_several(name, known)}
        known -= several
        found: set[str] = set()
        for pieces in pending:
            readings = _segmentations(pieces, known)
            if len(readings) == 1:
                found |= {name for name in readings[0] if _is_name(name)}
        if found - several <= known:
            return frozenset(known)
        known |= found - several


def ends_as_office(name: str) -> bool:
    """Whether a name ends as those of public bodies do."""
    return name.endswith(_ENDINGS)


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
        apart: list[str] = []
        for piece in pieces:
            apart += _apart(piece, names)
        readings = _segmentations(tuple(apart), names)
        choices.append([_with_remark(reading, remark) for reading in readings])
    combined = []
    for choice in islice(product(*choices), _MOST_ALTERNATIVES):
        combined.append(tuple(chain.from_iterable(choice)))
    if len(combined) == 1:
        return LeadSplit(units=combined[0])
    return LeadSplit(alternatives=tuple(combined))


def _is_several(name: str, known: Set[str]) -> bool:
    """Whether a name is others with nothing between them."""
    others = known - {name}
    return len(_apart(name, others)) > 1


def _with_remark(names: Names, remark: str) -> tuple[LeadUnit, ...]:
    """The units of a part, the last of them with the remark behind it."""
    *before, last = names
    units = [LeadUnit(name) for name in before]
    return (*units, LeadUnit(last, remark))


# --- names with nothing between them


def _apart(piece: str, known: Set[str]) -> Names:
    """The units of a piece that is a known one and others with nothing between.

    A line ended there, or no space is.
    """
    if piece in known or len(piece) > _LONGEST_PIECE:
        return (piece,)
    rests: dict[int, Names] = {}  # where a unit may begin: the units from there on
    for start in reversed(range(len(piece))):
        if start == 0 or piece[start] in _BEGINNINGS:
            rests[start] = _next_apart(piece, start, known, rests)
    return rests[0]


def _next_apart(
    piece: str,
    start: int,
    known: Set[str],
    rests: Mapping[int, Names],
) -> Names:
    """The units of ``piece`` from ``start`` on."""
    whole = piece[start:]
    if whole in known:
        return (whole,)
    for end in range(start + 2, len(piece) - 1):
        first = piece[start:end]
        if end not in rests or first not in known:
            continue
        rest = rests[end]
        if all(name in known or _is_whole(name) for name in rest):
            return (first, *rest)
    return (whole,)


# --- a cell's parts


def _parts(cell: str) -> list[tuple[Pieces, str]]:
    """What explicit separators and brackets part.

    The pieces between spaces, and the remark behind them.
    """
    parts = []
    for words, remark in _bracketed(cell):
        *before, last = _SEPARATOR.split(words)
        for words_before in before:
            parts.append((_pieces(words_before), ""))
        parts.append((_pieces(last), mend(remark)))
    return [part for part in parts if any(map(_has_letter, part[0]))]


def _pieces(words: str) -> Pieces:
    return tuple(words.split())


def _bracketed(cell: str) -> list[tuple[str, str]]:
    """Text and the bracket behind it, in turn; a bracket that never closes ends with the cell."""
    pairs = []
    words = remark = ""
    depth = 0
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


# --- pieces joined to names


class _Tail(NamedTuple):
    """A way to join the pieces from some piece on: what it costs, and the names."""

    cost: int
    names: Names


def _segmentations(pieces: Pieces, known: Iterable[str]) -> list[Names]:
    """The cheapest ways to join neighbouring pieces to names, cheapest first.

    More than one only if close.
    """
    if len(pieces) > _MOST_IN_ONE_CELL:
        return [(script_join(pieces),)]
    units = frozenset(known)
    tails = {len(pieces): [_Tail(0, ())]}
    for start in reversed(range(len(pieces))):
        tails[start] = _tails(pieces, start, units, tails)
    limit = _limit(tails[0][0].cost)
    return [tail.names for tail in tails[0] if tail.cost <= limit]


def _tails(
    pieces: Pieces,
    start: int,
    known: frozenset[str],
    tails: Mapping[int, Sequence[_Tail]],
) -> list[_Tail]:
    """The cheapest ways from ``start`` on; ``tails`` has those from later pieces on."""
    found = []
    last = min(start + _MOST_PIECES, len(pieces))
    for end in range(start + 1, last + 1):
        name = script_join(pieces[start:end])
        cost = _cost(pieces[start:end], known)
        for more, rest in tails[end]:
            found.append(_Tail(cost + more, (name, *rest)))
    found.sort(key=lambda tail: tail.cost)
    return found[:_MOST_ALTERNATIVES]


def _limit(best: int) -> int:
    """The cost up to which a reading counts beside the best.

    All do where the best has an unsupported name.
    """
    if best == 0:
        return 0
    if best < _NO_UNIT:
        return best + _MARGIN
    return max(best, _LONE_CHARACTER - 1)


def _cost(pieces: Pieces, known: frozenset[str]) -> int:
    """How little speaks for the joined pieces being one unit's name."""
    name = script_join(pieces)
    if name in known:
        return _KNOWN
    if not _is_whole(name):
        return _NO_UNIT if len(name) > 1 else _LONE_CHARACTER
    if len(pieces) == 1:
        return _PLAUSIBLE if name[0] in _BEGINNINGS else _FOREIGN_START
    return _cost_joined(pieces, known)


def _cost_joined(pieces: Pieces, known: frozenset[str]) -> int:
    """The same of several pieces that together end as a name does."""
    for at in range(1, len(pieces)):
        if _begins_anew(pieces[at]):
            # What stands before it is an office too, or its end is one that is not known.
            before = script_join(pieces[:at])
            two = before in known or _is_whole(before)
            return _TWO_WHOLE if two else _NO_UNIT
    for piece in pieces[1:]:
        if piece in known or piece[0] in _BEGINNINGS:
            return _TWO_IN_ONE
    apart = all(piece in known or _is_whole(piece) for piece in pieces)
    return _FOREIGN_START if apart else _PLAUSIBLE


def _begins_anew(piece: str) -> bool:
    """Whether the piece begins and ends as a name of its own does."""
    if piece[0] not in _BEGINS_ANEW or piece.endswith(_BRANCHES):
        return False
    return _is_whole(piece)


def _is_whole(name: str) -> bool:
    """True where a name ends as names of public bodies do and is more than that ending."""
    if len(name) < 2 or name in _BARE:
        return False
    return name.endswith(_ENDINGS)


def _is_name(name: str) -> bool:
    if len(name) < 2 or name in _BARE:
        return False
    return _has_letter(name)


def _has_letter(piece: str) -> bool:
    return any(char.isalpha() for char in piece)
