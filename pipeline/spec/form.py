"""One form as values, and what a spec file may say of it.

Its keys, the roles of columns and their kinds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.spec.pattern import Pattern

# Role of a column → what may stand in it; the first is meant where the spec names no kind.
ROLES: dict[str, tuple[str, ...]] = {
    "level1": ("label",),
    "level2": ("label",),
    "seq": ("serial",),
    "indicator": ("name",),
    "unit": ("unit",),
    "weight": ("points",),
    "rank": ("rank",),
    "target": ("target",),
    "target_rank": ("remark", "rank"),
    "lead_units": ("agency",),
    "extra": ("text", "date", "number", "percent", "agency"),
    "other": ("text",),
}
KINDS = tuple(dict.fromkeys(kind for kinds in ROLES.values() for kind in kinds))
REPEATED = ("rank", "extra", "other")
MARKED = ("rank", "weight", "unit", "extra")
# What stands for no value in a column of the form's own, where the spec does not say.
NO_EXTRA = ("/", "-", "—")

# What may stand in a table and be no row and no column of its form.
LEAVE_OUT = ("headings", "notes", "blank_rows", "unheaded")


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys that one place of a spec file must and may have."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Both."""
        return (*self.required, *self.optional)


KEYS = {
    "top level": Keys(
        ("form", "columns"),
        ("describes", "missing", "sections", "sums", "leave_out", "margin"),
    ),
    "columns": Keys(("role", "heading"), ("kind", "name", "under", "repeats", "period")),
    "sections": Keys(("note", "range", "kinds"), ("full_marks", "not_published")),
    "sections.kinds": Keys(("section", "pattern")),
    "sums": Keys((), ("text", "total", "several", "percent", "outside")),
}


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column of the form.

    What it is (``role``), what stands in it (``kind``), how its heading reads.

    ``under`` is how a heading above it reads, where its own does not tell it from another column;
    ``period`` what a ranking is of, where no heading says it; ``name`` what a column of the form's
    own is published as.
    """

    role: str
    kind: str
    heading: Pattern
    repeats: bool = False
    under: Pattern | None = None
    period: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class SectionKind:
    """A section's published name, and the pattern of the note's words that mean it."""

    section: str
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class SectionRules:
    """How the closing note states ranges, totals and shares."""

    note: Pattern
    range: Pattern
    full_marks: Pattern
    kinds: tuple[SectionKind, ...]
    not_published: Pattern | None = None


@dataclass(frozen=True, slots=True)
class SumRules:
    """What else of the form adds up.

    ``text`` finds the points within a row's texts, ``total`` those of all rows in the title or the
    note; ``several``: that total is of several tables together. ``percent``: the rows' points are
    per cents. ``outside`` is how section rows read that no total counts.
    """

    text: Pattern | None = None
    total: Pattern | None = None
    several: bool = False
    percent: bool = False
    outside: Pattern | None = None


@dataclass(frozen=True, slots=True)
class Spec:
    """One form; ``margin`` is how much more than the cheapest a reading may cost and count.

    ``leave_out`` says what of the table is no row and no column, of :data:`LEAVE_OUT`.
    """

    form: str
    describes: str
    columns: tuple[ColumnSpec, ...]
    missing: Mapping[str, tuple[str, ...]]
    sections: SectionRules | None
    margin: float
    source: bytes
    sums: SumRules | None = None
    leave_out: tuple[str, ...] = ()

    def has(self, role: str) -> bool:
        """Whether a column has the role."""
        return any(column.role == role for column in self.columns)
