"""Kinds of documents, told by content whatever the name says."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest

from pipeline.errors import LimitExceeded, PipelineError, SourceError, UsageError
from pipeline.read import sniff
from tests.read.packed import TYPES, packed

PIPES = "| 序号 | 指标 |\n| --- | :-: |\n| 1 | 工业 |\n"
CELLS = "<table><tr><td>1</td><td>工业</td></tr></table>"


def kind(data: bytes | str) -> str:
    return sniff.kind_of_data(data if isinstance(data, bytes) else data.encode(), "x")


def compound(*streams: str, shift: int = 9) -> bytes:
    """A compound file (OLE2) whose directory names these streams, four to a sector of 512 bytes."""
    size = 1 << shift
    names = ["Root Entry", *streams]
    per_sector = size // 128
    sectors = [names[n : n + per_sector] for n in range(0, len(names), per_sector)]
    header = bytearray(size)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, shift)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    chain = [0xFFFFFFFD, *range(2, len(sectors) + 1), 0xFFFFFFFE]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(size, b"\xff")
    directory = b"".join(entry(name) for sector in sectors for name in sector)
    return bytes(header) + table + directory.ljust(len(sectors) * size, b"\0")


def entry(name: str) -> bytes:
    data = name.encode("utf-16-le")
    return data.ljust(64, b"\0") + struct.pack("<H", len(data) + 2).ljust(64, b"\0")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["[Content_Types].xml", "word/document.xml"], "docx"),
        (["[Content_Types].xml", "word\\document.xml"], "docx"),
        (["[Content_Types].xml", "xl/workbook.xml"], "xlsx"),
        (["[Content_Types].xml", "xl/workbook.bin"], "office"),
        (["mimetype", "content.xml"], "office"),
    ],
)
def test_archives_are_told_by_their_parts(names: list[str], expected: str) -> None:
    if "\\" in names[1]:
        data = packed({names[0]: TYPES, "word/document.xml": ""})
        assert kind(data.replace(b"word/document.xml", b"word\\document.xml")) == expected
    assert kind(packed(dict.fromkeys(names, TYPES))) == expected


@pytest.mark.parametrize("shift", [9, 12])
@pytest.mark.parametrize("stream", ["WordDocument", "Workbook", "Book"])
def test_compound_files_are_told_by_their_streams(stream: str, shift: int) -> None:
    others = [f"stream {n}" for n in range(40)]
    assert kind(compound(*others, stream, shift=shift)) == "office"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (compound("EncryptedPackage", "EncryptionInfo"), "is encrypted"),
        (compound("PowerPoint Document"), "a presentation"),
        (compound("Other"), "an old Office document of another kind"),
        (compound("WordDocument")[:520], "an old Office document of another kind"),
        (packed({"[Content_Types].xml": TYPES, "ppt/presentation.xml": ""}), "a presentation"),
        (packed({"OFD.xml": "", "Doc_0/Document.xml": ""}), "an OFD document"),
        (packed({"a.txt": "x"}), "a ZIP archive"),
        (packed({"word/document.xml": "x"})[:-30], "damaged or truncated"),
        (b"GIF89a", "a GIF image"),
        (b"\x00\x01\x02", "not a document of a kind that is read; convert it"),
        (b"", "empty file"),
    ],
)
def test_other_files_are_named(data: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        kind(data)
    assert str(caught.value).startswith("x: ")


def test_a_ring_of_sectors_ends() -> None:
    data = bytearray(compound(*[f"stream {n}" for n in range(20)]))
    struct.pack_into("<I", data, 512 + 4 * 3, 1)
    with pytest.raises(SourceError, match="an old Office document"):
        kind(bytes(data))


def test_an_archive_of_very_many_entries_is_not_opened() -> None:
    data = bytearray(packed({"a": ""}))
    at = data.rindex(b"PK\x05\x06")
    struct.pack_into("<HH", data, at + 8, 60_000, 60_000)
    with pytest.raises(LimitExceeded, match="60,000 entries, more than 10,000"):
        kind(bytes(data))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("序号\t指标\n1\t工业\n", "transcription"),
        ("# 通知\n\n正文。\n", "transcription"),
        ("序号\t指标\n1\t<5\n", "transcription"),
        ("<!DOCTYPE html><p>x", "html"),
        ("\ufeff\n<!-- 首页 -->\n<HTML><head>", "html"),
        ('<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN">', "html"),
        (CELLS, "html"),
        (f"<div>{CELLS}</div>", "html"),
        (f"<p>通知</p>\n{CELLS}", "html"),
        (f'<%@ page language="java" %>\n<div>\n{CELLS}</div>', "html"),
        (f"<html xmlns:w='x'><body><p>a</p>{CELLS}</body></html>", "html"),
        ("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x", "html"),
        (PIPES, "markdown"),
        (f"# 通知\n\n{PIPES}", "markdown"),
        ("序号 | 指标\n--- | ---\n1 | 工业\n| 2 | 农业 |\n| 3 | 水利 |\n", "markdown"),
        (f"# 通知\n\n{CELLS}\n\n说明。\n", "markdown"),
        (f"通知正文。\n\n{CELLS}", "markdown"),
        (f"<html><body>{CELLS}</body></html>\n\n说明：满分100分。\n", "markdown"),
        (f"## 附件\n\n<div align='center'>\n\n{CELLS}\n\n</div>", "markdown"),
        ("{\\rtf1\\ansi}", "office"),
        (
            '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>',
            "office",
        ),
    ],
)
def test_texts_are_told_by_their_marks(text: str, expected: str) -> None:
    assert kind(text) == expected


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_marks_are_seen_in_any_encoding(encoding: str) -> None:
    assert kind(f"<html><body>通知{CELLS}".encode(encoding)) == "html"


def test_a_pdf_is_told_behind_other_bytes() -> None:
    assert kind(b"\r\n" * 100 + b"%PDF-1.4") == "pdf"


def test_the_name_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "attachment.doc"
    path.write_text(CELLS, "utf-8")
    assert sniff.kind_of(path) == "html"


def test_what_is_no_file_is_a_wrong_call(tmp_path: Path) -> None:
    for path, says in ((tmp_path, "a directory"), (tmp_path / "none", "no such file")):
        with pytest.raises(UsageError, match=says):
            sniff.kind_of(path)


def test_random_bytes_have_a_kind_or_are_refused_in_one_line() -> None:
    for head in (
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"PK\x05\x06",
        b"<table",
        b"<td",
    ):
        for length in (0, 3, 20, 600):
            data = head + bytes(range(256)) * 3
            found = "ok"
            try:
                sniff.kind_of_data(data[: len(head) + length], "x")
            except PipelineError as error:
                found = str(error)
            assert "\n" not in found


def test_an_archive_is_opened_from_any_stream() -> None:
    archive = sniff.entries_of(io.BytesIO(packed({"a": "b"})), "x")
    assert archive.namelist() == ["a"]
