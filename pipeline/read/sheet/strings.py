"""The texts of a workbook, which cells refer to by number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.read.sheet.walk import Parts, Walker

# A character that XML cannot hold, as Excel writes it.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LINE_END = re.compile(r"\r\n?")


@dataclass(frozen=True, slots=True)
class Text:
    """One text; ``struck`` where some of it is struck through."""

    text: str
    struck: bool = False


class TextWalker(Walker):
    """Gathers a text from its runs; how it is pronounced, which stands beside it, is left out."""

    def __init__(self) -> None:
        super().__init__()
        self._runs: list[str] = []
        self._struck = False
        self._run_struck = False
        self._beside = 0

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Takes the marks of a run."""
        if name == "rPh":
            self._beside += 1
        elif name == "r":
            self._run_struck = False
        elif name in ("strike", "dstrike"):
            self._run_struck = attributes.get("val", "1") not in ("0", "false")

    def finish(self, name: str, text: str) -> None:
        """Takes the text of a run."""
        if name == "rPh":
            self._beside -= 1
        elif name == "t" and not self._beside:
            self._runs.append(text)
            self._struck = self._struck or (self._run_struck and bool(text.strip()))

    def take(self) -> Text:
        """The text that was gathered; the next one begins."""
        found = Text(plain("".join(self._runs)), self._struck)
        self._runs.clear()
        self._struck = self._run_struck = False
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
    return _LINE_END.sub("\n", _ESCAPED.sub(lambda found: _character(found[1]), text))


def _character(code: str) -> str:
    number = int(code, 16)
    return chr(number) if not 0xD800 <= number <= 0xDFFF and number else ""
