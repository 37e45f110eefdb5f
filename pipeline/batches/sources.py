"""Finds documents: files, folders, patterns, lists, and what fsspec opens."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.batches.order import is_address
from pipeline.errors import LimitExceeded, SourceError, UsageError
from pipeline.messages import text
from pipeline.sandbox.limits import MEGABYTE

# What is taken from a folder; a file that is named itself is taken whatever it is called.
_TEXTS = (".pdf", ".docx", ".doc", ".wps", ".rtf", ".odt", ".md", ".markdown", ".txt")
_PAGES = (".html", ".htm", ".mht", ".mhtml")
_SHEETS = (".xlsx", ".xls", ".et", ".ods")
SUFFIXES = frozenset((*_TEXTS, *_PAGES, *_SHEETS))
_MAGIC = frozenset("*?[")
LIST_MARK = "@"


@dataclass(frozen=True, slots=True)
class Found:
    """The documents in order, and how many files of folders are none.

    ``names`` has each document's name within the folder, pattern or list that it was found by.
    """

    sources: tuple[str, ...]
    names: Mapping[str, str]
    passed_over: int = 0


@dataclass(slots=True)
class _Search:
    """What was found so far; a file that is named twice counts once."""

    out: Path
    sources: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    passed_over: int = 0

    def add(self, source: str, folder: str = "") -> None:
        """Takes a document, found in ``folder``."""
        same = source if is_address(source) else os.path.realpath(source)
        if same in self.sources:
            return
        self.sources[same] = source
        within = source.startswith(folder) and bool(folder)
        name = source[len(folder) :] if within else PurePosixPath(source).name
        self.names[source] = name.lstrip("/")

    def add_if_document(self, source: str, folder: str) -> None:
        """Takes a file of a folder where its name is a document's."""
        name = PurePosixPath(source).name
        if name.startswith((".", "~$")):
            return
        if PurePosixPath(name).suffix.lower() in SUFFIXES:
            self.add(source, folder)
        else:
            self.passed_over += 1


def find(words: Sequence[str], out: Path) -> Found:
    """Finds what the words of a call name; nothing below ``out`` is a document.

    Raises:
        UsageError: a word names nothing, or nothing that can be reached.
    """
    search = _Search(out.absolute())
    for word in words:
        _take(word, search)
    if not search.sources:
        raise UsageError("batch.no-documents", where=" ".join(words)[:200])
    found = tuple(sorted(search.sources.values()))
    return Found(found, search.names, search.passed_over)


def _take(word: str, search: _Search) -> None:
    if word.startswith(LIST_MARK):
        for line in _lines(Path(word[1:])):
            _take(line, search)
    elif is_address(word):
        _take_address(word, search)
    elif os.path.isdir(word):
        for path in _walk(Path(word), search.out):
            search.add_if_document(path, word)
    elif os.path.lexists(word):
        search.add(word)
    elif _MAGIC & set(word):
        _take_pattern(word, search)
    else:
        raise UsageError("batch.no-source", where=word)


def _lines(listing: Path) -> Iterator[str]:
    """The names in a list file, those of files relative to its folder."""
    try:
        content = listing.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise UsageError("batch.list-unreadable", where=listing, reason=reason) from None
    for line in content.splitlines():
        name = line.strip()
        if not name or name.startswith(("#", LIST_MARK)):
            continue
        yield name if is_address(name) else str(listing.parent / name)


def _walk(folder: Path, out: Path) -> Iterator[str]:
    """The files below a folder in order; links to folders are not followed, hidden ones left."""
    for place, folders, names in os.walk(folder):
        kept = []
        for name in sorted(folders):
            if not name.startswith(".") and (Path(place) / name).absolute() != out:
                kept.append(name)
        folders[:] = kept
        for name in sorted(names):
            yield os.path.join(place, name)


def _take_pattern(word: str, search: _Search) -> None:
    matches = [path for path in glob.glob(word, recursive=True) if os.path.isfile(path)]
    if not matches:
        raise UsageError("batch.no-match", where=word)
    for path in matches:
        search.add(path)


# --- addresses: the only module that knows fsspec


def _take_address(word: str, search: _Search) -> None:
    try:
        files, is_many = _listed(word)
    except (OSError, ImportError, ValueError) as error:
        raise _unreachable(word, error) from None
    for address in files:
        if is_many:
            search.add_if_document(address, word)
        else:
            search.add(address)


def _listed(word: str) -> tuple[Iterable[str], bool]:
    """The files that an address stands for, and whether it is a folder of them."""
    files, path = _opened(word)
    if _MAGIC & set(path):
        return [files.unstrip_protocol(name) for name in files.glob(path)], False
    if files.isdir(path):
        return [files.unstrip_protocol(name) for name in files.find(path)], True
    return [word], False


def _opened(word: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise UsageError("batch.extra-missing", where=word, what="fsspec") from None
    found: tuple[Any, str] = url_to_fs(word)
    return found


def _unreachable(word: str, error: Exception) -> UsageError:
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return UsageError("batch.unreachable", where=word, reason=text(str(reason)[:200]))


def fetch(
    address: str,
    folder: Path,
    most_mb: int,
) -> Path:
    """Copies the file at an address into a folder; its path there.

    Raises:
        SourceError: it cannot be had.
        LimitExceeded: it is larger than ``most_mb`` megabytes.
    """
    name = PurePosixPath(address).name or "document"
    path = folder / name
    try:
        files, place = _opened(address)
        with files.open(place, "rb") as source, path.open("wb") as target:
            _copy(source, target, most_mb * MEGABYTE, name)
    except LimitExceeded:
        raise
    except Exception as error:
        reason = text(f"{type(error).__name__} {error}"[:200])
        raise SourceError("batch.not-fetched", where=address, reason=reason) from None
    return path


def _copy(
    source: Any,
    target: Any,
    most: int,
    name: str,
) -> None:
    left = most
    while chunk := source.read(MEGABYTE):
        left -= len(chunk)
        if left < 0:
            limit = most // MEGABYTE
            raise LimitExceeded("batch.too-large", where=name, limit=limit)
        target.write(chunk)
