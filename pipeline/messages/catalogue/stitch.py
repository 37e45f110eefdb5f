"""What is said of page breaks."""

from __future__ import annotations

from pipeline.messages.words import Catalogue

STITCH: Catalogue = {}
