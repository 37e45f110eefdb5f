"""A copy of the project in which one file at a time is changed and tests are run."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.draw import Mutant

PARTS = ("pipeline", "tests", "expectations", "raw", "extracted", "docs", ".ci")
FILES = ("*.md", "*.lock", "pyproject.toml", "Makefile", "LICENSE")
CASES = ("tests/test_notice.py", "tests/test_forms.py")
PYTEST = ("-m", "pytest", "-x", "-q", "-n0", "-p", "no:cacheprovider", "--no-header", "--tb=no")
SPARE_SECONDS = 20.0
SLOWER = 4.0
# pytest's exit codes: all passed; some failed, or a module could not even be imported.
PASSED, FAILED, INTERRUPTED, BROKEN, NONE_RUN = 0, 1, 2, 3, 5


@dataclass(frozen=True)
class Stage:
    """Tests that are run together; ``slow`` is how long each file takes, nothing being changed."""

    tests: tuple[str, ...]
    slow: tuple[tuple[str, float], ...] = ()

    def limit(self, tests: Sequence[str]) -> float:
        """How long some of them may take on a mutant, in seconds."""
        cost = dict(self.slow)
        return SPARE_SECONDS + SLOWER * sum(cost.get(test, 0.0) for test in tests)

    def parts(self, file: str) -> Iterator[tuple[str, ...]]:
        """The tests in the order in which they tell most of a changed module in the least time.

        Its own (``test_cells.py``, ``test_cells_of_rows.py``), those beside it, the others; the
        fast ones first.
        """
        module = Path(file).with_suffix("")
        folder = Path("tests", *module.parts[1:-1])
        cost = dict(self.slow)
        found: dict[int, list[str]] = {}
        for test in sorted(self.tests, key=lambda test: (cost.get(test, 0.0), test)):
            path = Path(test)
            is_own = path.stem.startswith(f"test_{module.name}")
            distance = 0 if is_own else 1 if path.parent == folder else 2
            found.setdefault(distance, []).append(test)
        for _, tests in sorted(found.items()):
            yield tuple(tests)


@dataclass(frozen=True)
class Copy:
    """A copy of the project in a folder."""

    folder: Path

    @classmethod
    def of(cls, root: Path, folder: Path) -> Copy:
        """Copies what tests need."""
        without = shutil.ignore_patterns("__pycache__")
        for part in PARTS:
            shutil.copytree(root / part, folder / part, ignore=without)
        for pattern in FILES:
            for path in root.glob(pattern):
                shutil.copy2(path, folder / path.name)
        return cls(folder)

    def source(self, mutant: Mutant) -> str:
        """The text of a mutant's file, as it is meant."""
        return (self.folder / mutant.file).read_text("utf-8")

    @contextmanager
    def changed(self, mutant: Mutant) -> Iterator[None]:
        """The copy with a mutant in place."""
        path = self.folder / mutant.file
        source = path.read_text("utf-8")
        try:
            self._write(path, mutant.code(source))
            yield
        finally:
            self._write(path, source)

    def _write(self, path: Path, text: str) -> None:
        """Writes a module; compiled ones of the same second and size would pass for it."""
        path.write_text(text, "utf-8")
        for compiled in path.parent.glob(f"__pycache__/{path.stem}.*.pyc"):
            compiled.unlink()

    def run(self, tests: Sequence[str], limit: float, *more: str) -> int | None:
        """Runs tests until one fails; pytest's exit code, None where the time is over."""
        command = [sys.executable, *PYTEST, *more, "-k", "not facsimile", *tests]
        # Compiled modules and tests are kept: without them each run takes seconds more.
        environment = {**os.environ}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        process = subprocess.Popen(
            command,
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            return process.wait(limit)
        except subprocess.TimeoutExpired:
            return None
        finally:
            _end(process)

    def stages(self, room: str) -> tuple[Stage, Stage]:
        """The tests of a room, then the case tables, with their times where nothing is changed.

        Raises:
            RuntimeError: there are none, or they do not pass as it is.
        """
        folder = self.folder / "tests" / Path(room).name
        own = tuple(str(p.relative_to(self.folder)) for p in sorted(folder.rglob("test_*.py")))
        if not own:
            raise RuntimeError(f"{room} has no tests of its own")
        return self._timed(own), self._timed(CASES)

    def _timed(self, tests: tuple[str, ...]) -> Stage:
        report = self.folder / "times.xml"
        code = self.run(tests, 3600.0, "--junitxml", str(report))
        if code != PASSED:
            raise RuntimeError(f"pytest ends with {code} on {', '.join(tests)}; nothing is changed")
        return Stage(tests, tuple(_times(report).items()))


def _times(report: Path) -> dict[str, float]:
    """Seconds by test file."""
    times: dict[str, float] = {}
    for case in ET.parse(report).iter("testcase"):
        module = re.sub(r"\.Test.*", "", case.get("classname", ""))
        test = module.replace(".", "/") + ".py"
        times[test] = times.get(test, 0.0) + float(case.get("time", 0))
    return times


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends what the tests may have left running."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
