"""Patterns of texts, each compiled once it is used.

Most documents meet a few of them, and compiling one takes as long as reading a cell takes.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Pattern:
    """Stands for a pattern; what is asked of it once is its own from then on."""

    def __init__(self, source: Any, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, found)
        return found


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A pattern of a text, or of bytes, whose methods and attributes are those of ``re``'s.

    One that is wrong is told when it is used first.
    """
    return cast("re.Pattern[AnyStr]", _Pattern(source, flags))
