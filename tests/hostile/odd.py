"""More hostile PDFs: numbers and references that no program writes; little files that take all the time there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tests.hostile.build import deflated, one_page, pdf, stream, table
from tests.hostile.make import (
    IDENTITY,
    KIDS,
    MEGABYTE,
    again,
    bomb,
    cmap,
    encrypted,
    font,
    nested,
    page,
    spoilt,
    type0,
)
from tests.hostile.pdfs import Case
from tests.hostile.updates import chained, updated

DIGITS = b"9" * 5000  # more than Python turns into a number
EMPTY = {1: KIDS, 2: b"<</Type/Pages/Kids[]/Count 0>>"}
Make = Callable[[], bytes]


def with_streams(
    objects: Mapping[int, bytes],
    packed: Mapping[int, int],
    widths: bytes = b"1 4 2",
    more: bytes = b"",
) -> bytes:
    """A file with a cross-reference stream; ``packed`` says which objects lie in object stream 5, and where in it."""
    body, places = b"%PDF-1.7\n", {}
    for number, data in objects.items():
        places[number] = len(body)
        body += b"%d 0 obj\n" % number + data + b"\nendobj\n"
    own, start = 9, len(body)
    places[own] = start
    entries = b""
    for number in range(own + 1):
        kind, at, index = (
            (2, 5, packed[number]) if number in packed else (1, places.get(number, 0), 0)
        )
        entries += (
            bytes([kind if number in packed or number in places else 0])
            + at.to_bytes(4, "big")
            + index.to_bytes(2, "big")
        )
    head = b"/Type/XRef/W[" + widths + b"]/Size 10/Root 1 0 R" + more
    return (
        body + b"9 0 obj\n" + stream(entries, head) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
    )


def packed(extra: bytes = b"", itself: bool = False, count: bytes = b"2") -> bytes:
    """The page tree in an object stream, which may extend itself or lie in itself."""
    tree, leaf = (
        EMPTY[2].replace(b"[]/Count 0", b"[3 0 R]/Count 1"),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>",
    )
    head = b"2 0 3 %d " % (len(tree) + 1)
    held = stream(
        head + tree + b" " + leaf, b"/Type/ObjStm/N " + count + b"/First %d" % len(head) + extra
    )
    places = {2: 0, 3: 1}
    return (
        with_streams({1: KIDS}, {**places, 5: 2})
        if itself
        else with_streams({1: KIDS, 5: held}, places)
    )


def acting() -> bytes:
    """Everything in a PDF that acts when it is opened."""
    action = b"<</S/JavaScript/JS(app.launchURL('http://localhost'))/Next<</S/Launch/F(/bin/sh)>>>>"
    names = b"<</EmbeddedFiles<</Names[(../../evil)6 0 R]>>/JavaScript<</Kids[1 0 R]>>>>"
    more = b"/OpenAction" + action + b"/AA<</WC" + action + b">>/Names" + names + b"/Outlines 1 0 R"
    return one_page(
        stream(table()), more={6: b"<</Type/Filespec/F(../../evil)/EF<</F 4 0 R>>>>"}
    ).replace(
        b"/Type/Catalog", b"/Type/Catalog" + more + b"/AcroForm<</XFA 4 0 R/Fields[1 0 R]>>", 1
    )


def image(data: bytes, filters: bytes) -> Make:
    head = b"/Type/XObject/Subtype/Image/Width 99999/Height 99999/ColorSpace/DeviceGray/BitsPerComponent 1/Filter"
    content = stream(table() + b"q 100 0 0 100 50 20 cm /I1 Do Q")
    return lambda: one_page(
        content, more={6: stream(data, head + filters)}, resources=b"/XObject<</I1 6 0 R>>"
    )


def coloured(content: bytes, space: bytes, more: Mapping[int, bytes] | None = None) -> Make:
    held = {6: space, **(more or {})}
    return lambda: one_page(
        stream(content + table()), more=held, resources=b"/ColorSpace<</C 6 0 R>>"
    )


def drawn(content: bytes, box: bytes = b"300 200") -> Make:
    return lambda: one_page(deflated(content), b"/MediaBox[0 0 " + box + b"]")


def numbers() -> Iterator[Case]:
    """Numbers, names and references that no program writes."""
    for size in (
        b"nan",
        b"inf",
        b"-inf",
        b"1e5",
        b"--5",
        b"0x10",
        b"-300",
        DIGITS,
        b"0." + b"0" * 5000 + b"1",
    ):
        yield Case(f"media box with {size[:8].decode()}", page(b"/MediaBox[0 0 " + size + b" 200]"))
    yield Case("media box the other way round", page(b"/MediaBox[300 200 0 0]"))
    yield Case(
        "crop box elsewhere", page(b"/MediaBox[0 0 300 200]/CropBox[10000 10000 10001 10001]")
    )
    for what, old, new in (
        ("length", b"/Length", b"/Length " + DIGITS + b" %"),
        ("length below zero", b"/Length", b"/Length -" + DIGITS + b" %"),
        ("kid", b"[3 0 R", b"[" + DIGITS + b" 0 R"),
        ("generation", b"[3 0 R", b"[3 " + DIGITS + b" R"),
        ("object", b"4 0 obj", DIGITS + b" 0 obj"),
        ("place of the table", b"startxref\n", b"startxref\n" + DIGITS),
        ("size", b"/Size 6", b"/Size " + DIGITS),
        ("count", b"/Count 1", b"/Count " + DIGITS),
        ("length of the table", b"xref\n0 6", b"xref\n0 " + DIGITS),
        ("entry of the table", b" 00000 n ", b" " + DIGITS + b" n "),
    ):
        yield Case(f"5,000 digits as {what}", spoilt(old, new))
    yield Case(
        "5,000 digits in the content",
        page(b"", DIGITS + b" 0 m " + DIGITS + b".5 w /F1 " + DIGITS + b" Tf " + table()),
    )
    yield Case("count of two thousand million", spoilt(b"/Count 1", b"/Count 2000000000"))
    yield Case("NULs in names", page(b"/X#00Y/Z\0", b"/F1\0 8 Tf " + table()))
    yield Case(
        "a name of a hundred thousand NULs", page(b"", b"/" + b"#00" * 100_000 + b" gs " + table())
    )
    yield Case(
        "page labels in a ring",
        spoilt(b"/Type/Catalog", b"/Type/Catalog/PageLabels 1 0 R/Kids[1 0 R]/Nums[0 1 0 R]"),
    )
    yield Case("scripts, programs, embedded files", acting)
    yield Case("a header far inside", lambda: b"x" * 1000 + one_page(stream(table())))
    yield Case(
        "a ZIP archive before the header",
        lambda: b"PK\3\4" + b"x" * 500 + one_page(stream(table())),
    )


def references() -> Iterator[Case]:
    """Object streams, cross-reference streams and tables; filters; encryption."""
    yield Case("object stream that extends itself", lambda: packed(b"/Extends 5 0 R"))
    yield Case("object stream within itself", lambda: packed(itself=True))
    yield Case("object stream of a thousand million objects", lambda: packed(count=b"999999999"))
    yield Case(
        "cross-reference stream of huge fields",
        lambda: with_streams(EMPTY, {}, b"999999999 999999999 9"),
    )
    yield Case(
        "cross-reference stream of fields below zero", lambda: with_streams(EMPTY, {}, b"-1 -4 -2")
    )
    yield Case("900 cross-reference tables", lambda: chained(900))
    yield Case("1,000 updates of a page", lambda: updated(1_000))
    yield Case("5,000 cross-reference tables", lambda: chained(5_000))
    yield Case(
        "200 filters that each inflate",
        lambda: bomb(b"[" + b"/FlateDecode" * 200 + b"]", nested(200, 100)),
    )
    yield Case("crypt filter", lambda: bomb(b"[/Crypt]/DecodeParms[<</Name/Nobody>>]", table()))
    yield Case(
        "image that is no JBIG2",
        image(
            b"\x97JB2\r\n\x1a\n" + b"\xff" * 99, b"/JBIG2Decode/DecodeParms<</JBIG2Globals 6 0 R>>"
        ),
    )
    yield Case(
        "image that is no JPEG 2000",
        image(b"\0\0\0\x0cjP  \r\n\x87\n\xff\x4f\xff\x51" + b"\x7f" * 40, b"/JPXDecode"),
    )
    yield Case(
        "colour space in a ring",
        coloured(b"/C cs /C CS 1 sc " * 100, b"[/Indexed 6 0 R 255 6 0 R]"),
    )
    yield Case(
        "colour of 50,000 inks",
        coloured(b"/C cs 1 scn ", b"[/DeviceN[" + b"/a" * 50_000 + b"]/DeviceRGB 6 0 R]"),
    )
    yield Case("encrypted as of 2020, with nonsense", lambda: encrypted(MODERN), "encrypted")
    yield Case(
        "encrypted with lengths that lie",
        lambda: encrypted(
            b"/Filter/Standard/V 2/R 3/Length 999999999/O(x)/U()/P 99999999999999999999"
        ),
    )


MODERN = b"/Filter/Standard/V 5/R 6/Length 256/P -1/O(%s)/U(%s)/OE(%s)/UE(%s)/Perms(%s)" % (
    *(b"x" * 48, b"y" * 48, b"z" * 32, b"w" * 32, b"p" * 16),
)
MODERN += b"/CF<</StdCF<</CFM/AESV3>>>>/StmF/StdCF/StrF/StdCF"


def light() -> Iterator[Case]:
    """Read or refused at once."""
    yield from numbers()
    yield from references()


def heavy() -> Iterator[Case]:
    """Those that take seconds, or all the time there is."""
    yield from structures()
    yield from contents()
    yield from places()
    yield from fonts()


def structures() -> Iterator[Case]:
    yield Case(
        "cross-reference stream of no fields",
        lambda: with_streams(EMPTY, {}, b"0 0 0", b"/Index[0 999999999]"),
    )
    yield Case(
        "cross-reference stream of endless ranges",
        lambda: with_streams(EMPTY, {}, more=b"/Index[0 999999999999]"),
    )
    yield Case("200,000 cross-reference tables", lambda: chained(200_000))
    yield Case("one page 100,000 times", lambda: again(100_000, table()))
    yield Case(
        "one page 300 times, of 2,000 rules",
        lambda: again(300, table() + b"0 9 m 300 9 l S " * 2000),
    )
    yield Case("parents 50,000 high", parents)
    yield Case("a million filters", lambda: bomb(b"[" + b"/FlateDecode" * 1_000_000 + b"]", b"x"))
    yield Case(
        "a note of 20 MB on the page",
        page(b"/Annots[<</Subtype/Text/Contents(" + b"a" * 20 * MEGABYTE + b")>>]"),
    )
    yield Case(
        "20,000 links on the page",
        page(b"/Annots[" + b"<</Subtype/Link/A<</S/Launch/F(sh)>>>>" * 20_000 + b"]"),
    )


def parents() -> bytes:
    objects = {10 + n: b"<</Type/Pages/Parent %d 0 R>>" % (11 + n) for n in range(50_000)}
    leaf = b"<</Type/Page/Parent 10 0 R/Contents 4 0 R>>"
    return pdf(
        {**EMPTY, 2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>", 3: leaf, 4: stream(table()), **objects}
    )


def contents() -> Iterator[Case]:
    """Content streams that are long, or read again and again."""
    yield Case(
        "one content 20,000 times",
        spoilt(b"/Contents 4 0 R", b"/Contents[" + b"4 0 R " * 20_000 + b"]"),
    )
    yield Case("50,000 inline images", drawn(b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI " * 50_000))
    yield Case(
        "an inline image of 50 MB",
        drawn(b"BI /W 9 /H 9 /BPC 8 /CS /G ID " + b"EI" * 25 * MEGABYTE + b" EI " + table()),
    )
    yield Case("q ten million deep", drawn(b"q " * 10_000_000 + table()))
    yield Case("marks five million deep", drawn(b"/a BMC " * 5_000_000 + table()))
    yield Case(
        "a dash of a million parts",
        drawn(b"[" + b"1 " * 1_000_000 + b"] 0 d " + b"0 0 m 9 9 l S " * 10_000 + table()),
    )
    yield Case("a comment of 60 MB", drawn(b"%" + b"x" * 60 * MEGABYTE + b"\n" + table()))
    yield Case(
        "30 million hexadecimal letters",
        drawn(table() + b"BT /F1 8 Tf <" + b"41" * 30 * MEGABYTE + b"> Tj ET"),
    )
    yield Case(
        "15 million octal letters",
        drawn(table() + b"BT /F1 8 Tf (" + b"\\101" * 15 * MEGABYTE + b") Tj ET"),
    )
    yield Case(
        "names of two megabytes",
        page(b"", b"/" + b"a" * MEGABYTE + b" gs /" + b"#00" * 300_000 + b" Do " + table()),
    )


def places() -> Iterator[Case]:
    """Where things stand is what takes the time."""
    crossing = [
        b"%d %d m %d %d l S " % ((x, y, x, z) if n % 2 else (y, x, z, x))
        for n in range(20_000)
        for x, y, z in [(n * 7919 % 1000, n * 104729 % 1000, n * 1299709 % 1000)]
    ]
    boxes = [
        b"%.1f %.1f %.1f %.1f re S " % (n / 5, n / 5, 1000 - n / 2.5, 1000 - n / 2.5)
        for n in range(2000)
    ]
    tables = [b"%d %d 8 8 re %d %d 4 8 re S BT /F1 2 Tf %d %d Td (1) Tj 4 0 Td (2) Tj ET " % (x, y, x, y, x + 1, y + 2)
              for n in range(5000) for x, y in [(10 * (n % 100), 10 * (n // 100))]]  # fmt: skip
    text, sheet = b"BT /F1 8 Tf 500 500 Td (x) Tj ET ", b"1100 1100"
    yield Case("20,000 rules that cross", drawn(b".1 w " + b"".join(crossing) + text, sheet))
    yield Case("3,000 rules that cross", drawn(b".1 w " + b"".join(crossing[:3000]) + text, sheet))
    yield Case("2,000 boxes in one another", drawn(b".1 w " + b"".join(boxes) + text, sheet))
    yield Case("5,000 tables on a page", drawn(b".1 w " + b"".join(tables), sheet))
    yield Case(
        "a rule of 45,000 dots",
        drawn(table() + b"".join(b"%.3f 100 .2 .2 re f " % (n / 150) for n in range(45_000))),
    )
    yield Case(
        "150,000 letters in one place",
        drawn(table() + b"BT /F1 8 Tf [" + b"(a) 556 " * 150_000 + b"] TJ ET"),
    )
    yield Case(
        "50,000 letters in one place of a cell",
        drawn(table() + b"BT /F1 8 Tf 24 166 Td [" + b"(a) 556 " * 50_000 + b"] TJ ET"),
    )
    yield Case(
        "100,000 spaces in a cell",
        drawn(table() + b"BT /F1 8 Tf 24 166 Td (" + b" " * 100_000 + b") Tj ET"),
    )
    lines = [b"1 0 0 1 %d %.3f Tm (ab) Tj " % (24 + n % 30, 160 + n / 1000) for n in range(20_000)]
    yield Case(
        "20,000 baselines in a cell", drawn(table() + b"BT /F1 8 Tf " + b"".join(lines) + b"ET")
    )
    turned = [
        b"%.2f %.2f -%.2f %.2f 50 100 Tm (ab) Tj " % (a, 1 - a, 1 - a, a)
        for n in range(20_000)
        for a in [n % 100 / 100]
    ]
    yield Case(
        "20,000 words, each turned another way",
        drawn(table() + b"BT /F1 8 Tf " + b"".join(turned) + b"ET"),
    )


def fonts() -> Iterator[Case]:
    long = cmap(b"1 beginbfchar <0041> <" + b"0041" * 30_000 + b"> endbfchar")
    yield Case(
        "a letter of 30,000, 5,000 times",
        lambda: type0(long).replace(b"<00410042> Tj", b"<" + b"0041" * 5000 + b"> Tj"),
    )
    yield Case(
        "a letter of five million",
        lambda: type0(cmap(b"1 beginbfchar <0041> <" + b"0041" * 5_000_000 + b"> endbfchar")),
    )
    yield Case(
        "a map of 2³² codes",
        lambda: type0(cmap(b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange")),
    )
    yield Case(
        "a map with a list of a million",
        lambda: type0(
            cmap(b"1 beginbfrange <0000> <FFFF> [" + b"<0041> " * 1_000_000 + b"] endbfrange")
        ),
    )
    yield Case(
        "an encoding of 2³² codes that uses itself",
        lambda: encoding(b"1 begincidrange <00000000> <FFFFFFFF> 0 endcidrange"),
    )
    yield Case(
        "an encoding of 300 × 65,536 codes",
        lambda: encoding(b"99 begincidrange " + b"<0000> <FFFF> 0 " * 300 + b"endcidrange"),
    )
    yield Case("a million widths", lambda: type0(cmap(b""), b"/W[0[" + b"500 " * 1_000_000 + b"]]"))
    yield Case("20,000 fonts", many_fonts)


def encoding(ranges: bytes) -> bytes:
    cid = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X" + IDENTITY + b">>"
    body = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding 10 0 R/DescendantFonts[7 0 R]>>"
    return font(body, {7: cid, 10: deflated(cmap(ranges), b"/Type/CMap/CMapName/X/UseCMap 10 0 R")})


def many_fonts() -> bytes:
    one = (
        b"<</Type/Font/Subtype/TrueType/BaseFont/A/FirstChar 0/LastChar 255/Widths["
        + b"1 " * 256
        + b"]>>"
    )
    named = b"".join(b"/G%d" % n + one for n in range(20_000))
    used = b"".join(b"/G%d 8 Tf " % n for n in range(20_000))
    return one_page(deflated(used + table())).replace(b"/F1 5 0 R", b"/F1 5 0 R" + named)
