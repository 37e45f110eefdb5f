"""Opens a PDF as pdfplumber does: the only module that knows it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.read.pdf.opening import Opened, checked, refusal


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """The open file, with at least one page.

    Raises:
        SourceError: it cannot be read, or has no page.
    """
    import pdfplumber

    try:
        pdf = pdfplumber.open(path)
    except Exception as error:
        raise refusal(path, error) from error
    try:
        try:
            pages = [page.page_obj for page in pdf.pages]
        except Exception as error:
            raise refusal(path, error) from error
        yield checked(Opened(path, pdf.doc, pages))
    finally:
        # What is broken in the file was said above; closing meets it again.
        with suppress(Exception):
            pdf.close()
        pdf.stream.close()
