"""What is said of the command line."""

from __future__ import annotations

from pipeline.messages.words import Catalogue

CLI: Catalogue = {}
