"""What a batch was asked for, and what one document of it is to be worked with."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pipeline.batches.row import Row
from pipeline.correct import Correction
from pipeline.inputs import told
from pipeline.sandbox.limits import Limits

# Where a document's id comes from that SOURCES.yml does not list: the file's stem, or its path.
Naming = Literal["stem", "path"]
NAMINGS: tuple[Naming, ...] = ("stem", "path")


@dataclass(frozen=True, slots=True)
class Order:
    """What ``batch`` was asked for; None means the default.

    Attributes:
        sources: files, folders, patterns, ``@list`` files, addresses that fsspec opens.
        out: the folder of publications, catalogue and dataset.
        specs: the forms to choose from; empty for the built-in one.
        corrections: people's decisions for all notices; without it ``corrections.yml`` beside
            each document.
        engine: what PDFs are read with.
        naming: what a document's id is made of.
        workers: documents at a time on this machine.
        scheduler: the address of a Dask scheduler, in place of workers here.
        force: work every document anew.
        report: write each notice's report beside its tables as well.
        dry_run: publish nothing, say what would change.
        limits: what a document may ask for at most.
    """

    sources: tuple[str, ...]
    out: Path
    specs: tuple[Path, ...] = ()
    corrections: Path | None = None
    engine: str = "auto"
    naming: Naming = "stem"
    workers: int | None = None
    scheduler: str | None = None
    force: bool = False
    report: bool = False
    dry_run: bool = False
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Job:
    """One document.

    Attributes:
        source: how it was named, a path or an address.
        notice_id: of its notice.
        basis: a digest of all that decides the tables but the document's content.
        known: what the catalogue says of it already.
    """

    source: str
    notice_id: str
    out: Path
    specs: tuple[Path, ...]
    decisions: tuple[Correction, ...]
    engine: str
    limits: Limits
    basis: str
    force: bool = False
    report: bool = False
    dry_run: bool = False
    known: Row | None = None

    @property
    def is_remote(self) -> bool:
        """Whether it is to be fetched from an address."""
        return is_address(self.source)

    def key(self, sha256: str) -> str:
        """What tells this work from any other: the content and all that decides its tables."""
        return digest(self.basis, sha256)


def is_address(source: str) -> bool:
    """Whether a source is named by an address, ``protocol://…``."""
    return "://" in source


def basis_of(
    notice_id: str,
    engine: str,
    specs: Sequence[bytes],
    decisions: Sequence[Correction],
    code: str,
) -> str:
    """A digest of all that decides a document's tables but its content."""
    forms = [hashlib.sha256(spec).hexdigest() for spec in specs]
    decided = hashlib.sha256(told(decisions)).hexdigest()
    return digest(
        notice_id,
        engine,
        code,
        decided,
        *sorted(forms),
    )


def digest(*parts: str) -> str:
    """SHA-256 over the parts, in hex."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
