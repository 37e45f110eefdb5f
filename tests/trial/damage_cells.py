"""Damage to the cells of one row, or of a run of rows under one merged cell: lost, pushed in, slid."""

from __future__ import annotations

from random import Random

from pipeline.damage.kinds import Damage
from tests.trial.damage import Ground, Hit, Way
from tests.trial.print import NAME, RANK, SERIAL, UNIT, WEIGHT, Printed
from tests.trial.truth import Cell

RUN_ON = 0.6  # how often damage under one merged cell goes on with the next row


def all_rows(ground: Ground) -> list[int]:
    return [row.seq for row in ground.sheet.rows]


def sound_body(ground: Ground, row: Printed) -> bool:
    """Whether nothing has happened yet to the cells from the serial on."""
    whole = len(row.body) == RANK + ground.sheet.ranks + 3 and row.body[SERIAL] == str(row.seq)
    return whole and row.seq not in ground.slid


def sound_labels(row: Printed) -> bool:
    return len(row.labels) == 2


def run_from(ground: Ground, seq: int, rng: Random, most: int = 8) -> list[int]:
    """Rows from ``seq`` on, on its page and under its second-level label."""
    last = min(ground.page(seq).rows[-1].seq, ground.second(seq).rows[-1].seq, seq + most - 1)
    found = [seq]
    while found[-1] < last and rng.random() < RUN_ON:
        found.append(found[-1] + 1)
    return found


def _cell_lost(ground: Ground, seq: int, rng: Random) -> Hit | None:
    """One ranking of a row is gone; every third time of the rows below it too."""
    hit = Hit(())
    for each in run_from(ground, seq, rng) if rng.random() < 0.3 else [seq]:
        row = ground.printed(each)
        lost = RANK + rng.randrange(ground.sheet.ranks)
        if not sound_body(ground, row):
            break
        del row.body[lost]
        hit.rows = (*hit.rows, each)
        hit.unknowable |= _which_ranking(ground, each)
    return hit if hit.rows else None


def _which_ranking(ground: Ground, seq: int) -> set[Cell]:
    """Which ranking was lost is out of reach; where the row shares its points it may have been the weight cell."""
    return ground.rank_cells(seq) | ({(seq, "weight")} if ground.second(seq).shared else set())


def _blank_left_behind(ground: Ground, seq: int, rng: Random) -> Hit | None:
    row = ground.printed(seq)
    lost = RANK + rng.randrange(ground.sheet.ranks)
    if not sound_body(ground, row):
        return None
    del row.body[lost]
    row.body.insert(RANK + ground.sheet.ranks, "")
    ground.slid.add(seq)
    return Hit((seq,), unknowable=_which_ranking(ground, seq))


def _blank_inserted(ground: Ground, seq: int, rng: Random) -> Hit | None:
    """Mostly before the target ranking; also before the target, a ranking, or the units in charge."""
    row = ground.printed(seq)
    goal = RANK + ground.sheet.ranks + 1
    at = rng.choices(
        (goal, goal - 1, goal + 1, RANK + rng.randrange(ground.sheet.ranks)), (6, 2, 1, 1)
    )[0]
    if not sound_body(ground, row):
        return None
    row.body.insert(at, "")
    return Hit((seq,))


def _serial_lost(ground: Ground, seq: int, rng: Random) -> Hit | None:
    """Blank, or gone with the row slid left, or gone with a label cell and a blank left behind the name."""
    row = ground.printed(seq)
    manner = rng.random()
    if not sound_body(ground, row) or not sound_labels(row):
        return None
    if manner < 0.5:
        row.body[SERIAL] = ""
        return Hit((seq,))
    if manner < 0.8 or any(row.labels):
        del row.body[SERIAL]
        return Hit((seq,))
    del row.labels[0]
    row.body[SERIAL : NAME + 1] = [row.body[NAME], ""]
    return Hit((seq,), silent=label_cells([seq]), unknowable=label_cells([seq]))


def _serial_swapped(ground: Ground, seq: int, rng: Random) -> Hit | None:
    row = ground.printed(seq)
    if not sound_body(ground, row) or not sound_labels(row) or not row.labels[1]:
        return None
    row.labels[1], row.body[SERIAL] = row.body[SERIAL], row.labels[1]
    return Hit((seq,))


def _cells_swapped(ground: Ground, seq: int, rng: Random) -> Hit | None:
    """The target, which is no bare number, and its ranking are in each other's place; or weight and ranking."""
    row = ground.printed(seq)
    goal = RANK + ground.sheet.ranks
    if not sound_body(ground, row):
        return None
    if rng.random() < 0.3:
        return _weight_and_ranking_swapped(ground, row)
    target, rank = row.body[goal], row.body[goal + 1]
    if not rank.isdecimal() or len(target) < 2 or target.isdecimal():
        return None
    row.body[goal], row.body[goal + 1] = rank, target
    return Hit((seq,))


def _weight_and_ranking_swapped(ground: Ground, row: Printed) -> Hit | None:
    """Which ranking it was is out of reach: the weight may as well be misprinted."""
    weight, rank = row.body[WEIGHT], row.body[RANK]
    if not (weight.isdecimal() and rank.isdecimal()) or weight == rank:
        return None
    row.body[WEIGHT], row.body[RANK] = rank, weight
    return Hit((row.seq,), unknowable=ground.rank_cells(row.seq))


