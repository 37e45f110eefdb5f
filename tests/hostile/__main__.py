"""Every hostile PDF through the command, each in a process of its own: exit code, seconds, memory, what it said.

::

    python -m tests.hostile [NAME…]

Seconds are those of the wall clock, and those that all its processes worked; on a busy machine the former are longer.
Memory is that of the largest process and of all together at the worst moment, in MB, sampled. A case fails where the
command ends otherwise than with 1 or 2 and one line, takes more than 40 s or 700 MB in its largest process, touches
the folder it would publish into, or leaves something. On a machine that others keep busy the 40 s are of processor
time, since by the clock any file takes longer there.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.hostile import added, drawn, images, odd, office, papers, pdfs, rows, sheets, texts
from tests.hostile.pdfs import Case

ROOT = Path(__file__).resolve().parents[2]
MOST_SECONDS, MOST_MB = 40.0, 700.0
PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 2**20


@dataclass(frozen=True, slots=True)
class Run:
    """How one call ended; ``worked`` is processor time of all its processes, ``largest`` and ``together`` are MB."""

    code: int
    seconds: float
    worked: float
    largest: float
    together: float
    error: str


def family(process: int) -> list[int]:
    """The process and its descendants (Linux)."""
    found, wanted = [], [process]
    while wanted:
        one = wanted.pop()
        found.append(one)
        with suppress(OSError):  # it, or a thread of it, has ended meanwhile
            for path in Path(f"/proc/{one}/task").glob("*/children"):
                wanted += map(int, path.read_text().split())
    return found


def resident(process: int) -> float:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE_MB
    except (OSError, IndexError):
        return 0.0


def run(source: Path, out: Path, *options: str) -> Run:
    """Extracts the file; memory is sampled, so a short peak may be missed."""
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "extract",
        str(source),
        "--out",
        str(out),
        *options,
    ]
    begun, largest, together, before = time.monotonic(), 0.0, 0.0, processor()
    with tempfile.TemporaryFile() as error:
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=error)
        while process.poll() is None:
            sizes = [resident(one) for one in family(process.pid)]
            largest, together = max([largest, *sizes]), max(together, sum(sizes))
            time.sleep(0.03)
        seconds = time.monotonic() - begun
        error.seek(0)
        said = error.read().decode(errors="replace").rstrip("\n")
    return Run(process.returncode, seconds, processor() - before, largest, together, said)


def processor() -> float:
    """Seconds of processor time that ended children of this process took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def state(folder: Path) -> str:
    """What lies in the folder; rejected tables may come to it."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if "rejected" not in path.relative_to(folder).parts:
            digest.update(path.name.encode() + (path.read_bytes() if path.is_file() else b""))
    return digest.hexdigest()


def faults(case: Case, result: Run, touched: bool) -> list[str]:
    """What is not as it must be."""
    found = []
    if result.code not in case.codes:
        found.append(f"exit {result.code}")
    if result.error.count("\n") or bool(result.code) != bool(result.error):
        found.append("not one line")
    if result.code and case.says not in result.error:
        found.append(f"does not say {case.says!r}")
    if "please report" in result.error:
        found.append("a fault of the program")
    busy = os.getloadavg()[0] > (os.cpu_count() or 1)
    if (result.worked if busy else result.seconds) > MOST_SECONDS:
        found.append("too slow")
    if result.largest > MOST_MB:
        found.append("too much memory")
    return [*found, "the publication was touched, or something left"] if touched else found


def placed(case: Case, folder: Path) -> tuple[Path, list[str]]:
    """The document and the options of a case, its file among them."""
    source, data = folder / "document", case.make()
    if not case.option:
        source.write_bytes(data)
        return source, []
    source.write_bytes(texts.TINY.read_bytes())
    if not case.option.startswith("--"):
        (folder / case.option).write_bytes(data)
        return source, []
    (folder / "file.yml").write_bytes(data)
    return source, [case.option, str(folder / "file.yml")]


def show(case: Case, folder: Path) -> bool:
    """Runs one case beside an old publication and prints its line; false where it failed."""
    out = folder / "extracted"
    out.mkdir()
    (out / "old.txt").write_text("published before\n", "utf-8")
    source, options = placed(case, folder)
    before, beside = state(out), sorted(folder.iterdir())
    result = run(source, out, *options)
    touched = (result.code != 0 and state(out) != before) or sorted(folder.iterdir()) != beside
    wrong = faults(case, result, touched)
    figures = f"{result.code:4} {result.seconds:6.1f} {result.worked:7.1f} {result.largest:11.0f} {result.together:9.0f}"
    said = result.error.removeprefix("notice-pipeline: ").replace(str(folder) + os.sep, "")
    print(f"{case.name:48}{figures}  {'; '.join(wrong).upper()} {said}", flush=True)
    return not wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("name", nargs="*", help="only cases whose name contains one of these")
    wanted = parser.parse_args().name
    every = [
        *pdfs.light(),
        *pdfs.heavy(),
        *odd.light(),
        *odd.heavy(),
        *added.heavy(),
        *texts.heavy(),
    ]
    every += sheets.heavy()
    every += [*drawn.heavy(), *papers.light(), *papers.heavy(), *rows.light(), *rows.heavy()]
    every += [*office.light(), *office.heavy(), *images.light(), *images.heavy()]
    cases = [case for case in every if not wanted or any(name in case.name for name in wanted)]
    failed = 0
    print(f"{'':48}exit      s  s work  MB largest  together")
    for case in cases:
        with tempfile.TemporaryDirectory() as folder:
            failed += not show(case, Path(folder))
    print(f"{len(cases)} cases, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
