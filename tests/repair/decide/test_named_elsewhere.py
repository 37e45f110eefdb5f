"""A row says whose words tell it from a label: one that names another row, and not this one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.messages import Message, message
from pipeline.repair.decide.context import Beyond, Context, context_of
from pipeline.repair.decide.label_values import FIRST, SECOND, label_values
from pipeline.repair.decide.words_of_labels import named_elsewhere
from pipeline.repair.model.labels import Label, Print
from pipeline.repair.model.place import RUN_REACH
from pipeline.repair.model.words import Words
from tests.repair.decide.rows import LAYOUT, PRINTED, read, readings, row

MARGIN, STRANGE = 4.0, 1.5
NAMES = ("社保卡签发量", "社保卡激活量", "农田灌溉覆盖率", "路灯照明里程")
Held = dict[int | None, float]


def label(name: str, *rows: int, points: int | None = None) -> Label:
    worth = None if points is None else Decimal(points)
    return Label(name, worth, tuple(Print(at, 0, name, name, worth, SECOND) for at in rows))


CARDS, FIELDS, OTHER = label("社保卡", 0), label("农田灌溉", 2), label("日常管理", 3)
LABELS = (CARDS, FIELDS, OTHER)


def context(held: Held, rows: int = len(NAMES)) -> Context:
    """Rows with serials from 11 on; the third holds these labels, the others none."""
    evidence = [row("1 | 甲 | 5 | 3 | 4", PRINTED, serial=11 + n) for n in range(rows)]
    known = [read([]) for _ in range(rows)]
    known[2].labels = dict(held)
    groups = (label("组", 0), label("另组", 1))
    return context_of(LAYOUT, evidence, readings(known, {}, groups=groups, names=LABELS))


def told(held: Held, wider: Held, names: tuple[str, ...] = NAMES) -> Message | None:
    """What the third row says, by its labels within the margin and beyond."""
    beyond = Beyond(MARGIN, context(wider, len(names)), Words(names), STRANGE)
    return named_elsewhere(replace(context(held, len(names)), beyond=beyond).row(2))


SAID = message("repair.words-name-another", label="社保卡", row=11)


def test_a_label_that_a_dearer_reading_would_have_names_another_row() -> None:
    assert told({None: 0.0}, {None: 0.0, 0: 5.0}) == SAID


def test_it_is_the_row_that_its_words_name_most_clearly() -> None:
    names = ("社会保障", "社保卡激活量", *NAMES[2:])
    assert told({None: 0.0}, {None: 0.0, 0: 5.0}, names) == message(
        "repair.words-name-another", label="社保卡", row=12
    )


@pytest.mark.parametrize(
    ("held", "wider"),
    [
        ({None: 0.0}, {None: 0.0}),
        ({0: 0.0}, {0: 0.0, None: 5.0}),
        ({None: 0.0, 0: 1.0}, {None: 0.0, 0: 1.0}),
        ({None: 0.0}, {None: 0.0, 1: 5.0}),
        ({None: 0.0}, {None: 0.0, 2: 5.0}),
    ],
    ids=["no other", "none instead", "its own", "names the row", "names none"],
)
def test_no_label_says_nothing_of_words(held: Held, wider: Held) -> None:
    assert told(held, wider) is None


def test_the_cheapest_of_several_others_is_the_one_that_is_asked() -> None:
    assert told({None: 0.0}, {None: 0.0, 0: 5.0, 1: 5.1}) == SAID
    assert told({None: 0.0}, {None: 0.0, 0: 5.0, 1: 4.9}) is None
    assert told({1: 0.0}, {1: 0.0, 0: 5.0}) == SAID


@pytest.mark.parametrize(
    ("least", "cost", "is_said"), [(0.0, 5.5, True), (0.0, 5.6, False), (2.0, 7.5, True)]
)
def test_one_that_is_out_of_the_question_without_its_words_too_says_nothing(
    least: float, cost: float, *, is_said: bool
) -> None:
    assert (told({None: 0.0}, {None: least, 0: cost}) is not None) is is_said


def test_where_nothing_beyond_the_margin_was_sought_nothing_is_said() -> None:
    assert named_elsewhere(context({None: 0.0}).row(2)) is None


@pytest.mark.parametrize(("away", "is_said"), [(RUN_REACH, True), (RUN_REACH + 1, False)])
def test_a_label_names_rows_as_far_as_a_run_reaches(away: int, *, is_said: bool) -> None:
    """On both sides of its print, on the first row."""
    filler = ("路灯照明里程", "公路养护里程", "农田灌溉覆盖率", "公路绿化率")
    names = [filler[n % 4] for n in range(away + 1)]
    names[away] = "社保卡签发量"
    assert (told({None: 0.0}, {None: 0.0, 0: 5.0}, tuple(names)) is not None) is is_said


# --- where a label's origin is told


def test_a_row_without_a_label_says_so_beside_why_it_has_none() -> None:
    beyond = Beyond(MARGIN, context({None: 0.0, 0: 5.0}), Words(NAMES), STRANGE)
    known = replace(context({None: 0.0}), beyond=beyond)
    for row_number, number in ((0, 0), (1, 1), (3, 2)):  # every label names some row
        known.readings.rows[row_number].labels = {number: 0.0}
    name, _ = label_values(known.row(2), SECOND)
    assert (name.status, list(name.reasons)) == (
        "absent",
        [message("repair.no-label-for-row"), SAID],
    )


def test_a_label_that_is_printed_elsewhere_says_so_beside_where_it_stands() -> None:
    beyond = Beyond(MARGIN, context({2: 0.0, 0: 5.0}), Words(NAMES), STRANGE)
    name, _ = label_values(replace(context({2: 0.0}), beyond=beyond).row(2), SECOND)
    assert (name.text, name.rule) == ("日常管理", "label_late")
    assert list(name.reasons) == [message("repair.label-printed-below", row=14), SAID]


def test_the_first_level_does_not_speak_of_words() -> None:
    beyond = Beyond(MARGIN, context({2: 0.0, 0: 5.0}), Words(NAMES), STRANGE)
    known = replace(context({2: 0.0}), beyond=beyond)
    for found in known.readings.rows:
        found.groups = {0: 0.0}
    known.readings.rows[2].groups = {1: 0.0}
    name, _ = label_values(known.row(2), FIRST)
    assert (name.text, name.rule) == ("另组", "label_early")
    assert [clause.code for clause in name.reasons] == [
        "repair.label-printed-above",
        "repair.sums-place-it",
    ]
