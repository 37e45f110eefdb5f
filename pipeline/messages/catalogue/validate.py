"""What is said of the checks."""

from __future__ import annotations

from pipeline.messages.words import Catalogue

VALIDATE: Catalogue = {}
