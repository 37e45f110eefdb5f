"""Strips of ink → what each recogniser reads in them, and what is told where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.messages import Message, message
from pipeline.model import Reading
from pipeline.read.scan.prepared import PreparedPage
from pipeline.read.scan.recogniser import Recogniser
from pipeline.read.scan.strips import Strip, margin_of
from pipeline.read.scan.unread import with_unread
from pipeline.read.scan.witness import chance, composed

# Strips that are read beside each other.
_AT_ONCE = 2


class Job(NamedTuple):
    """One strip to be read: which cell or line it belongs to."""

    owner: int
    strip: Strip


@dataclass(slots=True)
class Read:
    """What was read of one cell, or of one line outside: its strips, and each witness's texts."""

    strips: list[Strip] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    chances: dict[str, list[float]] = field(default_factory=dict)
    unread: dict[str, list[str]] = field(default_factory=dict)

    def add(
        self,
        witness: str,
        text: str,
        sure: float,
        unread: str,
    ) -> None:
        """Notes what a witness reads in the next strip; ``unread`` shows what it leaves out."""
        self.texts.setdefault(witness, []).append(text)
        self.chances.setdefault(witness, []).append(sure)
        self.unread.setdefault(witness, []).append(unread)

    def left_out(self) -> str | None:
        """The text with a sign where all witnesses leave out ink; None where one reads all."""
        if any(texts == self.texts[witness] for witness, texts in self.unread.items()):
            return None
        first = next(iter(self.unread.values()))
        return "\n".join(text for text in first if text)

    def readings(self) -> list[Reading]:
        """What each witness reads in all strips together."""
        found: list[Reading] = []
        for witness, texts in self.texts.items():
            lines = [text for text in texts if text]
            found.append(Reading(witness, "\n".join(lines), min(self.chances[witness])))
        return found


def recognised(
    page: PreparedPage,
    jobs: Sequence[Job],
    owners: int,
    recognisers: Sequence[Recogniser],
) -> list[Read]:
    """What each recogniser reads in the strips, by their owners."""
    found = [Read() for _ in range(owners)]
    for job in jobs:
        found[job.owner].strips.append(job.strip)
    add_witness(page, jobs, found, recognisers)
    return found


def add_witness(
    page: PreparedPage,
    jobs: Sequence[Job],
    found: Sequence[Read],
    recognisers: Sequence[Recogniser],
) -> None:
    """Has recognisers read strips, beside each other, and notes what they read."""
    pictures = [job.strip.cut(page.level, page.letter) for job in jobs]
    # Strip by strip: one recogniser takes longer than the other, and a processor would wait.
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        readings = [pool.map(recogniser.read, pictures) for recogniser in recognisers]
    for recogniser, every in zip(recognisers, readings, strict=True):
        for job, letters in zip(jobs, every, strict=True):
            shares = _shares(job.strip, page.letter)
            text = composed(letters, shares)
            more = with_unread(page, job.strip, letters)
            unread = composed(more, shares) if more else text
            found[job.owner].add(recogniser.name, text, chance(letters), unread)


def _shares(
    strip: Strip,
    letter: float,
) -> list[float]:
    """The places of a strip's gaps as shares of its picture."""
    margin = margin_of(letter)
    width = strip.right - strip.left + 2 * margin
    return [(gap + margin) / width for gap in strip.gaps]


def quoted(readings: Sequence[Reading]) -> list[Message]:
    """The readings with their witnesses, for a message."""
    texts: list[Message] = []
    for reading in readings:
        said = message("scan.reading", text=reading.text, witness=reading.witness)
        texts.append(said)
    return texts
