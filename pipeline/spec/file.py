"""A spec file → a Spec, every key of it checked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline import yamlfile
from pipeline.errors import SpecError
from pipeline.messages import message
from pipeline.schema import NAME, TABLES, extra_columns
from pipeline.spec.form import (
    KINDS,
    LEAVE_OUT,
    MARKED,
    NO_EXTRA,
    REPEATED,
    ROLES,
    ColumnSpec,
    SectionKind,
    SectionRules,
    Spec,
    SumRules,
)
from pipeline.spec.node import TOP, Node, SpecFile
from pipeline.spec.pattern import Pattern
from pipeline.text import header_period

DEFAULT = Path(__file__).parents[1] / "specs" / "county-targets.yml"
MAX_BYTES = 200_000
MARGIN = 4.0
# What other columns of a layout are called.
RESERVED = ("rank_", "other_")
FULL_MARKS = r"满分(?P<full>\d+(?:\.\d+)?)分"

# By role, the marks that stand for no value.
Marks = dict[str, tuple[str, ...]]


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
    return parse(source, str(path))


def parse(source: bytes, path: str) -> Spec:
    """Checks the text of a spec; ``path`` is what its errors name.

    Raises:
        SpecError: it is no YAML mapping, or a key is unknown, missing or wrong.
    """
    name = message("spec.file", path=path)
    data = yamlfile.parse(source, name, SpecError)
    lines = yamlfile.lines(source, name, SpecError)
    file = SpecFile(path, lines)
    return _spec(Node(file, TOP, data), source)


def _spec(top: Node, source: bytes) -> Spec:
    top.mapping(TOP)
    form = top.child("form").text()
    describes = ""
    if top.has("describes"):
        describes = top.child("describes").text()
    columns = _columns(top.child("columns"))
    roles = {column.role for column in columns}
    missing: Marks = {"extra": NO_EXTRA} if "extra" in roles else {}
    if top.gives("missing"):
        missing |= _missing(top.child("missing"), roles)
    sections = None
    if top.gives("sections"):
        sections = _sections(top.child("sections"), roles)
    sums = None
    if top.gives("sums"):
        sums = _sums(top.child("sums"), roles)
    margin = top.child("margin", MARGIN).number()
    return Spec(
        form,
        describes,
        columns,
        missing,
        sections,
        margin,
        source,
        sums,
        _left_out(top),
    )


def _left_out(top: Node) -> tuple[str, ...]:
    """What of the table is no row and no column of the form."""
    if not top.gives("leave_out"):
        return ()
    given = top.child("leave_out")
    kinds = _texts(given)
    for kind in kinds:
        if kind not in LEAVE_OUT:
            raise given.error(message("spec.none-of", value=repr(kind), known=LEAVE_OUT))
    return kinds


# --- columns


def _columns(node: Node) -> tuple[ColumnSpec, ...]:
    """The columns, whose roles go together."""
    items = list(node.items())
    columns = [_column(item) for item in items]
    roles = [column.role for column in columns]
    if roles.count("indicator") != 1:
        raise node.error(message("spec.one-indicator"))
    for number, item in enumerate(items):
        if roles[number] in roles[:number]:
            _check_repeated(item.child("role"), columns)
    if "level2" in roles and "level1" not in roles:
        wrong = items[roles.index("level2")]
        raise wrong.child("role").error(message("spec.level2-alone"))
    _check_names(items, columns)
    return tuple(columns)


def _check_repeated(role: Node, columns: Sequence[ColumnSpec]) -> None:
    """Only some roles may stand several times, and each of their columns says so."""
    name = role.value
    if name == "extra":  # told apart by their names
        return
    if name not in REPEATED:
        raise role.error(message("spec.role-twice", role=name))
    alike = [column for column in columns if column.role == name]
    if not all(column.repeats for column in alike):
        raise role.error(message("spec.role-repeats", role=name))


def _check_names(items: Sequence[Node], columns: Sequence[ColumnSpec]) -> None:
    """What columns of the form's own are published as is taken by no other column."""
    taken = set(TABLES["indicators"].names)
    for item, column in zip(items, columns, strict=True):
        if column.name is None:
            continue
        published = {one.name for one in extra_columns(column.name, column.kind, "")}
        if published & taken:
            what = message("spec.name-taken", names=sorted(published & taken))
            raise item.child("name").error(what)
        taken |= published


