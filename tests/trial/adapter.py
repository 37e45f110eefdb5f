"""The one door between the trial ground and the pipeline."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.ground.case import Rows


def publish(text: str, margin: float | None = None) -> Rows:
    """The contract's tables of one transcription as plain rows; ``margin`` in place of the spec's.

    Raises:
        PipelineError: the pipeline refuses the notice, or its tables fail a critical check.
    """
    from pipeline import validate
    from pipeline.errors import ValidationError
    from pipeline.messages import text as words
    from pipeline.publication import state as store
    from pipeline.publication import write as tables
    from pipeline.run import rows_of

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trial.txt"
        path.write_text(text, encoding="utf-8")
        rows = rows_of(path, margin=margin)
    report = validate.validate(tables.build(rows, "trial"), store.expectations_dir(), "trial")
    if not report.ok:
        failures = [result.message for result in report.failures if result.severity == "critical"]
        raise ValidationError(words("; ".join(failures)))
    return rows
