"""Puts files into a folder together: staged, committed, moved in one by one, or put back.

::

    lock → tmp-…/ (staged) → next/ (committed: one rename) → moved in → next/ dropped (one rename)

Up to the commit the folder holds the old files; from it on ``next`` holds all the new ones until
the last has been moved in. So at every moment one of the two is whole, whatever ends the process:
an error puts the old files back, and after a kill the next run finishes what was committed and
removes what was not. All of it lies inside the folder, where a rename never leaves the file system.

The three begin with ``.notice-pipeline.``, and nothing is removed for its name alone: the lock's
file says what runs have made (see ``lock``), a memory beside rejected tables which files they are.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from pipeline.errors import PublishError
from pipeline.publication import folder
from pipeline.publication.lock import LOCK, OWN, Lock, locked
from pipeline.publication.state import (
    NEXT,
    PACKAGE_FILE,
    STATE_FILE,
    is_publication,
    read_state,
    recorded_files,
    sha256,
    state_of,
)

TEMPORARY = f"{OWN}tmp-"

# What says which files belong together is moved in after them.
_LAST = (STATE_FILE, PACKAGE_FILE)

Refuse = Callable[[Lock], None]


def replace_files(
    files: Mapping[str, bytes],
    out: Path,
    clear: str,
) -> None:
    """Puts ``files`` into ``out`` in place of the last ones.

    Files that the last publication recorded and this one lacks are removed, and so is what
    :func:`replace_folder` put into the folder ``clear``.

    Args:
        files: name → content, with the state and datapackage.json.
        out: the output folder.
        clear: the name of a folder in it.

    Raises:
        PublishError: ``out`` cannot be written; it is then as it was.
    """
    with _working(out) as (workspace, lock):
        new, spare, old = workspace / "new", workspace / "spare", workspace / "old"
        moved: list[str] = []
        _stage(files, new, spare)
        _keep(out, old, {*files, *recorded_files(out)})
        _refuse_foreign_next(out)
        lock.record(NEXT)
        try:
            os.rename(spare, out / NEXT)
            folder.sync_folder(out)
            _move_in(new, out, list(files), moved)
        except BaseException:
            _put_back(old, out, moved)
            folder.drop(out / NEXT, workspace)
            raise
        # The publication is complete; the next run clears what stays.
        with contextlib.suppress(OSError):
            folder.drop(out / NEXT, workspace)
            folder.clear(out / clear)


def replace_folder(
    files: Mapping[str, bytes],
    out: Path,
    name: str,
) -> None:
    """Puts a folder ``name`` with ``files`` into ``out`` in place of the one it put there before.

    Raises:
        PublishError: ``out`` cannot be written, or something else stands there.
    """
    known = {file: sha256(data) for file, data in files.items()}
    with writing(out) as workspace:
        made = workspace / name
        made.mkdir()
        state = state_of({"files": known})
        for file, data in {**files, STATE_FILE: state}.items():
            (made / file).write_bytes(data)
        for other in folder.foreign(out / name):
            raise PublishError("publication.foreign-inside", where=out / name, name=other)
        folder.drop(out / name, workspace)
        os.rename(made, out / name)


def clear_folder(out: Path, name: str) -> None:
    """Removes what :func:`replace_folder` put into the folder ``name`` of ``out``.

    Where that can be done.
    """
    if os.path.lexists(out / name):
        with contextlib.suppress(PublishError), writing(out):
            folder.clear(out / name)


def prepare(out: Path, names: Iterable[str]) -> None:
    """Notices before the work what would fail after it.

    What a killed run left is finished or removed once nothing stands against it.

    Raises:
        PublishError: ``out`` or one of ``names`` in it cannot be written, or something else stands
            there under one of the names.
    """
    wanted = tuple(names)
    with writing(out, refuse=lambda lock: _refuse(out, wanted, lock)) as workspace:
        (workspace / "probe").write_bytes(b"probe")
        (workspace / "place").mkdir()
        for name in {*wanted, *recorded_files(out)}:
            if os.path.lexists(out / name):
                _try_replacing(out / name, workspace)


def recover(out: Path, names: Iterable[str] = ()) -> None:
    """Finishes or removes what a killed run left in ``out``; waits for a run that lives.

    Raises:
        PublishError: as :func:`prepare`, before anything is changed.
    """
    wanted = tuple(names)
    if os.path.lexists(out / LOCK):
        with writing(out, refuse=lambda lock: _refuse(out, wanted, lock)):
            pass


@contextlib.contextmanager
def writing(
    out: Path,
    option: str = "--out",
    refuse: Refuse | None = None,
) -> Iterator[Path]:
    """The lock on ``out`` and a temporary folder in it, both gone afterwards.

    OSError becomes PublishError.

    ``refuse`` raises where nothing may be done there; then what a killed run left is finished or
    removed. A folder that was made and stays empty is removed again. ``option`` names the folder in
    a call.
    """
    with _working(out, option, refuse) as (workspace, _):
        yield workspace


@contextlib.contextmanager
def _working(
    out: Path,
    option: str = "--out",
    refuse: Refuse | None = None,
) -> Iterator[tuple[Path, Lock]]:
    try:
        with _made(out), locked(out) as lock:
            if refuse is not None:
                refuse(lock)
            _finish(out, lock)
            workspace = _workspace(out, lock)
            try:
                yield workspace, lock
            finally:
                folder.remove(workspace)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise PublishError(
            "publication.not-writable",
            where=out,
            error=reason,
            option=option,
        ) from None


def _workspace(out: Path, lock: Lock) -> Path:
    workspace = out / f"{TEMPORARY}{secrets.token_hex(8)}"
    lock.record(workspace.name)
    workspace.mkdir(mode=0o700)
    return workspace


@contextlib.contextmanager
def _made(out: Path) -> Iterator[None]:
    missing = [place for place in (out, *out.parents) if not os.path.lexists(place)]
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # not empty: it is in use
            for place in missing:
                place.rmdir()


def _refuse(
    out: Path,
    names: Iterable[str],
    lock: Lock,
) -> None:
    """Refuses where something that is no publication's stands under one of the names."""
    committed = NEXT in lock.left and is_publication(out / NEXT)
    published = committed or is_publication(out)
    for name in names:
        path = out / name
        if path.is_dir() and not path.is_symlink():
            raise PublishError("publication.folder-in-place", where=path)
        if not published and os.path.lexists(path):
            raise PublishError("publication.not-ours", where=path)
    if NEXT not in lock.left:
        _refuse_foreign_next(out)


