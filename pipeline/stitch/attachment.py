"""Finds the attachment among a document's tables: the one on the form that a spec describes."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline import spec as specs
from pipeline.errors import NotThisForm
from pipeline.messages import Message, message
from pipeline.model import Document, PageTable, Table
from pipeline.stitch import stitch

# What a page table prints: row, column, text.
Texts = frozenset[tuple[int, int, str]]
# Fewer different numbers than this are no more than headings.
NUMBERED = 2


def attachment(document: Document, spec: specs.Spec) -> Table:
    """Finds the document's one table on this form.

    Raises:
        NotThisForm: no table is on the form, or more than one.
    """
    tables = stitch(document.tables, document.lines)
    fitting = [table for table in tables if specs.fits(spec, table.headers)]
    if len(fitting) > 1:
        raise NotThisForm(
            "stitch.several-tables",
            where=document.name,
            count=len(fitting),
            pages=[table.pages[0] for table in fitting],
            form=spec.form,
        )
    if not tables:
        raise _no_table(document)
    found = fitting[0] if fitting else _largest(tables)
    _check_printed_once(document, found)
    if not fitting:
        raise _other_form(document, spec, found)
    return found


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
    why = _why_not(spec, largest)
    damage = _damage(document)
    if damage is None:
        return NotThisForm("stitch.other-form", where=where, form=spec.form, page=page, why=why)
    return NotThisForm(
        "stitch.other-form-damaged",
        where=where,
        form=spec.form,
        page=page,
        why=why,
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
    """The first error that reading the document found."""
    for finding in document.findings:
        if finding.severity == "error":
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
