"""The notice with drawing bombs on a page that has its text: they are read past and reach the drawing of the report.

Pictures, inline pictures, patterns, shadings and the functions that colour them (ISO 32000-1, 7.10, 8.7 and 8.9).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

from tests.hostile.added import drawn
from tests.hostile.build import deflated, stream
from tests.hostile.make import MEGABYTE
from tests.hostile.pdfs import Case

SHEET = b"q 800 0 0 500 0 0 cm /I Do Q "
XOBJECT = b"/XObject<</I 101 0 R>>"
PICTURE = b"/Type/XObject/Subtype/Image/Width %d/Height %d"
GREY = b"/ColorSpace/DeviceGray/BitsPerComponent 8"
LONG_SUM = b"{" + b"dup mul sqrt " * 20_000 + b"}"
# A baseline JPEG's frame of 65,500 × 65,500 points and the beginning of a scan.
JPEG = (
    b"\xff\xd8\xff\xdb\0\x43\0" + b"\1" * 64
    + b"\xff\xc0\0\x0b\x08\xff\xdc\xff\xdc\1\1\x11\0"
    + b"\xff\xc4\0\x14\0\1" + b"\0" * 15 + b"\0" + b"\xff\xc4\0\x14\x10\1" + b"\0" * 15 + b"\0"
    + b"\xff\xda\0\x08\1\1\0\0\x3f\0" + b"\0" * 50_000 + b"\xff\xd9"
)  # fmt: skip


def picture(side: int, extra: bytes = GREY, times: int = 1, bits: int = 8) -> bytes:
    """A square picture of zeros over the sheet, so many times."""
    data = deflated(bytes(side * side * bits // 8), PICTURE % (side, side) + extra)
    return drawn(SHEET * times, XOBJECT, {101: data})


def masked(side: int) -> bytes:
    """One point, seen through a mask of many."""
    mask = deflated(
        bytes(side * side // 8),
        PICTURE % (side, side) + b"/ColorSpace/DeviceGray/BitsPerComponent 1",
    )
    point = stream(b"\0", PICTURE % (1, 1) + GREY + b"/SMask 102 0 R")
    return drawn(SHEET, XOBJECT, {101: point, 102: mask})


def coloured(side: int, function: bytes) -> bytes:
    """Each point's colour comes from a function."""
    space = b"[/Separation/Ink/DeviceRGB 102 0 R]"
    data = deflated(
        bytes(side * side), PICTURE % (side, side) + b"/BitsPerComponent 8/ColorSpace" + space
    )
    return drawn(SHEET, XOBJECT, {101: data, 102: function})


def calculated() -> bytes:
    return stream(LONG_SUM[:-1] + b"dup dup}", b"/FunctionType 4/Domain[0 1]/Range[0 1 0 1 0 1]")


def stitched(parts: int) -> bytes:
    """A function of many functions, the last of them itself."""
    one = b"<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0]/C1[1 1 1]>>"
    bounds = b" ".join(b"%.8f" % (n / parts) for n in range(1, parts))
    return (
        b"<</FunctionType 3/Domain[0 1]/Functions[" + one * (parts - 1) + b" 102 0 R]/Bounds[" + bounds
        + b"]/Encode[" + b"0 1 " * parts + b"]>>"
    )  # fmt: skip


def sampled(side: int) -> bytes:
    """A table of samples with four inputs."""
    head = (
        b"/FunctionType 0/Domain[0 1 0 1 0 1 0 1]/Range[0 1 0 1 0 1]/BitsPerSample 8/Order 3/Size["
    )
    return deflated(bytes(3 * side**4), head + b"%d " % side * 4 + b"]")


def inks(side: int, function: bytes) -> bytes:
    space = b"[/DeviceN[/A/B/C/D]/DeviceRGB 102 0 R]"
    data = deflated(
        bytes(4 * side * side), PICTURE % (side, side) + b"/BitsPerComponent 8/ColorSpace" + space
    )
    return drawn(SHEET, XOBJECT, {101: data, 102: function})


def inline(count: int, side: int) -> bytes:
    data = bytes(side * side)
    one = b"q 800 0 0 500 0 0 cm BI /W %d /H %d /BPC 8 /CS /G ID " % (side, side) + data + b" EI Q "
    return drawn(one * count)


