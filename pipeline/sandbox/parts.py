"""Work that hands on part after part, and has something left to say at its end."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from typing import Generic, TypeVar

P = TypeVar("P", covariant=True)
R = TypeVar("R")


class Parts(Generic[P, R]):
    """The parts of a generator, once, in order; ``end`` is what it returns when they are over.

    Raises:
        AttributeError: ``end`` is asked for before that.
    """

    end: R

    def __init__(self, work: Generator[P, None, R]) -> None:
        self._work = work

    def __iter__(self) -> Iterator[P]:
        self.end = yield from self._work


def each(work: Generator[P, None, R], take: Callable[[P], object]) -> R:
    """Gives each part to ``take``; what the generator returns."""
    parts = Parts(work)
    for part in parts:
        take(part)
    return parts.end


__all__ = ["Parts", "each"]
