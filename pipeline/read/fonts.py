"""Fonts as pdfminer has them, with what it leaves out: CMaps within the file, and codes that lead nowhere.

pdfminer looks a composite font's CMap up by name only, drops codes that the CMap does not have, and asks a
ToUnicode map for CIDs where it is keyed by codes (ISO 32000-1, 9.7.6.2 and 9.10.3). Here a code is never lost:
what has no meaning comes out as a character without one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from io import BytesIO
from typing import Any, NamedTuple

from pdfminer.cmapdb import CMap, CMapBase, CMapDB, CMapParser, IdentityCMap, UnicodeMap
from pdfminer.fontmetrics import FONT_METRICS
from pdfminer.pdffont import PDFCIDFont, PDFFont, PDFSimpleFont, PDFType3Font, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSKeyword, PSLiteral, literal_name

from pipeline.read.signs import SYMBOL, SYMBOL_CODES

# A key is a code with its length in bytes above it: <20> and <0020> are two codes.
_LENGTH = 40
_CODE = (1 << _LENGTH) - 1
LONGEST = 4
_COMPOSITE = ("CIDFontType0", "CIDFontType2")
# Descents beyond this share of the type size are mistakes of the font's descriptor.
LOWEST = -0.5
# Letters of a Type 3 font between these sizes, in units of the type size, are taken for one type size high.
PLAIN = (0.3, 3.0)
_HELVETICA = FONT_METRICS["Helvetica"][1]


class Fonts(PDFResourceManager):
    """pdfminer's fonts of one file, composite ones as :class:`CompositeFont`."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        subtype = resolve1(spec.get("Subtype"))
        if isinstance(subtype, PSLiteral) and literal_name(subtype) in _COMPOSITE:
            return CompositeFont(self, spec)
        font = super().get_font(objid, spec)
        if isinstance(font, PDFSimpleFont) and SYMBOL.fullmatch(str(font.fontname)):
            font.cid2unicode = _symbol_codes(font, spec)
        return font


def _symbol_codes(font: PDFSimpleFont, spec: Mapping[str, object]) -> dict[int, str]:
    """The Symbol font's own encoding (ISO 32000-1, D.5), where the file names none or only changes to it."""
    encoding = resolve1(spec.get("Encoding"))
    if isinstance(encoding, PSLiteral) or (isinstance(encoding, dict) and "BaseEncoding" in encoding):
        return font.cid2unicode
    codes = dict(SYMBOL_CODES)
    changes = resolve1(encoding.get("Differences")) if isinstance(encoding, dict) else None
    at = 0
    for entry in changes if isinstance(changes, list) else ():
        if isinstance(entry, int):
            at = entry
            continue
        if at in font.cid2unicode:
            codes[at] = font.cid2unicode[at]
        at += 1
    return codes


class CodeMap(CMapBase):
    """Codes → CIDs by ranges; ``decode`` yields a key for every code, also for one without a CID."""

    def __init__(self, known: CMap | None = None) -> None:
        super().__init__()
        self.spaces: list[tuple[bytes, bytes]] = []
        self.ranges: list[tuple[int, int, int]] = []
        self.known = known
        self.cids: dict[int, int | None] = {}

    def decode(self, code: bytes) -> Iterator[int]:
        at = 0
        while at < len(code):
            length = self.length(code, at)
            piece = code[at : at + length]
            key = (length << _LENGTH) | int.from_bytes(piece)
            if key not in self.cids:
                self.cids[key] = self._cid(piece)
            yield key
            at += length

    def cid(self, key: int) -> int | None:
        """The CID of a key that ``decode`` yielded."""
        return self.cids.get(key)

    def length(self, data: bytes, at: int) -> int:
        """How many bytes the code at this place has; two where nothing is said about it."""
        for length in range(1, LONGEST + 1):
            if any(_within(data[at : at + length], low, high) for low, high in self.spaces if len(low) == length):
                return length
        if self.known is not None and self.known.code2cid:
            return _known_length(self.known.code2cid, data, at)
        return min((len(low) for low, _ in self.spaces), default=2)

    def _cid(self, code: bytes) -> int | None:
        key = (len(code) << _LENGTH) | int.from_bytes(code)
        for first, last, cid in reversed(self.ranges):
            if first <= key <= last:
                return cid + key - first
        found: Any = self.known.code2cid if self.known is not None else {}
        for byte in code:
            found = found.get(byte) if isinstance(found, dict) else None
        return found if isinstance(found, int) else None


