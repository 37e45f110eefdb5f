"""What is said of the process that reads, and its limits."""

from __future__ import annotations

from pipeline.messages.words import Catalogue

SANDBOX: Catalogue = {}
