"""Many documents at once: one publication each, a catalogue, and one dataset of all tables."""

from __future__ import annotations

from pipeline.batch.order import Order
from pipeline.batch.row import Row
from pipeline.batch.whole import Result, run

__all__ = ["Order", "Result", "Row", "run"]
