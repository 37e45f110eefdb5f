"""Fonts as pdfminer has them, with what it leaves out.

CMaps within the file, and codes that lead nowhere.

pdfminer looks a composite font's CMap up by name only, drops codes that the CMap does not have, and
asks a ToUnicode map for CIDs where it is keyed by codes (ISO 32000-1, 9.7.6.2 and 9.10.3). Here a
code is never lost: what has no meaning comes out as a character without one.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any, NamedTuple, cast

from pdfminer.cmapdb import CMap, CMapBase, CMapDB, IdentityCMap, UnicodeMap
from pdfminer.encodingdb import name2unicode
from pdfminer.fontmetrics import FONT_METRICS
from pdfminer.pdffont import (
    PDFCIDFont,
    PDFFont,
    PDFSimpleFont,
    PDFTrueTypeFont,
    PDFType1Font,
    PDFType3Font,
    PDFUnicodeNotDefined,
)
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import PSLiteral, literal_name

from pipeline.read.pdf.cff import built_in_names
from pipeline.read.pdf.codemap import CODE, CodeMap, read_map
from pipeline.read.pdf.signs import SYMBOL, SYMBOL_CODES

_COMPOSITE = ("CIDFontType0", "CIDFontType2")
# Other kinds are read as the first, which is also what a font without a kind is.
_PLAIN_KIND = "Type1"
_KINDS: dict[str, type[PDFSimpleFont]] = {
    _PLAIN_KIND: PDFType1Font,
    "TrueType": PDFTrueTypeFont,
    "Type3": PDFType3Font,
}
# Descents beyond this share of the type size are mistakes of the font's descriptor.
LOWEST = -0.5
# Letters of a Type 3 font between these sizes, in units of the type size, are taken for one type
# size high.
PLAIN = (0.3, 3.0)
# The key of half a code: no character of the font, but not nothing either.
_HALF = -1
_HELVETICA = FONT_METRICS["Helvetica"][1]


class Fonts:
    """The fonts of one file, each made once.

    It stands for pdfminer's resource manager, which would bring the interpreter with it.
    """

    def __init__(self) -> None:
        self._made: dict[object, PDFFont] = {}

    def get_procset(self, procs: object) -> None:
        """Notes procedure sets, which nobody needs (ISO 32000-1, 14.2)."""

    def get_font(self, objid: object, spec: Mapping[str, Any]) -> PDFFont:
        """The font of a dictionary, its codes with the meaning that the font program gives."""
        if objid in self._made:
            return self._made[objid]
        font = self._font(spec)
        if objid:
            self._made[objid] = font
        return font

    def _font(self, spec: Mapping[str, Any]) -> PDFFont:
        kind = literal_name(resolve1(spec.get("Subtype", _PLAIN_KIND)))
        if kind == "Type0":
            return self._font(_descendant(spec))
        if kind in _COMPOSITE:
            return CompositeFont(self, spec)
        make: Any = _KINDS.get(kind, PDFType1Font)
        font: PDFSimpleFont = make(self, spec)
        names = _own_names(font)
        if names:
            font.cid2unicode = _with_changes(names, font, spec)
        return font


def _descendant(spec: Mapping[str, Any]) -> dict[str, Any]:
    """The font that a composite one is made of, with the codes of the whole."""
    first, *_ = list_value(spec["DescendantFonts"])
    inner = dict(dict_value(first))
    for name in ("Encoding", "ToUnicode"):
        if name in spec:
            inner[name] = resolve1(spec[name])
    return inner


def _own_names(font: PDFSimpleFont) -> dict[int, str]:
    """What the codes of a font mean by its program's own encoding, or that of the Symbol font.

    A name that says nothing has no meaning.
    """
    if SYMBOL.fullmatch(str(font.fontname)):
        return dict(SYMBOL_CODES)
    program = resolve1(font.descriptor.get("FontFile3"))
    if not isinstance(program, PDFStream):
        return {}
    try:
        names = built_in_names(program.get_data())
    except (ArithmeticError, LookupError, TypeError, ValueError, struct.error):
        return {}
    codes: dict[int, str] = {}
    for code, name in names.items():
        with suppress(KeyError, ValueError):
            codes[code] = name2unicode(name)
    return codes


def _with_changes(
    codes: dict[int, str],
    font: PDFSimpleFont,
    spec: Mapping[str, object],
) -> dict[int, str]:
    """A font's own codes, where the file names no other encoding.

    With what the file changes of them.
    """
    encoding = resolve1(spec.get("Encoding"))
    if isinstance(encoding, PSLiteral):
        return font.cid2unicode
    if not isinstance(encoding, dict):
        return codes
    if "BaseEncoding" in encoding:
        return font.cid2unicode
    changes = resolve1(encoding.get("Differences"))
    if not isinstance(changes, list):
        return codes
    at = 0
    for entry in changes:
        if isinstance(entry, int):
            at = entry
            continue
        codes.pop(at, None)
        if at in font.cid2unicode:
            codes[at] = font.cid2unicode[at]
        at += 1
    return codes


class CompositeFont(PDFCIDFont):
    """A Type 0 font: ``decode`` yields a key for every code of a string."""

    cmap: CMapBase

    def __init__(self, fonts: Fonts, spec: Mapping[str, Any]) -> None:
        super().__init__(cast(Any, fonts), spec)
        self.texts: dict[int, str] = {}
        self.lengths: dict[int, float] = {}
        self.by_code = isinstance(spec.get("ToUnicode"), PDFStream)
        self.collection: UnicodeMap | None = None
        is_vertical = self.cmap.is_vertical()
        with suppress(CMapDB.CMapNotFound):
            self.collection = CMapDB.get_unicode_map(self.cidcoding, is_vertical)

    def get_cmap_from_spec(self, spec: Mapping[str, Any], strict: bool) -> CMapBase:
        """The CMap of a font, an embedded one included."""
        encoding = spec.get("Encoding")
        if isinstance(encoding, PDFStream):
            codes = CodeMap()
            read_map(codes, encoding)
            return codes
        found = super().get_cmap_from_spec(spec, strict)
        return CodeMap(found) if isinstance(found, CMap) else found

    def decode(self, bytes: bytes) -> Iterable[int]:
        """A key for each code of a string; -1 for half a code."""
        codes = self.cmap.decode(bytes)
        is_half = len(bytes) % 2
        if is_half and type(self.cmap) is IdentityCMap:
            return *codes, _HALF
        return codes

    def _cid(self, key: int) -> int | None:
        if isinstance(self.cmap, CodeMap):
            return self.cmap.cid(key)
        return key

    def char_width(self, cid: int) -> float:
        """How wide the character of a key is, in type sizes."""
        width = self.lengths.get(cid)
        if width is None:
            width = self._length(cid)
            self.lengths[cid] = width
        return width

    def _length(self, cid: int) -> float:
        own = self._cid(cid)
        found: object = self.default_width
        if own is not None:
            found = self.widths.get(own, self.default_width)
        width = found if isinstance(found, int | float) else 0.0
        return float(width) * self.hscale

    def char_disp(self, cid: int) -> float | tuple[float | None, float]:
        """Where the origin of vertical writing lies for the character of a key."""
        own = self._cid(cid)
        if own is None:
            return self.default_disp
        return super().char_disp(own)

    def to_unichr(self, cid: int) -> str:
        """The text of a key.

        Raises:
            PDFUnicodeNotDefined: the file does not say.
        """
        text = self.texts.get(cid)
        if text is None:
            text = self._text(cid)
            self.texts[cid] = text
        return text

    def _text(self, cid: int) -> str:
        if cid < 0:
            raise PDFUnicodeNotDefined(self.cidcoding, 0)
        own = self._cid(cid)
        code = cid & CODE
        is_by_code = self.by_code and isinstance(self.cmap, CodeMap)
        sources = (
            (self.unicode_map, code if is_by_code else own),
            (self.collection, own),  # its characters are known by CID
        )
        for source, asked in sources:
            if source is None or asked is None:
                continue
            with suppress(KeyError):
                return source.get_unichr(asked)
        raise PDFUnicodeNotDefined(self.cidcoding, code)


class Shape(NamedTuple):
    """What a font's letters measure, in units of the type size: descent and height.

    ``widthless`` without widths.
    """

    low: float
    height: float
    widthless: bool


def shape_of(font: PDFFont) -> Shape:
    """The shape of a font's letters; a box that cannot be true is not believed."""
    if isinstance(font, PDFType3Font):
        return _type3_shape(font)
    descent = float(font.get_descent())
    low = min(max(descent, LOWEST), 0.0)
    has_widths = font.default_width or any(font.widths.values())
    return Shape(low, 1.0, widthless=not has_widths)


