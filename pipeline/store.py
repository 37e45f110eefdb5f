"""The files of a publication: reading them back, and telling by content whether they are current.

``is_current`` is on the path of a re-run that has nothing to do, so only hashes and JSON are used there;
pyarrow is imported where tables are read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import PipelineError, UsageError, ValidationError
from pipeline.schema import TABLES, arrow_schema, file_name, mismatches

if TYPE_CHECKING:
    import pyarrow as pa

PACKAGE_FILE = "datapackage.json"
STATE_FILE = ".state.json"
_CODE = {".py", ".yml", ".yaml", ".json", ".html", ".css", ".js"}


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that is not as it was published; ``check`` is hash, generation or schema."""

    table: str
    check: str
    message: str


@dataclass(frozen=True, slots=True)
class Publication:
    """Tables as they lie in a folder, cast to the declared schema, and what is wrong with their files."""

    tables: dict[str, pa.Table]
    faults: tuple[Fault, ...]


def sha256(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def expectations_dir() -> Path:
    """Where the suites lie that belong to this code."""
    return Path(__file__).resolve().parent.parent / "expectations"


def code_digest(expectations: Path | None = None) -> str:
    """A hash over the package's sources and specs and over the suites, by relative path and content."""
    package = Path(__file__).resolve().parent
    digest = hashlib.sha256()
    for label, folder in (("pipeline", package), ("expectations", expectations or expectations_dir())):
        for path in _code_files(folder):
            digest.update(f"{label}/{path.relative_to(folder).as_posix()}\0{sha256(path.read_bytes())}\n".encode())
    return digest.hexdigest()


def generation(source_sha256: str, spec: bytes, corrections: bytes, code: str, extra: str = "") -> str:
    """What tells one publication from another: a hash of the source, the spec, the corrections and the code.

    ``extra`` is whatever else of the call decides the tables (engine, notice id).
    """
    parts = (source_sha256, sha256(spec), sha256(corrections), code, sha256(extra.encode()))
    return sha256("\n".join(parts).encode())


def is_current(out: Path, generation: str, required: Iterable[str] = ()) -> bool:
    """True where ``out`` holds the whole publication ``generation`` unchanged, and the ``required`` files with it."""
    state = read_state(out)
    files = state.get("files")
    if state.get("generation") != generation or not isinstance(files, dict):
        return False
    wanted = {PACKAGE_FILE, *map(file_name, TABLES), *required}
    return wanted <= files.keys() and all(_hash(out / name) == known for name, known in files.items())


def read_state(out: Path) -> dict[str, object]:
    """The memory beside the files (generation, files, summary); empty where there is none or it is unreadable."""
    try:
        state = json.loads((out / STATE_FILE).read_bytes())
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def load_tables(folder: Path) -> dict[str, pa.Table]:
    """The tables in ``folder``, by name; PipelineError where a file is missing, torn, changed or of another run."""
    publication = inspect(folder)
    for fault in publication.faults:
        raise ValidationError(f"{fault.message}; run extract again")
    return publication.tables


def inspect(folder: Path) -> Publication:
    """The tables in ``folder`` and the faults of their files; PipelineError only where a table cannot be had at all."""
    package = _package(folder)
    hashes = _hashes(package)
    tables: dict[str, pa.Table] = {}
    faults: list[Fault] = []
    for name in TABLES:
        path = folder / file_name(name)
        table = _read(path)
        faults += _file_faults(name, path, table, hashes.get(path.name), package.get("generation"))
        tables[name] = _cast(name, table, path)
    return Publication(tables, tuple(faults))


def _code_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*"), key=lambda p: p.relative_to(folder).as_posix()):
        if path.suffix in _CODE and path.is_file() and "__pycache__" not in path.parts:
            yield path


def _hash(path: Path) -> str | None:
    try:
        return sha256(path.read_bytes())
    except OSError:
        return None


def _package(folder: Path) -> dict[str, object]:
    path = folder / PACKAGE_FILE
    try:
        package = json.loads(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: no publication there ({error.strerror}); name the folder extract wrote") from None
    except ValueError:
        raise ValidationError(f"{path}: not JSON; run extract again") from None
    if not isinstance(package, dict):
        raise ValidationError(f"{path}: not a Data Package; run extract again")
    return package


def _hashes(package: dict[str, object]) -> dict[str, str]:
    resources = package.get("resources")
    entries = resources if isinstance(resources, list) else []
    return {str(entry.get("path")): str(entry.get("hash")) for entry in entries if isinstance(entry, dict)}


def _read(path: Path) -> pa.Table:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(path, partitioning=None)
        table.validate(full=True)
    except FileNotFoundError:
        raise ValidationError(f"{path}: missing; run extract again") from None
    except (pa.ArrowException, OSError):
        raise ValidationError(f"{path}: not a whole Parquet file; run extract again") from None
    return table


def _file_faults(name: str, path: Path, table: pa.Table, known: str | None, generation: object) -> list[Fault]:
    faults = []
    if known != f"sha256:{_hash(path)}":
        faults.append(Fault(name, "hash", f"{path}: the file is not the one that {PACKAGE_FILE} describes"))
    own = (table.schema.metadata or {}).get(b"generation", b"none").decode(errors="replace")
    if own != generation:
        faults.append(
            Fault(name, "generation", f"{path}: generation {own[:12]}, {PACKAGE_FILE} says {generation!s:.12}")
        )
    differences = mismatches(name, table.schema)
    if differences:
        faults.append(Fault(name, "schema", f"{path}: {'; '.join(differences)}"))
    return faults


def _cast(name: str, table: pa.Table, path: Path) -> pa.Table:
    import pyarrow as pa

    schema = arrow_schema(name)
    # The nulls are validation's to judge, so that each is reported with its place.
    lenient = pa.schema([field.with_nullable(True) for field in schema])
    try:
        return table.select(schema.names).cast(lenient)
    except (pa.ArrowException, KeyError, ValueError) as error:
        raise _wrong_columns(path, str(error)) from None


def _wrong_columns(path: Path, reason: str) -> PipelineError:
    return ValidationError(
        f"{path}: the columns are not the declared ones ({reason.splitlines()[0]}); run extract again"
    )
