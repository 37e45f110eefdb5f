"""Reading a publication back.

All tables of one generation, or one line that says why there is none.

The files of a folder are replaced one by one, so they may be of two generations while somebody
reads them. What is read is therefore compared, hash by hash, with the datapackage.json that was
read with it; where it does not fit, ``.next`` holds the whole publication that is being moved in
(see ``commit``), and otherwise the folder has changed meanwhile and is read again.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import UsageError, ValidationError
from pipeline.messages import Message, message
from pipeline.publication.publication import Publication as Publication
from pipeline.publication.state import NEXT, PACKAGE_FILE, opened, sha256
from pipeline.schema import (
    EXTRAS,
    OLDEST_READ,
    SCHEMA_VERSION,
    TABLES,
    UNSAID,
    arrow_schema,
    brought_up,
    declared_by,
    file_name,
    mismatches,
    tables_of,
)

if TYPE_CHECKING:
    import pyarrow as pa

# Seconds to go on reading a folder that changes all the time; one attempt takes milliseconds.
PATIENCE = 5.0
_EXTRAS_FILE = file_name(EXTRAS)
_FILES = (*map(file_name, TABLES), _EXTRAS_FILE, PACKAGE_FILE)

# File name → content; None where there is no such file. All opened before the first is read.
Files = Mapping[str, bytes | None]


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that is not as it was published; ``check`` is hash, generation or schema."""

    table: str
    check: str
    path: Path
    what: Message


@dataclass(frozen=True, slots=True)
class Inspected:
    """Tables as they lie in a folder, cast to the declared schema.

    And what is wrong with their files.
    """

    tables: dict[str, pa.Table]
    faults: tuple[Fault, ...]
    generation: str
    version: int = SCHEMA_VERSION


def load(folder: Path, patience: float = PATIENCE) -> Publication:
    """The tables in ``folder``, all of one generation, also while a run publishes there.

    What an earlier version of the schema did not have is null, a table empty.

    Raises:
        UsageError: there is no publication, or it is of a version that is not read.
        ValidationError: none is whole: a file is missing, torn, changed or of another run.
    """
    try:
        files = _settled(folder, (folder, folder / NEXT), patience)
        found = _judged(folder, files)
    except ValidationError as error:
        raise _not_whole(folder, error.where, error.message) from None
    for fault in found.faults:
        raise _not_whole(folder, fault.path, fault.what)
    return Publication(folder, found.generation, found.tables, found.version)


def _not_whole(
    folder: Path,
    file: object,
    what: Message,
) -> ValidationError:
    return ValidationError(
        "publication.not-whole",
        where=folder,
        file=str(file),
        what=what,
    )


def inspect(folder: Path) -> Inspected:
    """The tables as they lie in ``folder`` and their files' faults, once no run moves files in.

    Raises:
        UsageError: there is no publication.
        ValidationError: a table cannot be had at all.
    """
    return _judged(folder, _settled(folder, (folder,), PATIENCE / 5))


def _settled(
    folder: Path,
    places: Sequence[Path],
    patience: float,
) -> Files:
    """The first whole publication of ``places``.

    What lies in ``folder`` where there is none and nothing changes.
    """
    until = time.monotonic() + patience
    before: tuple[object, ...] = ()
    while True:
        for place in places:
            files = _read_files(place)
            if _is_whole(files):
                return files
        now = _signature(folder)
        moving = now != before or (folder / NEXT).is_dir()
        if not moving or time.monotonic() > until:
            return _read_files(folder)
        before = now
        time.sleep(0.01)


def _read_files(folder: Path) -> Files:
    found: dict[str, bytes | None] = dict.fromkeys(_FILES)
    with ExitStack() as stack:
        held = {}
        for name in _FILES:
            with suppress(OSError):
                held[name] = stack.enter_context(opened(folder / name))
        for name, file in held.items():
            with suppress(OSError):
                found[name] = file.read()
    return found


def _signature(folder: Path) -> tuple[object, ...]:
    """What changes when a file in ``folder`` is replaced."""
    return tuple(_identity(folder / name) for name in (*_FILES, NEXT))


def _identity(path: Path) -> tuple[int, ...]:
    try:
        found = os.stat(path)
    except OSError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _is_whole(files: Files) -> bool:
    data = files[PACKAGE_FILE]
    package = None if data is None else _parsed(data)
    if not isinstance(package, dict):
        return False
    hashes = _hashes(package)
    names = [file_name(name) for name in tables_of(_version(package))]
    if _EXTRAS_FILE in hashes:
        names.append(_EXTRAS_FILE)
    return all(_is(files[name], hashes.get(name)) for name in names)


