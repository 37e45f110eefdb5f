"""One run at a time in one folder.

A lock file, there while somebody writes, void once its process is gone.

The file also says what the run makes beside the published files, so that a later one removes that
after a kill and nothing else: a name alone proves nothing, another program may use it too.
"""

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

# What a run makes for itself in a folder begins so.
OWN = ".notice-pipeline."
LOCK = f"{OWN}lock"
_HEAD = "notice-pipeline: made by a run under way, or by one that was killed"
_LONGEST = 100_000
# Seconds to wait for another run that is writing into the same folder; one takes well below a
# second on a machine that has time for it.
PATIENCE = 180.0


class Lock:
    """The lock on a folder while it is held.

    And the names in that folder that its runs have made.
    """

    def __init__(self, folder: Path, handle: int) -> None:
        self._folder, self._handle = folder, handle
        self._names = self._read()
        # What a run that was killed had made.
        self.left = tuple(self._names)

    def record(self, name: str) -> None:
        """Says that ``name`` in the folder is a run's own; called before it is made."""
        self._names = [*dict.fromkeys([*self._names, name])]
        # Longer than what it takes the place of, each time.
        os.pwrite(self._handle, "\n".join([_HEAD, *self._names, ""]).encode(), 0)
        os.fsync(self._handle)

    def release(self) -> None:
        """Removes the file.

        It stays where something that a run has made does, for the next one to remove.
        """
        if not any(os.path.lexists(self._folder / name) for name in self._names):
            (self._folder / LOCK).unlink()

    def _read(self) -> list[str]:
        found = os.pread(self._handle, _LONGEST, 0).decode("utf-8", "replace")
        if _HEAD.startswith(found):  # killed before it had written that much
            return []
        head, *names = found.splitlines()
        if head != _HEAD:
            raise PublishError(
                f"{self._folder / LOCK}: stands there and is of no run; move it away"
            )
        return [name for name in names if name.startswith(OWN) and Path(name).name == name]


@contextlib.contextmanager
def locked(out: Path) -> Iterator[Lock]:
    """Holds the lock on ``out``, which is made where it is missing; waits for a run that has it.

    Raises:
        PublishError: another run did not end within PATIENCE, or a file of somebody else stands in
            the lock's place.
        OSError: the folder cannot be written.
    """
    handle = _acquire(out / LOCK, time.monotonic() + PATIENCE)
    try:
        lock = Lock(out, handle)
        try:
            yield lock
        finally:
            with contextlib.suppress(OSError):
                lock.release()
    finally:
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
            raise PublishError(
                f"{path.parent}: another run is writing there; wait for it or choose another folder"
            )
        time.sleep(0.02)


def _open_lock(path: Path) -> int | None:
    """None where another run, ending, has just removed the folder it had made."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(path) and not stat.S_ISREG(path.lstat().st_mode):
            raise PublishError(f"{path}: stands there and is of no run; move it away")
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    except FileNotFoundError:
        return None
    except FileExistsError:
        # Also what mkdir says of a folder that was there when it tried and is gone when it looks
        # again.
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
