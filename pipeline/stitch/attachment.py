"""Finds the attachment among a document's tables: the one on the form that a spec describes."""

from __future__ import annotations

from collections.abc import Sequence
from shlex import quote

from pipeline import spec as specs
from pipeline.errors import NotThisForm, UsageError
from pipeline.messages import Message, message
from pipeline.model import Document, PageTable, Table
from pipeline.stitch import stitch
from pipeline.text import title_among

# What a page table prints: row, column, text.
Texts = frozenset[tuple[int, int, str]]
# Fewer different numbers than this are no more than headings.
NUMBERED = 2
# What errors call a spec that was drafted.
DRAFTED = "form.yml"
# What hides a table of a page image, and says what to do.
_HIDDEN = ("scan-unruled", "scan-page")


def attachment(
    document: Document,
    spec: specs.Spec,
    number: int | None = None,
    tables: Sequence[Table] | None = None,
) -> Table:
    """Finds the document's one table on this form.

    Args:
        document: what a reader saw.
        spec: the form.
        number: which of the document's tables, from 1, as ``tables`` lists them; None for the one
            that is on the form.
        tables: the document's tables where they are stitched already.

    Raises:
        NotThisForm: no table is on the form, or more than one; or the one of that number is not.
        UsageError: there is no table of that number.
    """
    tables = stitched(document) if tables is None else tables
    if number is not None:
        return _numbered(document, spec, tables, number)
    fitting = [table for table in tables if specs.fits(spec, table.headers)]
    if len(fitting) > 1:
        raise NotThisForm(
            "stitch.several-tables",
            where=document.name,
            count=len(fitting),
            pages=[table.pages[0] for table in fitting],
            form=spec.form,
            numbers=[tables.index(table) + 1 for table in fitting],
        )
    if not tables:
        raise _no_table(document)
    found = fitting[0] if fitting else _largest(tables)
    _check_printed_once(document, found)
    if not fitting:
        raise _other_form(document, spec, found)
    return found


def stitched(document: Document) -> tuple[Table, ...]:
    """The document's tables, each whole."""
    return tuple(stitch(document.tables, document.lines))


def form_of(
    document: Document,
    known: specs.Spec,
    number: int | None,
    tables: Sequence[Table],
) -> specs.Spec:
    """The known form where a table is on it, that of the ``number`` if one is asked for.

    Else a drafted one.

    Raises:
        NotThisForm, UsageError: as :func:`to_draft`.
    """
    asked = tables if number is None else tables[number - 1 : number]
    if any(specs.fits(known, table.headers) for table in asked):
        return known
    drafted = draft_of(document, number, tables)
    return specs.parse(drafted.encode(), DRAFTED)


def draft_of(document: Document, number: int | None, tables: Sequence[Table]) -> str:
    """The text of a spec for one of the document's tables.

    Raises:
        NotThisForm, UsageError: as :func:`to_draft`.
    """
    from pipeline.spec.draft import draft

    table = to_draft(document, tables, number)
    before = document.lines_before(table)
    title = title_among([line.text for line in before])
    return draft(table, document.lines, title, document.name)


def to_draft(document: Document, tables: Sequence[Table], number: int | None) -> Table:
    """The table to draft a spec for: the one of that number, else the largest.

    Raises:
        NotThisForm: there is no table.
        UsageError: there is none of that number.
    """
    if not tables:
        raise _no_table(document)
    if number is None:
        return _largest(tables)
    return _of_number(document, tables, number)


def _of_number(document: Document, tables: Sequence[Table], number: int) -> Table:
    if not 1 <= number <= len(tables):
        raise UsageError(
            "stitch.no-such-table", where=document.name, number=number, count=len(tables)
        )
    return tables[number - 1]


def _numbered(
    document: Document,
    spec: specs.Spec,
    tables: Sequence[Table],
    number: int,
) -> Table:
    """The table of that number, which must be on the form."""
    table = _of_number(document, tables, number)
    if not specs.fits(spec, table.headers):
        raise _other_form(document, spec, table)
    return table


def _no_table(document: Document) -> NotThisForm:
    damage = _damage(document)
    if damage is None:
        return NotThisForm("stitch.no-table", where=document.name)
    return NotThisForm("stitch.no-table-damaged", where=document.name, damage=damage)


def _other_form(
    document: Document,
    spec: specs.Spec,
    largest: Table,
) -> NotThisForm:
    where, page = document.name, largest.pages[0]
    file = quote(document.name)
    why = _why_not(spec, largest)
    damage = _damage(document)
    if damage is None:
        return NotThisForm(
            "stitch.other-form", where=where, form=spec.form, page=page, why=why, file=file
        )
    return NotThisForm(
        "stitch.other-form-damaged",
        where=where,
        form=spec.form,
        page=page,
        why=why,
        file=file,
        damage=damage,
    )


def _why_not(spec: specs.Spec, table: Table) -> Message | None:
    """Says why a table is not on the form; None where it is."""
    try:
        specs.layout(spec, table.headers)
    except NotThisForm as error:
        if error.where is None:
            return error.message
        return message("stitch.at", place=error.where, what=error.message)
    return None


def _damage(document: Document) -> Message | None:
    """The first error that reading the document found, else what hid a table of an image."""
    for finding in document.findings:
        if finding.severity == "error":
            return finding.what
    for finding in document.findings:
        if finding.check in _HIDDEN:
            return finding.what
    return None


def _check_printed_once(document: Document, table: Table) -> None:
    """Refuses a table two pages of which print the same numbered rows.

    Copies of one attachment that were joined.

    Raises:
        NotThisForm: there are two such pages.
    """
    seen: dict[Texts, int] = {}
    for page in document.tables:
        if page.page not in table.pages:
            continue
        texts = _texts(page)
        if _count_numbers(texts) < NUMBERED:
            continue
        first = seen.setdefault(texts, page.page)
        if first != page.page:
            raise NotThisForm(
                "stitch.same-table-twice", where=document.name, page=first, again=page.page
            )


def _texts(page: PageTable) -> Texts:
    """What a page table prints, with its place."""
    found = set()
    for cell in page.cells:
        text = cell.text.strip()
        if text:
            found.add((cell.row, cell.col, text))
    return frozenset(found)


def _count_numbers(texts: Texts) -> int:
    """How many different numbers they are."""
    numbers = {text for _, _, text in texts if text.isdecimal()}
    return len(numbers)


def _largest(tables: Sequence[Table]) -> Table:
    return max(tables, key=lambda table: len(table.rows))
