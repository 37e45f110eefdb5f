"""What is said of reports, lists and explanations."""

from __future__ import annotations

from pipeline.messages.words import Catalogue

VIEWS: Catalogue = {}
