"""Rules on keys: serials, ranges and references."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.messages import Message, message
from pipeline.schema import EXTRAS, PROVENANCE_COLUMNS, TABLES, main_columns
from pipeline.validate.rules import Row, Rows, Tables, Violation, in_cell, shown


def keys_exist(
    rows: Rows,
    tables: Tables,
    *,
    columns: Sequence[str],
    other_table: str,
    other_columns: Sequence[str],
) -> list[Violation]:
    """``columns``, where none is null, are found in ``other_columns`` of ``other_table``."""
    known = {_key(row, other_columns) for row in tables[other_table]}
    used = Counter(_key(row, columns) for row in rows)
    violations: list[Violation] = []
    for key, count in used.items():
        if None in key or key in known:
            continue
        said = message(
            "validate.key-missing",
            columns=columns,
            key=tuple(map(str, key)),
            count=count,
            table=other_table,
            others=other_columns,
        )
        violations.append(Violation(_text(key), said))
    return violations


def serials_complete(indicators: Rows, tables: Tables) -> list[Violation]:
    """The serials are 1, 2, 3 … in this order.

    To the end of the last section; where there are no sections, of the table.
    """
    serials = [row["seq"] for row in indicators]
    ends = [row["last_seq"] for row in tables["sections"]] or serials
    last = max(ends, default=0)
    expected = set(range(1, last + 1))
    missing = expected.difference(serials)
    beyond = set(serials) - expected
    twice = {serial for serial, count in Counter(serials).items() if count > 1}
    violations: list[Violation] = []
    if missing:
        said = message("validate.serials-missing", last=last, serials=sorted(missing))
        violations.append(Violation("missing", said))
    if beyond:
        said = message("validate.serials-beyond", last=last, serials=sorted(beyond))
        violations.append(Violation("beyond", said))
    if twice:
        said = message("validate.serials-twice", serials=sorted(twice))
        violations.append(Violation("twice", said))
    if not violations and serials != sorted(serials):
        violations.append(Violation("order", message("validate.serials-out-of-order")))
    return violations


def ranges_contiguous(sections: Rows, _: Tables) -> list[Violation]:
    """The sections' ranges begin at 1 and follow one another without gap or overlap."""
    violations: list[Violation] = []
    due = 1
    for row in sections:
        name, first, last = row["section"], row["first_seq"], row["last_seq"]
        if first != due:
            said = message(
                "validate.section-begins",
                section=name,
                first=first,
                due=due,
            )
            violations.append(Violation(name, said))
        if last < first:
            said = message(
                "validate.section-ends",
                section=name,
                first=first,
                last=last,
            )
            violations.append(Violation(name, said))
        due = last + 1
    return violations


def sections_match(indicators: Rows, tables: Tables) -> list[Violation]:
    """A row's section is the one whose range holds its serial."""
    violations: list[Violation] = []
    for row in indicators:
        for section in tables["sections"]:
            within = section["first_seq"] <= row["seq"] <= section["last_seq"]
            if within and row["section"] not in (None, section["section"]):
                violations.append(_in_another_section(row, section["section"]))
    return violations


def _in_another_section(row: Row, due: str) -> Violation:
    seq = row["seq"]
    said = message(
        "validate.section-differs",
        seq=seq,
        section=row["section"],
        due=due,
    )
    return Violation(str(seq), said)


def every_value_traced(provenance: Rows, tables: Tables) -> list[Violation]:
    """Every indicator has a row for each traced column of indicators and of extras.

    And for no other column.
    """
    found = {(row["seq"], row["column"]) for row in provenance}
    expected = set()
    for row in tables["indicators"]:
        expected |= {(row["seq"], column) for column in PROVENANCE_COLUMNS}
    for row in tables.get(EXTRAS, ()):
        expected |= {(row["seq"], column) for column in main_columns(tuple(row))}
    untraced = _in_cells(expected - found, message("validate.no-provenance"))
    unasked = _in_cells(found - expected, message("validate.not-traced"))
    return [*untraced, *unasked]


def _in_cells(cells: Iterable[tuple[int, str]], what: Message) -> list[Violation]:
    return [in_cell({"seq": seq, "column": column}, what) for seq, column in sorted(cells)]


def every_period_ranked(rankings: Rows, tables: Tables) -> list[Violation]:
    """Every indicator has a row for each period, and the rank in indicators is the one here.

    Of the same months of several years it is that of the latest.
    """
    period = ("period_start", "period_end")
    periods = sorted({_key(row, period) for row in rankings})
    latest = {(start.month, end.month): start for start, end in periods}
    found = {_key(row, ("seq", *period)): row for row in rankings}
    violations: list[Violation] = []
    for indicator in tables["indicators"]:
        seq = indicator["seq"]
        for start, end in periods:
            ranking = found.get((seq, start, end))
            if ranking is not None and latest[start.month, end.month] != start:
                continue
            what = _rank_difference(indicator, ranking)
            if what is not None:
                said = message(
                    "validate.in-period",
                    seq=seq,
                    start=str(start),
                    end=str(end),
                    what=what,
                )
                violations.append(Violation(str(seq), said))
    return violations


def _rank_difference(indicator: Row, ranking: Row | None) -> Message | None:
    """How the ranking of a period departs from the indicator's own column for it."""
    if ranking is None:
        return message("validate.no-ranking")
    months = (ranking["period_start"].month, ranking["period_end"].month)
    for column in TABLES["indicators"].columns:
        if column.months != months:
            continue
        rank, published = ranking["rank"], indicator[column.name]
        if rank != published:
            return message(
                "validate.rank-differs",
                rank=shown(rank),
                column=column.name,
                published=shown(published),
            )
    return None


def _key(row: Row, columns: Sequence[str]) -> tuple[Any, ...]:
    return tuple(row[column] for column in columns)


def _text(key: Sequence[object]) -> str:
    return ", ".join(map(str, key))
