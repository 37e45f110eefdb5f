"""``python -m tests.costs.page``: docs/damage.md from the kinds of damage and their prices."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count
from pathlib import Path

from pipeline.damage.kind import Kind
from pipeline.damage.kinds import KINDS
from pipeline.damage.price import Price, Topic
from pipeline.messages.catalogue import CATALOGUE
from pipeline.repair.damage.costs import PRICES
from tests.conftest import ROOT
from tests.trial.damage import Case, inflict
from tests.trial.notice import random_notice
from tests.trial.print import Page, print_notice

PAGE = ROOT / "docs" / "damage.md"
CASES = "tests/cases"
ROWS = 24  # of the notices that examples are taken from
RATE = 0.1
MOST_ROWS = 2  # of an example
LONGEST = 9  # characters of a cell that are shown

HEAD = """\
# What can have happened to a print

Made from `pipeline/damage/` by `make damage`; a test fails where the two differ.

Each kind of damage has a price. It is a negative log-likelihood in rough nats: 1 is a damage seen
on every third row of a bad page, 3 one on every twentieth, 6 and more one that a careful reader
accepts only when nothing else adds up. A reading costs what all the damages cost that it assumes;
a value is published when every reading within the margin of the cheapest agrees on it
([reliability.md](reliability.md)). `make costs` sets each price to 0 and says what changes; *without
it* below names what it found: a table of `tests/cases/repair` or the notice, which come out
otherwise, or invented notices, of which fewer values are right; *not known* where neither table
nor notice changes and the trials have not been told apart.

The examples are rows of an invented notice, as they were printed and after the damage.
"""


def page() -> str:
    """The whole page."""
    parts = [HEAD, _contents()]
    parts += [_kind(kind) for kind in KINDS.values()]
    parts.append("# What costs though nothing was damaged\n")
    parts += [_topic(topic) for topic in Topic]
    return "\n".join(parts)


def _contents() -> str:
    lines = [f"- [{kind}](#{kind}): {kind.says}" for kind in KINDS.values()]
    return "\n".join(lines) + "\n"


def _kind(kind: Kind) -> str:
    lines = [f"## {kind}\n", f"{kind.says}\n", *_example(kind)]
    lines.append(f"**What settles it.** {kind.settles}\n")
    if kind.said:
        code = kind.said.code
        lines.append(f"**What is said.** “{CATALOGUE[code].en}” (`{code}`)\n")
    lines.append(f"**Case.** {_case(kind.case)}\n")
    lines += _prices(kind)
    return "\n".join(lines)


def _topic(topic: Topic) -> str:
    return "\n".join([f"## {topic}\n", *_prices(topic)])


def _prices(of: Kind | Topic) -> Iterator[str]:
    mine = [price for price in PRICES if price.of == of]
    if mine:
        yield "| price | nats | what costs that | without it |"
        yield "|---|---|---|---|"
        yield from map(_price, mine)
        yield ""


def _price(price: Price) -> str:
    means = price.means.replace("|", "\\|")
    return f"| `{price.name}` | {price.cost:g} | {means} | {price.case or 'not known'} |"


def _case(case: str) -> str:
    path = f"{CASES}/{case}"
    path = path if (ROOT / path).is_dir() else f"{path}.yml"
    return f"[{path}](../{path})"


def _example(kind: Kind) -> Iterator[str]:
    yield "```text"
    before, after = _rows(kind)
    for row in before:
        yield f"- {row}"
    for row in after:
        yield f"+ {row}"
    yield "```\n"


@cache
def _rows(kind: Kind) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The rows that the first generator changes first, before and after."""
    for seed in count(1):
        case = inflict(random_notice(seed, ROWS), RATE, [kind])
        if case.log:
            return _changed(case)
    raise AssertionError


def _changed(case: Case) -> tuple[tuple[str, ...], tuple[str, ...]]:
    was: list[str] = []
    now: list[str] = []
    clean = print_notice(case.notice).pages
    for before, after in zip(clean, case.sheet.pages, strict=True):
        for old, new in zip(_lines(before), _lines(after), strict=True):
            if old != new and len(was) < MOST_ROWS:
                was.append(_shown(old))
                now.append(_shown(new))
    return tuple(was), tuple(now)


def _lines(page: Page) -> list[list[str]]:
    extra = [""] * page.extra
    return [[*cells, *extra] for cells in (*page.header, *(row.cells for row in page.rows))]


def _shown(cells: Sequence[str]) -> str:
    short = [cell if len(cell) <= LONGEST else cell[: LONGEST - 1] + "…" for cell in cells]
    return " | ".join(short).replace("\n", " ")


def main() -> int:
    """Writes the page."""
    Path(PAGE).write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
