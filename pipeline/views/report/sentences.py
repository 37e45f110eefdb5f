"""The sentences of a report: each stands once, in both languages; rows have its number."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.messages import message
from pipeline.views.said import Texts, parameters_of, texts, texts_of

Row = Mapping[str, Any]


@dataclass
class Collected:
    """The distinct texts of a report, each in both languages."""

    numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def number(self, one: Texts) -> int | None:
        """The text's number; None for one that says nothing."""
        if not one["en"]:
            return None
        pair = (one["en"], one["zh"])
        return self.numbers.setdefault(pair, len(self.numbers))

    def as_list(self) -> list[list[str]]:
        """The texts in the order of their numbers: English, and Chinese where it differs."""
        return [_distinct(*pair) for pair in self.numbers]


def _distinct(*texts: str) -> list[str]:
    return list(dict.fromkeys(texts))


def texts_in_plain_words(row: Row) -> Texts:
    """What a row says; readings are not counted, since alike questions differ in that alone."""
    known = parameters_of(row)
    if "ways" in known and _code(row) == "repair.close-readings":
        return texts_of(message("views.reads-in-ways", ways=known["ways"]))
    return texts(row)


def _code(row: Row) -> str | None:
    """The code of the one clause that a row's reason has; None where it has several."""
    clauses = json.loads(row["reasons"])
    return clauses[0]["code"] if len(clauses) == 1 else None
