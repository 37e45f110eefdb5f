"""Damage to pages and texts: padding, drifting headings, wrap spaces, sentences cut off."""

from __future__ import annotations

import re
from random import Random

from pipeline.damage.kinds import Damage
from tests.trial.damage import Ground, Hit, Way
from tests.trial.damage_cells import all_rows, sound_body, sound_labels
from tests.trial.print import NAME, RANK
from tests.trial.truth import Cell

_HAN = "[\u4e00-\u9fff]"
_BETWEEN = re.compile(f"(?<={_HAN})(?={_HAN})")
DRIFTS = (
    ("底指标攻坚数据", "底攻坚数据"),
    ("底攻坚全市排名", "底攻坚目标全市排名"),
    ("牵头责任单位", "牵头(责任)单位"),
)


def _pages(ground: Ground) -> list[int]:
    return list(range(len(ground.sheet.pages)))


def _page_padded(ground: Ground, number: int, rng: Random) -> Hit:
    page = ground.sheet.pages[number]
    page.extra += rng.randint(1, 2)
    return Hit(tuple(row.seq for row in page.rows))


def _header_drift(ground: Ground, number: int, rng: Random) -> Hit:
    page, (old, new) = ground.sheet.pages[number], rng.choice(DRIFTS)
    page.header = [[text.replace(old, new) for text in row] for row in page.header]
    return Hit(tuple(row.seq for row in page.rows))


def _wrap_space(ground: Ground, seq: int, rng: Random) -> Hit | None:
    """A space inside a word of one text of the row: a label, the name, the target, the units in charge."""
    row = ground.printed(seq)
    texts = (row.labels, row.body)
    places = [
        (cells, n)
        for cells in texts
        for n, text in enumerate(cells)
        if len(_BETWEEN.findall(text)) > 3
    ]
    if not places:
        return None
    cells, at = rng.choice(places)
    break_at = rng.choice([found.start() for found in _BETWEEN.finditer(cells[at])][1:])
    cells[at] = f"{cells[at][:break_at]} {cells[at][break_at:]}"
    return Hit((seq,))


def _cut_off(ground: Ground, seq: int, rng: Random) -> Hit | None:
    """A target whose bracket never closes."""
    row = ground.printed(seq)
    if not sound_body(ground, row) or not sound_labels(row):
        return None
    text = row.body[RANK + ground.sheet.ranks]
    opened = re.search(
        rf".[(（].*?{_HAN}", text
    )  # as far as the first Chinese sign, by which spaces are judged
    if not opened or opened.end() > len(text) - 2:
        return None
    cut = text[: rng.randint(opened.end(), len(text) - 2)].rstrip(" ,，、")
    row.body[RANK + ground.sheet.ranks] = cut
    return Hit((seq,), values={(seq, "target"): "".join(cut.split())})


def unclear_leads(ground: Ground) -> set[Cell]:
    """Rows whose units in charge have a space in them while one of the units stands alone and unbroken nowhere."""
    alone = {cell for row in ground.sheet.rows for cell in row.body[NAME:] if " " not in cell}
    found: set[Cell] = set()
    for row, printed in zip(ground.notice.rows, ground.sheet.rows, strict=True):
        if " " in _last(printed.body) and any(name not in alone for name, _ in row.leads):
            found.add((row.seq, "lead_units"))
    return found


def _last(cells: list[str]) -> str:
    return next((text for text in reversed(cells) if text), "")


WAYS = (
    Way(Damage.PAGE_PADDED, "page", _pages, _page_padded),
    Way(Damage.HEADER_DRIFT, "page", _pages, _header_drift),
    Way(Damage.CUT_OFF, "text", all_rows, _cut_off),
    Way(Damage.WRAP_SPACE, "text", all_rows, _wrap_space),
)
