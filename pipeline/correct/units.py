"""What decisions on rows make of the scoring units that the rows belong to."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from decimal import Decimal

from pipeline.correct.change import with_value
from pipeline.errors import CorrectionError
from pipeline.messages import message
from pipeline.model import Repaired, ScoringUnit, Value
from pipeline.text import parse_points


def settle_label(repaired: Repaired, seq: int, level1: str | None) -> Repaired:
    """The table where the first-level label of a row is decided: the row is no unit's open one."""
    units = []
    for unit in repaired.units:
        units.append(_settled(unit, seq, level1))
    return replace(repaired, units=tuple(units))


def _settled(unit: ScoringUnit, seq: int, level1: str | None) -> ScoringUnit:
    if seq not in unit.open_rows:
        return unit
    rest = tuple(n for n in unit.open_rows if n != seq)
    if unit.level1 != level1:
        return replace(unit, open_rows=rest)
    rows = sorted((*unit.rows, seq))
    return replace(unit, rows=tuple(rows), open_rows=rest)


def divide_units(repaired: Repaired, weighed: Set[int]) -> Repaired:
    """The table where the weights of the rows ``weighed`` are decided.

    Raises:
        CorrectionError: the weights of a unit's rows do not add up to what the sums leave.
    """
    for unit in repaired.units:
        held = {*unit.rows, *unit.open_rows}
        repaired = _divided(repaired, unit, weighed & held)
    return repaired


def _divided(repaired: Repaired, unit: ScoringUnit, decided: Set[int]) -> Repaired:
    """The unit's rows whose weights are known as units of their own.

    The others share what is left, a single one has it for itself. A row that is decided to have all
    of its unit's points keeps the unit.
    """
    own = _own_points(repaired, unit)
    rest = tuple(seq for seq in unit.rows if seq not in own)
    total = sum(own.values(), Decimal(0))
    left = unit.points - total
    keeps_all = len(own) == 1 and left == 0
    if keeps_all or not decided & own.keys():
        return repaired
    if left < 0 or bool(left) != bool(rest):
        raise _does_not_add_up(unit, min(decided), total, rest)
    parts = []
    for seq, points in own.items():
        parts.append(_part(unit, (seq,), points))
    if rest:
        shared = _part(unit, rest, left)
        parts.append(replace(shared, open_rows=unit.open_rows))
    repaired = _with_parts(repaired, unit, parts)
    alone = len(rest) == 1 and not unit.open_rows
    return _with_rest(repaired, rest[0], left) if alone else repaired


def _own_points(repaired: Repaired, unit: ScoringUnit) -> dict[int, Decimal]:
    """The points of the unit's rows that have a weight, by serial."""
    found: dict[int, Decimal] = {}
    for record in repaired.records:
        if record.seq not in unit.rows:
            continue
        weight = record.values["weight"].text
        if weight is not None:
            found[record.seq] = parse_points(weight) or Decimal(0)
    return found


def _does_not_add_up(
    unit: ScoringUnit,
    seq: int,
    total: Decimal,
    rest: Sequence[int],
) -> CorrectionError:
    """``rest`` are the rows that would have to share what is left."""
    said = message(
        "correct.weights-off",
        seq=seq,
        first=unit.rows[0],
        last=unit.rows[-1],
        total=total,
        points=unit.points,
    )
    if rest:
        said = message("correct.weights-over", **said.parameters)
    return CorrectionError(said)


def _part(
    unit: ScoringUnit,
    rows: tuple[int, ...],
    points: Decimal,
) -> ScoringUnit:
    return replace(
        unit,
        rows=rows,
        points=points,
        basis="derived",
        open_rows=(),
    )


def _with_parts(
    repaired: Repaired,
    unit: ScoringUnit,
    parts: Sequence[ScoringUnit],
) -> Repaired:
    """The table with the parts where the unit stood."""
    units: list[ScoringUnit] = []
    for each in repaired.units:
        if each is unit:
            units.extend(parts)
        else:
            units.append(each)
    return replace(repaired, units=tuple(units))


def _with_rest(repaired: Repaired, seq: int, points: Decimal) -> Repaired:
    """The one row that decisions leave without a weight has what they leave."""
    record = next(each for each in repaired.records if each.seq == seq)
    known = Value(
        f"{points:g}",
        "derived",
        record.values["weight"].cell,
        why=(message("correct.rest-of-unit"),),
        rule="weight_alone",
    )
    return with_value(repaired, record, "weight", known)


def renumbered(units: Sequence[ScoringUnit]) -> tuple[ScoringUnit, ...]:
    """The units in the order of their first rows, numbered from 1."""
    ordered = sorted(units, key=lambda unit: unit.rows[0])
    out = []
    for number, unit in enumerate(ordered, 1):
        out.append(replace(unit, number=number))
    return tuple(out)
