"""Two folders → what differs, notice by notice, table by table, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError
from pipeline.publication.dataset import is_dataset, published_notices
from pipeline.publication.load import load
from pipeline.publication.publication import Publication
from pipeline.publication.state import LONGEST, PACKAGE_FILE, content
from pipeline.schema import EXTRAS, TABLES, columns_since
from pipeline.views.diff.change import Change, Difference, NoticeDifference, Row

# The values of a row's key, and which row of those with this key it is.
Key = tuple[tuple[Any, ...], int]
EXTRAS_KEY = ("seq",)
LeftOut = tuple[tuple[str, str], ...]
# Serial number and column → the status of the value, as provenance has it.
Statuses = Mapping[tuple[int, str], str]


def diff(
    old: Path,
    new: Path,
) -> Difference:
    """Compares two publications, or two folders of many that ``batch`` wrote.

    Two single publications are compared whatever notices they are of. Notices whose descriptors
    are the same to the byte, hashes of all files included, are not opened.

    Raises:
        UsageError: one of the folders holds nothing published, or only one holds many notices.
        ValidationError: a publication is not whole.
    """
    if is_dataset(old) != is_dataset(new):
        raise UsageError("diff.of-two-kinds", where=old, other=str(new))
    if not is_dataset(old):
        changes, left_out = _compare(load(old), load(new))
        found = NoticeDifference(_notice_id(new), "changed", changes)
        return Difference((found,) if changes else (), 1, left_out)
    return _of_many(dict(published_notices(old)), dict(published_notices(new)))


def _notice_id(folder: Path) -> str:
    (notice,) = load(folder)["notice"].column("notice_id").to_pylist()
    return str(notice)


def _of_many(
    old: Mapping[str, Path],
    new: Mapping[str, Path],
) -> Difference:
    differing: list[NoticeDifference] = []
    left_out: set[tuple[str, str]] = set()
    either = sorted({*old, *new})
    for notice_id in either:
        if notice_id not in new:
            differing.append(_only_in_one(notice_id, "removed", old[notice_id]))
        elif notice_id not in old:
            differing.append(_only_in_one(notice_id, "added", new[notice_id]))
        elif not _same_descriptor(old[notice_id], new[notice_id]):
            changes, unlike = _compare(load(old[notice_id]), load(new[notice_id]))
            left_out |= set(unlike)
            if changes:
                differing.append(NoticeDifference(notice_id, "changed", changes))
    return Difference(tuple(differing), len(either), tuple(sorted(left_out)))


def _only_in_one(
    notice_id: str,
    kind: Any,
    folder: Path,
) -> NoticeDifference:
    return NoticeDifference(notice_id, kind, rows=load(folder)["indicators"].num_rows)


def _same_descriptor(
    old: Path,
    new: Path,
) -> bool:
    try:
        descriptors = [content(folder / PACKAGE_FILE, LONGEST) for folder in (old, new)]
    except OSError:
        return False  # loading says what is wrong
    return descriptors[0] == descriptors[1]


def _compare(
    old: Publication,
    new: Publication,
) -> tuple[tuple[Change, ...], LeftOut]:
    """The changes in the order of the dictionary, and what was not compared."""
    left_out = columns_since(min(old.version, new.version))
    old_statuses, new_statuses = _statuses(old), _statuses(new)
    changes: list[Change] = []
    for name in (*TABLES, EXTRAS):
        columns = _compared_columns(name, left_out)
        if name == EXTRAS:
            columns = _own_columns(old, new)
        if not columns:
            continue
        old_rows = _rows_of(old, name, columns)
        new_rows = _rows_of(new, name, columns)
        if old_rows == new_rows:
            continue
        compare = _by_key if _key_of(name) else _as_bags
        found = compare(name, old_rows, new_rows)
        changes += [_with_status(change, old_statuses, new_statuses) for change in found]
    return tuple(changes), left_out


def _own_columns(
    old: Publication,
    new: Publication,
) -> list[str]:
    """The columns of the form's own that either has, the serial first; none without the table."""
    columns: dict[str, None] = {}
    for publication in (old, new):
        if EXTRAS in publication.tables:
            columns |= dict.fromkeys(publication[EXTRAS].column_names)
    columns.pop("notice_id", None)
    return list(columns)


def _rows_of(
    publication: Publication,
    name: str,
    columns: Sequence[str],
) -> list[dict[str, Any]]:
    """The table's rows with these columns; null where it has no such column."""
    if name not in publication.tables:
        return []
    rows = publication[name].to_pylist()
    return [{column: row.get(column) for column in columns} for row in rows]


def _compared_columns(
    name: str,
    left_out: LeftOut,
) -> list[str]:
    """The columns that both have; the notice's id is compared once, in ``notice``."""
    if name not in TABLES:
        return []
    columns = [column for column in TABLES[name].names if (name, column) not in left_out]
    if name != "notice":
        columns.remove("notice_id")
    return columns


def _key_of(name: str) -> tuple[str, ...]:
    return TABLES[name].key if name in TABLES else EXTRAS_KEY


def _statuses(publication: Publication) -> Statuses:
    rows = publication["provenance"].select(["seq", "column", "status"]).to_pylist()
    return {(row["seq"], row["column"]): row["status"] for row in rows}


def _by_key(
    name: str,
    old: Sequence[Row],
    new: Sequence[Row],
) -> Iterator[Change]:
    """Rows by their key: those of both cell by cell, those of one as they are."""
    before, after = _keyed(name, old), _keyed(name, new)
    for key, row in before.items():
        if key not in after:
            yield Change(
                name,
                _named(name, row),
                "removed",
                row=row,
            )
            continue
        for column, value in row.items():
            other = after[key][column]
            if value != other:
                yield Change(
                    name,
                    _named(name, row),
                    "changed",
                    column,
                    value,
                    other,
                )
    for key, row in after.items():
        if key not in before:
            yield Change(
                name,
                _named(name, row),
                "added",
                row=row,
            )


def _keyed(
    name: str,
    rows: Sequence[Row],
) -> dict[Key, Row]:
    """The rows by key; of a notice there is one row, whatever its id."""
    columns = () if name == "notice" else _key_of(name)
    seen: Counter[tuple[Any, ...]] = Counter()
    keyed: dict[Key, Row] = {}
    for row in rows:
        values = tuple(row[column] for column in columns)
        keyed[values, seen[values]] = row
        seen[values] += 1
    return keyed


def _named(
    name: str,
    row: Row,
) -> tuple[tuple[str, Any], ...]:
    return tuple((column, row[column]) for column in _key_of(name))


def _as_bags(
    name: str,
    old: Sequence[Row],
    new: Sequence[Row],
) -> Iterator[Change]:
    """Rows without a key, as a whole: those that one of the states has more often."""
    before = Counter(tuple(row.items()) for row in old)
    after = Counter(tuple(row.items()) for row in new)
    for items in (before - after).elements():
        yield Change(
            name,
            (),
            "removed",
            row=dict(items),
        )
    for items in (after - before).elements():
        yield Change(
            name,
            (),
            "added",
            row=dict(items),
        )


def _with_status(
    change: Change,
    old: Statuses,
    new: Statuses,
) -> Change:
    """A cell of ``indicators`` with how sure its value was and is."""
    if change.table != "indicators" or change.column is None:
        return change
    place = (dict(change.key)["seq"], change.column)
    return Change(
        change.table,
        change.key,
        change.kind,
        change.column,
        change.old,
        change.new,
        old.get(place),
        new.get(place),
    )
