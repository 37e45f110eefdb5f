"""Where a run is and how long it took: progress as it is told, seconds per stage."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

# Takes a stage, how many steps of it are done, and of how many.
Progress = Callable[[str, int, int], None]


def quiet(
    stage: str,
    done: int,
    of: int,
) -> None:
    """No progress."""


@dataclass
class Clock:
    """Seconds per stage."""

    seconds: dict[str, float] = field(default_factory=dict)
    _since: float = field(default_factory=time.perf_counter)

    def lap(self, stage: str) -> None:
        """Books the seconds since the last lap on ``stage``."""
        now = time.perf_counter()
        before = self.seconds.get(stage, 0.0)
        self.seconds[stage] = round(before + now - self._since, 3)
        self._since = now
