"""The one table on a form is found; where there is none, or several, the error says so in both languages."""

from __future__ import annotations

import pytest

from pipeline import spec
from pipeline.errors import NotThisForm, UsageError
from pipeline.messages import text
from pipeline.model import Cell, Document, Finding, PageTable
from pipeline.stitch.attachment import attachment, stitched, to_draft

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
    assert str(error).endswith(
        "; type notice-pipeline extract notice.pdf --draft, or name its spec with --spec "
        "(docs/forms.md)"
    )


def test_what_was_lost_is_said_last() -> None:
    error = refusal(LIST, findings=(LOST,))
    assert str(error).endswith("(docs/forms.md); 12 characters were lost on page 2")


def test_a_table_printed_twice_is_named_with_its_pages() -> None:
    rows = [["姓名", "数量"], ["王芳", "17"], ["李伟", "29"], ["赵敏", "31"]]
    error = refusal(table(1, rows), table(2, rows))
    assert str(error) == "notice.pdf: pages 1 and 2 hold the same table twice; split the file"


TASKS = [["序号", "重点任务", "责任单位"], ["1", "修路", "县交通局"], ["2", "建桥", "县住建局"]]
OTHERS = [["序号", "重点任务", "责任单位"], ["1", "种树", "县林业局"], ["2", "挖渠", "县水利局"]]
TASK_FORM = spec.parse(
    """
form: tasks
columns:
  - {role: seq, heading: ^序号$}
  - {role: indicator, heading: ^重点任务$}
  - {role: lead_units, heading: ^责任单位$}
""".encode(),
    "tasks.yml",
)


def several() -> Document:
    tables = (table(1, TASKS), table(2, [["姓名", "电话"], ["王芳", "32"]]), table(3, OTHERS))
    return Document("notice.docx", "", "docx", tables)


def test_of_several_attachments_the_numbers_to_choose_from_are_said() -> None:
    with pytest.raises(NotThisForm) as caught:
        attachment(several(), TASK_FORM)
    assert str(caught.value).endswith("; choose one with --table 1 or 3")


@pytest.mark.parametrize(("number", "first"), [(1, "修路"), (3, "种树")])
def test_the_attachment_of_a_number_is_taken(number: int, first: str) -> None:
    found = attachment(several(), TASK_FORM, number)
    assert found.rows[0].slots[1].text == first


def test_a_number_whose_table_is_on_another_form_is_refused() -> None:
    with pytest.raises(NotThisForm, match="no column is headed '姓名', '电话'"):
        attachment(several(), TASK_FORM, 2)


@pytest.mark.parametrize("number", [0, 4, -1])
def test_a_number_of_no_table_is_refused_with_how_many_there_are(number: int) -> None:
    with pytest.raises(UsageError, match=f"no table {number}: there are 3 tables"):
        attachment(several(), TASK_FORM, number)


def test_a_spec_is_drafted_for_the_largest_table_or_that_of_the_number() -> None:
    document = several()
    tables = stitched(document)
    assert to_draft(document, tables, None) is tables[0]
    assert to_draft(document, tables, 2) is tables[1]
