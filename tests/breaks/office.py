"""The makers that print with LibreOffice: from word processor files and from workbooks."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from tests.breaks.docx import write_docx
from tests.breaks.links import placed
from tests.breaks.model import Document, Placement
from tests.breaks.xlsx import write_xlsx

_NAMES = ("soffice", "libreoffice")
_SECONDS = 300


class Word:
    """Pages from word processor files; rows are cut where they may be."""

    without: frozenset[str] = frozenset({"beside"})

    def missing(self) -> str:
        return _missing()

    def typeset(self, documents: Sequence[Document], folder: Path) -> list[tuple[Path, Placement]]:
        paths = _printed(documents, folder, "docx", write_docx)
        return [
            (path, placed(document, path)) for document, path in zip(documents, paths, strict=True)
        ]


class Sheet:
    """Pages from workbooks. No row is cut.

    A cell with a link does not wrap there, so each document is printed twice, with links and without; the rows' heights
    are given, hence both break alike.
    """

    without: frozenset[str] = frozenset(
        {"ar", "beside"}
    )  # measured with fonts that have no such letters

    def missing(self) -> str:
        return _missing()

    def typeset(self, documents: Sequence[Document], folder: Path) -> list[tuple[Path, Placement]]:
        linked = _printed(documents, folder, "xlsx", write_xlsx)
        placements = [
            placed(document, path) for document, path in zip(documents, linked, strict=True)
        ]
        paths = _printed(documents, folder, "xlsx", partial(write_xlsx, linked=False))
        return [
            (path, _whole(document, placement))
            for document, path, placement in zip(documents, paths, placements, strict=True)
        ]


def _whole(document: Document, placement: Placement) -> Placement:
    """Each cell's text as one piece, on the page where it begins."""
    found = Placement(pages=placement.pages)
    for (table, cell), pieces in placement.pieces.items():
        found.add(table, cell, pieces[0].page, document.tables[table].cells[cell].text)
    return found


def _missing() -> str:
    return "" if _program() else "LibreOffice is not installed"


def _printed(
    documents: Sequence[Document], folder: Path, kind: str, write: Callable[[Document, Path], None]
) -> list[Path]:
    sources = [folder / f"{document.seed}.{kind}" for document in documents]
    for document, source in zip(documents, sources, strict=True):
        write(document, source)
    _convert(sources, folder)
    return [source.with_suffix(".pdf") for source in sources]


def _program() -> str | None:
    return next(filter(None, map(shutil.which, _NAMES)), None)


def _convert(sources: Sequence[Path], folder: Path) -> None:
    """One call for all; a profile of its own, so that calls may run side by side."""
    with tempfile.TemporaryDirectory(prefix="breaks-office-") as profile:
        subprocess.run(
            [
                str(_program()), f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore",
                "--convert-to", "pdf", "--outdir", str(folder), *map(str, sources),
            ],
            check=True, capture_output=True, timeout=_SECONDS,
        )  # fmt: skip
