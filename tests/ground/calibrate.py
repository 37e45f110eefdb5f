"""How often a repaired or derived value is right, by how much more the next reading costs.

A value's margin is what the cheapest reading that gives it another text costs more than the best.
It is found by publishing the notice twice: within the margin of the spec, which gives the values;
and within a wide one, where what has a second reading is left open and its candidates say what
that costs. A value that stays closed has a margin beyond the wide one.

Counted are the values of cells, not what is computed from them; values that nothing gives away
are counted apart.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path

from pipeline import spec as specs
from pipeline.errors import PipelineError
from tests.ground.case import Case, Rows, settle
from tests.ground.draw import Draw, draws
from tests.ground.page import PRINTED_IN
from tests.ground.run import each_of

WIDE = 12.0
EDGES = (4.0, 5.0, 6.0, 8.0, 10.0, WIDE)
STATUSES = ("repaired", "derived")
# Told by the closing note or computed, not read from a cell.
OTHERS = frozenset({"section", *PRINTED_IN})

REPAIR = Path(specs.__file__).parents[1] / "repair"

Key = tuple[str, str, int]
"""Generator, status, bucket."""


@dataclass
class Counted:
    """Values of one bucket."""

    right: int = 0
    wrong: int = 0
    hidden: int = 0

    @property
    def share(self) -> float:
        """The share of the right ones among those that something gives away."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def at_least(self) -> float:
        """The lower end of Wilson's interval at 95 % for that share.

        E. B. Wilson, Probable inference, JASA 22 (1927).
        """
        n, z = self.right + self.wrong, 1.96
        if not n:
            return 0.0
        middle = self.share + z * z / (2 * n)
        spread = z * sqrt(self.share * (1 - self.share) / n + z * z / (4 * n * n))
        return (middle - spread) / (1 + z * z / n)


@dataclass
class Measured:
    """A calibration, and on what it was measured."""

    seed: int
    notices: int
    rates: tuple[float, ...]
    code: str
    buckets: dict[Key, Counted] = field(default_factory=dict)
    refused: int = 0


def digest() -> str:
    """A hash of the repair stage's sources, on which the figures depend."""
    found = hashlib.sha256()
    for path in sorted(REPAIR.rglob("*.py")):
        found.update(path.relative_to(REPAIR).as_posix().encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def is_current(path: Path) -> bool:
    """Whether the repair stage is as it was when a calibration was measured."""
    content: dict[str, object] = json.loads(path.read_text("utf-8"))
    return content["code"] == digest()


def measure(
    generators: Sequence[str],
    seed: int,
    notices: int,
    rates: Sequence[float],
    processes: int,
) -> Measured:
    """Counts over so many notices of each generator at each rate."""
    measured = Measured(seed, notices, tuple(rates), digest())
    for generator in generators:
        for rate in rates:
            drawn = draws(generator, seed, notices, rate)
            for counts in each_of(count_one, drawn, processes):
                if counts is None:
                    measured.refused += 1
                    continue
                _add(measured, generator, counts)
    return measured


def _add(measured: Measured, generator: str, counts: Mapping[tuple[str, int, str], int]) -> None:
    for (status, bucket, outcome), count in counts.items():
        key = (generator, status, bucket)
        counted = measured.buckets.setdefault(key, Counted())
        setattr(counted, outcome, getattr(counted, outcome) + count)


def count_one(draw: Draw) -> Counter[tuple[str, int, str]] | None:
    """One notice's values by status, bucket and outcome; None where it is refused."""
    case = draw.case()
    try:
        rows = case.publish()
        wide = case.publish(WIDE)
    except PipelineError:
        return None
    statuses = {(row["seq"], row["column"]): row["status"] for row in rows["provenance"]}
    second = second_costs(wide)
    counts: Counter[tuple[str, int, str]] = Counter()
    for each in settle(case, rows, case.judge(rows)):
        column = published_column(case, rows, each.column)
        status = statuses.get((each.seq, column), "")
        if status not in STATUSES or column in OTHERS:
            continue
        outcome = {"right": "right", "hidden": "hidden"}.get(each.outcome, "wrong")
        counts[status, bucket_of(second.get((each.seq, column))), outcome] += 1
    return counts


def published_column(case: Case, rows: Rows, column: str) -> str:
    """The column of ``indicators`` in which a judged value stands."""
    if not rows["indicators"] or column in rows["indicators"][0]:
        return column
    named = {case.columns_of(name)[0]: name for name in rows["indicators"][0]}
    return named.get(column, column)


def second_costs(rows: Rows) -> dict[tuple[int, str], float]:
    """What the second reading of each value in doubt costs more than the first."""
    costs: dict[tuple[int, str], list[float]] = {}
    for row in rows["candidates"]:
        costs.setdefault((row["seq"], row["column"]), []).append(row["cost"] or 0.0)
    return {at: sorted(found)[1] for at, found in costs.items() if len(found) > 1}


def bucket_of(margin: float | None) -> int:
    """The number of the bucket of a margin; None lies beyond the last edge."""
    return len(EDGES) if margin is None else bisect_right(EDGES, margin)


def bounds(bucket: int) -> tuple[float, float | None]:
    """From and to where a bucket reaches."""
    low = EDGES[bucket - 1] if bucket else 0.0
    return low, EDGES[bucket] if bucket < len(EDGES) else None


def table(measured: Measured) -> str:
    """The calibration as a table."""
    head = f"{'generator':<10}{'status':<10}{'margin':>10}"
    lines = [
        head + "".join(f"{name:>10}" for name in ("right", "wrong", "hidden", "right %", ">="))
    ]
    for (generator, status, bucket), found in sorted(measured.buckets.items()):
        low, high = bounds(bucket)
        span = f"{low:g}–{high:g}" if high is not None else f"over {low:g}"
        counts = f"{found.right:>10,}{found.wrong:>10,}{found.hidden:>10,}"
        shares = f"{100 * found.share:>10.3f}{100 * found.at_least:>10.3f}"
        lines.append(f"{generator:<10}{status:<10}{span:>10}{counts}{shares}")
    return "\n".join(lines)


def write(measured: Measured, path: Path) -> None:
    """Writes the calibration as JSON, with what it was measured on."""
    buckets = []
    for (generator, status, bucket), found in sorted(measured.buckets.items()):
        low, high = bounds(bucket)
        entry = {"generator": generator, "status": status, "from": low, "to": high}
        buckets.append({**entry, **vars(found)})
    content = {
        "code": measured.code,
        "margin": specs.load().margin,
        "wide": WIDE,
        "first_seed": measured.seed,
        "notices": measured.notices,
        "rates": list(measured.rates),
        "refused": measured.refused,
        "buckets": buckets,
    }
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")
