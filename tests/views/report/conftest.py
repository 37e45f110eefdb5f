"""Reports for a browser to show, made when a test asks for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Edition
from tests.views.report.browser import write_report


@pytest.fixture(scope="session")
def pdf_report(facsimile: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(facsimile, tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="session")
def text_report(transcription: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(transcription, tmp_path_factory.mktemp("report"))
