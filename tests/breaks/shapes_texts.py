"""Shapes: a label and a text, glossaries, forms."""

from __future__ import annotations

from tests.breaks.make import Grid, document, heads, table, title
from tests.breaks.model import LEFT, Block, Document, PageBreak, Text
from tests.breaks.voice import Voice


def articles(voice: Voice, seed: int) -> Document:
    """A label and a long text of several paragraphs: laws, disclosures, conditions of tender."""
    rng = voice.rng
    rows: Grid = []
    third = rng.random() < 0.4
    for n in range(1, rng.randint(10, 30)):
        label = f"第{n}条" if voice.cjk and rng.random() < 0.7 else voice.phrase()
        paragraphs = [voice.prose(1, 4) for _ in range(rng.choice([1, 1, 2, 3]))]
        rows.append(
            [label, "\n".join(paragraphs), *[rng.choice(["", voice.pick("notes")])] * third]
        )
    keys = ["article", "text", *["note"] * third]
    head = heads(voice, *keys) if rng.random() < 0.8 else []
    made = table(
        voice,
        head,
        rows,
        [2, 8, *[1.6] * third],
        "ll" + "l" * third,
        repeat=bool(head) and rng.random() < 0.6,
    )
    return document(voice, "articles", seed, [*title(voice), made])


def glossary(voice: Voice, seed: int) -> Document:
    """The same in two languages."""
    rng = voice.rng
    other = Voice(rng, "en" if voice.script != "en" else "fr")
    own = {"de": ("things", "short", "objects"), "fr": ("things", "short", "objects")}
    kinds = (
        own.get(other.script) or own.get(voice.script) or ("things", "courses", "items", "objects")
    )
    rows = []
    for _ in range(rng.randint(60, 160)):
        kind = rng.choice(kinds)
        rows.append([voice.pick(kind), other.pick(kind)])
    return document(
        voice,
        "glossary",
        seed,
        [*title(voice), table(voice, heads(voice, "source", "foreign"), rows, [3, 4], "ll")],
    )


def forms(voice: Voice, seed: int) -> Document:
    """The same form for each person, one a page: equal labels, other values."""
    rng = voice.rng
    labels = voice.some("labels", rng.randint(8, len(voice.words["labels"])))
    with_title = rng.random() < 0.5
    blocks: list[Block] = []
    how = {"repeat": False, "breakable": rng.random() < 0.5}
    for copy in range(rng.randint(4, 9)):
        if copy:
            blocks.append(PageBreak())
        if with_title:
            blocks.append(
                Text(
                    voice.caption(copy + 1) if rng.random() < 0.1 else voice.words["captions"][0],
                    "title",
                )
            )
        blocks.append(table(voice, [], _form(voice, labels), [2, 4, 2, 4], "clcl", **how))
    return document(voice, "forms", seed, blocks, width=595.0, height=842.0, margin=50.0)


def _form(voice: Voice, labels: list[str]) -> Grid:
    def value() -> str:
        return voice.rng.choice(
            [voice.person(), voice.date(), voice.pick("places"), voice.phone(), ""]
        )

    rows: Grid = []
    short = labels[: len(labels) // 2 * 2 - 4]
    for at in range(0, len(short), 2):
        rows.append([short[at], value(), short[at + 1], value()])
    for label in labels[len(short) :]:
        rows.append([label, voice.prose(1, 5) if voice.rng.random() < 0.8 else "", LEFT, LEFT])
    return rows
