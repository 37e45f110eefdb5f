"""What a column is drafted as: its role, kind and name, and what it might be instead."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.spec.draft.seen import SeenColumn

# Signs that mean something in a pattern.
SPECIAL = re.compile(r"([\\.^$*+?()\[\]{}|])")


@dataclass(frozen=True, slots=True)
class Choice:
    """One column as it is drafted.

    Args:
        seen: the column.
        role: its role.
        kind: what stands in it, for a column of the form's own.
        name: what such a column is published as.
        notes: what was guessed, with the alternative, a sentence each.
    """

    seen: SeenColumn
    role: str
    kind: str = ""
    name: str = ""
    notes: tuple[str, ...] = ()

    def noted(self, *notes: str) -> Choice:
        """The same with more notes."""
        return replace(self, notes=(*self.notes, *notes))


def extra(seen: SeenColumn, name: str, kind: str, *notes: str) -> Choice:
    """A column of the form's own."""
    return Choice(seen, "extra", kind, name, notes)
