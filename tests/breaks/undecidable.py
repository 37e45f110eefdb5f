"""Breaks that nothing on the page tells apart."""

from __future__ import annotations

from tests.breaks.model import Document, Placement
from tests.breaks.places import Break


def undecidable(document: Document, placement: Placement, at: Break) -> str:
    """Why a careful reader of the pages could not tell; "" where something tells."""
    return ""
