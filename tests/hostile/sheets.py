"""Hostile workbooks, Markdown and office documents; heavy ones take a second or more."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator

from tests.hostile.pdfs import Case
from tests.read.workbooks import drawn, packed, parts_of, sheet_xml, written

READ = (0, 1, 2)  # it may be read: what is hostile in it is not looked at
MEGABYTE = 1 << 20
LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY a{n} '{'&a' + str(n - 1) + ';' if n else '&a;'}'>" for n in range(9))
    + "]>"
)
SCHEME = "file:"
FETCH = f"<!DOCTYPE x [<!ENTITY e SYSTEM '{SCHEME}///etc/hostname'>]>"


def cell(place: str, value: str = "<v>1</v>", more: str = "") -> str:
    return f"<c r='{place}' {more}>{value}</c>"


def row(number: int, inner: str) -> str:
    return f"<row r='{number}'>{inner}</row>"


def grid(rows: int, columns: int) -> str:
    """Cells without places, which count on by themselves."""
    return ("<row>" + "<c><v>1</v></c>" * columns + "</row>") * rows


def merged(*areas: str) -> bytes:
    inner = "".join(f"<mergeCell ref='{area}'/>" for area in areas)
    return written(sheet_xml(grid(3, 3), after=f"<mergeCells>{inner}</mergeCells>"))


def with_part(name: str, content: str | bytes) -> bytes:
    parts = parts_of(sheet_xml(grid(3, 3)))
    return packed({**parts, name: content})


def encrypted() -> bytes:
    data = bytearray(written(sheet_xml(grid(2, 2))))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        begin = data.find(mark)
        while begin >= 0:
            data[begin + at] |= 1
            begin = data.find(mark, begin + 4)
    return bytes(data)


def doubled() -> bytes:
    """Two sheets of one name in the archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in parts_of(sheet_xml(grid(3, 3))).items():
            archive.writestr(name, content)
        archive.writestr("xl/worksheets/SHEET1.xml", sheet_xml(grid(1, 1)))
    return data.getvalue()


