"""Paper and seals."""

from __future__ import annotations

import numpy as np

from pipeline.read.scan.sheet import inked, levelled, sheet_of, without_seal


def test_a_red_seal_is_lifted_and_black_print_is_not() -> None:
    page = np.full((200, 200, 3), 255, dtype=np.uint8)
    page[50:100, 50:100] = (40, 45, 205)  # blue, green, red
    page[120:130, 50:100] = 0
    ink = inked(levelled(without_seal(page)))
    assert not ink[60:90, 60:90].any()
    assert ink[122:128, 55:95].all()


def test_a_shadow_is_no_ink() -> None:
    shadow = np.linspace(120, 250, 400).astype(np.uint8)
    page = np.repeat(np.tile(shadow, (400, 1))[..., np.newaxis], 3, axis=2)
    assert inked(levelled(without_seal(page))).mean() < 0.01


def test_places_of_an_image_are_points_of_its_page() -> None:
    sheet = sheet_of(3, np.full((1654, 1170, 3), 255, dtype=np.uint8), 0.5)
    assert (sheet.width, sheet.height, sheet.dpi) == (585.0, 827.0, 144.0)
    assert sheet.on_page((10, 20, 30, 40)) == (5.0, 10.0, 15.0, 20.0)
