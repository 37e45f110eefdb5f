"""What is known of a source file besides its content: its notice's id, and people's decisions on it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline import yamlfile
from pipeline.errors import SourceError, UsageError
from pipeline.text import well_formed

MAX_BYTES = 200_000


def identify(path: Path, sha256: str) -> str:
    """The notice's id: from the SOURCES.yml beside the file (or in raw/) by content, else the file's stem.

    Raises:
        SourceError: a SOURCES.yml is there and cannot be read.
    """
    for folder in dict.fromkeys((path.parent, Path("raw"))):
        listing = folder / "SOURCES.yml"
        if listing.is_file():
            found = next((entry["notice_id"] for entry in _sources(listing) if entry.get("sha256") == sha256), None)
            if found:
                return str(found)
    return well_formed(path.stem)


def _sources(listing: Path) -> list[dict[str, Any]]:
    try:
        source = yamlfile.read(listing, MAX_BYTES)
    except OSError as error:
        raise SourceError(f"{listing}: cannot be read ({error.strerror}); mend or remove it") from None
    if len(source) > MAX_BYTES:
        raise SourceError(f"{listing}: more than {MAX_BYTES:,} bytes; take out what is no source of this folder")
    data = yamlfile.parse(source, str(listing), SourceError)
    if not isinstance(data or [], list):
        raise SourceError(f"{listing}: expected a list of entries; mend or remove it")
    return [entry for entry in data or [] if isinstance(entry, dict) and "notice_id" in entry]


def corrections_file(path: Path, given: Path | None) -> Path | None:
    """The corrections in force: the file named, else ``corrections.yml`` beside the source, else in raw/.

    Raises:
        UsageError: the file named does not exist.
    """
    if given is not None:
        if not given.is_file():
            raise UsageError(f"{given}: no such corrections file")
        return given
    beside = (path.parent / "corrections.yml", Path("raw") / "corrections.yml")
    return next((file for file in beside if file.is_file()), None)
