"""A spec file → a Spec, every key of it checked.

What is wrong is named with its file, line and reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from pathlib import Path
from typing import Any

from pipeline import yamlfile
from pipeline.errors import SpecError
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
from pipeline.spec.pattern import Pattern, compiled
from pipeline.text import header_period

DEFAULT = Path(__file__).parents[1] / "specs" / "county-targets.yml"
MAX_BYTES = 200_000
MARGIN = 4.0
FULL_MARKS = r"满分(?P<full>\d+(?:\.\d+)?)分"


def load(path: Path = DEFAULT) -> Spec:
    """Read and check a spec file.

    Raises:
        SpecError: the file is missing, is no YAML mapping, or a key is unknown, missing or wrong.
    """
    try:
        source = yamlfile.read(path, MAX_BYTES)
    except OSError as error:
        raise SpecError(
            f"spec {path}: cannot be read ({error.strerror}); name a YAML file with --spec"
        ) from None
    if len(source) > MAX_BYTES:
        raise SpecError(f"spec {path}: more than {MAX_BYTES:,} bytes; no form takes as many")
    data = yamlfile.parse(source, f"spec {path}", SpecError)
    return _Reader(str(path), yamlfile.lines(source, f"spec {path}", SpecError)).spec(data, source)


class _Reader:
    """Checks plain YAML values and turns them into a Spec, naming the file.

    Line and key that is wrong.
    """

    def __init__(self, name: str, lines: Mapping[str, int]) -> None:
        self.name = name
        self.lines = lines

    def fail(self, key: str, reason: str, at: str | None = None) -> SpecError:
        """``at`` is the key whose line is told, where it is another than ``key``."""
        line = self.lines.get(at or key)
        where = "" if line is None else f" line {line}"
        return SpecError(f"spec {self.name}{where}: {key}: {reason}")

    def mapping(self, value: Any, key: str, place: str) -> dict[str, Any]:
        """A mapping with the keys of its place in the file."""
        keys = KEYS[place]
        if not isinstance(value, dict):
            raise self.fail(key, f"expected a mapping with {', '.join(keys.required)}")
        for name in value:
            if name not in keys.all:
                at = str(name) if place == "top level" else f"{key}.{name}"
                raise self.fail(key, f"unknown key {name!r}; known are {', '.join(keys.all)}", at)
        for name in keys.required:
            if name not in value:
                raise self.fail(key, f"{name} is missing")
        return value

    def listed(self, value: Any, key: str) -> list[Any]:
        if not isinstance(value, list) or not value:
            raise self.fail(key, "expected a list")
        return value

    def text(self, value: Any, key: str) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.fail(key, "expected a text")
        return value

    def one_of(self, value: Any, key: str, known: Sequence[str]) -> str:
        if value not in known:
            raise self.fail(key, f"{value!r} is none of {', '.join(known)}")
        return str(value)

    def pattern(self, value: Any, key: str, groups: Sequence[str] = ()) -> Pattern:
        if not isinstance(value, str) or not value:
            raise self.fail(key, "expected a regular expression")
        try:
            pattern = compiled(value)
        except ValueError as error:
            raise self.fail(key, str(error)) from None
        for group in groups:
            if group not in pattern.groupindex:
                raise self.fail(key, f"the group (?P<{group}>…) is missing")
        return pattern

    def spec(self, data: Any, source: bytes) -> Spec:
        top = self.mapping(data, "top level", "top level")
        form = self.text(top["form"], "form")
        describes = self.text(top["describes"], "describes") if "describes" in top else ""
        columns = self.columns(top["columns"])
        roles = {column.role for column in columns}
        missing = self.missing(top["missing"], roles) if top.get("missing") is not None else {}
        sections = (
            self.sections(top["sections"], roles) if top.get("sections") is not None else None
        )
        return Spec(
            form,
            describes,
            columns,
            missing,
            sections,
            self.margin(top.get("margin", MARGIN)),
            source,
        )

    def margin(self, value: Any) -> float:
        if (
            not isinstance(value, int | float)
            or isinstance(value, bool)
            or not isfinite(value)
            or value < 0
        ):
            raise self.fail("margin", "expected a number of at least 0")
        return float(value)

    def columns(self, value: Any) -> tuple[ColumnSpec, ...]:
        found = tuple(
            self.column(item, f"columns[{n}]")
            for n, item in enumerate(self.listed(value, "columns"))
        )
        roles = [column.role for column in found]
        if roles.count("indicator") != 1:
            raise self.fail("columns", "exactly one column must have the role indicator")
        for n, role in enumerate(roles):
            if role in roles[:n] and role not in REPEATED:
                raise self.fail(f"columns[{n}].role", f"the role {role} stands twice")
            if role in roles[:n] and not all(
                column.repeats for column in found if column.role == role
            ):
                raise self.fail(
                    f"columns[{n}].role", f"the role {role} stands twice; use repeats: true on each"
                )
        if "level2" in roles and "level1" not in roles:
            raise self.fail(
                f"columns[{roles.index('level2')}].role",
                "level2 without level1; labels of one level are level1",
            )
        self.headings(found)
        return found

    def headings(self, columns: Sequence[ColumnSpec]) -> None:
        """A pattern that stands twice would leave the second column without a heading."""
        patterns = [(c.heading.pattern, c.under.pattern if c.under else None) for c in columns]
        for n, pattern in enumerate(patterns):
            if pattern in patterns[:n]:
                first = columns[patterns.index(pattern)].role
                raise self.fail(
                    f"columns[{n}].heading",
                    f"the same pattern as that of {first}; tell them apart with under",
                )

    def column(self, value: Any, key: str) -> ColumnSpec:
        item = self.mapping(value, key, "columns")
        role = self.one_of(item["role"], f"{key}.role", tuple(ROLES))
        kind = self.one_of(item.get("kind", ROLES[role][0]), f"{key}.kind", KINDS)
        if kind not in ROLES[role]:
            raise self.fail(
                f"{key}.kind",
                f"the role {role} has the kind {' or '.join(ROLES[role])}, not {kind}",
            )
        repeats = item.get("repeats", False)
        if not isinstance(repeats, bool):
            raise self.fail(f"{key}.repeats", "expected true or false")
        if repeats and role not in REPEATED:
            raise self.fail(
                f"{key}.repeats", f"only {' and '.join(REPEATED)} may stand several times"
            )
        under = self.pattern(item["under"], f"{key}.under") if "under" in item else None
        heading = self.pattern(item["heading"], f"{key}.heading")
        return ColumnSpec(role, kind, heading, repeats, under, self.period(item, key, role))

    def period(self, item: Mapping[str, Any], key: str, role: str) -> str | None:
        if "period" not in item:
            return None
        text = self.text(item["period"], f"{key}.period")
        if role != "rank":
            raise self.fail(f"{key}.period", "only a rank has a period")
        if header_period(text, 1) is None:
            raise self.fail(
                f"{key}.period",
                f"{text!r} names no period; write it like 1-6月, 上半年 or 2023年1-6月",
            )
        return text

    def missing(self, value: Any, roles: set[str]) -> dict[str, tuple[str, ...]]:
        if not isinstance(value, dict):
            raise self.fail("missing", "expected a mapping of role to marks")
        for role, marks in value.items():
            key = f"missing.{role}"
            if role not in MARKED:
                raise self.fail("missing", f"{role!r} is none of {', '.join(MARKED)}", key)
            if role not in roles:
                raise self.fail(key, f"no column has the role {role}")
            if not isinstance(marks, list) or not all(isinstance(mark, str) for mark in marks):
                raise self.fail(key, "expected a list of texts")
        return {role: tuple(marks) for role, marks in value.items()}

    def sections(self, value: Any, roles: set[str]) -> SectionRules:
        item = self.mapping(value, "sections", "sections")
        if "weight" not in roles:
            raise self.fail("sections", "totals need points: no column has the role weight")
        kinds = self.listed(item["kinds"], "sections.kinds")
        mark = item.get("not_published")
        return SectionRules(
            self.pattern(item["note"], "sections.note"),
            self.pattern(item["range"], "sections.range", ("first", "last", "label", "points")),
            self.pattern(item.get("full_marks", FULL_MARKS), "sections.full_marks", ("full",)),
            tuple(self.kind(kind, f"sections.kinds[{n}]") for n, kind in enumerate(kinds)),
            self.pattern(mark, "sections.not_published", ("mark",)) if mark is not None else None,
        )

    def kind(self, value: Any, key: str) -> SectionKind:
        item = self.mapping(value, key, "sections.kinds")
        section = self.one_of(item["section"], f"{key}.section", SECTIONS)
        return SectionKind(section, self.pattern(item["pattern"], f"{key}.pattern"))
