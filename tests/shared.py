"""What one of the test workers has worked out, for all of them: kept until the session ends."""

from __future__ import annotations

import fcntl
import hashlib
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

# Names the folder of the session; workers inherit it. Without one each works for itself.
FOLDER = "NOTICE_TESTS_SHARED"

T = TypeVar("T")


def shared(what: str, work: Callable[[], T]) -> T:
    """The value of ``work``, which the first who asks for ``what`` does; the others wait and read it."""
    folder = os.environ.get(FOLDER)
    if folder is None:
        return work()
    path = Path(folder) / hashlib.sha256(what.encode()).hexdigest()
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if path.exists():
            found: T = pickle.loads(path.read_bytes())
            return found
        value = work()
        path.write_bytes(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        return value
