"""Catalogues for a browser to show."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.batches import catalogue, page
from pipeline.views.catalogue import FILE_NAME
from tests.views.catalogue.documents import documents, publish_some


@pytest.fixture(scope="session")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a thousand documents, the table beside it, and two publications to look into."""
    out = tmp_path_factory.mktemp("batch")
    rows = documents(1000)
    publish_some(rows, out)
    catalogue.write(rows, out)
    page.write(rows, out)
    return out / FILE_NAME