def _within(code: bytes, low: bytes, high: bytes) -> bool:
    return len(code) == len(low) and all(a <= byte <= b for a, byte, b in zip(low, code, high, strict=True))


def _known_length(codes: Mapping[int, object], data: bytes, at: int) -> int:
    found: Any = codes
    for length, byte in enumerate(data[at : at + LONGEST], 1):
        found = found.get(byte)
        if not isinstance(found, dict):
            return length
    return 1


class _Reader(CMapParser):
    """Reads an embedded CMap; pdfminer's parser knows ToUnicode maps only."""

    def __init__(self, codes: CodeMap, stream: PDFStream) -> None:
        super().__init__(codes, BytesIO(stream.get_data()))
        self.codes = codes

    def do_keyword(self, pos: int, token: PSKeyword) -> None:
        if token is self.KEYWORD_ENDCODESPACERANGE:
            values = [value for _, value in self.popall()]
            pairs = zip(values[::2], values[1::2], strict=False)
            self.codes.spaces += [(a, b) for a, b in pairs if isinstance(a, bytes) and isinstance(b, bytes)]
        elif token is self.KEYWORD_ENDCIDRANGE:
            values = [value for _, value in self.popall()]
            for low, high, cid in zip(values[::3], values[1::3], values[2::3], strict=False):
                self.add(low, high, cid)
        elif token is self.KEYWORD_ENDCIDCHAR:
            values = [value for _, value in self.popall()]
            for code, cid in zip(values[::2], values[1::2], strict=False):
                self.add(code, code, cid)
        elif token is self.KEYWORD_USECMAP:
            _use(self.codes, [value for _, value in self.popall()][-1:])
        else:
            super().do_keyword(pos, token)

    def add(self, low: object, high: object, cid: object) -> None:
        if isinstance(low, bytes) and isinstance(high, bytes) and isinstance(cid, int):
            length = len(low) << _LENGTH
            self.codes.ranges.append((length | int.from_bytes(low), length | int.from_bytes(high), cid))


def _use(codes: CodeMap, named: Sequence[object]) -> None:
    """Takes over the CMap that another one builds on, by its name or its stream."""
    for base in named:
        if isinstance(base, PDFStream):
            _read_map(codes, base)
        elif isinstance(base, PSLiteral):
            with suppress(CMapDB.CMapNotFound):
                found = CMapDB.get_cmap(literal_name(base))
                if isinstance(found, IdentityCMap):
                    codes.spaces.append((b"\0\0", b"\xff\xff"))
                    codes.ranges.append((2 << _LENGTH, (2 << _LENGTH) | 0xFFFF, 0))
                elif isinstance(found, CMap):
                    codes.known = found


def _read_map(codes: CodeMap, stream: PDFStream) -> None:
    base = resolve1(stream.get("UseCMap"))
    if base is not None and base is not stream:
        _use(codes, [base])
    if (mode := resolve1(stream.get("WMode"))) is not None:
        codes.set_attr("WMode", mode)
    _Reader(codes, stream).run()


