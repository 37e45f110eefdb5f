"""A publication in memory: its tables as Arrow, and as pandas for people who analyse."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


# The texts that a cell may read, None for a cell without text.
Readings = tuple[str | None, ...]
# The columns of what is open.
OPEN_CELL = (
    "seq",
    "indicator",
    "column",
    "readings",
    "printed",
    "reason",
    "page",
    "row",
    "col",
)


class AsFrame:
    """An attribute of a publication: the table of that name as a DataFrame, made at each access."""

    def __set_name__(self, owner: type[Publication], name: str) -> None:
        self._name = name

    def __get__(self, publication: Publication, owner: type[Publication]) -> pd.DataFrame:
        return publication.to_pandas(self._name)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Publication(Mapping[str, "pa.Table"]):
    """The tables of one publication, all of the same ``generation``.

    As a mapping it has each table by name as a ``pyarrow.Table``, in the order of the dictionary;
    as an attribute (``publication.indicators``) each is a ``pandas.DataFrame`` with nullable types.

    Attributes:
        folder: where the files lie; None where nothing was written.
        generation: SHA-256 over source, spec, corrections and code, in hex.
        tables: table name → Arrow table, with the declared columns.
        version: of the schema that the files were written by; what it did not have is null.
    """

    folder: Path | None
    generation: str
    tables: Mapping[str, pa.Table]
    version: int = SCHEMA_VERSION

    indicators = AsFrame()
    rankings = AsFrame()
    scoring_units = AsFrame()
    sections = AsFrame()
    sums = AsFrame()
    lead_units = AsFrame()
    agencies = AsFrame()
    extras = AsFrame()
    provenance = AsFrame()
    candidates = AsFrame()
    repairs = AsFrame()
    cells = AsFrame()
    findings = AsFrame()
    notice = AsFrame()

    def __repr__(self) -> str:
        rows = self.tables["indicators"].num_rows
        where = "in memory" if self.folder is None else f"in {self.folder}"
        return f"<Publication {where}: {rows} indicators, generation {self.generation[:12]}>"

    def __getitem__(self, name: str) -> pa.Table:
        return self.tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables)

    def __len__(self) -> int:
        return len(self.tables)

    def to_pandas(self, name: str) -> pd.DataFrame:
        """One table as a DataFrame with nullable types, so that integers with nulls stay integers.

        Raises:
            KeyError: there is no such table; ``extras`` is there only where the form has columns
                of its own.
        """
        import pandas as pd
        import pyarrow as pa

        kinds = {
            pa.string(): pd.StringDtype(),
            pa.int16(): pd.Int16Dtype(),
            pa.float64(): pd.Float64Dtype(),
            pa.bool_(): pd.BooleanDtype(),
        }
        table = self.tables[name]
        frame: pd.DataFrame = table.to_pandas(
            types_mapper=kinds.get,
            use_threads=False,
        )
        return frame

    def open_cells(self) -> pd.DataFrame:
        """The cells that are null because several readings remain, in document order.

        Returns:
            One row per open cell: ``seq``, ``indicator`` (its name), ``column``, ``readings`` (a
            tuple of texts, None for a cell without text), ``printed``, ``reason``, ``page`` (from
            1), ``row`` and ``col`` (from 0 within the page's table).
        """
        names = self.indicators[["seq", "indicator"]]
        provenance = self.provenance
        is_open = provenance["status"] == "ambiguous"
        cells = provenance[is_open]
        cells = cells.merge(names, on="seq", how="left")
        cells["readings"] = self._readings_of(cells)
        return cells[list(OPEN_CELL)]

    def _readings_of(self, cells: pd.DataFrame) -> list[Readings]:
        """What each of the cells may read, in the published order."""
        found: defaultdict[tuple[int, str], list[str | None]] = defaultdict(list)
        for row in self.tables["candidates"].to_pylist():
            place = (row["seq"], row["column"])
            text = row["text"]
            if text is None:
                text = row["value"]
            found[place].append(text)
        readings = []
        for place in zip(cells["seq"], cells["column"], strict=True):
            texts = tuple(found[place])
            readings.append(texts)
        return readings


def read_rejected(folder: Path) -> Publication:
    """The tables that a run wrote into ``folder`` because something critical does not hold.

    Raises:
        OSError: a file is gone.
    """
    import pyarrow.parquet as pq

    from pipeline.schema import EXTRAS, TABLES, file_name

    tables = {}
    for name in (*TABLES, EXTRAS):
        path = folder / file_name(name)
        if name == EXTRAS and not path.exists():
            continue
        with pq.ParquetFile(path) as file:
            tables[name] = file.read(use_threads=False)
    metadata = tables["notice"].schema.metadata or {}
    generation = metadata.get(b"generation", b"")
    return Publication(folder, generation.decode(), tables)