def _type3_shape(font: PDFType3Font) -> Shape:
    """A Type 3 font's type size may be anything.

    Its box, or its widest letter, says how large it comes out.
    """
    _, below, _, above = font.bbox
    low, high = sorted((below * font.vscale, above * font.vscale))
    widths: list[float] = []
    for width in font.widths.values():
        if isinstance(width, int | float):
            scaled = float(width) * font.hscale
            widths.append(abs(scaled))
    letter = max(high - low, *widths, 0.0)
    least, most = PLAIN
    is_plain = least <= letter <= most
    height = 1.0 if is_plain or not letter else letter
    descent = max(low, LOWEST * height)
    return Shape(min(descent, 0.0), height, widthless=not any(widths))


def usual_width(text: str) -> float:
    """The width of a character in most fonts, in units of the type size.

    For fonts that state none.
    """
    if text >= "\u2e80":
        return 1.0
    width = _HELVETICA.get(text[:1], 500)
    return float(width) / 1000


def count_codes(font: PDFFont, data: bytes) -> int:
    """How many codes a string has, by the font's code length alone.

    The count that characters are held against.
    """
    cmap = getattr(font, "cmap", None)
    if cmap is None:
        return len(data)
    if isinstance(cmap, CodeMap):
        return _count_by_map(cmap, data)
    if type(cmap) is IdentityCMap:
        return (len(data) + 1) // 2
    return len(data)


def _count_by_map(cmap: CodeMap, data: bytes) -> int:
    count = at = 0
    while at < len(data):
        at += cmap.length(data, at)
        count += 1
    return count


def text_of(font: PDFFont, cid: int) -> str:
    """What a code means; where the font does not say, the number of its character."""
    try:
        text: str = font.to_unichr(cid)
    except PDFUnicodeNotDefined as undefined:
        number = undefined.args[-1] if undefined.args else cid
        return f"(cid:{number})"
    return text


def name_of(font: PDFFont) -> str:
    """The font's name."""
    name = font.fontname
    if isinstance(name, bytes):
        return name.decode("utf-8", "backslashreplace")
    return str(name)
