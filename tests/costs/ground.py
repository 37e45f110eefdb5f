"""The tables that a price is tried on, read and stitched once, and what the repair makes of them.

A price is tried by setting it on the one value that the whole repair shares, within this process.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pipeline.repair
from pipeline.errors import PipelineError
from pipeline.inputs import gather
from pipeline.model import Repaired, SectionTotal, Table
from pipeline.normalise.metadata import preamble
from pipeline.read.document import read
from pipeline.repair.damage.costs import COSTS
from pipeline.sandbox.limits import Limits
from pipeline.spec import Column, layout, load
from pipeline.spec.pattern import Pattern
from pipeline.stitch.attachment import attachment
from tests.conftest import ROOT
from tests.ground.case import settle
from tests.ground.draw import Draw
from tests.ground.tally import Tally, tally
from tests.repair import form

NOTICES = {"notice": ROOT / "raw" / "notice.txt", "facsimile": ROOT / "raw" / "notice.pdf"}

Said = frozenset[tuple[object, ...]]
"""Every value, status, candidate and scoring unit of a repaired table."""


@contextmanager
def priced(name: str, price: float) -> Iterator[None]:
    """One price is another one meanwhile."""
    before = getattr(COSTS, name)
    object.__setattr__(COSTS, name, price)
    try:
        yield
    finally:
        object.__setattr__(COSTS, name, before)


@dataclass(frozen=True)
class Drawn:
    """What a stitched table is repaired from; ``draw`` where the truth is known."""

    name: str
    arguments: tuple[Table, Sequence[Column], Sequence[SectionTotal], float]
    outside: Pattern | None = None
    draw: Draw | None = None

    def says(self) -> Said:
        """What the repair publishes of it; the reason where it refuses."""
        try:
            table, columns, sections, margin = self.arguments
            repair = pipeline.repair.repair
            return said(repair(table, columns, sections, margin, outside=self.outside))
        except PipelineError as error:
            return frozenset({("refused", str(error))})

    def judged(self) -> Tally:
        """What of it is wrong and marked."""
        assert self.draw is not None
        case = self.draw.case()
        try:
            rows = case.publish()
        except PipelineError as error:
            return Tally(notices=1, refused=[(self.draw.seed, str(error))])
        return tally(case, settle(case, rows, case.judge(rows)))


def said(repaired: Repaired) -> Said:
    """What is published of a table, as a set that two runs are compared by."""
    found: set[tuple[object, ...]] = set()
    for record in repaired.records:
        found.add((record.seq, "unit", record.scoring_unit))
        for column, value in record.values.items():
            candidates = tuple(text for text, _ in value.candidates)
            found.add((record.seq, column, value.text, value.status, candidates))
    for unit in repaired.units:
        found.add(("unit", repr(unit)))
    return frozenset(found)


def notices() -> list[Drawn]:
    """The real notice and its facsimile."""
    return [Drawn(name, _stitched(path)) for name, path in NOTICES.items()]


def cases() -> list[Drawn]:
    """The tables of ``tests/cases/repair``."""
    found = []
    for name in form.tables():
        stated = form.case(name)
        table = form.table_of(stated["pages"])
        sections = form.sections_of(stated["sections"])
        found.append(Drawn(name, (table, form.columns(), sections, load().margin)))
    return found


def invented(draws: Sequence[Draw]) -> list[Drawn]:
    """The damaged notices of the trial grounds."""
    return [drawn for draw in draws for drawn in _taken(draw)]


class _Taken(Exception):
    """The repair was called, with these arguments."""


def _taken(draw: Draw) -> Iterator[Drawn]:
    """What the pipeline would repair of a draw."""

    def take(*arguments: Any, outside: Pattern | None = None) -> Repaired:
        raise _Taken(Drawn(name, arguments, outside, draw))

    name = f"{draw.generator} {draw.rate:g} {draw.seed}"
    with patch("pipeline.repair.repair", take), patch("tests.second.publish.repair", take):
        try:
            draw.case().publish()
        except _Taken as taken:
            yield taken.args[0]
        except PipelineError:
            return


def _stitched(path: Path) -> tuple[Table, Sequence[Column], Sequence[SectionTotal], float]:
    inputs = gather(path, Limits(), None, None, None)
    document, _ = read(path, None, "both")
    table = attachment(document, inputs.spec)
    about = preamble(document, table, inputs.spec)
    columns = layout(inputs.spec, table.headers)
    return table, columns, about.sections, inputs.spec.margin
