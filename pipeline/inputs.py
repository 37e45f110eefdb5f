"""What a run is asked for, what it works on, and how it ended.

Each file is read once: what is hashed is what is worked on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import UsageError
from pipeline.messages import Message, render
from pipeline.model import SourceKind
from pipeline.read.received import Received, checked_id, corrections_file, identify, receive
from pipeline.read.scan.folder import check_sizes
from pipeline.read.sniff import kind_of
from pipeline.sandbox.limits import Limits

if TYPE_CHECKING:
    from pipeline.correct import Correction
    from pipeline.spec import Spec


@dataclass(frozen=True, slots=True)
class Request:
    """What ``extract`` was asked for; None means the default.

    ``table`` is the number of the attachment among the document's tables, from 1; ``draft`` says
    that a form which no spec describes is drafted.
    Tables with more than ``max_open`` open cells are not published; None: with any number.
    ``decisions`` are people's where they are known already, in place of a file.
    """

    source: Path
    out: Path
    spec: Path | None = None
    corrections: Path | None = None
    engine: str = "both"
    notice_id: str | None = None
    report: bool = True
    force: bool = False
    max_open: int | None = None
    decisions: tuple[Correction, ...] | None = None
    limits: Limits = field(default_factory=Limits)
    table: int | None = None
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: whether it published, the figures of it, and what was against it."""

    ok: bool
    summary: Mapping[str, Any]
    rejections: tuple[Message, ...] = ()
    unchanged: bool = False

    @property
    def failures(self) -> tuple[str, ...]:
        """What was against it, in English."""
        return tuple(render(one) for one in self.rejections)


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a run works on: the source as it was received, its notice's id, the spec, corrections.

    The corrections are the notice's own; those for other notices change nothing here.
    """

    kind: SourceKind
    source: Received
    identity: str
    spec: Spec
    corrections: Sequence[Correction]

    def generation(self, engine: str, table: int | None = None, draft: bool = False) -> str:
        """What tells the publication of these inputs, read with ``engine``, from any other.

        A draft follows from the source and the code.
        """
        from pipeline.publication import state

        choice = "" if table is None else f"|table {table}"
        choice += "|draft" if draft else ""
        choice += "".join(f"|{name!r}" for name in self.source.names)
        return state.generation(
            self.source.sha256,
            self.spec.source,
            told(self.corrections),
            state.code_digest(state.expectations_dir()),
            f"{self.identity}|{engine}{choice}",
        )


def told(corrections: Sequence[Correction]) -> bytes:
    """The corrections as bytes: the same for the same decisions, however their file is laid out."""
    if not corrections:
        return b""
    values = [asdict(entry) for entry in corrections]
    return json.dumps(values, ensure_ascii=False, sort_keys=True).encode()


def gather(
    source: Path,
    limits: Limits,
    spec: Path | None = None,
    corrections: Path | None = None,
    notice_id: str | None = None,
    decisions: Sequence[Correction] | None = None,
) -> Inputs:
    """Reads what a run needs besides the document's text.

    Raises:
        UsageError, SourceError, LimitExceeded: there is no such source, or none of a kind that is
            read.
        SpecError, CorrectionError: the file of that kind is wrong.
    """
    from pipeline import spec as specs

    kind = kind_of(source)
    check_sizes(source, limits)
    form = specs.load(spec or specs.DEFAULT)
    entries = decisions_for(source, corrections) if decisions is None else decisions
    received = receive(source)
    if notice_id is None:
        identity = identify(received.path, received.sha256)
    else:
        identity = checked_id(notice_id, "--notice-id", UsageError)
    own = [entry for entry in entries if entry.notice == identity]
    return Inputs(kind, received, identity, form, own)


def decisions_for(source: Path, given: Path | None) -> Sequence[Correction]:
    """People's decisions, for whatever notices: of the file given, else of that beside the source.

    Raises:
        UsageError: the file given does not exist.
        CorrectionError: the file is wrong.
    """
    from pipeline import correct

    path = corrections_file(source, given)
    if path is None:
        return ()
    return correct.load(correct.read(path), path.name)
