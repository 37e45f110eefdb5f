"""The streams of a compound file (OLE2, [MS-CFB]), by the names in its directory."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

_END_OF_CHAIN = 0xFFFFFFFA  # and what is above it
_MOST_SECTORS = 2_000  # of the directory: 16,000 streams


def stream_names(file: BinaryIO) -> Iterator[str]:
    """The names in a compound file's directory ([MS-CFB] 2.6), as far as it can be followed."""
    file.seek(0)
    header = file.read(512)
    if len(header) < 512:
        return
    (shift,) = struct.unpack_from("<H", header, 30)
    if shift not in (9, 12):
        return
    size = 1 << shift
    table = struct.unpack_from("<109I", header, 76)
    (sector,) = struct.unpack_from("<I", header, 48)
    seen: set[int] = set()
    while sector < _END_OF_CHAIN and sector not in seen:
        if len(seen) >= _MOST_SECTORS:
            return
        seen.add(sector)
        data = _sector(file, sector, size)
        yield from _names(data)
        sector = _next_sector(file, table, sector, size)


def _sector(
    file: BinaryIO,
    number: int,
    size: int,
) -> bytes:
    file.seek((number + 1) * size)
    return file.read(size)


def _next_sector(
    file: BinaryIO,
    table: tuple[int, ...],
    sector: int,
    size: int,
) -> int:
    """What the allocation table says follows a sector."""
    part, place = divmod(sector, size // 4)
    if part >= len(table) or table[part] >= _END_OF_CHAIN:
        return _END_OF_CHAIN
    data = _sector(file, table[part], size)
    if len(data) < 4 * (place + 1):
        return _END_OF_CHAIN
    following: int
    (following,) = struct.unpack_from("<I", data, 4 * place)
    return following


def _names(directory: bytes) -> Iterator[str]:
    for start in range(0, len(directory) - 127, 128):
        (length,) = struct.unpack_from("<H", directory, start + 64)
        end = start + min(length, 64) - 2  # without the zero at its end
        if end > start:
            name = directory[start:end]
            yield name.decode("utf-16-le", "replace")
