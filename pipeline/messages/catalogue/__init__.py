"""The catalogue: every sentence by its code, a file for each room that says it."""

from __future__ import annotations

from pipeline.messages.words import Catalogue, Words

CATALOGUE: Catalogue = {
    "as-is": Words("{text}", "{text}"),
}
