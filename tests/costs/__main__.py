"""``python -m tests.costs``: what would change if a price were 0.

Each price of the repair is set to 0, one at a time (doubled where 0 is no price), and everything is
repaired again: the notice, its facsimile, the tables of ``tests/cases/repair``, and damaged notices
of both generators. A line says how many values change in each, which tables change, and how many
values of the invented notices are then wrong or marked more or less. A price whose line is empty
earns nothing.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from multiprocessing import get_context

from pipeline.repair.damage.costs import COSTS, Costs
from tests.costs.ground import Drawn, Said, cases, invented, notices, priced
from tests.ground.draw import FIRST, SECOND, Draw, draws
from tests.ground.tally import Tally

RATES = (0.08, 0.2)
WRONG = ("wrong", "warned", "hidden")


@dataclass(frozen=True)
class Trial:
    """One price tried on one table, by the table's number."""

    name: str
    price: float
    table: int


@dataclass(frozen=True)
class Change:
    """How many values a price changes on a table, and what of them was and is wrong and marked."""

    values: int
    before: Tally | None = None
    after: Tally | None = None

    def more(self, *outcomes: str) -> int:
        """How many more values have one of these outcomes."""
        if self.before is None or self.after is None:
            return 0
        was = sum(self.before.outcomes[each] for each in outcomes)  # type: ignore[index]
        now = sum(self.after.outcomes[each] for each in outcomes)  # type: ignore[index]
        return now - was


TABLES: list[Drawn] = []
SAID: list[Said] = []


def tried(name: str) -> float:
    """The price that is tried in place of the present one."""
    price: float = getattr(COSTS, name)
    return 0.0 if price else 1.0


def attempt(trial: Trial) -> Change:
    """What changes on a table under another price."""
    table = TABLES[trial.table]
    with priced(trial.name, trial.price):
        values = len(table.says() - SAID[trial.table])
        if not values or table.draw is None:
            return Change(values)
        after = table.judged()
    return Change(values, table.judged(), after)


def main(arguments: Sequence[str] | None = None) -> int:
    """Tries every price, or those that are named."""
    parser = argparse.ArgumentParser(prog="python -m tests.costs", description=__doc__)
    parser.add_argument("names", nargs="*", help="prices to try; without any, all")
    parser.add_argument("--double", action="store_true", help="double each price instead")
    parser.add_argument("--notices", type=int, default=20, help="of each generator and rate")
    parser.add_argument("--seed", type=int, default=9000, help="of the first notice")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args(arguments)
    TABLES.extend((*notices(), *cases(), *invented(list(_draws(given.seed, given.notices)))))
    SAID.extend(table.says() for table in TABLES)
    with get_context("fork").Pool(given.processes) as pool:
        for name in given.names or [field.name for field in fields(Costs)]:
            price = 2 * getattr(COSTS, name) if given.double else tried(name)
            trials = [Trial(name, price, table) for table in range(len(TABLES))]
            print(line(name, price, pool.map(attempt, trials, chunksize=1)), flush=True)
    return 0


def _draws(seed: int, notices: int) -> Iterator[Draw]:
    for generator in (FIRST, SECOND):
        for rate in RATES:
            yield from draws(generator, seed, notices, rate)


def line(name: str, price: float, changes: Sequence[Change]) -> str:
    """What one price changes, on a line."""
    told = [f"{name} {getattr(COSTS, name):g} → {price:g}:"]
    changed = [(t, c) for t, c in zip(TABLES, changes, strict=True) if c.values]
    fixed = [f"{table.name} {change.values}" for table, change in changed if table.draw is None]
    ground = [change for table, change in changed if table.draw is not None]
    if fixed:
        told.append(", ".join(fixed) + ";")
    if ground:
        values = sum(change.values for change in ground)
        wrong = sum(change.more(*WRONG) for change in ground)
        told.append(f"{len(ground)} notices {values}, wrong {wrong:+}, ")
        told.append(f"of these told by nothing {sum(c.more('wrong') for c in ground):+},")
        told.append(f"marked {sum(c.more('marked') for c in ground):+}")
    return " ".join(told) if changed else f"{told[0]} nothing"


if __name__ == "__main__":
    sys.exit(main())
