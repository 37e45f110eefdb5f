"""CMaps within a file: the codes of a string and the CIDs they stand for; no code is ever lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from io import BytesIO
from typing import Any, NamedTuple

from pdfminer.cmapdb import CMap, CMapBase, CMapDB, CMapParser, IdentityCMap
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSKeyword, PSLiteral, literal_name

# A key is a code with its length in bytes above it: <20> and <0020> are two codes.
_LENGTH = 40
CODE = (1 << _LENGTH) - 1
LONGEST = 4


class CodeSpace(NamedTuple):
    """A range of codes of one length, byte by byte (a codespace range)."""

    low: bytes
    high: bytes

    def holds(self, code: bytes) -> bool:
        """Whether a code lies in it, each byte between those of its ends."""
        if len(code) != len(self.low):
            return False
        bounds = zip(
            self.low,
            code,
            self.high,
            strict=True,
        )
        return all(low <= byte <= high for low, byte, high in bounds)


class _Range(NamedTuple):
    """Keys from ``first`` to ``last`` that stand for CIDs from ``cid`` on."""

    first: int
    last: int
    cid: int


class CodeMap(CMapBase):
    """Codes → CIDs by ranges.

    ``decode`` yields a key for every code, also for one without a CID.
    """

    def __init__(self, known: CMap | None = None) -> None:
        super().__init__()
        self.spaces: list[CodeSpace] = []
        self.ranges: list[_Range] = []
        self.known = known
        self.cids: dict[int, int | None] = {}

    def decode(self, code: bytes) -> Iterator[int]:
        """Yields a key for each code of a string."""
        at = 0
        while at < len(code):
            length = self.length(code, at)
            piece = code[at : at + length]
            key = _key(length, int.from_bytes(piece))
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
            code = data[at : at + length]
            for space in self.spaces:
                if len(space.low) == length and space.holds(code):
                    return length
        if self.known is not None and self.known.code2cid:
            return _known_length(self.known.code2cid, data, at)
        lengths = [len(space.low) for space in self.spaces]
        return min(lengths, default=2)

    def add(
        self,
        low: bytes,
        high: bytes,
        cid: int,
    ) -> None:
        """Adds a range of codes, all as long as the first."""
        length = len(low)
        first = _key(length, int.from_bytes(low))
        last = _key(length, int.from_bytes(high))
        self.ranges.append(_Range(first, last, cid))

    def _cid(self, code: bytes) -> int | None:
        key = _key(len(code), int.from_bytes(code))
        for one in reversed(self.ranges):
            if one.first <= key <= one.last:
                return one.cid + key - one.first
        if self.known is None:
            return None
        found: Any = self.known.code2cid
        for byte in code:
            if not isinstance(found, dict):
                return None
            found = found.get(byte)
        return found if isinstance(found, int) else None


def _key(length: int, code: int) -> int:
    return (length << _LENGTH) | code


def _known_length(
    codes: Mapping[int, object],
    data: bytes,
    at: int,
) -> int:
    """How many bytes the code at this place has in a CMap that pdfminer knows."""
    found: Any = codes
    longest = data[at : at + LONGEST]
    for length, byte in enumerate(longest, 1):
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
            self._end_spaces()
        elif token is self.KEYWORD_ENDCIDRANGE:
            self._end_ranges()
        elif token is self.KEYWORD_ENDCIDCHAR:
            self._end_characters()
        elif token is self.KEYWORD_USECMAP:
            _use(self.codes, self._values()[-1:])
        else:
            super().do_keyword(pos, token)

    def _values(self) -> list[Any]:
        """What stands before the keyword."""
        return [value for _, value in self.popall()]

    def _end_spaces(self) -> None:
        for low, high in _in_groups(self._values(), 2):
            if isinstance(low, bytes) and isinstance(high, bytes):
                self.codes.spaces.append(CodeSpace(low, high))

    def _end_ranges(self) -> None:
        for low, high, cid in _in_groups(self._values(), 3):
            self._add(low, high, cid)

    def _end_characters(self) -> None:
        for code, cid in _in_groups(self._values(), 2):
            self._add(code, code, cid)

    def _add(
        self,
        low: object,
        high: object,
        cid: object,
    ) -> None:
        """Adds a range, unless it is none."""
        if not isinstance(low, bytes) or not isinstance(high, bytes):
            return
        if isinstance(cid, int):
            self.codes.add(low, high, cid)


def _in_groups(values: Sequence[Any], size: int) -> Iterable[tuple[Any, ...]]:
    """So many values at a time; fewer at the end are left out."""
    columns = [values[start::size] for start in range(size)]
    return zip(*columns, strict=False)


def _use(codes: CodeMap, named: Sequence[object]) -> None:
    """Takes over the CMap that another one builds on, by its name or its stream."""
    for base in named:
        if isinstance(base, PDFStream):
            read_map(codes, base)
        elif isinstance(base, PSLiteral):
            with suppress(CMapDB.CMapNotFound):
                found = CMapDB.get_cmap(literal_name(base))
                _take_over(codes, found)


def _take_over(codes: CodeMap, found: CMapBase) -> None:
    """Puts a CMap that pdfminer knows beneath ``codes``."""
    if isinstance(found, IdentityCMap):
        low, high = b"\0\0", b"\xff\xff"
        codes.spaces.append(CodeSpace(low, high))
        codes.add(low, high, 0)
    elif isinstance(found, CMap):
        codes.known = found


def read_map(codes: CodeMap, stream: PDFStream) -> None:
    """Reads an embedded CMap, and those it builds on, into ``codes``."""
    base = resolve1(stream.get("UseCMap"))
    if base is not None and base is not stream:
        _use(codes, [base])
    mode = resolve1(stream.get("WMode"))
    if mode is not None:
        codes.set_attr("WMode", mode)
    _Reader(codes, stream).run()
