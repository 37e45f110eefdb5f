"""Shortens what a message quotes of a page."""

from __future__ import annotations


def shortened(text: str, most: int) -> str:
    """A text of at most so many characters; an ellipsis stands for what is left out."""
    if len(text) <= most:
        return text
    return text[: most - 1] + "…"
