"""Every sign that is weighed can be told; weights add up to a decision, doubted where it is close."""

from __future__ import annotations

import re

from pipeline.messages import is_code, message, render
from pipeline.stitch import signs
from pipeline.stitch.reasons import SAYS, against, clauses, short
from pipeline.stitch.signs import Sign, ratio, weigh


def _codes() -> set[str]:
    single = {value.code for value in vars(signs).values() if isinstance(value, Sign)}
    tables = [value for value in vars(signs).values() if isinstance(value, dict)]
    return single | {
        sign.code for table in tables for sign in table.values() if isinstance(sign, Sign)
    }


def test_every_sign_has_words() -> None:
    assert _codes() - set(SAYS) == set()
    assert {f"ends-{kind}" for kind in (*signs.CUT_ENDS, "other")} <= set(SAYS)


def test_every_sign_says_a_sentence_of_the_catalogue() -> None:
    assert [code for code in SAYS.values() if not is_code(code)] == []


def test_only_the_strongest_signs_are_told_each_once() -> None:
    told = clauses([Sign("serials", -9.0), Sign("serials", -9.0), Sign("pair", 1.0)], most=2)
    assert told == (message("stitch.sign-serials"), message("stitch.sign-pair"))


def test_signs_that_read_alike_are_told_once() -> None:
    (told,) = clauses([Sign("as-many-columns", -5.0), Sign("other-columns", -9.0)])
    assert render(told) == "its columns are others"


def test_a_sign_quotes_the_text_it_was_seen_in_cut_to_fit() -> None:
    (told,) = clauses([Sign("caption", 7.6, "续" * 30)])
    assert render(told, "zh") == f"标题“{'续' * 23}…”表明接续"


def test_a_long_quotation_is_cut() -> None:
    assert short("字" * 30) == "字" * 23 + "…"


def test_weights_are_added_and_close_ones_doubted() -> None:
    sure = weigh([Sign("bracket", 5.0), Sign("prior", -1.0)])
    assert (sure.total, sure.holds, sure.close) == (4.0, True, False)
    unsure = weigh([Sign("pair", 1.0), Sign("prior", -1.5), Sign("blanks", 0.0)])
    assert (unsure.holds, unsure.close, len(unsure.signs)) == (False, True, 2)


def test_a_weight_is_the_logarithm_of_a_ratio_and_bounded() -> None:
    assert ratio(0.5, 0.5) == 0
    assert ratio(1.0, 0.0) == 6.0
    assert re.fullmatch(r"0\.69\d+", str(ratio(0.5, 0.25)))


def test_what_speaks_for_the_other_outcome_is_told_strongest_first_or_that_little_does() -> None:
    held = weigh([Sign("bracket", 5.0), Sign("pair", -1.0), Sign("serials", -3.0)])
    told = (message("stitch.sign-serials"), message("stitch.sign-pair"))
    assert against(held) == told
    apart = weigh([Sign("serials", -9.0), Sign("pair", 1.0)])
    assert against(apart) == (message("stitch.sign-pair"),)
    alone = weigh([Sign("bracket", 5.0), Sign("pair", 0.5)])
    assert against(alone) == (message("stitch.little-speaks"),)
