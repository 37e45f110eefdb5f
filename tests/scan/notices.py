"""Invented notices as PDFs with a text layer: of both generators, and from a word processor."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.breaks.model import Align, Cell, Document, Look, PageBreak, Table, Text
from tests.breaks.office import Word
from tests.conftest import ROOT
from tests.forms.clean import FORMS
from tests.forms.sheet import draw as draw_form
from tests.second.print import transcription
from tests.second.run import make
from tests.trial.ground import draw

# Notices whose scans nothing was tuned on.
KEPT_APART = (9001, 9002, 9003, 9004, 9005, 9006)
# A word processor's pages, across and down, its margins and its type, in points.
_ACROSS, _DOWN, _MARGIN = 842.0, 595.0, 36.0
_SIZES = (8.0, 8.5, 9.0)


@dataclass(frozen=True)
class Printed:
    """A notice with a text layer, and the spec of its form where it is not the built-in one."""

    pdf: Path
    spec: Path | None = None

    @property
    def name(self) -> str:
        """What it is called in the trial's lines."""
        return self.pdf.stem


def first(seed: int, folder: Path) -> Printed:
    """An undamaged notice of the first generator, typeset as the facsimile is."""
    return Printed(_typeset(draw(seed, 0.0).case.text, folder / f"first-{seed}.pdf"))


def second(seed: int, folder: Path) -> Printed:
    """An undamaged notice of the second generator, of one of its forms, typeset likewise."""
    sheet = make(seed, 0.0).sheet
    own = folder / f"second-{seed}"
    own.mkdir(exist_ok=True)
    pdf = _typeset(transcription(sheet), own / f"second-{seed}.pdf")
    return Printed(pdf, sheet.form.spec_file(own))


def word(seed: int, folder: Path) -> Printed:
    """A notice of the first generator from a word processor: another face, another grid."""
    document = _as_document(draw(seed, 0.0).case.text, seed)
    ((path, _),) = Word().typeset([document], folder)
    return Printed(path.rename(folder / f"word-{seed}.pdf"))


def form(seed: int, folder: Path) -> Printed:
    """A clean notice of one of six other forms, drawn by another hand."""
    make_form = FORMS[seed % len(FORMS)]
    notice = make_form(seed)
    own = folder / f"form-{seed}"
    own.mkdir(exist_ok=True)
    pdf, spec = own / f"form-{make_form.__name__}-{seed}.pdf", own / "spec.yml"
    draw_form(notice, pdf)
    spec.write_text(notice.spec, "utf-8")
    return Printed(pdf, spec)


MAKERS: dict[str, Callable[[int, Path], Printed]] = {
    "first": first,
    "second": second,
    "word": word,
    "form": form,
}


def _typeset(text: str, out: Path) -> Path:
    _facsimile().typeset(text, out)
    return out


def _facsimile() -> Any:
    """The program that typesets the facsimile, which lies beside it."""
    raw = str(ROOT / "raw")
    if raw not in sys.path:
        sys.path.insert(0, raw)
    return import_module("facsimile")


def _as_document(text: str, seed: int) -> Document:
    """A transcription as what a word processor is given: each page's table on a page."""
    facsimile = _facsimile()
    body, sheets, closing = facsimile.parse(text)
    blocks: list[Text | Table | PageBreak] = list(_texts(body))
    labels = 0
    for sheet in sheets:
        serial = facsimile.serial_column(sheet.rows[0])
        labels = labels if serial is None else serial
        blocks.append(PageBreak())
        blocks += _texts(sheet.lead)
        blocks.append(_table(facsimile, sheet.rows, labels))
    blocks += _texts(closing)
    size = random.Random(seed).choice(_SIZES)
    look = Look(_ACROSS, _DOWN, _MARGIN, size, leading=1.3, pad=1.0)
    return Document("notice", "zh", seed, look, tuple(blocks))


def _texts(lines: Sequence[Any]) -> list[Text]:
    return [Text(line.text, "title" if line.level == 1 else "body") for line in lines]


def _table(facsimile: Any, rows: Sequence[Sequence[str]], labels: int) -> Table:
    """A page's rows as a table with the spans and the shares of width of the facsimile's."""
    cells = facsimile.cells_of(rows, labels)
    layout = facsimile.lay_out(cells, _ACROSS - 2 * _MARGIN, _SIZES[0])
    own = tuple(Cell(one.row, one.col, one.text, one.rowspan, one.colspan) for one in cells)
    headings = import_module("tablelayout").header_rows(rows)
    widths = tuple(layout.widths)
    centred: Align = "centre"
    return Table(
        own, headings, widths, (centred,) * len(widths), repeat=False, breakable=False, middle=True
    )
