"""The makers by name: each sets documents as PDFs and says where every cell stands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from tests.breaks import draw
from tests.breaks.model import Document, Placement
from tests.breaks.office import Sheet, Word
from tests.breaks.web import Chromium

Placed = list[tuple[Path, Placement]]


class Maker(Protocol):
    """``missing`` says what must be installed, "" where nothing is; ``without``: scripts and shapes it cannot set."""

    without: frozenset[str]

    def missing(self) -> str: ...

    def typeset(self, documents: Sequence[Document], folder: Path) -> Placed: ...


class Reportlab:
    """Draws rules and lines by its own layout."""

    without = frozenset({"ar"})  # letters are not joined

    def missing(self) -> str:
        return ""

    def typeset(self, documents: Sequence[Document], folder: Path) -> Placed:
        placed = []
        for document in documents:
            path = folder / f"{document.seed}.pdf"
            placed.append((path, draw.typeset(document, path)))
        return placed


# What --maker may name beside one maker.
GROUPS = {"libreoffice": ("word", "sheet")}
MAKERS: dict[str, Maker] = {
    "reportlab": Reportlab(),
    "chromium": Chromium(),
    "word": Word(),
    "sheet": Sheet(),
}
