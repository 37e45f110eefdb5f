"""Publishing stopped at each of its steps: killed, interrupted, the disk full, the folder gone read-only.

A step is whatever an audit hook sees that touches a file: open, mkdir, link, rename, remove. Each trial runs in a
process forked for it, so that a kill is a kill. ``python -m tests.faults`` tries every step in every way.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import PublishError
from pipeline.publication import commit, load
from pipeline.publication.lock import LOCK, OWN, Lock
from pipeline.publication.state import (
    NEXT,
    PACKAGE_FILE,
    STATE_FILE,
    read_state,
    recorded_files,
    sha256,
)
from pipeline.schema import TABLES, file_name

TOUCHES = {
    "open",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "shutil.rmtree",
}
CREATES = {"open", "os.mkdir", "os.link", "os.symlink"}
MINE = "notes.txt"
WAYS = ("kill", "interrupt", "fail", "full", "read-only")

Action = Callable[[Path], None]


def files(generation: str) -> dict[str, bytes]:
    """A publication's files in their order; what stands in them is of no matter here, their hashes are."""
    content = {
        name: f"{name} of {generation}".encode() for name in (*map(file_name, TABLES), "README.md")
    }
    content[f"only-in-{generation}.json"] = b"{}"
    resources = [
        {"path": file_name(name), "hash": f"sha256:{sha256(content[file_name(name)])}"}
        for name in TABLES
    ]
    content[PACKAGE_FILE] = json.dumps({"generation": generation, "resources": resources}).encode()
    known = {name: sha256(data) for name, data in content.items()}
    content[STATE_FILE] = json.dumps({"generation": generation, "files": known}).encode()
    return content


def publish(generation: str) -> Action:
    return lambda out: commit.replace_files(files(generation), out, clear="rejected")


def reject(out: Path) -> None:
    commit.replace_folder({"notice.parquet": b"rejected"}, out, "rejected")


def say_made(out: Path, *names: str) -> None:
    """The lock's file as a killed run leaves it that had made these in ``out``."""
    handle = os.open(out / LOCK, os.O_RDWR | os.O_CREAT)
    lock = Lock(out, handle)
    for name in names:
        lock.record(name)
    os.close(handle)


def generation_read(out: Path) -> str | None:
    """What a reader of ``out`` gets: the generation whose files are all there."""
    found = load._settled(out, (out, out / NEXT), patience=1)
    if not load._is_whole(found):
        return None
    return str(json.loads(found[PACKAGE_FILE] or b"")["generation"])


def visible(out: Path) -> dict[str, bytes]:
    """The files that lie in ``out`` itself, by name."""
    found = (
        (path for path in out.iterdir() if path.is_file() and path.name != LOCK)
        if out.is_dir()
        else ()
    )
    return {path.name: path.read_bytes() for path in found}


def litter(out: Path) -> list[str]:
    beside = [path.name for path in out.parent.iterdir() if path != out]
    inside = os.listdir(out) if out.is_dir() else []
    return beside + [name for name in inside if name.startswith(OWN)]


