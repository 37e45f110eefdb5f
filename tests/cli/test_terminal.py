"""The terminal: what is printed there is text and no command to it."""

from __future__ import annotations

from pipeline.cli.terminal import LONGEST, one_line, printable


def test_what_a_terminal_would_obey_is_not_printed() -> None:
    assert printable("a\x1b[31mb\r\nc\td 表") == "a [31mb  c\td 表"


def test_a_long_message_keeps_its_beginning_and_its_advice() -> None:
    told = one_line("file: " + "x " * 2000 + "; give it a name")
    assert len(told) < LONGEST + 10
    assert (told[:5], told[-16:]) == ("file:", "; give it a name")
