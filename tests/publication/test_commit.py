"""Publishing stopped, hindered or met by another run: one generation is always whole, the next run clears up."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import PublishError
from pipeline.publication import commit, lock
from pipeline.publication.lock import LOCK
from pipeline.publication.state import NEXT, STATE_FILE, read_state
from tests.conftest import ROOT
from tests.faults import files, generation_read, litter, publish, say_made, visible


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "a" / "out"
    publish("g1")(folder)
    return folder


@pytest.mark.parametrize(
    ("scene", "way", "every"),
    [
        *(
            ("again", "kill", 5),
            ("again", "full", 12),
            ("again", "interrupt", 12),
            ("again", "fail", 13),
        ),
        *(("first", "kill", 11), ("reject", "kill", 5), ("recovery", "kill", 12)),
    ],
)
def test_a_run_stopped_at_a_step_leaves_a_whole_generation_and_nothing_the_next_does_not_clear(
    scene: str, way: str, every: int
) -> None:
    """Some steps of each kind; ``make torn`` stops at all of them, in a few ways more."""
    command = [sys.executable, "-m", "tests.faults", scene, way, str(every)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert done.stdout.endswith(", 0 wrong\n")


def test_a_file_that_may_not_grow_so_large_leaves_the_old_publication(out: Path) -> None:
    """The kernel's own limit on a file's size, as a full disk or a quota would be."""
    code = (
        "import resource, sys; from pathlib import Path; from tests.faults import publish\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (40, resource.RLIM_INFINITY)); publish('g2')(Path(sys.argv[1]))"
    )
    before = visible(out)
    done = subprocess.run(
        [sys.executable, "-c", code, out], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "PublishError" in done.stderr
    assert "File too large" in done.stderr
    assert (visible(out), litter(out)) == (before, [])
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 40


def test_runs_at_once_publish_one_after_the_other(out: Path) -> None:
    """Eight at a time into one folder: each succeeds, and what is there at the end is one of them."""
    failed: list[BaseException] = []

    def run(name: str) -> None:
        try:
            publish(name)(out)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=run, args=(f"g{number}",)) for number in range(2, 10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert generation_read(out) in {f"g{number}" for number in range(2, 10)}
    assert visible(out) == files(str(generation_read(out)))
    assert litter(out) == []


def test_runs_at_once_into_a_folder_that_is_not_there_yet_do_not_take_it_from_one_another(
    tmp_path: Path,
) -> None:
    code = (
        "import sys; from pathlib import Path; from pipeline.publication import commit\n"
        "from tests.faults import publish\n"
        "out = Path(sys.argv[1]) / 'deep' / 'out'\n"
        "for _ in range(30): commit.prepare(out, [])\n"
        "publish('g1')(out)"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    running = [
        subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(3)
    ]
    assert [(run.communicate()[1], run.returncode) for run in running] == [("", 0)] * 3
    assert visible(tmp_path / "deep" / "out") == files("g1")


def test_a_folder_gone_between_two_looks_at_it_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What mkdir says where another run's folder stands when it tries and is gone when it looks."""
    mkdir = Path.mkdir
    refusals = [
        FileExistsError(17, "File exists"),
        FileNotFoundError(2, "No such file or directory"),
    ]

    def late(folder: Path, *args: Any, **options: Any) -> None:
        if folder.name == "new" and folder.parent.name == "deep" and refusals:
            raise refusals.pop()
        mkdir(folder, *args, **options)

    monkeypatch.setattr(Path, "mkdir", late)
    publish("g1")(tmp_path / "deep" / "new")
    assert refusals == []
    assert visible(tmp_path / "deep" / "new") == files("g1")


@pytest.mark.parametrize("below", ["", "deep/out"])
@pytest.mark.parametrize("kind", ["file", "link to nothing"])
def test_what_is_no_folder_is_refused_at_once(tmp_path: Path, kind: str, below: str) -> None:
    place = tmp_path / "place"
    if kind == "file":
        place.write_text("mine", encoding="utf-8")
    else:
        place.symlink_to(tmp_path / "nowhere")
    with pytest.raises(PublishError, match=r"cannot be written \((File exists|Not a directory)\)"):
        publish("g1")(place / below)
    assert not (tmp_path / "nowhere").exists()


def test_a_run_that_does_not_end_is_not_waited_for_without_end(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.1)
    before = visible(out)
    with (
        lock.locked(out),
        pytest.raises(
            PublishError,
            match=r"out: another run is writing there; wait for it or choose another folder$",
        ),
    ):
        publish("g2")(out)
    assert visible(out) == before
    publish("g2")(out)


def test_the_lock_of_a_killed_run_is_void(out: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; from pipeline.publication.lock import locked\n"
        "with locked(Path(sys.argv[1])): os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", code, out], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert (out / LOCK).exists()
    publish("g2")(out)
    assert litter(out) == []


