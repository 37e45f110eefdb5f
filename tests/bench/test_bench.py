"""What is measured is what is asked for; no figure is tested."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.batches import catalogue
from pipeline.batches.row import Row
from pipeline.cli.arguments import ENGINES
from pipeline.formless import read_tables
from pipeline.messages import message
from tests.bench import many, parts
from tests.bench.__main__ import listed
from tests.bench.long import HEADINGS, ROWS, draw
from tests.bench.measure import Cost, Failed, once, typical
from tests.bench.readers import YARDSTICK, command_of, readers
from tests.bench.watch import Look, Watched, watch


def test_a_cost_counts_the_processes_that_a_command_starts() -> None:
    work = "sum(range(20_000_000))"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}], check=True)"
    alone = once([sys.executable, "-c", work]).processor
    assert once([sys.executable, "-c", code]).processor > alone / 2 > 0


def test_a_command_that_fails_is_told_by_its_last_line() -> None:
    code = "import sys; print('first'); sys.exit('what went wrong')"
    with pytest.raises(Failed, match=r"^exit 1: what went wrong$"):
        once([sys.executable, "-c", code])


def test_the_median_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    costs = iter([Cost(3, 1, 2), Cost(1, 3, 1), Cost(2, 2, 9)])
    monkeypatch.setattr("tests.bench.measure.once", lambda _: next(costs))
    assert typical(["command"], 3) == Cost(2, 2, 2)


@pytest.mark.slow
def test_every_engine_of_ours_is_measured_beside_the_yardstick() -> None:
    assert readers()[0] == YARDSTICK
    assert {f"ours, {engine}" for engine in ENGINES} <= set(readers())
    command = command_of(f"ours, {ENGINES[-1]}", Path("a.pdf"))
    assert command[-2:] == ["--engine", ENGINES[-1]]
    assert command[3:5] == ["tables", "a.pdf"]


def test_a_folder_gives_its_documents_at_any_depth(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("b.PDF", "a.pdf", "deep/c.pdf", "d.txt"):
        (tmp_path / name).touch()
    names = [path.name for path in listed([tmp_path, tmp_path / "d.txt"])]
    assert names == ["a.pdf", "b.PDF", "c.pdf", "d.txt"]


def test_the_long_file_is_one_ruled_table_over_its_pages(tmp_path: Path) -> None:
    draw(tmp_path / "long.pdf", 3)
    (table,) = read_tables(tmp_path / "long.pdf", engine="pdfplumber").tables
    assert list(table.pages) == [1, 2, 3]
    texts = [cell.text for cell in table.cells if cell.col == 0]
    assert texts == [HEADINGS[0], *map(str, range(1, 3 * (ROWS - 1) + 1))]


def test_a_reader_that_fails_on_a_file_is_said_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    draw(tmp_path / "two.pdf", 2)

    def measured(command: list[str], runs: int) -> Cost:
        if "camelot" in command[2]:
            raise Failed("exit 1: it did not like it")
        return Cost(1.0, 0.5 if "tables" in command else 2.0, 10.0)

    monkeypatch.setattr(parts, "typical", measured)
    monkeypatch.setattr(parts, "readers", lambda: [YARDSTICK, "camelot", "ours, both"])
    monkeypatch.setattr("tests.bench.readers.interpreter_of", lambda _: sys.executable)
    parts.reading([tmp_path / "two.pdf"], 1)
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert f"{YARDSTICK} 2 2.00 1000.0 1.00" in lines
    assert "camelot exit 1: it did not like it" in lines
    assert "ours, both 2 0.50 250.0 0.25" in lines


def looks(*command: float) -> tuple[Look, ...]:
    return tuple(Look(float(at), one, 2 * one) for at, one in enumerate(command))


def batch_run(workers: int, wall: float, first: float = 6.0) -> many.Run:
    seen = looks(10, 20, 30, 40, 50, 60, 70, 80)
    return many.Run(workers, 100, Watched(0, wall, 50.0, 2.0, first, seen), 4.0)


def test_a_batch_is_told_by_the_hour_its_start_and_its_memory_over_time() -> None:
    first, start, scheduler, workers = many.lines(batch_run(2, 200.0))
    assert "100 documents in 200 s (1800 an hour), 0.50 s of work each" in first
    assert "of this 0.020 in the scheduler" in first
    assert start.strip() == "start: 2.0 s, 1% of the time by the clock"
    assert "15 (at most 20), 35 (at most 40), 55 (at most 60), 75 (at most 80)" in scheduler
    assert "30 (at most 40)" in workers


def test_efficiency_is_the_share_of_the_time_that_more_workers_could_save() -> None:
    assert many.efficiency(batch_run(1, 200.0), batch_run(2, 100.0)) == 1.0
    assert many.efficiency(batch_run(1, 200.0), batch_run(2, 125.0)) == 0.8


def test_what_hostile_files_cost_besides_their_rows_is_a_fault(tmp_path: Path) -> None:
    rows = [
        Row("good", "good.txt", "published", 0),
        Row("hostile-1", "hostile-1.pdf", "unusable", 2, said=message("as-is", text="torn")),
        Row("lost", "lost.txt", "unusable", 2, said=message("as-is", text="a worker was lost")),
    ]
    catalogue.write(rows, tmp_path)
    faults = many.hostile_faults(tmp_path, ["hostile-1", "hostile-2"])
    assert faults == ["lost is unusable, a worker was lost", "hostile-2 has no row"]


def test_a_command_is_watched_from_its_first_line_to_its_end(tmp_path: Path) -> None:
    code = "import sys, time; print('here', file=sys.stderr, flush=True); time.sleep(1)"
    seen = watch([sys.executable, "-c", code], tmp_path / "lines")
    assert seen.code == 0
    assert 0 < seen.first < seen.wall
    assert max(look.command for look in seen.looks) > 1
