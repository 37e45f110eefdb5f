"""A form's spec: what is checked when it is read, and how a table's columns are known by their headings."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.errors import NotThisForm, SpecError
from pipeline.model import Header
from pipeline.spec import DEFAULT, MAX_BYTES, Spec, fits, layout, load, period_of

CASES = Path(__file__).parents[1] / "cases" / "spec"


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((CASES / name).read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def form() -> Spec:
    return load()


def headers(*columns: str) -> list[Header]:
    """``outer > inner`` per column, in order."""
    return [
        Header(n, tuple(part.strip() for part in text.split(">"))) for n, text in enumerate(columns)
    ]


# --- reading a spec ----------------------------------------------------------------------------------------------


def test_the_built_in_form_is_read() -> None:
    spec = load(DEFAULT)
    assert [column.role for column in spec.columns][:4] == ["level1", "level2", "seq", "indicator"]
    assert spec.missing["rank"] == ("/",)
    assert spec.sections is not None
    assert spec.margin > 0
    assert spec.source == DEFAULT.read_bytes()
    assert spec.has("rank")
    assert not spec.has("colour")


def edited(changes: dict[str, Any]) -> bytes:
    """The smallest spec with the values at dotted keys replaced; None removes the key."""
    small: dict[str, Any] = yaml.safe_load((CASES / "small.yml").read_text("utf-8"))
    for key, value in changes.items():
        *parents, last = key.split(".")
        at: Any = small
        for part in parents:
            at = at[int(part)] if isinstance(at, list) else at[part]
        if value is None:
            del at[last]
        elif isinstance(at, list):
            at[int(last) :] = [value]
        else:
            at[last] = value
    return yaml.safe_dump(small, allow_unicode=True).encode()


def test_the_smallest_spec_needs_a_serial_and_a_name(tmp_path: Path) -> None:
    path = tmp_path / "form.yml"
    path.write_text(
        "form: a\ncolumns: [{role: seq, heading: ^序号$}, {role: indicator, heading: ^指标}]",
        "utf-8",
    )
    spec = load(path)
    assert (spec.form, [(column.role, column.kind) for column in spec.columns]) == (
        "a",
        [("seq", "serial"), ("indicator", "name")],
    )
    assert (spec.sections, spec.missing, spec.margin) == (None, {}, 4.0)


def test_the_cases_begin_with_a_spec_that_is_right() -> None:
    assert load(CASES / "small.yml").form == "small"


@pytest.mark.parametrize("case", cases("wrong.yml"), ids=lambda case: case["says"])
def test_a_wrong_spec_is_refused_with_the_key_and_the_reason(
    case: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "form.yml"
    path.write_bytes(edited(case["change"]) if "change" in case else case["text"].encode())
    with pytest.raises(SpecError) as caught:
        load(path)
    assert case["says"] in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    line = re.match(rf"spec {re.escape(str(path))} line (\d+)\b", str(caught.value))
    assert "line" not in case or (line and int(line[1]) == case["line"])
    assert line or case["says"] == "aliases"


def test_a_spec_that_is_not_there_or_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match=r"cannot be read"):
        load(tmp_path / "gone.yml")
    (tmp_path / "large.yml").write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(SpecError, match="bytes"):
        load(tmp_path / "large.yml")


# --- the columns of a table --------------------------------------------------------------------------------------

LEFT = (
    "一级指标 (权重)",
    "二级指标 (权重)",
    "序号",
    "三级指标",
    "单位",
    "2022年前三季度全市排名 > 权重",
)
RANKS = tuple(f"2022年前三季度全市排名 > {period}月份" for period in ("1-6", "1-8", "1-9"))
RIGHT = (
    "2022年底攻坚目标 > 2022年底指标攻坚数据",
    "2022年底攻坚目标 > 2022年底攻坚全市排名",
    "牵头责任单位",
)


def test_columns_are_known_by_their_innermost_heading(form: Spec) -> None:
    """权重 stands under the ranking heading and is none; ranking columns take their published names."""
    names = [column.name for column in layout(form, headers(*LEFT, *RANKS, *RIGHT))]
    assert names == [
        "level1", "level2", "seq", "indicator", "unit", "weight",
        "rank_jan_jun", "rank_jan_aug", "rank_jan_sep", "target", "target_rank", "lead_units",
    ]  # fmt: skip


def test_wording_may_drift_and_blank_headings_are_padding(form: Spec) -> None:
    drifted = (
        "2022年底攻坚目标 > 2022年底攻坚数据",
        "2022年底攻坚目标 > 2022年底攻坚目标全市排名",
        "牵头（责任） 单位",
        "",
    )
    kinds = [column.kind for column in layout(form, headers(*LEFT, *RANKS, *drifted))]
    assert kinds[-3:] == ["target", "remark", "agency"]


def test_periods_without_a_published_column_are_counted(form: Spec) -> None:
    other = (
        "2023年全市排名 > 一季度",
        "2023年全市排名 > 1-6月份",
        "2023年全市排名 > 前三季度",
        "2023年全市排名 > 全年",
    )
    names = [
        column.name
        for column in layout(form, headers(*LEFT, *other, *RIGHT))
        if column.role == "rank"
    ]
    assert names == ["rank_1", "rank_jan_jun", "rank_jan_sep", "rank_4"]


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ((*LEFT, *RIGHT), "no heading for rank"),
        ((*LEFT, *RANKS, *RIGHT[:2]), "no heading for lead_units"),
        ((*LEFT, *RANKS, *RIGHT, "备注"), "'备注'"),
        ((*LEFT, *RANKS, *RIGHT, "责任单位"), "two headings for lead_units"),
        (("姓名", "电话"), "'姓名'"),
    ],
    ids=lambda part: part if isinstance(part, str) else None,
)
def test_a_table_with_other_columns_is_not_on_the_form(
    form: Spec, columns: tuple[str, ...], says: str
) -> None:
    with pytest.raises(NotThisForm) as caught:
        layout(form, headers(*columns))
    assert says in str(caught.value)
    assert not fits(form, headers(*columns))


def test_a_table_with_the_form_s_columns_fits(form: Spec) -> None:
    assert fits(form, headers(*LEFT, *RANKS, *RIGHT))


# --- what a spec may say of its columns --------------------------------------------------------------------------


def form_of(tmp_path: Path, *columns: str) -> Spec:
    """A form of a serial, a name and these columns, each a line of YAML."""
    path = tmp_path / "form.yml"
    lines = ("{role: seq, heading: ^序号$}", "{role: indicator, heading: ^指标$}", *columns)
    path.write_text("form: a\ncolumns:\n" + "".join(f"  - {line}\n" for line in lines), "utf-8")
    return load(path)


def test_a_heading_above_tells_two_columns_with_one_heading_apart(tmp_path: Path) -> None:
    spec = form_of(
        tmp_path,
        "{role: target, heading: ^数值$, under: 年底}",
        "{role: other, heading: ^数值$, repeats: true}",
    )
    names = [
        column.name
        for column in layout(
            spec, headers("序号", "指标", "上年 > 数值", "年底 > 数值", "前年 > 数值")
        )
    ]
    assert names == ["seq", "indicator", "other_1", "target", "other_2"]


def test_a_period_is_named_by_any_heading_above_or_by_the_spec(tmp_path: Path) -> None:
    above = layout(
        form_of(tmp_path, "{role: rank, heading: ^排名$, repeats: true}"),
        headers("序号", "指标", "1-6月 > 排名", "1-9月 > 排名"),
    )
    assert [column.name for column in above[2:]] == ["rank_jan_jun", "rank_jan_sep"]
    told = layout(
        form_of(tmp_path, "{role: rank, heading: ^排名$, period: 2023年1-3月}"),
        headers("序号", "指标", "排名"),
    )
    assert [column.name for column in told[2:]] == ["rank_1"]
    assert period_of(told[2].texts, 1) == (date(2023, 1, 1), date(2023, 3, 31))


def test_a_ranking_without_a_period_and_two_of_one_period_are_refused(tmp_path: Path) -> None:
    spec = form_of(tmp_path, "{role: rank, heading: 排名$, repeats: true}")
    with pytest.raises(NotThisForm, match="headed '排名' names no period; write it into the spec"):
        layout(spec, headers("序号", "指标", "排名"))
    with pytest.raises(NotThisForm, match="two headings for one period"):
        layout(spec, headers("序号", "指标", "1-6月排名", "上半年排名"))


def test_of_several_years_the_latest_has_the_published_column(tmp_path: Path) -> None:
    """Whichever stands first; a year that no heading states is the notice's own, after any other."""
    spec = form_of(tmp_path, "{role: rank, heading: 月$, repeats: true}")
    names = [
        column.name
        for column in layout(
            spec, headers("序号", "指标", "2023年 > 1-6月", "2022年 > 1-6月", "2024年 > 1-9月")
        )
    ]
    assert names[2:] == ["rank_jan_jun", "rank_2", "rank_jan_sep"]
    unstated = layout(spec, headers("序号", "指标", "1-6月", "2022年 > 1-6月"))
    assert [column.name for column in unstated[2:]] == ["rank_jan_jun", "rank_2"]


