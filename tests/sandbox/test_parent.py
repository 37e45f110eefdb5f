"""The process that opens strangers' files: it is bounded, it dies, and what it sends back is only values."""

from __future__ import annotations

import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import fields
from pathlib import Path

import pytest

from pipeline.cli.arguments import limits_of, parser
from pipeline.errors import LimitExceeded, LostCharacters, PipelineError, SourceError, UsageError
from pipeline.messages import is_code, text
from pipeline.model import Document, Finding, PageTable, SourceKind
from pipeline.read import document
from pipeline.sandbox.limits import MOST, WIDE, Limits, Spent, check_size, in_memory, within
from pipeline.sandbox.parent import Confined
from tests.conftest import ROOT

LINUX = sys.platform == "linux"
SLOW, HELD, LARGE = (LimitExceeded(text(words)) for words in ("too slow", "held up", "too large"))


def done(deed: str, **limits: int) -> object:
    """What a deed of tests/hostile/deeds.py comes to in a process within these limits."""
    with Confined(Limits(**limits)) as process:
        process.start(f"tests.hostile.deeds:{deed}")
        return process.result("file.pdf", lambda *_: None)


def is_gone(number: int) -> bool:
    """Whether the process ends within some seconds; a zombie has ended."""
    for _ in range(200):
        try:
            state = (
                Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
                if LINUX
                else ""
            )
            os.kill(number, 0)
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_values_come_back_and_progress_is_told() -> None:
    told: list[tuple[str, int, int]] = []
    with Confined(Limits()) as process:
        for _ in range(2):
            process.start("tests.hostile.deeds:answer")
            found = process.result("file.pdf", lambda *place: told.append(place))
            assert found == Finding("info", "check", text("message"))
    assert told == [("read", 0, 0), ("read", 1, 2)] * 2


def handed_on(deed: str, take: Callable[[object], object], **limits: int) -> object:
    """What a deed that hands on parts comes to."""
    with Confined(Limits(**limits)) as process:
        process.start(f"tests.hostile.deeds:{deed}")
        return process.result("file.pdf", lambda *_: None, take)


def test_parts_come_before_the_answer() -> None:
    parts: list[object] = []
    assert handed_on("hand_on", parts.append) == Finding("info", "check", text("message"))
    assert parts == [1, 2]


@pytest.mark.parametrize(
    ("deed", "says"),
    [("hand_on_and_fail", "page 2: lost 'x'"), ("hand_on_and_crash", "crashed (SIGSEGV)")],
)
def test_an_error_behind_parts_is_told_as_any(deed: str, says: str) -> None:
    parts: list[object] = []
    with pytest.raises(PipelineError) as caught:
        handed_on(deed, parts.append)
    assert says in str(caught.value)
    assert parts == [1]


def test_parts_have_a_limit_together() -> None:
    """The process keeps none of them, so its own memory is no bound."""
    parts: list[object] = []
    with pytest.raises(LimitExceeded, match=r"file\.pdf: reading needs more than 80 MB after "):
        handed_on("hand_on_without_end", parts.append, memory_mb=80)
    assert 80 < len(parts) < 110


def test_a_part_that_cannot_be_taken_is_no_value() -> None:
    def take(part: object) -> None:
        raise KeyError(part)

    with pytest.raises(SourceError, match="answered with what is no value"):
        handed_on("hand_on", take)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("deed", "limits", "says"),
    [
        ("hang", {"page_seconds": 1}, "stuck after 3 of 8 pages, more than 1 s"),
        ("hang_with_the_lock", {"page_seconds": 1}, "stuck before its first page"),
        (
            "spin",
            {"page_seconds": 1},
            "stuck after 3 of 8 pages, more than 1 s of processor time in one place",
        ),
        ("spin_on", {"seconds": 1}, "takes more than 2 s of processor time after"),
        ("crash", {}, "crashed (SIGSEGV) after 2 of 8 pages"),
        ("leave", {}, "crashed (exit 3)"),
        ("stumble", {}, "cannot be read (KeyError at deeds.py line"),
    ],
    ids=lambda part: part if isinstance(part, str) and " " not in part else "",
)
def test_a_hang_or_a_crash_is_one_line_and_exit_2(
    deed: str, limits: dict[str, int], says: str
) -> None:
    with pytest.raises(SourceError) as caught:
        done(deed, **limits)
    assert str(caught.value).startswith("file.pdf: ")
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 2


if LINUX:  # elsewhere the system does not count what a process allocates

    @pytest.mark.parametrize("deed", ["devour", "devour_in_pieces"])
    def test_memory_beyond_the_limit_is_one_line_and_exit_2(deed: str) -> None:
        with pytest.raises(LimitExceeded, match=r"file\.pdf: reading needs more than 100 MB"):
            done(deed, memory_mb=100)


def test_an_error_of_ours_comes_back_as_it_was() -> None:
    with pytest.raises(LostCharacters, match="page 1: lost 'x'"):
        done("fail")


def test_a_value_of_another_kind_is_not_unpickled(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SourceError, match="answered with what is no value"):
        done("foreign")
    assert capfd.readouterr().out == ""


def test_what_the_process_prints_is_not_seen(capfd: pytest.CaptureFixture[str]) -> None:
    assert done("chatter") == 1
    assert capfd.readouterr() == ("", "")


def test_the_process_ends_with_the_block() -> None:
    with Confined(Limits()) as process:
        process.start("tests.hostile.deeds:process")
        number = process.result("file.pdf", lambda *_: None)
        process.start("tests.hostile.deeds:hang")
    assert is_gone(number)


