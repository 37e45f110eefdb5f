"""A form that no spec describes: the command that is named, the draft, and the run that goes on with it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import pipeline
from pipeline.cli import main
from pipeline.run import FORM, Request, extract
from tests.conftest import ROOT

NOTICE = ROOT / "tests" / "cases" / "drafts" / "leaders" / "notice.html"


def answer(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main([str(word) for word in words])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_the_refusal_names_the_one_command_to_type(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    source = tmp_path / "a notice.html"
    shutil.copy(NOTICE, source)
    code, _, told = answer(capsys, "extract", source, "--out", tmp_path / "out")
    assert code == 2
    assert f"type notice-pipeline extract '{source}' --draft, or name its spec" in told


def test_a_draft_is_printed_and_is_a_spec(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, printed, _ = answer(capsys, "draft", NOTICE)
    assert code == 0
    assert printed == (NOTICE.parent / "form.yml").read_text("utf-8")
    code, told, _ = answer(capsys, "draft", NOTICE, "--json")
    assert json.loads(told)["spec"].strip() == printed.strip()


def test_a_table_that_is_not_there_is_said_with_how_many_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, _, told = answer(capsys, "draft", NOTICE, "--table", "3")
    assert (code, "no table 3: there is 1 table" in told) == (2, True)


@pytest.mark.slow
def test_a_run_goes_on_with_the_draft_and_keeps_it(tmp_path: Path) -> None:
    """An unchanged document is not worked again; the kept spec gives the same tables."""
    out = tmp_path / "out"
    outcome = extract(Request(NOTICE, out, draft=True, report=False))
    assert outcome.ok, outcome.failures
    assert outcome.summary["drafted"] == str(out / FORM)
    assert (out / FORM).read_text("utf-8") == (NOTICE.parent / "form.yml").read_text("utf-8")
    assert extract(Request(NOTICE, out, draft=True, report=False)).unchanged
    drafted = pipeline.load(out)
    named = pipeline.extract(NOTICE, spec=out / FORM)
    assert named["extras"].to_pylist() == drafted["extras"].to_pylist()
    assert named["indicators"].to_pylist() == drafted["indicators"].to_pylist()


@pytest.mark.slow
def test_a_known_form_is_not_drafted(tmp_path: Path) -> None:
    source = ROOT / "tests" / "cases" / "run" / "tiny.txt"
    outcome = extract(Request(source, tmp_path / "out", draft=True, report=False))
    assert outcome.ok, outcome.failures
    assert "drafted" not in outcome.summary
    assert not (tmp_path / "out" / FORM).exists()
