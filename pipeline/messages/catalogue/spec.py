"""What is said of specs."""

from __future__ import annotations

from pipeline.messages.words import Catalogue

SPEC: Catalogue = {}
