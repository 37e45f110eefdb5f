"""A government notice's attachment table as validated, provenance-tracked Parquet.

``load`` reads a publication.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.publication.load import Publication

__all__ = ["load"]


def load(folder: str | os.PathLike[str] = "extracted") -> Publication:
    """The tables published in ``folder``, all of one generation, also while a run publishes there.

    A mapping of table name → ``pyarrow.Table``, with ``.generation`` and ``.to_pandas(name)``.

    Raises:
        pipeline.errors.PipelineError: there is no publication, or none that is whole; one line says
        which file.
    """
    from pipeline.publication import load as reader

    return reader.load(Path(folder))
