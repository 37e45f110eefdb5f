"""What is said of the repair."""

from __future__ import annotations

from pipeline.messages.words import Catalogue

REPAIR: Catalogue = {}
