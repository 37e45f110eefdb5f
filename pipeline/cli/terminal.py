"""The terminal.

What is printed there is text and no command to it, progress is a bar, an ended run ends in order.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

BAR = 24
# Characters of a message, and of its end where it is longer: what to type is there, with a path.
LONGEST, ENDING = 600, 300


class Terminated(KeyboardInterrupt):
    """SIGTERM, ended like Ctrl-C.

    Files are put back, temporary ones removed, child processes stopped.
    """


@contextmanager
def ended_in_order() -> Iterator[None]:
    """SIGTERM ends the block like Ctrl-C."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    own = os.getpid()

    def end(*_: object) -> None:
        if os.getpid() != own:  # a child that was forked
            os._exit(143)
        raise Terminated

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def say(text: str) -> None:
    """Prints one line of a command's answer."""
    print(printable(text))


def printable(text: str) -> str:
    """The text without control characters, which a terminal would obey."""
    return "".join(c if c == "\t" or c.isprintable() else " " for c in text)


def one_line(message: str) -> str:
    """A message as one line of a length that a person reads.

    What is said first and the advice at its end stay.
    """
    text = printable(" ".join(message.split()))
    if len(text) <= LONGEST:
        return text
    return f"{text[: LONGEST - ENDING]} … {text[-ENDING:]}"


_drawn = False


def progress(stage: str, done: int, of: int) -> None:
    """A bar on standard error, redrawn in place."""
    global _drawn
    filled = BAR * done // of if of else 0
    print(
        f"\r{stage:<10} {'█' * filled}{'·' * (BAR - filled)} {done}/{of} ",
        end="",
        file=sys.stderr,
        flush=True,
    )
    _drawn = True


def end_bar() -> None:
    """Wipe the bar, where one was drawn."""
    global _drawn
    if _drawn:
        print(f"\r{' ' * (BAR + 30)}\r", end="", file=sys.stderr, flush=True)
    _drawn = False
