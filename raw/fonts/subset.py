"""Cut the committed font subset out of WenQuanYi Micro Hei.

::

    python raw/fonts/subset.py wqy-microhei.ttc raw/fonts/WenQuanYiMicroHei-subset.ttf

The subset holds printable ASCII and Latin-1, a few more signs and all characters of GB 2312 that the font has.
Hinting and layout tables are left out; outlines and advance widths are the font's own.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset

EXTRA = "–‑≥≤㎡㎥₂²³•○●"


def gb2312() -> Iterator[str]:
    """Every character of GB 2312: symbols (rows 1 to 9) and hanzi of both levels (rows 16 to 87).

    Decoded as GBK, which maps the dash to U+2014, as texts have it; the gb2312 codec maps it to U+2015.
    """
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            yield bytes([row, cell]).decode("gbk", "ignore")


def characters() -> str:
    """The characters of the subset, each once, in code order."""
    latin = (chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100)))
    return "".join(sorted({*latin, *EXTRA, *"".join(gb2312())}))


def options() -> subset.Options:
    """Outlines and widths only, no time stamp: the same font gives the same bytes."""
    chosen = subset.Options()
    chosen.font_number = 0
    chosen.hinting = False
    chosen.layout_features = []
    chosen.notdef_outline = True
    chosen.recalc_timestamp = False
    chosen.drop_tables += ["FFTM", "GDEF", "GPOS", "GSUB", "kern", "vhea", "vmtx"]
    return chosen


def cut(source: Path, target: Path) -> None:
    """Write the subset of the first face of ``source`` to ``target``."""
    chosen = options()
    font = subset.load_font(str(source), chosen)
    subsetter = subset.Subsetter(chosen)
    subsetter.populate(text=characters())
    subsetter.subset(font)
    subset.save_font(font, str(target), chosen)


if __name__ == "__main__":
    cut(Path(sys.argv[1]), Path(sys.argv[2]))
