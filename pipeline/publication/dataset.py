"""How the publications of many notices lie in one folder, and which notices are there.

::

    notices/<id>/                               a publication each
    dataset/<table>/notice_id=<id>/part.parquet the same tables, to be read as one
    catalogue.parquet                           a row for each document

An id may hold any letter; as the name of a folder it is escaped as in a URL where a path or a
reader of partitions would take it for something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

from pipeline.schema import file_name

NOTICES = "notices"
DATASET = "dataset"
CATALOGUE = "catalogue.parquet"
PART = "part.parquet"
PARTITION = "notice_id="
# Beside ASCII letters and digits these stand for themselves in a name.
_PLAIN = "-_. "


def folder_name(notice_id: str) -> str:
    """The name of the notice's folder; ``unquote`` gives the id back.

    Letters of other scripts stay, so that people can read the name.
    """
    escaped = "".join(c if ord(c) > 127 else quote(c, safe=_PLAIN) for c in notice_id)
    if escaped.startswith("."):  # hidden, or a way out of the folder
        return f"%2E{escaped[1:]}"
    return escaped


def notice_folder(out: Path, notice_id: str) -> Path:
    """Where the notice's publication lies."""
    return out / NOTICES / folder_name(notice_id)


def part_file(out: Path, table: str, notice_id: str) -> Path:
    """Where the notice's rows of a table lie in the dataset."""
    return out / DATASET / table / f"{PARTITION}{folder_name(notice_id)}" / PART


def is_dataset(folder: Path) -> bool:
    """Whether the folder holds the publications of many notices."""
    return (folder / NOTICES).is_dir() and not (folder / file_name("indicators")).exists()


def published_notices(out: Path) -> Iterator[tuple[str, Path]]:
    """Each notice that is published there, by its id, in the order of the ids."""
    found = []
    for folder in (out / NOTICES).iterdir():
        if (folder / file_name("indicators")).is_file():
            found.append((unquote(folder.name), folder))
    yield from sorted(found)
