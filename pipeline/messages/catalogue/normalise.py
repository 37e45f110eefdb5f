"""What is said of typed values and the notice's own facts."""

from __future__ import annotations

from pipeline.messages.words import Catalogue

NORMALISE: Catalogue = {}
