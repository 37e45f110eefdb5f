"""Other libraries as processes that read one file; nothing else is imported here.

::

    python tests/bench/bare.py pdfplumber FILE
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module


def pdfplumber(path: str) -> None:
    """Every table that pdfplumber finds by itself."""
    library = import_module("pdfplumber")
    with library.open(path) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.close()


def camelot(path: str) -> None:
    """Ruled tables by camelot's vector engine, the one that ours asks."""
    library = import_module("camelot.io")
    library.read_pdf(path, pages="all", flavor="lattice", engine="vector")


def tablers(path: str) -> None:
    """Tables by tablers, which stands on pdfium."""
    library = import_module("tablers")
    with library.Document(path) as document:
        for page in document.pages():
            library.find_tables(page, extract_text=True)


def img2table(path: str) -> None:
    """Ruled tables by img2table, from images of the pages; texts from the PDF."""
    document = import_module("img2table.document").PDF(path, pdf_text_extraction=True)
    document.extract_tables(ocr=None, implicit_rows=False, borderless_tables=False)


def pymupdf(path: str) -> None:
    """Tables by PyMuPDF (AGPL), which nothing of this project uses."""
    library = import_module("pymupdf")
    with library.open(path) as document:
        for page in document:
            for table in page.find_tables().tables:
                table.extract()


READERS: dict[str, Callable[[str], None]] = {
    "pdfplumber": pdfplumber,
    "camelot": camelot,
    "tablers": tablers,
    "img2table": img2table,
    "pymupdf": pymupdf,
}


if __name__ == "__main__":
    name, file = sys.argv[1:]
    READERS[name](file)
