"""What LibreOffice is given: the kind of an office document, told by its content."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pipeline.errors import SourceError
from pipeline.messages import message
from pipeline.read.archive import Archive
from pipeline.sandbox.limits import Limits

Target = Literal["docx", "xlsx"]
_HEAD = 100_000  # bytes in which the root of an XML document stands
_OLE2 = b"\xd0\xcf\x11\xe0"
# How a document of Word 6 or 95 begins; with 0xA5EC what Word has written since ([MS-DOC] 2.5.1).
_OLD_WORD = re.compile(rb"\xdc\xa5[\x65-\x69]\x00")
_SECTOR = 64  # the smallest in a compound file


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document.

    Its name, the ending and the filter that LibreOffice knows it by, what it is made into. Without
    a filter LibreOffice takes what is damaged for plain text, and gives rows of rubbish.
    """

    name: str
    ending: str
    target: Target
    reads: str


_DOC = Kind("DOC", "doc", "docx", "MS Word 97")
_XLS = Kind("XLS", "xls", "xlsx", "MS Excel 97")
_OLD_DOC = Kind("Word 6 or 95 document", "doc", "docx", "MS Word 95")
_OLD_XLS = Kind("Excel 5 or 95 workbook", "xls", "xlsx", "MS Excel 95")
_RTF = Kind("RTF", "rtf", "docx", "Rich Text Format")
_XLSB = Kind("XLSB", "xlsb", "xlsx", "Calc MS Excel 2007 Binary")
_OPEN = {
    b"application/vnd.oasis.opendocument.text": Kind("ODT", "odt", "docx", "writer8"),
    b"application/vnd.oasis.opendocument.text-template": Kind(
        "OTT", "ott", "docx", "writer8_template"
    ),
    b"application/vnd.oasis.opendocument.spreadsheet": Kind("ODS", "ods", "xlsx", "calc8"),
    b"application/vnd.oasis.opendocument.spreadsheet-template": Kind(
        "OTS", "ots", "xlsx", "calc8_template"
    ),
}
_FLAT = (
    (
        b"urn:schemas-microsoft-com:office:spreadsheet",
        Kind("Excel 2003 XML", "xml", "xlsx", "MS Excel 2003 XML"),
    ),
    (b"office:spreadsheet", Kind("FODS", "fods", "xlsx", "OpenDocument Spreadsheet Flat XML")),
    (b"w:wordDocument", Kind("Word 2003 XML", "xml", "docx", "MS Word 2003 XML")),
    (b"pkg:package", Kind("Word XML", "xml", "docx", "MS Word 2007 XML")),
    (b"office:text", Kind("FODT", "fodt", "docx", "OpenDocument Text Flat XML")),
    (b"office:document", Kind("FODT", "fodt", "docx", "OpenDocument Text Flat XML")),
)


def kind_of(data: bytes, name: str) -> Kind:
    """The kind of an office document; ``name`` is its file's, for messages.

    Raises:
        SourceError: it is none that is read.
    """
    found = _kind(data, name)
    if found is None:
        raise SourceError("editions.other-kind", where=name, found=message("sheets.other-office"))
    return found


def _kind(data: bytes, name: str) -> Kind | None:
    if data.startswith(b"{\\rtf"):
        return _RTF
    if data.startswith(_OLE2):
        return _kind_of_compound(data)
    if data.startswith(b"PK"):
        return _kind_of_archive(data, name)
    head = data[:_HEAD].replace(b"\0", b"")
    return next((kind for mark, kind in _FLAT if mark in head), None)


def _kind_of_compound(data: bytes) -> Kind:
    """The kind of a compound file, by the streams that its directory names."""
    if _names(data, "WordDocument"):
        old = any(mark.start() % _SECTOR == 0 for mark in _OLD_WORD.finditer(data))
        return _OLD_DOC if old else _DOC
    if _names(data, "Workbook"):
        return _XLS
    return _OLD_XLS if _names(data, "Book") else _DOC


def _names(data: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") + b"\0\0" in data


def _kind_of_archive(data: bytes, name: str) -> Kind | None:
    archive = Archive(data, name, Limits())
    if "xl/workbook.bin" in archive.names:
        return _XLSB
    return _OPEN.get((archive.part("mimetype") or b"").strip())
