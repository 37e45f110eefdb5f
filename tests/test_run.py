"""All stages in order: whole runs on a small notice, unchanged and failed runs, corrections, bad input."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.errors import CorrectionError, PipelineError, PublishError
from pipeline.publication.commit import TEMPORARY
from pipeline.publication.state import NEXT
from pipeline.run import Request, extract, rows_of
from pipeline.sandbox.clock import Clock
from pipeline.schema import TABLES
from tests.conftest import ROOT
from tests.faults import say_made
from tests.once import worked_anew

CASES = Path(__file__).parent / "cases" / "run"
TINY = CASES / "tiny.txt"
BAD = yaml.safe_load((CASES / "bad.yml").read_text("utf-8"))
WEIGHTS = [{"seq": 1, "expects": "5", "value": "4"}, {"seq": 2, "expects": "2", "value": "2"}]
pytestmark = pytest.mark.usefixtures("once")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def data(folder: Path) -> dict[str, bytes]:
    """What is published: no state, no times."""
    return {name: held for name, held in contents(folder).items() if not name.startswith(".")}


def spoilt(folder: Path, *replacements: tuple[str, str], name: str = "notice.txt") -> Path:
    """The small notice with each first text replaced by the second."""
    text = TINY.read_text("utf-8")
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def corrections(folder: Path, entries: list[dict[str, Any]], notice: str = "notice") -> Path:
    """A corrections file that decides weights."""
    listed = [
        {
            "notice": notice,
            "target": {"seq": entry["seq"], "column": entry.get("column", "weight")},
            "expects": entry["expects"],
            "value": entry["value"],
            "reason": "the office's letter of 1 December",
            "decided_by": "a reader",
        }
        for entry in entries
    ]
    path = folder / "corrections.yml"
    path.write_text(yaml.safe_dump(listed, allow_unicode=True), "utf-8")
    return path


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small notice, extracted."""
    out = tmp_path_factory.mktemp("tiny") / "extracted"
    outcome = extract(Request(TINY, out, report=False))
    assert outcome.ok, outcome.failures
    return out


# --- a whole run -------------------------------------------------------------------------------------------------


def test_a_run_publishes_every_table_and_nothing_beside_its_folder(published: Path) -> None:
    assert {f"{name}.parquet" for name in TABLES} <= set(contents(published))
    assert {"datapackage.json", "README.md", "validation.json"} <= set(contents(published))
    assert list(published.parent.iterdir()) == [published]


def test_a_small_clean_notice_is_read_whole() -> None:
    clock = Clock()
    rows = rows_of(TINY, clock=clock)
    values = [
        (r["seq"], r["level1"], r["level2"], r["weight"], r["scoring_unit"])
        for r in rows["indicators"]
    ]
    assert values == [
        (1, "总量指标", "经济增加值", 4, 1),
        (2, "总量指标", "经济增加值", 2, 2),
        (3, "产业发展", "企业新增数", None, 3),
        (4, "产业发展", "企业新增数", None, 3),
        (5, "推进", "推进情况", 1, 4),
        (6, "推进", "推进情况", 1, 5),
    ]
    assert [row["needs_review"] for row in rows["indicators"]] == [False] * 6
    assert [row for row in rows["repairs"] if row["step"] == "repair"] == []
    assert set(clock.seconds) >= {"read", "stitch", "repair", "normalise"}


def test_the_summary_counts_what_was_published(tmp_path: Path, transcription: Any) -> None:
    summary, tables = transcription.summary, transcription.tables
    open_cells = [row for row in tables["provenance"] if row["status"] == "ambiguous"]
    assert summary["notice_id"] == "chongyi-2022"
    assert (summary["indicators"], summary["values"]) == (84, 84 * 18)
    assert (summary["open"], summary["certain"]) == (len(open_cells), 84 * 18 - len(open_cells))
    for status in ("repaired", "derived"):
        assert summary[status] == sum(row["status"] == status for row in tables["provenance"]) > 0
    assert summary["points"] == {"provincial": 100, "municipal": 20, "bonus": 10}
    assert summary["findings"]["error"] == 0
    assert summary["rows_to_review"] == sum(row["needs_review"] for row in tables["indicators"])
    assert {"read", "repair", "validate", "publish"} <= set(summary["seconds"])


# --- again -------------------------------------------------------------------------------------------------------


def test_an_unchanged_run_does_nothing_and_force_gives_the_same_bytes(published: Path) -> None:
    before, times = data(published), {p.name: p.stat().st_mtime_ns for p in published.iterdir()}
    again = extract(Request(TINY, published, report=False))
    assert again.unchanged
    assert again.summary["indicators"] == 6
    assert {p.name: p.stat().st_mtime_ns for p in published.iterdir()} == times
    with worked_anew():
        forced = extract(Request(TINY, published, report=False, force=True))
    assert not forced.unchanged
    assert data(published) == before


