"""The texts of a workbook, which cells refer to by number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.read.raised import reads_on
from pipeline.read.sheet.walk import Attributes, Parts, Walker, is_on

# A character that XML cannot hold, as Excel writes it.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LINE_END = re.compile(r"\r\n?")
_HALVES = range(0xD800, 0xE000)  # of a character beyond 16 bits; one alone is none


@dataclass(frozen=True, slots=True)
class Text:
    """One text.

    ``struck`` where some of it is struck through, ``raised`` where a digit behind a digit is set
    above or below the line.
    """

    text: str
    struck: bool = False
    raised: bool = False


class TextWalker(Walker):
    """Gathers a text from its runs; how it is pronounced, which stands beside it, is left out."""

    def __init__(self) -> None:
        super().__init__()
        self._runs: list[str] = []
        self._struck = False
        self._run_struck = False
        self._raised = False
        self._run_raised = False
        self._beside = 0

    def begin(self, name: str, attributes: Attributes) -> None:
        """Takes the marks of a run."""
        if name == "rPh":
            self._beside += 1
        elif name == "r":
            self._run_struck = False
            self._run_raised = False
        elif name in ("strike", "dstrike"):
            self._run_struck = is_on(attributes)
        elif name == "vertAlign":
            self._run_raised = attributes.get("val") in ("superscript", "subscript")

    def finish(self, name: str, text: str) -> None:
        """Takes the text of a run."""
        if name == "rPh":
            self._beside -= 1
        elif name == "t" and not self._beside:
            before = self._runs[-1] if self._runs else ""
            self._runs.append(text)
            if self._run_raised and reads_on(before, text):
                self._raised = True
            if self._run_struck and text.strip():
                self._struck = True

    def take(self) -> Text:
        """The text that was gathered; the next one begins."""
        whole = "".join(self._runs)
        found = Text(plain(whole), self._struck, self._raised)
        self._runs.clear()
        self._struck = False
        self._run_struck = False
        self._raised = False
        self._run_raised = False
        return found


class _Strings(TextWalker):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Text] = []

    def finish(self, name: str, text: str) -> None:
        if name == "si":
            self.found.append(self.take())
        else:
            super().finish(name, text)


def read_strings(parts: Parts, path: str | None) -> list[Text]:
    """The shared texts in order, none where the workbook has no such part.

    Raises:
        SourceError: the part is damaged.
        LimitExceeded: it inflates to more than is allowed.
    """
    walker = _Strings()
    if path:
        parts.walk(path, walker)
    return walker.found


def plain(text: str) -> str:
    """The text with its escaped characters, and one kind of line end."""
    if "_x" in text:
        text = _ESCAPED.sub(_character, text)
    return _LINE_END.sub("\n", text)


def _character(escaped: re.Match[str]) -> str:
    number = int(escaped[1], 16)
    if number == 0 or number in _HALVES:
        return ""
    return chr(number)
