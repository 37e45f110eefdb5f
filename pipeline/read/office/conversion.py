"""Has LibreOffice convert a document, and tells how that ended."""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from pipeline.errors import LimitExceeded, SourceError
from pipeline.read.office import keeper
from pipeline.read.office.kinds import Kind
from pipeline.sandbox.limits import MEGABYTE, Limits

_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
_NAMES = ("soffice", "libreoffice")
_ELSEWHERE = ("/Applications/LibreOffice.app/Contents/MacOS/soffice",)


def program() -> str | None:
    """LibreOffice's program, None where it is not installed.

    Its own launcher, a shell script, would only start it as a child that outlives it.
    """
    found = next((path for path in map(shutil.which, _NAMES) if path), None)
    found = found or next((path for path in _ELSEWHERE if os.access(path, os.X_OK)), None)
    if found is None:
        return None
    inner = Path(found).resolve().parent / "soffice.bin"
    return str(inner) if os.access(inner, os.X_OK) else found


def convert(data: bytes, kind: Kind, name: str, limits: Limits) -> bytes:
    """The document as DOCX or XLSX; ``name`` is its file's, for messages.

    Raises:
        SourceError: LibreOffice is not installed, or makes nothing of the file.
        LimitExceeded: it takes more time or memory, or makes more, than is allowed.
    """
    office = program()
    if office is None:
        raise SourceError("sheets.no-libreoffice", where=name, kind=kind.name)
    order = {
        "program": office,
        "ending": kind.ending,
        "reads": kind.reads,
        "target": kind.target,
        "filter": _FILTERS[kind.target],
        "seconds": limits.seconds,
        "megabytes": limits.memory_mb,
        "most": limits.file_mb * MEGABYTE,
    }
    code, answer = _run(order, data)
    if code == keeper.DONE:
        return answer
    if code == keeper.LATE:
        raise LimitExceeded("sheets.conversion-late", where=name, seconds=limits.seconds)
    if code == keeper.LARGE:
        raise LimitExceeded("sheets.conversion-large", where=name, megabytes=limits.file_mb)
    if code == keeper.CRASHED:
        raise LimitExceeded("sheets.conversion-crashed", where=name, megabytes=limits.memory_mb)
    raise SourceError("sheets.not-converted", where=name)


def _run(order: dict[str, object], data: bytes) -> tuple[int, bytes]:
    """Hands the keeper its order and the document; how it ended, and what it answered.

    Its input stays open while it works: once it closes, be it that this process was killed, the
    keeper ends LibreOffice and removes its folder.
    """
    head = json.dumps(order).encode()
    command = [sys.executable, "-I", str(Path(keeper.__file__))]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(BrokenPipeError):
            process.stdin.write(struct.pack("<II", len(head), len(data)) + head + data)
            process.stdin.flush()
        answer = process.stdout.read()
        with suppress(BrokenPipeError):
            process.stdin.close()
        return process.wait(), answer
