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
from pipeline.schema import TABLES

_SEVERITIES = ("critical", "warning", "info")
_KEYS = {"type", "kwargs", "severity", "meta"}


@dataclass(frozen=True, slots=True)
class Suite:
    """One file: ``name`` is its path without the ending, ``expectations`` as the file has them."""

    name: str
    table: str
    expectations: tuple[dict[str, Any], ...]


def load_suites(folder: Path, notice_id: str) -> list[Suite]:
    """One suite per published table, then those of the notice.

    Raises ValidationError with file and reason.
    """
    suites = [_load(folder / f"{table}.json", table, table) for table in TABLES]
    for path in _pinned(folder, notice_id):
        suites.append(_load(path, f"{notice_id}/{path.stem}", path.stem))
    return suites


def _pinned(folder: Path, notice_id: str) -> Iterator[Path]:
    # The id comes from the caller or a file's name: it names a folder here, never a path.
    own = folder / "notices" / notice_id
    if Path(notice_id).name == notice_id not in ("", "..") and os.path.isdir(own):
        yield from sorted(own.glob("*.json"))


def _load(path: Path, name: str, table: str) -> Suite:
    if table not in TABLES:
        raise ValidationError(f"{path}: there is no table {table}; the file's name is the table's")
    try:
        content = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ValidationError(f"{path}: the suite cannot be read ({error.strerror})") from None
    except (ValueError, RecursionError) as error:
        raise ValidationError(f"{path}: not JSON ({error})") from None
    expectations = content.get("expectations") if isinstance(content, dict) else None
    if not isinstance(expectations, list) or not expectations:
        raise ValidationError(f"{path}: no list of expectations")
    for position, expectation in enumerate(expectations, 1):
        fault = _fault(expectation)
        if fault:
            raise ValidationError(f"{path}: expectation {position}: {fault}")
    return Suite(name, table, tuple(expectations))


def _fault(expectation: object) -> str | None:
    if not isinstance(expectation, dict) or not isinstance(expectation.get("type"), str):
        return "it has no type"
    if set(expectation) - _KEYS:
        return f"unknown keys {', '.join(sorted(set(expectation) - _KEYS))}"
    meta = expectation.get("meta")
    if not isinstance(meta, dict) or not meta.get("reason"):
        return f"{expectation['type']} gives no reason in its meta"
    if expectation.get("severity") not in _SEVERITIES:
        return f"{expectation['type']}: severity is none of {', '.join(_SEVERITIES)}"
    return None
