"""Damage to whole pages. Each function tries one kind and says what it did, or None."""

from __future__ import annotations

from collections.abc import Callable

from tests.second.harm_rows import wrapped
from tests.second.sheet import Page, Piece
from tests.second.work import Damage, Work

TEXTS = ("level1", "level2", "indicator", "target", "lead_units", "text")
PageHarm = Callable[[Work, int], Damage | None]


def padded(work: Work, number: int) -> Damage | None:
    """A page padded by one or two columns, a run of its rows shifted right."""
    page = work.sheet.pages[number]
    page.padding += work.dice.randint(1, 2)
    start = work.dice.randrange(len(page.lines))
    size = work.dice.randint(0, len(page.lines) - start)
    shift = work.dice.randint(1, page.padding)
    run = page.lines[start : start + size]
    for line in run:
        line.pieces[:0] = [Piece("", "") for _ in range(shift)]
    seqs = tuple(line.seq for line in run if line.seq is not None)
    what = f"padded by {page.padding}, {len(run)} rows shifted by {shift}"
    return Damage("page padded", seqs, work.sheet.form.roles, what)


def spaced(work: Work, number: int) -> Damage | None:
    """Spaces of style after commas and before brackets."""
    page = work.sheet.pages[number]
    for line in page.lines:
        for piece in line.pieces:
            if piece.role in TEXTS:
                piece.text = piece.text.replace(",", ", ").replace("(", " (").replace("  ", " ")
    return Damage("spaces of style", _seqs(page), TEXTS, "on a whole page")


def narrow(work: Work, number: int) -> Damage | None:
    """Words broken by spaces all over a page, whose columns were narrow."""
    page = work.sheet.pages[number]
    for line in page.lines:
        for piece in line.pieces:
            long = len(piece.text) >= 6 and " " not in piece.text
            if piece.role in TEXTS and long and work.chance(0.6):
                piece.text = wrapped(work, piece.text) or piece.text
    return Damage("words broken on a page", _seqs(page), TEXTS, "on a whole page")


def straight_quotes(work: Work, number: int) -> Damage | None:
    """Straight quotation marks; names are published as they are printed."""
    page = work.sheet.pages[number]
    seqs = []
    for line in page.lines:
        name = line.piece("indicator")
        if name is None or line.seq is None or "“" not in name.text:
            continue
        name.text = name.text.replace("“", '"').replace("”", '"')
        said = str(work.truth.values[line.seq, "indicator"])
        straight = said.replace("“", '"').replace("”", '"')
        work.truth.values[line.seq, "indicator"] = straight
        seqs.append(line.seq)
    if not seqs:
        return None
    return Damage("straight quotes", tuple(seqs), ("indicator",), "in names")


def _seqs(page: Page) -> tuple[int, ...]:
    return tuple(line.seq for line in page.lines if line.seq is not None)


KINDS: tuple[PageHarm, ...] = (padded, spaced, narrow, straight_quotes)
NAMES = ("page padded", "spaces of style", "words broken on a page", "straight quotes")
