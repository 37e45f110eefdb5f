"""The data dictionary as Markdown: extracted/README.md and the ``dictionary`` command."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.schema.columns import Column, TableSchema
from pipeline.schema.package import file_name
from pipeline.schema.tables import TABLES
from pipeline.schema.vocabulary import (
    BASIS,
    PRECISION,
    PROVENANCE_STATUS,
    RANKING_STATUS,
    SUM_KIND,
    SUM_STATUS,
    UNIT_STATUS,
)

_INTRO = """\
# Data dictionary

One Parquet file per table, written by `notice-pipeline extract`. `datapackage.json` describes them for machines and
holds the SHA-256 of each; all files of one publication carry the same `generation` in their metadata, a hash of the
source, the spec, the corrections and the code. This page is derived from the schema; do not edit it.

## Loading

```python
# keeps integers with nulls
pandas.read_parquet("extracted/indicators.parquet", dtype_backend="numpy_nullable")
polars.read_parquet("extracted/indicators.parquet")
duckdb.sql("SELECT section, sum(points) FROM 'extracted/scoring_units.parquet' GROUP BY section")
```

Points are summed over `scoring_units`, not over `indicators.weight`, which is null where several rows share points.

## Doubt

A value is published only where every reading of the damaged place within the margin of the cheapest agrees on it.
Elsewhere it is null, its status in `provenance` is `ambiguous`, and `provenance.candidates` holds what is still
possible. `indicators.needs_review` marks such rows; `findings` lists everything else worth a look. A null without
that mark is no doubt: nothing is printed there, or what is printed means "none". `repairs` logs every change.

A `/` in a ranking column means that the city published no ranking: `rank` is null and the status `not_published`.
It is never 0, never the last place, and never a word.
"""  # noqa: E501 the page's own lines


_EXTRAS = """\
### extras

One row per indicator, where the form has columns of its own; its spec names them, so they are not the same in all
publications. File: `extras.parquet`, there only where the form has such columns; each field carries its description.

Key: `seq`. References: `notice_id` → notice.notice_id; `seq` → indicators.seq.

| kind in the spec | columns |
|---|---|
| text | `<name>` string, as printed |
| date | `<name>` date32, the last day of what is printed; `<name>_precision` string; `<name>_start` date32, the first day of a span; `<name>_text` string, as printed |
| number | `<name>` float64; `<name>_unit` string; `<name>_text` string, as printed |
| percent | `<name>` float64, 40% is 40; `<name>_text` string, as printed |
| agency | `<name>` string, the units joined with 、; `<name>_text` string, as printed |
"""  # noqa: E501 the page's own lines


def dictionary(extras: TableSchema | None = None) -> str:
    """The whole dictionary.

    How to read the tables, the statuses, and each table with its columns; ``extras`` are a form's
    own columns, without it what such columns are is said.
    """
    own = _EXTRAS if extras is None else _table(extras)
    parts = [
        _INTRO,
        _terms("Status of a value (`provenance.status`)", PROVENANCE_STATUS),
        _terms("Status of a ranking (`rankings.status`)", RANKING_STATUS),
        _terms("Status of a scoring unit (`scoring_units.status`)", UNIT_STATUS),
        _terms("Basis of its points (`scoring_units.basis`)", BASIS),
        _terms("How exact a date is (`extras.<name>_precision`)", PRECISION),
        _terms("What states a sum (`sums.kind`)", SUM_KIND),
        _terms("Status of a sum (`sums.status`)", SUM_STATUS),
        "## Tables\n",
        *(_table(table) for table in TABLES.values()),
        own,
    ]
    return "\n".join(parts)


def _terms(title: str, terms: Mapping[str, str]) -> str:
    lines = [f"- `{term}`: {meaning}" for term, meaning in terms.items()]
    return "\n".join([f"### {title}", "", *lines, ""])


def _table(table: TableSchema) -> str:
    lines = [f"### {table.name}", "", f"{table.description} File: `{file_name(table.name)}`.", ""]
    lines += _keys(table)
    lines += ["| column | type | unit | null | meaning |", "|---|---|---|---|---|"]
    lines += [_row(column) for column in table.columns]
    return "\n".join([*lines, ""])


def _keys(table: TableSchema) -> list[str]:
    lines = ["No key; the rows are in document order.", ""]
    if table.key:
        lines = [f"Key: {_names(table.key)}.", ""]
    links = []
    for link in table.foreign_keys:
        others = ", ".join(link.other_columns)
        links.append(f"{_names(link.columns)} → {link.table}.{others}")
    if links:
        lines += [f"References: {'; '.join(links)}.", ""]
    return lines


def _row(column: Column) -> str:
    meaning = column.description
    if column.values:
        meaning += f" ({', '.join(f'`{value}`' for value in column.values)})"
    null = "yes" if column.nullable else "no"
    return f"| `{column.name}` | {column.type} | {column.unit or ''} | {null} | {meaning} |"


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in columns)