def _cells_fused(ground: Ground, seq: int, rng: Random) -> Hit | None:
    """Two cells in one, of which one is a number; the second is blank or gone with the rest slid.

    Or two labels, or a label and the serial; the second is blank.
    """
    row = ground.printed(seq)
    if sound_labels(row) and row.labels[1] and rng.random() < 0.5:
        return _label_fused(ground, row)
    goal = RANK + ground.sheet.ranks
    first = rng.choice((SERIAL, SERIAL, UNIT, rng.randrange(RANK, goal), goal, goal, goal + 1))
    if not sound_body(ground, row):
        return None
    pair = row.body[first : first + 2]
    if not any(text.isdecimal() for text in pair) or not all(pair) or "/" in pair:
        return None
    if len(pair[0].split()) + len(pair[1].split()) > 2:
        return None
    fused, gap = " ".join(pair), rng.random() < 0.5
    row.body[first : first + 2] = [fused, *([""] if gap else [])]
    if first == SERIAL and gap:
        row.body[first : first + 2] = ["", fused]
    return Hit((seq,))


def _label_fused(ground: Ground, row: Printed) -> Hit | None:
    """Both labels in the first's cell; or the one and the serial in its own."""
    if not sound_body(ground, row):
        return None
    first, second = row.labels
    if not first:
        row.labels[1], row.body[SERIAL] = f"{second} {row.body[SERIAL]}", ""
        return Hit((row.seq,))
    if not (first.endswith(")") and second.endswith(")")):
        return None
    row.labels[:] = [f"{first} {second}", ""]
    return Hit((row.seq,))


def _cell_split(ground: Ground, seq: int, rng: Random) -> Hit | None:
    """The name in two cells, and what follows slid to the right."""
    row = ground.printed(seq)
    if not sound_body(ground, row) or not sound_labels(row):
        return None
    name = row.body[NAME]
    if len(name) < 8 or not all("\u4e00" <= sign <= "\u9fff" for sign in name):
        return None
    at = rng.randrange(3, len(name) - 3)
    row.body[NAME : NAME + 1] = [name[:at], name[at:]]
    return Hit((seq,))


def _cell_doubled(ground: Ground, seq: int, rng: Random) -> Hit | None:
    """A cell behind the serial is printed twice, and what follows slid to the right."""
    row = ground.printed(seq)
    at = rng.randrange(NAME, len(row.body))
    if not sound_body(ground, row) or not row.body[at]:
        return None
    row.body.insert(at, row.body[at])
    return Hit((seq,))


def label_cells(seqs: list[int]) -> set[Cell]:
    """The second-level label and its points, of several rows."""
    return {(seq, column) for seq in seqs for column in ("level2", "level2_points")}


def _label_cell_lost(ground: Ground, seq: int, rng: Random) -> Hit | None:
    """A run of rows without one of their two label cells, mostly the second; a label in it is lost with it."""
    hit = Hit(())
    for each in run_from(ground, seq, rng):
        row = ground.printed(each)
        at = 1 if rng.random() < 0.7 else 0
        if not sound_labels(row) or row.labels[0] or (row.labels[at] and each in ground.misprinted):
            break
        if row.labels[at]:
            hit.silent |= label_cells(_until_printed_again(ground, each))
        del row.labels[at]
        if not row.labels[0]:
            hit.silent |= label_cells([each])
        hit.rows = (*hit.rows, each)
    hit.unknowable = set(hit.silent)
    return hit if hit.rows else None


def _until_printed_again(ground: Ground, seq: int) -> list[int]:
    """The rows of the group from ``seq`` on, up to the next print of its label."""
    found = [seq]
    while found[-1] < ground.second(seq).rows[-1].seq and not any(
        ground.printed(found[-1] + 1).labels[1:]
    ):
        found.append(found[-1] + 1)
    return found


def _label_cell_extra(ground: Ground, seq: int, rng: Random) -> Hit | None:
    """A run of rows pushed to the right by one or two blanks left of their labels."""
    by, rows = rng.choice((1, 1, 2)), []
    for each in run_from(ground, seq, rng):
        row = ground.printed(each)
        if not sound_labels(row):
            break
        row.labels[0:0] = [""] * by
        rows.append(each)
    return Hit(tuple(rows)) if rows else None


WAYS = (
    Way(Damage.LABEL_CELL_LOST, "row", all_rows, _label_cell_lost),
    Way(Damage.LABEL_CELL_EXTRA, "row", all_rows, _label_cell_extra),
    Way(Damage.SERIAL_SWAPPED, "row", all_rows, _serial_swapped),
    Way(Damage.SERIAL_LOST, "row", all_rows, _serial_lost),
    Way(Damage.BLANK_LEFT_BEHIND, "row", all_rows, _blank_left_behind),
    Way(Damage.BLANK_INSERTED, "row", all_rows, _blank_inserted),
    Way(Damage.CELL_LOST, "row", all_rows, _cell_lost),
    Way(Damage.CELLS_SWAPPED, "row", all_rows, _cells_swapped),
    Way(Damage.CELLS_FUSED, "row", all_rows, _cells_fused),
    Way(Damage.CELL_SPLIT, "row", all_rows, _cell_split),
    Way(Damage.CELL_DOUBLED, "row", all_rows, _cell_doubled),
)
