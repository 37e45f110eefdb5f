"""What of the engine's import can wait."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any

# Great Expectations imports these at its start, each for a few kinds of expectation or for a page
# of results, and uses names of theirs only then: distributions, charts, JSON schemas, Markdown.
_SELDOM_USED = ("scipy.stats", "altair", "jsonschema", "mistune")
# It imports these where they are installed, for databases and for shapes on maps, and goes without
# where they are not.
_NEVER_USED = ("sqlalchemy", "shapely")


def import_less() -> None:
    """Spares the engine, in this process, the imports that its checks of frames do not need."""
    for name in _SELDOM_USED:
        put_off(name)
    for name in _NEVER_USED:
        leave_out(name)


def leave_out(name: str) -> None:
    """Has a package seem not to be installed, unless it is loaded already.

    For processes of this package alone, as :func:`put_off`.
    """
    # None is how the import system is told that a module cannot be had.
    sys.modules.setdefault(name, None)  # type: ignore[arg-type]


def put_off(name: str) -> None:
    """Has a module loaded when something of it is first used, in this process.

    It is the same module, later. For processes of this package alone, so that no program that
    imports it finds its modules changed.
    """
    if name in sys.modules:
        return
    spec = find_spec(name)
    if spec is None or spec.loader is None:
        return
    module = module_from_spec(spec)
    module.__class__ = _PutOff
    sys.modules[name] = module
    package, _, own = name.rpartition(".")
    if package:  # what the import system does for a module that it has loaded
        setattr(import_module(package), own, module)


class _PutOff(ModuleType):
    """A module that is loaded once it is asked for what it has not yet.

    The standard library's loader for that loads a module as soon as it is imported a second time,
    which asks what it has from the beginning.
    """

    __spec__: ModuleSpec

    def __getattr__(self, name: str) -> Any:
        self.__class__ = ModuleType  # type: ignore[assignment]
        loader = self.__spec__.loader
        assert loader is not None  # it would not have been put off
        loader.exec_module(self)
        return getattr(self, name)
