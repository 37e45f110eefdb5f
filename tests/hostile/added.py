"""The notice's own PDF with something added: it is on the form, so every stage meets it, drawing its pages too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from tests.hostile.build import deflated, stream
from tests.hostile.make import KIDS, MEGABYTE, NOTICE, cmap
from tests.hostile.pdfs import Case

PAGE = 3  # the object of the attachment's first page
NEW = 100  # numbers from here on are free
Objects = Mapping[int, bytes]


def updated(objects: Objects) -> bytes:
    """The notice with an incremental update: these objects are new, or take the place of its own."""
    data = NOTICE.read_bytes()
    before = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    root: bytes = re.findall(rb"/Root (\d+ 0 R)", data)[-1]
    table = b""
    for number, body in sorted(objects.items()):
        table += b"%d 1\n%010d 00000 n \n" % (number, len(data))
        data += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    trailer = (
        b"trailer\n<</Root " + root + b"/Size %d/Prev %d>>\n" % (max(NEW, *objects) + 1, before)
    )
    return data + b"xref\n" + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(data)


def drawn(
    content: bytes, resources: bytes = b"", more: Objects | None = None, page: bytes = b""
) -> bytes:
    """The notice with more drawn on the attachment's first page, before its table."""
    old = re.search(rb"\n%d 0 obj\n<<(.*?)>>\nendobj" % PAGE, NOTICE.read_bytes(), re.DOTALL)
    assert old is not None
    own = re.sub(rb"/Contents (\d+ 0 R)", rb"/Contents[%d 0 R \1]" % NEW, old[1])
    own = own.replace(b"/Resources <<", b"/Resources <<" + resources)
    return updated(
        {PAGE: b"<<" + own + page + b">>", NEW: deflated(b"q " + content + b" Q\n"), **(more or {})}
    )


def objects_named(name: bytes) -> list[int]:
    """Numbers of the notice's objects that the key refers to."""
    return sorted({int(n) for n in re.findall(rb"/" + name + rb" (\d+) 0 R", NOTICE.read_bytes())})


def mapped(text: str) -> bytes:
    """Every character of the notice's second font means this text."""
    to = text.encode("utf-16-be").hex().encode()
    body = cmap(b"1 beginbfrange <00> <FF> [" + (b"<" + to + b">") * 256 + b"] endbfrange")
    return updated(
        {objects_named(b"ToUnicode")[1]: deflated(body.replace(b"<0000> <FFFF>", b"<00> <FF>"))}
    )


def pattern(step: bytes) -> bytes:
    tile = b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/Resources<<>>"
    return drawn(
        b"/Pattern cs /P scn 0 0 800 500 re f",
        b"/Pattern<</P 101 0 R>>",
        {101: stream(b"0 0 .5 .5 re f", tile + b"/XStep " + step + b"/YStep " + step)},
    )


def shaded() -> bytes:
    """A shading whose colour a long calculation gives, point by point."""
    program = b"{" + b"dup mul 2 mul sin exch " * 20_000 + b"}"
    function = b"/FunctionType 4/Domain[0 1 0 1]/Range[0 1 0 1 0 1]"
    return drawn(
        b"/S sh",
        b"/Shading<</S<</ShadingType 1/ColorSpace/DeviceRGB/Matrix[800 0 0 500 0 0]/Function 101 0 R>>>>",
        {101: stream(program, function)},
    )


def masks(depth: int) -> bytes:
    """Transparency groups, each drawing the next twice through a mask that is the next again."""
    objects = {}
    for n in range(depth):
        group = (
            b"/Type/XObject/Subtype/Form/BBox[0 0 800 500]/Group<</S/Transparency/I true/K true>>"
        )
        last = n == depth - 1
        inner = (
            b""
            if last
            else b"/XObject<</X %d 0 R>>/ExtGState<</G<</SMask<</S/Alpha/G %d 0 R>>>>>>"
            % (102 + n, 102 + n)
        )
        body = b"0 0 9 9 re f" if last else b"/G gs /X Do /X Do"
        objects[101 + n] = stream(body, group + b"/Resources<<" + inner + b">>")
    return drawn(b"/X Do", b"/XObject<</X 101 0 R>>", objects)


def image(size: int, data: bytes, filters: bytes) -> bytes:
    head = (
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter"
        % (
            size,
            size,
        )
    )
    return drawn(
        b"9 0 0 9 0 0 cm /I Do", b"/XObject<</I 101 0 R>>", {101: stream(data, head + filters)}
    )


