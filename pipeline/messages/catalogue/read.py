"""What is said of the readers."""

from __future__ import annotations

from pipeline.messages.words import Catalogue

READ: Catalogue = {}
