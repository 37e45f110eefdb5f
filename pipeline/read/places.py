"""What readers of documents without pages have in common: bounds, and the text of a cell."""

from __future__ import annotations

MAX_CELLS = 500_000  # of a document, as of a transcription
MAX_COLUMNS = 1_000
MAX_ROWS = 30_000  # rows and columns are published in 16 bits


def tidy(text: str) -> str:
    """A cell's lines without blank ones and the white space around each, as a page shows them."""
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
