"""How libraries are imported: beside other work, and without what an import need not cost."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from threading import Thread
from types import ModuleType
from typing import Any

# New objects before rings among them are looked for, where hardly any are in one.
MANY = 20_000
# How the folder ends that says what is installed.
_ABOUT = ".dist-info"


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


@contextmanager
def deferring(*names: str) -> Iterator[None]:
    """Opens a block in which these modules are not imported, only once something of them is used.

    For what a library imports at its start and hardly ever uses. What it took from them stays a
    deferred name; others who import them afterwards get the modules themselves.
    """
    deferred = {name: _Deferred(name) for name in names if name not in sys.modules}
    sys.modules.update(deferred)
    try:
        yield
    finally:
        for name, module in deferred.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


class _Deferred(ModuleType):
    """Stands for a module that is imported once something of it is used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if name == "version":  # what libraries ask for at their start, each for its own
            return _version
        return _Name(self.__name__, name)


class _Name:
    """A name of a module that is imported once the name is called or asked for something."""

    def __init__(self, module: str, name: str) -> None:
        self._module = module
        self._name = name

    def _found(self) -> Any:
        if isinstance(sys.modules.get(self._module), _Deferred):
            del sys.modules[self._module]
        return getattr(import_module(self._module), self._name)

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return self._found()(*arguments, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._found(), name)


def _version(distribution: str) -> str:
    """The version of an installed distribution, as the name of its folder has it.

    Raises:
        importlib.metadata.PackageNotFoundError: it is not installed.
    """
    name = distribution.lower().replace(".", "_").replace("-", "_")
    for folder in sys.path:
        found = _installed_in(folder or os.curdir, name)
        if found:
            return found
    known: str = _Name("importlib.metadata", "version")(distribution)
    return known


def _installed_in(folder: str, name: str) -> str:
    """The version of a distribution in a folder of modules; "" where it is not there."""
    with suppress(OSError):
        for entry in os.listdir(folder):
            stem, ending = os.path.splitext(entry)
            owner, _, version = stem.partition("-")
            if ending == _ABOUT and owner.lower() == name:
                return version
    return ""


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
