"""How often values like one were right on invented notices, by how they were found.

The figures lie beside this module; ``make calibrate`` measures them. A value's bucket is its status
and its margin: what the next reading that has another value costs more. Where that is not known, no
such reading lies within the spec's margin, and all buckets beyond it count together.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.messages import Message, message

FIGURES = Path(__file__).with_name("calibration.json")
FEWEST = 100  # values that a bucket needs to be told apart from those beside it
Row = Mapping[str, Any]


class Bucket(NamedTuple):
    """Values of one status, with margins from ``low`` to below ``high``; None for no end."""

    status: str
    low: float
    high: float | None
    right: int
    wrong: int

    def holds(self, margin: float) -> bool:
        """Whether a margin falls into it."""
        return self.low <= margin and (self.high is None or margin < self.high)


class Share(NamedTuple):
    """How many of so many values were right."""

    right: int
    of: int

    def said(self) -> Message:
        """The sentence that says so."""
        return message("views.calibrated", right=f"{self.right:,}", of=f"{self.of:,}")


def share(status: str, margin: float | None = None) -> Share | None:
    """How many values of a status and a margin were right; None for a status not measured."""
    found = [bucket for bucket in _buckets() if bucket.status == status]
    if margin is not None:
        near = _counted(bucket for bucket in found if bucket.holds(margin))
        if near.of >= FEWEST:
            return near
    everything = _counted(found)
    return everything if everything.of else None


def said_of(source: Row, repairs: Iterable[Row]) -> Message | None:
    """What is said of a value by its rows of ``provenance`` and ``repairs``; None for most."""
    costs = []
    for row in repairs:
        is_its = (row["seq"], row["column"]) == (source["seq"], source["column"])
        if is_its and row["cost"] is not None:
            costs.append(row["cost"])
    found = share(source["status"], min(costs, default=None))
    return None if found is None else found.said()


def _counted(buckets: Iterable[Bucket]) -> Share:
    right = 0
    wrong = 0
    for bucket in buckets:
        right += bucket.right
        wrong += bucket.wrong
    return Share(right, right + wrong)


@cache
def _buckets() -> tuple[Bucket, ...]:
    """The buckets of both generators beyond the margin within which values are left open."""
    content = json.loads(FIGURES.read_text("utf-8"))
    found = []
    for each in content["buckets"]:
        bucket = Bucket(each["status"], each["from"], each["to"], each["right"], each["wrong"])
        if bucket.low >= content["margin"]:
            found.append(bucket)
    return tuple(found)