def test_an_error_in_the_middle_of_moving_puts_the_old_files_back(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, replace = visible(out), os.replace

    def refuse(source: Path, target: Path) -> None:
        if Path(target).name == "repairs.parquet" and "new" in Path(source).parts:
            raise PermissionError(1, "Operation not permitted")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(PublishError, match="Operation not permitted"):
        publish("g2")(out)
    assert (visible(out), litter(out)) == (before, [])


def test_a_file_system_without_hard_links_is_served_by_copies(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", none)
    publish("g2")(out)
    assert (visible(out), litter(out)) == (files("g2"), [])


def test_a_link_in_the_folder_is_replaced_and_not_followed(out: Path, tmp_path: Path) -> None:
    """Whatever stands where the pipeline writes: the file behind it keeps its content."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "precious").write_bytes(b"precious")
    for name in ("notice.parquet", ".state.json", "datapackage.json", "README.md"):
        (out / name).unlink()
        (out / name).symlink_to(elsewhere / "precious")
    for name in ("rejected", NEXT, f"{commit.TEMPORARY}x"):
        (out / name).symlink_to(elsewhere)
    say_made(out, NEXT, f"{commit.TEMPORARY}x")
    publish("g2")(out)
    with pytest.raises(PublishError, match=r"rejected: rejected there is of no run; move it away"):
        commit.replace_folder({"notice.parquet": b"x"}, out, "rejected")
    assert not (out / "notice.parquet").is_symlink()
    assert [path.name for path in elsewhere.iterdir()] == ["precious"]
    assert (elsewhere / "precious").read_bytes() == b"precious"
    assert litter(out) == []


def test_a_lock_that_is_a_link_is_refused(out: Path, tmp_path: Path) -> None:
    (out / LOCK).symlink_to(tmp_path / "made-by-us")
    with pytest.raises(PublishError):
        publish("g2")(out)
    assert not (tmp_path / "made-by-us").exists()


def test_a_recorded_name_that_leads_out_of_the_folder_is_not_removed(
    out: Path, tmp_path: Path
) -> None:
    (tmp_path / "a" / "precious").write_bytes(b"")
    state = b'{"files": {"../precious": "", "..": "", ".": "", "": "", "old.json": ""}}'
    (out / ".state.json").write_bytes(state)
    (out / "old.json").write_bytes(b"")
    publish("g2")(out)
    assert (tmp_path / "a" / "precious").exists()
    assert not (out / "old.json").exists()


@pytest.mark.parametrize("spoilt", ["truncated", "foreign name", "no package", "link"])
def test_a_committed_publication_that_is_not_whole_is_not_moved_in(out: Path, spoilt: str) -> None:
    publish("g2")(out / NEXT)
    if spoilt == "truncated":
        (out / NEXT / "cells.parquet").write_bytes(b"half")
    elif spoilt == "link":
        (out / NEXT / "cells.parquet").rename(out.parent / "cells")
        (out / NEXT / "cells.parquet").symlink_to(out.parent / "cells")
    elif spoilt == "foreign name":
        (out / NEXT / ".state.json").write_text(
            '{"files": {"../cells": "", "datapackage.json": ""}}'
        )
    else:
        (out / NEXT / ".state.json").write_text('{"files": {}}')
    say_made(out, NEXT)
    commit.recover(out)
    assert visible(out) == files("g1")
    assert not (out / NEXT).exists()


def test_what_could_not_be_published_is_told_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(PublishError, match="Not a directory"):
        commit.prepare(tmp_path / "file" / "out", [])
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    with pytest.raises(PublishError, match="cannot be written"):
        commit.prepare(tmp_path / "nowhere", [])
    (tmp_path / "out" / "cells.parquet").mkdir(parents=True)
    with pytest.raises(
        PublishError, match=r"cells\.parquet: a folder stands where a file belongs; move it away"
    ):
        commit.prepare(tmp_path / "out", ["cells.parquet"])


@pytest.mark.parametrize("name", ["README.md", "cells.parquet", "datapackage.json"])
def test_a_file_of_somebody_else_is_not_replaced(name: str, tmp_path: Path) -> None:
    """A folder without a publication may be anything; the names in it are common ones."""
    (tmp_path / name).write_text("mine", "utf-8")
    names = ["cells.parquet", "README.md", "datapackage.json"]
    with pytest.raises(
        PublishError,
        match=rf"/{name}: stands there and is of no publication; move it away or choose",
    ):
        commit.prepare(tmp_path, names)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_publication_without_its_memory_is_replaced(out: Path) -> None:
    """As a clone of a repository has it: what remembers it is not committed."""
    (out / STATE_FILE).unlink()
    commit.prepare(out, ["cells.parquet", "README.md", "datapackage.json", STATE_FILE])


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(out: Path) -> None:
    """Nobody writes to it."""
    for name, found in (("cells.parquet", None), (STATE_FILE, None), ("datapackage.json", None)):
        kept = (out / name).read_bytes()
        (out / name).unlink()
        os.mkfifo(out / name)
        assert generation_read(out) == ("g1" if name == STATE_FILE else found)
        assert read_state(out).get("generation") == (None if name == STATE_FILE else "g1")
        (out / name).unlink()
        (out / name).write_bytes(kept)
    (out / STATE_FILE).unlink()
    os.mkfifo(out / STATE_FILE)
    with pytest.raises(PublishError, match=r"cannot be written \(\.state\.json is no file\)"):
        publish("g2")(out)


def test_a_memory_beside_the_files_that_is_none_of_ours_is_not_read(out: Path) -> None:
    with (out / STATE_FILE).open("wb") as file:
        file.truncate(5 << 30)
    assert read_state(out) == {}
    with pytest.raises(
        PublishError,
        match=r"cannot be written \(\.state\.json is larger than any of this package\)",
    ):
        publish("g2")(out)


def test_looking_ahead_leaves_nothing(tmp_path: Path) -> None:
    commit.prepare(tmp_path / "a" / "b", ["cells.parquet"])
    commit.recover(tmp_path / "a" / "b")
    assert list(tmp_path.iterdir()) == []
