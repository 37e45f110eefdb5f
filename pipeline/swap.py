"""Files put into a folder together: staged, committed in one step, moved in one by one, or put back.

::

    .lock → .tmp-…/ (staged) → .next/ (committed: one rename) → moved in → .next/ dropped (one rename)

Up to the commit the folder holds the old files; from it on ``.next`` holds all the new ones until the last has been
moved in. So at every moment one of the two is whole, whatever ends the process: an error puts the old files back,
and after a kill the next run finishes what was committed and removes what was not. All of it lies inside the folder,
where a rename never leaves the file system.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pipeline.errors import PublishError
from pipeline.lock import LOCK, locked
from pipeline.store import NEXT, PACKAGE_FILE, STATE_FILE, is_publication, read_state, recorded_files, sha256

TEMPORARY = ".tmp-"

# What says which files belong together is moved in after them.
_LAST = (STATE_FILE, PACKAGE_FILE)


def replace_files(files: Mapping[str, bytes], out: Path, clear: str) -> None:
    """Puts ``files`` (name → content, with the state and datapackage.json) into ``out`` in place of the last ones.

    Files that the last publication recorded and this one lacks are removed, and so is the folder ``clear``.
    Raises PublishError; ``out`` is then as it was.
    """
    with writing(out) as workspace:
        new, spare, old = (workspace / name for name in ("new", "spare", "old"))
        _stage(files, new, spare)
        _keep(out, old, {*files, *recorded_files(out)})
        try:
            os.rename(spare, out / NEXT)
            _sync_folder(out)
            _move_in(new, out, list(files))
        except BaseException:
            _put_back(old, out, list(files))
            _drop(out / NEXT, workspace)
            raise
        with contextlib.suppress(OSError):  # the publication is complete; the next run clears what stays
            _drop(out / NEXT, workspace)
            _drop(out / clear, workspace)


def replace_folder(files: Mapping[str, bytes], out: Path, name: str) -> None:
    """Puts a folder ``name`` with ``files`` into ``out`` in place of the one there. Raises PublishError."""
    with writing(out) as workspace:
        folder = workspace / name
        folder.mkdir()
        for file, data in files.items():
            (folder / file).write_bytes(data)
        (workspace / "old").mkdir()
        _drop(out / name, workspace / "old")
        os.rename(folder, out / name)


def prepare(out: Path, names: Iterable[str]) -> None:
    """Notices before the work what would fail after it: that ``out`` cannot be written, or ``names`` in it.

    What somebody else put there under one of the names is not replaced. Raises PublishError.
    """
    with writing(out) as workspace:
        (workspace / "probe").write_bytes(b"probe")
        published = is_publication(out)
        for name in names:
            if (out / name).is_dir() and not (out / name).is_symlink():
                raise PublishError(f"{out / name}: a folder stands where a file belongs; move it away")
            if not published and os.path.lexists(out / name):
                raise PublishError(
                    f"{out / name}: stands there and is of no publication; move it away or choose another folder"
                )


def recover(out: Path) -> None:
    """Finishes or removes what a killed run left in ``out``; waits for a run that lives. Raises PublishError."""
    if any(_leavings(out)):
        with writing(out):
            pass


@contextlib.contextmanager
def writing(out: Path, option: str = "--out") -> Iterator[Path]:
    """The lock on ``out`` and a temporary folder in it, both gone afterwards; OSError becomes PublishError.

    What a killed run left is finished or removed first. A folder that was made and stays empty is removed again.
    ``option`` names the folder in a call.
    """
    try:
        with _made(out), locked(out):
            _finish(out)
            workspace = Path(tempfile.mkdtemp(prefix=TEMPORARY, dir=out))
            try:
                yield workspace
            finally:
                _remove(workspace)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise PublishError(f"{out}: cannot be written ({reason}); choose another folder with {option}") from None


@contextlib.contextmanager
def _made(out: Path) -> Iterator[None]:
    missing = [folder for folder in (out, *out.parents) if not os.path.lexists(folder)]
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # not empty: it is in use
            for folder in missing:
                folder.rmdir()


def _stage(files: Mapping[str, bytes], new: Path, spare: Path) -> None:
    """Each file twice, as one: to be moved in, and to stay whole meanwhile."""
    new.mkdir()
    spare.mkdir()
    for name, data in files.items():
        with (new / name).open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _share(new / name, spare / name)
    _sync_folder(spare)


def _keep(out: Path, old: Path, names: Iterable[str]) -> None:
    old.mkdir()
    for name in names:
        if os.path.lexists(out / name):
            _share(out / name, old / name)


def _share(source: Path, target: Path) -> None:
    """A second name for a file; a copy where the file system has none. A link is kept as a link."""
    if source.is_symlink():
        target.symlink_to(os.readlink(source))
        return
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
        with target.open("rb") as file:
            os.fsync(file.fileno())


def _move_in(new: Path, out: Path, names: Iterable[str]) -> None:
    ordered = [name for name in names if name not in _LAST]
    outdated = recorded_files(out) - {*ordered, *_LAST}
    for name in ordered:
        os.replace(new / name, out / name)
    for name in outdated:
        (out / name).unlink(missing_ok=True)
    for name in _LAST:
        os.replace(new / name, out / name)
    _sync_folder(out)


def _put_back(old: Path, out: Path, names: Iterable[str]) -> None:
    kept = {path.name for path in old.iterdir()}
    for name in kept:
        os.replace(old / name, out / name)
    for name in set(names) - kept:
        (out / name).unlink(missing_ok=True)
    _sync_folder(out)


def _finish(out: Path) -> None:
    """Moves in what was committed and not finished, and clears the rest; under the lock all of it is a dead run's."""
    spare = out / NEXT
    names = _committed(spare)
    if names or os.path.lexists(spare):
        workspace = Path(tempfile.mkdtemp(prefix=TEMPORARY, dir=out))
        for name in names:
            _share(spare / name, workspace / name)
        if names:
            _move_in(workspace, out, names)
        _drop(spare, workspace)
    for stale in _leavings(out):
        _remove(stale)


def _committed(spare: Path) -> list[str]:
    """The files of a whole committed publication; none where there is no such thing."""
    if not stat.S_ISDIR(_mode(spare)):
        return []
    files = read_state(spare).get("files")
    known = files if isinstance(files, dict) else {}
    names = [*known, STATE_FILE]
    if PACKAGE_FILE not in known or not all(stat.S_ISREG(_mode(spare / name)) for name in names):
        return []
    whole = recorded_files(spare) == set(known) and all(
        sha256((spare / name).read_bytes()) == digest for name, digest in known.items()
    )
    return names if whole else []


def _mode(path: Path) -> int:
    try:
        return path.lstat().st_mode
    except OSError:
        return 0


def _leavings(out: Path) -> list[Path]:
    """What only a run under way or a dead one has in ``out``; the lock itself last."""
    try:
        names = sorted(os.listdir(out))
    except OSError:
        return []
    return [out / name for name in names if name.startswith(TEMPORARY) or name in (NEXT, LOCK)]


def _drop(path: Path, workspace: Path) -> None:
    """Out of sight in one step; the workspace is removed with what is in it."""
    if os.path.lexists(path):
        os.rename(path, workspace / f"dropped-{path.name}")


def _remove(path: Path) -> None:
    """What cannot be removed now, the next run removes."""
    with contextlib.suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name != LOCK:
            path.unlink()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # no file system syncs less than it can
            raise
    finally:
        os.close(handle)