@pytest.mark.parametrize(
    "end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=lambda end: end.name
)
@pytest.mark.parametrize("deed", ["hang", "hang_with_the_lock"] if LINUX else ["hang"])
def test_the_process_ends_with_its_parent_however_that_ends(end: signal.Signals, deed: str) -> None:
    code = (
        "from pipeline.sandbox.parent import Confined; from pipeline.sandbox.limits import Limits\n"
        "with Confined(Limits()) as process:\n"
        "    process.start('tests.hostile.deeds:process')\n"
        "    print(process.result('x', lambda *_: None), flush=True)\n"
        f"    process.start('tests.hostile.deeds:{deed}')\n"
        "    process.result('x', lambda *_: None)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as parent:
        assert parent.stdout is not None
        number = int(parent.stdout.readline())
        parent.send_signal(end)
        parent.wait(10)
    assert is_gone(number)


@pytest.mark.parametrize(
    "later", [0.0, *(pytest.param(later, marks=pytest.mark.slow) for later in (0.6, 1.2))]
)
def test_ctrl_c_while_a_pdf_is_read_is_one_line_and_publishes_nothing(
    later: float, tmp_path: Path
) -> None:
    """The terminal sends it to every process of the command, whatever each is at."""
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "extract",
        "raw/notice.pdf",
        "--out",
        str(tmp_path / "extracted"),
    ]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        for _ in range(100 if LINUX else 15):
            if LINUX and len(children.read_text().split()) > 1:
                break
            time.sleep(0.1)
        time.sleep(later)
        os.killpg(process.pid, signal.SIGINT)
        out, error = process.communicate(timeout=30)
    assert (out, error) == ("", "notice-pipeline: stopped; what was published is whole\n")
    assert process.returncode in (130, -signal.SIGINT)
    assert not list((tmp_path / "extracted").glob("*.parquet"))


# --- limits ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [0, -1, MOST + 1, 10**400])
def test_a_limit_that_limits_nothing_is_a_wrong_call(number: int) -> None:
    for one in fields(Limits):
        with pytest.raises(
            UsageError, match=rf"^{one.metadata['flag']} .*give a number from 1 to 1,000,000,000$"
        ):
            Limits(**{one.name: number})


def test_the_largest_limits_work() -> None:
    everything: dict[str, int] = {one.name: MOST for one in fields(Limits)}
    assert isinstance(done("answer", **everything), Finding)
    with within(MOST, SLOW, HELD):
        pass


def test_the_documented_limits_are_those_in_force_and_each_has_its_flag() -> None:
    text = (ROOT / "docs" / "robustness.md").read_text("utf-8")
    rows = re.findall(r"^\| `(--max-[a-z-]+)` \| ([\d,]+) ", text, re.M)
    assert rows == [(one.metadata["flag"], f"{one.default:,}") for one in fields(Limits)]
    for command in ("extract", "tables"):
        options = parser().parse_args([command, "x", "--max-pages", "7", "--max-memory", "50"])
        assert limits_of(options) == Limits(pages=7, memory_mb=50)


def test_what_a_limit_bounds_and_its_unit_can_be_said() -> None:
    for one in fields(Limits):
        assert is_code(one.metadata["what"])
        assert is_code(one.metadata["unit"])


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "file.pdf"
    with path.open("wb") as file:
        file.truncate(2 << 20)
    check_size(path, Limits(file_mb=2))
    with pytest.raises(LimitExceeded, match=r"file\.pdf: 2 MB, more than 1 MB; --max-file"):
        check_size(path, Limits(file_mb=1))


def forever() -> None:
    while True:
        pass


def test_a_loop_without_end_is_stopped_and_the_alarm_put_back() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with pytest.raises(PipelineError, match="too slow"), within(0.05, SLOW, HELD):
        forever()
    assert signal.getsignal(signal.SIGPROF) == before
    assert signal.getitimer(signal.ITIMER_PROF)[0] == 0


def test_a_block_that_is_seldom_let_work_is_waited_for_but_not_without_end() -> None:
    """Asleep it takes no processor time at all."""
    begun, before = time.monotonic(), signal.getsignal(signal.SIGALRM)
    with pytest.raises(LimitExceeded, match="held up"), within(0.05, SLOW, HELD):
        time.sleep(30)
    assert 0.05 * WIDE <= time.monotonic() - begun < 10
    assert signal.getsignal(signal.SIGALRM) == before
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


if LINUX:

    def test_work_that_takes_too_much_memory_is_one_line_and_the_limit_is_lifted_again() -> None:
        before = resource.getrlimit(resource.RLIMIT_DATA)
        with pytest.raises(LimitExceeded, match="too large"), in_memory(50, LARGE):
            bytearray(100 << 20)
        assert resource.getrlimit(resource.RLIMIT_DATA) == before
        assert len(bytearray(100 << 20)) == 100 << 20


@pytest.mark.parametrize(
    ("kind", "pages", "seconds"),
    [("pdf", 200, 120), ("image", 200, 120), ("transcription", 200, 20)],
)
def test_pages_of_a_pdf_give_it_more_time_and_those_of_a_transcription_none(
    kind: SourceKind, pages: int, seconds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A transcription has as many as somebody cares to type."""
    asked: list[float] = []

    def within(
        allowed: float, slow: PipelineError, held: PipelineError
    ) -> AbstractContextManager[None]:
        asked.append(allowed)
        return nullcontext()

    monkeypatch.setattr(document, "within", within)
    tables = tuple(PageTable(number, 1, 1, ()) for number in range(1, pages + 1))
    with document.in_bounds(Document("file", "0", kind, tables, ()), Limits(seconds=20), Spent()):
        pass
    assert [round(allowed) for allowed in asked] == [seconds]
