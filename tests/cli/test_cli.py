"""The command line: exit codes, one line on standard error, summaries for people and for machines, help."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.cli import main
from tests.conftest import ROOT, Edition

TINY = Path(__file__).parents[1] / "cases" / "run" / "tiny.txt"
COMMANDS = ("extract", "check", "explain", "tables", "dictionary")
pytestmark = pytest.mark.usefixtures("once")


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], list[str]]:
    """(exit code, lines of standard output, lines of standard error) of one call."""
    code = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out.splitlines(), captured.err.splitlines()


# --- help and wrong calls ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert f"usage: notice-pipeline {command}" in capsys.readouterr().out


def test_the_help_lists_the_commands_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = capsys.readouterr().out
    assert [command for command in COMMANDS if command not in shown] == []


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["convert"],
        ["extract", "--engine", "ocr"],
        ["explain"],
        ["explain", "seven"],
        ["extract", "--nothing"],
    ],
    ids=" ".join,
)
def test_a_wrong_call_is_one_line_and_exit_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("notice-pipeline: ")
    assert line.endswith("--help shows the call")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["extract", "gone.pdf"], ["gone.pdf", "no such file"]),
        (["extract", "."], ["a directory"]),
        (["extract", str(TINY), "--spec", "gone.yml"], ["gone.yml", "--spec"]),
        (["extract", str(TINY), "--corrections", "gone.yml"], ["gone.yml", "corrections"]),
        (["check", "gone"], ["gone", "no publication there"]),
        (["explain", "1", "--in", "gone"], ["gone", "no publication there"]),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, list) else None,
)
def test_unusable_input_is_one_line_on_standard_error_and_exit_2(
    arguments: list[str],
    words: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = answer(capsys, *arguments)
    assert (code, out, len(err)) == (2, [], 1)
    assert [word for word in words if word not in err[0]] == []
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_exit_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "extracted").write_text("a file stands here", "utf-8")
    code, _, err = answer(
        capsys, "extract", str(TINY), "--out", str(tmp_path / "extracted"), "--no-report"
    )
    assert (code, len(err)) == (2, 1)
    assert "--out" in err[0]
    assert (tmp_path / "extracted").read_text("utf-8") == "a file stands here"


def test_a_broken_file_in_a_process_of_its_own_shows_no_traceback(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes((ROOT / "raw" / "notice.pdf").read_bytes()[:50_000])
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "extract",
        str(broken),
        "--out",
        str(tmp_path / "extracted"),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert not (tmp_path / "extracted").exists()


# --- extract -----------------------------------------------------------------------------------------------------


def test_the_summary_says_rows_doubt_findings_and_seconds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And an unchanged run says that it did nothing; as JSON it is the same summary."""
    call = ("extract", str(TINY), "--out", str(tmp_path / "extracted"), "--no-report")
    code, out, err = answer(capsys, *call)
    assert (code, err) == (0, [])
    text = "\n".join(out)
    for words in (
        "关于印发《某某县2022年工作方案》的通知",
        "6 rows",
        "provincial 10, municipal 2",
        "0 open",
        "0 error",
        "repair",
    ):
        assert words in text
    code, out, _ = answer(capsys, *call)
    assert code == 0
    assert "unchanged" in out[-1]
    code, out, _ = answer(capsys, *call, "--json")
    summary = json.loads("\n".join(out))
    assert (code, summary["unchanged"], summary["indicators"], summary["failures"]) == (
        0,
        True,
        6,
        [],
    )


def test_a_rejected_document_lists_its_failures_and_is_exit_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out_folder = tmp_path / "notice.txt", tmp_path / "extracted"
    source.write_text(TINY.read_text("utf-8").replace("满分10分", "满分11分"), "utf-8")
    code, out, err = answer(capsys, "extract", str(source), "--out", str(out_folder), "--no-report")
    failure = "sections: points × share sum to 10, full marks are 11"
    (told,) = err
    assert code == 1
    assert told.startswith("notice-pipeline: notice.txt: not published, 2 critical checks failed: ")
    assert told.endswith(f"; the rejected tables lie in {out_folder / 'rejected'}")
    assert f"  ✗ {failure}" in out
    code, out, err = answer(
        capsys, "extract", str(source), "--out", str(out_folder), "--no-report", "--json"
    )
    assert (code, err) == (1, [told])
    assert failure in json.loads("\n".join(out))["failures"]


def test_a_stale_correction_is_exit_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entry = '- {notice: tiny, target: {seq: 9, column: unit}, expects: "", value: 个, reason: r, decided_by: x}\n'
    (tmp_path / "corrections.yml").write_text(entry, "utf-8")
    call = ("extract", str(TINY), "--out", str(tmp_path / "extracted"), "--corrections")
    code, out, err = answer(capsys, *call, str(tmp_path / "corrections.yml"))
    assert (code, out) == (1, [])
    assert err == [
        "notice-pipeline: correction of row 9 unit: the notice has no such row; remove the entry or mend its seq"
    ]
    assert not (tmp_path / "extracted").exists()


