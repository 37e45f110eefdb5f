"""Spoils real files at random for a time and reads them.

::

    python -m tests.fuzz [--seconds 60] [--seed N] [--keep FOLDER] [TARGET…]

A find is an exception that is none of this package's errors, or a hang. Inputs of pure Python targets that reach
lines no other reached are kept as seeds. Each find is made as small as simple cuts can and written to FOLDER; what
was found so far lies in tests/cases/fuzz and is tried on every run of the tests.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any

from pipeline.errors import LimitExceeded, PipelineError
from pipeline.messages import text
from pipeline.sandbox.limits import within
from tests.fuzz import targets
from tests.fuzz.mutate import spoilt
from tests.fuzz.targets import Target

PACKAGE = str(Path(targets.ROOT, "pipeline"))
HANG = 10.0
# Inputs grow to so many times the longest seed: what is kept is spoilt again, and longer ones only take longer.
LONGER = 3


class Hang(Exception):
    """An input that takes more processor time than any of its size may."""


def resident() -> float:
    """MB of this process now (Linux; elsewhere 0)."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20
    except OSError:
        return 0.0


def signature(error: BaseException) -> str:
    """What tells one fault from another: its type and where in this package it came from."""
    frames = [
        f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith(PACKAGE)
    ]
    place = f"{Path(frames[-1].filename).name}:{frames[-1].name}" if frames else str(error)[:60]
    return f"{type(error).__name__} {place}"


def attempt(target: Target, data: bytes) -> BaseException | None:
    """The fault that an input shows, if any."""
    begun = time.process_time()
    try:
        hang = LimitExceeded(text("hang"))
        with within(HANG * 2, hang, hang):
            target.run(data)
    except PipelineError:
        pass
    except Exception as error:
        return error
    taken = time.process_time() - begun
    return Hang(f"{taken:.1f} s") if taken > HANG else None


def traced(run: Callable[[], object], seen: set[tuple[str, int]]) -> bool:
    """Whether the call reaches lines of the package that were not reached before."""
    before = len(seen)

    def local(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            seen.add((frame.f_code.co_filename, frame.f_lineno))
        return local

    def begin(frame: FrameType, event: str, _: Any) -> Any:
        return local if frame.f_code.co_filename.startswith(PACKAGE) else None

    sys.settrace(begin)
    try:
        run()
    finally:
        sys.settrace(None)
    return len(seen) > before


def smaller(target: Target, data: bytes, known: str, seconds: float = 20.0) -> bytes:
    """The input without every stretch that the fault does not need."""
    end, size = time.monotonic() + seconds, max(1, len(data) // 2)
    while size and time.monotonic() < end:
        at = 0
        while at < len(data) and time.monotonic() < end:
            less = data[:at] + data[at + size :]
            fault = attempt(target, less)
            if fault is not None and signature(fault) == known:
                data = less
            else:
                at += size
        size //= 2
    return data


def fuzz(target: Target, seconds: float, rng: Random) -> tuple[int, int, int]:
    """Tries inputs for the time; counts of inputs, hangs and inputs kept as seeds. The target keeps the faults."""
    seeds, seen, tried, hangs = list(target.seeds), set[tuple[str, int]](), 0, 0
    end, longest = time.monotonic() + seconds, LONGER * max(map(len, seeds))
    while time.monotonic() < end:
        data = spoilt(rng.choice(seeds), target.kinds, rng)[:longest]
        fault: BaseException | None = None
        if target.guided and tried % 4 == 0:
            held: list[BaseException | None] = []
            if traced(lambda data=data, held=held: held.append(attempt(target, data)), seen):  # type: ignore[misc]
                seeds.append(data)
            fault = held[0]
        else:
            fault = attempt(target, data)
        tried += 1
        if fault is not None:
            hangs += isinstance(fault, Hang) or "stuck" in str(fault) or "took more" in str(fault)
            target.found.setdefault(signature(fault), data)
    return tried, hangs, len(seeds) - len(target.seeds)


def keep(target: Target, folder: Path | None) -> None:
    for name, data in target.found.items():
        small = smaller(target, data, name)
        fault = attempt(target, small)
        print(f"  {name}: {len(small)} bytes, {str(fault)[:160]}")
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            digest = hashlib.sha256(small).hexdigest()[:8]
            (folder / f"{target.name.replace(' ', '-')}-{digest}").write_bytes(small)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("target", nargs="*", help="only targets whose name contains one of these")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="write minimised finds there")
    options = parser.parse_args()
    wanted = [
        t
        for t in targets.all_targets()
        if not options.target or any(n in t.name for n in options.target)
    ]
    shares, rng = sum(target.share for target in wanted), Random(options.seed)
    print(
        f"seed {options.seed}\n{'':18}{'inputs':>9}{'faults':>8}{'hangs':>7}{'kept':>6}{'MB':>7}{'growth':>8}"
    )
    faults = 0
    for target in wanted:
        fuzz(
            target, 0.5, Random(0)
        )  # libraries imported, caches filled, before memory is looked at
        target.found.clear()
        before = resident()
        tried, hangs, kept = fuzz(target, options.seconds * target.share / shares, rng)
        after = resident()
        figures = (
            f"{tried:9,}{len(target.found):8}{hangs:7}{kept:6}{after:7.0f}{after - before:+8.0f}"
        )
        print(f"{target.name:18}{figures}", flush=True)
        keep(target, options.keep)
        faults += len(target.found)
    targets.PDF.close()
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
