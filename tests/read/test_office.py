"""DOC, RTF, ODT, XLS, ODS by LibreOffice: converted apart, confined, and nothing left behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import LimitExceeded, SourceError
from pipeline.model import Document
from pipeline.read.office import conversion, keeper, read
from pipeline.read.office.kinds import kind_of
from pipeline.sandbox.limits import Limits
from tests.conftest import ROOT
from tests.read.workbooks import drawn, packed, spans, texts, told

OFFICE = conversion.program()
# A conversion takes seconds on a quiet machine and a minute on a busy one: `make office` tries them.
needs_office = pytest.mark.skipif(
    OFFICE is None or "TRY_OFFICE" not in os.environ,
    reason="LibreOffice is tried by make office",
)
HEAD = ("序号", "指标", "目标")
ROWS = [HEAD, (1, "接待游客", 0.4), (2, None, 0.065), (3, "民宿", 12)]


def reading(data: bytes, name: str = "notice", limits: Limits | None = None) -> Document:
    return read(Path(name), data, limits or Limits(seconds=60))


def made(data: bytes, ending: str, folder: Path, target: str) -> bytes:
    """A document in another format, by LibreOffice itself."""
    (folder / f"a.{ending}").write_bytes(data)
    profile = (folder / "profile").as_uri()
    for _ in range(2):  # a new profile is only set up at first
        subprocess.run(
            [
                *(str(OFFICE), f"-env:UserInstallation={profile}", "--headless"),
                *("--convert-to", target, "--outdir", str(folder), str(folder / f"a.{ending}")),
            ],
            check=False,
            capture_output=True,
        )
    return (folder / f"a.{target}").read_bytes()


def left_behind() -> set[str]:
    return {name for name in os.listdir(tempfile.gettempdir()) if name.startswith("notice-office-")}


RTF = (
    rb"{\rtf1\ansi\ansicpg936 \u36890?\u30693?\par "
    rb"\trowd\cellx2000\cellx4000\intbl A\cell B\cell\row "
    rb"\trowd\cellx2000\cellx4000\intbl 1\cell 2\cell\row \pard after\par}"
)


@needs_office
@pytest.mark.parametrize("target", ["xls", "ods"])
def test_a_spreadsheet_of_another_kind_gives_the_same_cells(target: str, tmp_path: Path) -> None:
    def share(sheet: object) -> None:
        for row in (2, 3):
            sheet[f"C{row}"].number_format = "0.0%"  # type: ignore[index]

    data = made(drawn(ROWS, ["B2:B3"], "A1:C4", share), "xlsx", tmp_path, target)
    before = left_behind()
    document = reading(data)
    (table,) = document.tables
    assert texts(table) == [
        list(HEAD),
        ["1", "接待游客", "40.0%"],
        ["2", "", "6.5%"],
        ["3", "民宿", "12"],
    ]
    assert spans(table) == {"接待游客": (1, 1, 2, 1)}
    assert document.kind == "office"
    assert told(document)[0] == ("info", "converted")
    assert left_behind() <= before


@needs_office
@pytest.mark.parametrize("target", ["rtf", "doc", "odt"])
def test_a_text_document_of_another_kind_gives_its_table_and_its_lines(
    target: str, tmp_path: Path
) -> None:
    document = reading(RTF if target == "rtf" else made(RTF, "rtf", tmp_path, target))
    (table,) = document.tables
    assert texts(table) == [["A", "B"], ["1", "2"]]
    assert [line.text for line in document.lines] == ["通知", "after"]


def test_where_libreoffice_is_missing_one_line_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(conversion, "program", lambda: None)
    with pytest.raises(SourceError, match=r"^notice: RTF, .* not installed; install it \(apt-get"):
        reading(RTF)


def test_a_kind_is_told_by_content() -> None:
    ole2 = b"\xd0\xcf\x11\xe0" + bytes(500)
    book = ole2 + "Workbook".encode("utf-16-le") + b"\0\0"
    word = ole2 + "WordDocument".encode("utf-16-le") + b"\0\0"
    opened = packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"})
    excel = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
    found = [kind_of(data, "x").name for data in (RTF, book, word, opened, excel)]
    assert found == ["RTF", "XLS", "DOC", "ODS", "Excel 2003 XML"]
    with pytest.raises(SourceError, match="office document of another kind"):
        kind_of(b"{}", "x")


@needs_office
def test_what_libreoffice_makes_nothing_of_is_one_line() -> None:
    before = left_behind()
    with pytest.raises((SourceError, LimitExceeded)) as caught:
        reading(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 3000)
    assert "\n" not in str(caught.value)
    assert left_behind() <= before


@needs_office
@pytest.mark.parametrize("confined", [True, False])
def test_nothing_is_fetched(confined: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A linked picture and a linked template of a server on this machine, which nobody asks for."""
    if not confined:
        source = Path(str(keeper.__file__)).read_text("utf-8")
        loose = Path(tempfile.mkdtemp()) / "keeper.py"
        loose.write_text(source.replace("        _leave_network()\n", ""), "utf-8")
        monkeypatch.setattr(keeper, "__file__", str(loose))
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        picture = r"{\field{\*\fldinst INCLUDEPICTURE \\d ADDRESS}{\fldrslt x}}"
        template = r"{\*\template ADDRESS.dot}"
        data = RTF.decode().replace(r"\par ", template + picture + r"\par ", 1)
        assert reading(data.replace("ADDRESS", address).encode()).tables
        with pytest.raises(TimeoutError):
            server.accept()


@needs_office
def test_a_time_limit_ends_it() -> None:
    """A processor second that a conversion of many tables does not keep to."""
    rows = RTF.split(rb"\trowd")[1]
    data = RTF.replace(rows, rows * 3000)
    before = left_behind()
    with pytest.raises(LimitExceeded, match=r"LibreOffice takes more than 1 s; --max-seconds"):
        reading(data, limits=Limits(seconds=1))
    assert left_behind() <= before


@needs_office
@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes as Linux lists them")
def test_when_the_reader_is_killed_libreoffice_ends_and_its_folder_goes() -> None:
    before = left_behind()
    code = (
        "import sys; from pathlib import Path; from pipeline.read.office import read; "
        "from pipeline.sandbox.limits import Limits; "
        "read(Path('x'), sys.stdin.buffer.read(), Limits(seconds=60))"
    )
    rows = RTF.split(rb"\trowd")[1]
    process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, cwd=ROOT)
    assert process.stdin is not None
    process.stdin.write(RTF.replace(rows, rows * 2000))
    process.stdin.close()
    folder = _wait_for(lambda: left_behind() - before)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert _wait_for(lambda: not left_behind() & folder)
    assert _wait_for(lambda: not _mention(folder))


def _wait_for(look: Callable[[], Any]) -> Any:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.05)
    return look()


def _mention(folders: set[str]) -> list[str]:
    """Command lines of processes that name one of the folders."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().decode("utf-8", "replace")
        except OSError:
            continue
        found += [line for folder in folders if folder in line]
    return found


def test_what_word_wrote_before_1997_is_told_by_its_own_mark() -> None:
    """LibreOffice reads it with another filter, and with none that is asked for takes it for text."""
    head = b"\xd0\xcf\x11\xe0" + bytes(508) + "WordDocument".encode("utf-16-le") + bytes(40)
    old = head + b"\xdc\xa5\x65\x00"
    assert len(head) % 64 == 0
    assert kind_of(old, "x").reads == "MS Word 95"
    assert kind_of(head + b"\0" + old[len(head) :], "x").reads == "MS Word 97"
