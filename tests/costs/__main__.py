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
from tests.ground.case import Outcome
from tests.ground.draw import FIRST, SECOND, Draw, draws
from tests.ground.tally import Tally

RATES = (0.08, 0.2)
WRONG: tuple[Outcome, ...] = ("wrong", "warned", "hidden")


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

    def more(self, *outcomes: Outcome) -> int:
        """How many more values have one of these outcomes."""
        if self.before is None or self.after is None:
            return 0
        before, after = self.before.outcomes, self.after.outcomes
        return sum(after[each] - before[each] for each in outcomes)


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
    told = f"{name} {getattr(COSTS, name):g} → {price:g}:"
    parts = [*_fixed(changes), *_ground(changes)]
    return f"{told} {'; '.join(parts) or 'nothing'}"


def _fixed(changes: Sequence[Change]) -> Iterator[str]:
    """How many values change on each of the tables that no generator has drawn."""
    for table, change in zip(TABLES, changes, strict=True):
        if change.values and table.draw is None:
            yield f"{table.name} {change.values}"


def _ground(changes: Sequence[Change]) -> Iterator[str]:
    """How the invented notices fare that change."""
    changed = [change for change in changes if change.after is not None]
    if not changed:
        return
    values = sum(change.values for change in changed)
    wrong = sum(change.more(*WRONG) for change in changed)
    silent = sum(change.more("wrong") for change in changed)
    marked = sum(change.more("marked") for change in changed)
    yield f"{len(changed)} notices {values}, wrong {wrong:+} ({silent:+} silent), marked {marked:+}"


if __name__ == "__main__":
    sys.exit(main())
