"""review of a whole dataset: by form and kind of question, then notice by notice with entries."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.batches import catalogue
from pipeline.batches.row import Row
from pipeline.cli import main
from pipeline.publication import write
from pipeline.publication.dataset import notice_folder
from pipeline.views.review_many import questions, review_many
from tests.published import small_publication


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """Three notices, two on one form; each leaves the same cells open."""
    rows = []
    for notice_id, form in (("a", "county"), ("b", "county"), ("c", "other")):
        tables = small_publication()
        for table in tables.values():
            for row in table:
                row["notice_id"] = notice_id
        write.publish(write.build(tables, "g1"), notice_folder(tmp_path, notice_id))
        rows.append(Row(notice_id, f"{notice_id}.txt", "published", 0, form=form))
    catalogue.write(rows, tmp_path)
    return tmp_path


def test_cells_that_one_kind_of_evidence_decides_are_one_question_of_a_form(dataset: Path) -> None:
    found = [one for one in questions(dataset) if one.column == "level1"]
    assert [(one.form, one.notices) for one in found] == [
        ("county", {"a": 1, "b": 1}),
        ("other", {"c": 1}),
    ]


def test_the_forms_are_listed_with_their_questions_and_their_notices(dataset: Path) -> None:
    lines = list(review_many(dataset))
    assert lines[0] == "form county: 10 cells open in 2 notices"
    assert any("level1" in line and line.endswith("2 cells in 2 notices: a, b") for line in lines)
    assert lines[-1].startswith("15 cells open in 3 notices, ")
    chinese = list(review_many(dataset, language="zh"))
    assert chinese[0] == "形式 county：2份通知中未决10格"


def test_with_entries_each_notice_s_cells_follow(dataset: Path) -> None:
    lines = list(review_many(dataset, entries=True))
    assert [line for line in lines if line.startswith("notice ")] == [
        "notice a",
        "notice b",
        "notice c",
    ]
    assert any(line.strip() == '- notice: "b"' for line in lines)


def test_the_command_takes_a_dataset_like_a_publication(
    dataset: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["review", str(dataset), "--json"]) == 0
    cells = json.loads(capsys.readouterr().out)
    assert len(cells) == 15
    assert {(cell["notice_id"], cell["form"]) for cell in cells} == {
        ("a", "county"),
        ("b", "county"),
        ("c", "other"),
    }
