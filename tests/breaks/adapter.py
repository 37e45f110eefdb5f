"""The one door to the pipeline: ``tables`` without a process of its own for each file."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pipeline.errors import PipelineError
from pipeline.formless import read_tables
from pipeline.read import document
from pipeline.sandbox.limits import Limits


@dataclass(frozen=True, slots=True)
class Answer:
    """What ``tables --json`` prints, as plain values; ``refused`` is the message where it gives no tables."""

    tables: Sequence[dict[str, Any]] = ()
    pages: Sequence[dict[str, Any]] = ()
    findings: Sequence[dict[str, Any]] = ()
    refused: str = ""


def tables(path: Path, engine: str) -> Answer:
    """The answer for one file."""
    with warnings.catch_warnings(), patch.object(document, "read", _read):
        warnings.simplefilter("ignore")
        try:
            result = read_tables(path, engine=engine).as_dict()
        except PipelineError as error:
            return Answer(refused=f"{type(error).__name__}: {error}")
    return Answer(result["tables"], result["pages"], result["findings"])


def _read(
    path: Path,
    pages: Sequence[int] | None,
    engine: str,
    progress: object,
    limits: Limits | None,
    process: object = None,
    spent: object = None,
) -> document.Reading:
    """As ``document.read``, in this process."""
    return document.read_pdf(path, pages, engine, limits or Limits(), lambda *step: None)
