"""Graphics states: whether ink covers ink, or is blended with what lies beneath."""

from __future__ import annotations

from typing import Any

from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral, literal_name

_NORMAL = ("Normal", "Compatible")


def is_plain(state: dict[str, Any], before: bool) -> bool:
    """Whether ink covers ink after a graphics state that may set a blend mode or a soft mask."""
    if "BM" not in state and "SMask" not in state:
        return before
    if not _is_normal(state.get("BM")):
        return False
    mask = resolve1(state.get("SMask"))
    return not isinstance(mask, dict)


def _is_normal(modes: Any) -> bool:
    """Whether a blend mode, or the first of several that is known, puts ink on ink."""
    mode = resolve1(modes)
    if isinstance(mode, list) and mode:
        mode = resolve1(mode[0])
    if mode is None:
        return True
    return isinstance(mode, PSLiteral) and literal_name(mode) in _NORMAL
