"""What a run is asked for, what it works on, and how it ended.

Each file is read once: what is hashed is what is worked on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import UsageError
from pipeline.messages import Message, render
from pipeline.model import SourceKind
from pipeline.read.received import Received, checked_id, corrections_file, identify, receive
from pipeline.read.sniff import kind_of
from pipeline.sandbox.limits import Limits, check_size

if TYPE_CHECKING:
    from pipeline.correct import Correction
    from pipeline.spec import Spec


@dataclass(frozen=True, slots=True)
class Request:
    """What ``extract`` was asked for; None means the default.

    Tables with more than ``max_open`` open cells are not published; None: with any number.
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
    limits: Limits = field(default_factory=Limits)


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

    ``corrections_source`` are the bytes that the corrections are from.
    """

    kind: SourceKind
    source: Received
    identity: str
    spec: Spec
    corrections: Sequence[Correction]
    corrections_source: bytes

    def generation(self, engine: str) -> str:
        """What tells the publication of these inputs, read with ``engine``, from any other."""
        from pipeline.publication import state

        return state.generation(
            self.source.sha256,
            self.spec.source,
            self.corrections_source,
            state.code_digest(state.expectations_dir()),
            f"{self.identity}|{engine}",
        )


def gather(
    source: Path,
    limits: Limits,
    spec: Path | None = None,
    corrections: Path | None = None,
    notice_id: str | None = None,
) -> Inputs:
    """Reads what a run needs besides the document's text.

    Raises:
        UsageError, SourceError, LimitExceeded: there is no such source, or none of a kind that is
            read.
        SpecError, CorrectionError: the file of that kind is wrong.
    """
    from pipeline import correct
    from pipeline import spec as specs

    kind = kind_of(source)
    check_size(source, limits)
    form = specs.load(spec or specs.DEFAULT)
    decisions = corrections_file(source, corrections)
    data = correct.read(decisions) if decisions else b""
    entries = correct.load(data, decisions.name) if decisions else ()
    received = receive(source)
    if notice_id is None:
        identity = identify(source, received.sha256)
    else:
        identity = checked_id(notice_id, "--notice-id", UsageError)
    return Inputs(kind, received, identity, form, entries, data)
