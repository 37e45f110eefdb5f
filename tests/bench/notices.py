"""Many notices to be worked at once: of both generators, as transcriptions and as PDFs."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.publication.dataset import folder_name
from tests.second.forms import COUNTY
from tests.second.print import transcription
from tests.second.run import make
from tests.trial.ground import draw

RAW = Path(__file__).resolve().parents[2] / "raw"
RATE = 0.02
# Of four notices one is a PDF; the first generator's are longer, and every other one.
PDF_ONE_IN = 4


def write(folder: Path, count: int, first: int = 1) -> list[Path]:
    """Writes so many notices into a folder; the same numbers give the same files."""
    folder.mkdir(parents=True, exist_ok=True)
    return list(_written(folder, range(first, first + count)))


def _written(folder: Path, numbers: range) -> Iterator[Path]:
    for number in numbers:
        text = text_of(number)
        path = folder / folder_name(f"notice-{number:05}")
        if number % PDF_ONE_IN == 0:
            path = path.with_suffix(".pdf")
            _typeset(text, path)
        else:
            path = path.with_suffix(".txt")
            path.write_text(text, "utf-8")
        yield path


def _typeset(text: str, path: Path) -> None:
    if str(RAW) not in sys.path:
        sys.path.insert(0, str(RAW))
    importlib.import_module("facsimile").typeset(text, path)


def text_of(number: int) -> str:
    """The transcription of a notice on the built-in form."""
    if number % 2:
        return transcription(make(number, RATE, COUNTY.name).sheet)
    return draw(number, RATE).case.text
