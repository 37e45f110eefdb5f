"""Many documents at once: one publication each, a catalogue, and one dataset of all tables."""

from __future__ import annotations

from pipeline.batches.order import Order
from pipeline.batches.row import Row
from pipeline.batches.whole import Result, run

__all__ = ["Order", "Result", "Row", "run"]
