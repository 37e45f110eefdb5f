"""Where a value came from, in words: its printed cell and place, the repair, the candidates, the deciding entry."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from pipeline.errors import UsageError
from pipeline.publication.load import Publication, load
from pipeline.run import rows_of
from pipeline.spec import load as load_spec
from pipeline.views.decision import open_cells
from pipeline.views.explain import explain
from tests.conftest import Edition


@pytest.fixture(scope="module")
def tables(transcription: Edition) -> Publication:
    return load(transcription.folder)


def lines(tables: Publication, seq: int, column: str | None = None) -> list[str]:
    return [line.strip() for line in explain(tables, seq, column)]


def test_a_printed_value_is_its_cell_and_place(tables: Publication) -> None:
    """Row 1 stands on the first table page, below two header rows; rows and columns are told from 1."""
    assert lines(tables, 1, "target") == [
        "row 1: 数字经济增加值总额",
        "target = 50亿元  [printed]",
        "printed '50亿元' on page 1, row 3, column 10",
    ]


def test_a_place_in_a_pdf_has_its_box(facsimile: Edition) -> None:
    place = lines(load(facsimile.folder), 1, "target")[2]
    assert re.fullmatch(
        r"printed '50亿元' on page \d+, row 3, column 10 at \([\d., ]+\)–\([\d., ]+\) pt", place
    )


def test_a_repaired_value_says_what_was_done_and_why(tables: Publication) -> None:
    text = "\n".join(lines(tables, 14, "rank_jan_jun"))
    assert "rank_jan_jun = 7  [repaired]" in text
    assert "printed '7' on page 2, row 6, column 6" in text
    assert "weight_lost" in text
    assert "'/' → '7'" in text


def test_an_open_value_lists_its_candidates_and_the_entry_that_decides_it(
    tables: Publication,
) -> None:
    found = lines(tables, 35, "weight")
    assert found[1] == "weight = null  [ambiguous]"
    assert priced_in(found) == {"1": 0.0, "2": 0.0}
    (means,) = [line for line in found if line.startswith("would decide it")]
    assert "which of the group's weights is misprinted" in means
    assert found[-6:-3] == [
        '- notice: "chongyi-2022"',
        "target: {seq: 35, column: weight}",
        'expects: "2"',
    ]
    assert found[-2:] == ["reason:", "decided_by:"]


def priced_in(found: list[str]) -> dict[str, float]:
    """The candidates that are told, each with what it costs more than the cheapest."""
    told = next(line for line in found if line.startswith("candidates")).removeprefix(
        "candidates: "
    )
    return {text: float(cost) for text, cost in re.findall(r"(.+?) \(\+([\d.]+)\)(?:, |$)", told)}


def test_every_open_cell_of_its_own_has_its_readings_priced_and_says_what_would_decide(
    tables: Publication, transcription: Edition
) -> None:
    """The cheapest costs nothing more, none is beyond the margin, a "/" is told from a lost cell."""
    cells = list(open_cells(transcription.tables))
    assert len(cells) > 25
    for cell in (cell for cell in cells if cell.decided_by == cell.column):
        found = lines(tables, cell.seq, cell.column)
        costs = priced_in(found)
        assert len(costs) == len(cell.readings), found
        assert min(costs.values()) == 0
        assert max(costs.values()) <= load_spec().margin
        assert any(line.startswith("would decide it: ") for line in found)
    lost = priced_in(lines(tables, 29, "rank_jan_jun"))
    assert {"/", "lost or none"} <= set(lost)


@pytest.mark.parametrize(("seq", "column", "other"), [(75, "scoring_unit", "level1")])
def test_a_value_that_follows_from_another_points_to_it(
    tables: Publication, seq: int, column: str, other: str
) -> None:
    found = lines(tables, seq, column)
    assert found[-1] == f"follows from {other}: decide that"
    assert not any(line.startswith("- notice") for line in found)


def test_without_a_column_all_are_told_with_the_row_s_findings(tables: Publication) -> None:
    found = lines(tables, 59)
    assert sum(re.match(r"\w+ = .*\[\w+\]$", line) is not None for line in found) == 18
    assert found[-1].startswith("finding (warning): target is cut off")


@pytest.mark.parametrize(
    ("seq", "column"), [(85, None), (0, "weight"), (1, "colour"), (1, "notice_id")]
)
def test_what_is_not_there_is_refused(tables: Publication, seq: int, column: str | None) -> None:
    with pytest.raises(UsageError, match="no such"):
        lines(tables, seq, column)


@pytest.mark.slow
def test_every_entry_that_is_shown_is_accepted_once_completed(
    tables: Publication, transcription: Edition, tmp_path: Path
) -> None:
    """Each with its first candidate: the cells are closed as the entries say.

    Row 36 has what row 35 leaves of the points that they share.
    """
    entries = []
    for row in transcription.tables["provenance"]:
        if (row["seq"], row["column"]) == (36, "weight"):
            continue
        found = (
            list(explain(tables, row["seq"], row["column"])) if row["status"] == "ambiguous" else []
        )
        start = next((n for n, line in enumerate(found) if "- notice:" in line), None)
        if start is not None:
            entries += [
                line + (" a letter" if line.endswith(("reason:", "by:")) else "")
                for line in found[start : start + 6]
            ]
    decisions = yaml.safe_load("\n".join(entries))
    assert len(decisions) >= 20
    path = tmp_path / "corrections.yml"
    path.write_text("\n".join(entries), "utf-8")
    rows = rows_of(transcription.source, corrections=path)
    decided = {(entry["target"]["seq"], entry["target"]["column"]) for entry in decisions}
    closed = {
        (row["seq"], row["column"]) for row in rows["provenance"] if row["status"] == "corrected"
    }
    assert decided <= closed
    assert [row["column"] for row in rows["provenance"] if row["status"] == "ambiguous"] == []
