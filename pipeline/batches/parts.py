"""The dataset: each publication's tables once more, so that all notices are read as one table."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from pipeline.publication import folder
from pipeline.publication.dataset import notice_folder, part_file
from pipeline.publication.lock import OWN
from pipeline.schema import EXTRAS, TABLES, file_name


def publish_parts(out: Path, notice_id: str) -> None:
    """Puts a publication's files into the dataset: as second names, as copies where there are none.

    Each part is whole at every moment. What is there already is left, but for the form's own
    columns where the form has none any more, and for what a run that was killed left unfinished.

    Raises:
        OSError: the dataset cannot be written.
    """
    published = notice_folder(out, notice_id)
    for table in (*TABLES, EXTRAS):
        source = published / file_name(table)
        part = part_file(out, table, notice_id)
        _remove_unfinished(part.parent)
        if table == EXTRAS and not source.exists():
            part.unlink(missing_ok=True)
        elif not _is_same(source, part):
            part.parent.mkdir(parents=True, exist_ok=True)
            made = part.parent / f"{OWN}{secrets.token_hex(8)}"
            folder.share(source, made)
            os.replace(made, part)


def _remove_unfinished(folder: Path) -> None:
    for made in folder.glob(f"{OWN}*"):
        made.unlink(missing_ok=True)


def _is_same(source: Path, part: Path) -> bool:
    try:
        if os.path.samefile(source, part):
            return True
        return source.read_bytes() == part.read_bytes()
    except OSError:
        return False
