"""Every sign that is weighed can be told."""

from __future__ import annotations

import re

from pipeline.stitch import signs
from pipeline.stitch.reasons import SAYS, clauses, short
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


def test_only_the_strongest_signs_are_told_each_once() -> None:
    assert clauses([Sign("serials", -9.0), Sign("serials", -9.0), Sign("pair", 1.0)]) == [
        SAYS["serials"],
        SAYS["pair"],
    ]


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
