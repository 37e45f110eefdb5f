"""What evidence decides a join, what leaves it in doubt, and what refuses it."""

from __future__ import annotations

import pytest

from pipeline.stitch import signs
from pipeline.stitch.between import Between
from pipeline.stitch.continuation import Evidence, judge
from pipeline.stitch.repeats import Repeat
from pipeline.stitch.signs import Sign, weigh

WHOLE, ABSENT = Repeat("whole", 0, 1), Repeat("absent")
PART, DRIFT, HALF = Repeat("part", 1, 1), Repeat("drift", 0, 1), Repeat("half", 0, 1)
OTHER = Repeat("other")
BARE = Evidence("same", ABSENT, "none", Between(), True, False, False)


def outcome(evidence: Evidence) -> str:
    verdict = judge(evidence)
    said = "joined" if verdict.holds else "apart"
    return f"perhaps {said}" if verdict.close else said


@pytest.mark.parametrize(
    ("is_so", "expected"),
    [
        ({}, "joined"),  # the same column rules and nothing between
        ({"relation": "explained"}, "joined"),
        ({"short": True}, "apart"),  # though its page had room for more
        ({"total": True}, "apart"),  # though it ended in a total
        ({"relation": "other"}, "apart"),
        ({"relation": "other", "equal_count": False}, "apart"),
        ({"relation": "unknown"}, "apart"),
        ({"relation": "unknown", "numbers": "on"}, "joined"),
        ({"relation": "other", "numbers": "on"}, "joined"),
        ({"relation": "other", "equal_count": False, "numbers": "on"}, "perhaps apart"),
        ({"relation": "unknown", "numbers": "few-on"}, "apart"),
        ({"numbers": "few-on", "total": True}, "perhaps joined"),
        ({"numbers": "few-on", "short": True}, "perhaps joined"),
        ({"numbers": "jump", "total": True}, "perhaps apart"),
        ({"numbers": "on", "total": True}, "joined"),
        ({"numbers": "on", "total": True, "short": True}, "perhaps joined"),
        ({"numbers": "restart"}, "apart"),
        ({"repeat": OTHER}, "apart"),
        ({"repeat": OTHER, "numbers": "on"}, "perhaps apart"),
        ({"same_page": True}, "apart"),
        ({"same_page": True, "numbers": "on"}, "joined"),
        ({"again": True}, "apart"),
        ({"again": True, "repeat": WHOLE}, "apart"),
        ({"between": Between("另附说明")}, "apart"),
        ({"between": Between("另附说明"), "numbers": "on"}, "joined"),
        ({"between": Between(caption="续表")}, "joined"),
        ({"between": Between(unit="单位：元")}, "perhaps joined"),
        ({"between": Between(caption="续表"), "relation": "unknown"}, "joined"),
        ({"between": Between(caption="续表"), "total": True, "short": True}, "perhaps joined"),
        ({"between": Between("续表二", "续表二"), "total": True}, "apart"),
    ],
)
def test_a_page_without_headings(is_so: dict[str, object], expected: str) -> None:
    assert outcome(replace_of(is_so)) == expected


