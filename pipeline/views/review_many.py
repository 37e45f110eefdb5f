"""Lists what a whole dataset leaves open: by form, and by the kind of question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.messages import Language, Message, message, render
from pipeline.messages.names import COLUMNS
from pipeline.publication.dataset import CATALOGUE, published_notices
from pipeline.publication.load import load
from pipeline.views.review import as_list, cells_of, review
from pipeline.views.width import padded

# So many notices are named with a kind of question.
_NAMED = 5
_COLUMN = 20


@dataclass(slots=True)
class Question:
    """Cells that one kind of evidence would decide.

    ``settles`` says what would, ``notices`` has the number of such cells by notice.
    """

    form: str
    column: str
    settles: Message
    notices: dict[str, int] = field(default_factory=dict)

    @property
    def cells(self) -> int:
        """How many cells are open for it."""
        return sum(self.notices.values())


def questions(out: Path) -> list[Question]:
    """The kinds of question of all notices, by form, those with the most cells first.

    Raises:
        PipelineError: a publication is not whole.
    """
    forms = _forms(out)
    found: dict[tuple[str, str, Message], Question] = {}
    for notice_id, folder in published_notices(out):
        for cell in cells_of(load(folder)):
            kind = (forms.get(notice_id, ""), cell.column, cell.settles)
            question = found.setdefault(kind, Question(*kind))
            question.notices[notice_id] = question.notices.get(notice_id, 0) + 1
    return sorted(found.values(), key=lambda one: (one.form, -one.cells, one.column))


def _forms(out: Path) -> dict[str, str]:
    """The form of each notice, by the catalogue."""
    import pyarrow.parquet as pq

    path = out / CATALOGUE
    if not path.is_file():
        return {}
    rows = pq.read_table(path, columns=["notice_id", "form"]).to_pylist()
    return {row["notice_id"]: row["form"] or "" for row in rows}


def review_many(
    out: Path,
    entries: bool = False,
    language: Language = "en",
) -> Iterator[str]:
    """Lines of text: each form with its kinds of question; with ``entries`` each notice's cells."""
    asked = questions(out)
    by_form: defaultdict[str, list[Question]] = defaultdict(list)
    for question in asked:
        by_form[question.form].append(question)
    for form, of_form in by_form.items():
        yield render(_heading(form, of_form), language)
        for question in of_form:
            yield from _question(question, language)
    if entries:
        yield from _entries(out, language)
    yield render(_closing(asked), language)


def _heading(
    form: str,
    asked: list[Question],
) -> Message:
    notices = {notice for question in asked for notice in question.notices}
    cells = sum(question.cells for question in asked)
    return message(
        "views.form-open",
        form=form,
        cells=cells,
        notices=len(notices),
    )


def _question(
    question: Question,
    language: Language,
) -> Iterator[str]:
    column = question.column
    if language == "zh":
        column = f"{column}（{COLUMNS.get(column, column)}）"
    names = sorted(question.notices)
    named: list[str] = names[:_NAMED]
    if len(names) > _NAMED:
        named.append("…")
    told = message(
        "views.question",
        cells=question.cells,
        notices=len(names),
        named=named,
    )
    yield f"  {padded(column, _COLUMN)} {render(told, language)}"
    yield f"    {render(question.settles, language)}"


def _entries(
    out: Path,
    language: Language,
) -> Iterator[str]:
    for notice_id, folder in published_notices(out):
        tables = load(folder)
        if any(True for _ in cells_of(tables)):
            yield render(message("views.of-notice", notice=notice_id), language)
            yield from review(tables, True, language)


def _closing(asked: list[Question]) -> Message:
    if not asked:
        return message("views.nothing-open")
    notices = {notice for question in asked for notice in question.notices}
    cells = sum(question.cells for question in asked)
    return message(
        "views.open-in-all",
        cells=cells,
        notices=len(notices),
        kinds=len(asked),
    )


def as_list_of_all(
    out: Path,
    language: Language = "en",
) -> list[dict[str, Any]]:
    """The open cells of all notices as plain values, each with its notice and form."""
    forms: Mapping[str, str] = _forms(out)
    cells = []
    for notice_id, folder in published_notices(out):
        about = {"notice_id": notice_id, "form": forms.get(notice_id)}
        for cell in as_list(load(folder), language):
            cells.append({**about, **cell})
    return cells
