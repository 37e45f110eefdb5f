"""Shapes: labels merged over many rows."""

from __future__ import annotations

from tests.breaks.make import Grid, document, heads, table, title
from tests.breaks.model import LEFT, UP, Document
from tests.breaks.voice import Voice


def targets(voice: Voice, seed: int) -> Document:
    """First- and second-level labels over numbered indicators with unit, weight, target and agency."""
    rng = voice.rng
    rows: Grid = []
    number = 0
    for first in voice.some("firsts", rng.randint(4, 9)):
        label = (
            f"{first}\n（{rng.randint(5, 30)}分）" if voice.cjk and rng.random() < 0.4 else first
        )
        for second in voice.some("things", rng.randint(1, 4)):
            for third in range(rng.randint(1, 6)):
                number += 1
                top = label if third == 0 and (not rows or rows[-1][-1] != first) else UP
                middle = second if third == 0 else UP
                rows.append(
                    [
                        top,
                        middle,
                        str(number),
                        voice.pick("things") + voice.pick("measures"),
                        voice.pick("units"),
                        str(rng.randint(1, 9)),
                        rng.choice([voice.phrase(), voice.percent(), voice.number(1, 500)]),
                        voice.pick("agencies"),
                        first,
                    ]
                )
    for row in rows:
        row.pop()
    head = heads(voice, "first", "second", "no", "third", "unit", "weight", "target", "agency")
    if rng.random() < 0.3:
        head[0][1] = LEFT
    made = table(voice, head, rows, [1.6, 2.2, 0.9, 4, 1.2, 1, 3, 2.2], "cccLcclc".lower())
    return document(voice, "targets", seed, [*title(voice), made])


def course_plan(voice: Voice, seed: int) -> Document:
    """Modules over courses; credits of some courses together."""
    rng = voice.rng
    rows: Grid = []
    for module in voice.some("modules", rng.randint(3, 6)):
        size = rng.randint(5, 25)
        shared = 0
        for n in range(size):
            shared = shared - 1 if shared > 0 else rng.choice([0, 0, 0, 2, 3])
            credit = UP if n and rows[-1][5] else str(rng.choice([1, 2, 2.5, 3, 4]))
            own = [
                module if n == 0 else UP,
                voice.code(),
                voice.pick("courses"),
                str(rng.choice([16, 32, 48, 64])),
                credit,
                "x" if shared > 0 else "",
            ]
            rows.append(own)
        rows[-1][5] = ""
    for row in rows:
        row[5] = rng.choice(["1", "2", "3", "4", "1-2"])
    made = table(
        voice,
        heads(voice, "module", "code", "course", "hours", "credit", "term"),
        rows,
        [1.8, 2.4, 4, 1.2, 1.2, 1.2],
        "clcccc",
    )
    return document(voice, "course_plan", seed, [*title(voice), made])


def directory(voice: Voice, seed: int) -> Document:
    """A department over its people."""
    rng = voice.rng
    rows: Grid = []
    for agency in voice.some("agencies", min(rng.randint(8, 20), len(voice.words["agencies"]))):
        for n in range(rng.randint(1, 9)):
            rows.append([agency if n == 0 else UP, voice.person(), voice.phone(), voice.phone()])
    made = table(
        voice, heads(voice, "dept", "person", "office", "mobile"), rows, [2.2, 2, 2.6, 2.6], "cccc"
    )
    return document(voice, "directory", seed, [*title(voice), made])


def duties(voice: Voice, seed: int) -> Document:
    """A number and a subject over several tasks of long text, each with its agency."""
    rng = voice.rng
    rows: Grid = []
    for number in range(1, rng.randint(8, 18)):
        for n in range(rng.choice([1, 1, 2, 3, 4])):
            text = voice.prose(1, 3)
            rows.append(
                [
                    str(number) if n == 0 else UP,
                    voice.thing() if n == 0 else UP,
                    text,
                    voice.pick("agencies"),
                ]
            )
    made = table(
        voice, heads(voice, "no", "item", "text", "agency"), rows, [0.9, 2.2, 7, 2], "ccLc".lower()
    )
    return document(voice, "duties", seed, [*title(voice), made])


def checklist(voice: Voice, seed: int) -> Document:
    """A label merged over questions with points, the label's points merged beside it."""
    rng = voice.rng
    rows: Grid = []
    for label in voice.some("objects", rng.randint(5, 10)):
        for n in range(rng.randint(2, 8)):
            top = [label, str(rng.randint(5, 40))] if n == 0 else [UP, UP]
            rows.append([*top, voice.sentence(), str(rng.randint(1, 9)), ""])
    made = table(
        voice,
        heads(voice, "item", "points", "question", "points", "note"),
        rows,
        [2, 1, 6, 1, 1.6],
        "cclcl",
    )
    return document(voice, "checklist", seed, [*title(voice), made])
