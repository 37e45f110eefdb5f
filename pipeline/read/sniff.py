"""Tells what kind of document a file is, by its content and never by its name.

ZIP archives and compound files (OLE2, [MS-CFB]) are told apart by what lies in them, text by the
marks in it: an HTML page needs no head, Markdown may hold its tables as HTML.
"""

from __future__ import annotations

import io
import re
import struct
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pipeline.errors import LimitExceeded, SourceError, UsageError
from pipeline.messages import message
from pipeline.model import SourceKind
from pipeline.read.compound import stream_names
from pipeline.read.scan.folder import IMAGE_HEADS, folder_of
from pipeline.text.patterns import pattern

if TYPE_CHECKING:
    import zipfile

_PDF_HEAD = 1024  # a PDF's header stands within its first 1024 bytes (ISO 32000-1, annex H)
_TEXT_HEAD = 1_000_000  # bytes of a text that are looked at
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
_NOT_READ = {
    b"GIF8": "editions.gif",
    b"\x1f\x8b": "editions.gzip",
    b"PAR1": "editions.parquet",
}
MAX_ENTRIES = 10_000  # of an archive


def kind_of(path: Path) -> SourceKind:
    """The kind of a file; a folder is read for the page images in it.

    That a transcription is UTF-8 is for its reader to prove, as is every other promise of a kind.

    Raises:
        UsageError: there is no readable file, or a folder without page images.
        SourceError: it is empty, encrypted, or of a kind that is not read.
    """
    if path.is_dir():
        folder_of(path)
        return "image"
    if not path.is_file():
        is_there = path.exists()
        code = "editions.device" if is_there else "editions.missing"
        raise UsageError(code, where=path)
    try:
        with path.open("rb") as file:
            return _kind(file, path.name)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError("editions.unreadable", where=path, reason=reason) from error


def kind_of_data(data: bytes, name: str) -> SourceKind:
    """The kind of a document at hand; ``name`` is its file's, for messages.

    Raises:
        SourceError: as :func:`kind_of`.
    """
    return _kind(io.BytesIO(data), name)


def _kind(file: BinaryIO, name: str) -> SourceKind:
    head = file.read(_PDF_HEAD)
    if not head:
        raise SourceError("editions.empty", where=name)
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(_ZIP):
        return _kind_of_zip(file, name)
    if head.startswith(_OLE2):
        return _kind_of_ole2(file, name)
    if head.startswith(_RTF):
        return "office"
    if head.startswith(IMAGE_HEADS):
        return "image"
    for mark, code in _NOT_READ.items():
        if head.startswith(mark):
            raise _other(name, code)
    rest = file.read(_TEXT_HEAD - len(head))
    return _kind_of_text(head + rest, name)


def _other(name: str, code: str) -> SourceError:
    return SourceError("editions.other-kind", where=name, found=message(code))


# --- ZIP archives -------------------------------------------------------------------------------


def entries_of(file: BinaryIO, name: str) -> zipfile.ZipFile:
    """Opens an archive whose directory is no longer than a document's.

    Raises:
        SourceError: it has no directory.
        LimitExceeded: it has too many entries.
    """
    import zipfile

    _check_entries(file, name)
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error):
        raise SourceError("editions.archive-damaged", where=name) from None


_END_OF_DIRECTORY = b"PK\x05\x06"
_END_RECORD = 22  # bytes of the directory's end without its comment
_END_SIZE = _END_RECORD + 65_535  # with the longest comment
# Bytes of an entry: the fewest it can have, and those of a short one in a document.
_SHORTEST_ENTRY, _SHORT_ENTRY = 46, 200
_UNKNOWN_LENGTH = 0xFFFFFFFF