@pytest.mark.parametrize(
    ("is_so", "expected"),
    [
        ({}, "joined"),
        ({"short": True, "total": True}, "joined"),
        ({"relation": "unknown"}, "joined"),
        ({"relation": "other", "short": True}, "joined"),
        ({"relation": "other", "short": True, "total": True}, "perhaps joined"),
        ({"relation": "other", "repeat": PART}, "joined"),
        ({"relation": "other", "repeat": PART, "total": True}, "perhaps joined"),
        ({"relation": "other", "repeat": DRIFT}, "joined"),
        ({"relation": "other", "repeat": DRIFT, "total": True}, "perhaps joined"),
        ({"relation": "other", "repeat": HALF}, "perhaps joined"),
        ({"repeat": HALF}, "joined"),
        ({"repeat": HALF._replace(in_first=True)}, "perhaps apart"),
        ({"relation": "other", "repeat": WHOLE._replace(few=True)}, "apart"),
        (
            {"relation": "other", "repeat": WHOLE._replace(few=True), "numbers": "jump"},
            "perhaps apart",
        ),
        ({"relation": "same", "repeat": WHOLE._replace(few=True)}, "joined"),
        ({"numbers": "restart"}, "joined"),  # each page may count its own rows
        ({"numbers": "restart", "relation": "other"}, "perhaps joined"),
        ({"numbers": "restart", "repeat": PART}, "perhaps apart"),
        ({"numbers": "restart", "total": True}, "apart"),
        ({"sibling": signs.SIBLINGS}, "apart"),
        ({"sibling": signs.UNTITLED, "relation": "other"}, "joined"),
        ({"between": Between("续表二", "续表二"), "total": True}, "joined"),
        ({"between": Between("另附说明")}, "apart"),
        ({"between": Between(unit="单位：元")}, "joined"),
        ({"between": Between(unit="单位：元"), "relation": "other"}, "perhaps joined"),
    ],
)
def test_a_page_that_repeats_headings(is_so: dict[str, object], expected: str) -> None:
    assert outcome(replace_of({"repeat": WHOLE, **is_so})) == expected


def replace_of(fields: dict[str, object]) -> Evidence:
    return BARE._replace(**fields)  # type: ignore[arg-type]


def test_a_sibling_tells_only_of_headings_that_are_repeated() -> None:
    assert outcome(BARE._replace(sibling=signs.SIBLINGS)) == "joined"


def test_a_sign_quotes_the_line_it_was_seen_in() -> None:
    found = judge(BARE._replace(between=Between("附注", "续表", "单位：元")))
    assert {sign.code: sign.about for sign in found.signs if sign.about} == {
        "caption": "续表",
        "text-between": "附注",
    }
    unit = judge(BARE._replace(between=Between(unit="单位：元")))
    assert [sign.about for sign in unit.signs if sign.code == "unit-line"] == ["单位：元"]
    assert "nothing-between" in {sign.code for sign in unit.signs}


def test_a_verdict_says_what_carried_it_strongest_first() -> None:
    verdict = weigh([Sign("pair", 0.5), Sign("bracket", 5.0), Sign("entry", -4.0), Sign("x", 0.4)])
    assert [sign.code for sign in verdict.reasons()] == ["bracket", "pair"]
    refused = weigh([Sign("pair", 1.0), Sign("entry", -4.0), Sign("room-below", -5.0)])
    assert [sign.code for sign in refused.reasons()] == ["room-below", "entry"]


def test_at_the_margin_nothing_is_doubted_and_a_tie_is_a_no() -> None:
    assert not weigh([Sign("a", signs.MARGIN)]).close
    assert not weigh([Sign("a", -signs.MARGIN)]).close
    tie = weigh([Sign("a", 1.0), Sign("b", -1.0)])
    assert (tie.holds, tie.close) == (False, True)


def test_what_a_table_shows_counts_beside_what_is_usual() -> None:
    """The usual share counts as three cases."""
    assert signs.rate(0, 0, 0.2) == pytest.approx(0.2)
    assert signs.rate(3, 3, 0.0) == pytest.approx(0.5)
    assert signs.rate(1, 5, 0.5, worth=1) == pytest.approx(1.5 / 6)


def test_a_ratio_never_weighs_more_than_it_may() -> None:
    assert signs.ratio(0.0, 1.0) == -6.0
    assert signs.ratio(1.0, 0.0, 3.0) == 3.0
    assert signs.ratio(0.0, 0.0) == 0.0
    assert signs.ratio(0.0001, 0.0002) == pytest.approx(-0.693, abs=0.001)