def inline_packed(side: int) -> bytes:
    data = zlib.compress(bytes(side * side // 8), 9).hex().encode() + b">"
    head = b"BI /W %d /H %d /BPC 1 /CS /G /F [/AHx /Fl] ID " % (side, side)
    return drawn(b"q 800 0 0 500 0 0 cm " + head + data + b" EI Q ")


def patterns(depth: int, step: bytes) -> bytes:
    """Tiles that are painted with tiles, and so on."""
    objects = {}
    for n in range(depth):
        last = n == depth - 1
        body = b"0 0 1 1 re f" if last else b"/Pattern cs /P scn 0 0 50 50 re f"
        inner = b"" if last else b"/Pattern<</P %d 0 R>>" % (102 + n)
        head = (
            b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 50 50]/XStep "
            + step
            + b"/YStep "
            + step
        )
        objects[101 + n] = stream(body, head + b"/Resources<<" + inner + b">>")
    return drawn(b"/Pattern cs /P scn 0 0 800 500 re f", b"/Pattern<</P 101 0 R>>", objects)


def mesh(kind: int, count: int) -> bytes:
    """Patches or triangles over the whole sheet, one upon the other."""
    points = {4: 1, 6: 12, 7: 16}[kind]
    one = (
        b"\0"
        + b"".join(bytes([17 * n % 256, 91 * n % 256]) for n in range(points))
        + b"\x80" * (1 if kind == 4 else 4)
    )
    head = (
        b"/ShadingType %d/ColorSpace/DeviceGray/BitsPerCoordinate 8/BitsPerComponent 8/BitsPerFlag 8"
        % kind
    )
    return drawn(
        b"/S sh",
        b"/Shading<</S 101 0 R>>",
        {101: deflated(one * count, head + b"/Decode[0 800 0 500 0 1]")},
    )


def radial(count: int) -> bytes:
    shading = b"<</ShadingType 3/ColorSpace/DeviceRGB/Coords[0 0 0 800 500 900]/Extend[true true]/Function 101 0 R>>"
    return drawn(b"/S sh " * count, b"/Shading<</S " + shading + b">>", {101: calculated()})


def groups(count: int) -> bytes:
    """Transparency over the sheet, again and again."""
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 800 500]/Group<</S/Transparency/I true>>"
    return drawn(
        b"/G gs /I Do " * count,
        XOBJECT + b"/ExtGState<</G<</BM/Luminosity/ca .5>>>>",
        {101: stream(b"0 0 800 500 re f", form)},
    )


def letters(count: int) -> bytes:
    """A font whose letter is a picture of the sheet's size."""
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 103 0 R>>/Encoding"
        b"<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[0]/Resources<</XObject<</I 101 0 R>>>>>>"
    )
    data = deflated(bytes(2000 * 2000), PICTURE % (2000, 2000) + GREY)
    text = b"BT /T3 1 Tf 0 0 Td (" + b"a" * count + b") Tj ET"
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 800 500]/Resources<</Font<</T3 102 0 R>>>>"
    objects = {101: data, 102: font, 103: stream(b"1 0 d0 " + SHEET), 104: stream(text, form)}
    return drawn(b"/I Do", b"/XObject<</I 104 0 R>>", objects)


def clips(count: int) -> bytes:
    path = b"".join(b"%d 0 m 400 500 l %d 250 l h " % (n, 800 - n) for n in range(0, 800, 40))
    return drawn((path + b"W* n ") * count + b"0 0 800 500 re f")


def bombs() -> Iterator[tuple[str, Callable[[], bytes]]]:
    yield "a picture drawn 5,000 times", lambda: picture(2_000, times=5_000)
    yield "a picture of 7,500 × 7,500 points", lambda: picture(7_500)
    yield (
        "a picture of one bit, 20,000 × 20,000",
        lambda: picture(20_000, b"/ColorSpace/DeviceGray/BitsPerComponent 1", bits=1),
    )
    yield "a point seen through 20,000 × 20,000", lambda: masked(20_000)
    yield (
        "a JPEG that says it has 65,500 × 65,500 points",
        lambda: drawn(
            SHEET,
            XOBJECT,
            {101: stream(JPEG, PICTURE % (65_500, 65_500) + GREY + b"/Filter/DCTDecode")},
        ),
    )
    yield "a fax of 60,000 × 60,000 points", lambda: drawn(
        SHEET, XOBJECT, {101: stream(
            b"\xff" * 9, PICTURE % (60_000, 60_000) + b"/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode"
            b"/DecodeParms<</K -1/Columns 60000/Rows 60000>>")},
    )  # fmt: skip
    yield "5,000 inline pictures", lambda: inline(5_000, 1)
    yield "50 inline pictures of a megabyte", lambda: inline(50, 1_000)
    yield "an inline picture of 16,000 × 16,000 points", lambda: inline_packed(16_000)
    yield "3,000 × 3,000 colours calculated in 20,000 steps", lambda: coloured(3_000, calculated())
    yield "a picture in a colour of 10,000 functions", lambda: coloured(1_000, stitched(10_000))
    yield "four inks in a table of 48⁴ samples", lambda: inks(1_500, sampled(48))
    yield "patterns of patterns, 3 deep", lambda: patterns(3, b"1")
    yield "patterns of patterns, 40 deep", lambda: patterns(40, b"20")
    yield "200,000 triangles", lambda: mesh(4, 200_000)
    yield "20,000 patches", lambda: mesh(6, 20_000)
    yield "20,000 patches of 16 points", lambda: mesh(7, 20_000)
    yield "200 radial shadings, calculated", lambda: radial(200)
    yield "3,000 groups that shine through", lambda: groups(3_000)
    yield "2,000 letters that are pictures", lambda: letters(2_000)
    yield "3,000 clips of 20 triangles", lambda: clips(3_000)
    yield "a line of 60 MB", lambda: drawn(b"0 0 m " + b"9 9 l " * (10 * MEGABYTE) + b"S")


def heavy() -> Iterator[Case]:
    """Read, or refused for what is drawn; a picture that would take too much is left out of the report."""
    for name, make in bombs():
        yield Case(f"drawing: {name}", make, "", (0, 1, 2))