def _check_entries(file: BinaryIO, name: str) -> None:
    """Counts entries by the directory's end, before anything reads them all."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _END_SIZE))
    tail = file.read()
    at = tail.rfind(_END_OF_DIRECTORY)
    if at < 0 or len(tail) < at + _END_RECORD:
        return  # no directory: whoever opens it says so
    count, length = struct.unpack_from("<HI", tail, at + 10)
    if length < _UNKNOWN_LENGTH:
        count = max(count, length // _SHORT_ENTRY)
    else:
        count = length // _SHORTEST_ENTRY
    if count > MAX_ENTRIES:
        raise LimitExceeded("editions.archive-entries", where=name, count=count, most=MAX_ENTRIES)


def _kind_of_zip(file: BinaryIO, name: str) -> SourceKind:
    with entries_of(file, name) as archive:
        listed = archive.infolist()
    names = {entry.filename.replace("\\", "/") for entry in listed}
    if "mimetype" in names and "content.xml" in names:
        return "office"
    kind = _kind_of_package(names, name)
    if kind is not None:
        return kind
    is_ofd = "OFD.xml" in names
    raise _other(name, "editions.ofd" if is_ofd else "editions.zip")


def _kind_of_package(names: set[str], name: str) -> SourceKind | None:
    """The kind of an Office Open XML package; None for an archive that is none, or of no kind."""
    folders: set[str] = set()
    for entry in names:
        folder, slash, _ = entry.partition("/")
        if slash:
            folders.add(folder.lower())
    if "[Content_Types].xml" not in names and "_rels" not in folders:
        return None
    if "word" in folders:
        return "docx"
    if "xl" in folders:
        is_binary = any(entry.lower() == "xl/workbook.bin" for entry in names)
        return "office" if is_binary else "xlsx"
    if "ppt" in folders:
        raise _other(name, "editions.slides")
    return None


# --- compound files: DOC, XLS, WPS, ET ----------------------------------------------------------

_STREAMS = {"WordDocument", "Workbook", "Book"}


def _kind_of_ole2(file: BinaryIO, name: str) -> SourceKind:
    streams = set(stream_names(file))
    if "EncryptedPackage" in streams:
        raise SourceError("editions.encrypted", where=name)
    if streams & _STREAMS:
        return "office"
    has_slides = "PowerPoint Document" in streams
    raise _other(name, "editions.slides" if has_slides else "editions.ole2")


# --- text ---------------------------------------------------------------------------------------

# What may stand before a page: a declaration of XML, comments.
_PREFACE = pattern(r"(?:\s|<\?xml(?!-)[^>]*>|<!--.{0,5000}?-->)*", re.DOTALL)
_FLAT_OFFICE = pattern(
    r"<\?mso-application|<w:wordDocument|<pkg:package|<office:document"
    r"|<(?:ss:)?Workbook[^>]*urn:schemas-microsoft-com:office:spreadsheet"
)
_PAGE = pattern(r"<(?:!doctype\s+html|html|head|body|meta|title|link|style)\b", re.IGNORECASE)
_DOCTYPE = pattern(r"<(?:!doctype\s+html|head|meta|title|style)\b", re.IGNORECASE)
_END_OF_PAGE = pattern(r"</html\s*>", re.IGNORECASE)
_BLOCK = pattern(r"</?(?:p|div|td|tr|center|span|font|ul|h[1-6]|section)\b", re.IGNORECASE)
_TABLE = pattern(r"<table\b.*?(?:</table\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_WRAPPER = pattern(r"</?(?:html|body|table|tbody|br)\b[^>]*>", re.IGNORECASE)
_CELL = pattern(r"</?t[dr]\b", re.IGNORECASE)
_MIME = pattern(r"(?:[\w-]+:[^\n]*\n|[ \t][^\n]*\n){0,40}?content-type:\s*multipart/", re.I)
_MARK = pattern(r"^(?:#{1,6}\s|!\[|[-*]\s|\*\*)", re.MULTILINE)
_PIPE_ROW = pattern(r"^[ \t]*\|", re.MULTILINE)
_PIPE_RULE = pattern(
    r"^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?::?-+:?)?[ \t]*\r?$", re.MULTILINE
)


def _kind_of_text(head: bytes, name: str) -> SourceKind:
    text = _readable(head)
    start = _PREFACE.match(text)
    begins = text[start.end() :] if start else text
    is_page = _PAGE.match(begins) is not None
    if not is_page and _FLAT_OFFICE.search(text[:4000]):
        return "office"
    if _MIME.match(text):
        return "html"
    if is_page or _CELL.search(text):
        return _kind_of_tags(text, begins)
    is_binary = b"\0" in head[:_PDF_HEAD]
    if is_binary and not head.startswith(_UTF16):
        raise SourceError("editions.unknown-kind", where=name)
    if _PIPE_RULE.search(text):
        rows = _PIPE_ROW.findall(text)
        if len(rows) > 1:
            return "markdown"
    if begins.startswith("<") and _BLOCK.match(begins):
        return "html"
    return "transcription"


def _readable(head: bytes) -> str:
    """The text as far as marks go, which are ASCII in every encoding but UTF-16."""
    if head.startswith(_UTF16):
        return head.decode("utf-16", "replace")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _kind_of_tags(text: str, begins: str) -> SourceKind:
    """Whether text with tags is a page, or Markdown whose tables are in tags.

    Markdown has text between its tables that is in no element.
    """
    if _PAGE.match(begins):
        page, *rest = _END_OF_PAGE.split(begins, maxsplit=1)
        is_fragment = bool(rest) and not _DOCTYPE.search(page)
        goes_on = is_fragment and rest[0].strip()
        return "markdown" if goes_on else "html"
    beside = _TABLE.sub("\n", text)
    is_marked = _MARK.search(beside) is not None
    if not is_marked and _BLOCK.search(beside):
        return "html"
    words = _WRAPPER.sub("", beside).strip()
    return "markdown" if words else "html"
