"""Whose notice a file is, and which decisions are meant for it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from pipeline.errors import SourceError, UsageError
from pipeline.publication.state import sha256
from pipeline.read.received import corrections_file, identify
from pipeline.run import rows_of

TINY = Path(__file__).parents[1] / "cases" / "run" / "tiny.txt"


def test_a_notice_is_known_by_its_content_whatever_its_file_is_called(tmp_path: Path) -> None:
    source = tmp_path / "copy.txt"
    source.write_bytes(TINY.read_bytes())
    assert identify(source, sha256(source.read_bytes())) == "copy"
    listing = [{"file": "x.txt", "notice_id": "small-2022", "sha256": sha256(source.read_bytes())}]
    (tmp_path / "SOURCES.yml").write_text(yaml.safe_dump(listing), "utf-8")
    assert identify(source, sha256(source.read_bytes())) == "small-2022"
    assert identify(source, "another content") == "copy"
    rows = rows_of(source, notice_id="given")
    assert {row["notice_id"] for table in rows.values() for row in table} == {"given"}


def test_a_list_of_sources_that_cannot_be_read_stops_the_run(tmp_path: Path) -> None:
    (tmp_path / "SOURCES.yml").write_bytes(b"- [")
    with pytest.raises(SourceError, match=r"SOURCES\.yml"):
        identify(tmp_path / "notice.txt", "hash")


def test_corrections_are_those_named_else_those_beside_the_source(tmp_path: Path) -> None:
    source, beside, named = (
        tmp_path / name for name in ("notice.txt", "corrections.yml", "named.yml")
    )
    for path in (source, beside, named):
        path.write_text("[]", "utf-8")
    assert corrections_file(source, None) == beside
    assert corrections_file(source, named) == named
    with pytest.raises(UsageError, match=r"gone\.yml"):
        corrections_file(source, tmp_path / "gone.yml")
