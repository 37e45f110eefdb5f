"""A folder of page images as one document: its pages in order, and its digest.

What is an image is told by content. Numbers in names count as numbers, so that 2 comes before 10.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import LimitExceeded, UsageError
from pipeline.messages import message
from pipeline.model import Finding
from pipeline.sandbox.limits import Limits, check_size
from pipeline.text.patterns import pattern

# How the files begin that are read as page images: PNG, JPEG, TIFF of both byte orders.
IMAGE_HEADS = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_HEAD = 4
# Entries of a folder that are looked at.
MOST_ENTRIES = 10_000
# What systems leave in folders, and what goes with a document; hidden files begin with a point.
_ASIDE = frozenset(("thumbs.db", "desktop.ini", "sources.yml", "corrections.yml"))
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0}
_TENS = {"十": 10, "百": 100}
_NUMERAL = pattern(f"[0-9]+|[{''.join([*_DIGITS, *_TENS])}]+")

# A name in parts: words, and numbers by their value.
Order = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Folder:
    """The page images of a folder in order, and the names of what else lies in it."""

    path: Path
    images: tuple[Path, ...]
    left_out: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The images' names in order."""
        return tuple(image.name for image in self.images)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What a person should know of it: the order, names of one number, what is left out."""
        order = message("scan.folder-order", names=list(self.names))
        found = [Finding("info", "scan-folder", order)]
        found += [_of_one_number(names) for names in self._of_one_number()]
        if self.left_out:
            what = message(
                "scan.folder-left-out",
                count=len(self.left_out),
                names=list(self.left_out),
            )
            found.append(Finding("warning", "scan-folder", what))
        return tuple(found)

    def _of_one_number(self) -> Iterator[Sequence[str]]:
        """The names that have one place in the order: 1.png and 01.jpg."""
        orders = [order_of(name) for name in self.names]
        for order, count in Counter(orders).items():
            if count > 1:
                pairs = zip(self.names, orders, strict=True)
                yield [name for name, own in pairs if own == order]


def _of_one_number(names: Sequence[str]) -> Finding:
    what = message("scan.folder-same-number", names=list(names))
    return Finding("warning", "scan-folder", what)


def folder_of(path: Path) -> Folder:
    """Looks at what lies in a folder, not below it.

    Raises:
        UsageError: there is no page image in it, or it cannot be read.
        LimitExceeded: it has too many entries.
    """
    named = path if path.name not in ("", "..") else path.resolve()
    images: list[Path] = []
    left_out: list[str] = []
    try:
        for name in _entries(path):
            file = named / name
            if _is_image(file):
                images.append(file)
            else:
                left_out.append(name)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError("editions.unreadable", where=path, reason=reason) from None
    if not images:
        raise UsageError("editions.folder", where=path)
    images.sort(key=lambda image: (order_of(image.name), image.name))
    return Folder(named, tuple(images), tuple(sorted(left_out)))


def _entries(path: Path) -> Iterator[str]:
    """The names in a folder that may be a person's, in no order."""
    with os.scandir(path) as entries:
        for count, entry in enumerate(entries, 1):
            if count > MOST_ENTRIES:
                raise LimitExceeded("scan.folder-entries", where=path, most=MOST_ENTRIES)
            if entry.name.startswith(".") or entry.name.lower() in _ASIDE:
                continue
            yield entry.name


def _is_image(file: Path) -> bool:
    """Whether a file begins as a page image does; what is no file, or cannot be opened, is none."""
    if not file.is_file():
        return False
    with file.open("rb") as opened:
        return opened.read(_HEAD).startswith(IMAGE_HEADS)


def images_of(path: Path) -> tuple[Path, ...]:
    """The image files of a source: those of a folder in order, else the file itself.

    Raises:
        UsageError, LimitExceeded: as :func:`folder_of`.
    """
    return folder_of(path).images if path.is_dir() else (path,)


def check_sizes(path: Path, limits: Limits) -> None:
    """Refuses a file, or a folder's image, that is larger than it may be.

    Raises:
        UsageError, LimitExceeded: as :func:`folder_of`; a file has more than ``limits.file_mb``
            megabytes.
    """
    for file in images_of(path):
        check_size(file, limits)


def digest_of(digests: Sequence[str]) -> str:
    """The SHA-256 of a folder: of its images' SHA-256 in order, a line each, in hexadecimal."""
    lines = "".join(f"{digest}\n" for digest in digests)
    return hashlib.sha256(lines.encode()).hexdigest()


def order_of(name: str) -> Order:
    """Where a name stands: its words as they are, its numbers, Chinese ones too, by their value."""
    stem = unicodedata.normalize("NFKC", Path(name).stem).casefold()
    parts: list[tuple[int, int, str]] = []
    end = 0
    for found in _NUMERAL.finditer(stem):
        if found.start() > end:
            parts.append((1, 0, stem[end : found.start()]))
        parts.append((0, _value(found[0]), ""))
        end = found.end()
    if end < len(stem):
        parts.append((1, 0, stem[end:]))
    return tuple(parts)


def _value(numeral: str) -> int:
    """The number that a numeral is: 10, 十, 二十一, 一〇."""
    if numeral[0].isdecimal():
        return int(numeral[:4000])
    if not _TENS.keys() & set(numeral):
        return int("".join(str(_DIGITS[digit]) for digit in numeral[:4000]))
    total, digit = 0, 0
    for sign in numeral:
        if sign in _TENS:
            total += (digit or 1) * _TENS[sign]
            digit = 0
        else:
            digit = _DIGITS[sign]
    return total + digit
