"""What others have in the output folder, and files that cannot be replaced: nothing of it is touched by any run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import PipelineError, PublishError, SourceError
from pipeline.publication import commit
from pipeline.publication.lock import LOCK, OWN
from pipeline.publication.state import NEXT
from pipeline.run import Request, extract
from tests.conftest import ROOT
from tests.faults import files, generation_read, litter, publish, reject, say_made, visible
from tests.test_run import TINY, spoilt

# Names that other programs use, one that was ours, and one as ours that no run says it made.
FOREIGN = (
    ".next/build/page.js",
    ".tmp-cache/a",
    ".lock",
    "rejected/notes.txt",
    f"{commit.TEMPORARY}mine/a",
    "README",
)


def furnished(folder: Path, names: tuple[str, ...] = FOREIGN) -> dict[str, bytes]:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(f"mine: {name}".encode())
    return held(folder, names)


def held(folder: Path, names: tuple[str, ...] = FOREIGN) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "a" / "out"
    publish("g1")(folder)
    return folder


@pytest.mark.usefixtures("once")
def test_what_others_have_in_the_folder_survives_every_run(tmp_path: Path) -> None:
    """A success, an unchanged run, one that is refused, one that is rejected."""
    out = tmp_path / "out"
    mine = furnished(out)
    assert extract(Request(TINY, out, report=False)).ok
    assert held(out) == mine
    assert extract(Request(TINY, out, report=False)).unchanged
    assert held(out) == mine
    (tmp_path / "document").write_bytes(b"no table")
    with pytest.raises(SourceError):
        extract(Request(tmp_path / "document", out, report=False))
    assert held(out) == mine
    with pytest.raises(
        PublishError, match=r"out/rejected: notes\.txt there is of no run; move it away$"
    ):
        extract(Request(spoilt(tmp_path, ("满分10分", "满分11分")), out, report=False))
    assert held(out) == mine


def test_a_refused_run_leaves_a_folder_that_has_no_publication_as_it_was(tmp_path: Path) -> None:
    mine = furnished(tmp_path / "out", (*FOREIGN, "notice.parquet"))
    with pytest.raises(
        PublishError, match=r"notice\.parquet: stands there and is of no publication"
    ):
        extract(Request(TINY, tmp_path / "out"))
    assert held(tmp_path / "out", (*FOREIGN, "notice.parquet")) == mine


@pytest.mark.parametrize("kind", ["call", "source", "folder"])
def test_what_a_killed_run_left_is_not_touched_by_a_run_that_is_refused(
    kind: str, out: Path
) -> None:
    """Whether the call, the source or the folder is why."""
    publish("g2")(out / NEXT)
    say_made(out, NEXT)
    request = Request(TINY, out)
    if kind == "call":
        request = Request(TINY, out, notice_id="")
    elif kind == "source":
        request = Request(out / "gone", out)
    else:
        (out / "report.html").mkdir()
    before = visible(out), visible(out / NEXT)
    with pytest.raises(PipelineError):
        extract(request)
    assert (visible(out), visible(out / NEXT)) == before
    assert generation_read(out) == "g1"


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_something_else_in_the_place_of_our_own_names_is_refused_and_stays(
    kind: str, out: Path
) -> None:
    if kind == "folder":
        (out / NEXT).mkdir()
        (out / NEXT / "mine").write_bytes(b"mine")
    else:
        (out / LOCK).write_bytes(b"mine")
    before = visible(out)
    for action in (publish("g2"), lambda folder: commit.prepare(folder, ["cells.parquet"])):
        with pytest.raises(
            PublishError, match=rf"{OWN}(next|lock): stands there and is of no run; move it away"
        ):
            action(out)
    assert visible(out) == before
    assert (out / (f"{NEXT}/mine" if kind == "folder" else LOCK)).read_bytes() == b"mine"


def test_a_lock_file_that_names_what_is_not_a_runs_own_removes_nothing(out: Path) -> None:
    (out.parent / "precious").write_bytes(b"")
    say_made(out, "cells.parquet", "../precious", f"{OWN}../../precious", "")
    commit.recover(out)
    assert visible(out) == files("g1")
    assert (out.parent / "precious").exists()
    assert not (out / LOCK).exists()


def test_what_somebody_adds_to_the_rejected_tables_or_changes_there_stays(out: Path) -> None:
    reject(out)
    (out / "rejected" / "notes.txt").write_bytes(b"mine")
    publish("g2")(out)
    assert {path.name for path in (out / "rejected").iterdir()} == {"notes.txt"}
    (out / "rejected" / "notes.txt").unlink()
    reject(out)
    (out / "rejected" / "notice.parquet").write_bytes(b"changed by hand")
    publish("g3")(out)
    assert (out / "rejected" / "notice.parquet").read_bytes() == b"changed by hand"


# --- files that cannot be replaced -------------------------------------------------------------------------------


def refusing(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The system lets nobody take this file away, as in a sticky folder where it is another user's."""
    rename, replace = os.rename, os.replace

    def checked(action: object, source: Path, target: Path) -> None:
        if name in (Path(source).name, Path(target).name) and "out" in (
            Path(source).parent.name,
            Path(target).parent.name,
        ):
            raise PermissionError(1, "Operation not permitted")
        action(source, target)  # type: ignore[operator]

    monkeypatch.setattr(os, "rename", lambda *paths: checked(rename, *paths))
    monkeypatch.setattr(os, "replace", lambda *paths: checked(replace, *paths))