def test_another_source_spec_engine_or_identity_is_another_generation(tmp_path: Path) -> None:
    from pipeline.inputs import gather

    def generation(request: Request) -> str:
        inputs = gather(
            request.source, request.limits, request.spec, request.corrections, request.notice_id
        )
        return inputs.generation(request.engine)

    spec = tmp_path / "spec.yml"
    spec.write_bytes(
        (ROOT / "pipeline" / "specs" / "county-targets.yml").read_bytes() + b"# changed\n"
    )
    requests = [
        Request(TINY, tmp_path),
        Request(spoilt(tmp_path, ("50亿元", "51亿元"), name="tiny.txt"), tmp_path),
        Request(TINY, tmp_path, spec=spec),
        Request(TINY, tmp_path, engine="pdfplumber"),
        Request(TINY, tmp_path, notice_id="other"),
        Request(TINY, tmp_path, corrections=corrections(tmp_path, WEIGHTS, "tiny")),
    ]
    generations = [generation(request) for request in requests]
    assert len(set(generations)) == len(requests)
    assert generation(Request(TINY, tmp_path / "elsewhere")) == generations[0]
    of_others = corrections(tmp_path, WEIGHTS, "another-notice")
    assert generation(Request(TINY, tmp_path, corrections=of_others)) == generations[0]


# --- failure -----------------------------------------------------------------------------------------------------


def test_a_rejected_run_touches_no_published_file_and_the_next_success_clears_it(
    published: Path, tmp_path: Path
) -> None:
    out = tmp_path / "extracted"
    shutil.copytree(published, out)
    before = contents(out)
    outcome = extract(Request(spoilt(tmp_path, ("满分10分", "满分11分")), out, report=False))
    assert not outcome.ok
    assert "sections: points × share sum to 10, full marks are 11" in outcome.failures
    rejected = {name for name in contents(out) if name.startswith("rejected/")}
    assert {f"rejected/{name}.parquet" for name in TABLES} <= rejected
    assert {name: held for name, held in contents(out).items() if name not in rejected} == before
    assert extract(Request(TINY, out, report=False)).ok
    assert set(data(out)) == set(data(published))


def test_a_folder_that_cannot_take_a_publication_is_told_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.run._rows", lambda *_, **__: pytest.fail("worked in vain"))
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(PublishError, match="--out"):
        extract(Request(TINY, tmp_path / "file" / "out"))
    (tmp_path / "out" / "report.html").mkdir(parents=True)
    with pytest.raises(PublishError, match=r"report\.html: a folder stands where a file belongs"):
        extract(Request(TINY, tmp_path / "out"))


def test_an_unchanged_run_clears_what_a_killed_one_left_and_finishes_what_it_began(
    published: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    shutil.copytree(published, out)
    before = data(out)
    (out / f"{TEMPORARY}x" / "new").mkdir(parents=True)
    shutil.copytree(published, out / NEXT)
    say_made(out, f"{TEMPORARY}x", NEXT)
    (out / "notice.parquet").write_bytes(b"of another generation")
    assert extract(Request(TINY, out, report=False)).unchanged
    assert data(out) == before
    assert {path.name for path in out.iterdir() if path.name.startswith(".")} == {".state.json"}


def make(folder: Path, name: str, how: Mapping[str, Any]) -> Path:
    """The unusable input of one case of bad.yml."""
    path, text = folder / name, TINY.read_text("utf-8")
    lines = text.split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith("一级指标"))
    if "folder" in how:
        path.mkdir()
    elif "text" in how:
        path.write_text(how["text"], "utf-8")
    elif "hex" in how:
        path.write_bytes(bytes.fromhex(how["hex"]))
    elif "pdf_bytes" in how:
        path.write_bytes((ROOT / "raw" / "notice.pdf").read_bytes()[: how["pdf_bytes"]])
    elif "encoding" in how:
        path.write_bytes(text.encode(how["encoding"]))
    elif "cells" in how:
        cells = [*lines[start + how["line"]].split("\t"), *"xxxxxx"]
        lines[start + how["line"]] = "\t".join(cells[: how["cells"]])
        path.write_text("\n".join(lines), "utf-8")
    elif "columns" in how:
        path.write_text(
            "\n".join("\t".join(line.split("\t")[: how["columns"]]) for line in lines), "utf-8"
        )
    elif "replace" in how:
        spoilt(folder, *how["replace"].items(), name=name)
    return path


