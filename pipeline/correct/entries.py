"""The file of people's decisions → its entries, each one checked for its form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline import yamlfile
from pipeline.errors import CorrectionError

KEYS = ("notice", "target", "expects", "value", "reason", "decided_by")
MAX_BYTES = 1_000_000
# What may stand without quotes.
PLAIN = (str, int, float, date, type(None))


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision.

    What stands at (``seq``, ``column``), what is to be read, why, and who says so.
    """

    notice: str
    seq: int
    column: str
    expects: str
    value: str | None
    reason: str
    decided_by: str


def read(path: Path) -> bytes:
    """The file's bytes; of one that is too large only as many as show that it is.

    Raises:
        CorrectionError: it cannot be read.
    """
    try:
        return yamlfile.read(path, MAX_BYTES)
    except OSError as error:
        raise CorrectionError("correct.unreadable", where=path, reason=error.strerror) from None


def load(source: bytes, name: str) -> tuple[Correction, ...]:
    """The entries of a corrections file.

    Raises:
        CorrectionError: the file is no list of entries, or an entry is malformed.
    """
    if len(source) > MAX_BYTES:
        raise CorrectionError("correct.too-large", where=name, most=MAX_BYTES)
    data = yamlfile.parse(source, name, CorrectionError)
    if data is None:
        return ()
    if not isinstance(data, list):
        raise CorrectionError("correct.no-list", where=name)
    entries = []
    for number, item in enumerate(data, 1):
        _check_keys(item, number, name)
        _check_values(item, number, name)
        entries.append(_entry(item))
    return tuple(entries)


def _check_keys(item: Any, number: int, name: str) -> None:
    """Raises CorrectionError where the entry has other keys; it is the ``number``-th from 1."""
    if not isinstance(item, dict) or set(item) != set(KEYS):
        raise CorrectionError(
            "correct.wrong-keys",
            where=name,
            entry=number,
            keys=KEYS,
        )
    if not _is_target(item["target"]):
        raise CorrectionError("correct.wrong-target", where=name, entry=number)


def _is_target(target: Any) -> bool:
    if not isinstance(target, dict):
        return False
    if set(target) != {"seq", "column"}:
        return False
    return type(target["seq"]) is int  # a bool is an int, too


def _check_values(item: dict[str, Any], number: int, name: str) -> None:
    """Raises CorrectionError where a key says nothing, or what is no text."""
    for key in ("notice", "reason", "decided_by"):
        words = item[key]
        if not isinstance(words, str) or not words.strip():
            raise CorrectionError(
                "correct.says-nothing",
                where=name,
                entry=number,
                key=key,
            )
    for key in ("expects", "value"):
        value = item[key]
        if isinstance(value, bool) or not isinstance(value, PLAIN):
            raise CorrectionError(
                "correct.no-text",
                where=name,
                entry=number,
                key=key,
            )


def _entry(item: dict[str, Any]) -> Correction:
    target = item["target"]
    expects, value = item["expects"], item["value"]
    return Correction(
        notice=item["notice"],
        seq=target["seq"],
        column=str(target["column"]),
        expects="" if expects is None else str(expects),
        value=None if value is None else str(value),
        reason=item["reason"],
        decided_by=item["decided_by"],
    )
