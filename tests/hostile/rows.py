"""Hostile transcriptions on the form itself: what is heavy in them is what their rows, labels and notes say."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from tests.hostile.pdfs import Case
from tests.hostile.texts import TINY

TEXT = TINY.read_text("utf-8")
BODY, REST = TEXT.split("\n一级指标", 1)
HEADING = "\n".join(("一级指标" + REST).split("\n")[:2])
LONG = 90_000
WORDS = {
    "digits": "9" * LONG,
    "brackets": "(（【[" * (LONG // 4),
    "commas": "1," * (LONG // 2),
    "dates": "2022年11月" * (LONG // 9),
    "addresses": "a@a." * (LONG // 4),
    "spaces": "\u3000 " * (LONG // 2),
    "no width": "\u200b" * LONG,
    "marks on one letter": "a" + "\u0301" * LONG,
    "bidirectional signs": "\u202e\u2066" * (LONG // 2),
    "separators": "县、" * (LONG // 2),
    "ligatures of eighteen letters": "\ufdfa" * LONG,
    "units that run on": "县工信局" * (LONG // 4),
    "bounds": "不低于" * (LONG // 3),
}


def note(last: object, points: object = 10) -> str:
    return (
        f"说明: 1. 两大类, 满分{points}分(其中: 三级指标序号1—{last}为省考核指标, 共计{points}分, 权重100%)。"
        "2. 栏中划“/”的表示该指标市级层面未统一发布排名。"
    )


def row(
    seq: object,
    first: str = "",
    second: str = "",
    weight: str = "",
    cells: dict[int, str] | None = None,
) -> str:
    texts = [
        first,
        second,
        str(seq),
        f"指标{seq}",
        "个",
        weight,
        "1",
        "/",
        "2",
        "5个",
        "5",
        "县工信局",
    ]
    for at, text in (cells or {}).items():
        texts[at] = text
    return "\t".join(texts)


def document(rows: Sequence[str], closing: str, each: int = 15) -> bytes:
    """The small notice's body, the rows on pages of so many, a closing note."""
    pages = [rows[at : at + each] for at in range(0, len(rows), each)]
    return "\n\n".join([BODY, *("\n".join([HEADING, *page]) for page in pages), closing]).encode()


def many(
    count: int, make: Callable[[int], str], points: object = 10, each: int = 15
) -> Callable[[], bytes]:
    return lambda: document([make(n) for n in range(1, count + 1)], note(count, points), each)


def damaged(count: int) -> Callable[[], bytes]:
    """Labels a few rows off, cells lost, doubled, swapped, run together, at random."""

    def make() -> bytes:
        rng = random.Random(count)
        return document([damaged_row(n, rng) for n in range(1, count + 1)], note(count, count))

    return make


def damaged_row(seq: int, rng: random.Random) -> str:
    label = f"总量{seq // 40} (40)" if seq % 40 == rng.randrange(3) else ""
    texts = row(
        seq, label, f"值{seq // 5} (5分)" if seq % 5 == 1 else "", "1" if rng.random() < 0.6 else ""
    ).split("\t")
    for _ in range(rng.randrange(2)):
        a, b = rng.randrange(12), rng.randrange(12)
        if rng.random() < 0.5:
            texts[a], texts[b] = texts[b], texts[a]
        else:
            texts[a], texts[b] = f"{texts[a]} {texts[b]}", ""
    return "\t".join(texts)


def flood(words: str, at: int) -> Callable[[], bytes]:
    rows = [row(1, "总量 (10)", "值 (10分)", "4"), row(2, cells={at: words}), row(3)]
    return lambda: document(rows, note(3))


def anything(
    name: str, make: Callable[[], bytes], says: str = "", codes: tuple[int, ...] = (0, 1, 2)
) -> Case:
    """A case that may be read: what it says is doubtful, not impossible."""
    return Case(f"rows: {name}", make, says, codes)


