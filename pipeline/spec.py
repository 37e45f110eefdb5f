"""What a form of attachment looks like: columns, heading patterns, missing marks, sections.

A spec is a YAML file; the form's facts live in it and nowhere else. ``load`` checks every key and names
the one that is wrong.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline import yamlfile
from pipeline.errors import NotThisForm, SpecError
from pipeline.model import Header
from pipeline.schema import TABLES
from pipeline.text import fold, header_period

KINDS = ("label", "serial", "name", "unit", "points", "rank", "target", "remark", "agency")
ROLES = (
    "level1",
    "level2",
    "seq",
    "indicator",
    "unit",
    "weight",
    "rank",
    "target",
    "target_rank",
    "lead_units",
)
DEFAULT = Path(__file__).parent / "specs" / "county-targets.yml"
MAX_BYTES = 200_000


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column of the form: what it is (``role``), what stands in it (``kind``), how its heading reads."""

    role: str
    kind: str
    heading: re.Pattern[str]
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class SectionKind:
    """A section's published name, and the pattern of the note's words that mean it."""

    section: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class SectionRules:
    """How the closing note states ranges, totals and shares."""

    note: re.Pattern[str]
    range: re.Pattern[str]
    full_marks: re.Pattern[str]
    kinds: tuple[SectionKind, ...]
    not_published: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Spec:
    """One form. ``margin``: how much dearer than the cheapest a reading may be and still count."""

    form: str
    describes: str
    columns: tuple[ColumnSpec, ...]
    missing: Mapping[str, tuple[str, ...]]
    sections: SectionRules | None
    margin: float
    source: bytes

    def has(self, role: str) -> bool:
        return any(column.role == role for column in self.columns)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a given table: ``name`` is the role, for repeated roles with its number (``rank_1``)."""

    name: str
    role: str
    kind: str
    heading: str
    texts: tuple[str, ...]


def load(path: Path = DEFAULT) -> Spec:
    """Read and check a spec file.

    Raises:
        SpecError: the file is missing, is no YAML mapping, or a key is unknown, missing or wrong.
    """
    try:
        source = path.read_bytes()
    except OSError as error:
        raise SpecError(f"spec {path}: cannot be read ({error.strerror}); name a YAML file with --spec") from None
    if len(source) > MAX_BYTES:
        raise SpecError(f"spec {path}: {len(source):,} bytes; a spec has at most {MAX_BYTES:,}")
    data = yamlfile.parse(source, f"spec {path}", SpecError)
    return _Reader(str(path)).spec(data, source)


class _Reader:
    """Checks plain YAML values and turns them into a Spec, naming the file and key that is wrong."""

    def __init__(self, name: str) -> None:
        self.name = name

    def fail(self, key: str, reason: str) -> SpecError:
        return SpecError(f"spec {self.name}: {key}: {reason}")

    def mapping(self, value: Any, key: str, required: Sequence[str], optional: Sequence[str] = ()) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.fail(key, f"expected a mapping with {', '.join(required)}")
        for name in required:
            if name not in value:
                raise self.fail(key, f"{name} is missing")
        for name in value:
            if name not in (*required, *optional):
                raise self.fail(key, f"unknown key {name!r}; known are {', '.join((*required, *optional))}")
        return value

    def pattern(self, value: Any, key: str, groups: Sequence[str] = ()) -> re.Pattern[str]:
        if not isinstance(value, str) or not value:
            raise self.fail(key, "expected a regular expression")
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                pattern = re.compile(value)
        except (re.error, OverflowError, RecursionError, Warning) as error:
            raise self.fail(key, f"not a regular expression ({error})") from None
        for group in groups:
            if group not in pattern.groupindex:
                raise self.fail(key, f"the group (?P<{group}>…) is missing")
        return pattern

    def spec(self, data: Any, source: bytes) -> Spec:
        top = self.mapping(data, "top level", ("form", "columns"), ("describes", "missing", "sections", "margin"))
        columns = self.columns(top["columns"])
        margin = top.get("margin", 3.0)
        if not isinstance(margin, int | float) or isinstance(margin, bool) or margin < 0:
            raise self.fail("margin", "expected a number of at least 0")
        sections = self.sections(top["sections"]) if top.get("sections") is not None else None
        missing = self.missing(top.get("missing") or {})
        return Spec(str(top["form"]), str(top.get("describes", "")), columns, missing, sections, float(margin), source)

    def columns(self, value: Any) -> tuple[ColumnSpec, ...]:
        if not isinstance(value, list) or not value:
            raise self.fail("columns", "expected a list")
        found = tuple(self.column(item, f"columns[{n}]") for n, item in enumerate(value))
        for role in ("seq", "indicator"):
            if sum(column.role == role for column in found) != 1:
                raise self.fail("columns", f"exactly one column must have the role {role}")
        for role in {column.role for column in found}:
            if sum(column.role == role for column in found) > 1:
                raise self.fail("columns", f"the role {role} stands twice; use repeats: true")
        return found

    def column(self, value: Any, key: str) -> ColumnSpec:
        item = self.mapping(value, key, ("role", "kind", "heading"), ("repeats",))
        if item["role"] not in ROLES:
            raise self.fail(f"{key}.role", f"{item['role']!r} is none of {', '.join(ROLES)}")
        if item["kind"] not in KINDS:
            raise self.fail(f"{key}.kind", f"{item['kind']!r} is none of {', '.join(KINDS)}")
        heading = self.pattern(item["heading"], f"{key}.heading")
        return ColumnSpec(item["role"], item["kind"], heading, bool(item.get("repeats", False)))

    def missing(self, value: Any) -> dict[str, tuple[str, ...]]:
        if not isinstance(value, dict):
            raise self.fail("missing", "expected a mapping of role to marks")
        for role, marks in value.items():
            if role not in ROLES:
                raise self.fail("missing", f"{role!r} is none of {', '.join(ROLES)}")
            if not isinstance(marks, list) or not all(isinstance(mark, str) for mark in marks):
                raise self.fail(f"missing.{role}", "expected a list of texts")
        return {role: tuple(marks) for role, marks in value.items()}

    def sections(self, value: Any) -> SectionRules:
        item = self.mapping(value, "sections", ("note", "range", "kinds"), ("full_marks", "not_published"))
        kinds = item["kinds"]
        if not isinstance(kinds, list) or not kinds:
            raise self.fail("sections.kinds", "expected a list")
        mark = item.get("not_published")
        return SectionRules(
            self.pattern(item["note"], "sections.note"),
            self.pattern(item["range"], "sections.range", ("first", "last", "label", "points")),
            self.pattern(item.get("full_marks", "满分(?P<full>\\d+)分"), "sections.full_marks", ("full",)),
            tuple(self.kind(kind, f"sections.kinds[{n}]") for n, kind in enumerate(kinds)),
            self.pattern(mark, "sections.not_published", ("mark",)) if mark is not None else None,
        )

    def kind(self, value: Any, key: str) -> SectionKind:
        item = self.mapping(value, key, ("section", "pattern"))
        if item["section"] not in ("provincial", "municipal", "bonus"):
            raise self.fail(f"{key}.section", "expected provincial, municipal or bonus")
        return SectionKind(item["section"], self.pattern(item["pattern"], f"{key}.pattern"))


def layout(spec: Spec, headers: Sequence[Header]) -> tuple[Column, ...]:
    """The table's columns in order, known by their headings; blank headings (padding) are passed over.

    Raises:
        NotThisForm: a heading fits no column, a column is missing or stands twice.
    """
    found: list[Column] = []
    for header in headers:
        texts = tuple(text for text in header.texts if text.strip())
        if texts:
            found.append(_column(spec, texts, found))
    missing = [c.role for c in spec.columns if not any(f.role == c.role for f in found)]
    if missing:
        raise NotThisForm(f"form {spec.form}: no heading for {', '.join(missing)}")
    return tuple(found)


def _column(spec: Spec, texts: tuple[str, ...], found: Sequence[Column]) -> Column:
    inner = fold(texts[-1])
    for column in spec.columns:
        if not column.heading.search(inner):
            continue
        number = sum(f.role == column.role for f in found) + 1
        if number > 1 and not column.repeats:
            raise NotThisForm(f"form {spec.form}: two headings for {column.role}, the second is {texts[-1]!r}")
        name = _rank_name(texts[-1], number) if column.repeats else column.role
        return Column(name, column.role, column.kind, texts[-1], texts)
    raise NotThisForm(f"form {spec.form}: no column is headed {texts[-1]!r}")


def _rank_name(heading: str, number: int) -> str:
    """The published column of the heading's period, else the role with its number."""
    period = header_period(heading, 1)
    months = (period[0].month, period[1].month) if period else None
    published = (c.name for c in TABLES["indicators"].columns if c.months is not None and c.months == months)
    return next(published, f"rank_{number}")


def fits(spec: Spec, headers: Sequence[Header]) -> bool:
    """Whether these headings are the form's."""
    try:
        layout(spec, headers)
    except NotThisForm:
        return False
    return True
