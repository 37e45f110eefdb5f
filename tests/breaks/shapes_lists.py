"""Shapes: lists of things, people, prices, events, one row each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.breaks.make import Grid, document, drifted, heads, splits, table, title
from tests.breaks.model import LEFT, Document, Text
from tests.breaks.voice import Voice

# Column kind → heading, a text for row n (from 1), share of the width, alignment.
Column = tuple[str, Callable[[int], str], float, str]


def columns(voice: Voice) -> dict[str, Column]:
    rng = voice.rng
    base = 101 if rng.random() < 0.03 else 1
    mark = rng.choice(["{}", "{}", "{}", "{}.", "（{}）" if voice.cjk else "({})"])
    return {
        "no": ("no", lambda n: mark.format(base + n - 1), 1.0, "c"),
        "name": ("name", lambda n: voice.thing(), 4.0, "l"),
        "person": ("person", lambda n: voice.person(), 2.2, "c"),
        "phone": ("phone", lambda n: voice.phone(), 2.6, "c"),
        "place": ("place", lambda n: voice.pick("places"), 2.4, "l"),
        "unit": ("unit", lambda n: voice.pick("units"), 1.3, "c"),
        "quantity": ("quantity", lambda n: voice.number(1, 900), 1.5, "r"),
        "price": ("price", lambda n: voice.number(1, 9000, 2), 2.2, "r"),
        "amount": ("amount", lambda n: voice.amount(0, 0.03), 2.8, "r"),
        "code": ("code", lambda n: voice.code(), 2.6, "l"),
        "date": ("date", lambda n: voice.date(), 2.6, "c"),
        "note": ("note", lambda n: voice.pick("notes") if rng.random() < 0.4 else "", 2.0, "l"),
        "agency": ("agency", lambda n: voice.pick("agencies"), 2.2, "c"),
        "task": ("event", lambda n: voice.sentence(full_stop=rng.random() < 0.5), 6.0, "l"),
        "text": ("text", lambda n: voice.prose(1, 4), 8.0, "l"),
        "percent": ("weight", lambda n: voice.percent(), 1.6, "r"),
    }


def simple(voice: Voice, keys: tuple[str, ...], n_rows: int) -> tuple[Grid, Grid, list[float], str]:
    """Heading, body, widths and alignments of a table with these columns."""
    known = columns(voice)
    chosen = [known[key] for key in keys]
    body = [[column[1](n) for column in chosen] for n in range(1, n_rows + 1)]
    aligns = "".join(column[3] for column in chosen)
    return (
        heads(voice, *(column[0] for column in chosen)),
        body,
        [column[2] for column in chosen],
        aligns,
    )


def _listed(
    voice: Voice, shape: str, seed: int, keys: tuple[str, ...], least: int = 40, most: int = 160
) -> Document:
    made = table(voice, *simple(voice, keys, voice.rng.randint(least, most)))
    if made.repeat and voice.rng.random() < 0.15:
        made = replace(made, drift=drifted(voice, made))
    return document(voice, shape, seed, [*title(voice), made])


def numbered(voice: Voice, seed: int) -> Document:
    rest = [
        "name",
        "person",
        "phone",
        "place",
        "amount",
        "code",
        "date",
        "note",
        "task",
        "quantity",
    ]
    keys = ("no", *voice.rng.sample(rest, voice.rng.randint(1, 6)))
    return _listed(voice, "numbered", seed, keys)


def unnumbered(voice: Voice, seed: int) -> Document:
    rest = [
        "person",
        "phone",
        "place",
        "amount",
        "code",
        "date",
        "note",
        "unit",
        "quantity",
        "percent",
    ]
    keys = ("name", *voice.rng.sample(rest, voice.rng.randint(1, 5)))
    return _listed(voice, "unnumbered", seed, keys)


def tasks(voice: Voice, seed: int) -> Document:
    keys = voice.rng.choice(
        [
            ("no", "task", "agency"),
            ("task", "agency", "date"),
            ("no", "text", "agency", "date"),
            ("name", "text"),
            ("no", "name", "text", "note"),
        ]
    )
    return _listed(voice, "tasks", seed, keys, 15, 60)


def loose(voice: Voice, seed: int) -> Document:
    """Texts that end as they like: a dash, a colon, nothing; that begin with a small letter or a mark."""
    rng = voice.rng
    endings = (
        ["", "", "", ":", "；", "、", "—"]
        if voice.cjk
        else ["", "", "", f" {voice.dash}", ":", ";", " -", ","]
    )
    starts = ["", "", "", "- ", "* ", f"{voice.dash} "]

    def text() -> str:
        words = rng.choice([voice.phrase(), voice.thing(), voice.sentence(full_stop=False)])
        words = words if rng.random() < 0.5 else words[0].lower() + words[1:]
        return rng.choice(starts) + words + rng.choice(endings)

    n_cols = rng.randint(2, 4)
    body = [[text() for _ in range(n_cols)] for _ in range(rng.randint(40, 120))]
    keys = rng.sample(["name", "note", "text", "event", "target"], n_cols)
    return document(
        voice,
        "loose",
        seed,
        [*title(voice), table(voice, heads(voice, *keys), body, [1] * n_cols, "l" * n_cols)],
    )


def prices(voice: Voice, seed: int) -> Document:
    keys = voice.rng.choice(
        [
            ("code", "name", "unit", "price"),
            ("no", "code", "name", "unit", "quantity", "price", "amount"),
            ("code", "name", "price"),
        ]
    )
    return _listed(voice, "prices", seed, keys, 60, 200)


def phones(voice: Voice, seed: int) -> Document:
    keys = voice.rng.choice(
        [
            ("person", "agency", "phone"),
            ("no", "person", "phone", "phone"),
            ("agency", "person", "place", "phone"),
        ]
    )
    return _listed(voice, "phones", seed, keys, 60, 200)


def sections(voice: Voice, seed: int) -> Document:
    """Rows over the whole width between the others, sums at the end of each part."""
    rng = voice.rng
    head, body, widths, aligns = simple(
        voice, ("no", "name", "unit", "quantity", "amount"), rng.randint(50, 130)
    )
    rows: Grid = []
    sums = rng.random() < 0.6
    for section in voice.some("sections", 4):
        size = rng.randint(5, 30)
        rows.append([section, LEFT, LEFT, LEFT, LEFT])
        rows += [body.pop() for _ in range(min(size, len(body)))]
        if sums:
            rows.append([voice.words["subtotal"], LEFT, LEFT, LEFT, voice.amount(0, 0)])
    if rng.random() < 0.5:
        rows.append([voice.words["total"], LEFT, "", "", voice.amount(0, 0)])
    n = 0
    for row in rows:
        if row[1] != LEFT:
            n += 1
            row[0] = str(n)
    return document(
        voice, "sections", seed, [*title(voice), table(voice, head, rows, widths, aligns)]
    )


def headless(voice: Voice, seed: int) -> Document:
    keys = voice.rng.choice(
        [("no", "name", "amount"), ("name", "text"), ("code", "name", "price"), ("person", "phone")]
    )
    _, body, widths, aligns = simple(voice, keys, voice.rng.randint(40, 120))
    return document(
        voice,
        "headless",
        seed,
        [*title(voice), table(voice, [], body, widths, aligns, repeat=False)],
    )


def by_hand(voice: Voice, seed: int) -> Document:
    """A table that its author cut up: a line "continued" and the heading again on each page."""
    keys = voice.rng.choice(
        [
            ("no", "name", "unit", "price"),
            ("no", "task", "agency"),
            ("name", "place", "amount"),
            ("code", "name", "date", "note"),
        ]
    )
    made = table(voice, *simple(voice, keys, voice.rng.randint(30, 70)), repeat=True)
    name = voice.caption(1)
    made = replace(made, splits=splits(voice, name, made.n_rows, made.header_rows))
    if voice.rng.random() < 0.3:
        made = replace(made, drift=drifted(voice, made))
    return document(
        voice,
        "by_hand",
        seed,
        [Text(name, "title"), made],
        row_height=1.0,
        height=842.0,
        width=595.0,
    )


def roster(voice: Voice, seed: int) -> Document:
    """Many equal rows: who is on duty, what is served, the same few words again and again."""
    rng = voice.rng
    few = [voice.person() for _ in range(rng.randint(2, 5))]
    periods = [f"{n}:00-{n + 2}:00" for n in (8, 10, 14, 16)]
    rows = []
    for n in range(rng.randint(60, 180)):
        day = voice.words["days"][n // len(periods) % 5]
        rows.append(
            [
                day,
                periods[n % len(periods)],
                rng.choice(few),
                rng.choice(["", "√" if voice.cjk else "x", voice.words["notes"][0]]),
            ]
        )
    if rng.random() < 0.3:
        rows = [row[1:3] * 2 for row in rows]
        head = heads(voice, "period", "person", "period", "person")
    else:
        head = heads(voice, "day", "period", "person", "note")
    return document(
        voice, "roster", seed, [*title(voice), table(voice, head, rows, [2, 3, 2, 2], "cccc")]
    )


def side_by_side(voice: Voice, seed: int) -> Document:
    """Numbers that run down the left half of the table, then the right, page by page or over all; or across."""
    rng = voice.rng
    halves = rng.choice([2, 2, 3])
    n_rows = rng.randint(40, 120)
    total = n_rows * halves - rng.randint(0, halves - 1)
    across = rng.random() < 0.5
    rows = []
    for row in range(n_rows):
        texts: list[str] = []
        for half in range(halves):
            number = row * halves + half + 1 if across else half * n_rows + row + 1
            texts += [str(number), voice.thing()] if number <= total else ["", ""]
        rows.append(texts)
    head = heads(voice, *["no", "name"] * halves)
    return document(
        voice,
        "side_by_side",
        seed,
        [*title(voice), table(voice, head, rows, [1, 4] * halves, "cl" * halves)],
    )
