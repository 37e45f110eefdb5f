"""Hostile DOCX files and HTML pages: bombs, references to what lies outside, grids without end."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator

from tests.hostile.make import MEGABYTE
from tests.hostile.pdfs import Case
from tests.read.packed import NAMES, TYPES, docx, p, packed, r, tbl, tc, tr

HEAD = "<table><tr><td>a<td>b</tr>"


def parts(main: str | bytes, **more: str | bytes) -> Callable[[], bytes]:
    """A DOCX file of this main part and others."""
    others = {f"word/{name}.xml": content for name, content in more.items()}
    return lambda: packed({"[Content_Types].xml": TYPES, "word/document.xml": main, **others})


def whole(body: str) -> Callable[[], bytes]:
    return lambda: docx(body)


def declared(subset: str, text: str) -> str:
    """A main part with a document type, whose text is the entity."""
    return f"<!DOCTYPE w:document [{subset}]><w:document {NAMES}><w:body>{p(text)}</w:body></w:document>"


def laughs() -> str:
    names = [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)]
    return declared('<!ENTITY l0 "ha">' + "".join(names), "&l9;")


def spoilt_archive(mark: bytes, at: int, form: str, *values: int) -> Callable[[], bytes]:
    """A sound file some of whose directory's fields are others."""

    def make() -> bytes:
        data = bytearray(docx(tbl(tr("a", "b"))))
        struct.pack_into(form, data, data.rindex(mark) + at, *values)
        return bytes(data)

    return make


def inflating(name: str, megabytes: int) -> Callable[[], bytes]:
    """A part of white space that inflates."""
    return parts(f"<w:document {NAMES}/>", **{name: b"<a>" + b" " * (megabytes * MEGABYTE)})


