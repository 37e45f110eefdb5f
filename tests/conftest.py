"""What holds for every test: no network, one locale and time zone, the same examples on every run.

Beside that the real notice, extracted once per edition.
"""

from __future__ import annotations

import fcntl
import gc
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import settings

from tests import shared
from tests.once import worked_once

ROOT = Path(__file__).resolve().parents[1]

# Subprocesses inherit these.
os.environ.update(LC_ALL="C.UTF-8", TZ="UTC", COLUMNS="100", NO_COLOR="1")
time.tzset()

# A failure must be the same for whoever looks at it; how long an example takes is no property of the code.
settings.register_profile("repeatable", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("repeatable")

LOCAL = ("127.0.0.1", "::1", "localhost", None, "")
OUTWARD = {"socket.connect", "socket.sendto", "socket.sendmsg"}
LOOKUP = {"socket.getaddrinfo", "socket.gethostbyname"}


class NetworkUsed(BaseException):
    """A test reached for another machine; no ``except Exception`` swallows it."""


def forbid_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Audit hook (PEP 578): sees every socket of this process, whichever library opens it."""
    if event in OUTWARD:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # a string is a Unix socket
    elif event in LOOKUP:
        host = arguments[0]
    else:
        return
    if (host.decode() if isinstance(host, bytes) else host) not in LOCAL:
        raise NetworkUsed(f"{event} {host}")


sys.addaudithook(forbid_network)


def pytest_configure(config: pytest.Config) -> None:
    """Makes the folder in which workers find what one of them has worked out."""
    if not hasattr(config, "workerinput"):
        os.environ[shared.FOLDER] = tempfile.mkdtemp(prefix="notice-tests-")


def pytest_collection_finish() -> None:
    """What is collected stays until the end: the collector of garbage need not look at it again and again."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure(config: pytest.Config) -> None:
    gc.unfreeze()
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop(shared.FOLDER), ignore_errors=True)


# The real notice is extracted once per edition and session: each whole run costs seconds.


@dataclass(frozen=True)
class Edition:
    """One edition of the real notice, published: its folder, and its tables as plain rows."""

    source: Path
    folder: Path
    summary: Mapping[str, Any]
    tables: Mapping[str, list[dict[str, Any]]] = field(repr=False)


def read_edition(source: Path, folder: Path, summary: Mapping[str, Any]) -> Edition:
    from pipeline.publication.load import load

    return Edition(
        source, folder, summary, {name: table.to_pylist() for name, table in load(folder).items()}
    )


@pytest.fixture(scope="session")
def engine() -> None:
    """The validation engine in this process, so that no run of a test starts another one for it."""
    from pipeline.validate import _engine

    _engine()
    gc.freeze()


@pytest.fixture(scope="module")
def once(engine: None) -> Iterator[None]:
    """Runs in which what was repaired and validated before, by any test, is not worked out again."""
    with worked_once():
        yield


@pytest.fixture(scope="module")
def one_reader() -> Iterator[None]:
    """Documents of a module are read by one process, a new one only after a file that took it down."""
    from pipeline.sandbox import copied
    from pipeline.sandbox.limits import Limits
    from pipeline.sandbox.parent import Confined

    held: list[Confined] = []

    def confined(limits: Limits, is_shared: bool = False) -> AbstractContextManager[Confined]:
        del is_shared  # it outlives a file
        if limits != Limits():
            return Confined(limits)
        if not held or not held[-1].running:
            held.append(Confined(limits).__enter__())
        return nullcontext(held[-1])

    with patch.object(copied, "confined", confined):
        yield
    for process in held:
        process.close()


@pytest.fixture(scope="session")
def transcription(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Edition:
    """raw/notice.txt, extracted in this process."""

    def work(source: Path, folder: Path) -> str:
        from pipeline.run import Request, extract

        request.getfixturevalue("engine")
        with worked_once():
            outcome = extract(Request(source, folder, report=False))
        assert outcome.ok, outcome.failures
        return json.dumps(outcome.summary)

    return extracted_once("notice.txt", work, tmp_path_factory)


@pytest.fixture(scope="session")
def facsimile(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """raw/notice.pdf, extracted by the command, in a process of its own."""

    def work(source: Path, folder: Path) -> str:
        command = [
            *(sys.executable, "-m", "pipeline", "extract", str(source)),
            "--out",
            str(folder),
        ]
        done = subprocess.run(
            [*command, "--no-report", "--json"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), done.stderr or done.stdout
        return done.stdout

    return extracted_once("notice.pdf", work, tmp_path_factory)


def extracted_once(
    name: str, work: Callable[[Path, Path], str], factory: pytest.TempPathFactory
) -> Edition:
    """``work`` is done by the first of the workers that ask; the others wait and read what it wrote."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"edition-{name}"
    folder.mkdir(exist_ok=True)
    summary = folder / "summary.json"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not summary.exists():
            summary.write_text(work(ROOT / "raw" / name, folder / "extracted"), "utf-8")
    return read_edition(
        ROOT / "raw" / name, folder / "extracted", json.loads(summary.read_text("utf-8"))
    )


@pytest.fixture(scope="session", params=["transcription", "facsimile"])
def edition(request: pytest.FixtureRequest) -> Edition:
    """Each edition in turn."""
    found: Edition = request.getfixturevalue(request.param)
    return found
