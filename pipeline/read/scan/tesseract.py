"""A third opinion on figures, by the Tesseract program where it is installed.

It is asked where the two recognisers differ and a number rests on it. Where the program is missing,
late or says nothing, nothing changes and nothing is said.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace

from PIL import Image

from pipeline.model import Reading
from pipeline.read.scan.sheet import Pixels
from pipeline.read.scan.witness import Verdict, is_alike

NAME = "tesseract"
# One line of text, of signs that numbers are made of; a table of words with their confidence.
_HOW = ("-l", "eng", "--psm", "7", "-c", "tessedit_char_whitelist=0123456789./%-", "tsv")
# Seconds that it may take: to start, and by picture.
_START, _EACH = 5.0, 0.5
# Paper around a line, in pixels, and the resolution that the pictures say.
_PAPER, _DPI = 10, 200
# Columns of a line of its table.
_PAGE, _SURE, _TEXT, _COLUMNS = 1, 10, 11, 12
# What it is given of the environment: where it and its languages are.
_KEPT = ("PATH", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")


def program() -> str | None:
    """The program's path; None where it is not installed."""
    return shutil.which(NAME)


def figures_in(pictures: Sequence[Pixels]) -> list[Reading | None]:
    """What the program reads in pictures of one line each; None where it says nothing."""
    nothing: list[Reading | None] = [None] * len(pictures)
    path = program()
    if path is None or not pictures:
        return nothing
    try:
        answer = subprocess.run(
            [path, "stdin", "stdout", *_HOW],
            input=_pages(pictures),
            capture_output=True,
            env=_environment(),
            timeout=_START + _EACH * len(pictures),
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return nothing
    return _parsed(answer.stdout.decode("utf-8", "replace"), len(pictures))


def with_third(said: Verdict, third: Reading | None) -> Verdict:
    """A verdict in doubt with the reading first that a third witness confirms; it stays in doubt.

    What the third reads alone tells nothing.
    """
    if third is None:
        return said
    confirmed = [reading for reading in said.readings if is_alike(reading, third)]
    if len(confirmed) != 1:
        return said
    first = confirmed[0]
    # What the third confuses was not counted, so the odds of the two hold no more.
    others = tuple(replace(one, probability=None) for one in said.readings if one is not first)
    together = replace(
        first,
        witness=f"{first.witness}, {third.witness}",
        chance=max(first.chance, third.chance),
        probability=None,
    )
    return Verdict(first.text, None, (together, *others))


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "OMP_THREAD_LIMIT": "1"}


def _pages(pictures: Sequence[Pixels]) -> bytes:
    """The pictures as pages of one TIFF, with paper around each."""
    images: list[Image.Image] = []
    for picture in pictures:
        height, width = picture.shape
        page = Image.new("L", (width + 2 * _PAPER, height + 2 * _PAPER), 255)
        page.paste(Image.fromarray(picture), (_PAPER, _PAPER))
        images.append(page)
    out = io.BytesIO()
    first, *others = images
    first.save(out, "TIFF", save_all=True, append_images=others, dpi=(_DPI, _DPI))
    return out.getvalue()


def _parsed(table: str, count: int) -> list[Reading | None]:
    """The readings by page, of the program's table of words."""
    found: list[Reading | None] = [None] * count
    for line in table.splitlines()[1:]:
        parts = line.split("\t")
        if len(parts) != _COLUMNS or not parts[_TEXT].strip():
            continue
        page = int(parts[_PAGE]) - 1
        sure = round(max(0.0, float(parts[_SURE])) / 100, 3)
        before = found[page]
        if before is not None:
            text = f"{before.text} {parts[_TEXT].strip()}"
            found[page] = Reading(NAME, text, min(before.chance, sure))
        else:
            found[page] = Reading(NAME, parts[_TEXT].strip(), sure)
    return found