ONE_LINE, SEVERAL = signs.PRIOR_LEAST, signs.PRIOR_MOST
WEIGHED = {name: sign for name, sign in vars(signs).items() if isinstance(sign, Sign)}


@pytest.mark.parametrize(
    ("prior", "seen", "expected"),
    [
        (SEVERAL, "", "perhaps apart"),
        (ONE_LINE, "", "apart"),
        (ONE_LINE, "FORM_FULL", "perhaps joined"),
        (ONE_LINE, "FORM_FULL PAIR", "joined"),
        (SEVERAL, "FORM_ROW BRACKET", "perhaps apart"),
        (SEVERAL, "FORM_ROW OPEN_BREAK", "perhaps apart"),
        (SEVERAL, "ODD_HEIGHT", "perhaps joined"),
        (ONE_LINE, "ODD_HEIGHT", "perhaps apart"),
        (SEVERAL, "ROOM_BELOW SERIAL_BLANK", "perhaps apart"),
        (SEVERAL, "ROOM_BELOW KNOWN_JOINED", "perhaps apart"),
        (SEVERAL, "ROOM_IN_REST", "apart"),
        (SEVERAL, "ROOM_IN_REST SERIAL_BLANK", "joined"),
        (ONE_LINE, "OPEN_BREAK", "perhaps joined"),
        (ONE_LINE, "OPEN_BREAK PAGE_NOT_FULL", "apart"),
        (SEVERAL, "CLOSED_BREAK", "apart"),
        (SEVERAL, "CLOSED_BREAK BRACKET", "perhaps joined"),
        (SEVERAL, "CLOSED_BREAK ODD_HEIGHT", "perhaps apart"),
        (SEVERAL, "PAGE_NOT_FULL SERIAL_BLANK", "perhaps joined"),
        (SEVERAL, "PAGE_NOT_FULL ODD_HEIGHT", "perhaps apart"),
        (SEVERAL, "SERIALS NUMBER_CUT", "apart"),
        (SEVERAL, "SERIALS BRACKET NO_BEGINNING", "perhaps joined"),
        (ONE_LINE, "SERIAL_BLANK", "perhaps joined"),
        (ONE_LINE, "SERIAL_BLANK CLOSED_BREAK", "perhaps apart"),
        (SEVERAL, "SERIAL_BLANK KNOWN", "joined"),
        (ONE_LINE, "LAST_SERIAL_BLANK", "perhaps apart"),
        (SEVERAL, "LAST_SERIAL_BLANK", "joined"),
        (SEVERAL, "SERIAL_LOST BRACKET", "perhaps joined"),
        (SEVERAL, "SERIAL_LOST ODD_HEIGHT", "perhaps apart"),
        (ONE_LINE, "NOT_DATA", "perhaps apart"),
        (SEVERAL, "NOT_DATA", "perhaps joined"),
        (ONE_LINE, "BRACKET", "perhaps joined"),
        (SEVERAL, "BRACKET KNOWN", "joined"),
        (ONE_LINE, "NO_BEGINNING", "perhaps joined"),
        (SEVERAL, "NO_BEGINNING KNOWN", "joined"),
        (SEVERAL, "KNOWN", "apart"),
        (SEVERAL, "KNOWN PAIR", "perhaps apart"),
        (ONE_LINE, "KNOWN_JOINED", "perhaps joined"),
        (ONE_LINE, "KNOWN_JOINED PAIR", "perhaps joined"),
        (ONE_LINE, "PAIR", "apart"),
        (SEVERAL, "PAIR", "perhaps joined"),
        (SEVERAL, "ENTRY OPEN_BREAK", "perhaps apart"),
        (SEVERAL, "ENTRY SERIAL_BLANK", "perhaps joined"),
        (SEVERAL, "OTHER_KIND BRACKET", "perhaps joined"),
        (SEVERAL, "OTHER_KIND ODD_HEIGHT", "perhaps apart"),
        (SEVERAL, "NUMBER_CUT FORM_ROW", "perhaps joined"),
        (ONE_LINE, "NUMBER_CUT CLOSED_BREAK", "perhaps joined"),
        (SEVERAL, "NUMBERS_WHOLE OPEN_BREAK", "apart"),
        (SEVERAL, "NUMBERS_WHOLE SERIAL_BLANK", "perhaps apart"),
        (ONE_LINE, "SHAPE_JOINED", "perhaps joined"),
        (SEVERAL, "SHAPE_JOINED ROOM_IN_REST", "joined"),
        (SEVERAL, "SHAPE_EACH OPEN_BREAK", "perhaps apart"),
        (SEVERAL, "SHAPE_EACH SERIAL_BLANK", "perhaps joined"),
    ],
)
def test_a_row_below_a_break(prior: float, seen: str, expected: str) -> None:
    """Of rows with several lines a break may cut one; where all have one line it takes more."""
    verdict = weigh([Sign("prior", prior), *(WEIGHED[name] for name in seen.split())])
    said = "joined" if verdict.holds else "apart"
    assert (f"perhaps {said}" if verdict.close else said) == expected


