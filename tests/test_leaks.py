"""Nothing leaks: no writing outside the folder, nothing run, nothing that a terminal obeys."""

from __future__ import annotations

import hashlib
import importlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import commands, main
from pipeline.publication import write
from pipeline.schema import TABLES
from tests.conftest import ROOT
from tests.published import small_publication

TINY = ROOT / "tests" / "cases" / "run" / "tiny.txt"
WITNESS = ROOT / "tests" / "cases" / "leaks"
# Colours, a title, a bell, a C1 control sequence, right-to-left override, a tag character, a lone line separator.
HOSTILE = "a\x1b[31m\x1b]0;t\x07\x9b2J\u202e\u2066\U000e0041\u2028\x00\x7f中"

PROGRAMS = {"os.exec", "os.posix_spawn", "os.spawn", "os.system", "subprocess.Popen", "pty.spawn"}


def witnessed(tmp_path: Path, *arguments: str) -> list[list[str]]:
    """What one run of the command, and the processes it starts, did: event, working folder, arguments."""
    log, home = tmp_path / "witness.log", tmp_path / "home"
    home.mkdir()
    paths = [str(WITNESS), str(ROOT)]
    told = {
        "WITNESS": str(log),
        "PYTHONPATH": os.pathsep.join(paths),
        "HOME": str(home),
        "TMPDIR": str(home),
    }
    done = subprocess.run(
        [sys.executable, "-B", "-m", "pipeline", *arguments],
        cwd=home, env={**os.environ, **told}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert list(home.iterdir()) == []
    return [line.split("\0") for line in log.read_text("utf-8").splitlines()]


def places(entry: list[str]) -> Iterator[Path]:
    """The files an entry changes; names relative to a folder that a removal has opened are within what it removes."""
    event, folder, *arguments = entry
    for name in arguments[:2] if event in ("os.rename", "os.link") else arguments[:1]:
        path = Path(folder, name)
        if event in ("os.remove", "os.rmdir") and os.sep not in name:
            continue
        yield path


@pytest.mark.slow
def test_a_run_writes_into_its_folder_alone_and_starts_nothing_but_itself(tmp_path: Path) -> None:
    """Every process of it, watched from its first line on; home and temporary folder stay empty."""
    source, out = tmp_path / "tiny.pdf", tmp_path / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "raw")
        importlib.import_module("facsimile").main([str(TINY), str(source)])
    seen = witnessed(tmp_path, "extract", str(source), "--out", str(out))
    assert {entry[0] for entry in seen} >= {"open", "os.mkdir", "os.rename", "os.link"}
    written = [path for entry in seen if entry[0].startswith(("open", "os.")) and entry[0] not in PROGRAMS
               for path in places(entry)]  # fmt: skip
    outside = {str(path) for path in written if not path.is_relative_to(out)} - {os.devnull}
    assert outside == set()
    assert {entry[2] for entry in seen if entry[0] in PROGRAMS} <= {sys.executable}
    # urllib3, imported by Great Expectations, asks so whether the system knows IPv6; nobody listens.
    asked = [entry[0:1] + entry[3:] for entry in seen if entry[0].startswith("socket.")]
    assert [entry for entry in asked if entry != ["socket.bind", "('::1', 0)"]] == []
    assert {path.name for path in out.iterdir() if path.name.startswith(".")} == {".state.json"}


def test_the_witness_sees_processes_that_a_run_starts(tmp_path: Path) -> None:
    log = tmp_path / "witness.log"
    code = (
        "import subprocess, sys; subprocess.run([sys.executable, '-c', 'open(\"child\", \"w\")'])"
    )
    environment = {**os.environ, "WITNESS": str(log), "PYTHONPATH": str(WITNESS)}
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, check=True)
    seen = [line.split("\0") for line in log.read_text("utf-8").splitlines()]
    assert ["open", str(tmp_path), "child"] in [entry[:3] for entry in seen]
    assert "subprocess.Popen" in {entry[0] for entry in seen}