def paths() -> bytes:
    """Parts whose names lead out of the archive; none is written anywhere."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for name in ("[Content_Types].xml", "word/x", "../../../tmp/out", "/etc/out", "C:\\out"):
            archive.writestr(name, "<a/>")
    return sink.getvalue()


def macros() -> bytes:
    """A document with macros and an embedded program, which are parts like others and never opened."""
    return packed(
        {
            "[Content_Types].xml": TYPES,
            "word/document.xml": f"<w:document {NAMES}><w:body/></w:document>",
            "word/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(1000),
            "word/embeddings/oleObject1.bin": b"MZ" + bytes(1000),
        }
    )


def nested_tables(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth


def styles_in_a_ring() -> Callable[[], bytes]:
    one = '<w:style w:type="paragraph" w:styleId="{}"><w:basedOn w:val="{}"/></w:style>'
    ring = f"<w:styles {NAMES}>{one.format('a', 'b')}{one.format('b', 'a')}</w:styles>"
    body = p("x", properties='<w:pStyle w:val="a"/>')
    return parts(f"<w:document {NAMES}><w:body>{body}</w:body></w:document>", styles=ring)


def wide(columns: int) -> str:
    return tc("a", properties=f'<w:gridSpan w:val="{columns}"/>')


def light() -> Iterator[Case]:
    """Those that take no time to make."""
    yield Case("docx: billion laughs", parts(laughs()), "declares a document type")
    outside = '<!ENTITY x SYSTEM "/etc/passwd">'
    yield Case("docx: an external entity", parts(declared(outside, "&x;")), "document type")
    fetched = '<!ENTITY % x SYSTEM "http://192.0.2.1/x.dtd"> %x;'
    yield Case("docx: an external DTD", parts(declared(fetched, "x")), "document type")
    utf16 = laughs().encode("utf-16")
    yield Case("docx: billion laughs in UTF-16", parts(utf16), "declares a document type")
    yield Case("docx: paths out of the archive", paths, "no text of a document")
    yield Case("docx: macros", macros, "no ruled table")
    yield Case("docx: no XML", parts(b"\0\1\2"), "word/document.xml in it is damaged")
    yield Case("docx: cut off", lambda: docx(tbl(tr("a")))[:-40], "damaged or truncated")
    yield Case("docx: XML cut off", parts(f"<w:document {NAMES}><w:body>"), "is damaged")
    yield Case("docx: tables 300 deep", whole(nested_tables(300)), "nested more than 200 deep")
    yield Case("docx: elements 20,000 deep", parts("<a>" * 20_000), "damaged")
    yield Case("docx: a span of 2,000 columns", whole(tbl(tr(wide(2_000)))), "1,000 columns")
    yield Case("docx: a span of 10^30", whole(tbl(tr(wide(10**30)))), "no table is on the form")
    yield Case("docx: styles in a ring", styles_in_a_ring(), "no ruled table")
    many = spoilt_archive(b"PK\5\6", 8, "<HH", 65_000, 65_000)
    yield Case("docx: says it has 65,000 entries", many, "65,000 entries, more than 10,000")
    encrypted = spoilt_archive(b"PK\1\2", 8, "<H", 1)
    yield Case("docx: an encrypted entry", encrypted, "")
    method = spoilt_archive(b"PK\1\2", 10, "<H", 99)
    yield Case("docx: compressed in an unknown way", method, "")
    yield Case("html: nothing", lambda: b"<html></html>", "no ruled table")
    yield Case("html: elements 300 deep", lambda: b"<div>" * 300, "nested more than 200 deep")
    yield Case("html: entities", lambda: html(laughs()), "no ruled table")
    yield Case("html: outside references", outside_references, "no table is on the form")
    yield Case("html: a colspan of 10^30", lambda: html(f"{HEAD}<tr><td colspan={10**30}>c"), "")
    yield Case("html: NUL bytes", lambda: b"<table>" + bytes(500) + b"<tr><td>a", "")


def html(text: str) -> bytes:
    return f"<!DOCTYPE html><html><body>{text}".encode()


def outside_references() -> bytes:
    """What a browser would fetch or run."""
    return html(
        "<base href='http://192.0.2.1/'><link rel=stylesheet href=a.css><img src=a.png>"
        "<script src=a.js></script><iframe src=b.html></iframe><object data=c></object>"
        f"<meta http-equiv=refresh content='0;url=http://192.0.2.1/'>{HEAD}<tr><td>c<td>d</table>"
    )


def heavy() -> Iterator[Case]:
    """Those that take a second or more to make or to refuse."""
    yield Case("docx: a main part of 100 MB", large_text, "more than 64 MB; --max-stream")
    yield Case("docx: styles of 100 MB", inflating("styles", 100), "more than 64 MB")
    rows = f"<w:tbl>{'<w:tr><w:tc><w:p/></w:tc></w:tr>' * 40_000}</w:tbl>"
    yield Case("docx: 40,000 rows", whole(rows), "more than 30,000 rows")
    spans = wide(900) * 1
    yield Case("docx: 27,000,000 positions", whole(tbl(*[tr(spans)] * 2_000)), "1,000,000 cells")
    runs = f"<w:p>{'<w:r><w:t>x</w:t></w:r>' * 700_000}</w:p>"
    yield Case("docx: 1,400,000 elements", whole(runs), "more than 1,000,000 elements")
    yield Case("docx: a paragraph of 9 MB", whole(p(r("工" * 3_000_000))), "no ruled table")
    yield Case("html: 40,000 rows", lambda: html(HEAD + "<tr><td>a<td>b" * 40_000), "30,000 rows")
    wide_rows = "<tr>" + "<td>x" * 40
    yield Case("html: 1,600,000 cells", lambda: html("<table>" + wide_rows * 25_000), "")
    tall = "<td rowspan=30000 colspan=30>x"
    spanned = f"<table><tr>{tall * 3}{'<tr><td>y' * 20_000}"
    yield Case("html: spans of 1,800,000", lambda: html(spanned), "more than 1,000,000 cells")
    yield Case("html: 2,000,000 divs", lambda: html("<div>a</div>" * 2_000_000), "elements")
    yield Case("html: tables in tables", lambda: html(("<table><tr><td>a<td>" * 90) * 3), "")
    yield Case("html: a text of 60 MB", lambda: html("工业" * 10_000_000), "--max-memory")
    yield Case("html: comments that never end", lambda: html("<!--" * 5_000_000), "")
    yield Case("html: attributes", lambda: html("<p " + "a=b " * 3_000_000 + ">"), "")
    yield Case("html: fonts 60,000 deep", lambda: html("<font>" * 60_000), "")


def large_text() -> bytes:
    return docx(p(r("x" * (100 * MEGABYTE))))
