"""Validation in a process of its own: the same report and the same errors as here."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.published import EXPECTATIONS

# In a process of its own, since where the engine is imported already none is started for it.
CODE = """if True:
    import json, sys
    from pathlib import Path
    from pipeline.errors import PipelineError
    from pipeline.publication import write
    from pipeline.validate.process import ValidatorProcess
    from tests.published import small_publication

    suites, spoil, kill = Path(sys.argv[1]), sys.argv[2:3] == ["spoil"], sys.argv[2:3] == ["kill"]
    rows = small_publication()
    if spoil:
        rows["indicators"][0]["weight"] = 4.5
    tables = write.build(rows, "g1")
    with ValidatorProcess(suites, "small-2022") as validator:
        if kill:
            validator._process.kill()
        try:
            answer = json.loads(validator.validate(tables).to_json())
        except PipelineError as error:
            answer = str(error)
    print(json.dumps([answer, "great_expectations" in sys.modules]))
"""


def ask(suites: Path, *words: str) -> tuple[object, bool]:
    """The report as data, or the error; whether the engine had to be imported by the one who asks."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", CODE, str(suites), *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    answer, here = json.loads(done.stdout)
    return answer, here


def here(spoil: bool) -> object:
    from pipeline.publication import write
    from pipeline.validate import validate
    from tests.published import small_publication

    rows = small_publication()
    if spoil:
        rows["indicators"][0]["weight"] = 4.5
    report = validate(write.build(rows, "g1"), EXPECTATIONS, "small-2022")
    return json.loads(report.to_json())


@pytest.mark.slow
@pytest.mark.parametrize("words", [(), pytest.param(("spoil",), marks=pytest.mark.slow)])
def test_the_report_is_the_one_that_would_be_made_here(words: tuple[str, ...]) -> None:
    report, engine_here = ask(EXPECTATIONS, *words)
    assert report == here(spoil=bool(words))
    assert not engine_here


@pytest.mark.slow
def test_where_the_process_ends_the_work_is_done_here() -> None:
    report, engine_here = ask(EXPECTATIONS, "kill")
    assert report == here(spoil=False)
    assert engine_here


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: "{", "lead_units.json: "),
        (lambda text: text.replace("expect_column_", "expect_colum_"), "not loaded"),
    ],
)
def test_a_suite_that_cannot_be_prepared_is_told_when_the_tables_come(
    tmp_path: Path, change: object, message: str
) -> None:
    assert callable(change)
    suites = shutil.copytree(EXPECTATIONS, tmp_path / "suites")
    suite = suites / "lead_units.json"
    suite.write_text(change(suite.read_text("utf-8")), "utf-8")
    answer, _ = ask(suites)
    assert isinstance(answer, str)
    assert message in answer
