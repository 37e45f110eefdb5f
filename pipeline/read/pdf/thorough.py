"""Pages interpreted operator by operator, and held against what pdfium sees of them."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import Any

from pipeline.read.pdf.disagreement import told
from pipeline.read.pdf.guard import Inflater
from pipeline.read.pdf.interpreted import Interpreted
from pipeline.read.pdf.model import PageInk, PdfPage
from pipeline.read.pdf.opening import Opened
from pipeline.read.pdf.page import read_page
from pipeline.read.pdf.pdfium import Pdfium
from pipeline.read.pdf.visible import judged
from pipeline.read.pdf.witness import Witness, differences, displayed
from pipeline.sandbox.limits import Limits


class Thorough:
    """Interprets each page, and has pdfium look at it where nothing of it is lost.

    A context manager.
    """

    def __init__(
        self,
        file: Opened,
        limits: Limits,
        streams: Inflater,
    ) -> None:
        self._file = file
        self._source = Interpreted(file, limits, streams)
        self._stack = ExitStack()
        self._witness: Witness | None = None

    def __enter__(self) -> Thorough:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def page(self, page_obj: Any, number: int) -> PdfPage:
        """Reads a page."""
        ink = judged(self._source.ink(page_obj, number))
        page = read_page(ink)
        return page if ink.damage else witnessed(page, ink, self._opened_witness())

    def _opened_witness(self) -> Witness:
        if self._witness is None:
            self._witness = self._stack.enter_context(Pdfium(self._file.path))
        return self._witness


def witnessed(
    page: PdfPage,
    ink: PageInk,
    witness: Witness,
) -> PdfPage:
    """The page with what another reader sees otherwise as findings."""
    seen = witness.characters(page.number)
    if seen is None:
        return page
    found = differences(
        ink.glyphs,
        displayed(
            seen,
            ink.matrix,
            ink.height,
        ),
    )
    if not (found.ours or found.theirs):
        return page
    findings = told(found, page.number, page.tables)
    return replace(page, findings=(*page.findings, *findings))
