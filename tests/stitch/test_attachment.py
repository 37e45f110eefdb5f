"""The one table on a form is found; where there is none, or several, the error says so in both languages."""

from __future__ import annotations

import pytest

from pipeline import spec
from pipeline.errors import NotThisForm
from pipeline.messages import text
from pipeline.model import Cell, Document, Finding, PageTable
from pipeline.stitch.attachment import attachment

FORM = spec.load()


def table(page: int, rows: list[list[str]]) -> PageTable:
    cells = tuple(
        Cell(row, col, text, page=page)
        for row, texts in enumerate(rows)
        for col, text in enumerate(texts)
    )
    return PageTable(page, len(rows), len(rows[0]), cells)


def refusal(*tables: PageTable, findings: tuple[Finding, ...] = ()) -> NotThisForm:
    with pytest.raises(NotThisForm) as caught:
        attachment(Document("notice.pdf", "", "pdf", tables, findings=findings), FORM)
    return caught.value


LIST = table(1, [["姓名", "电话"], ["王芳", "3221001"], ["李伟", "3221002"]])
LOST = Finding("error", "lost-characters", text("12 characters were lost on page 2"))


def test_a_document_without_a_table_is_asked_after() -> None:
    error = refusal()
    assert str(error) == "notice.pdf: no ruled table; is this the right document?"
    assert error.say("zh") == "notice.pdf：没有带框线的表格；请核对文件是否有误"


def test_what_was_lost_in_reading_is_said_in_place_of_the_question() -> None:
    error = refusal(findings=(LOST,))
    assert str(error) == "notice.pdf: no ruled table; 12 characters were lost on page 2"


def test_another_table_is_named_with_why_it_is_not_on_the_form() -> None:
    error = refusal(LIST)
    assert error.message.code == "stitch.other-form"
    assert str(error).startswith(
        "notice.pdf: no table is on the form county-targets: the largest, on page 1: form "
        "county-targets: no column is headed '姓名', '电话'"
    )
    assert str(error).endswith("; name its spec with --spec (docs/forms.md)")


def test_what_was_lost_is_said_last() -> None:
    error = refusal(LIST, findings=(LOST,))
    assert str(error).endswith("(docs/forms.md); 12 characters were lost on page 2")


def test_a_table_printed_twice_is_named_with_its_pages() -> None:
    rows = [["姓名", "数量"], ["王芳", "17"], ["李伟", "29"], ["赵敏", "31"]]
    error = refusal(table(1, rows), table(2, rows))
    assert str(error) == "notice.pdf: pages 1 and 2 hold the same table twice; split the file"
