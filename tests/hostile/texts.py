"""Hostile transcriptions that are too heavy for every run of the tests."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from tests.hostile.pdfs import Case

TINY = Path(__file__).resolve().parents[1] / "cases" / "run" / "tiny.txt"


def rows(count: int) -> bytes:
    """The small notice with its second row again and again, numbered on."""
    lines = TINY.read_text("utf-8").split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("\t\t2\t"))
    more = [lines[at].replace("\t2\t", f"\t{n}\t", 1) for n in range(7, count)]
    return "\n".join([*lines[:at], *more, *lines[at:]]).encode()


def mixed() -> bytes:
    """Every line ends another way."""
    lines = TINY.read_text("utf-8").split("\n")
    return "".join(
        line + end for line, end in zip(lines, cycle(("\n", "\r\n", "\r")), strict=False)
    ).encode()


def heavy() -> Iterator[Case]:
    text = TINY.read_text("utf-8")
    yield Case("GBK", lambda: text.encode("gbk"), "iconv -f GBK")
    yield Case("UTF-16", lambda: text.encode("utf-16"), "UTF-16")
    yield Case("UTF-16 without its mark", lambda: text.encode("utf-16-le"))
    yield Case(
        "a NUL far inside", lambda: TINY.read_bytes() + b"x" * 5000 + b"\0", "NUL byte on line"
    )
    yield Case("a line of 5 MB", lambda: TINY.read_bytes() + b"x" * 5_000_000, "longer than")
    yield Case("two million tabs", lambda: TINY.read_bytes() + b"\n" + b"\t" * 2_000_000)
    yield Case(
        "two million tabs on 2,100 lines",
        lambda: TINY.read_bytes() + b"\n" + (b"\t" * 950 + b"\n") * 2100,
        "more than",
    )
    yield Case(
        "two million tabs on a million lines",
        lambda: TINY.read_bytes() + b"\n" + b"\t\t\n" * 1_000_000,
        "more than",
    )
    yield Case("60 MB of text", lambda: b"text " * 12_000_000, "larger than")
    yield Case("190,000 lines", lambda: b"text\n" * 190_000, "no ruled table")
    yield Case(
        "a million combining marks",
        lambda: TINY.read_bytes().replace("万家".encode(), "\u0301".encode() * 400_000),
        codes=(0, 1, 2),
    )
    for count in (300, 1_000, 3_000, 30_000):
        yield Case(f"a notice of {count} rows", lambda n=count: rows(n))  # type: ignore[misc]
