"""A third opinion where the recognisers differ; without the program nothing changes."""

from __future__ import annotations

import shutil
import subprocess
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.model import Reading
from pipeline.read.scan import tesseract
from pipeline.read.scan.sheet import Pixels
from pipeline.read.scan.witness import Verdict
from tests.read.scan.drawn import font

DOUBT = Verdict("13", None, (Reading("ppocr-v6", "13", 0.9), Reading("ppocr-v4", "18", 0.8)))
TABLE = (
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    "1\t1\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t\n"
    "5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t96.5\t18\n"
    "5\t3\t1\t1\t1\t1\t0\t0\t9\t9\t90\t0.5\n"
    "5\t3\t1\t1\t1\t2\t0\t0\t9\t9\t40\t/\n"
)


def strip(text: str) -> Pixels:
    picture = Image.new("L", (120, 44), 255)
    ImageDraw.Draw(picture).text((10, 4), text, fill=0, font=font(10.5))
    return np.asarray(picture, dtype=np.uint8)


def answering(monkeypatch: pytest.MonkeyPatch, run: Any) -> None:
    monkeypatch.setattr(tesseract, "program", lambda: "/usr/bin/tesseract")
    monkeypatch.setattr(subprocess, "run", run)


def test_a_reading_that_the_third_confirms_comes_first_and_stays_in_doubt() -> None:
    said = tesseract.with_third(DOUBT, Reading("tesseract", "18", 0.96))
    assert (said.text, said.confidence) == ("18", None)
    assert [(one.witness, one.text) for one in said.readings] == [
        ("ppocr-v4, tesseract", "18"),
        ("ppocr-v6", "13"),
    ]


@pytest.mark.parametrize("third", [None, Reading("tesseract", "73", 0.9)])
def test_what_the_third_reads_alone_tells_nothing(third: Reading | None) -> None:
    assert tesseract.with_third(DOUBT, third) is DOUBT


def test_without_the_program_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "program", lambda: None)
    assert tesseract.figures_in([strip("13")]) == [None]


def test_a_program_that_fails_or_hangs_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for error in (
        OSError(),
        subprocess.TimeoutExpired("t", 1),
        subprocess.CalledProcessError(1, "t"),
    ):

        def run(*_: object, failure: Exception = error, **__: object) -> None:
            raise failure

        answering(monkeypatch, run)
        assert tesseract.figures_in([strip("13")]) == [None]


def test_readings_are_told_by_picture_with_the_least_confidence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done = subprocess.CompletedProcess([], 0, stdout=TABLE.encode(), stderr=b"")
    answering(monkeypatch, lambda *_, **__: done)
    assert tesseract.figures_in([strip("18"), strip(""), strip("0.5")]) == [
        Reading("tesseract", "18", 0.965),
        None,
        Reading("tesseract", "0.5 /", 0.4),
    ]


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_the_program_reads_figures() -> None:
    found = tesseract.figures_in([strip("13"), strip("12.5%"), strip("/")])
    assert [reading and reading.text for reading in found] == ["13", "12.5%", "/"]
