"""What a parser may do to the process it runs in; each is called there by name."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import time
from collections.abc import Callable, Generator
from contextlib import suppress

from pipeline.errors import LostCharacters
from pipeline.messages import text
from pipeline.model import Finding
from pipeline.sandbox.limits import MEGABYTE
from pipeline.sandbox.worker import Teller

Tell = Callable[[str, int, int, int], None]


def answer(tell: Tell) -> Finding:
    tell("read", 1, 2, 1)
    return Finding("info", "check", text("message"))


def hand_on(tell: Tell) -> Generator[int, None, Finding]:
    """Two parts, then the answer."""
    for page in (1, 2):
        yield page
        tell("read", page, 2, 1)
    return Finding("info", "check", text("message"))


def hand_on_and_fail(tell: Tell) -> Generator[int, None, None]:
    yield 1
    tell("read", 1, 2, 1)
    raise LostCharacters(text("page 2: lost 'x'"))


def hand_on_and_crash(tell: Tell) -> Generator[int, None, None]:
    yield 1
    crash(tell)


def hand_on_without_end(tell: Tell) -> Generator[str, None, None]:
    """Little at a time, and none of it kept here."""
    for page in range(10_000):
        tell("read", page, 1, 1)
        yield "x" * 100_000


def look_around(_: Tell) -> Finding:
    """What there is of the process that this one may be a copy of: files, handlers, standard three."""
    held = set()
    for number in os.listdir("/proc/self/fd"):
        with suppress(FileNotFoundError):  # the list itself
            held.add(os.readlink(f"/proc/self/fd/{number}"))
    files = sorted(name for name in held if name.startswith("/"))
    own = [number for number in signal.valid_signals() if callable(signal.getsignal(number))]
    return Finding("info", "check", text(f"{files} {own} {os.environ['OMP_NUM_THREADS']}"))


def rest(tell: Tell) -> Finding:
    """Idle for a while, then done."""
    time.sleep(1)
    return Finding("info", "check", text("message"))


def hang(tell: Tell) -> None:
    tell("read", 3, 8, 1)
    time.sleep(600)


def hang_with_the_lock(tell: Tell) -> None:
    """A native library that never gives back Python's lock, so that no thread of Python runs."""
    ctypes.PyDLL(None).sleep(600)


def creep(tell: Tell) -> None:
    """Each page in time, all together not; it works a sixth of the time, far from idle and far from its allowance."""
    for page in range(10_000):
        tell("read", page, 1, 1)
        worked = time.process_time() + 0.01
        while time.process_time() < worked:
            pass
        time.sleep(0.05)


def spin(tell: Tell) -> None:
    """Works and works."""
    tell("read", 3, 8, 1)
    while True:
        pass


def spin_on(tell: Tell) -> None:
    """Works on one page after another."""
    for page in range(10_000):
        tell("read", page, 1, 1)
        until = time.process_time() + 0.05
        while time.process_time() < until:
            pass


def devour(tell: Tell) -> int:
    return len(bytearray(2 << 30))


def devour_in_pieces(tell: Tell) -> None:
    pieces: list[str] = []
    while True:
        pieces.append("x" * 1000 + str(len(pieces)))


def crash(tell: Tell) -> None:
    tell("read", 2, 8, 1)
    ctypes.string_at(0)


def leave(tell: Tell) -> None:
    os._exit(3)


def fail(tell: Tell) -> None:
    raise LostCharacters(text("page 1: lost 'x'"))


def stumble(tell: Tell) -> None:
    raise KeyError("x")


def chatter(tell: Tell) -> int:
    os.write(1, b"out\n")
    os.write(2, b"err\n")
    return 1


def foreign(tell: Tell) -> object:
    """A value that, unpickled, would call a function."""
    return _Call()


class _Call:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("echo unpickled",)


def process(tell: Tell) -> int:
    return os.getpid()


def own_bound(pages: int, tell: Tell) -> float:
    """Seconds of processor time that the process may still take in a step of so many pages."""
    tell("read", 0, pages, pages)
    worked = time.process_time()
    return resource.getrlimit(resource.RLIMIT_CPU)[0] - worked


def recognise(tell: Tell) -> None:
    """A page image, which takes longer than a page of text may."""
    tell("recognise", 1, 4, 4)
    until = time.process_time() + 2.5
    while time.process_time() < until:
        pass


def share(how: str, tell: Teller) -> Generator[str, None, Finding]:
    """Has a second process hand on two parts, and says what it came to; ``how`` one of both ends."""
    beside = tell.beside
    assert beside is not None
    own = os.getpid()
    beside.start(lambda: _second(how, own))
    yield "first"
    tell("read", 1, 4, 1)
    if how.startswith("first "):
        _end(how.removeprefix("first "), tell)
    found = beside.answer()
    beside.taken(0 if found is None else 2)
    tell("read", 3, 4, 1)
    yield "last"
    limit, _ = resource.getrlimit(resource.RLIMIT_DATA)
    whole = limit > MEGABYTE * 400  # and what the command had
    return Finding("info", "check", text(f"{found} {beside.is_sound} {whole}"))


def _second(how: str, first: int) -> Generator[str, None, str]:
    yield "a"
    if how == "first is killed":
        os.kill(first, signal.SIGKILL)
        time.sleep(600)
    if how.startswith("second "):
        _end(how.removeprefix("second "), lambda *_: None)
    yield "b"
    yield "c"
    return str(os.getpid()) if how == "number" else "well"


def _end(how: str, tell: Tell) -> None:
    if how == "is killed":
        os.kill(os.getpid(), signal.SIGKILL)
    ends = {
        "takes long": recognise,
        "crashes": crash,
        "leaves": leave,
        "fails": fail,
        "hangs": hang,
        "spins": spin,
        "needs memory": devour_in_pieces,
    }
    ends[how](tell)
