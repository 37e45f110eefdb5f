"""What typed values leave in doubt → findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.messages import Message, message
from pipeline.model import Finding
from pipeline.normalise.agencies import ends_as_office
from pipeline.normalise.setting import Period, Setting
from pipeline.normalise.targets import has_two_numbers
from pipeline.normalise.typed import TypedRow
from pipeline.schema import TABLES
from pipeline.spec import Column
from pipeline.text import has_parted, mend, parse_rank

NOT_PUBLISHED = "not-published"


def doubts(rows: Sequence[TypedRow], setting: Setting) -> Iterator[Finding]:
    """Targets of which one number cannot be taken, lead units cut short, rankings in doubt."""
    for row in rows:
        target = row.values["target"].value
        if target and has_two_numbers(row.values["target_value"]):
            what = message("normalise.target-numbers", target=target)
            yield Finding("info", "target-numbers", what, row.seq)
        yield from _parted_number(row)
        yield from _target_rank_unread(row)
        yield from _short_lead_units(row, setting)
        yield from _cut_lead_units(row, setting)
        yield from _repeated_lead_units(row)
        for period in setting.periods:
            yield from _ranking_in_doubt(row, period, setting)


def _parted_number(row: TypedRow) -> Iterator[Finding]:
    """A target with a space between two digits: one number that was wrapped, or two."""
    target = row.values["target"].value
    if target and has_parted(target):
        what = message("normalise.number-parted", target=target)
        yield Finding("warning", "target-numbers", what, row.seq)


def _target_rank_unread(row: TypedRow) -> Iterator[Finding]:
    """A ranking aimed at that is no number, and no words that say why there is none."""
    held = row.record.values.get("target_rank")
    text = None if held is None else held.text
    if not text or row.values["target_rank"].value is not None:
        return
    digits = any(map(str.isdecimal, text))
    if digits and not any(map(str.isalpha, text)):
        what = message("normalise.target-rank-unread", printed=mend(text))
        yield Finding("warning", "ranking-unread", what, row.seq)


def not_published(columns: Sequence[Column]) -> Iterator[Finding]:
    """The columns that the spec leaves out of the published tables."""
    for column in columns:
        if column.role == "other":
            heading = mend(" ".join(column.texts))
            what = message("normalise.not-published", heading=heading)
            yield Finding("info", NOT_PUBLISHED, what)


def _short_lead_units(row: TypedRow, setting: Setting) -> Iterator[Finding]:
    """Units whose name is the end of another's."""
    names = row.values["lead_units"].value or ""
    for name in names.split("、"):
        longer = _longer_names(name, setting)
        if longer:
            what = message(
                "normalise.lead-unit-short",
                name=name,
                longer=longer[0],
            )
            yield Finding("info", "lead-unit-short", what, row.seq)


def _cut_lead_units(row: TypedRow, setting: Setting) -> Iterator[Finding]:
    """Units that end in no office's name and begin another's."""
    names = row.values["lead_units"].value or ""
    for name in names.split("、"):
        if not name or ends_as_office(name):
            continue
        longer = sorted(known for known in setting.agencies if _goes_on(name, known))
        if longer:
            what = message("normalise.lead-unit-cut", name=name, longer=longer[0])
            yield Finding("warning", "lead-unit-short", what, row.seq)


def _repeated_lead_units(row: TypedRow) -> Iterator[Finding]:
    """A unit that stands twice in one cell: one may have fallen there from another row."""
    names = row.values["lead_units"].value or ""
    counted = Counter(names.split("、"))
    for name, times in counted.items():
        if name and times > 1:
            what = message("normalise.lead-unit-repeated", name=name)
            yield Finding("warning", "lead-unit-repeated", what, row.seq)


def _goes_on(name: str, known: str) -> bool:
    """Whether another name begins with this one."""
    return known != name and known.startswith(name)


def _longer_names(name: str, setting: Setting) -> list[str]:
    if not name:
        return []
    ending = [known for known in setting.agencies if known.endswith(name)]
    return sorted(known for known in ending if known != name)


def _ranking_in_doubt(
    row: TypedRow,
    period: Period,
    setting: Setting,
) -> Iterator[Finding]:
    """A ranking of a period that ``indicators`` has no column for.

    No mark there would tell of its doubt, nor of a text that is neither a rank nor a mark for none.
    """
    typed = row.values[period.name]
    if typed.ambiguous and period.name not in TABLES["indicators"].names:
        what = message(
            "normalise.ranking-open",
            start=period.start.isoformat(),
            end=period.end.isoformat(),
            column=period.name,
            ranks=_any_of(typed.candidates),
        )
        yield Finding("warning", "ranking-open", what, row.seq)
        return
    text = row.record.values[period.name].text
    if typed.value is not None or not text:
        return
    _, status = parse_rank(text, setting.not_published)
    if status == "other":
        what = message(
            "normalise.ranking-unread",
            start=period.start.isoformat(),
            end=period.end.isoformat(),
            printed=text,
        )
        yield Finding("warning", "ranking-unread", what, row.seq)


def _any_of(ranks: Sequence[int | None]) -> int | Message:
    """The ranks that a ranking may have, as one clause; None among them: the cell is lost."""
    nothing = message("normalise.lost-or-none")
    shown = [nothing if rank is None else rank for rank in ranks]
    if not shown:
        return nothing
    told = shown[0]
    for other in shown[1:]:
        told = message("normalise.either", one=told, other=other)
    return told
