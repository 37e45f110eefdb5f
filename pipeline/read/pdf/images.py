"""Tells of an image whether it is white, and whether what lies beneath shows through it."""

from __future__ import annotations

from typing import Any

from pipeline.read.pdf.paths import is_white

# Images of so many pixels are looked at whether they are white.
FEW_PIXELS = 64
# Entries of an image, in full and inline, that make it a stencil, and those that let what lies
# beneath show through.
_STENCIL = ("ImageMask", "IM")
_MASKS = ("SMask", "Mask", *_STENCIL)


def is_masked(stream: Any) -> bool:
    """Whether what lies beneath an image may show through."""
    return any(key in stream for key in _MASKS)


def is_white_image(stream: Any, colours: Any) -> bool:
    """Whether a small image shows nothing on paper: all white, or a stencil in white.

    ``colours`` is pdfminer's graphics state, which a stencil is painted with; None if unknown.
    """
    if any(stream.get(key) for key in _STENCIL):
        return colours is not None and is_white(colours.ncolor, colours.ncs)
    across = stream.get("Width", stream.get("W"))
    down = stream.get("Height", stream.get("H"))
    if not isinstance(across, int) or not isinstance(down, int):
        return False
    space = str(stream.get("ColorSpace", stream.get("CS")))
    if across * down > FEW_PIXELS or "CMYK" in space:
        return False
    try:
        data = bytes(stream.get_data())
    except Exception:
        return False
    return bool(data) and set(data) == {255}