class CompositeFont(PDFCIDFont):
    """A Type 0 font: ``decode`` yields a key for every code of a string."""

    cmap: CMapBase

    def __init__(self, fonts: PDFResourceManager, spec: Mapping[str, Any]) -> None:
        super().__init__(fonts, spec)
        self.texts: dict[int, str] = {}
        self.lengths: dict[int, float] = {}
        self.by_code = isinstance(spec.get("ToUnicode"), PDFStream)
        self.collection: UnicodeMap | None = None
        with suppress(CMapDB.CMapNotFound):
            self.collection = CMapDB.get_unicode_map(self.cidcoding, self.cmap.is_vertical())

    def get_cmap_from_spec(self, spec: Mapping[str, Any], strict: bool) -> CMapBase:
        encoding = spec.get("Encoding")
        if isinstance(encoding, PDFStream):
            codes = CodeMap()
            _read_map(codes, encoding)
            return codes
        found = super().get_cmap_from_spec(spec, strict)
        return CodeMap(found) if isinstance(found, CMap) else found

    def decode(self, bytes: bytes) -> Iterable[int]:
        codes = self.cmap.decode(bytes)
        if type(self.cmap) is IdentityCMap and len(bytes) % 2:
            return *codes, -1  # half a code: no character of the font, but not nothing either
        return codes

    def _cid(self, key: int) -> int | None:
        return self.cmap.cid(key) if isinstance(self.cmap, CodeMap) else key

    def char_width(self, cid: int) -> float:
        width = self.lengths.get(cid)
        if width is None:
            own = self._cid(cid)
            found = self.default_width if own is None else self.widths.get(own, self.default_width)
            width = self.lengths[cid] = float(found if isinstance(found, int | float) else 0.0) * self.hscale
        return width

    def char_disp(self, cid: int) -> float | tuple[float | None, float]:
        own = self._cid(cid)
        return self.default_disp if own is None else super().char_disp(own)

    def to_unichr(self, cid: int) -> str:
        text = self.texts.get(cid)
        if text is None:
            text = self.texts[cid] = self._text(cid)
        return text

    def _text(self, cid: int) -> str:
        if cid < 0:
            raise PDFUnicodeNotDefined(self.cidcoding, 0)
        own = self._cid(cid)
        asked = cid & _CODE if isinstance(self.cmap, CodeMap) and self.by_code else own
        for source in (self.unicode_map, self.collection):
            if source is not None and asked is not None:
                with suppress(KeyError):
                    return source.get_unichr(asked)
            asked = own  # the collection's characters are known by CID
        raise PDFUnicodeNotDefined(self.cidcoding, cid & _CODE)


class Shape(NamedTuple):
    """What a font's letters measure, in units of the type size: descent and height; ``widthless`` without widths."""

    low: float
    height: float
    widthless: bool


def shape_of(font: PDFFont) -> Shape:
    """The shape of a font's letters; a box that cannot be true is not believed."""
    if isinstance(font, PDFType3Font):
        return _type3_shape(font)
    low = min(max(float(font.get_descent()), LOWEST), 0.0)
    return Shape(low, 1.0, not font.default_width and not any(font.widths.values()))


def _type3_shape(font: PDFType3Font) -> Shape:
    """A Type 3 font's type size may be anything; its box, or its widest letter, says how large it comes out."""
    low, high = sorted((font.bbox[1] * font.vscale, font.bbox[3] * font.vscale))
    widths = [abs(float(w) * font.hscale) for w in font.widths.values() if isinstance(w, int | float)]
    letter = max(high - low, *widths, 0.0)
    height = 1.0 if PLAIN[0] <= letter <= PLAIN[1] or not letter else letter
    return Shape(min(max(low, LOWEST * height), 0.0), height, not any(widths))


def usual_width(text: str) -> float:
    """The width of a character in most fonts, in units of the type size; for fonts that state none."""
    if text >= "\u2e80":
        return 1.0
    width = _HELVETICA.get(text[:1], 500)
    return float(width) / 1000


def count_codes(font: PDFFont, data: bytes) -> int:
    """How many codes a string has, by the font's code length alone: the count that characters are held against."""
    cmap = getattr(font, "cmap", None)
    if cmap is None:
        return len(data)
    if isinstance(cmap, CodeMap):
        return len(_cuts(cmap, data)) - 1
    return (len(data) + 1) // 2 if type(cmap) is IdentityCMap else len(data)


def _cuts(cmap: CodeMap, data: bytes) -> list[int]:
    cuts = [0]
    while cuts[-1] < len(data):
        cuts.append(cuts[-1] + cmap.length(data, cuts[-1]))
    return cuts
