"""DOC, WPS, RTF, ODT → DOCX, and XLS, ET, ODS → XLSX by LibreOffice; then their readers.

LibreOffice opens a stranger's file, so it runs in a process of its own with a profile of its own,
in which no macro, script, link or update is followed, without a network where the system can take
it away, and within the limits of time and memory. See :mod:`pipeline.read.office.keeper`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from pipeline.errors import SourceError
from pipeline.messages import message
from pipeline.model import Document, Finding
from pipeline.read.office.conversion import convert
from pipeline.read.office.kinds import kind_of
from pipeline.read.office.lost import lost_tables
from pipeline.read.sniff import kind_of_data
from pipeline.sandbox.limits import Limits

_READERS = {"docx": "pipeline.read.docx", "xlsx": "pipeline.read.sheet"}


def read(path: Path, data: bytes, limits: Limits) -> Document:
    """The document as the reader of what LibreOffice makes of it reads it.

    Raises:
        SourceError: LibreOffice is not installed, or makes nothing of the file.
        LimitExceeded: it takes more time or memory than is allowed.
    """
    kind = kind_of(data, path.name)
    converted = convert(data, kind, path.name, limits)
    if kind_of_data(converted, path.name) != kind.target:
        raise SourceError("sheets.not-converted", where=path.name)
    reader: Callable[[Path, bytes, Limits], Document]
    reader = import_module(_READERS[kind.target]).read
    document = reader(path, converted, limits)
    said = [Finding("info", "converted", message("sheets.converted", kind=kind.name))]
    if kind.ending == "doc":
        said += lost_tables(data, document)
    sha256 = hashlib.sha256(data).hexdigest()
    return replace(document, kind="office", sha256=sha256, findings=(*said, *document.findings))
