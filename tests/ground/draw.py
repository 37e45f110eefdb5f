"""Which notice each seed gives, of either generator, and in what proportions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.ground.case import Case
from tests.second.run import make
from tests.trial.ground import draw as draw_first

FIRST, SECOND = "first", "second"
GENERATORS = (FIRST, SECOND)
CLEAN_ONE_IN = 10
DRAWN_ONE_IN = 3
PROPORTIONS = f"""\
first    all on the built-in form, as transcriptions
second   every other notice on the built-in form; of the rest a quarter each: two levels by
         quarters, no points at all, section rows above with a total row at the top, subtotal
         rows below with a total row at the end; one in {DRAWN_ONE_IN} has its merged cells drawn
both     at every rate one notice in {CLEAN_ONE_IN} is left clean"""


@dataclass(frozen=True)
class Draw:
    """One notice to be tried: all that decides it."""

    generator: str
    seed: int
    rate: float

    @property
    def is_clean(self) -> bool:
        """Whether it is left undamaged, whatever the rate."""
        return self.seed % CLEAN_ONE_IN == 0

    def case(self) -> Case:
        """The notice; the same draw always gives the same."""
        rate = 0.0 if self.is_clean else self.rate
        if self.generator == FIRST:
            return draw_first(self.seed, rate)
        return make(self.seed, rate, draws=self.seed % DRAWN_ONE_IN == 0)


def draws(generator: str, seed: int, notices: int, rate: float) -> Iterator[Draw]:
    """So many notices in a row from a first seed on."""
    for number in range(seed, seed + notices):
        yield Draw(generator, number, rate)