def test_a_heading_that_is_a_year_is_a_ranking_of_that_year(tmp_path: Path) -> None:
    spec = form_of(tmp_path, "{role: rank, heading: 年$, repeats: true}")
    columns = layout(spec, headers("序号", "指标", "排名 > 2022年", "排名 > 2023年"))
    assert [column.name for column in columns[2:]] == ["rank_1", "rank_2"]
    assert period_of(columns[3].texts, 1) == (date(2023, 1, 1), date(2023, 12, 31))


def test_columns_with_one_heading_are_told_in_their_order(tmp_path: Path) -> None:
    spec = form_of(
        tmp_path,
        "{role: lead_units, heading: ^分工$}",
        "{role: extra, kind: agency, name: supporting, heading: ^分工$}",
    )
    columns = layout(spec, headers("序号", "指标", "分工", "分工"))
    assert [column.name for column in columns[2:]] == ["lead_units", "supporting"]
    with pytest.raises(NotThisForm, match="no heading for supporting"):
        layout(spec, headers("序号", "指标", "分工"))


def test_one_line_for_several_columns_of_the_forms_own_numbers_them(tmp_path: Path) -> None:
    spec = form_of(
        tmp_path, "{role: extra, kind: number, name: plan, heading: ^计划, repeats: true}"
    )
    columns = layout(spec, headers("序号", "指标", "计划一", "计划二"))
    assert [column.name for column in columns[2:]] == ["plan", "plan_2"]


def test_marks_for_no_value_are_known_in_columns_of_the_forms_own(tmp_path: Path) -> None:
    spec = form_of(tmp_path, "{role: extra, name: remark, heading: ^备注$}")
    assert layout(spec, headers("序号", "指标", "备注"))[2].missing == ("/", "-", "—")
