"""CMaps within a file: the codes of a string and the CIDs they stand for; no code is ever lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from io import BytesIO
from typing import Any

from pdfminer.cmapdb import CMap, CMapBase, CMapDB, CMapParser, IdentityCMap
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSKeyword, PSLiteral, literal_name

# A key is a code with its length in bytes above it: <20> and <0020> are two codes.
_LENGTH = 40
CODE = (1 << _LENGTH) - 1
LONGEST = 4


class CodeMap(CMapBase):
    """Codes → CIDs by ranges.

    ``decode`` yields a key for every code, also for one without a CID.
    """

    def __init__(self, known: CMap | None = None) -> None:
        super().__init__()
        self.spaces: list[tuple[bytes, bytes]] = []
        self.ranges: list[tuple[int, int, int]] = []
        self.known = known
        self.cids: dict[int, int | None] = {}

    def decode(self, code: bytes) -> Iterator[int]:
        """Yields a key for each code of a string."""
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
            if any(
                _within(data[at : at + length], low, high)
                for low, high in self.spaces
                if len(low) == length
            ):
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
    return len(code) == len(low) and all(
        a <= byte <= b for a, byte, b in zip(low, code, high, strict=True)
    )


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
            self.codes.spaces += [
                (a, b) for a, b in pairs if isinstance(a, bytes) and isinstance(b, bytes)
            ]
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
            self.codes.ranges.append(
                (length | int.from_bytes(low), length | int.from_bytes(high), cid)
            )


def _use(codes: CodeMap, named: Sequence[object]) -> None:
    """Takes over the CMap that another one builds on, by its name or its stream."""
    for base in named:
        if isinstance(base, PDFStream):
            read_map(codes, base)
        elif isinstance(base, PSLiteral):
            with suppress(CMapDB.CMapNotFound):
                found = CMapDB.get_cmap(literal_name(base))
                if isinstance(found, IdentityCMap):
                    codes.spaces.append((b"\0\0", b"\xff\xff"))
                    codes.ranges.append((2 << _LENGTH, (2 << _LENGTH) | 0xFFFF, 0))
                elif isinstance(found, CMap):
                    codes.known = found


def read_map(codes: CodeMap, stream: PDFStream) -> None:
    """Reads an embedded CMap, and those it builds on, into ``codes``."""
    base = resolve1(stream.get("UseCMap"))
    if base is not None and base is not stream:
        _use(codes, [base])
    if (mode := resolve1(stream.get("WMode"))) is not None:
        codes.set_attr("WMode", mode)
    _Reader(codes, stream).run()
