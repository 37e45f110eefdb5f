"""The review loop: what is open is listed, a decision closes it, a stale one stops the run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.errors import CorrectionError
from pipeline.publication.state import expectations_dir
from pipeline.publication.write import build
from pipeline.run import rows_of
from pipeline.validate import validate
from pipeline.views.review import as_list, review
from tests.conftest import Edition
from tests.published import small_publication

pytestmark = pytest.mark.usefixtures("once")
NOTICE = Path(__file__).resolve().parents[2] / "raw" / "notice.txt"


def lines(entries: bool = False) -> list[str]:
    return list(review(build(small_publication(), "0" * 64), entries))


def test_each_open_cell_is_listed_with_its_readings() -> None:
    text = "\n".join(lines())
    assert "row 8: 投资额" in text
    assert re.search(r'level1 +"治理" \(\+0\) or "推进" \(\+1\.2\)', text)
    assert "would decide it: where the label begins" in text
    assert re.search(r"scoring_unit +follows from level1", text)
    assert "5 cells open on 1 rows" in text


def test_nothing_open_is_said_so() -> None:
    rows = small_publication()
    rows["provenance"] = [row for row in rows["provenance"] if row["status"] != "ambiguous"]
    assert list(review(build(rows, "0" * 64))) == ["nothing is open"]


def test_entries_are_ready_for_the_corrections_file() -> None:
    """One for each cell that can be decided by itself."""
    text = "\n".join(line[6:] for line in lines(entries=True) if line.startswith("      "))
    assert [item["target"]["column"] for item in yaml.safe_load(text)] == [
        "level1",
        "level1_points",
        "weight",
        "rank_jan_sep",
    ]


def test_machines_get_the_same_cells() -> None:
    cells = as_list(build(small_publication(), "0" * 64))
    assert [cell["column"] for cell in cells][:2] == ["level1", "level1_points"]
    assert cells[0]["readings"] == ("治理", "推进")


def decide(folder: Path, expects: str = "2") -> Path:
    path = folder / "corrections.yml"
    text = {35: "1", 36: "2"}
    path.write_text(
        "\n".join(
            f'- notice: chongyi-2022\n  target: {{seq: {seq}, column: weight}}\n  expects: "{expects}"\n'
            f'  value: "{value}"\n  reason: a letter of the office\n  decided_by: a person'
            for seq, value in text.items()
        )
    )
    return path


def test_a_decision_closes_what_it_decides(transcription: Edition, tmp_path: Path) -> None:
    before = {
        (cell["seq"], cell["column"]) for cell in as_list(build(transcription.tables, "0" * 64))
    }
    rows = rows_of(NOTICE, corrections=decide(tmp_path))
    after = {(cell["seq"], cell["column"]) for cell in as_list(build(rows, "0" * 64))}
    assert before - after == {(35, "weight"), (36, "weight")}
    weights = {
        row["seq"]: float(str(row["weight"]))
        for row in rows["indicators"]
        if row["seq"] in (35, 36)
    }
    assert weights == {35: 1.0, 36: 2.0}


def test_who_decided_what_and_why_is_logged(tmp_path: Path) -> None:
    rows = rows_of(NOTICE, corrections=decide(tmp_path))
    made = [row for row in rows["repairs"] if row["rule"] == "correction"]
    assert [(row["seq"], row["after"]) for row in made] == [(35, "1"), (36, "2")]
    assert {"1", "2"} <= set(str(made[0]["before"]).split(" | "))
    assert made[0]["reason"] == "a letter of the office (decided by a person)"


def test_a_stale_decision_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(CorrectionError, match=r"row 35 weight: expects '4', the notice has '2'"):
        rows_of(NOTICE, corrections=decide(tmp_path, expects="4"))


def single(folder: Path, cell: dict[str, Any], value: str | None) -> Path:
    """A corrections file that decides one cell, as ``review --entries`` prints it."""
    path = folder / "corrections.yml"
    entry: dict[str, Any] = {
        "notice": "chongyi-2022",
        "target": {"seq": cell["seq"], "column": cell["column"]},
    }
    entry |= {
        "expects": cell["printed"],
        "value": value,
        "reason": "a letter",
        "decided_by": "a person",
    }
    path.write_text(yaml.safe_dump([entry], allow_unicode=True), "utf-8")
    return path


@pytest.mark.slow
@pytest.mark.parametrize("column", ["weight", "level1"])
def test_any_one_reading_that_is_offered_can_be_decided_and_published(
    transcription: Edition, tmp_path: Path, column: str
) -> None:
    """What the decision leaves to the other rows of its unit follows; nothing else has to be decided with it."""
    cells = [
        cell for cell in as_list(build(transcription.tables, "0" * 64)) if cell["column"] == column
    ]
    decisions = [(cell, value) for cell in cells for value in cell["readings"]]
    assert decisions
    for cell, value in decisions[::2]:  # half of them: each is a whole run
        rows = rows_of(NOTICE, corrections=single(tmp_path, cell, value))
        assert (cell["seq"], column) not in {
            (c["seq"], c["column"]) for c in as_list(build(rows, "0" * 64))
        }
        report = validate(build(rows, "0" * 64), expectations_dir(), "chongyi-2022")
        assert [str(check.message) for check in report.results if not check.success] == []