def light() -> Iterator[Case]:
    """Read or refused at once."""
    ten = [row(n, "总量 (10)" if n == 1 else "", weight="1") for n in range(1, 11)]
    yield anything(
        "a section of 10^15 points",
        lambda: document(ten, note(10, 10**15)),
        "more than 10,000",
        (2,),
    )
    yield anything(
        "a section of 10^30 points", lambda: document(ten, note(10, 10**30)), "closing note", (2,)
    )
    yield anything(
        "a section of 10^12 rows", lambda: document(ten, note(10**12)), "more than 32,767", (2,)
    )
    yield anything("a section that ends before it begins", lambda: document(ten, note(0)))
    yield anything("weights that are fractions", many(10, lambda n: row(n, weight="1/0")), "", (1,))
    yield anything("weights below zero", many(10, lambda n: row(n, weight="-5")), "", (1,))
    yield anything(
        "weights of eighteen decimals", many(10, lambda n: row(n, weight="0." + "0" * 17 + "1"))
    )
    yield anything("label of 10^30 points", many(3, lambda n: row(n, f"总量 ({10**30})")))
    yield anything(
        "label in parts of a thousandth",
        many(3, lambda n: row(n, "总量 (9.999)")),
        "no finer",
        (1,),
    )
    yield anything("serials of 18 digits", many(5, lambda n: row(10**17 + n, weight="2")))
    yield anything("serials that leap", many(8, lambda n: row(n * 1_000_003, weight="1")))
    yield anything("all cells a slash", many(20, lambda n: "\t".join("/" * 12)), "", (1, 2))
    yield anything("all cells a number", many(20, lambda n: "\t".join([str(n)] * 12)), "", (1,))
    yield anything(
        "serials and nothing else", many(20, lambda n: "\t\t" + str(n) + "\t" * 9), "", (1,)
    )
    yield anything(
        "headings and nothing else",
        lambda: document([], note(3)) + f"\n\n{HEADING}\n".encode(),
        "",
        (1, 2),
    )
    yield anything(
        "one column",
        lambda: BODY.encode() + b"\n\n\xe5\xba\x8f\xe5\x8f\xb7\t\n1\t\n2\t\n",
        "no heading for",
        (2,),
    )


def heavy() -> Iterator[Case]:
    """Those that take seconds, or all the time there is."""
    yield Case(
        "rows: 30,000 on 2,000 pages",
        many(30_000, lambda n: row(n, weight="1"), 30_000),
        "more than",
    )
    yield Case(
        "rows: 40,000 tables of one row", lambda: document([], note(3)) + b"\n\na\tb" * 40_000
    )
    yield Case("rows: 20,000 tables, each on a form of its own", own_forms)
    yield anything(
        "a group of 200 without points",
        many(200, lambda n: row(n, "总量 (200)" if n == 1 else ""), 200),
    )
    yield anything(
        "a group of 1,000 without points",
        many(1_000, lambda n: row(n, "总量 (999)" * (n == 1)), 999),
    )
    yield anything(
        "300 labels on one page",
        many(300, lambda n: row(n, "总量 (300)" * (n == 1), f"值{n} (1分)"), 300, 300),
    )
    yield anything(
        "100 labels of no points",
        many(300, lambda n: row(n, f"总量{n}" * (n % 3 == 0), f"值{n}" * (n % 2))),
    )
    yield anything(
        "every weight blank", many(300, lambda n: row(n, f"总量{n} (10)" * (n % 30 == 1)), 100)
    )
    yield anything("no serials", many(300, lambda n: row("", weight="1"), 100))
    yield anything(
        "sums of 9,999 points",
        many(300, lambda n: row(n, "总量 (9999分)" * (n == 1), weight=f"{n}.05"), 9999),
    )
    yield anything(
        "half of 1,000 without points",
        many(1_000, lambda n: row(n, weight="0.05" * (n % 2)), 10_000),
    )
    yield anything("a note of 2,000 sections on a line", lambda: sections(2_000, "; "))
    yield anything("a note of 100,000 sections", lambda: sections(100_000, "\n"))
    for count in (300, 1_000, 5_000):
        yield anything(f"{count} damaged", damaged(count))
    for words, text in WORDS.items():
        for at, place in (
            (0, "label"),
            (3, "name"),
            (5, "weight"),
            (9, "target"),
            (11, "lead unit"),
        ):
            yield anything(f"90,000 {words} as {place}", flood(text, at))
        yield anything(f"90,000 {words} before", partial(before_the_table, text))
        yield anything(f"90,000 {words} in the note", partial(in_the_note, text))


def before_the_table(text: str) -> bytes:
    return f"# 关于{text}的通知\n\n{text}\n\n{TEXT}".encode()


def in_the_note(text: str) -> bytes:
    return f"{TEXT}\n序号1—{text}为{text}".encode()


def own_forms() -> bytes:
    return (
        document([], note(3))
        + "".join(f"\n\n表{n}\t甲{n}\t乙{n}\n1\t2\t3\n" for n in range(20_000)).encode()
    )


def sections(count: int, between: str) -> bytes:
    closing = between.join(
        f"序号{n}—{n}为省考核指标, 共计1分, 权重100%" for n in range(1, count + 1)
    )
    return document([row(n, weight="1") for n in range(1, 11)], f"说明: {closing}")