def _is(data: bytes | None, known: str | None) -> bool:
    return data is not None and known == f"sha256:{sha256(data)}"


def _judged(folder: Path, files: Files) -> Inspected:
    package = _package(folder / PACKAGE_FILE, files[PACKAGE_FILE])
    version = _version(package)
    if not OLDEST_READ <= version <= SCHEMA_VERSION:
        raise _of_another_version(folder / PACKAGE_FILE, version)
    generation = package.get("generation")
    hashes = _hashes(package)
    tables: dict[str, pa.Table] = {}
    faults: list[Fault] = []
    names = [*TABLES, EXTRAS] if _EXTRAS_FILE in hashes else list(TABLES)
    for name in names:
        if name in TABLES and TABLES[name].since > version:
            tables[name] = arrow_schema(name).empty_table()
            continue
        path = folder / file_name(name)
        data = files[path.name]
        table = brought_up(name, _table(path, data), version)
        if not _is(data, hashes.get(path.name)):
            changed = message("publication.file-changed", package=PACKAGE_FILE)
            faults.append(Fault(name, "hash", path, changed))
        faults += _table_faults(name, path, table, generation)
        tables[name] = _cast(name, table, path)
    return Inspected(tables, tuple(faults), str(generation), version)


def _version(package: Mapping[str, object]) -> int:
    """The version of the schema that a publication says; 0 where it says what is none."""
    version = package.get("schema_version", UNSAID)
    return version if isinstance(version, int) else 0


def _of_another_version(path: Path, version: int) -> UsageError:
    if version > SCHEMA_VERSION:
        return UsageError("publication.newer", where=path, version=version, known=SCHEMA_VERSION)
    return UsageError("publication.older", where=path, version=version)


def _package(path: Path, data: bytes | None) -> dict[str, object]:
    if data is None and path.exists():
        raise UsageError("publication.package-unreadable", where=path)
    if data is None:
        raise UsageError("publication.package-missing", where=path)
    package = _parsed(data)
    if package is None:
        raise ValidationError("publication.package-not-json", where=path)
    if not isinstance(package, dict):
        raise ValidationError("publication.not-a-package", where=path)
    return package


def _parsed(data: bytes) -> object:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _hashes(package: dict[str, object]) -> dict[str, str]:
    resources = package.get("resources")
    entries = resources if isinstance(resources, list) else []
    return {
        str(entry.get("path")): str(entry.get("hash"))
        for entry in entries
        if isinstance(entry, dict)
    }


def _table(path: Path, data: bytes | None) -> pa.Table:
    import pyarrow as pa
    import pyarrow.parquet as pq

    if data is None and path.exists():
        raise ValidationError("publication.file-unreadable", where=path)
    if data is None:
        raise ValidationError("publication.file-missing", where=path)
    try:
        # Without threads: one of a pool may drop the last reference to these bytes, which are
        # Python's, while the interpreter ends, and the process is then aborted.
        table = pq.ParquetFile(pa.BufferReader(data)).read(use_threads=False)
        table.validate(full=True)
    except (pa.ArrowException, OSError):
        raise ValidationError("publication.not-parquet", where=path) from None
    return table


def _table_faults(
    name: str,
    path: Path,
    table: pa.Table,
    generation: object,
) -> Iterator[Fault]:
    """Where the table is of another run, or has other columns than are declared."""
    metadata = table.schema.metadata or {}
    own = metadata.get(b"generation", b"none").decode(errors="replace")
    if own != generation:
        what = message(
            "publication.of-another-run",
            own=own[:12],
            package=PACKAGE_FILE,
            due=f"{generation!s:.12}",
        )
        yield Fault(name, "generation", path, what)
    differences = mismatches(name, table.schema)
    if differences:
        yield Fault(name, "schema", path, message("schema.faults", faults=differences))


def _cast(
    name: str,
    table: pa.Table,
    path: Path,
) -> pa.Table:
    import pyarrow as pa

    schema = arrow_schema(declared_by(name, table.schema))
    # The nulls are validation's to judge, so that each is reported with its place.
    lenient = pa.schema([field.with_nullable(True) for field in schema])
    try:
        return table.select(schema.names).cast(lenient)
    except (pa.ArrowException, KeyError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise ValidationError("publication.wrong-columns", where=path, error=reason) from None