@pytest.mark.parametrize(
    "name", ["cells.parquet", "notice.parquet", "datapackage.json", "only-in-g1.json"]
)
def test_a_file_that_cannot_be_replaced_is_told_before_the_work(
    name: str, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = visible(out)
    with monkeypatch.context() as patch:
        refusing(patch, name)
        with pytest.raises(
            PublishError,
            match=r"cannot be written \(Operation not permitted\); choose another folder",
        ):
            commit.prepare(out, list(files("g2")))
    assert (visible(out), litter(out)) == (before, [])


@pytest.mark.parametrize(
    "name", ["cells.parquet", "repairs.parquet", "datapackage.json", ".state.json"]
)
def test_a_failed_runs_files_are_not_published_by_a_later_run(
    name: str, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = visible(out)
    with monkeypatch.context() as patch:
        refusing(patch, name)
        with pytest.raises(PublishError, match="Operation not permitted"):
            publish("g2")(out)
    assert (visible(out), litter(out)) == (before, [])
    commit.recover(out)
    commit.prepare(out, list(files("g2")))
    assert (visible(out), generation_read(out)) == (before, "g1")


def test_trying_changes_nothing(out: Path) -> None:
    def found() -> dict[str, tuple[int, int, int]]:
        places = {path.name: path.stat() for path in out.iterdir()}
        return {
            name: (place.st_ino, place.st_mtime_ns, place.st_size) for name, place in places.items()
        }

    before = found()
    commit.prepare(out, list(files("g1")))
    assert found() == before


@pytest.mark.skipif(os.geteuid() != 0, reason="makes files of another owner")
def test_in_a_sticky_folder_another_users_publication_is_left_whole(tmp_path: Path) -> None:
    """As in /tmp: everybody may add files there and nobody may replace another's."""
    out = Path(os.path.realpath(tmp_path)) / "out"
    publish("g1")(out)
    out.chmod(0o1777)
    for path in (out, *out.parents):
        if path.stat().st_uid == os.geteuid() and path != Path("/"):
            path.chmod(path.stat().st_mode | 0o755)
    before = visible(out)
    code = (
        "import os, sys; from pathlib import Path; from tests.faults import files, publish\n"
        "from pipeline.publication import commit\n"
        "from pipeline.errors import PublishError\n"
        "os.setgroups([]); os.setgid(65534); os.setuid(65534); out = Path(sys.argv[1])\n"
        "for action in (lambda: commit.prepare(out, list(files('g2'))), lambda: publish('g2')(out)):\n"
        "    try: action()\n"
        "    except PublishError as error: print(error)\n"
        "commit.recover(out)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, out], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("cannot be written (Operation not permitted)") == 2
    assert (visible(out), litter(out)) == (before, [])
