"""How libraries are imported: beside other work, and without what an import need not cost."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from threading import Thread

# New objects before rings among them are looked for, where hardly any are in one.
MANY = 20_000


@contextmanager
def without_collection() -> Iterator[None]:
    """Opens a block that collects no garbage.

    Importing makes objects by the hundred thousand, all to stay, that would be looked through again
    and again.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Opens a block that makes many objects, hardly any in rings, and looks for rings seldom."""
    before = gc.get_threshold()
    gc.set_threshold(MANY, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


class Ahead:
    """Modules that are imported while this process waits for another.

    One that cannot be imported is left to whoever needs it, who tells why.
    """

    def __init__(self, modules: Sequence[str]) -> None:
        self._modules = modules
        self._seconds = 0.0
        self._thread = Thread(target=self._import, name="imports")
        self._thread.start()

    def seconds(self) -> float:
        """Waits until they are there; the processor time that they took."""
        self._thread.join()
        return self._seconds

    def _import(self) -> None:
        try:
            for module in self._modules:
                import_module(module)
        except ImportError:
            return
        finally:
            self._seconds = time.thread_time()