def _column(node: Node) -> ColumnSpec:
    node.mapping("columns")
    role = node.child("role").one_of(tuple(ROLES))
    kind = _kind(node, role)
    repeats = node.child("repeats", False)
    if repeats.flag() and role not in REPEATED:
        what = message("spec.not-repeated", roles=REPEATED)
        raise repeats.error(what)
    under = None
    if node.has("under"):
        under = node.child("under").pattern()
    heading = node.child("heading").pattern()
    name = _name(node, role)
    period = None
    if node.has("period"):
        period = _period(node.child("period"), role)
    return ColumnSpec(
        role,
        kind,
        heading,
        repeats.value,
        under,
        period,
        name,
    )


def _name(node: Node, role: str) -> str | None:
    """What a column of the form's own is published as; None for the others."""
    if role != "extra":
        if node.has("name"):
            raise node.child("name").error(message("spec.name-of-extra"))
        return None
    if not node.has("name"):
        raise node.error(message("spec.key-missing", name="name"))
    given = node.child("name")
    name = given.text()
    if not NAME.fullmatch(name) or name.startswith(RESERVED):
        raise given.error(message("spec.bad-name", name=name))
    return name


def _kind(node: Node, role: str) -> str:
    """What stands in a column of that role."""
    kinds = ROLES[role]
    given = node.child("kind", kinds[0])
    kind = given.one_of(KINDS)
    if kind not in kinds:
        what = message(
            "spec.wrong-kind",
            role=role,
            kinds=kinds,
            kind=kind,
        )
        raise given.error(what)
    return kind


def _period(node: Node, role: str) -> str:
    """The period of a ranking whose headings name none."""
    text = node.text()
    if role != "rank":
        raise node.error(message("spec.period-of-rank"))
    if header_period(text, 1) is None:
        raise node.error(message("spec.no-period", text=text))
    return text


def _missing(node: Node, roles: set[str]) -> Marks:
    """The marks that stand for no value, by the role of the columns."""
    if not isinstance(node.value, dict):
        raise node.error(message("spec.missing-not-a-mapping"))
    found: Marks = {}
    for role in node.value:
        marks = node.child(role)
        if role not in MARKED:
            what = message("spec.none-of", value=repr(role), known=MARKED)
            raise node.error(what, marks.key)
        if role not in roles:
            raise marks.error(message("spec.no-such-column", role=role))
        found[role] = _texts(marks)
    return found


def _texts(node: Node) -> tuple[str, ...]:
    texts = node.value
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise node.error(message("spec.not-texts"))
    return tuple(texts)


# --- sections


def _sections(node: Node, roles: set[str]) -> SectionRules:
    """How the closing note states the sections."""
    node.mapping("sections")
    if "weight" not in roles:
        raise node.error(message("spec.totals-without-weight"))
    kinds = list(node.child("kinds").items())
    note = node.child("note").pattern()
    range_ = node.child("range").pattern("first", "last", "label", "points")
    full_marks = node.child("full_marks", FULL_MARKS).pattern("full")
    sections = [_section(kind) for kind in kinds]
    not_published = None
    if node.gives("not_published"):
        not_published = node.child("not_published").pattern("mark")
    return SectionRules(
        note,
        range_,
        full_marks,
        tuple(sections),
        not_published,
    )


def _section(node: Node) -> SectionKind:
    """One section's published name and the words that mean it."""
    node.mapping("sections.kinds")
    name = node.child("section").text()
    pattern = node.child("pattern").pattern()
    return SectionKind(name, pattern)


# --- other sums


def _sums(node: Node, roles: set[str]) -> SumRules:
    """What else of the form adds up."""
    node.mapping("sums")
    if "weight" not in roles:
        raise node.error(message("spec.totals-without-weight"))
    several = node.child("several", False).flag()
    percent = node.child("percent", False).flag()
    return SumRules(
        _pattern(node, "text", "points"),
        _pattern(node, "total", "points"),
        several,
        percent,
        _pattern(node, "outside"),
    )


def _pattern(node: Node, name: str, *groups: str) -> Pattern | None:
    """An optional pattern; None where it is not given."""
    return node.child(name).pattern(*groups) if node.gives(name) else None
