"""Hostile files as the parameters of a test: those that take seconds are left to ``make test-slow``."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from _pytest.mark.structures import ParameterSet

from tests.hostile.pdfs import Case


def marked(cases: Iterable[Case]) -> list[ParameterSet]:
    return [
        pytest.param(case, id=case.name, marks=[pytest.mark.slow] if case.slow else [])
        for case in cases
    ]
