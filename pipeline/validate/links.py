"""Rules on keys: serials, ranges and references."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.schema import PROVENANCE_COLUMNS, TABLES
from pipeline.validate.rules import Row, Rows, Tables, Violation, serials_text


def keys_exist(
    rows: Rows,
    tables: Tables,
    *,
    columns: Sequence[str],
    other_table: str,
    other_columns: Sequence[str],
) -> list[Violation]:
    """``columns``.

    Where none is null, are found in the columns ``other_columns`` of ``other_table``.
    """
    known = {tuple(row[column] for column in other_columns) for row in tables[other_table]}
    missing = Counter(
        key for row in rows if None not in (key := tuple(row[column] for column in columns))
    )
    return [
        Violation(
            _text(key),
            f"{', '.join(columns)} {_text(key)} ({count} rows) is not in {other_table}.{', '.join(other_columns)}",
        )
        for key, count in missing.items()
        if key not in known
    ]


def serials_complete(indicators: Rows, tables: Tables) -> list[Violation]:
    """The serials are 1, 2, 3 … to the end of the last section (without sections: of the table).

    In this order.
    """
    serials = [row["seq"] for row in indicators]
    last = max((row["last_seq"] for row in tables["sections"]), default=max(serials, default=0))
    expected = set(range(1, last + 1))
    violations = []
    if expected - set(serials):
        violations.append(
            Violation("missing", f"missing of 1 to {last}: {serials_text(expected - set(serials))}")
        )
    if set(serials) - expected:
        violations.append(
            Violation("beyond", f"beyond 1 to {last}: {serials_text(set(serials) - expected)}")
        )
    twice = {serial for serial, count in Counter(serials).items() if count > 1}
    if twice:
        violations.append(Violation("twice", f"more than once: {serials_text(twice)}"))
    if not violations and serials != sorted(serials):
        violations.append(Violation("order", "the serials are all there, but out of order"))
    return violations


def ranges_contiguous(sections: Rows, tables: Tables) -> list[Violation]:
    """The sections' ranges begin at 1 and follow one another without gap or overlap."""
    violations, due = [], 1
    for row in sections:
        name, first, last = row["section"], row["first_seq"], row["last_seq"]
        if first != due:
            violations.append(Violation(name, f"{name} begins at {first}, {due} is due"))
        if last < first:
            violations.append(
                Violation(name, f"{name} ends at {last}, before it begins at {first}")
            )
        due = last + 1
    return violations


def sections_match(indicators: Rows, tables: Tables) -> list[Violation]:
    """A row's section is the one whose range holds its serial."""
    return [
        Violation(
            str(row["seq"]),
            f"seq {row['seq']}: section {row['section']}, its serial lies in {section['section']}",
        )
        for row in indicators
        for section in tables["sections"]
        if section["first_seq"] <= row["seq"] <= section["last_seq"]
        and row["section"] not in (None, section["section"])
    ]


def every_value_traced(provenance: Rows, tables: Tables) -> list[Violation]:
    """Every indicator has a row for each traced column of indicators, and for no other column."""
    found = {(row["seq"], row["column"]) for row in provenance}
    expected = {
        (row["seq"], column) for row in tables["indicators"] for column in PROVENANCE_COLUMNS
    }
    return [
        Violation(_text(key), f"seq {key[0]}, {key[1]}: {text}")
        for text, keys in (
            ("no provenance", expected - found),
            ("not a value that is traced", found - expected),
        )
        for key in sorted(keys)
    ]


def every_period_ranked(rankings: Rows, tables: Tables) -> list[Violation]:
    """Every indicator has a row for each period, and the rank in indicators is the one here."""
    periods = {(row["period_start"], row["period_end"]) for row in rankings}
    found = {(row["seq"], row["period_start"], row["period_end"]): row for row in rankings}
    violations = []
    for indicator in tables["indicators"]:
        for start, end in sorted(periods):
            ranking = found.get((indicator["seq"], start, end))
            text = "no row" if ranking is None else _rank_difference(indicator, ranking)
            if text:
                violations.append(
                    Violation(
                        str(indicator["seq"]), f"seq {indicator['seq']}, {start} to {end}: {text}"
                    )
                )
    return violations


def _rank_difference(indicator: Row, ranking: Row) -> str | None:
    months = (ranking["period_start"].month, ranking["period_end"].month)
    for column in TABLES["indicators"].columns:
        if column.months == months and indicator[column.name] != ranking["rank"]:
            return f"rank {ranking['rank']}, but {column.name} of indicators is {indicator[column.name]}"
    return None


def _text(key: Sequence[object]) -> str:
    return ", ".join(map(str, key))
