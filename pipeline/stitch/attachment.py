"""Which of a document's tables is the attachment: the one on the form that a spec describes."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline import spec as specs
from pipeline.errors import NotThisForm
from pipeline.model import Document, Table
from pipeline.stitch import stitch


def attachment(document: Document, spec: specs.Spec) -> Table:
    """The document's one table on this form.

    Raises:
        NotThisForm: no table is on the form, or more than one.
    """
    tables = stitch(document.tables, document.lines)
    fitting = [table for table in tables if specs.fits(spec, table.headers)]
    if len(fitting) > 1:
        pages = ", ".join(str(table.pages[0]) for table in fitting)
        raise NotThisForm(
            f"{document.name}: {len(fitting)} tables on pages {pages} are on the form {spec.form}; split the file"
        )
    if tables and (twice := _twice(document, fitting[0] if fitting else _largest(tables))):
        raise NotThisForm(
            f"{document.name}: pages {twice[0]} and {twice[1]} hold the same table twice; split the file"
        )
    if fitting:
        return fitting[0]
    damage = next(
        (f"; {finding.message}" for finding in document.findings if finding.severity == "error"), ""
    )
    if not tables:
        raise NotThisForm(
            f"{document.name}: no ruled table{damage or '; is this the right document?'}"
        )
    raise NotThisForm(
        f"{document.name}: no table is on the form {spec.form}: {_nearest(tables, spec)}{damage}"
    )


def _twice(document: Document, table: Table) -> tuple[int, int] | None:
    """Two pages of one table that print the same numbered rows.

    Copies of one attachment that were joined.
    """
    seen: dict[frozenset[tuple[int, int, str]], int] = {}
    for page in (page for page in document.tables if page.page in table.pages):
        texts = frozenset(
            (cell.row, cell.col, cell.text.strip()) for cell in page.cells if cell.text.strip()
        )
        if len({text for _, _, text in texts if text.isdecimal()}) < 2:
            continue  # no more than headings
        if (first := seen.setdefault(texts, page.page)) != page.page:
            return first, page.page
    return None


def _largest(tables: Sequence[Table]) -> Table:
    return max(tables, key=lambda table: len(table.rows))


def _nearest(tables: Sequence[Table], spec: specs.Spec) -> str:
    largest = _largest(tables)
    try:
        specs.layout(spec, largest.headers)
    except NotThisForm as error:
        return f"the largest, on page {largest.pages[0]}: {error}; name its spec with --spec (docs/forms.md)"
    return "name its spec with --spec (docs/forms.md)"