def _refuse_foreign_next(out: Path) -> None:
    """By now what a run had left there is gone."""
    if os.path.lexists(out / NEXT):
        raise PublishError("publication.foreign", where=out / NEXT)


def _try_replacing(path: Path, workspace: Path) -> None:
    """Raises OSError where the file could not be kept and another put in its place.

    Nothing is changed.

    A file is never renamed onto a folder. The system says that last, after whatever forbids to take
    the file away: the folder's rights, a sticky folder with the file of another owner, a file that
    may not be changed.
    """
    folder.share(path, workspace / f"kept-{path.name}")
    try:
        os.rename(path, workspace / "place")
    except IsADirectoryError:
        return


def _stage(
    files: Mapping[str, bytes],
    new: Path,
    spare: Path,
) -> None:
    """Each file twice, as one: to be moved in, and to stay whole meanwhile."""
    new.mkdir()
    spare.mkdir()
    for name, data in files.items():
        with (new / name).open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        folder.share(new / name, spare / name)
    folder.sync_folder(spare)


def _keep(
    out: Path,
    old: Path,
    names: Iterable[str],
) -> None:
    old.mkdir()
    for name in names:
        if os.path.lexists(out / name):
            folder.share(out / name, old / name)


def _move_in(
    new: Path,
    out: Path,
    names: Iterable[str],
    moved: list[str],
) -> None:
    """``moved`` takes the names that are no longer as they were."""
    ordered = [name for name in names if name not in _LAST]
    outdated = recorded_files(out) - {*ordered, *_LAST}
    for name in ordered:
        _replace(new, out, name, moved)
    for name in outdated:
        moved.append(name)
        (out / name).unlink(missing_ok=True)
    for name in _LAST:
        _replace(new, out, name, moved)
    folder.sync_folder(out)


def _replace(
    new: Path,
    out: Path,
    name: str,
    moved: list[str],
) -> None:
    moved.append(name)
    try:
        os.replace(new / name, out / name)
    except OSError:
        moved.remove(name)
        raise


def _put_back(
    old: Path,
    out: Path,
    moved: Iterable[str],
) -> None:
    """Each file that was moved over; OSError, after the others, where one cannot be put back."""
    kept = {path.name for path in old.iterdir()}
    failed: OSError | None = None
    for name in moved:
        try:
            if name in kept:
                os.replace(old / name, out / name)
            else:
                (out / name).unlink(missing_ok=True)
        except OSError as error:
            failed = error
    if failed is not None:
        raise failed
    folder.sync_folder(out)


def _finish(out: Path, lock: Lock) -> None:
    """Moves in what was committed and not finished, and clears the rest.

    All that the lock says dead runs made.
    """
    if NEXT in lock.left:
        _finish_commit(out, lock)
    for name in lock.left:
        folder.remove(out / name)


def _finish_commit(out: Path, lock: Lock) -> None:
    committed = out / NEXT
    workspace = _workspace(out, lock)
    names = _committed(committed)
    for name in names:
        folder.share(committed / name, workspace / name)
    if names:
        _move_in(workspace, out, names, [])
    folder.drop(committed, workspace)
    folder.remove(workspace)


def _committed(spare: Path) -> list[str]:
    """The files of a whole committed publication; none where there is no such thing."""
    if not stat.S_ISDIR(folder.mode(spare)):
        return []
    files = read_state(spare).get("files")
    known = files if isinstance(files, dict) else {}
    names = [*known, STATE_FILE]
    are_files = all(stat.S_ISREG(folder.mode(spare / name)) for name in names)
    if PACKAGE_FILE not in known or not are_files:
        return []
    if recorded_files(spare) != set(known):
        return []
    for name, digest in known.items():
        if sha256((spare / name).read_bytes()) != digest:
            return []
    return names
