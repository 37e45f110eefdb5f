"""What tells publications apart, and whether a folder holds one, by content.

All of it is on the path of a re-run that has nothing to do, so only hashes and JSON are used.
"""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.schema import TABLES, file_name

PACKAGE_FILE = "datapackage.json"
STATE_FILE = ".state.json"
# While a publication is moved in, the whole of it lies here, within its folder.
NEXT = ".notice-pipeline.next"
_PACKAGE = Path(__file__).resolve().parents[1]
_INSTALLED = _PACKAGE / "expectations"
# Neither the memory beside the files nor datapackage.json is ever as long.
LONGEST = 1_000_000
_CODE = {".py", ".yml", ".yaml", ".json", ".html", ".css", ".js"}


def opened(path: Path) -> io.FileIO:
    """A file, open for reading; a pipe in its place is not waited for.

    Raises:
        OSError: it cannot be read, or is no file.
    """

    def opener(name: str, flags: int) -> int:
        return os.open(name, flags | os.O_NONBLOCK)

    file = io.FileIO(path, opener=opener)
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    raise OSError(errno.EINVAL, f"{path.name} is no file")


def content(path: Path, most: int | None = None) -> bytes:
    """The bytes of a file.

    Raises:
        OSError: as :func:`opened`, and where there are more than ``most``.
    """
    with opened(path) as file:
        data = file.read() if most is None else file.read(most + 1)
    if most is not None and len(data) > most:
        raise OSError(errno.EFBIG, f"{path.name} is larger than any of this package")
    return data


def sha256(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def expectations_dir() -> Path:
    """Where the suites lie that belong to this code.

    Within the package where it is installed, else beside it.
    """
    return _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent / "expectations"


def code_digest(expectations: Path | None = None) -> str:
    """A hash over the package's sources and specs and over the suites.

    By relative path and content.
    """
    suites = expectations or expectations_dir()
    digest = hashlib.sha256()
    for label, folder in (("pipeline", _PACKAGE), ("expectations", suites)):
        for path in _code_files(folder):
            name = path.relative_to(folder).as_posix()
            line = f"{label}/{name}\0{sha256(path.read_bytes())}\n"
            digest.update(line.encode())
    return digest.hexdigest()


def generation(
    source_sha256: str,
    spec: bytes,
    corrections: bytes,
    code: str,
    extra: str = "",
) -> str:
    """What tells one publication from another.

    A hash of the source, the spec, the corrections and the code.

    ``extra`` is whatever else of the call decides the tables (engine, notice id).
    """
    parts = (source_sha256, sha256(spec), sha256(corrections), code, sha256(extra.encode()))
    return sha256("\n".join(parts).encode())


def is_current(
    out: Path,
    generation: str,
    required: Iterable[str] = (),
) -> bool:
    """True where ``out`` holds the whole publication ``generation`` unchanged.

    And the ``required`` files with it.
    """
    state = read_state(out)
    files = state.get("files")
    if state.get("generation") != generation or not isinstance(files, dict):
        return False
    wanted = {PACKAGE_FILE, *map(file_name, TABLES), *required}
    if not wanted <= files.keys():
        return False
    return all(_hash(out / name) == known for name, known in files.items())


def is_publication(out: Path) -> bool:
    """Whether ``out`` holds, or once held, a publication.

    By its package file, be it damaged, or its memory.
    """
    if read_state(out).get("generation"):
        return True
    try:
        return b'"generation"' in content(out / PACKAGE_FILE, LONGEST)
    except OSError:
        return False


def read_state(out: Path) -> dict[str, object]:
    """The memory beside the files (generation, files, summary).

    Empty where there is none or it is unreadable.
    """
    try:
        return _as_state(content(out / STATE_FILE, LONGEST))
    except OSError:
        return {}


def summary_of(out: Path) -> dict[str, Any]:
    """The summary of the run that published ``out``; empty where there is none."""
    summary = read_state(out).get("summary")
    return dict(summary) if isinstance(summary, dict) else {}


def state_of(values: Mapping[str, object]) -> bytes:
    """The memory's file, as :func:`read_state` reads it."""
    return (json.dumps(values, ensure_ascii=False, indent=2) + "\n").encode()


def recorded_files(out: Path) -> set[str]:
    """Names of the files that the last publication says it wrote; plain names only.

    Raises:
        OSError: its memory cannot be read.
    """
    try:
        recorded = _as_state(content(out / STATE_FILE, LONGEST)).get("files")
    except FileNotFoundError:
        return set()
    names = recorded if isinstance(recorded, dict) else {}
    return {name for name in names if _is_plain(name)}


def _is_plain(name: str) -> bool:
    return Path(name).name == name and name not in ("", "..")


def _as_state(data: bytes) -> dict[str, object]:
    try:
        state = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return state if isinstance(state, dict) else {}


def _code_files(folder: Path) -> Iterator[Path]:
    """Sources and suites in a folder, in the order of their paths within it."""
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        if path.suffix not in _CODE or not path.is_file() or "__pycache__" in path.parts:
            continue
        if folder == _PACKAGE and path.is_relative_to(_INSTALLED):
            continue  # counted as the suites they are
        yield path


def _hash(path: Path) -> str | None:
    try:
        return sha256(content(path))
    except OSError:
        return None