@pytest.mark.parametrize("ends", [signs.CUT_ENDS, signs.WHOLE_ENDS, signs.LONG_ENDS])
def test_how_often_texts_end_in_a_way_are_shares_of_all(ends: dict[str, float]) -> None:
    """Most end in a letter, which none of these is."""
    assert all(0 < share < 1 for share in ends.values())
    assert sum(ends.values()) < 1


def test_a_comma_a_bracket_and_a_hyphen_speak_for_a_cut_and_a_stop_against_one() -> None:
    for kind in ("comma", "open", "hyphen"):
        assert signs.CUT_ENDS[kind] > 5 * signs.WHOLE_ENDS[kind]
        assert signs.CUT_ENDS[kind] > 5 * signs.LONG_ENDS[kind]
    for kind in ("stop", "closed"):
        assert 2 * signs.CUT_ENDS[kind] <= signs.WHOLE_ENDS[kind] <= signs.LONG_ENDS[kind]


def test_shares_are_probabilities() -> None:
    shares = (
        signs.BREAKS_WITHIN,
        signs.FINISHED,
        signs.GOES_ON,
        signs.ONLY_BELOW,
        signs.USUAL_ODD,
        signs.CUT_SMALL,
        signs.WHOLE_SMALL,
        signs.CUT_ITEM,
        signs.WHOLE_ITEM,
    )
    assert all(0 < share < 1 for share in shares)


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ("OPEN_RULE NEVER_MERGED", "perhaps joined"),
        ("OPEN_RULE NEVER_MERGED SAME_TEXT", "perhaps joined"),
        ("OPEN_RULE MERGED_PRIOR", "joined"),
        ("OPEN_RULE MERGED_PRIOR KNOWN", "perhaps apart"),
        ("FILLS MERGED_PRIOR", "perhaps apart"),
        ("FILLS MERGED_PRIOR PAIR", "perhaps joined"),
        ("FILLS MERGED_PRIOR PAIR SAME_TEXT", "perhaps joined"),
        ("BOTH_TALL KNOWN", "perhaps joined"),
        ("TALL_BLANK KNOWN", "perhaps joined"),
        ("MERGED_PRIOR", "apart"),
        ("MERGED_PRIOR PAIR", "perhaps apart"),
        ("MERGED_PRIOR OPEN_RULE ONE_ROW_EACH BRACKET", "apart"),
    ],
)
def test_a_cell_below_a_break(seen: str, expected: str) -> None:
    prior = Sign("prior", signs.MERGED_PRIOR)
    found = [prior if name == "MERGED_PRIOR" else WEIGHED[name] for name in seen.split()]
    verdict = weigh(found)
    said = "joined" if verdict.holds else "apart"
    assert (f"perhaps {said}" if verdict.close else said) == expected
