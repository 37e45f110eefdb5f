"""A spec file → a Spec, every key of it checked.

What is wrong is named with its file, line and reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import isfinite
from pathlib import Path
from typing import Any

from pipeline import yamlfile
from pipeline.errors import SpecError
from pipeline.messages import Message, message
from pipeline.spec.form import (
    KEYS,
    KINDS,
    MARKED,
    REPEATED,
    ROLES,
    SECTIONS,
    ColumnSpec,
    SectionKind,
    SectionRules,
    Spec,
)
from pipeline.spec.pattern import BadPattern, compiled
from pipeline.text import header_period

DEFAULT = Path(__file__).parents[1] / "specs" / "county-targets.yml"
MAX_BYTES = 200_000
MARGIN = 4.0
FULL_MARKS = r"满分(?P<full>\d+(?:\.\d+)?)分"


def load(path: Path = DEFAULT) -> Spec:
    """Reads and checks a spec file.

    Raises:
        SpecError: the file is missing, is no YAML mapping, or a key is unknown, missing or wrong.
    """
    name = message("spec.file", path=str(path))
    try:
        source = yamlfile.read(path, MAX_BYTES)
    except OSError as error:
        raise SpecError("spec.unreadable", where=name, error=error.strerror) from None
    if len(source) > MAX_BYTES:
        raise SpecError("spec.too-long", where=name, most=MAX_BYTES)
    data = yamlfile.parse(source, name, SpecError)
    lines = yamlfile.lines(source, name, SpecError)
    return _Reader(str(path), lines).spec(data, source)


class _Values:
    """Checks single plain values of a spec file, naming the file, line and key that is wrong.

    Args:
        path: the file's, as it was given.
        lines: where each key stands.
    """

    def __init__(self, path: str, lines: Mapping[str, int]) -> None:
        self.path = path
        self.lines = lines

    def fail(self, key: str, what: Message, at: str | None = None) -> SpecError:
        """The error of a key; ``at`` is the one whose line is told, where it is another."""
        line = self.lines.get(at or key)
        if line is None:
            place = message("spec.key", path=self.path, key=key)
        else:
            place = message("spec.line", path=self.path, line=line, key=key)
        return SpecError(what, where=place)

    def mapping(self, value: Any, key: str, place: str) -> dict[str, Any]:
        """A mapping with the keys of its place in the file."""
        keys = KEYS[place]
        if not isinstance(value, dict):
            raise self.fail(key, message("spec.not-a-mapping", keys=keys.required))
        for name in value:
            if name not in keys.all:
                at = str(name) if place == "top level" else f"{key}.{name}"
                what = message("spec.unknown-key", name=str(name), known=keys.all)
                raise self.fail(key, what, at)
        for name in keys.required:
            if name not in value:
                raise self.fail(key, message("spec.key-missing", name=name))
        return value

    def listed(self, value: Any, key: str) -> list[Any]:
        """A list that is not empty."""
        if not isinstance(value, list) or not value:
            raise self.fail(key, message("spec.not-a-list"))
        return value

    def text(self, value: Any, key: str) -> str:
        """A text that is not blank."""
        if not isinstance(value, str) or not value.strip():
            raise self.fail(key, message("spec.not-a-text"))
        return value

    def number(self, value: Any, key: str) -> float:
        """A number of at least 0."""
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not isfinite(value) or value < 0:
            raise self.fail(key, message("spec.not-a-number"))
        return float(value)

    def flag(self, value: Any, key: str) -> bool:
        """Yes or no."""
        if not isinstance(value, bool):
            raise self.fail(key, message("spec.not-a-flag"))
        return value

    def one_of(self, value: Any, key: str, known: Sequence[str]) -> str:
        """One of the known words."""
        if value not in known:
            raise self.fail(key, message("spec.none-of", value=repr(value), known=known))
        return str(value)

    def pattern(self, value: Any, key: str, groups: Sequence[str] = ()) -> re.Pattern[str]:
        """A regular expression with the named groups."""
        if not isinstance(value, str) or not value:
            raise self.fail(key, message("spec.not-a-pattern"))
        try:
            pattern = compiled(value)
        except BadPattern as error:
            raise self.fail(key, error.what) from None
        for group in groups:
            if group not in pattern.groupindex:
                raise self.fail(key, message("spec.group-missing", group=group))
        return pattern


class _Reader(_Values):
    """Turns the plain values of a spec file into a Spec."""

    def spec(self, data: Any, source: bytes) -> Spec:
        """The whole file."""
        top = self.mapping(data, "top level", "top level")
        form = self.text(top["form"], "form")
        describes = self.text(top["describes"], "describes") if "describes" in top else ""
        columns = self.columns(top["columns"])
        roles = {column.role for column in columns}
        missing: dict[str, tuple[str, ...]] = {}
        if top.get("missing") is not None:
            missing = self.missing(top["missing"], roles)
        sections = None
        if top.get("sections") is not None:
            sections = self.sections(top["sections"], roles)
        margin = self.number(top.get("margin", MARGIN), "margin")
        return Spec(form, describes, columns, missing, sections, margin, source)

    def columns(self, value: Any) -> tuple[ColumnSpec, ...]:
        """The columns, whose roles go together."""
        found = []
        for number, item in enumerate(self.listed(value, "columns")):
            found.append(self.column(item, f"columns[{number}]"))
        roles = [column.role for column in found]
        if roles.count("indicator") != 1:
            raise self.fail("columns", message("spec.one-indicator"))
        for number, column in enumerate(found):
            if column.role in roles[:number]:
                self.check_repeated(column.role, f"columns[{number}].role", found)
        if "level2" in roles and "level1" not in roles:
            key = f"columns[{roles.index('level2')}].role"
            raise self.fail(key, message("spec.level2-alone"))
        self.check_headings(found)
        return tuple(found)

    def check_repeated(self, role: str, key: str, columns: Sequence[ColumnSpec]) -> None:
        """Only some roles may stand several times, and each of their columns says so."""
        if role not in REPEATED:
            raise self.fail(key, message("spec.role-twice", role=role))
        if not all(column.repeats for column in columns if column.role == role):
            raise self.fail(key, message("spec.role-repeats", role=role))

    def check_headings(self, columns: Sequence[ColumnSpec]) -> None:
        """A pattern that stands twice would leave the second column without a heading."""
        seen: dict[tuple[str, str | None], str] = {}
        for number, column in enumerate(columns):
            under = column.under.pattern if column.under else None
            patterns = (column.heading.pattern, under)
            if patterns in seen:
                what = message("spec.same-heading", role=seen[patterns])
                raise self.fail(f"columns[{number}].heading", what)
            seen[patterns] = column.role

    def column(self, value: Any, key: str) -> ColumnSpec:
        """One column."""
        item = self.mapping(value, key, "columns")
        role = self.one_of(item["role"], f"{key}.role", tuple(ROLES))
        kinds = ROLES[role]
        kind = self.one_of(item.get("kind", kinds[0]), f"{key}.kind", KINDS)
        if kind not in kinds:
            what = message("spec.wrong-kind", role=role, kinds=kinds, kind=kind)
            raise self.fail(f"{key}.kind", what)
        repeats = self.flag(item.get("repeats", False), f"{key}.repeats")
        if repeats and role not in REPEATED:
            first, second = REPEATED
            what = message("spec.not-repeated", first=first, second=second)
            raise self.fail(f"{key}.repeats", what)
        under = self.pattern(item["under"], f"{key}.under") if "under" in item else None
        heading = self.pattern(item["heading"], f"{key}.heading")
        period = self.period(item, key, role)
        return ColumnSpec(role, kind, heading, repeats, under, period)

    def period(self, item: Mapping[str, Any], key: str, role: str) -> str | None:
        """The period of a ranking whose headings name none."""
        if "period" not in item:
            return None
        key = f"{key}.period"
        text = self.text(item["period"], key)
        if role != "rank":
            raise self.fail(key, message("spec.period-of-rank"))
        if header_period(text, 1) is None:
            raise self.fail(key, message("spec.no-period", text=text))
        return text

    def missing(self, value: Any, roles: set[str]) -> dict[str, tuple[str, ...]]:
        """The marks that stand for no value, by the columns' role."""
        if not isinstance(value, dict):
            raise self.fail("missing", message("spec.missing-not-a-mapping"))
        for role, marks in value.items():
            key = f"missing.{role}"
            if role not in MARKED:
                what = message("spec.none-of", value=repr(role), known=MARKED)
                raise self.fail("missing", what, key)
            if role not in roles:
                raise self.fail(key, message("spec.no-such-column", role=role))
            if not isinstance(marks, list) or not all(isinstance(mark, str) for mark in marks):
                raise self.fail(key, message("spec.not-texts"))
        return {role: tuple(marks) for role, marks in value.items()}

    def sections(self, value: Any, roles: set[str]) -> SectionRules:
        """How the closing note states the sections."""
        item = self.mapping(value, "sections", "sections")
        if "weight" not in roles:
            raise self.fail("sections", message("spec.totals-without-weight"))
        listed = self.listed(item["kinds"], "sections.kinds")
        note = self.pattern(item["note"], "sections.note")
        groups = ("first", "last", "label", "points")
        range_ = self.pattern(item["range"], "sections.range", groups)
        marks = item.get("full_marks", FULL_MARKS)
        full_marks = self.pattern(marks, "sections.full_marks", ("full",))
        kinds = []
        for number, kind in enumerate(listed):
            kinds.append(self.kind(kind, f"sections.kinds[{number}]"))
        not_published = None
        if item.get("not_published") is not None:
            key = "sections.not_published"
            not_published = self.pattern(item["not_published"], key, ("mark",))
        return SectionRules(note, range_, full_marks, tuple(kinds), not_published)

    def kind(self, value: Any, key: str) -> SectionKind:
        """One section's published name and the words that mean it."""
        item = self.mapping(value, key, "sections.kinds")
        section = self.one_of(item["section"], f"{key}.section", SECTIONS)
        pattern = self.pattern(item["pattern"], f"{key}.pattern")
        return SectionKind(section, pattern)
