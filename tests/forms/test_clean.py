"""Clean notices of other forms, drawn as PDF pages: all is published as it is printed, and nothing is doubted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.forms.clean import FORMS
from tests.forms.measure import compared, published

pytestmark = pytest.mark.usefixtures("one_reader")

SEEDS = (3,)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_a_clean_notice_of_another_form_is_published_whole_and_without_doubt(
    form: object, seed: int, tmp_path: Path
) -> None:
    """Values, scoring units, stated sums and the critical expectations."""
    assert callable(form)
    notice = form(seed)
    count, said = compared(notice, published(notice, tmp_path))
    assert said == []
    assert count["right"] == sum(map(len, notice.truth.values()))
    assert (count["wrong"], count["marked"], count["doubted"]) == (0, 0, 0)
