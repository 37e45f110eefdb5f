"""``--lang zh`` is complete: no English word is left but names."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline import run
from pipeline.cli import main
from pipeline.cli.arguments import COMMANDS
from pipeline.inputs import Outcome
from pipeline.messages import as_data, message, render, text, words_of
from pipeline.messages.catalogue import CATALOGUE
from pipeline.publication.write import build
from pipeline.schema import TABLES
from pipeline.views.explain import explain
from pipeline.views.review import review
from pipeline.views.summary import PARTS
from tests.conftest import ROOT
from tests.published import small_publication

TINY = ROOT / "tests" / "cases" / "run" / "tiny.txt"

# Names: the program's, its commands', its columns'; of files and formats; of what help puts for a value.
PROGRAM = {"notice", "pipeline", "SHA", "NOTICE_PIPELINE_TRACEBACK"}
VALUES = {"COMMAND", "SOURCE", "DIR", "FILE", "FOLDER", "SEQ", "COLUMN", "ID"} | {
    "ADDRESS",
    "OLD",
    "NEW",
}
CHOICES = {"auto", "both", "pdfium", "pdfplumber", "camelot", "en", "zh", "stem", "path"}
FORMATS = {
    "PDF",
    "DOCX",
    "XLSX",
    "HTML",
    "Markdown",
    "extract",
    "JSON",
    "CSV",
    "Excel",
    "Parquet",
    "MB",
    "Linux",
    "spec",
    "YAML",
    "SQLite",
    "Dask",
}
FILES = {
    "SOURCES",
    "extracted",
    "export",
    "rejected",
    "corrections",
    "yml",
    "report",
    "html",
    "tiny",
    "txt",
}
OF_ENTRIES = {"target", "expects", "value", "reason", "decided_by", "null"}
NAMES = PROGRAM | VALUES | CHOICES | FORMATS | FILES | OF_ENTRIES
NAMES |= {command.name for command in COMMANDS}
NAMES |= {name for table in TABLES.values() for name in table.names}


def english(shown: str) -> set[str]:
    """The words of Latin letters that are no names; options are names."""
    words = re.findall(r"[A-Za-z][A-Za-z0-9_]+", re.sub(r"--[a-z-]+", " ", shown))
    return set(words) - NAMES


def shown_by(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """All that a call in Chinese shows."""
    with suppress(SystemExit):
        main(["--lang", "zh", *words])
    captured = capsys.readouterr()
    return captured.out + captured.err


def test_the_help_of_the_program_is_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    shown = shown_by(capsys, "--help")
    assert shown.startswith("用法：notice-pipeline ")
    assert "显示本帮助并退出" in shown
    assert english(shown) == set()


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_the_help_of_a_command_is_chinese(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = shown_by(capsys, command, "--help")
    assert shown.startswith(f"用法：notice-pipeline {command} ")
    assert english(shown) == set()


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["check", "--nothing"],
        ["explain"],
        ["explain", "--json"],
        ["explain", "七"],
        ["extract", "--engine", "无"],
        ["extract", "--out"],
        ["extract", "--force=1"],
        ["tables", "--m", "3"],
        ["没有"],
        ["check", "--lang", "无"],
        ["tables", "tiny.txt", "--pages", "0"],
        ["tables", "tiny.txt", "--pages", "一"],
    ],
    ids=" ".join,
)
def test_a_wrong_call_is_told_in_chinese(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    shown = shown_by(capsys, *words)
    told = json.loads(shown.splitlines()[0])["error"]["message"] if "--json" in words else shown
    assert re.search("[一-鿿]", told)
    assert english(told) == set()


def outcome(ok: bool, unchanged: bool = False) -> Outcome:
    summary: dict[str, Any] = {
        "title": "某县通知",
        "indicators": 84,
        "values": 1512,
        "points": {"provincial": 100.0, "municipal": 20.0, "bonus": 10.0},
        "findings": {"error": 0, "warning": 7, "info": 12},
        "seconds": dict.fromkeys(
            ("read", "stitch", "repair", "normalise", "validate", "report", "publish"), 0.5
        ),
        **dict.fromkeys((*PARTS, "open_rows", "rows_to_review"), 1),
    }
    return Outcome(ok, summary, () if ok else (text("合计不符"), text("缺少一行")), unchanged)


@pytest.mark.parametrize("ended", [outcome(True), outcome(True, True), outcome(False)])
def test_the_summary_and_a_refusal_are_chinese(
    ended: Outcome, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "extract", lambda *_: ended)
    shown = shown_by(capsys, "extract", str(TINY))
    assert "84行，1512个值；分值：省考核指标100分、市考核指标20分、加分考核指标10分" in shown
    assert ("notice-pipeline: tiny.txt：未发布，2项关键校验未通过：合计不符；" in shown) != ended.ok
    assert english(shown) == set()


@pytest.mark.parametrize("raised", [KeyboardInterrupt(), ValueError("无")], ids=str)
def test_a_stop_and_a_fault_are_told_in_chinese(
    raised: BaseException, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def extract(*_: object) -> Outcome:
        raise raised

    monkeypatch.setattr(run, "extract", extract)
    assert english(shown_by(capsys, "extract", str(TINY))) - {"ValueError"} == set()


def test_stages_on_the_bar_are_chinese(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def extract(_: object, progress: Any) -> Outcome:
        progress("validate", 0, 1)
        return outcome(True)

    monkeypatch.setattr(run, "extract", extract)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert "\r校验 " in shown_by(capsys, "extract", str(TINY))


def said(**row: Any) -> dict[str, Any]:
    """The row with codes for what the case says in words."""
    told = message("views.settles-target")
    if row.get("reason"):
        row |= {"reason": render(told), "reasons": json.dumps([as_data(told)])}
    if "rule" in row:  # the case's own has no name
        row |= {"rule": "weight_lost"}
    if "message" in row:
        row |= {"message": render(told), "code": told.code, "parameters": "{}"}
    return row


def publication() -> tuple[dict[str, list[dict[str, Any]]], set[str]]:
    """The small publication, said in codes, and the Latin words of its notice."""
    rows = {name: [said(**row) for row in held] for name, held in small_publication().items()}
    printed = [row[name] for row in rows["indicators"] for name in ("indicator", "lead_units")]
    return rows, english(" ".join(printed)) | {"small"}


def test_an_explanation_is_chinese() -> None:
    rows, printed = publication()
    tables = build(rows, "0" * 64)
    for row in rows["indicators"]:
        shown = "\n".join(explain(tables, row["seq"], None, "zh"))
        assert shown.startswith(f"序号{row['seq']}：")
        assert english(shown) - printed == set()


@pytest.mark.parametrize("entries", [False, True])
def test_the_list_of_what_is_open_is_chinese(entries: bool) -> None:
    rows, printed = publication()
    shown = "\n".join(review(build(rows, "0" * 64), entries, "zh"))
    assert "未决5格，涉及1行；" in shown
    assert english(shown) - printed == set()


def test_the_checks_of_a_folder_are_told_in_chinese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from pipeline import validate

    told = {"code": "views.nothing-open", "parameters": {}, "message": "nothing is open"}
    failed = {"severity": "critical", "success": False, **told}
    report = json.dumps({"ok": False, "results": [failed]})
    answer = SimpleNamespace(ok=False, to_json=lambda: report)
    monkeypatch.setattr(validate, "check", lambda *_: answer)
    monkeypatch.chdir(tmp_path)
    assert shown_by(capsys, "check").splitlines() == [
        "  ✗ 关键：没有未决的值",
        "extracted：校验1项，未通过1项；有误",
    ]


def test_no_sentence_of_the_catalogue_is_left_in_english() -> None:
    """What is said of the command line and of views, apart from names and places to fill in."""
    mine = [code for code in CATALOGUE if code.startswith(("cli.", "views."))]
    left = {}
    for code in mine:
        words = words_of(code)
        told = re.sub(r"%\(\w+\)[sr]|%[sr]|\{[^}]*\}", " ", words.zh + words.do_zh)
        left[code] = english(told)
    assert {code: words for code, words in left.items() if words} == {}
    assert render(text("as it is"), "zh") == "as it is"