def light() -> Iterator[Case]:
    """Each is one line, or read without what is hostile in it."""
    yield Case(
        "workbook: a document type that laughs", lambda: written(LAUGHS + sheet_xml("")), "part"
    )
    yield Case("workbook: an entity of a file", lambda: written(FETCH + sheet_xml("")), "part")
    yield Case(
        "workbook: elements 5,000 deep", lambda: written("<a>" * 5000 + "</a>" * 5000), "part"
    )
    yield Case("workbook: cut off XML", lambda: written(sheet_xml(grid(3, 3))[:-40]), "damaged")
    yield Case(
        "workbook: a cell beyond the last",
        lambda: written(sheet_xml(row(1, cell("XFE1")))),
        "no cell",
    )
    yield Case("workbook: row 0", lambda: written(sheet_xml("<row r='0'/>")), "no cell")
    yield Case(
        "workbook: one cell twice", lambda: written(sheet_xml(row(1, cell("A1") * 2))), "twice"
    )
    yield Case(
        "workbook: a text that is not there",
        lambda: written(sheet_xml(row(1, cell("A1", "<v>7</v>", "t='s'"))), ""),
        "names a text",
    )
    yield Case("workbook: merged over the whole sheet", lambda: merged("A1:XFD1048576"), codes=READ)
    yield Case("workbook: merged over each other", lambda: merged(*["A1:C3"] * 500), codes=READ)
    yield Case(
        "workbook: a table from one corner to the other",
        lambda: written(
            sheet_xml(
                row(1, cell("A1") + cell("XFD1"))
                + row(1048576, cell("A1048576") + cell("XFD1048576"))
            )
        ),
        codes=READ,
    )
    yield Case(
        "workbook: a ruled sheet as large as sheets go",
        lambda: written(
            sheet_xml(
                row(1, cell("A1")),
                after="<mergeCells><mergeCell ref='A1:B1048576'/><mergeCell ref='C1:XFD1'/></mergeCells>",
            )
        ),
        codes=READ,
    )
    yield Case("workbook: encrypted parts", encrypted, "encrypted")
    yield Case("workbook: two parts of one name", doubled, codes=READ)
    yield Case(
        "workbook: parts with paths that lead out",
        lambda: with_part("../../../evil.xml", "x"),
        codes=READ,
    )
    yield Case(
        "workbook: a sheet that is elsewhere",
        lambda: with_part(
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='../../../../etc/hostname'/></Relationships>",
        ),
        "missing",
    )
    yield Case(
        "workbook: a sheet of another machine",
        lambda: with_part(
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id='r1' Type='x/worksheet' TargetMode='External' Target='http://127.0.0.1/x'/></Relationships>",
        ),
        codes=READ,
    )
    yield Case(
        "workbook: no sheet",
        lambda: packed({"[Content_Types].xml": "", "xl/styles.xml": ""}),
        "without a workbook",
    )
    yield Case(
        "workbook: a number of 300 digits in a format of 900",
        lambda: written(
            sheet_xml(
                row(1, cell("A1", f"<v>{'9' * 300}</v>", "s='0'") + cell("B1", "<v>1e308</v>"))
            ),
            styles=f"<numFmts><numFmt numFmtId='170' formatCode='{'0.,' * 300}'/></numFmts><cellXfs><xf numFmtId='170'/></cellXfs>",
        ),
        codes=READ,
    )
    yield Case(
        "workbook: a macro that is not looked at",
        lambda: with_part("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" * 100),
        codes=READ,
    )
    yield Case("workbook: cut off", lambda: drawn([["a", "b"], [1, 2]])[:-200])
    yield Case(
        "Markdown: 900 strokes on 300 lines",
        lambda: b"|a" * 900 + b"\n" + b"|-" * 900 + b"\n" + (b"|x" * 900 + b"\n") * 300,
        codes=READ,
        slow=True,
    )
    yield Case(
        "Markdown: 3,000 tables within one another",
        lambda: b"# x\n\n" + b"<table><tr><td>" * 3000,
        codes=READ,
    )
    yield Case(
        "Markdown: stars and brackets without end",
        lambda: b"|a|b|\n|-|-|\n|" + b"*[(_~`<" * 20_000 + b"|x|",
        codes=READ,
    )
    yield Case("Markdown: GBK", lambda: "|序号|指标|\n|---|---|\n|1|甲|".encode("gbk"), "not UTF-8")


def heavy() -> Iterator[Case]:
    yield from light()
    yield Case(
        "workbook: a sheet that inflates to 1 GB",
        lambda: written(sheet_xml(" " * (1000 * MEGABYTE))),
        "inflates",
    )
    yield Case(
        "workbook: 20 parts of 60 MB",
        lambda: packed(
            {
                **parts_of(sheet_xml("")),
                **{f"xl/worksheets/s{n}.xml": " " * (60 * MEGABYTE) for n in range(20)},
            }
        ),
        codes=READ,
    )
    yield Case("workbook: a million cells", lambda: written(sheet_xml(grid(10_000, 100))))
    yield Case("workbook: 400,000 cells", lambda: written(sheet_xml(grid(20_000, 20))), codes=READ)
    yield Case("workbook: 40,000 rows", lambda: written(sheet_xml(grid(40_000, 3))), "rows")
    yield Case(
        "workbook: two million texts",
        lambda: written(sheet_xml(grid(3, 3)), "<si><t>x</t></si>" * 2_000_000),
        codes=READ,
    )
    yield Case(
        "workbook: a text of 30,000 letters in 100,000 cells",
        lambda: written(
            sheet_xml(("<row>" + "<c t='s'><v>0</v></c>" * 100 + "</row>") * 1000),
            f"<si><t>{'县' * 30_000}</t></si>",
        ),
        "characters",
    )
    yield Case(
        "workbook: 500,000 styles",
        lambda: written(
            sheet_xml(grid(3, 3)),
            styles="<cellXfs>" + "<xf numFmtId='14'/>" * 500_000 + "</cellXfs>",
        ),
        codes=READ,
    )
    yield Case(
        "workbook: 100,000 number formats",
        lambda: written(
            sheet_xml(grid(3, 3)),
            styles="<numFmts>"
            + "".join(f"<numFmt numFmtId='{n}' formatCode='0.0'/>" for n in range(100_000))
            + "</numFmts>",
        ),
        codes=READ,
    )
    yield Case(
        "workbook: 60,000 merged areas",
        lambda: merged(*(f"A{n}:B{n}" for n in range(1, 60_001))),
        "merged",
    )
    yield Case(
        "workbook: 30,000 parts",
        lambda: packed(
            {**parts_of(sheet_xml("")), **{f"x{n}": "" for n in range(30_000)}}, zipfile.ZIP_STORED
        ),
        "entries",
    )
    yield Case("workbook: 3,000 sheets", sheets, codes=READ)
    yield Case(
        "Markdown: a table of a million cells",
        lambda: b"|a" * 100 + b"\n" + b"|-" * 100 + b"\n" + (b"|x" * 100 + b"\n") * 10_000,
        "cells",
    )
    yield Case("Markdown: 20,000 tables", lambda: b"|a|b|\n|-|-|\n|1|2|\n\n" * 20_000, codes=READ)
    yield Case(
        "Markdown: table tags on 100,000 lines",
        lambda: b"# x\n" + b"<table>\n" * 100_000,
        codes=READ,
    )
    yield from office()


