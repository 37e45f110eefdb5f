"""The suite files.

``<table>.json`` for every notice, ``notices/<notice_id>/<table>.json`` for one alone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import ValidationError
from pipeline.messages import Message, message
from pipeline.schema import EXTRAS, TABLES

_SEVERITIES = ("critical", "warning", "info")
_KEYS = {"type", "kwargs", "severity", "meta"}


@dataclass(frozen=True, slots=True)
class Suite:
    """One file: ``name`` is its path without the ending, ``expectations`` as the file has them."""

    name: str
    table: str
    expectations: tuple[dict[str, Any], ...]


def load_suites(folder: Path, notice_id: str) -> list[Suite]:
    """One suite per table that may be published, then those of the notice.

    Raises:
        ValidationError: a suite is missing or wrong.
    """
    suites = [_load(folder / f"{table}.json", table, table) for table in (*TABLES, EXTRAS)]
    for path in _pinned(folder, notice_id):
        suites.append(_load(path, f"{notice_id}/{path.stem}", path.stem))
    return suites


def _pinned(folder: Path, notice_id: str) -> Iterator[Path]:
    # The id comes from the caller or a file's name: it names a folder here, never a path.
    own = folder / "notices" / notice_id
    if Path(notice_id).name == notice_id not in ("", "..") and os.path.isdir(own):
        yield from sorted(own.glob("*.json"))


def _load(
    path: Path,
    name: str,
    table: str,
) -> Suite:
    if table not in (*TABLES, EXTRAS):
        raise ValidationError("validate.no-such-table", where=path, table=table)
    content = _content(path)
    expectations = content.get("expectations") if isinstance(content, dict) else None
    if not isinstance(expectations, list) or not expectations:
        raise ValidationError("validate.suite-empty", where=path)
    for position, expectation in enumerate(expectations, 1):
        fault = _fault(expectation)
        if fault is not None:
            raise ValidationError(
                "validate.bad-expectation",
                where=path,
                position=position,
                fault=fault,
            )
    return Suite(name, table, tuple(expectations))


def _content(path: Path) -> object:
    try:
        return json.loads(path.read_text("utf-8"))
    except OSError as error:
        reason = error.strerror
        raise ValidationError("validate.suite-unreadable", where=path, error=reason) from None
    except (ValueError, RecursionError) as error:
        raise ValidationError("validate.suite-not-json", where=path, error=str(error)) from None


def _fault(expectation: object) -> Message | None:
    """What keeps an expectation from being taken as it is."""
    if not isinstance(expectation, dict) or not isinstance(expectation.get("type"), str):
        return message("validate.without-type")
    unknown = set(expectation) - _KEYS
    if unknown:
        return message("validate.unknown-keys", keys=sorted(unknown))
    kind, meta = expectation["type"], expectation.get("meta")
    if not isinstance(meta, dict) or not meta.get("reason"):
        return message("validate.without-reason", kind=kind)
    if expectation.get("severity") not in _SEVERITIES:
        return message("validate.unknown-severity", kind=kind, severities=_SEVERITIES)
    return None
