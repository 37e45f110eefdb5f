"""Words that stop in the middle: names that end where the document's other texts never do.

A character that the other texts have only before one and the same character (企 before 业), and
that ends none of them, ends no word. The evidence is the document's own text, no dictionary.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.messages import message
from pipeline.model import Document, Finding
from pipeline.normalise.typed import TypedRow
from pipeline.text import mend

# Texts in which the character goes on with the same one, none in which it goes on otherwise.
LEAST = 5
# What is looked at, of each row.
_COLUMNS = ("level1", "level2", "indicator")


def cut_words(document: Document, rows: Sequence[TypedRow]) -> Iterator[Finding]:
    """Warns of names that seem cut off in the middle of a word; each is published as printed."""
    words = _Words(_texts(document))
    told: set[str] = set()
    for row in rows:
        for column in _COLUMNS:
            text = row.values[column].value
            if not text or text in told:
                continue
            after = words.always_after(text)
            if after is None:
                continue
            told.add(text)
            what = message(
                "normalise.word-cut",
                column=column,
                text=text,
                last=text[-1],
                after=after,
            )
            yield Finding("warning", "word-cut", what, row.seq)


def _texts(document: Document) -> Iterator[str]:
    for table in document.tables:
        for cell in table.cells:
            yield mend(cell.text)
    for line in document.lines:
        yield mend(line.text)


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


class _Words:
    """Which characters follow each other in the texts of a document, each text once."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._after: dict[str, Counter[str]] = defaultdict(Counter)
        self._last = Counter[str]()
        for text in set(texts):
            for character, following in pairwise(f"{text}\n"):
                if not _is_han(character):
                    continue
                if _is_han(following):
                    self._after[character][following] += 1
                else:
                    self._last[character] += 1

    def always_after(self, text: str) -> str | None:
        """What always stands behind the text's last character, but here; None where nothing."""
        character = text[-1]
        after = self._after[character]
        if self._last[character] > 1 or len(after) != 1 or after.total() < LEAST:
            return None
        (following,) = after
        return following


__all__ = ["cut_words"]
