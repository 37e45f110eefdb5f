"""Work that hands on part after part, and has something left to say at its end."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TypeVar

P = TypeVar("P")
R = TypeVar("R")


def each(parts: Generator[P, None, R], take: Callable[[P], object]) -> R:
    """Gives each part to ``take``; what the generator returns."""
    while True:
        try:
            part = next(parts)
        except StopIteration as end:
            found: R = end.value
            return found
        take(part)