# --- check -------------------------------------------------------------------------------------------------------


def test_the_published_notice_is_sound(
    transcription: Edition, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = answer(capsys, "check", str(transcription.folder))
    assert (code, err) == (0, [])
    assert out[-1].endswith("0 failed; sound")


def test_one_changed_point_is_named_with_its_group_and_by_how_much(
    transcription: Edition, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "extracted"
    shutil.copytree(transcription.folder, folder)
    path = folder / "scoring_units.parquet"
    table = pq.read_table(path)
    rows = table.to_pylist()
    changed = next(row for row in rows if row["rows"] == "14-23")
    changed["points"] -= 1
    pq.write_table(type(table).from_pylist(rows, table.schema), path)
    code, out, err = answer(capsys, "check", str(folder), "--json")
    assert (code, err) == (1, [])
    messages = [
        result["message"]
        for result in json.loads("\n".join(out))["results"]
        if not result["success"]
    ]
    assert "scoring_units: provincial sums to 99, printed 100 (off by -1)" in messages
    assert "scoring_units: provincial / 产业数字化 sums to 33, printed 34 (off by -1)" in messages
    assert (
        "scoring_units: provincial / 产业数字化 / 工业互联网发展 sums to 9, printed 10 (off by -1)"
        in messages
    )
    assert any("datapackage.json" in message for message in messages)


def test_an_export_does_not_follow_a_link_out_of_the_folder(
    transcription: Edition, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, elsewhere = tmp_path / "extracted", tmp_path / "elsewhere"
    shutil.copytree(transcription.folder, folder)
    elsewhere.mkdir()
    (folder / "export").symlink_to(elsewhere)
    code, out, err = answer(capsys, "export", str(folder))
    assert (code, out, len(err)) == (2, [], 1)
    assert "a link; remove it, or name the folder behind it with --to" in err[0]
    assert list(elsewhere.iterdir()) == []


# --- explain and dictionary --------------------------------------------------------------------------------------


def test_explain_prints_a_value_s_story(
    transcription: Edition, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = answer(
        capsys, "explain", "14", "rank_jan_jun", "--in", str(transcription.folder)
    )
    assert (code, err) == (0, [])
    assert out[1] == "rank_jan_jun = 7  [repaired]"


@pytest.mark.parametrize(
    ("seq", "column", "words"), [("99", "weight", "row 99"), ("1", "colour", "column colour")]
)
def test_explain_refuses_what_is_not_there(
    seq: str, column: str, words: str, transcription: Edition, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = answer(capsys, "explain", seq, column, "--in", str(transcription.folder))
    assert (code, out, len(err)) == (2, [], 1)
    assert words in err[0]


def test_the_dictionary_is_the_one_that_is_published(
    transcription: Edition, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["dictionary"]) == 0
    assert capsys.readouterr().out == (transcription.folder / "README.md").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("command", ["extract", "check"])
def test_a_python_without_docstrings_is_one_line(
    command: str, tmp_path: Path, facsimile: Edition
) -> None:
    """Libraries of the validation engine read their own on import."""
    call = (
        ["extract", str(TINY), "--out", str(tmp_path / "out")]
        if command == "extract"
        else ["check", facsimile.folder]
    )
    done = subprocess.run(
        [sys.executable, "-OO", "-m", "pipeline", *map(str, call)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "notice-pipeline: Python runs without docstrings (-OO, PYTHONOPTIMIZE=2), Great Expectations does not; "
        "run it with them\n"
    )
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("number", ["9" * 5000, "0x" + "F" * 5000])
@pytest.mark.parametrize(
    "call", [["explain"], ["extract", "x", "--max-seconds"], ["tables", "x", "--pages"]]
)
def test_a_number_of_5_000_digits_in_the_call_is_one_line(
    call: list[str], number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main([*call, number])
    except SystemExit as ended:
        code = int(ended.code or 0)
    told = capsys.readouterr().err
    assert (code, told.count("\n")) == (2, 1)
    assert "a fault of the program" not in told


def test_a_message_about_a_text_without_end_is_one_line_of_some_length_with_its_advice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The text is a column's heading here, in a document of many columns."""
    source = tmp_path / "wide.txt"
    source.write_text(
        "\t".join(["a heading of some length"] * 900) + "\n" + "\t".join("1" * 900) + "\n", "utf-8"
    )
    code, out, (told,) = answer(capsys, "extract", str(source), "--out", str(tmp_path / "out"))
    assert (code, out) == (2, [])
    assert told.startswith("notice-pipeline: wide.txt: no table is on the form county-targets")
    assert told.endswith(", or name its spec with --spec (docs/forms.md)")
    assert f"type notice-pipeline extract {source} --draft" in told
    assert len(told) < 800