def steps(action: Action, out: Path) -> list[str]:
    """The steps of ``action`` on ``out``, which is done once."""
    read, write = os.pipe()
    if os.fork() == 0:
        seen: list[str] = []
        sys.addaudithook(
            lambda event, arguments: seen.append(event) if _touches(event, arguments) else None
        )
        action(out)
        os.write(write, "\n".join(seen).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as stream:
        found = stream.read().splitlines()
    os.wait()
    return found


def stopped(action: Action, out: Path, way: str, at: int) -> int:
    """Runs ``action`` with its step ``at`` hindered; the exit code (3: an error, told), or minus the signal."""
    child = os.fork()
    if child == 0:
        sys.addaudithook(_hindrance(way, at))
        code = 0
        try:
            action(out)
        except PublishError:
            code = 3
        except KeyboardInterrupt:
            code = 4
        finally:
            os._exit(code if sys.exc_info()[0] in (None, PublishError, KeyboardInterrupt) else 5)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _touches(event: str, arguments: tuple[Any, ...]) -> bool:
    return event in TOUCHES and not (
        event == "open" and str(arguments[0]).endswith((".py", ".pyc"))
    )


def _hindrance(way: str, at: int) -> Callable[[str, tuple[Any, ...]], None]:
    count = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal count
        if not _touches(event, arguments):
            return
        count += 1
        if count == at and way == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if count == at and way == "interrupt":
            raise KeyboardInterrupt
        if count == at and way == "fail":
            raise OSError(errno.EIO, "Input/output error")
        if count >= at and way == "full" and _creates(event, arguments):
            raise OSError(errno.ENOSPC, "No space left on device")
        if count >= at and way == "read-only" and (event != "open" or _creates(event, arguments)):
            raise OSError(errno.EROFS, "Read-only file system")

    return hook


def _creates(event: str, arguments: tuple[Any, ...]) -> bool:
    if event != "open":
        return event in CREATES
    return bool(arguments[2] & (os.O_CREAT | os.O_WRONLY | os.O_RDWR))


def trial(
    way: str, at: int, action: Action, before: Action | None, wanted: tuple[str | None, ...]
) -> list[str]:
    """What is wrong after ``action`` was stopped at a step and a run came after it; nothing where all holds.

    ``before`` prepares the folder; ``wanted`` are the generations that a reader may find.
    """
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        out = Path(folder) / "a" / "out"
        out.parent.mkdir()
        if before:
            before(out)
            (out / MINE).write_bytes(b"mine")
        was = visible(out)
        code = stopped(action, out, way, at)
        return [*_wrong_now(out, was, code, wanted), *_wrong_afterwards(out, wanted, bool(before))]


def _wrong_now(
    out: Path, was: dict[str, bytes], code: int, wanted: tuple[str | None, ...]
) -> Iterator[str]:
    found = generation_read(out)
    if code not in (0, 3, 4, -signal.SIGKILL):
        yield f"ends with {code}"
    if found not in wanted:
        yield f"a reader finds {found}"
    if code == 3 and visible(out) != was and not (out / NEXT).is_dir():
        yield "an error changed what is published"
    if code == 0 and found != wanted[-1]:
        yield "success without publication"


def _wrong_afterwards(out: Path, wanted: tuple[str | None, ...], had: bool) -> Iterator[str]:
    """A run that has nothing to publish comes next: it finishes or clears."""
    commit.recover(out)
    found = generation_read(out)
    if found not in wanted:
        yield f"the next run leaves {found}"
    if litter(out):
        yield f"the next run leaves {litter(out)}"
    state = read_state(out)
    lying = visible(out)
    if had and lying.pop(MINE, b"") != b"mine":
        yield "a file of somebody else is gone"
    if found and (
        state.get("generation") != found or set(lying) != recorded_files(out) | {STATE_FILE}
    ):
        yield f"the next run leaves {sorted(lying)} as {state.get('generation')}"
    if found and lying != files(found):
        yield f"the next run leaves other files than those of {found}"


def killed_recovery(at: int) -> list[str]:
    """A publication killed in its middle, and the run that finishes it killed at step ``at``."""

    def half(out: Path) -> None:
        publish("g1")(out)
        with tempfile.TemporaryDirectory() as other:
            seen = steps(publish("g2"), Path(shutil.copytree(out, Path(other) / "out")))
        moves = [number for number, event in enumerate(seen, 1) if event == "os.rename"]
        assert stopped(publish("g2"), out, "kill", moves[len(moves) // 2]) == -signal.SIGKILL
        assert (out / NEXT).is_dir()

    return trial("kill", at, commit.recover, half, ("g2",))


def count_steps(action: Action, before: Action | None) -> int:
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        out = Path(folder) / "a" / "out"
        out.parent.mkdir()
        if before:
            before(out)
        return len(steps(action, out))


SCENES: dict[str, tuple[Action, Action | None, tuple[str | None, ...]]] = {
    "again": (publish("g2"), publish("g1"), ("g1", "g2")),
    "first": (publish("g1"), None, (None, "g1")),
    "reject": (reject, publish("g1"), ("g1",)),
}


def try_all(scene: str, way: str, every: int = 1) -> tuple[int, list[str]]:
    """How many steps were tried, and what went wrong at which."""
    if scene == "recovery":
        tried = range(1, 60, every)
        return len(tried), [
            f"recovery killed at step {at}: {text}" for at in tried for text in killed_recovery(at)
        ]
    action, before, wanted = SCENES[scene]
    tried = range(1, count_steps(action, before) + 1, every)
    wrong = [
        f"{scene}, {way} at step {at}: {text}"
        for at in tried
        for text in trial(way, at, action, before, wanted)
    ]
    return len(tried), wrong


def main(arguments: Sequence[str]) -> int:
    """``[SCENE WAY [EVERY]]``: every step of every scene in every way, or some of one."""
    os.fsync = lambda fd: (
        None
    )  # only a power cut loses what a process has written, and it takes the time
    plan = [(scene, way, 1) for scene in SCENES for way in WAYS] + [("recovery", "kill", 1)]
    if arguments:
        plan = [(arguments[0], arguments[1], int([*arguments, "1"][2]))]
    wrong: list[str] = []
    for scene, way, every in plan:
        count, found = try_all(scene, way, every)
        print(f"{scene}, {way}: stopped at {count} steps, {len(found)} wrong", flush=True)
        wrong += found
    print("\n".join(wrong), end="")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
