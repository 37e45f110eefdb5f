"""Shapes: balance sheets, schedules of movements, wide statistics."""

from __future__ import annotations

from tests.breaks.make import Grid, document, heads, table, title
from tests.breaks.model import LEFT, UP, Document
from tests.breaks.voice import Voice


def balance(voice: Voice, seed: int) -> Document:
    """Items with a note and amounts; lines without amounts over groups; sums; negative ones in brackets."""
    rng = voice.rng
    years = rng.randint(2, 4)
    with_note = rng.random() < 0.7
    rows: Grid = []
    for group in voice.words["groups"] * rng.randint(1, 3):
        rows.append([group, *[""] * with_note, *[""] * years])
        for item in voice.some("items", rng.randint(4, 14)):
            note = rng.choice(
                ["", "", f"{rng.randint(1, 12)}", f"{rng.randint(4, 7)}.{rng.randint(1, 30)}"]
            )
            amounts = (
                [""] * years
                if rng.random() < 0.2
                else [voice.amount(0.15, 0.08) for _ in range(years)]
            )
            rows.append([item, *[note] * with_note, *amounts])
        rows.append(
            [
                voice.words["total"] + group.rstrip("：")
                if voice.cjk
                else f"{voice.words['total']} {group}",
                *[""] * with_note,
                *[voice.amount(0.1, 0) for _ in range(years)],
            ]
        )
    head = [
        [
            voice.head("item"),
            *[voice.head("ref")] * with_note,
            *(str(2024 - n) for n in range(years)),
        ]
    ]
    if rng.random() < 0.4 and years >= 2:
        spread = [voice.head("amount"), *[LEFT] * (years - 1)]
        head = [
            [voice.head("item"), *[voice.head("ref")] * with_note, *spread],
            [UP, *[UP] * with_note, *head[0][1 + with_note :]],
        ]
    widths = [5, *[1.2] * with_note, *[2.8] * years]
    return document(
        voice,
        "balance",
        seed,
        [*title(voice), table(voice, head, rows, widths, "l" + "c" * with_note + "r" * years)],
    )


def movements(voice: Voice, seed: int) -> Document:
    """Amounts too wide for their cells, so that they wrap within the digits; blanks beside a parent line."""
    rng = voice.rng
    assets = voice.words["assets"][: rng.randint(4, 6)]
    rows: Grid = []
    for _ in range(rng.randint(2, 5)):
        for movement in voice.words["movements"]:
            parent = movement.startswith(("一", "二", "三", "四")) or rng.random() < 0.1
            amounts = ["" if parent else voice.amount(0.05, 0.15) for _ in assets]
            rows.append([movement, *amounts, "" if parent else voice.amount(0.05, 0)])
    head = [[voice.head("item"), *assets, voice.head("total")]]
    width = rng.uniform(1.3, 2.2)
    made = table(
        voice, head, rows, [2.5, *[width] * (len(assets) + 1)], "l" + "r" * (len(assets) + 1)
    )
    return document(
        voice,
        "movements",
        seed,
        [*title(voice), made],
        width=595.0,
        height=rng.choice([420.0, 842.0]),
        size=rng.uniform(8, 10),
    )


def statistics(voice: Voice, seed: int) -> Document:
    """Regions down, years and measures across, under two or three heading rows."""
    rng = voice.rng
    pairs = rng.randint(2, 4)
    within = rng.randint(2, 3)
    names = [voice.head("region")] + [
        name
        for measure in voice.some("measures", pairs)
        for name in [measure, *[LEFT] * (within - 1)]
    ]
    below = [UP] + [str(2024 - n) for n in range(within)] * pairs
    head = [names, below]
    if rng.random() < 0.3:
        head = [
            [voice.head("region"), voice.pick("captions"), *[LEFT] * (pairs * within - 1)],
            [UP, *names[1:]],
            below,
        ]
    if rng.random() < 0.15:
        head[0][0] = ""
    digits = rng.choice([0, 1, 2])
    rows = []
    for n in range(rng.randint(40, 110)):
        place = voice.pick("places")
        rows.append(
            [
                place if rng.random() < 0.9 else f"{place} ({n})",
                *(voice.number(0, 9999, digits) for _ in range(pairs * within)),
            ]
        )
    n_cols = 1 + pairs * within
    return document(
        voice,
        "statistics",
        seed,
        [
            *title(voice),
            table(voice, head, rows, [2.5, *[1.5] * (n_cols - 1)], "l" + "r" * (n_cols - 1)),
        ],
    )


def measures(voice: Voice, seed: int) -> Document:
    """Eight to twelve narrow columns of short numbers and codes."""
    rng = voice.rng
    n_cols = rng.randint(8, 12)
    keys = ["no", "place"] + [
        rng.choice(["quantity", "unit", "weight", "amount", "points"]) for _ in range(n_cols - 2)
    ]
    rows = []
    for n in range(rng.randint(40, 90)):
        rows.append(
            [
                str(n + 1),
                voice.pick("places"),
                *(
                    rng.choice([voice.number(0, 999), voice.percent(), "", "/"])
                    for _ in range(n_cols - 2)
                ),
            ]
        )
    return document(
        voice,
        "measures",
        seed,
        [
            *title(voice),
            table(
                voice,
                heads(voice, *keys),
                rows,
                [1, 2.5, *[1.4] * (n_cols - 2)],
                "cl" + "r" * (n_cols - 2),
            ),
        ],
    )
