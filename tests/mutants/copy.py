"""A copy of the project in which one file at a time is changed and tests are run."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
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
    """Tests that are run together; ``seconds`` is how long they take where nothing is changed."""

    tests: tuple[str, ...]
    seconds: float = 0.0
    slow: tuple[tuple[str, float], ...] = ()

    @property
    def limit(self) -> float:
        """How long they may take on a mutant, in seconds."""
        return SPARE_SECONDS + SLOWER * self.seconds

    def of(self, file: str) -> tuple[str, ...]:
        """The tests of the changed module itself: ``test_cells.py``, ``test_cells_of_rows.py``."""
        own = f"test_{Path(file).stem}"
        return tuple(test for test in self.tests if Path(test).stem.startswith(own))

    def others(self, file: str) -> tuple[str, ...]:
        """The other tests, the fast ones first."""
        cost = dict(self.slow)
        rest = {*self.tests} - {*self.of(file)}
        return tuple(sorted(rest, key=lambda test: (cost.get(test, 0.0), test)))


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
        begun = time.perf_counter()
        code = self.run(tests, 3600.0, "--junitxml", str(report))
        if code != PASSED:
            raise RuntimeError(f"pytest ends with {code} on {', '.join(tests)}; nothing is changed")
        return Stage(tests, time.perf_counter() - begun, tuple(_times(report).items()))


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
