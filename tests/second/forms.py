"""The forms that notices are printed on, each with the spec that describes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from tests.second.notice import Wanted

Total = Literal["", "top", "end"]
Sums = Literal["", "above", "below"]


@dataclass(frozen=True)
class Head:
    """One column: what stands in it and how it is headed, the outer heading first."""

    role: str
    inner: str
    outer: str = ""


@dataclass(frozen=True)
class Form:
    """A form: its columns in order, and what else it prints.

    ``spec`` is the text of its spec, empty for the built-in form. ``sums`` says whether a row with
    the points of each first-level group stands above or below it, ``total`` where their total is,
    ``drift`` how headings are worded on some pages.
    """

    name: str
    heads: tuple[Head, ...]
    wanted: Wanted
    spec: str = ""
    label_points: bool = False
    sums: Sums = ""
    total: Total = ""
    drift: dict[str, str] = field(default_factory=dict)

    @property
    def roles(self) -> tuple[str, ...]:
        """Returns the roles of its columns, in order."""
        return tuple(head.role for head in self.heads)

    @property
    def ranks(self) -> tuple[str, ...]:
        """Returns the roles of its rankings, in order."""
        return tuple(role for role in self.roles if role.startswith("rank"))

    def has(self, role: str) -> bool:
        """Tells whether it has a column of this role."""
        return role in self.roles

    def spec_file(self, folder: Path) -> Path | None:
        """Writes the spec into a folder; None for the built-in form."""
        if not self.spec:
            return None
        path = folder / f"{self.name}.yml"
        path.write_text(self.spec, "utf-8")
        return path


_RANKS = "{year}年前三季度全市排名"
_GOALS = "{year}年底攻坚目标"

COUNTY = Form(
    name="county",
    heads=(
        Head("level1", "", "一级指标 (权重)"),
        Head("level2", "", "二级指标 (权重)"),
        Head("seq", "", "序号"),
        Head("indicator", "", "三级指标"),
        Head("unit", "", "单位"),
        Head("weight", "权重", _RANKS),
        Head("rank1", "1-6月份"),
        Head("rank2", "1-8月份"),
        Head("rank3", "1-9月份"),
        Head("target", "{year}年底指标攻坚数据", _GOALS),
        Head("target_rank", "{year}年底攻坚全市排名"),
        Head("lead_units", "", "牵头责任单位"),
    ),
    wanted=Wanted(),
    label_points=True,
    drift={
        "{year}年底指标攻坚数据": "{year}年底攻坚数据",
        "{year}年底攻坚全市排名": "{year}年底攻坚目标全市排名",
    },
)

_RANGE = (
    r"号(?P<first>\d+)-(?P<last>\d+)为"
    r"(?P<label>[^,]+),共计(?P<points>\d+)分(?:,权重(?P<share>\d+)%)?"
)

QUARTERS = Form(
    name="quarters",
    heads=(
        Head("seq", "", "编号"),
        Head("lead_units", "", "责任部门"),
        Head("level1", "", "类别"),
        Head("level2", "", "项目"),
        Head("indicator", "", "考核内容"),
        Head("weight", "", "分值"),
        Head("unit", "", "计量单位"),
        Head("target", "", "全年任务"),
        Head("rank1", "一季度", "位次"),
        Head("rank2", "上半年"),
    ),
    wanted=Wanted(periods=2),
    label_points=True,
    spec=r"""form: second-quarters
columns:
  - {role: seq, heading: ^编号$}
  - {role: lead_units, heading: ^责任部门$}
  - {role: level1, heading: ^类别$}
  - {role: level2, heading: ^项目$}
  - {role: indicator, heading: ^考核内容$}
  - {role: weight, heading: ^分值$}
  - {role: unit, heading: ^计量单位$}
  - {role: target, heading: ^全年任务$}
  - {role: rank, heading: '^(一季度|上半年)$', repeats: true}
missing:
  rank: ['/']
  weight: ['/', '-', '—', '']
  unit: ['-', '—', '']
sections:
  note: '^说明'
  range: '@range@'
  full_marks: '满分(?P<full>\d+(?:\.\d+)?)分'
  kinds:
    - {section: bonus, pattern: 加分}
    - {section: provincial, pattern: 省}
    - {section: municipal, pattern: 市}
  not_published: '划"?(?P<mark>\S)"?的表示'
""".replace("@range@", _RANGE),
)

PLAIN = Form(
    name="plain",
    heads=(
        Head("seq", "序号"),
        Head("level1", "工作类别"),
        Head("indicator", "目标任务"),
        Head("unit", "单位"),
        Head("target", "年度目标"),
        Head("rank1", "1-11月份"),
        Head("lead_units", "责任单位"),
    ),
    wanted=Wanted(periods=1, points=False, second_labels=False, note=False, shared=False),
    spec=r"""form: second-plain
columns:
  - {role: seq, heading: ^序号$}
  - {role: level1, heading: ^工作类别$}
  - {role: indicator, heading: ^目标任务$}
  - {role: unit, heading: ^单位$}
  - {role: target, heading: ^年度目标$}
  - {role: rank, heading: ^1-11月份$, repeats: true}
  - {role: lead_units, heading: ^责任单位$}
missing:
  rank: ['/']
  unit: ['-', '—', '']
""",
)

TASKS = Form(
    name="tasks",
    heads=(
        Head("seq", "序号"),
        Head("indicator", "考核项目"),
        Head("weight", "各项分值"),
        Head("text", "考核指标"),
        Head("lead_units", "负责考核部门"),
    ),
    wanted=Wanted(periods=0, second_labels=False, note=False, shared=False, point_texts=True),
    sums="above",
    total="top",
    spec=r"""form: second-tasks
columns:
  - {role: seq, heading: ^序号$}
  - {role: indicator, heading: ^考核项目$}
  - {role: weight, heading: ^各项分值$}
  - {role: other, heading: ^考核指标$}
  - {role: lead_units, heading: ^负责考核部门$}
""",
)

TOTALS = Form(
    name="totals",
    heads=(
        Head("level1", "类别"),
        Head("seq", "序号"),
        Head("indicator", "考核内容"),
        Head("target", "目标值"),
        Head("unit", "单位"),
        Head("lead_units", "牵头单位"),
        Head("weight", "分值"),
    ),
    wanted=Wanted(periods=0, second_labels=False, note=False, shared=False),
    sums="below",
    total="end",
    spec=r"""form: second-totals
columns:
  - {role: level1, heading: ^类别$}
  - {role: seq, heading: ^序号$}
  - {role: indicator, heading: ^考核内容$}
  - {role: target, heading: ^目标值$}
  - {role: unit, heading: ^单位$}
  - {role: lead_units, heading: ^牵头单位$}
  - {role: weight, heading: ^分值$}
missing:
  unit: ['-', '—', '']
""",
)

FORMS = {form.name: form for form in (COUNTY, QUARTERS, PLAIN, TASKS, TOTALS)}


def form_of(seed: int, name: str = "") -> Form:
    """The form of a seed: every second notice is on the built-in one, unless a name is given."""
    if name:
        return FORMS[name]
    others = [form for form in FORMS.values() if form is not COUNTY]
    return COUNTY if seed % 2 else others[seed // 2 % len(others)]
