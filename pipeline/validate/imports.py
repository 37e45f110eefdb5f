"""What of the engine's import can wait."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import LazyLoader, find_spec, module_from_spec

# Great Expectations imports it for three kinds of expectation, on distributions: a third of its own
# time and 57 MB.
_SELDOM_USED = "scipy.stats"
# It imports this where it is installed, to ask databases, and goes without where it is not.
_NEVER_USED = "sqlalchemy"


def import_less() -> None:
    """Spares the engine, in this process, the imports that its checks of frames do not need."""
    put_off_statistics()
    leave_out_databases()


def leave_out_databases() -> None:
    """Has SQLAlchemy seem not to be installed, unless it is loaded already.

    For processes of this package alone, as :func:`put_off_statistics`.
    """
    # None is how the import system is told that a module cannot be had.
    sys.modules.setdefault(_NEVER_USED, None)  # type: ignore[arg-type]


def put_off_statistics() -> None:
    """Has scipy.stats loaded when something of it is first used, in this process.

    By the standard library's loader for that; it is the same module, later. For processes of this
    package alone, so that no program that imports it finds its modules changed.
    """
    if _SELDOM_USED in sys.modules:
        return
    spec = find_spec(_SELDOM_USED)
    if spec is None or spec.loader is None:
        return
    loader = LazyLoader(spec.loader)
    spec.loader = loader
    module = module_from_spec(spec)
    sys.modules[_SELDOM_USED] = module
    loader.exec_module(module)
    package, _, name = _SELDOM_USED.rpartition(".")
    # What the import system does for a module that it has loaded.
    setattr(import_module(package), name, module)
