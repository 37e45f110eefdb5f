"""What is said of people's decisions."""

from __future__ import annotations

from pipeline.messages.words import Catalogue

CORRECT: Catalogue = {}