@pytest.mark.slow
@pytest.mark.usefixtures("once")
def test_a_name_that_climbs_out_of_its_folder_is_a_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever gives it: the list of sources, the call, the corrections, the spec."""
    inside, climbs = tmp_path / "inside", "../../climbed/out"
    inside.mkdir()
    source = inside / "notice.txt"
    source.write_bytes(TINY.read_bytes())
    digest = hashlib.sha256(TINY.read_bytes()).hexdigest()
    (inside / "SOURCES.yml").write_text(f"- {{notice_id: {climbs}, sha256: {digest}}}\n")
    decision = "target: {seq: 3, column: ../unit}, expects: ../../x, value: ../../x, reason: r, decided_by: x"
    (inside / "corrections.yml").write_text(f"- {{notice: {climbs}, {decision}}}\n")
    form = (ROOT / "pipeline" / "specs" / "county-targets.yml").read_text("utf-8")
    (inside / "spec.yml").write_text(
        form.replace("form: county-targets", f"form: {climbs}"), "utf-8"
    )
    call = [
        "extract",
        str(source),
        "--spec",
        str(inside / "spec.yml"),
        "--out",
        str(inside / "out"),
        "--no-report",
    ]
    assert main(call) == 1
    assert "correction of row 3 ../unit: no such column" in capsys.readouterr().err
    (inside / "corrections.yml").unlink()
    assert [main(call), main([*call, "--notice-id", f"../{climbs}"])] == [0, 0]
    assert [path.name for path in tmp_path.iterdir()] == ["inside"]
    assert {path.name for path in inside.iterdir()} == {
        "notice.txt",
        "SOURCES.yml",
        "spec.yml",
        "out",
    }
    assert all(path.is_file() for path in (inside / "out").iterdir())


# --- terminals ---------------------------------------------------------------------------------------------------


def hostile_publication() -> dict[str, list[dict[str, Any]]]:
    """The small publication with hostile characters in every text that is free."""
    free = ("indicator", "unit", "target", "lead_unit", "remark", "printed", "reason", "before", "after", "title",
            "issuer", "body", "message", "text", "label", "level1", "level2")  # fmt: skip
    rows = small_publication()
    for held in rows.values():
        for row in held:
            row.update(
                {name: f"{row[name]}{HOSTILE}" for name in free if isinstance(row.get(name), str)}
            )
    rows["findings"] += [
        {**dict.fromkeys(TABLES["findings"].names), "notice_id": "small-2022", "severity": "warning",
         "check": "x", "code": "as-is", "parameters": "{}", "message": HOSTILE, "seq": 8},
    ]  # fmt: skip
    return rows


def obeyed(text: str) -> set[str]:
    """The characters a terminal would obey, or that reorder what a person reads."""
    return {character for character in text if not character.isprintable()} - {"\n", "\t"}


@pytest.mark.slow
@pytest.mark.usefixtures("once")
@pytest.mark.parametrize(
    "arguments",
    [
        *(["check"], ["check", "--json"], ["explain", "8", "--in"], ["explain", "1", "--in"]),
        *(["review"], ["review", "--entries"], ["review", "--json"], ["export"]),
    ],
    ids=" ".join,
)
def test_no_command_prints_what_a_terminal_would_obey(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / f"out{HOSTILE.replace(chr(0), '')}"
    write.publish(write.build(hostile_publication(), "g1"), folder)
    main([*arguments, str(folder)])
    captured = capsys.readouterr()
    assert captured.out
    assert obeyed(captured.out + captured.err) == set()


@pytest.mark.slow
@pytest.mark.usefixtures("once")
@pytest.mark.parametrize("options", [[], ["--json"]], ids=str)
def test_neither_a_name_nor_a_cell_of_the_source_is_obeyed(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file's name is not even UTF-8."""
    hostile = HOSTILE.replace("\0", "")
    source = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff" + os.fsencode(f"{hostile}.txt")))
    source.write_text(
        TINY.read_text("utf-8")
        .replace("50亿元", f"50亿元{hostile}")
        .replace("县工信局", "县\x9b工信局")
    )
    codes = [
        main(["extract", str(source), "--out", str(tmp_path / "out"), "--no-report", *options]),
        main(["tables", str(source), *options]),
        main(["extract", str(tmp_path / hostile), "--out", str(tmp_path / "out")]),
        main(["check", str(tmp_path / hostile)]),
    ]
    captured = capsys.readouterr()
    assert codes[1:] == [0, 2, 2]
    assert captured.out
    assert obeyed(captured.out + captured.err) == set()


def test_a_wrong_call_does_not_echo_what_a_terminal_would_obey(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for call in (
        [HOSTILE],
        ["extract", "--engine", HOSTILE],
        ["extract", HOSTILE, "--no\x9bthing"],
    ):
        with pytest.raises(SystemExit):
            main(call)
    assert main(["tables", str(TINY), "--pages", HOSTILE]) == 2
    assert obeyed(capsys.readouterr().err) == set()


def test_a_terminal_that_knows_fewer_characters_gets_them_escaped(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "dictionary"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.isascii()


def test_a_validator_that_is_ended_leaves_no_lock_in_the_system() -> None:
    """Great Expectations' progress bars make one; of a named one Python would tell on standard error."""
    code = """if True:
        import multiprocessing, os
        from multiprocessing import resource_tracker
        multiprocessing.set_start_method("spawn")
        from pipeline.validate.process import nameless_locks
        nameless_locks()
        lock = multiprocessing.RLock()
        print(resource_tracker._resource_tracker._pid)
        os._exit(0)
    """
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("None\n", "")


# --- signals -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_run_that_is_told_to_end_ends_in_order_with_one_line(
    number: signal.Signals,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = signal.getsignal(signal.SIGTERM)
    cleared = []

    def work(_: object) -> int:
        try:
            signal.raise_signal(number)
        finally:
            cleared.append(True)
        return 0

    monkeypatch.setitem(commands.COMMANDS, "dictionary", work)
    assert main(["dictionary"]) == code
    assert capsys.readouterr().err == "notice-pipeline: stopped; what was published is whole\n"
    assert cleared == [True]
    assert signal.getsignal(signal.SIGTERM) is before
