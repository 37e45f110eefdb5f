"""Choices → the YAML of a spec, with a comment wherever something was guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.spec.draft.choice import SPECIAL, Choice
from pipeline.spec.draft.sums import StatedSections
from pipeline.spec.form import LEAVE_OUT, NO_EXTRA
from pipeline.text import fold, mend

QUOTED = 30  # characters of a text of the notice that a comment quotes
MOST_QUOTED = 3
UNTITLED = "drafted"
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_A_YEAR = re.compile(r"(?:19|20)\d\d\s*年度?")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029\ufeff\ud800-\udfff]")
# Roles whose marks for no value the spec may name, with those that it need not.
_WITH_MARKS = ("rank", "weight", "unit", "extra")
_MAY_BE_BLANK = ("weight", "unit")
_KNOWN_MARKS = {"rank": ("/",), "extra": NO_EXTRA}


def written(
    choices: Sequence[Choice],
    sums: Mapping[str, str],
    sections: StatedSections | None,
    title: str | None,
    source: str,
    special: Sequence[str],
) -> str:
    """The whole file."""
    lines = [
        f"# Drafted from {_one_line(source)}. Where a comment says so something was guessed.",
        "# What each key means: docs/forms.md of this project.",
        f"form: {_quoted(_form_name(title))}",
        "",
        "columns:            # a column is known by its innermost heading",
        *_columns(choices),
        *_missing(choices),
        *_sums(sums),
        *_sections(sections),
        *_left_out(),
        *_rows(special),
    ]
    return "\n".join(lines) + "\n"


def _form_name(title: str | None) -> str:
    """The attachment's title without its year: the form is that of other years too."""
    name = _OF_A_YEAR.sub("", mend(title or "")).strip()
    return name or UNTITLED


# --- columns


def _columns(choices: Sequence[Choice]) -> Iterator[str]:
    """A line for each column; one for all rankings whose headings differ by their year alone."""
    ranks: set[tuple[str, str]] = set()
    for choice, patterns in zip(choices, _patterns(choices), strict=True):
        if choice.role == "rank":
            if patterns in ranks:
                continue
            ranks.add(patterns)
        yield from _column(choice, *patterns)


def _column(choice: Choice, heading: str, under: str) -> Iterator[str]:
    keys = [f"role: {choice.role}"]
    if choice.role == "extra":
        keys += [f"kind: {choice.kind}", f"name: {choice.name}"]
    keys.append(f"heading: {_quoted(heading)}")
    if under:
        keys.append(f"under: {_quoted(under)}")
    if choice.role == "rank":
        keys.append("repeats: true")
    for note in choice.notes:
        yield f"  # guessed: {_one_line(note)}"
    yield f"  - {{{', '.join(keys)}}}"


def _patterns(choices: Sequence[Choice]) -> list[tuple[str, str]]:
    """Each column's pattern, and that of the heading above where its own is another's too."""
    innermost = _told_apart([choice.seen.heading for choice in choices])
    for number, choice in enumerate(choices):
        if choice.role == "rank":  # of whatever years, a column each
            innermost[number] = _of_any_year(choice.seen.heading)
    outer = [_heading_above(choice) for choice in choices]
    above = _told_apart(outer)
    over: dict[str, set[str]] = {}
    for pattern, higher in zip(innermost, above, strict=True):
        over.setdefault(pattern, set()).add(higher)
    found = []
    for number, pattern in enumerate(innermost):
        tells_apart = len(over[pattern]) > 1
        if tells_apart and outer[number]:
            found.append((pattern, above[number]))
        else:
            found.append((pattern, ""))
    return found


def _heading_above(choice: Choice) -> str:
    """The heading over a column's own; empty where there is none."""
    texts = choice.seen.texts
    return texts[-2] if len(texts) > 1 else ""


def _told_apart(headings: Sequence[str]) -> list[str]:
    """A pattern for each heading, of any year unless the year alone tells two apart."""
    keys = [fold(heading) for heading in headings]
    any_year = [_YEAR.sub("#", key) for key in keys]
    alike: dict[str, set[str]] = {}
    for key, general in zip(keys, any_year, strict=True):
        alike.setdefault(general, set()).add(key)
    patterns = []
    for key, general in zip(keys, any_year, strict=True):
        if len(alike[general]) == 1:
            pattern = _of_any_year(key)
        else:
            literal = SPECIAL.sub(r"\\\1", key)
            pattern = f"^{literal}$"
        patterns.append(pattern)
    return patterns


def _of_any_year(heading: str) -> str:
    """The pattern of a heading, whatever years it states."""
    literal = SPECIAL.sub(r"\\\1", fold(heading))
    pattern = _YEAR.sub(lambda _: r"\d{4}", literal)
    return f"^{pattern}$"


# --- the rest


def _missing(choices: Sequence[Choice]) -> Iterator[str]:
    """The marks for no value that the table prints, by role."""
    marks: dict[str, list[str]] = {}
    for choice in choices:
        role = choice.role
        if role not in _WITH_MARKS:
            continue
        own = marks.setdefault(role, [])
        own += choice.seen.marks
        blank = choice.seen.blank or choice.seen.covered
        if blank and role in _MAY_BE_BLANK:
            own.append("")
    lines = []
    for role, own in marks.items():
        known = _KNOWN_MARKS.get(role, ())
        every = dict.fromkeys([*known, *own])
        if set(every) == set(known):
            continue
        quoted = map(_quoted, every)
        shown = ", ".join(quoted)
        lines.append(f"  {role}: [{shown}]")
    if lines:
        yield from ("", "missing:            # marks that stand for no value", *lines)


def _sums(sums: Mapping[str, str]) -> Iterator[str]:
    if sums:
        yield from ("", "sums:               # what adds up")
        for key, value in sums.items():
            yield f"  {key}: {value}"


def _sections(stated: StatedSections | None) -> Iterator[str]:
    if stated is None:
        return
    rules = stated.rules
    yield from ("", "sections:           # what the closing note says of itself")
    yield f"  note: {_quoted(rules.note.pattern)}"
    yield f"  range: {_quoted(rules.range.pattern)}"
    yield f"  full_marks: {_quoted(rules.full_marks.pattern)}"
    yield "  kinds:"
    for name, pattern in stated.kinds:
        yield f"    - {{section: {_quoted(name)}, pattern: {_quoted(pattern)}}}"
    if rules.not_published is not None:
        yield f"  not_published: {_quoted(rules.not_published.pattern)}"


def _left_out() -> Iterator[str]:
    """All that the form may leave out: a draft cannot name it beforehand."""
    kinds = ", ".join(LEAVE_OUT)
    yield from ("", "# No rows and no columns of the form; what is left out is told:")
    yield f"leave_out: [{kinds}]"


def _rows(special: Sequence[str]) -> Iterator[str]:
    """A comment on the rows that head or sum others, which need no line of the spec."""
    if special:
        shown = [_one_line(text)[:QUOTED] for text in special[:MOST_QUOTED]]
        told = ", ".join(shown)
        more = ", …" if len(special) > MOST_QUOTED else ""
        yield ""
        yield f"# Rows that head or sum others, and need no line here: {told}{more}"


def _quoted(text: str) -> str:
    """A YAML scalar in single quotes."""
    plain = _UNSAFE.sub("", mend(text)).replace("'", "''")
    return f"'{plain}'"


def _one_line(text: str) -> str:
    return _UNSAFE.sub(" ", " ".join(text.split()))
