"""XLSX → the tables and texts that its sheets display.

archive → parts → cells as stored → as displayed → what is seen → blocks → page tables
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.model import Document
from pipeline.read.archive import Archive
from pipeline.read.places import MAX_CELLS
from pipeline.read.sheet.document import gather
from pipeline.read.sheet.walk import Parts
from pipeline.read.sheet.workbook import read_workbook
from pipeline.sandbox.limits import Limits

# Cells that a file may hold: twice what its tables may have, for those that are blank and not seen.
MAX_STORED = 2 * MAX_CELLS


def read(path: Path, data: bytes, limits: Limits) -> Document:
    """The workbook as a document; ``page`` counts its sheets from 1, ``place`` is "Sheet1!C14".

    Raises:
        SourceError: it is damaged or encrypted.
        LimitExceeded: it asks for more than is allowed.
    """
    archive = Archive(data, path.name, limits)
    parts = Parts(archive, path.name)
    book = read_workbook(parts, MAX_STORED)
    found = gather(book)
    sha256 = hashlib.sha256(data).hexdigest()
    return Document(
        path.name,
        sha256,
        "xlsx",
        tuple(found.tables),
        tuple(found.lines),
        tuple(found.findings),
    )