@pytest.mark.parametrize("case", BAD, ids=lambda case: case["name"])
def test_unusable_input_is_one_line_and_touches_nothing(
    case: dict[str, Any], published: Path, tmp_path: Path
) -> None:
    before = contents(published)
    with pytest.raises(PipelineError) as caught:
        extract(Request(make(tmp_path, case["name"], case["make"]), published, report=False))
    assert caught.value.exit_code == case["code"]
    assert "\n" not in str(caught.value)
    for words in case["says"]:
        assert words in str(caught.value)
    assert contents(published) == before


# --- decisions ---------------------------------------------------------------------------------------------------


def test_a_decision_closes_a_misprint(tmp_path: Path) -> None:
    """5 + 2 printed under 6 points: open; a person's two entries give each row its own unit again."""
    source, out = spoilt(tmp_path, ("亿元\t4\t14", "亿元\t5\t14")), tmp_path / "extracted"
    rows = rows_of(source)
    assert [(row["weight"], row["scoring_unit"]) for row in rows["indicators"][:2]] == [
        (None, 1),
        (None, 1),
    ]
    corrections(tmp_path, WEIGHTS)
    outcome = extract(Request(source, out, report=False))
    assert outcome.ok, outcome.failures
    rows = rows_of(source)
    assert [(row["weight"], row["scoring_unit"]) for row in rows["indicators"][:3]] == [
        (4, 1),
        (2, 2),
        (None, 3),
    ]
    decided = [row["status"] for row in rows["provenance"] if row["column"] == "weight"]
    assert decided == ["corrected", "corrected", "shared", "shared", "printed", "printed"]
    assert [row["rule"] for row in rows["repairs"] if row["step"] == "correct"] == [
        "correction",
        "correction",
    ]


def test_a_stale_decision_stops_the_run_and_touches_nothing(
    published: Path, tmp_path: Path
) -> None:
    before = contents(published)
    stale = corrections(tmp_path, [{"seq": 1, "expects": "3", "value": "4"}], notice="tiny")
    with pytest.raises(CorrectionError, match=r"row 1 weight.*expects '3'.*has '4'") as caught:
        extract(Request(TINY, published, corrections=stale, report=False))
    assert caught.value.exit_code == 1
    assert contents(published) == before


def test_decisions_on_rows_35_and_36_split_their_unit(tmp_path: Path) -> None:
    """The one printed error of the real notice, as a person with proof would close it."""
    decided = [
        {"seq": 35, "expects": "2", "value": "1"},
        {"seq": 36, "expects": "2", "value": "2"},
        # with the weight in doubt, the row's rankings are: whoever decides the one has to look at the other
        {"seq": 35, "column": "rank_jan_jun", "expects": "3", "value": "3"},
        {"seq": 35, "column": "rank_jan_aug", "expects": "/", "value": "/"},
        {"seq": 75, "column": "level1", "expects": "数字化治理 (2分)", "value": "工作推进"},
        {"seq": 75, "column": "level1_points", "expects": "数字化治理 (2分)", "value": "7"},
        {"seq": 74, "column": "rank_jan_sep", "expects": "", "value": "/"},
    ]
    entries = corrections(tmp_path, decided, "chongyi-2022")
    rows = rows_of(ROOT / "raw" / "notice.txt", corrections=entries)
    found = {row["seq"]: row for row in rows["indicators"]}
    assert (found[35]["weight"], found[36]["weight"]) == (1, 2)
    assert not found[35]["needs_review"]
    units = {row["rows"]: row for row in rows["scoring_units"]}
    assert (units["35"]["points"], units["36"]["points"]) == (1, 2)
    assert (found[35]["scoring_unit"], found[36]["scoring_unit"]) == (24, 25)
    assert (found[75]["level1"], found[75]["level1_points"]) == ("工作推进", 7)
    assert found[75]["scoring_unit"] == units["75-77"]["scoring_unit"]
    assert {row["status"] for row in rows["scoring_units"]} == {"certain"}
    ranking = [row for row in rows["rankings"] if row["seq"] == 74]
    assert (ranking[2]["status"], ranking[2]["rank"]) == ("not_published", None)


def test_a_wider_margin_never_closes_a_cell(tmp_path: Path) -> None:
    """What all readings within a margin agree on, all within a smaller one do."""
    source = spoilt(tmp_path, ("亿元\t4\t14", "亿元\t5\t14"), ("个\t1\t3\t/\t2", "个\t/\t3\t/\t2"))
    opened = []
    for margin in (0.0, 3.0, 6.0):
        rows = rows_of(source, margin=margin)
        opened.append(
            {(r["seq"], r["column"]) for r in rows["provenance"] if r["status"] == "ambiguous"}
        )
    assert opened[0] <= opened[1] <= opened[2]
    assert opened[2]
