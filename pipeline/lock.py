"""One run at a time in one folder: a lock file, there while somebody writes, void once its process is gone."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import PublishError

LOCK = ".lock"
# Seconds to wait for another run that is writing into the same folder; one takes well below a second.
PATIENCE = 60.0


@contextlib.contextmanager
def locked(out: Path) -> Iterator[None]:
    """Holds the lock on ``out``, which is made where it is missing; waits for a run that has it.

    Raises:
        PublishError: another run did not end within PATIENCE.
        OSError: the folder cannot be written.
    """
    path = out / LOCK
    handle = _acquire(path, time.monotonic() + PATIENCE)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            path.unlink()
        os.close(handle)


def _acquire(path: Path, until: float) -> int:
    """An open file that holds the lock; no link is followed to it."""
    while True:
        handle = _open_lock(path)
        # A lock got on a file that its holder has removed since is nobody's.
        if handle is not None and _lock(handle) and _is_at(handle, path):
            return handle
        if handle is not None:
            os.close(handle)
        if time.monotonic() > until:
            raise PublishError(f"{path.parent}: another run is writing there; wait for it or choose another folder")
        time.sleep(0.02)


def _open_lock(path: Path) -> int | None:
    """None where another run, ending, has just removed the folder it had made."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    except FileNotFoundError:
        return None
    except FileExistsError:
        # Also what mkdir says of a folder that was there when it tried and is gone when it looks again.
        if any(_is_no_folder(place) for place in (path.parent, *path.parent.parents)):
            raise
        return None


def _is_no_folder(path: Path) -> bool:
    """Something else stands there: a file, or a link to nothing. Not so where nothing stands."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return False
    return not (path.is_dir() if stat.S_ISLNK(mode) else stat.S_ISDIR(mode))


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.lstat())
    except FileNotFoundError:
        return False


def _lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        # Some network file systems know no locks: there, one run at a time is the caller's part.
        if error.errno not in (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL):
            raise
    return True
