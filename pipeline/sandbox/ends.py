"""How work in another process ended that did not answer, as the errors that a person is shown.

``name`` is the file's, ``place`` how far the work had come, ``seconds`` what it was allowed.
"""

from __future__ import annotations

import signal

from pipeline.errors import LimitExceeded, PipelineError, SourceError
from pipeline.messages import Message
from pipeline.sandbox.allowance import End
from pipeline.sandbox.limits import WIDE
from pipeline.sandbox.worker import NO_MEMORY


def held_up(
    name: str,
    place: Message,
    seconds: float,
    at_one_step: bool,
) -> LimitExceeded:
    """It got too little of the processor."""
    return LimitExceeded(
        "sandbox.held-up",
        where=name,
        place=place,
        clock=WIDE * seconds,
        seconds=seconds,
        flag="--max-page-seconds" if at_one_step else "--max-seconds",
    )


def stuck_at(
    name: str,
    place: Message,
    seconds: float,
    end: End,
) -> LimitExceeded:
    """One step took longer than a page may."""
    if end is End.STILL:
        return LimitExceeded("sandbox.stuck-idle", where=name, place=place, seconds=seconds)
    return LimitExceeded("sandbox.stuck-working", where=name, place=place, seconds=seconds)


def too_long(
    name: str,
    place: Message,
    seconds: float,
    end: End | None,
) -> LimitExceeded:
    """All of it took longer than a document may."""
    if end is End.STILL:
        return LimitExceeded("sandbox.too-long-idle", where=name, place=place, seconds=seconds)
    return LimitExceeded("sandbox.too-long-working", where=name, place=place, seconds=seconds)


def too_large(name: str, place: Message, limit: int) -> LimitExceeded:
    """It needs more than ``limit`` MB."""
    return LimitExceeded("sandbox.too-much-memory", where=name, place=place, limit=limit)


def crashed(
    name: str,
    place: Message,
    limit: int,
    code: int,
) -> PipelineError:
    """The process ended on its own; ``code`` is how, ``limit`` its memory in MB."""
    if code == NO_MEMORY:
        return too_large(name, place, limit)
    if -code == signal.SIGXCPU:
        return LimitExceeded("sandbox.too-much-time", where=name, place=place)
    if code < 0:
        return SourceError(
            "sandbox.crashed-by-signal",
            where=name,
            place=place,
            limit=limit,
            signal=signal.Signals(-code).name,
        )
    return SourceError(
        "sandbox.crashed-with-exit",
        where=name,
        place=place,
        limit=limit,
        exit=code,
    )
