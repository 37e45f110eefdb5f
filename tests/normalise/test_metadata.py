"""What a notice says of itself, from the lines around its table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.errors import NotThisForm
from pipeline.model import Document, Header, Line, PageTable, Preamble, Table
from pipeline.normalise.metadata import preamble
from pipeline.spec import Spec, load

CASES = Path(__file__).parents[1] / "cases" / "preamble"
NOTE = (
    "说明: 1. 两大类, 满分26分(其中: 三级指标序号1—4为省考核指标, 共计20分, 权重80%; 序号5－6为市考核指标，合计5.5分；"
    "序号7~9为加分项, 计4.5分)。"
)


@pytest.fixture(scope="module")
def form() -> Spec:
    return load()


def table(pages: tuple[int, ...] = (1,), heading: str = "2022年底攻坚数据") -> Table:
    return Table(pages, 1, (Header(0, (heading,)),), ())


def about(lines: list[Line], spec: Spec, found: Table | None = None, pages: int = 1) -> Preamble:
    tables = tuple(PageTable(page, 1, 1, ()) for page in range(1, pages + 1))
    return preamble(
        Document("n", "0", "transcription", tables, tuple(lines)), found or table(), spec
    )


def before(*texts: str) -> list[Line]:
    """Lines before the table; ``#`` marks headings."""
    return [Line(text.lstrip("# "), level=len(text) - len(text.lstrip("#"))) for text in texts]


def after(*texts: str) -> list[Line]:
    return [Line(text, before_table=1) for text in texts]


@pytest.mark.parametrize(
    "case", yaml.safe_load((CASES / "facts.yml").read_text("utf-8")), ids=lambda case: case["why"]
)
def test_facts_of_the_body(case: dict[str, Any], form: Spec) -> None:
    found = about(before(*case["lines"]), form)
    assert {name: getattr(found, name) for name in case["facts"]} == {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in case["facts"].items()
    }


def test_the_closing_note_states_ranges_totals_and_shares(form: Spec) -> None:
    """Whatever dash, comma or word for the sum it uses; a share is 1 where none is printed."""
    found = about([*before("# 附件"), *after(NOTE)], form)
    read = [(s.section, s.label, s.first, s.last, s.points, s.share) for s in found.sections]
    assert read == [
        ("provincial", "省考核指标", 1, 4, Decimal(20), Decimal("0.8")),
        ("municipal", "市考核指标", 5, 6, Decimal("5.5"), Decimal(1)),
        ("bonus", "加分项", 7, 9, Decimal("4.5"), Decimal(1)),
    ]
    assert found.full_marks == 26
    assert found.findings == ()


def test_a_note_over_several_lines_is_one(form: Spec) -> None:
    cut = NOTE.index("20分")
    assert about(after(NOTE[:cut], NOTE[cut:]), form).sections == about(after(NOTE), form).sections


def test_full_marks_that_the_sections_do_not_give_are_an_error(form: Spec) -> None:
    (finding,) = about(after(NOTE.replace("满分26分", "满分30分")), form).findings
    assert (finding.severity, finding.check) == ("error", "full-marks")
    assert "26" in finding.message
    assert "30" in finding.message


def test_a_form_with_sections_whose_note_states_none_is_an_error(form: Spec) -> None:
    (finding,) = about(after("说明: 以上数据由各单位提供。"), form).findings
    assert (finding.severity, finding.check) == ("error", "sections-missing")
    assert about(after("没有说明"), replace(form, sections=None)).findings == ()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [("序号5－6", "序号6－6", "follow"), ("为市考核指标", "为乡考核指标", "乡考核指标")],
)
def test_a_note_that_cannot_be_right_is_refused(old: str, new: str, says: str, form: Spec) -> None:
    with pytest.raises(NotThisForm, match=says):
        about(after(NOTE.replace(old, new)), form)


def test_what_stands_after_the_table_is_not_the_body_s(form: Spec) -> None:
    found = about(
        [*before("# 四季度攻坚目标"), *after("2021年1月1日", "联系人 a@example.org", NOTE)], form
    )
    assert (found.issued_on, found.contact_email, found.attachment_title) == (
        None,
        None,
        "四季度攻坚目标",
    )


def test_the_year_is_the_headings_else_that_of_the_nearest_line(form: Spec) -> None:
    lines = before("# 2021年方案", "# 2023年目标")
    assert about(lines, form).year == 2022
    assert about(lines, form, table(heading="年底目标")).year == 2023


def test_the_body_keeps_every_line_as_markdown(form: Spec) -> None:
    found = about([*before("# 标题", "## 一、时间", "2022 年。"), *after(NOTE)], form)
    assert found.body == f"# 标题\n\n## 一、时间\n\n2022 年。\n\n{NOTE}"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "共计20分",
            "共计1000000000000000分",
            "1000000000000000 points in a section, more than 10,000",
        ),
        ("7~9为", "7~1000000000000为", "1000000000000 rows in a section, more than 32,767"),
        ("共计20分", f"共计1{'0' * 40}分", "takes '1000"),
    ],
)
def test_a_section_without_any_measure_is_refused(
    old: str, new: str, says: str, form: Spec
) -> None:
    with pytest.raises(NotThisForm, match=rf"^closing note: .*{says}") as caught:
        about([*before("# 附件"), *after(NOTE.replace(old, new))], form)
    assert len(str(caught.value)) < 200
