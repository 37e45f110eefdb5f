"""Page images that say they are larger than they are, that have no end, and that are no images."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator

from tests.hostile.build import deflated, one_page, stream
from tests.hostile.drawn import JPEG
from tests.hostile.pdfs import Case

_PNG = b"\x89PNG\r\n\x1a\n"


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check


def png(across: int, down: int, data: bytes = b"") -> bytes:
    """A PNG in grey that says it is so large; ``data`` is what its pixels inflate to."""
    head = struct.pack(">IIBBBBB", across, down, 8, 0, 0, 0, 0)
    packed = zlib.compress(data, 9)
    return _PNG + _chunk(b"IHDR", head) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def tiff_in_a_ring() -> bytes:
    """A TIFF whose first page says that it is the next one, too."""
    entries = [
        struct.pack("<HHII", tag, 3, 1, value)
        for tag, value in ((256, 1), (257, 1), (258, 8), (259, 1), (262, 1), (277, 1))
    ]
    entries += [struct.pack("<HHII", tag, 4, 1, value) for tag, value in ((273, 8), (279, 1))]
    entries.sort()
    directory = struct.pack("<H", len(entries)) + b"".join(entries) + struct.pack("<I", 8)
    return b"II*\0" + struct.pack("<I", 8) + directory


def scanned(side: int) -> bytes:
    """A page that is nothing but a picture of one bit a pixel."""
    about = b"/Type/XObject/Subtype/Image/Width %d/Height %d" % (side, side)
    grey = b"/ColorSpace/DeviceGray/BitsPerComponent 1"
    picture = deflated(bytes(side * side // 8), about + grey)
    content = deflated(b"q 500 0 0 500 0 0 cm /I Do Q")
    return one_page(content, more={9: picture}, resources=b"/XObject<</I 9 0 R>>")


def tiff_of(pages: int, across: int = 1, down: int = 1) -> bytes:
    """A TIFF of so many pages of this size, whose pixels are one and the same byte."""
    size = 2 + 8 * 12 + 4
    parts = [b"II*\0" + struct.pack("<I", 8)]
    for number in range(pages):
        here = 8 + number * size
        longs = ((256, across), (257, down), (273, 8), (279, 1))
        shorts = ((258, 8), (259, 1), (262, 1), (277, 1))
        entries = [struct.pack("<HHII", tag, 4, 1, value) for tag, value in longs]
        entries += [struct.pack("<HHII", tag, 3, 1, value) for tag, value in shorts]
        after = here + size if number < pages - 1 else 0
        parts.append(struct.pack("<H", 8) + b"".join(sorted(entries)) + struct.pack("<I", after))
    return b"".join(parts)


# A JPEG 2000 codestream of 64 × 64 grey points, up to where its tiles begin.
_CODESTREAM = (
    "ff4fff510029000000000040000000400000000000000000000000400000004000000000000000000001070101"
    "ff52000c00000001000504040001ff5c00134040484850484850484850484850484850"
)


def jpeg2000(side: int) -> bytes:
    """A JPEG 2000 codestream that says it is so large, in one tile, and has hardly any data."""
    plain = bytes.fromhex(_CODESTREAM)
    large = struct.pack(">II", side, side)
    sized = plain[:8] + large + plain[16:24] + large + plain[32:]
    tile = b"\xff\x90\0\x0a\0\0\0\0\0\x10\0\1\xff\x93\x80\x80"
    return sized + tile + b"\xff\xd9"


def pictured(data: bytes, how: bytes, side: int) -> bytes:
    """A page that is nothing but a picture, packed in this way, which says it is so large."""
    about = b"/Type/XObject/Subtype/Image/Width %d/Height %d" % (side, side)
    picture = stream(data, about + b"/ColorSpace/DeviceGray" + how)
    content = deflated(b"q 500 0 0 500 0 0 cm /I Do Q")
    return one_page(content, more={9: picture}, resources=b"/XObject<</I 9 0 R>>")


def jbig2(side: int) -> bytes:
    """A JBIG2 page segment of so many points each way, with nothing in it."""
    head = struct.pack(">IBBBI", 0, 48, 0, 1, 19)
    return head + struct.pack(">IIIIBH", side, side, 0, 0, 0, 0)


_JPX = b"/BitsPerComponent 8/Filter/JPXDecode"
_JBIG = b"/BitsPerComponent 1/Filter/JBIG2Decode"


def light() -> Iterator[Case]:
    """Those that take next to nothing."""
    sizes: tuple[tuple[str, Callable[[], bytes], str], ...] = (
        ("a PNG of 65,500 × 65,500 points", lambda: png(65_500, 65_500), "pixels"),
        ("a PNG of 2 × 2,000,000,000 points", lambda: png(2, 2_000_000_000), "pixels"),
        ("a JPEG of 65,500 × 65,500 points", lambda: JPEG, "pixels"),
        ("a PNG without pixels", lambda: png(1_000, 1_400), ""),
        ("a PNG that is a head alone", lambda: _PNG, "damaged"),
        ("a TIFF whose pages are a ring", tiff_in_a_ring, ""),
        ("a TIFF without pages", lambda: b"II*\0\0\0\0\0", ""),
        ("a page that is a picture of 16,000 × 16,000", lambda: scanned(16_000), "pixels"),
        ("a TIFF of 3,000 pages", lambda: tiff_of(3_000), "pages"),
        ("a TIFF of 60,000 × 60,000 points", lambda: tiff_of(1, 60_000, 60_000), "pixels"),
        (
            "a page of JPEG 2000, 60,000 × 60,000",
            lambda: pictured(jpeg2000(60_000), _JPX, 60_000),
            "pixels",
        ),
        (
            "a page of JPEG 2000 that says it is 64 × 64 and is 60,000",
            lambda: pictured(jpeg2000(60_000), _JPX, 64),
            "",
        ),
        (
            "a page of JBIG2, 60,000 × 60,000",
            lambda: pictured(jbig2(60_000), _JBIG, 60_000),
            "pixels",
        ),
        (
            "a page of JBIG2 that says it is 64 × 64 and is 60,000",
            lambda: pictured(jbig2(60_000), _JBIG, 64),
            "",
        ),
    )
    for name, make, says in sizes:
        yield Case(name, make, says)
    yield Case("a TIFF of 30,000 pages", lambda: tiff_of(30_000), "pages", slow=True)


def heavy() -> Iterator[Case]:
    """Those that are read for a while."""
    row = b"\0" * 8_001
    yield Case("a PNG of 8,000 × 8,000 black points", lambda: png(8_000, 8_000, row * 8_000))
    white = b"\0" + b"\xff" * 8_000
    yield Case("a PNG of 8,000 × 8,000 white points", lambda: png(8_000, 8_000, white * 8_000))
    noise = bytes(at * 167 % 251 for at in range(1_001)) * 1_400
    yield Case("a PNG of noise", lambda: png(1_000, 1_400, noise))
