"""Invented notices as PDFs with a text layer, typeset as the facsimile is."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from tests.conftest import ROOT
from tests.trial.ground import draw

# Notices whose scans nothing was tuned on.
KEPT_APART = (9001, 9002, 9003, 9004, 9005, 9006)


def typeset(seed: int, folder: Path) -> Path:
    """The PDF of an undamaged notice of the first generator."""
    raw = str(ROOT / "raw")
    if raw not in sys.path:
        sys.path.insert(0, raw)
    out = folder / f"notice-{seed}.pdf"
    import_module("facsimile").typeset(draw(seed, 0.0).case.text, out)
    return out
