"""Damage to weights: dropped over a whole shared group, one for several rows, misprinted."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from pipeline.damage.kinds import Damage
from tests.trial.damage import Ground, Hit, Way
from tests.trial.damage_cells import sound_body
from tests.trial.print import RANK, WEIGHT

LONE, LONE_FILLED = (
    0.3,
    0.1,
)  # of the hits on a group of weighed rows, so many drop one weight (and add a "/")


def _groups(ground: Ground) -> list[int]:
    return [second.rows[0].seq for second in ground.seconds()]


def _weighed_groups(ground: Ground) -> list[int]:
    return [second.rows[0].seq for second in ground.seconds() if not second.shared]


def _run(ground: Ground, seq: int, rng: Random, lone: float) -> list[int]:
    """The rows that lose their weight: a shared group as far as its page goes, or a part; else one row."""
    second = ground.second(seq)
    rows = [row.seq for row in second.rows]
    if (
        not second.shared
    ):  # beside a misprint no weight is lost: it would take up what gives the misprint away
        return (
            [rng.choice(rows)] if rng.random() < lone and not ground.misprinted & set(rows) else []
        )
    pages = [[s for s in rows if ground.page(s) is page] for page in ground.sheet.pages]
    run = rng.choice([page for page in pages if page])
    if rng.random() < 0.3:
        start = rng.randrange(len(run))
        return run[start : start + rng.randint(1, len(run))]
    return run


def _weight_lost(ground: Ground, seq: int, rng: Random) -> Hit | None:
    rows = _run(ground, seq, rng, LONE)
    if not rows or not all(sound_body(ground, ground.printed(each)) for each in rows):
        return None
    hit = Hit(tuple(rows))
    for each in rows:
        body = ground.printed(each).body
        del body[WEIGHT]
        if body[WEIGHT] == "/":  # as good a "/" for the weight as for the first ranking
            hit.unknowable |= ground.rank_cells(each)
    return hit


def _slash_added(ground: Ground, seq: int, rng: Random) -> Hit | None:
    rows = _run(ground, seq, rng, LONE_FILLED)
    if not rows or not all(sound_body(ground, ground.printed(each)) for each in rows):
        return None
    hit = Hit(tuple(rows))
    at_end = rng.random() < 0.5
    for each in rows:
        body = ground.printed(each).body
        del body[WEIGHT]
        at = ground.sheet.ranks if at_end else rng.randint(1, ground.sheet.ranks)
        body.insert(WEIGHT + at, "/")
        hit.unknowable |= _which_slash(ground, each, body[WEIGHT : RANK + ground.sheet.ranks])
    return hit


def _which_slash(ground: Ground, seq: int, cells: list[str]) -> set[tuple[int, str]]:
    """Where leaving out one "/" or another gives other rankings, they are out of reach."""
    ways = {tuple(cells[:n] + cells[n + 1 :]) for n, text in enumerate(cells) if text == "/"}
    return ground.rank_cells(seq) if len(ways) > 1 else set()


def _weight_merged(ground: Ground, seq: int, rng: Random) -> Hit | None:
    return _merged(ground, seq, rng, repeats=False)


def _weight_repeated(ground: Ground, seq: int, rng: Random) -> Hit | None:
    return _merged(ground, seq, rng, repeats=True)


def _merged(ground: Ground, seq: int, rng: Random, repeats: bool) -> Hit | None:
    """Two to four neighbouring weights become one, printed on the first row or on each, on one page."""
    second = ground.second(seq)
    if len(second.rows) < 2:
        return None
    start = rng.randrange(len(second.rows) - 1)
    rows = second.rows[start : start + rng.randint(2, 4)]
    seqs = [row.seq for row in rows]
    bodies = [ground.printed(each).body for each in seqs]
    same_page = ground.page(seqs[0]) is ground.page(seqs[-1])
    if not same_page or not all(sound_body(ground, ground.printed(each)) for each in seqs):
        return None
    if any(
        Decimal(body[WEIGHT] or 0) != row.weight for body, row in zip(bodies, rows, strict=True)
    ):
        return None
    total = sum((row.weight or Decimal(0) for row in rows), Decimal(0))
    text = f"{total.normalize():f}"
    for body in bodies:
        body[WEIGHT] = text if repeats else ""
    bodies[0][WEIGHT] = text
    return Hit(
        tuple(seqs), values=dict.fromkeys((each, "weight") for each in seqs), merged=tuple(seqs)
    )


def _misprint(ground: Ground, seq: int, rng: Random) -> Hit | None:
    """One weight of a first-level group is another number; a second in the same group is never done."""
    second, first = ground.second(seq), ground.first(seq)
    row = rng.choice(second.rows)
    off = rng.choice((-1, 1, -1, 1, 2))
    weight = (row.weight or Decimal(0)) + off
    members = [each for group in first.seconds for each in group.rows]
    printed = [(ground.printed(each.seq), each) for each in members if each.weight is not None]
    if weight <= 0 or not all(sound_body(ground, one) for one, _ in printed):
        return None
    if any(
        one.body[WEIGHT] != f"{(each.weight or Decimal(0)).normalize():f}" for one, each in printed
    ):
        return None
    ground.printed(row.seq).body[WEIGHT] = f"{weight.normalize():f}"
    ground.misprinted |= {each.seq for each in members}
    doubted = (
        second.rows
        if second.pointed
        else [r for g in first.seconds if not g.pointed for r in g.rows]
    )
    columns = ("weight", "scoring_unit")
    return Hit(
        (row.seq,), unknowable={(each.seq, column) for each in doubted for column in columns}
    )


WAYS = (
    Way(Damage.WEIGHT_MERGED, "weight", _weighed_groups, _weight_merged),
    Way(Damage.WEIGHT_REPEATED, "weight", _weighed_groups, _weight_repeated),
    Way(Damage.MISPRINT, "weight", _weighed_groups, _misprint),
    Way(Damage.WEIGHT_LOST, "weight", _groups, _weight_lost),
    Way(Damage.SLASH_ADDED, "weight", _groups, _slash_added),
)
