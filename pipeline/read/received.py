"""What is known of a source file besides its text.

What it was when it came, whose notice it is, who decided on it.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline import yamlfile
from pipeline.errors import PipelineError, SourceError, UsageError
from pipeline.text import well_formed

MAX_BYTES = 200_000
# A notice's id names folders and files, and stands in every row.
LONGEST_ID = 200
# Control characters and line ends, signs without a shape, halves of surrogate pairs.
_NO_LETTERS = {"Cc", "Cf", "Cs", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class Received:
    """A source file as it was at one moment.

    ``sha256`` of its content, and what changes when it is written again.
    """

    path: Path
    sha256: str
    stamp: tuple[int, ...]

    def check_read(self, sha256: str) -> None:
        """Raises SourceError where what was worked on, by its hash, is not this content."""
        if sha256 != self.sha256:
            raise self._changed()

    def check_unchanged(self) -> None:
        """Raises SourceError where the file is another now, or was written meanwhile and put back.

        For what opens it several times: nobody knows what of it was read.
        """
        if receive(self.path) != self:
            raise self._changed()

    def _changed(self) -> SourceError:
        return SourceError(
            f"{self.path.name}: was changed while it was being read; run the command again once it is complete"
        )


def receive(path: Path) -> Received:
    """The file as it is now.

    Raises:
        SourceError: it cannot be read, or is being written at this moment.
    """
    try:
        with path.open("rb") as file:
            before = _stamp(file.fileno())
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            after = _stamp(file.fileno())
    except OSError as error:
        raise SourceError(
            f"{path.name}: cannot be read ({error.strerror}); check the name and its rights"
        ) from None
    if before != after:
        raise SourceError(
            f"{path.name}: is being written; run the command again once it is complete"
        )
    return Received(path, digest, after)


def _stamp(handle: int) -> tuple[int, ...]:
    found = os.fstat(handle)
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def identify(path: Path, sha256: str) -> str:
    """The notice's id: from the SOURCES.yml beside the file by content, else the file's stem.

    Raises:
        SourceError: a SOURCES.yml is there and cannot be read, or its id is none.
    """
    listing = path.parent / "SOURCES.yml"
    if listing.is_file():
        for entry in _sources(listing):
            if entry.get("sha256") == sha256:
                return checked_id(entry["notice_id"], f"{listing}: notice_id", SourceError)
    stem = well_formed(path.stem)
    return "".join("\ufffd" if unicodedata.category(c) in _NO_LETTERS else c for c in stem)


def checked_id(notice_id: object, where: str, error: type[PipelineError]) -> str:
    """The id, where it is one; ``error``, which begins with ``where``, else."""
    if not isinstance(notice_id, str):
        raise error(f"{where}: expected a text; write it in quotes")
    if not notice_id.strip():
        raise error(f"{where}: is empty; give a text")
    if len(notice_id) > LONGEST_ID:
        raise error(
            f"{where}: {len(notice_id):,} characters, more than {LONGEST_ID}; give a shorter one"
        )
    for character in notice_id:
        if unicodedata.category(character) in _NO_LETTERS:
            raise error(f"{where}: U+{ord(character):04X} in it is no letter; leave it out")
    return notice_id


def _sources(listing: Path) -> list[dict[str, Any]]:
    try:
        source = yamlfile.read(listing, MAX_BYTES)
    except OSError as error:
        raise SourceError(
            f"{listing}: cannot be read ({error.strerror}); mend or remove it"
        ) from None
    if len(source) > MAX_BYTES:
        raise SourceError(
            f"{listing}: more than {MAX_BYTES:,} bytes; take out what is no source of this folder"
        )
    data = yamlfile.parse(source, str(listing), SourceError)
    if not isinstance(data or [], list):
        raise SourceError(f"{listing}: expected a list of entries; mend or remove it")
    return [entry for entry in data or [] if isinstance(entry, dict) and "notice_id" in entry]


def corrections_file(path: Path, given: Path | None) -> Path | None:
    """The corrections in force: the file named, else ``corrections.yml`` beside the source.

    Raises:
        UsageError: the file named does not exist.
    """
    if given is not None:
        if not given.is_file():
            raise UsageError(f"{given}: no such corrections file")
        return given
    beside = path.parent / "corrections.yml"
    return beside if beside.is_file() else None
