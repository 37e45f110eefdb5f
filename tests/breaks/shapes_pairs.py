"""Shapes: tables that follow one another and are not one."""

from __future__ import annotations

from dataclasses import replace

from tests.breaks.make import document, heads, table, title
from tests.breaks.model import Block, Document, PageBreak, Table, Text
from tests.breaks.shapes_lists import simple
from tests.breaks.voice import Voice

_SETS = (
    ("no", "name", "unit", "price"), ("no", "person", "phone", "place"), ("code", "name", "quantity", "amount"),
    ("no", "task", "agency", "date"), ("name", "place", "amount", "note"), ("person", "agency", "date", "percent"),
)  # fmt: skip


def other_heading(voice: Voice, seed: int) -> Document:
    """As many columns of the same widths, other headings, with a caption between, a unit line or nothing."""
    rng = voice.rng
    widths, aligns = [rng.uniform(1, 4) for _ in range(4)], "lclr"
    blocks: list[Block] = [*title(voice)]
    between = rng.choice(["caption", "unit", "none"])
    shares = None
    for number, keys in enumerate(rng.sample(_SETS, rng.randint(3, 5)), 1):
        if number > 1:
            blocks += _between(voice, between, number)
        head, body, _, _ = simple(voice, keys, rng.randint(8, 40))
        made = table(voice, head, body, widths, aligns)
        shares = shares or made.widths
        blocks.append(replace(made, widths=shares))
    return document(voice, "other_heading", seed, blocks)


def _between(voice: Voice, kind: str, number: int) -> list[Block]:
    if kind == "caption":
        return [Text(voice.caption(number), "caption", new_page=voice.rng.random() < 0.5)]
    if kind == "unit":
        return [Text(voice.words["unit_line"], "unit", new_page=voice.rng.random() < 0.5)]
    return [PageBreak()]


def new_caption(voice: Voice, seed: int) -> Document:
    """The same heading again under a new caption: one table for each district, year, part."""
    rng = voice.rng
    keys = rng.choice(_SETS)
    first: Table | None = None
    blocks: list[Block] = []
    for number in range(1, rng.randint(4, 7)):
        head, body, widths, aligns = simple(voice, keys, rng.randint(8, 40))
        made = table(voice, head, body, widths, aligns)
        first = first or made
        place = voice.pick("places")
        blocks.append(Text(f"{number}. {place}", "caption", new_page=rng.random() < 0.5))
        blocks.append(replace(made, widths=first.widths, repeat=first.repeat))
    return document(voice, "new_caption", seed, blocks)


def many_small(voice: Voice, seed: int) -> Document:
    """Small tables one after another, each with a line over it, of different columns."""
    rng = voice.rng
    blocks: list[Block] = []
    for number in range(1, rng.randint(10, 25)):
        blocks.append(Text(voice.caption(number), "caption"))
        head, body, widths, aligns = simple(voice, rng.choice(_SETS), rng.randint(2, 12))
        blocks.append(table(voice, head, body, widths, aligns))
    return document(voice, "many_small", seed, blocks)


def one_word_apart(voice: Voice, seed: int) -> Document:
    """Headings that differ in one word, which says what the table is about; a line stands over each."""
    rng = voice.rng
    blocks: list[Block] = []
    first: Table | None = None
    for number, first_head in enumerate(
        rng.sample(["name", "place", "person", "region", "event"], 3), 1
    ):
        _, body, widths, aligns = simple(
            voice, ("name", "unit", "quantity", "price", "amount"), rng.randint(10, 40)
        )
        made = table(
            voice,
            heads(voice, first_head, "unit", "quantity", "price", "amount"),
            body,
            widths,
            aligns,
            repeat=True,
        )
        first = first or made
        blocks.append(Text(voice.caption(number), "caption", new_page=rng.random() < 0.6))
        blocks.append(replace(made, widths=first.widths))
    return document(voice, "one_word_apart", seed, blocks)


def beside(voice: Voice, seed: int) -> Document:
    """Two tables next to each other, of other columns, each going on over the pages for itself."""
    rng = voice.rng
    left = table(
        voice, *simple(voice, rng.choice(_SETS), rng.randint(40, 90)), breakable=False, breadth=0.6
    )
    keys = rng.choice([("no", "person"), ("name", "quantity"), ("code", "price")])
    right = table(voice, *simple(voice, keys, rng.randint(40, 90)), breakable=False, breadth=0.34)
    right = replace(right, beside=0.66, repeat=left.repeat)
    return document(voice, "beside", seed, [*title(voice), left, right], row_height=1.0)
