"""The three parts of the measurement, each of which prints as it goes."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.long import draw
from tests.bench.measure import Cost, Failed, once, typical
from tests.bench.readers import YARDSTICK, command_of, readers

# What a run imports besides its own code, each in the process that needs it.
LIBRARIES = ("pdfplumber", "camelot.io", "numpy", "pyarrow.parquet", "great_expectations")
WIDTH = 34


def reading(files: Sequence[Path], runs: int) -> None:
    """Every file by every reader: processor seconds, ms a page, and how many times pdfplumber's."""
    print("\nReading: whole processes, processor time, median")
    print(f"{'':{WIDTH}}{'pages':>8}{'s':>9}{'ms/page':>9}{'ratio':>8}")
    totals: dict[str, list[float]] = {name: [] for name in readers()}
    pages = [pages_of(file) for file in files]
    for file, count in zip(files, pages, strict=True):
        print(f"{file.name[-60:]}")
        for name, seconds in _by_reader(file, runs):
            totals[name].append(seconds)
            _print_reader(name, count, seconds, totals[YARDSTICK][-1])
    if len(files) > 1:
        print(f"all {len(files)} files")
        for name, each in totals.items():
            if len(each) == len(files):
                _print_reader(name, sum(pages), sum(each), sum(totals[YARDSTICK]))


def _by_reader(file: Path, runs: int) -> Iterator[tuple[str, float]]:
    for name in readers():
        try:
            yield name, typical(command_of(name, file), runs).processor
        except Failed as failure:
            print(f"  {name:{WIDTH - 2}} {failure}", flush=True)
            if name == YARDSTICK:
                return  # there is nothing to compare with


def _print_reader(name: str, pages: int, seconds: float, yardstick: float) -> None:
    each = 1000 * seconds / max(1, pages)
    line = f"  {name:{WIDTH - 2}}{pages:8}{seconds:9.2f}{each:9.1f}{seconds / yardstick:8.2f}"
    print(line, flush=True)


def pages_of(file: Path) -> int:
    """How many pages a PDF has; 0 where it cannot be opened."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(file) as document:
            return len(document)
    except pypdfium2.PdfiumError:
        return 0


def whole_run(source: Path, runs: int, folder: Path) -> None:
    """The commands on one notice, and the run beside what it cannot do without."""
    print(f"\nWhole commands on {source.name}: median")
    print(f"{'':{WIDTH}}{'wall s':>9}{'cpu s':>9}{'MB':>8}")
    out = str(folder / "extracted")
    extract = ("extract", str(source), "--out", out)
    costs = {}
    for name, words in {
        "--help": ("--help",),
        "extract": (*extract, "--force"),
        "extract, nothing changed": extract,
        "check": ("check", out),
        "explain": ("explain", "1", "--in", out),
        "review": ("review", out),
    }.items():
        costs[name] = typical([sys.executable, "-m", "pipeline", *words], runs)
        _print_cost(name, costs[name])
    _compare(costs["extract"], source, runs)


def _compare(run: Cost, source: Path, runs: int) -> None:
    """The run as a ratio to the imports and the bare reading that are in it."""
    nothing = typical([sys.executable, "-c", ""], runs)
    needed = 0.0
    for library in LIBRARIES:
        cost = typical([sys.executable, "-c", f"import {library}"], runs)
        _print_cost(f"  import {library}", cost)
        needed += cost.processor - nothing.processor
    for name in (YARDSTICK, "camelot"):
        cost = typical(command_of(name, source), runs)
        _print_cost(f"  bare {name}", cost)
        needed += cost.processor
    print(f"{'imports and bare reading':{WIDTH}}{'':9}{needed:9.2f}")
    print(f"{'extract, as many times that':{WIDTH}}{'':9}{run.processor / needed:9.2f}")


def _print_cost(name: str, cost: Cost) -> None:
    line = f"{name:{WIDTH}}{cost.wall:9.2f}{cost.processor:9.2f}{cost.megabytes:8.0f}"
    print(line, flush=True)


def memory(lengths: Sequence[int], engine: str, folder: Path) -> None:
    """Peak memory over a table's length: of the process that reads, and of the whole command."""
    print(f"\nMemory by pages, engine {engine}: peak of one process, MB")
    print(f"{'pages':>8}{'reading':>10}{'command':>10}{'cpu s':>9}{'ms/page':>9}")
    for pages in lengths:
        file = folder / f"{pages}.pdf"
        draw(file, pages)
        reader = once([sys.executable, "-c", _reading(file, engine)])
        command = once(command_of(f"ours, {engine}", file))
        each = 1000 * command.processor / pages
        print(
            f"{pages:8}{reader.megabytes:10.0f}{command.megabytes:10.0f}"
            f"{command.processor:9.1f}{each:9.1f}",
            flush=True,
        )


def _reading(file: Path, engine: str) -> str:
    """What the process that opens the file does, without the one that asks it."""
    return (
        "from pathlib import Path; from pipeline.read.document import send_pdf; "
        "from pipeline.sandbox.limits import Limits; "
        f"any(None for _ in send_pdf(Path({str(file)!r}), None, {engine!r}, Limits(), lambda *_: None))"
    )
