"""What is said of publications in a folder."""

from __future__ import annotations

from pipeline.messages.words import Catalogue

PUBLICATION: Catalogue = {}
