"""Ways to spoil a file: blind to what it is, or knowing PDF's streams and numbers."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from random import Random

Mutation = Callable[[bytes, Random], bytes]
NUMBERS = (
    b"0",
    b"-1",
    b"1e9",
    b"99999999999999999999",
    b"0.0000001",
    b"-2147483648",
    b"65536",
    b"nan",
    b".",
    b"1-1",
)
PIECES = (
    b"\0", b"\xff", b"\r", b"\n\n", b"\t", b"\f", b"\x1b[31m", "\u2028".encode(), "\u202e".encode(), "\u0301".encode(),
    "\ufeff".encode(), b"\xed\xa0\x80", "（".encode(), "序号".encode(), b"/", "—".encode(), "％".encode(),
    "①".encode(), "²".encode(), "٣".encode(), b"1e999", b"-0", b"&a", b"*a", b"!!int ", b"<<", b">>", b"[", b"]", b"(",
    b"{", b"}", b"|", b": ", b"- ", b"#", b"'", b'"', b"null", b"true", b"2022-13-45", b"0x", b"%", b" R", b"obj",
)  # fmt: skip
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_NUMBER = re.compile(rb"-?\d+\.?\d*")


def flip(data: bytes, rng: Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8))):
        out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)
    return bytes(out)


def _stretch(data: bytes, rng: Random) -> tuple[int, int]:
    start = rng.randrange(len(data))
    return start, min(len(data), start + int(len(data) ** rng.random()))


def cut(data: bytes, rng: Random) -> bytes:
    start, end = _stretch(data, rng)
    return data[:start] + data[end:]


def truncate(data: bytes, rng: Random) -> bytes:
    return data[: rng.randrange(len(data))]


def repeat(data: bytes, rng: Random) -> bytes:
    start, end = _stretch(data, rng)
    return data[:end] + data[start:end] * rng.choice((1, 1, 2, 20)) + data[end:]


def move(data: bytes, rng: Random) -> bytes:
    start, end = _stretch(data, rng)
    rest = data[:start] + data[end:]
    to = rng.randrange(len(rest) + 1)
    return rest[:to] + data[start:end] + rest[to:]


def insert(data: bytes, rng: Random) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + rng.choice(PIECES) * rng.choice((1, 1, 3, 300)) + data[at:]


def number(data: bytes, rng: Random) -> bytes:
    found = list(_NUMBER.finditer(data))
    if not found:
        return flip(data, rng)
    place = rng.choice(found)
    return data[: place.start()] + rng.choice(NUMBERS) + data[place.end() :]


def lines(data: bytes, rng: Random) -> bytes:
    """Two lines, or two cells of them, change places."""
    mark = rng.choice((b"\n", b"\t"))
    parts = data.split(mark)
    a, b = rng.randrange(len(parts)), rng.randrange(len(parts))
    parts[a], parts[b] = parts[b], parts[a]
    return mark.join(parts)


def in_stream(data: bytes, rng: Random) -> bytes:
    """What a compressed stream holds is spoilt, and compressed again."""
    found = list(_STREAM.finditer(data))
    if not found:
        return flip(data, rng)
    place = rng.choice(found)
    body = place.group(1)
    try:
        inner = zlib.decompressobj().decompress(body, 1 << 22)
        packed = zlib.compress(rng.choice(BLIND)(inner, rng)) if inner else body
    except zlib.error:
        packed = rng.choice(BLIND)(body, rng) if body else body
    return data[: place.start(1)] + packed + data[place.end(1) :]


BLIND: Sequence[Mutation] = (flip, cut, truncate, repeat, move, insert, number, lines)
PDF: Sequence[Mutation] = (*BLIND, number, number, in_stream, in_stream, in_stream)


def spoilt(data: bytes, kinds: Sequence[Mutation], rng: Random) -> bytes:
    """One to four mutations, one after another."""
    for _ in range(rng.choice((1, 1, 2, 4))):
        if not data:
            break
        data = rng.choice(kinds)(data, rng)
    return data
