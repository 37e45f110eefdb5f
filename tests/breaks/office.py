"""The makers that print with LibreOffice: from word processor files and from workbooks."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.breaks.docx import write_docx
from tests.breaks.links import placed
from tests.breaks.model import Document, Placement
from tests.breaks.xlsx import write_xlsx

_NAMES = ("soffice", "libreoffice")
_SECONDS = 300


class Office:
    """Pages by LibreOffice from files that ``write`` writes, with the ending ``kind``."""

    def __init__(self, kind: str, write: Callable[[Document, Path], None]) -> None:
        self.kind, self.write = kind, write

    def missing(self) -> str:
        return "" if _program() else "LibreOffice is not installed"

    def typeset(self, documents: Sequence[Document], folder: Path) -> list[tuple[Path, Placement]]:
        sources = [folder / f"{document.seed}.{self.kind}" for document in documents]
        for document, source in zip(documents, sources, strict=True):
            self.write(document, source)
        _convert(sources, folder)
        paths = [source.with_suffix(".pdf") for source in sources]
        return [(path, placed(document, path)) for document, path in zip(documents, paths, strict=True)]


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


WORD = Office("docx", write_docx)
SHEET = Office("xlsx", write_xlsx)
