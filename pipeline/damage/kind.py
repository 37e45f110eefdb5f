"""What is known of a kind of damage."""

from __future__ import annotations

from typing import NamedTuple


class Said(NamedTuple):
    """The message that says a kind in the log or the findings, in both languages.

    The words may have parameters, as every sentence of the catalogue. They are empty where another
    stage says it: its catalogue has the code.
    """

    code: str
    en: str = ""
    zh: str = ""


class Kind(str):
    """A kind of damage: a string, its name, with what is known of it.

    Attributes:
        zh: Its name in Chinese.
        says: What happened to the print, in one sentence.
        settles: What in the document tells that it happened, and what was there before.
        case: The case that shows it, in ``tests/cases``.
        said: The message that says it; None where nothing does.
    """

    __slots__ = ("case", "said", "says", "settles", "zh")
    zh: str
    says: str
    settles: str
    case: str
    said: Said | None

    def __new__(
        cls,
        name: str,
        zh: str,
        says: str,
        settles: str,
        case: str,
        said: Said | None = None,
    ) -> Kind:
        """A kind: its name is the string, its record stands beside it."""
        kind = str.__new__(cls, name)
        kind.zh = zh
        kind.says = says
        kind.settles = settles
        kind.case = case
        kind.said = said
        return kind

    def __reduce__(self) -> tuple[type[Kind], tuple[str | Said | None, ...]]:
        """The kind with its record, for another process."""
        record = (self.zh, self.says, self.settles, self.case, self.said)
        return Kind, (str(self), *record)
