"""How the hostile PDFs are made, those that take more than a line."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from pathlib import Path

from tests.hostile.build import deflated, one_page, pdf, stream, table

NOTICE = Path(__file__).resolve().parents[2] / "raw" / "notice.pdf"
MEGABYTE = 1 << 20
KIDS = b"<</Type/Catalog/Pages 2 0 R>>"
IDENTITY = b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def bomb(filters: bytes, data: bytes) -> bytes:
    """A page whose content inflates."""
    return one_page(stream(data, b"/Filter" + filters))


def nested(times: int, size: int) -> bytes:
    data = b" " * size
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


def lzw(size: int) -> bytes:
    """LZW codes that each double what the one before yields: 9 to 12 bits, cleared when the table is full."""
    bits, made, width = [], 0, 9
    while made < size:
        bits += [f"{256:0{width}b}", f"{32:09b}"]
        for code in range(258, 4095):
            width = 9 if code < 511 else 10 if code < 1023 else 11 if code < 2047 else 12
            bits.append(f"{code:0{width}b}")
            made += code - 256
    text = "".join(bits)
    text += "0" * (-len(text) % 8)
    return int(text, 2).to_bytes(len(text) // 8, "big")


def object_stream_bomb(megabytes: int = 300) -> bytes:
    """The page tree lies in an object stream that inflates."""
    inner = (
        b"2 0 3 60 "
        + b"<</Type/Pages/Kids[3 0 R]/Count 1>>".ljust(60)
        + b"<</Type/Page/Parent 2 0 R>>"
    )
    packed = zlib.compress(inner + b" " * (megabytes * MEGABYTE), 9)
    body = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    second = len(body)
    extra = b"/Type/ObjStm/N 2/First 9/Filter/FlateDecode"
    body += b"5 0 obj\n" + stream(packed, extra) + b"\nendobj\n"
    start = len(body)
    entries = (
        b"\0\0\0\0\xff" + b"\1" + b"\0\0\x09\0" + b"\2\0\0\5\0" + b"\2\0\0\5\1" + b"\0\0\0\0\0"
    )
    entries += b"\1" + second.to_bytes(3, "big") + b"\0" + b"\1" + start.to_bytes(3, "big") + b"\0"
    table = stream(entries, b"/Type/XRef/W[1 3 1]/Size 7/Root 1 0 R")
    return body + b"6 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % start


def xref_stream_bomb(megabytes: int = 300) -> bytes:
    body = (
        b"%PDF-1.7\n1 0 obj\n"
        + KIDS
        + b"\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
    )
    packed = zlib.compress(bytes(megabytes * MEGABYTE), 9)
    extra = b"/Type/XRef/W[1 3 1]/Size 62914560/Root 1 0 R/Filter/FlateDecode"
    return (
        body
        + b"6 0 obj\n"
        + stream(packed, extra)
        + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(body)
    )


def xref_count_lie() -> bytes:
    """A cross-reference table that says it has two thousand million entries."""
    return one_page(stream(table())).replace(b"xref\n0 6\n", b"xref\n0 2000000000\n")


def image_bomb() -> bytes:
    """40,000 × 40,000 pixels in a megabyte, on a page with a good table."""
    image = deflated(
        b"\0" * (40 * MEGABYTE),
        b"/Type/XObject/Subtype/Image/Width 40000/Height 40000/ColorSpace/DeviceRGB/BitsPerComponent 8",
    )
    return one_page(
        stream(table() + b"q 100 0 0 100 50 20 cm /I1 Do Q"),
        more={6: image},
        resources=b"/XObject<</I1 6 0 R>>",
    )


def forms(count: int, calls: int) -> bytes:
    """Each form draws the next ``calls`` times, the last one a text."""
    objects = {}
    for n in range(count):
        last = n == count - 1
        body = b"BT /F1 8 Tf 20 20 Td (laugh) Tj ET" if last else b"/X Do " * calls
        inner = b"/Font<</F1 5 0 R>>" + (b"" if last else b"/XObject<</X %d 0 R>>" % (11 + n))
        objects[10 + n] = stream(
            body, b"/Type/XObject/Subtype/Form/BBox[0 0 300 200]/Resources<<" + inner + b">>"
        )
    return one_page(stream(b"/X Do"), more=objects, resources=b"/XObject<</X 10 0 R>>")


def form_in_itself() -> bytes:
    form = stream(
        b"/X Do " * 3 + b"BT /F1 8 Tf 20 20 Td (again) Tj ET",
        b"/Type/XObject/Subtype/Form/BBox[0 0 300 200]/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>",
    )
    return one_page(stream(b"/X Do"), more={6: form}, resources=b"/XObject<</X 6 0 R>>")


def many_pages(count: int) -> bytes:
    objects = {
        1: KIDS,
        3: stream(b"BT /F1 8 Tf 20 20 Td (page) Tj ET"),
        4: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    }
    kids = b" ".join(b"%d 0 R" % (10 + n) for n in range(count))
    objects[2] = b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % count
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 3 0 R/Resources<</Font<</F1 4 0 R>>>>>>"
    objects.update({10 + n: page for n in range(count)})
    return pdf(objects)


def page_tree(depth: int, fan: int) -> bytes:
    """Each node has the next one ``fan`` times as its child."""
    objects = {1: KIDS}
    for n in range(depth):
        objects[2 + n] = b"<</Type/Pages/Count 1/Kids[" + b"%d 0 R " % (3 + n) * fan + b"]>>"
    objects[2 + depth] = b"<</Type/Page/MediaBox[0 0 300 200]>>"
    return pdf(objects)


def wide_tree(levels: int, fan: int) -> bytes:
    """Distinct nodes, so that no memory of what was visited stops the walk: fan**levels of them, one after another."""
    objects, level, number = {1: KIDS}, [2], 3
    for _ in range(levels):
        below = []
        for node in level:
            kids = list(range(number, number + fan))
            number += fan
            objects[node] = (
                b"<</Type/Pages/Count 9/Kids[" + b" ".join(b"%d 0 R" % k for k in kids) + b"]>>"
            )
            below += kids
        level = below
    objects.update(dict.fromkeys(level, b"<</Type/Pages/Kids[]/Count 0>>"))
    return pdf(objects)


def lines(count: int) -> bytes:
    """A page of crossing lines, no two alike."""
    rng = random.Random(7)
    out = [b"0.1 w"]
    for n in range(count):
        at = rng.random() * 190
        out.append(
            b"10 %.4f m 290 %.4f l S" % (at, at) if n % 2 else b"%.4f 5 m %.4f 195 l S" % (at, at)
        )
    return one_page(deflated(b"\n".join(out)))


def grid(side: int) -> bytes:
    """A real grid of side × side cells, with one text."""
    step = 19_000 / side
    out = [b"0.1 w"]
    for n in range(side + 1):
        at = 10 + n * step
        out.append(b"10 %.3f m 19010 %.3f l S %.3f 10 m %.3f 19010 l S" % (at, at, at, at))
    out.append(b"BT /F1 3 Tf 12 12 Td (a) Tj ET BT /F1 3 Tf 300 300 Td (b) Tj ET")
    return one_page(deflated(b"\n".join(out)), b"/MediaBox[0 0 19100 19100]")


def boxes(count: int) -> bytes:
    """Small boxes side by side, each a region of its own."""
    out = [b"0.1 w"]
    for n in range(count):
        out.append(b"%d %d 8 8 re S" % (10 * (n % 1000) + 5, 10 * (n // 1000) + 5))
    out.append(b"BT /F1 3 Tf 6 6 Td (a) Tj ET")
    return one_page(deflated(b"\n".join(out)), b"/MediaBox[0 0 11000 11000]")


def characters(count: int) -> bytes:
    text = b"BT /F1 1 Tf 0.01 Tc 1 TL 5 190 Td " + b"(" + b"abcdefghij" * 30 + b") Tj T* "
    return one_page(
        deflated(text + (b"(" + b"abcdefghij" * 30 + b") Tj T* ") * (count // 300) + b"ET")
    )


def whites(count: int) -> bytes:
    """Rules, and as many white areas painted over them."""
    out = [table(), b"1 g"]
    out += [b"%d %d 1 1 re f" % (n % 290, n // 290) for n in range(count)]
    out += [b"0 G"] + [
        b"5 %.3f m 15 %.3f l S" % (n * 190 / count, n * 190 / count) for n in range(count)
    ]
    return one_page(deflated(b"\n".join(out)))


def font(body: bytes, more: dict[int, bytes]) -> bytes:
    """A page whose text is set in the font given as object 6."""
    content = b"BT /F2 10 Tf 20 20 Td <00410042> Tj ET " + table()
    return one_page(stream(content), more={6: body, **more}).replace(
        b"/F1 5 0 R", b"/F1 5 0 R/F2 6 0 R"
    )


def type0(to_unicode: bytes, cid_extra: bytes = b"", encoding: bytes = b"/Identity-H") -> bytes:
    body = (
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding"
        + encoding
        + b"/DescendantFonts[7 0 R]/ToUnicode 8 0 R>>"
    )
    cid = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X"
        + IDENTITY
        + b"/FontDescriptor 9 0 R"
        + cid_extra
        + b">>"
    )
    descriptor = b"<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 0 1000 1000]/Ascent 800/Descent -200>>"
    return font(body, {7: cid, 8: deflated(to_unicode), 9: descriptor})


def no_unicode() -> bytes:
    """Text in a font that does not say what its characters mean."""
    content = b"BT /F2 10 Tf 20 100 Td <" + b"00410042004300440045" * 8 + b"> Tj ET"
    body = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[7 0 R]>>"
    cid = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X" + IDENTITY + b">>"
    return one_page(stream(content), more={6: body, 7: cid}).replace(
        b"/F1 5 0 R", b"/F1 5 0 R/F2 6 0 R"
    )


def cmap(ranges: bytes) -> bytes:
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <FFFF> "
        b"endcodespacerange " + ranges + b" endcmap end end"
    )


def huge_cmap(count: int) -> bytes:
    body = (
        b"100 beginbfrange "
        + b"".join(b"<0000> <FFFF> <%04X> " % (n % 65536) for n in range(count))
        + b"endbfrange"
    )
    return type0(cmap(body))


def truetype() -> bytes:
    """A font file whose cmap table says it has thousands of millions of groups."""
    group = (
        b"\0\x0c\0\0\0\0\xff\xff\0\0\0\0\x7f\xff\xff\xff" + b"\0\0\0\0\xff\xff\xff\xff\0\0\0\0" * 4
    )
    short = b"\0\4\xff\xff\0\0\xff\xfe\xff\xff\xff\xff\xff\xff" + b"\xff\xff\0\0" * 20_000
    cmap_table = b"\0\0\0\2\0\3\0\x0a\0\0\0\x14\0\3\0\1\0\0\0\x60" + group.ljust(76, b"\0") + short
    head = b"\0\1\0\0\0\1\0\0\0\0\0\0cmap\0\0\0\0\0\0\0\x1c" + len(cmap_table).to_bytes(4, "big")
    body = b"<</Type/Font/Subtype/TrueType/BaseFont/X/FontDescriptor 7 0 R/FirstChar 0/LastChar 999999999/Widths[1 2 3]>>"
    descriptor = b"<</Type/FontDescriptor/FontName/X/Flags 4/FontFile2 8 0 R>>"
    return font(body, {7: descriptor, 8: deflated(head + cmap_table)})


def type1() -> bytes:
    program = (
        b"%!PS-AdobeFont-1.0\n/Encoding 256 array\n" + b"dup 1 /A put\n" * 300_000 + b"eexec\n"
    )
    body = b"<</Type/Font/Subtype/Type1/BaseFont/X/FontDescriptor 7 0 R>>"
    descriptor = b"<</Type/FontDescriptor/FontName/X/Flags 4/FontFile 8 0 R>>"
    return font(body, {7: descriptor, 8: deflated(program, b"/Length1 %d" % len(program))})


def type3(depth: int) -> bytes:
    """A Type 3 font whose character is drawn with the font itself."""
    body = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 7 0 R>>"
        b"/Encoding<</Differences[0/a 65/a]>>/FirstChar 0/LastChar 65/Widths[1]/Resources<</Font<</F2 6 0 R>>>>>>"
    )
    return font(body, {7: stream(b"BT /F2 1 Tf (AA) Tj ET " * depth)})


def truncated(share: float) -> bytes:
    data = NOTICE.read_bytes()
    return data[: int(len(data) * share)]


def flipped(seed: int, count: int) -> bytes:
    rng, data = random.Random(seed), bytearray(NOTICE.read_bytes())
    for _ in range(count):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return bytes(data)


def page(extra: bytes, content: bytes | None = None) -> Callable[[], bytes]:
    return lambda: one_page(stream(table() if content is None else content), extra)


def predictor(params: bytes) -> Callable[[], bytes]:
    return lambda: one_page(deflated(table(), b"/DecodeParms<<" + params + b">>"))


def spoilt(old: bytes, new: bytes) -> Callable[[], bytes]:
    """A sound page with some bytes replaced."""
    return lambda: one_page(stream(table())).replace(old, new)


def tree(
    objects: dict[int, bytes], trailer: bytes = b"", start: int | None = None
) -> Callable[[], bytes]:
    """The catalogue and what is under it."""
    return lambda: pdf({1: KIDS, **objects}, trailer, start)


def xref_ring() -> bytes:
    data = one_page(stream(table()))
    start = data.index(b"xref\n0")
    return data.replace(b"/Size", b"/Prev %d/Size" % start)


def scan() -> bytes:
    image = deflated(
        bytes(100 * 100),
        b"/Type/XObject/Subtype/Image/Width 100/Height 100/ColorSpace/DeviceGray/BitsPerComponent 8",
    )
    return one_page(
        stream(b"q 300 0 0 200 0 0 cm /I1 Do Q"),
        more={6: image},
        resources=b"/XObject<</I1 6 0 R>>",
    )


def encrypted(dictionary: bytes) -> bytes:
    data = one_page(stream(table()), more={6: b"<<" + dictionary + b">>"})
    return data.replace(b"/Size", b"/Encrypt 6 0 R/ID[(a)(b)]/Size")


def again(count: int, content: bytes) -> bytes:
    """One page that stands many times among its parent's kids."""
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    tree = b"<</Type/Pages/Kids[" + b"3 0 R " * count + b"]/Count %d>>" % count
    return pdf({1: KIDS, 2: tree, 3: leaf, 4: stream(content), 5: HELVETICA})