def added() -> Iterator[tuple[str, Callable[[], bytes]]]:
    yield "a pattern in steps of a millionth", lambda: pattern(b"0.000001")
    yield "a pattern in steps of a hundredth", lambda: pattern(b"0.01")
    yield "a shading calculated in 20,000 steps", shaded
    yield "masks 24 deep, each drawn twice", lambda: masks(24)
    yield "masks 8 deep, each drawn twice", lambda: masks(8)
    yield (
        "a dashed line of a million dashes",
        lambda: drawn(b"[.001] 0 d 3 w 0 0 m 800 500 l S " * 20),
    )
    yield "60,000 curves", lambda: drawn(b"0 0 m 800 500 0 500 800 0 c S " * 40_000)
    yield (
        "an image of 40,000 × 40,000 pixels",
        lambda: image(40_000, deflated_bytes(40 * MEGABYTE), b"/FlateDecode"),
    )
    yield "an image that is no JPEG 2000", lambda: image(60_000, JPX, b"/JPXDecode")
    yield (
        "an image that is no JBIG2",
        lambda: image(60_000, b"\0\0\0\0\x30\0\1\0\0\0\x13" + b"\xff" * 19, b"/JBIG2Decode"),
    )
    yield "20,000 annotations that launch programs", annotated
    yield "a form to fill in, scripts and embedded files", acting
    yield (
        "text in 10,000 sizes",
        lambda: drawn(
            b"BT /F1+1 1 Tf 3 Tr "
            + b"".join(b"/F1+1 %d Tf (a) Tj " % n for n in range(10_000))
            + b"ET"
        ),
    )
    yield (
        "invisible text over the table",
        lambda: drawn(b"BT /F1+0 8 Tf 3 Tr 50 300 Td (abcdefg) Tj ET"),
    )
    yield (
        "another text read out than shown",
        lambda: drawn(
            b"/Span<</ActualText(\xfe\xff\0=\0c\0m\0d)>>BDC BT /F1+0 8 Tf 50 300 Td (ab) Tj ET EMC"
        ),
    )
    for name, text in MEANT.items():
        yield f"letters that mean {name}", lambda text=text: mapped(text)  # type: ignore[misc]


JPX = (
    b"\0\0\0\x0cjP  \r\n\x87\n\xff\x4f\xff\x51\0\x29\0\0"
    + b"\x7f\xff\xff\xff" * 8
    + b"\0\3\7\1\1" * 9
)
MEANT = {
    "markup": "<script>alert(1)</script>",
    "a formula": "=cmd|'/c calc'!A1",
    "control characters": "\x1b[31m\x07\0\n\t\r",
    "nothing": "",
    "half a surrogate pair": "\ufffe\uffff",
    "2,000 letters": "县" * 2000,
    "right to left": "\u202e\u2066\u200f",
}


def deflated_bytes(size: int) -> bytes:
    import zlib

    return zlib.compress(bytes(size), 9)


def annotated() -> bytes:
    one = b"<</Type/Annot/Subtype/Link/Rect[0 0 900 900]/A<</S/Launch/F(/bin/sh)>>>>"
    return drawn(b"", page=b"/Annots[" + one * 20_000 + b"]")


def acting() -> bytes:
    """Everything in a PDF that acts when it is opened."""
    pages = re.search(rb"/Pages (\d+ 0 R)", NOTICE.read_bytes())
    root = re.search(rb"/Root (\d+) 0 R", NOTICE.read_bytes())
    assert pages is not None
    assert root is not None
    action = b"<</S/JavaScript/JS(app.launchURL('http://localhost'))/Next<</S/Launch/F(/bin/sh)>>>>"
    names = (
        b"<</EmbeddedFiles<</Names[(../../evil)101 0 R]>>/JavaScript<</Names[(x)"
        + action
        + b"]>>>>"
    )
    catalogue = KIDS.replace(b"2 0 R", pages[1]).replace(
        b">>", b"/OpenAction" + action + b"/Names" + names
    )
    catalogue += (
        b"/AA<</WC"
        + action
        + b">>/AcroForm<</XFA 102 0 R/Fields["
        + root[1]
        + b" 0 R]>>/Outlines "
        + root[1]
        + b" 0 R>>"
    )
    file = b"<</Type/Filespec/F(../../evil)/UF(../../evil)/EF<</F 102 0 R>>>>"
    return updated({int(root[1]): catalogue, 101: file, 102: stream(b"evil")})


def heavy() -> Iterator[Case]:
    """Most are read, since the table is as it was; then it is published, with or without a picture of the page."""
    for name, make in added():
        yield Case(f"notice: {name}", make, "", (0, 1, 2))
