"""Slashes and dashes by their shape."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.read.scan.marks import Mark, mark_of
from tests.read.scan.drawn import glyph

LETTER = 27.0


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("/", Mark.SLASH),
        ("1", Mark.UPRIGHT),
        ("—", Mark.LONG_DASH),
        ("-", Mark.DASH),
        ("7", Mark.OTHER),
        ("2", Mark.OTHER),
        ("12", Mark.OTHER),
        ("44", Mark.OTHER),
        ("个", Mark.OTHER),
    ],
)
@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_a_lone_sign_is_the_mark_its_shape_shows(text: str, mark: Mark, dpi: int) -> None:
    assert mark_of(glyph(text, dpi=dpi), LETTER * dpi / 200) is mark


def test_no_ink_is_no_mark() -> None:
    assert mark_of(np.zeros((20, 20), dtype=bool), LETTER) is Mark.OTHER


def test_a_slash_with_another_sign_beside_it_is_no_lone_slash() -> None:
    both = np.hstack([glyph("/"), glyph("个")])
    assert mark_of(both, LETTER) is Mark.OTHER
