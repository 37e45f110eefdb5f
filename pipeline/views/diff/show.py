"""A difference as lines for people and as values for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pipeline.messages import Language, Message, message, render, text
from pipeline.views.diff.change import Change, Difference, NoticeDifference

# Characters of a value that are shown; the JSON has all of it.
SHOWN = 60


def as_lines(
    difference: Difference,
    language: Language = "en",
) -> Iterator[str]:
    """Each notice that differs, its values cell by cell, its evidence counted; then the sums."""
    for notice in difference.notices:
        yield from _notice(notice, language)
    if difference.left_out:
        names = [f"{table}.{column}" for table, column in difference.left_out]
        yield render(message("diff.left-out", columns=names), language)
    yield render(_closing(difference), language)


def _notice(
    notice: NoticeDifference,
    language: Language,
) -> Iterator[str]:
    if notice.kind == "added":
        heading = message("diff.only-new", notice=notice.notice_id, rows=notice.rows)
    elif notice.kind == "removed":
        heading = message("diff.only-old", notice=notice.notice_id, rows=notice.rows)
    else:
        heading = message("diff.notice", notice=notice.notice_id, values=notice.values)
    yield render(heading, language)
    for change in notice.changes:
        if change.is_value:
            yield f"  {render(_change(change), language)}"
    evidence = Counter(change.table for change in notice.changes if not change.is_value)
    if evidence:
        counts = [message("diff.count", table=name, count=n) for name, n in evidence.items()]
        yield f"  {render(message('diff.evidence', counts=counts), language)}"


def _change(change: Change) -> Message:
    place = _place(change)
    if change.kind == "added":
        return message("diff.row-added", place=place, row=_row(change))
    if change.kind == "removed":
        return message("diff.row-removed", place=place, row=_row(change))
    return message(
        "diff.cell",
        place=place,
        column=change.column,
        old=_value(change.old, change.old_status),
        new=_value(change.new, change.new_status),
    )


def _place(change: Change) -> str:
    key = " ".join(_shown(value) for _, value in change.key)
    return f"{change.table} {key}".rstrip()


def _row(change: Change) -> str:
    values = (change.row or {}).values()
    return " · ".join(_shown(value) for value in values if value is not None)


def _value(
    value: Any,
    status: str | None,
) -> Message:
    shown = message("views.null") if value is None else text(_shown(value))
    if status is None:
        return shown
    return message("diff.value", value=shown, status=status)


def _shown(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    line = " ".join(str(value).split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"


def _closing(difference: Difference) -> Message:
    compared = difference.compared
    if not difference:
        return message("diff.none", notices=compared)
    changes = [change for notice in difference.notices for change in notice.changes]
    values = sum(change.is_value for change in changes)
    return message(
        "diff.some",
        differ=len(difference.notices),
        notices=compared,
        values=values,
        evidence=len(changes) - values,
    )


def as_dict(difference: Difference) -> dict[str, Any]:
    """All changes, dates as ISO 8601 has them."""
    return {
        "differs": bool(difference),
        "compared": difference.compared,
        "left_out": [list(names) for names in difference.left_out],
        "notices": [_notice_as_dict(notice) for notice in difference.notices],
    }


def _notice_as_dict(notice: NoticeDifference) -> dict[str, Any]:
    changes = [_change_as_dict(change) for change in notice.changes]
    return {"notice_id": notice.notice_id, "kind": notice.kind, "changes": changes}


def _change_as_dict(change: Change) -> dict[str, Any]:
    told: dict[str, Any] = {"table": change.table, "kind": change.kind, "key": _plain(change.key)}
    if change.row is not None:
        return {**told, "row": _plain(change.row.items())}
    return {
        **told,
        "column": change.column,
        "old": _json(change.old),
        "new": _json(change.new),
        "old_status": change.old_status,
        "new_status": change.new_status,
    }


def _plain(items: Any) -> dict[str, Any]:
    return {name: _json(value) for name, value in items}


def _json(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
