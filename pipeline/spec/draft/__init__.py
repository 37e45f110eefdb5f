"""Drafts a spec from a table: headings are looked up, and what stands below them settles the rest.

Where a guess was made, a comment says so and names the alternative. The draft holds nothing that
the notice says of its rows: the next notice on the form is read with it as well.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.errors import NotThisForm
from pipeline.model import Line, Table
from pipeline.spec.cleared import cleared
from pipeline.spec.draft.roles import Drafter
from pipeline.spec.draft.seen import seen_columns, special_rows
from pipeline.spec.draft.sums import stated_sections, stated_total
from pipeline.spec.draft.written import written

__all__ = ["draft"]


def draft(table: Table, lines: Sequence[Line], title: str | None, source: str) -> str:
    """The spec of a table's form, as the text of a YAML file.

    Args:
        table: the attachment, stitched.
        lines: the document's text outside its tables.
        title: the attachment's title, None where there is none.
        source: what the draft is said to be from.

    Raises:
        NotThisForm: the table has no headings, or no column of words that could name its rows.
    """
    table = cleared(table)
    columns = seen_columns(table)
    if not columns:
        raise NotThisForm("spec.no-headings", where=source)
    choices = Drafter(columns).choose()
    if not any(choice.role == "indicator" for choice in choices):
        raise NotThisForm("spec.no-names", where=source)
    total = stated_total(lines, choices)
    sections = stated_sections(lines, choices)
    return written(choices, total, sections, title, source, special_rows(table))
