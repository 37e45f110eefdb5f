"""Times and memory of whole processes, and reading times beside those of the bare libraries.

::

    python tests/bench.py [--runs N] [SOURCE.pdf]

Every figure is taken in a process of its own: seconds by the wall clock, start of the interpreter included;
for reading alone, seconds within the process, libraries imported and one page read before the clock starts.
Memory is the peak resident set of the process, in MB.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
MEGABYTE = (
    2**20 if sys.platform == "darwin" else 2**10
)  # in units of ru_maxrss: bytes there, kB elsewhere


@dataclass(frozen=True, slots=True)
class Run:
    """One process that ended well."""

    seconds: float
    megabytes: float


def run(arguments: Sequence[str]) -> Run:
    """Run Python with ``arguments`` from the project's root; exits with its output where it fails."""
    with tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, stdout=output, stderr=output
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            sys.exit(f"{' '.join(arguments)}: exit {process.returncode}\n{output.read().decode()}")
    return Run(seconds, usage.ru_maxrss / MEGABYTE)


def spread(values: Sequence[float], digits: int = 2) -> str:
    return "".join(f"{value:9.{digits}f}" for value in (min(values), median(values), max(values)))


def line(name: str, values: Sequence[float], unit: str, digits: int = 2) -> None:
    print(f"{name:44}{spread(values, digits)}  {unit}", flush=True)


def processes(source: Path, runs: int, folder: Path) -> None:
    """Whole processes: the command as a person calls it."""
    out = str(folder / "extracted")
    extract = ["-m", "pipeline", "extract", str(source), "--out", out]
    for name, arguments in (
        ("--help", ["-m", "pipeline", "--help"]),
        ("extract", [*extract, "--force"]),
        ("extract again, nothing changed", extract),
        ("check", ["-m", "pipeline", "check", out]),
    ):
        results = [run(arguments) for _ in range(runs)]
        line(name, [one.seconds for one in results], "s")
        line("  peak memory", [one.megabytes for one in results], "MB", digits=0)


def pdfplumber_bare(source: Path) -> Callable[[], object]:
    import pdfplumber

    def read() -> object:
        with pdfplumber.open(source) as pdf:
            return [page.extract_tables() for page in pdf.pages]

    return read


def camelot_bare(source: Path) -> Callable[[], object]:
    from camelot.io import read_pdf

    return lambda: read_pdf(str(source), pages="all", flavor="lattice", engine="vector")


def ours_plumber(source: Path) -> Callable[[], object]:
    from pipeline.read.pdf import reader

    return lambda: reader.read_pdf(source)


def ours_lattice(source: Path) -> Callable[[], object]:
    from pipeline.read.pdf import lattice, reader

    ruled = [page.number for page in reader.read_pdf(source).pages if page.tables]
    return lambda: lattice.read_pdf(source, ruled)


READERS = {
    "bare pdfplumber, extract_tables": pdfplumber_bare,
    "bare camelot, vector": camelot_bare,
    "pipeline, pdfplumber reader": ours_plumber,
    "pipeline, camelot reader": ours_lattice,
}


def time_reader(name: str, source: Path, runs: int) -> list[float]:
    """Seconds of each run after one that warms up, in a process of its own."""
    arguments = [sys.executable, __file__, "--reader", name, "--runs", str(runs), str(source)]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    seconds: list[float] = json.loads(done.stdout.splitlines()[-1])
    return seconds


def print_reader(name: str, source: Path, runs: int) -> None:
    read = READERS[name](source)
    read()
    seconds = []
    for _ in range(runs):
        started = time.perf_counter()
        read()
        seconds.append(time.perf_counter() - started)
    print(json.dumps(seconds))


def reading(source: Path, runs: int) -> None:
    """Reading alone, both readers together as a ratio to each bare library."""
    taken = {name: time_reader(name, source, runs) for name in READERS}
    for name, seconds in taken.items():
        line(name, seconds, "s")
    plumber, camelot, *ours = (median(seconds) for seconds in taken.values())
    print(f"{'both readers / bare pdfplumber':44}{'':9}{sum(ours) / plumber:9.2f}")
    print(f"{'both readers / bare camelot':44}{'':9}{sum(ours) / camelot:9.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("source", nargs="?", type=Path, default=ROOT / "raw" / "notice.pdf")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--reader", choices=READERS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    source = arguments.source.resolve()
    if arguments.reader:
        sys.path.insert(0, str(ROOT))
        print_reader(arguments.reader, source, arguments.runs)
        return
    print(f"{source.name}, {arguments.runs} runs{'':26}{'min':>9}{'median':>9}{'max':>9}")
    with tempfile.TemporaryDirectory() as folder:
        processes(source, arguments.runs, Path(folder))
    reading(source, arguments.runs)


if __name__ == "__main__":
    main()
