"""What the shapes have in common: a table from a grid of texts, set in a random manner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.breaks.model import Align, Block, Cell, Document, Look, Split, Table, Text, cells_of
from tests.breaks.voice import Voice

Grid = list[list[str]]
_PAPER = ((595.0, 842.0), (842.0, 595.0), (516.0, 729.0), (612.0, 792.0), (420.0, 595.0))


def table(
    voice: Voice, head: Grid, body: Grid, widths: Sequence[float], aligns: str, **fixed: Any
) -> Table:
    """A table of ``head`` over ``body``; ``aligns``: a letter a column, l, c or r; ``fixed``: what is not random."""
    rng = voice.rng
    names: dict[str, Align] = {"l": "left", "c": "centre", "r": "right"}
    how: dict[str, Any] = {
        "repeat": rng.random() < 0.6,
        "breakable": rng.random() < 0.65,
        "middle": rng.random() < 0.5,
        "reprint": rng.random() < 0.1,
        "open": rng.random() < 0.2,
    }
    how["open"] |= how["reprint"]  # with the rule drawn, a text printed twice would be two cells
    how.update(fixed)
    shares = tuple(max(width, 0.5) * rng.uniform(0.9, 1.1) for width in widths)
    return Table(
        cells_of([*head, *body]),
        len(head),
        shares,
        tuple(names[letter] for letter in aligns),
        **how,
    )


def look(voice: Voice, columns: int) -> Look:
    """A random page; wide tables on wide pages and in small type."""
    rng = voice.rng
    papers = [paper for paper in _PAPER if columns < 7 or paper[0] > paper[1]]
    width, height = rng.choice(papers)
    size = rng.uniform(7, 9) if columns >= 7 else rng.uniform(8, 11.5)
    return Look(
        width, height, rng.uniform(30, 80), round(size, 1), rng.uniform(1.15, 1.5), rng.uniform(1, 5),
        rng.choice([1.0, 1.0, 1.0, 1.5, 2.0]), rng.random() < 0.4,
    )  # fmt: skip


def document(
    voice: Voice, shape: str, seed: int, blocks: Sequence[Block], **fixed: Any
) -> Document:
    """The blocks on a random page; ``fixed`` overrides fields of the look."""
    columns = max(block.n_cols for block in blocks if isinstance(block, Table))
    page = look(voice, columns)
    values = {name: fixed.get(name, getattr(page, name)) for name in Look.__slots__}
    return Document(shape, voice.script, seed, Look(**values), tuple(blocks))


def title(voice: Voice) -> list[Block]:
    """What stands over a document's first table: a title, a paragraph, a unit line, or nothing."""
    rng = voice.rng
    blocks: list[Block] = []
    if rng.random() < 0.7:
        blocks.append(Text(voice.caption(1), "title"))
    for _ in range(rng.choice([0, 0, 0, 1, 3, 8])):
        blocks.append(Text(voice.prose(1, 4)))
    if rng.random() < 0.2:
        blocks.append(Text(voice.words["unit_line"], "unit"))
    return blocks


def heads(voice: Voice, *keys: str) -> Grid:
    """One heading row."""
    return [[voice.head(key) for key in keys]]


def drifted(voice: Voice, made: Table) -> tuple[tuple[int, int, str], ...]:
    """A heading cell that reads a little otherwise on later pages."""
    cells = [cell for cell in made.cells if cell.row < made.header_rows and len(cell.text) >= 3]
    if not cells:
        return ()
    cell = voice.rng.choice(cells)
    return ((cell.row, cell.col, _altered(voice, cell)),)


def _altered(voice: Voice, cell: Cell) -> str:
    text = cell.text
    kinds = [
        text + "*",
        text.replace("（", "(").replace("）", ")"),
        text + ("：" if voice.cjk else ":"),
    ]
    if voice.cjk:
        kinds.append(f"{text[0]} {text[1:]}")
    return voice.rng.choice(kinds)


def splits(voice: Voice, name: str, n_rows: int, header_rows: int) -> tuple[Split, ...]:
    """Page breaks made by hand, each under a line that says so, the table's name with it or not, or a unit line."""
    rng = voice.rng
    found, row = [], header_rows + rng.randint(6, 14)
    while row < n_rows - 3:
        continued = voice.words["continued"]
        unit = voice.words["unit_line"]
        lines = rng.choice([(continued,), (continued, unit), (unit,), (f"{name} {continued}",)])
        found.append(Split(row, lines))
        row += rng.randint(6, 14)
    return tuple(found)
