"""Identifies a source file: its content as it came, the notice it is, the corrections beside it."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import PipelineError, SourceError, UsageError
from pipeline.read.scan.folder import Folder, digest_of, folder_of
from pipeline.text import well_formed

MAX_BYTES = 200_000
# A notice's id names folders and files, and stands in every row.
LONGEST_ID = 200
LISTING = "SOURCES.yml"
# Control characters and line ends, signs without a shape, halves of surrogate pairs.
_NO_LETTERS = {"Cc", "Cf", "Cs", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class Received:
    """A source file as it was at one moment.

    ``sha256`` is of its content; ``stamp`` changes when the file is written again. Of a folder of
    page images ``names`` are those of its files, the images first.
    """

    path: Path
    sha256: str
    stamp: tuple[int, ...]
    names: tuple[str, ...] = ()

    def check_read(self, sha256: str) -> None:
        """Checks that what was worked on, by its hash, is this content.

        Raises:
            SourceError: it is not.
        """
        if sha256 != self.sha256:
            raise self._changed()

    def check_unchanged(self) -> None:
        """Checks that the file was not written since, not even to be put back.

        For what opens it several times: nobody knows what of it was read.

        Raises:
            SourceError: it was.
        """
        if receive(self.path) != self:
            raise self._changed()

    def _changed(self) -> SourceError:
        return SourceError("read.changed", where=self.path.name)


def receive(path: Path) -> Received:
    """Takes note of the file as it is now, or of a folder of page images.

    Raises:
        SourceError: it cannot be read, or is being written at this moment.
        UsageError, LimitExceeded: as :func:`pipeline.read.scan.folder.folder_of`.
    """
    if path.is_dir():
        return _received_folder(folder_of(path))
    try:
        with path.open("rb") as file:
            before = _stamp(file.fileno())
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            after = _stamp(file.fileno())
    except OSError as error:
        reason = error.strerror
        raise SourceError("read.unreadable", where=path.name, reason=reason) from None
    if before != after:
        raise SourceError("read.being-written", where=path.name)
    return Received(path, digest, after)


def _received_folder(folder: Folder) -> Received:
    files = [receive(image) for image in folder.images]
    stamps = tuple(part for file in files for part in file.stamp)
    digest = digest_of([file.sha256 for file in files])
    return Received(folder.path, digest, stamps, (*folder.names, *folder.left_out))


def _stamp(handle: int) -> tuple[int, ...]:
    found = os.fstat(handle)
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def identify(path: Path, sha256: str) -> str:
    """Finds the notice's id: by content in the SOURCES.yml beside the source, else its stem.

    A folder's name is its stem, points and all.

    Raises:
        SourceError: a SOURCES.yml is there and cannot be read, or its id is none.
    """
    listed = listed_ids(path.parent)
    if sha256 in listed:
        return checked_id(listed[sha256], f"{path.parent / LISTING}: notice_id", SourceError)
    return stem_id(path.name if path.is_dir() else path.stem)


def listed_ids(folder: Path) -> dict[object, object]:
    """The ids that the SOURCES.yml of a folder gives, by the SHA-256 of what they are for.

    They are as the file has them; the first of several for one content counts.

    Raises:
        SourceError: a SOURCES.yml is there and cannot be read.
    """
    listing = folder / LISTING
    if not listing.is_file():
        return {}
    ids: dict[object, object] = {}
    for entry in _sources(listing):
        content = entry.get("sha256")
        if isinstance(content, str):
            ids.setdefault(content, entry["notice_id"])
    return ids


def stem_id(name: str) -> str:
    """A file's stem as an id, without what is no letter."""
    stem = well_formed(name)
    return "".join("\ufffd" if _is_no_letter(c) else c for c in stem)


def checked_id(
    notice_id: object,
    where: str,
    error: type[PipelineError],
) -> str:
    """The id, checked to be one.

    Raises:
        error: it is none; ``where`` says whose value it is.
    """
    if not isinstance(notice_id, str):
        raise error("read.id-no-text", where=where)
    if not notice_id.strip():
        raise error("read.id-empty", where=where)
    if len(notice_id) > LONGEST_ID:
        raise error(
            "read.id-too-long",
            where=where,
            count=len(notice_id),
            most=LONGEST_ID,
        )
    for character in notice_id:
        if _is_no_letter(character):
            name = f"U+{ord(character):04X}"
            raise error("read.id-no-letter", where=where, character=name)
    return notice_id


def _is_no_letter(character: str) -> bool:
    return unicodedata.category(character) in _NO_LETTERS


def _sources(listing: Path) -> list[dict[str, Any]]:
    from pipeline import yamlfile

    try:
        source = yamlfile.read(listing, MAX_BYTES)
    except OSError as error:
        reason = error.strerror
        raise SourceError("read.unreadable-listing", where=listing, reason=reason) from None
    if len(source) > MAX_BYTES:
        raise SourceError("read.long-listing", where=listing, most=MAX_BYTES)
    entries = yamlfile.parse(source, str(listing), SourceError) or []
    if not isinstance(entries, list):
        raise SourceError("read.no-list", where=listing)
    return [entry for entry in entries if isinstance(entry, dict) and "notice_id" in entry]


def corrections_file(
    path: Path,
    given: Path | None,
) -> Path | None:
    """Finds the corrections in force: the file named, else ``corrections.yml`` beside the source.

    Raises:
        UsageError: the file named does not exist.
    """
    if given is not None:
        if not given.is_file():
            raise UsageError("read.no-corrections-file", where=given)
        return given
    beside = path.parent / "corrections.yml"
    return beside if beside.is_file() else None