def sheets() -> bytes:
    """As many sheets, each listed and none there."""
    parts = parts_of(sheet_xml(grid(3, 3)))
    listed = "".join(f"<sheet name='s{n}' sheetId='{n}' r:id='r1'/>" for n in range(3000))
    book = str(parts["xl/workbook.xml"])
    return packed({**parts, "xl/workbook.xml": book.replace("<sheets>", f"<sheets>{listed}")})


def ole2(stream: str, size: int) -> bytes:
    """A compound file whose directory names one stream, filled with what is none."""
    sector = 512
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack(
        "<HHHHH6xIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *range(3, 127), 0xFFFFFFFE, 0xFFFFFFFF)
    entries = b""
    for name, kind, start, length in (("Root Entry", 5, 0xFFFFFFFE, 0), (stream, 2, 2, size)):
        text = name.encode("utf-16-le") + b"\0\0"
        entry = text.ljust(64, b"\0") + struct.pack(
            "<HBBIII", len(text), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, 1 if kind == 5 else 0xFFFFFFFF
        )
        entries += entry.ljust(116, b"\0") + struct.pack("<II", start, length) + bytes(4)
    return (
        head.ljust(sector, b"\0")
        + table
        + entries.ljust(sector, b"\0")
        + b"\xff\xa5\xec" * (sector * 120 // 3)
    )


def office() -> Iterator[Case]:
    """What LibreOffice is given; where it is not installed each is one line that says so."""
    rtf = rb"{\rtf1 \trowd\cellx2000\cellx4000\intbl A\cell B\cell\row "
    yield Case("office: a DOC of rubbish", lambda: ole2("WordDocument", 60_000))
    yield Case("office: an XLS of rubbish", lambda: ole2("Workbook", 60_000))
    yield Case("office: RTF 20,000 groups deep", lambda: rtf + b"{" * 20_000)
    yield Case(
        "office: RTF of 300,000 rows",
        lambda: rtf + rb"\intbl 1\cell 2\cell\row " * 300_000 + b"}",
        codes=READ,
    )
    yield Case(
        "office: RTF with a picture that says it is huge",
        lambda: rtf + rb"{\pict\wmetafile8\picw2000000000\pich2000000000 " + b"00" * 1000 + b"}}",
        codes=READ,
    )
    yield Case(
        "office: RTF that runs a program",
        lambda: (
            rtf
            + rb"{\field{\*\fldinst DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe /c calc}}{\object\objautlink\objupdate{\*\objclass Word.Document.8}{\*\objdata 0105}}}"
        ),
        codes=READ,
    )
    yield Case(
        "office: ODS that says it has a billion rows",
        lambda: packed(
            {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ODS}
        ),
        codes=READ,
    )


ODS = (
    "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
    "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "
    "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' office:version='1.2'>"
    "<office:body><office:spreadsheet><table:table table:name='a'>"
    "<table:table-row table:number-rows-repeated='1000000'>"
    "<table:table-cell table:number-columns-repeated='1000' office:value-type='string'>"
    "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
    "</office:spreadsheet></office:body></office:document-content>"
)
