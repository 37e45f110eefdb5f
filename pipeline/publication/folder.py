"""Files and folders of an output folder.

Kept, dropped, removed, and told apart from what is somebody else's.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from pathlib import Path

from pipeline.publication.state import STATE_FILE, content, read_state, sha256


def share(source: Path, target: Path) -> None:
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


def mode(path: Path) -> int:
    """The type and rights of what stands there, no link followed; 0 where nothing does."""
    try:
        return path.lstat().st_mode
    except OSError:
        return 0


def drop(path: Path, workspace: Path) -> None:
    """Out of sight in one step; the workspace is removed with what is in it."""
    if os.path.lexists(path):
        os.rename(path, workspace / f"dropped-{path.name}")


def remove(path: Path) -> None:
    """What cannot be removed now, the next run removes."""
    with contextlib.suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()


def sync_folder(folder: Path) -> None:
    """Has the system write the folder's names down, so that they outlive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # it syncs as much as it can
            raise
    finally:
        os.close(handle)


def foreign(folder: Path) -> list[str]:
    """Names of what in the folder no run put there, or what was changed since.

    Its own name where it is no folder.
    """
    if not os.path.lexists(folder):
        return []
    if not stat.S_ISDIR(mode(folder)):
        return [folder.name]
    own = _own(folder)
    if own:
        own.add(STATE_FILE)
    return sorted(set(os.listdir(folder)) - own)


def clear(folder: Path) -> None:
    """Removes what a run put into the folder, and the folder where nothing else is in it."""
    if not stat.S_ISDIR(mode(folder)):
        return
    own = _own(folder)
    for name in own:
        (folder / name).unlink()
    if own:
        (folder / STATE_FILE).unlink()  # last: it says what the others are
    with contextlib.suppress(OSError):  # not empty
        folder.rmdir()


def _own(folder: Path) -> set[str]:
    """The files that the memory in the folder records, as it records them."""
    files = read_state(folder).get("files")
    known = files if isinstance(files, dict) else {}
    own = set()
    for name, digest in known.items():
        path = folder / name
        is_plain = Path(name).name == name and stat.S_ISREG(mode(path))
        if is_plain and sha256(content(path)) == digest:
            own.add(name)
    return own
