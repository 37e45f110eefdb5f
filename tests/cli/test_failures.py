"""A failure is one line on standard error; with --json it is JSON on standard output too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline import run
from pipeline.cli import main
from pipeline.cli.arguments import COMMANDS
from pipeline.run import Outcome
from tests.conftest import ROOT

TINY = ROOT / "tests" / "cases" / "run" / "tiny.txt"


def call(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    try:
        code = main(words)
    except SystemExit as ended:
        code = int(ended.code or 0)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_a_wrong_call_of_any_command_is_json(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = call(capsys, command, "--json", "--nothing")
    error = json.loads(out)["error"]
    assert code == 2
    assert set(error) == {"code", "message", "where", "do"}
    assert error["code"] == "cli.wrong-call"
    assert error["do"].endswith("--help shows the call")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (
            ["tables", "x.pdf", "--pages", "0"],
            ("cli.pages-order", "pages count upwards from 1", "--pages 0", None),
        ),
        (
            ["tables", "x.pdf", "--pages", "0", "--lang", "zh"],
            ("cli.pages-order", "页码从 1 起由小到大", "--pages 0", None),
        ),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, list) else None,
)
def test_an_unusable_input_is_told_by_its_code_and_in_words(
    words: list[str], error: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = call(capsys, *words, "--json")
    told = json.loads(out)["error"]
    assert (told["code"], told["message"], told["where"], told["do"]) == error
    assert (code, err.count("\n")) == (2, 1)
    assert told["message"] in err


@pytest.mark.parametrize(
    ("raised", "code", "exit_code"),
    [(KeyboardInterrupt(), "cli.stopped", 130), (KeyError("x"), "cli.fault", 2)],
    ids=str,
)
def test_a_stop_and_a_fault_are_told_like_any_failure(
    raised: BaseException,
    code: str,
    exit_code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def extract(*_: object) -> Outcome:
        raise raised

    monkeypatch.setattr(run, "extract", extract)
    ended, out, err = call(capsys, "extract", str(TINY), "--json")
    assert (ended, json.loads(out)["error"]["code"], err.count("\n")) == (exit_code, code, 1)


def test_a_refusal_is_told_beside_the_summary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One JSON document: what was found, what fails, and the error as any other has it."""
    summary = {"notice_id": "tiny", "open": 3}
    refused = Outcome(False, summary, ("the sum is off", "a key is missing"))
    monkeypatch.setattr(run, "extract", lambda *_: refused)
    code, out, err = call(capsys, "extract", str(TINY), "--out", str(tmp_path), "--json")
    answer = json.loads(out)
    assert code == 1
    assert (answer["open"], answer["failures"]) == (3, ["the sum is off", "a key is missing"])
    assert answer["error"] == {
        "code": "cli.refused",
        "message": "not published, 2 critical checks failed: the sum is off",
        "where": "tiny.txt",
        "do": f"the rejected tables lie in {tmp_path / 'rejected'}",
    }
    assert err.startswith("notice-pipeline: tiny.txt: not published, 2 critical checks failed: ")
