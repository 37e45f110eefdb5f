"""The real notice, end to end, in both editions: what a careful reader of the print arrives at.

The cases are written by hand from raw/notice.txt and are no copy of what the pipeline publishes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Edition

CASES = Path(__file__).parent / "cases" / "notice"
RANKS = ("rank_jan_jun", "rank_jan_aug", "rank_jan_sep")
MONTHS = {6: "rank_jan_jun", 8: "rank_jan_aug", 9: "rank_jan_sep"}
UNKNOWN = "?"


def case(name: str) -> Any:
    return yaml.safe_load((CASES / f"{name}.yml").read_text("utf-8"))


def doubted() -> dict[tuple[int, str], Any]:
    """(row, column) → its candidates where they are told, of every cell that may be open."""
    doubt = case("doubt")
    return {
        (seq, column): rest[0] if rest else None
        for seq, column, *rest in (*doubt["must"], *doubt["may"])
    }


def indicators(edition: Edition) -> dict[int, dict[str, Any]]:
    return {row["seq"]: row for row in edition.tables["indicators"]}


def provenance(edition: Edition) -> dict[tuple[int, str], dict[str, Any]]:
    return {(row["seq"], row["column"]): row for row in edition.tables["provenance"]}


def wrong(edition: Edition, expected: dict[tuple[int, str], Any]) -> list[str]:
    """Every cell that is neither what is expected nor open where it may be."""
    rows, sources = indicators(edition), provenance(edition)
    found = []
    for (seq, column), value in expected.items():
        published, status = rows[seq][column], sources[seq, column]["status"]
        if status == "ambiguous" and (seq, column) in doubted() and published is None:
            continue
        if published != value or status == "ambiguous":
            found.append(f"{seq} {column}: {published!r} ({status}), expected {value!r}")
    return found


def serials(text: str) -> list[int]:
    first, _, last = text.partition("-")
    return list(range(int(first), int(last or first) + 1))


# --- values ------------------------------------------------------------------------------------------------------


def test_every_cell_of_every_row(edition: Edition) -> None:
    expected: dict[tuple[int, str], Any] = {}
    for seq, indicator, unit, weight, *ranks, target, target_rank, leads in case("rows"):
        values = {
            "indicator": indicator,
            "unit": unit,
            "target": target,
            "target_rank": target_rank,
        }
        values |= {"weight": None if weight == "shared" else weight, "lead_units": leads}
        values |= dict(zip(RANKS, (None if rank == "/" else rank for rank in ranks), strict=True))
        expected |= {(seq, column): value for column, value in values.items()}
    assert len(expected) == 84 * 9
    assert wrong(edition, expected) == []


@pytest.mark.parametrize("level", ["level1", "level2"])
def test_every_group_begins_and_ends_where_a_careful_reader_places_it(
    edition: Edition, level: str
) -> None:
    """Labels that are lost stay null; their points come with them."""
    expected: dict[tuple[int, str], Any] = {}
    for first, last, name, points in case("groups")[level]:
        for seq in range(first, last + 1):
            expected |= {(seq, level): name, (seq, f"{level}_points"): points}
    assert len(expected) == 84 * 2
    assert wrong(edition, expected) == []


def test_the_number_of_every_target(edition: Edition) -> None:
    stated = case("targets")
    expected: dict[tuple[int, str], Any] = {}
    for seq in range(1, 85):
        parts = stated.get(seq, [None, None, None])
        names = ("target_value", "target_unit", "target_comparator")
        expected |= {(seq, name): part for name, part in zip(names, parts, strict=True)}
    assert wrong(edition, expected) == []


def test_a_slash_is_a_ranking_that_was_not_published(edition: Edition) -> None:
    """Never 0, never a word; what cannot be decided says so."""
    printed = {row[0]: dict(zip(RANKS, row[4:7], strict=True)) for row in case("rows")}
    found, expected = {}, {}
    for row in edition.tables["rankings"]:
        column = MONTHS[row["period_end"].month]
        rank = printed[row["seq"]][column]
        status = provenance(edition)[row["seq"], column]["status"]
        open_cell = status == "ambiguous" and (row["seq"], column) in doubted()
        words = "ambiguous" if open_cell else "not_published" if rank == "/" else "ranked"
        expected[row["seq"], column] = (words, rank if words == "ranked" else None)
        found[row["seq"], column] = (row["status"], row["rank"])
    assert len(found) == 252
    assert found == expected


def test_the_serials_of_each_page(edition: Edition) -> None:
    """Pages of the attachment, counted from 1 in any edition."""
    pages = {
        seq: sheet for sheet, text in case("notice")["sheets"].items() for seq in serials(text)
    }
    assert {seq: row["source_page"] for seq, row in indicators(edition).items()} == pages


# --- points ------------------------------------------------------------------------------------------------------


def test_scoring_units(edition: Edition) -> None:
    """Shared units as the arithmetic leaves them, every other row a unit with its own printed weight."""
    units = {row["rows"]: (row["points"], row["basis"]) for row in edition.tables["scoring_units"]}
    shared = {rows: (points, basis) for rows, points, basis in case("units")["shared"]}
    inside = {seq for rows in shared for seq in serials(rows)} | set(case("units")["open"])
    weights = {row[0]: row[3] for row in case("rows")}
    own = {str(seq): (weight, "printed") for seq, weight in weights.items() if seq not in inside}
    assert units == shared | own


def test_units_point_to_their_rows_and_rows_to_their_unit(edition: Edition) -> None:
    for row in edition.tables["scoring_units"]:
        assert (row["first_seq"], row["last_seq"]) == (
            serials(row["rows"])[0],
            serials(row["rows"])[-1],
        )
        assert {indicators(edition)[seq]["scoring_unit"] for seq in serials(row["rows"])} == {
            row["scoring_unit"]
        }
    assert [seq for seq, row in indicators(edition).items() if row["scoring_unit"] is None] == [75]


def test_a_row_in_doubt_leaves_the_units_beside_it_open(edition: Edition) -> None:
    units = case("units")["open"][75]
    open_units = {
        row["rows"]: row["candidates"]
        for row in edition.tables["scoring_units"]
        if row["status"] == "open"
    }
    assert open_units == dict.fromkeys(units, "75")


def test_units_sum_to_the_totals_of_the_closing_note(edition: Edition) -> None:
    for section, points in case("units")["points"].items():
        assert (
            sum(
                row["points"]
                for row in edition.tables["scoring_units"]
                if row["section"] == section
            )
            == points
        )


# --- doubt -------------------------------------------------------------------------------------------------------


def test_exactly_the_undecidable_cells_are_open(edition: Edition) -> None:
    found = {at for at, row in provenance(edition).items() if row["status"] == "ambiguous"}
    must = {(seq, column) for seq, column, *_ in case("doubt")["must"]}
    assert sorted(must - found) == []
    assert sorted(found - set(doubted())) == []


def test_open_cells_hold_null_and_the_readings_left(edition: Edition) -> None:
    for (seq, column), row in provenance(edition).items():
        assert (row["candidates"] is not None) == (row["status"] == "ambiguous"), (seq, column)
        if row["status"] != "ambiguous":
            continue
        assert indicators(edition)[seq][column] is None
        candidates = doubted()[seq, column]
        if candidates is not None:
            read = json.loads(row["candidates"])
            assert (len(read), {json.dumps(c) for c in read}) == (
                2,
                {json.dumps(c) for c in candidates},
            ), (seq, column)


def test_rows_with_an_open_cell_or_a_warning_need_review_and_no_others(edition: Edition) -> None:
    found = {seq for seq, row in indicators(edition).items() if row["needs_review"]}
    may = {seq for seq, _ in doubted()}
    assert set(case("doubt")["needs_review"]) <= found <= may | {59, 60}


# --- where it comes from -----------------------------------------------------------------------------------------


def test_every_value_has_its_provenance(edition: Edition) -> None:
    assert len(provenance(edition)) == len(edition.tables["provenance"]) == 84 * 18


@pytest.mark.parametrize(("seq", "column", "status", "printed"), case("provenance"))
def test_the_status_and_the_printed_cell(
    edition: Edition, seq: int, column: str, status: str, printed: str | None
) -> None:
    row = provenance(edition)[seq, column]
    shown = None if row["printed"] is None else "".join(row["printed"].split())
    assert (row["status"], shown) == (status, None if printed is None else "".join(printed.split()))


@pytest.mark.parametrize(("seq", "column", "rule"), case("repairs"))
def test_the_damage_is_named_in_the_log(edition: Edition, seq: int, column: str, rule: str) -> None:
    log = [row for row in edition.tables["repairs"] if (row["seq"], row["column"]) == (seq, column)]
    assert rule in [name for row in log for name in row["rule"].split("+")]


def test_every_entry_of_the_log_says_why(edition: Edition) -> None:
    for row in edition.tables["repairs"]:
        assert row["reason"]
        moved = row["rule"].startswith("label_") or row["before"] == "/"  # one is like another
        assert row["before"] != row["after"] or moved, row


@pytest.mark.parametrize(("severity", "check", "rows", "words"), case("findings"))
def test_what_is_worth_a_look_is_found(
    edition: Edition, severity: str, check: str, rows: str | None, words: list[str]
) -> None:
    found = []
    for row in edition.tables["findings"]:
        at = (row["seq"] and str(row["seq"])) or (
            row["last_seq"] and f"{row['first_seq']}-{row['last_seq']}"
        )
        if (row["severity"], row["check"]) == (severity, check) and rows in (None, at):
            found.append(row["message"])
    assert any(all(word in message for word in words) for message in found), found


# --- the notice itself -------------------------------------------------------------------------------------------


def test_what_the_notice_says_of_itself(edition: Edition) -> None:
    assert len(edition.tables["notice"]) == 1
    row = edition.tables["notice"][0]
    assert {name: row[name] for name in case("notice")["notice"]} == case("notice")["notice"]
    assert "实行清单管理" in row["body"]
    assert "一级指标" not in row["body"]


def test_sections_are_the_closing_note_s(edition: Edition) -> None:
    rows = [
        {k: v for k, v in row.items() if k != "notice_id"} for row in edition.tables["sections"]
    ]
    assert rows == case("notice")["sections"]
    for section in case("notice")["sections"]:
        rows = [row for row in edition.tables["indicators"] if row["section"] == section["section"]]
        assert (rows[0]["seq"], rows[-1]["seq"]) == (section["first_seq"], section["last_seq"])


def test_lead_units_one_by_one(edition: Edition) -> None:
    for seq, row in indicators(edition).items():
        units = [lead for lead in edition.tables["lead_units"] if lead["seq"] == seq]
        assert [lead["position"] for lead in units] == list(range(1, len(units) + 1))
        assert "、".join(lead["lead_unit"] for lead in units) == row["lead_units"]
    remarks = {row["seq"]: row["remark"] for row in edition.tables["lead_units"] if row["remark"]}
    assert remarks == {82: "有关部门提供数据"}


def test_every_table_names_the_notice(edition: Edition) -> None:
    named = {row["notice_id"] for rows in edition.tables.values() for row in rows}
    assert named == {"chongyi-2022"}


@pytest.mark.parametrize(
    "table", ["indicators", "rankings", "sections", "scoring_units", "lead_units"]
)
def test_both_editions_give_the_same_table(
    transcription: Edition, facsimile: Edition, table: str
) -> None:
    assert transcription.tables[table] == facsimile.tables[table]


def test_every_printed_text_is_kept_as_the_readers_saw_it(edition: Edition) -> None:
    """The cells are the print before any judgement: damage, repeated headers and padding included."""
    cells = edition.tables["cells"]
    texts = {"".join(row["text"].split()) for row in cells}
    assert {
        "数字产业化(21)",
        "500M以上用户占比",
        "2022年底攻坚目标全市排名",
        "列入省级新基建项目个数",
    } <= texts
    assert sum(row["text"] == "序号" for row in cells) == 7
    engines = {row["engines"] for row in cells if row["text"]}
    assert engines <= (
        {"transcription"}
        if edition.source.suffix == ".txt"
        else {"pdfplumber,camelot", "pdfplumber"}
    )
