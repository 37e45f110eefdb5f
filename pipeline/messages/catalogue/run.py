"""What is said of a run and what it is given."""

from __future__ import annotations

from pipeline.messages.words import Catalogue

RUN: Catalogue = {}
