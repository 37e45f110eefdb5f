"""A document's row of the catalogue."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal

from pipeline.errors import LimitExceeded, PipelineError, PublishError
from pipeline.inputs import Outcome
from pipeline.messages import Message, as_data, from_data, render, text

Status = Literal["published", "rejected", "unusable", "copy"]
_STATUS: dict[int, Status] = {0: "published", 1: "rejected", 2: "unusable"}
# What another machine, or this one at another time, may do otherwise.
_MAY_PASS = (
    "sandbox.crashed-by-signal",
    "sandbox.crashed-with-exit",
    "sandbox.no-process",
    "batch.lost",
)


@dataclass(frozen=True, slots=True)
class Row:
    """What the catalogue says of one document.

    Attributes:
        status: published, rejected (read, but something critical fails), unusable, or a copy of
            another document of the batch, which is worked instead.
        said: why it is not published; None where it is.
        generation: of what lies in its folder; None where nothing does.
        key: what it was worked with (see ``Job.key``); not published.
        may_pass: whether the same work may end otherwise next time; not published.
        unchanged: whether nothing had to be done; not published, nor remembered.
        change: of a dry run: how its tables would change; not published, nor remembered.
    """

    notice_id: str
    source: str
    status: Status
    exit_code: int
    sha256: str | None = None
    kind: str | None = None
    form: str | None = None
    said: Message | None = None
    pages: int | None = None
    rows: int | None = None
    values: int | None = None
    open: int | None = None
    errors: int | None = None
    warnings: int | None = None
    infos: int | None = None
    points: str | None = None
    seconds: float = 0.0
    generation: str | None = None
    key: str = ""
    may_pass: bool = False
    unchanged: bool = False
    change: str | None = None

    @property
    def message(self) -> str | None:
        """Why it is not published, in English."""
        return None if self.said is None else render(self.said)


def failed(row: Row, error: PipelineError) -> Row:
    """The row of a document that could not be worked."""
    passing = isinstance(error, LimitExceeded | PublishError) or error.code in _MAY_PASS
    return replace(
        row,
        status=_STATUS[error.exit_code],
        exit_code=error.exit_code,
        said=error.message,
        may_pass=passing,
    )


def worked(
    row: Row,
    outcome: Outcome,
    pages: int | None,
) -> Row:
    """The row of a document that was read, published or not."""
    summary = outcome.summary
    findings: Mapping[str, int] = summary.get("findings", {})
    points = summary.get("points")
    code = 0 if outcome.ok else 1
    return replace(
        row,
        status=_STATUS[code],
        exit_code=code,
        said=None if outcome.ok else outcome.rejections[0],
        pages=pages,
        rows=summary.get("indicators"),
        values=summary.get("values"),
        open=summary.get("open"),
        errors=findings.get("error"),
        warnings=findings.get("warning"),
        infos=findings.get("info"),
        points=json.dumps(points, ensure_ascii=False) if points else None,
        unchanged=outcome.unchanged,
    )


def as_json(row: Row) -> dict[str, Any]:
    """The row as the memory of a batch keeps it."""
    values = asdict(replace(row, said=None))
    del values["unchanged"], values["change"]
    values["said"] = None if row.said is None else as_data(row.said)
    return values


def from_json(values: Mapping[str, Any]) -> Row:
    """The row of its JSON.

    Raises:
        KeyError, TypeError: it is not the JSON of a row.
    """
    known = {one.name for one in fields(Row)}
    given = {name: value for name, value in values.items() if name in known}
    said = given.get("said")
    return Row(**{**given, "said": None if said is None else _known(from_data(said))})


def _known(said: Message) -> Message:
    """The message; of one that only another version of the catalogue can say, its code."""
    try:
        render(said)
    except (KeyError, ValueError, TypeError):
        return text(said.code)
    return said
