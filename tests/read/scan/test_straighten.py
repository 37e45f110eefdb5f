"""Skew and perspective are taken out, and places lead back to the page."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.read.scan.bent import flattened
from pipeline.read.scan.sheet import inked, levelled, sheet_of, without_seal
from pipeline.read.scan.straighten import straightened
from tests.read.scan.drawn import DPI, LEFT, TOP, pixels, sheet, table


def longest_row(level: np.ndarray[tuple[int, int], np.dtype[np.uint8]]) -> float:
    """The share of the page's width that the row with most ink has ink on."""
    return float(inked(level).mean(axis=1).max())


@pytest.mark.parametrize("angle", [-3.0, -0.7, 0.7, 2.0])
def test_a_page_askew_is_turned_level(angle: float) -> None:
    page = pixels(table())
    height, width = page.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    askew = cv2.warpAffine(page, turn, (width, height), borderValue=(255, 255, 255))
    found = straightened(sheet_of(1, askew.astype(np.uint8), 72 / DPI))
    plain = longest_row(levelled(without_seal(page)))
    assert longest_row(levelled(without_seal(found.colour))) > 0.9 * plain


def test_a_place_on_the_straight_page_leads_back_to_the_one_received() -> None:
    page = pixels(table())
    height, width = page.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), 2.0, 1.0)
    askew = cv2.warpAffine(page, turn, (width, height), borderValue=(255, 255, 255))
    found = straightened(sheet_of(1, askew.astype(np.uint8), 72 / DPI))
    left, top, _, _ = found.on_page((LEFT, TOP, LEFT, TOP))
    want = turn @ [LEFT, TOP, 1]
    assert abs(left * DPI / 72 - want[0]) < 4
    assert abs(top * DPI / 72 - want[1]) < 4


def test_a_straight_page_stays_as_it_is() -> None:
    straight = sheet(table())
    box = (LEFT, TOP, 900.0, 600.0)
    found = straightened(straight).on_page(box)
    assert np.allclose(found, straight.on_page(box), atol=0.5)


@pytest.mark.parametrize("share", [0.008, 0.02])
def test_a_bent_page_is_flattened_and_places_lead_back(share: float) -> None:
    page = pixels(table())
    height, width = page.shape[:2]
    across, down = np.meshgrid(np.arange(width), np.arange(height))
    sag = share * height * np.sin(np.pi * across / width)
    bent = cv2.remap(
        page,
        across.astype(np.float32),
        (down - sag).astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    found = straightened(sheet_of(1, bent.astype(np.uint8), 72 / DPI))
    plain = longest_row(levelled(without_seal(page)))
    assert longest_row(levelled(without_seal(found.colour))) > 0.9 * plain
    place = LEFT + 400
    want = TOP + share * height * np.sin(np.pi * place / width)
    level = inked(levelled(without_seal(found.colour)))
    rule = int(level[: TOP + 40].mean(axis=1).argmax())
    _, top, _, _ = found.on_page((place, rule, place, rule))
    assert abs(top * DPI / 72 - want) < 3


def test_a_seal_that_runs_along_a_rule_does_not_bend_the_page() -> None:
    """Its ring leans over the end of an upright rule, and the rule's middle with it."""
    picture = Image.new("L", (1000, 1000), 255)
    pen = ImageDraw.Draw(picture)
    for at in (100, 300, 500, 700, 900):
        pen.line((at, 100, at, 900), fill=0, width=2)
    pen.ellipse((706 - 320, 640, 706, 960), outline=60, width=8)
    ink = np.asarray(picture) < 180
    page = sheet_of(1, np.zeros((1000, 1000, 3), dtype=np.uint8), 72 / DPI)
    assert flattened(page, ink) is page
