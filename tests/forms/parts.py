"""Random parts of clean notices, by a seed: names, offices, points that add up.

Nothing here knows how the pipeline reads.
"""

from __future__ import annotations

import random
from decimal import Decimal

from tests.forms.sheet import Box

COUNTIES = ("青川县", "望江县", "石泉县", "白水县", "临溪县")
OFFICES = (
    "县发改委",
    "县财政局",
    "县水利局",
    "县农业农村局",
    "县林业局",
    "县教体局",
    "县卫健委",
    "县文化馆",
    "县图书馆",
    "县融媒体中心",
    "县供销社",
    "县住建局",
    "县交通运输局",
    "县市监局",
    "县人社局",
    "县统计局",
    "县气象局",
    "国有林场",
    "县公安局",
    "县电视台",
)
VERBS = ("新建", "改造", "完成", "培育", "推广", "修复", "创建", "开展")
THINGS = (
    "高标准农田",
    "村级便民服务点",
    "中小学校舍",
    "农村公路",
    "污水处理站",
    "林下种植基地",
    "公共充电桩",
    "老旧小区",
    "智慧图书馆",
    "养老服务站",
    "规上工业企业",
    "饮水安全工程",
    "数字乡村平台",
    "冷链仓库",
    "文化广场",
    "应急避难场所",
    "河道护岸",
    "产业示范园",
    "技能培训班",
    "招商引资项目",
    "电商直播间",
    "乡镇卫生院",
    "防火隔离带",
    "节水灌溉设施",
    "全民健身步道",
    "绿色矿山",
)
UNITS = ("个", "处", "公里", "万元", "户", "亩", "%", "场次", "家")
NUMERALS = "一二三四五六七八九十"
TOPICS = ("经济发展", "乡村振兴", "民生保障", "生态环境", "平安建设", "改革创新")
DATES = ("6月30日前", "2025年9月底", "全年", "12月20日前", "三季度")
REMARKS = ("省级任务", "市级重点", "续建", "", "", "")


class Maker:
    """Random parts of a notice; each name stands once."""

    def __init__(self, seed: int) -> None:
        self.rnd = random.Random(seed)
        names = [verb + thing for verb in VERBS for thing in THINGS]
        self.rnd.shuffle(names)
        self.names = iter(names)
        self.county = self.rnd.choice(COUNTIES)
        self.offices = self.rnd.sample(OFFICES, 9)

    def name(self) -> str:
        return next(self.names)

    def pick(self, *of: str) -> str:
        return self.rnd.choice(of)

    def office(self, most: int = 2) -> tuple[str, str]:
        """A cell of one or more offices, and what is published of it."""
        found = self.rnd.sample(self.offices, self.rnd.randint(1, most))
        return self.pick("、", "\n", " ").join(found), "、".join(found)

    def target(self, unit: str) -> str:
        number = self.rnd.choice(("12", "35", "120", "8.5", "260", "48", "1500"))
        return (
            f"{number}{unit}{self.pick('', '', '以上')}"
            if unit != "%"
            else f"{self.rnd.randint(60, 99)}%"
        )

    def rank(self) -> str:
        return self.pick("/", *map(str, range(1, 14)))

    def before(self, what: str) -> list[str]:
        return [
            f"关于印发《{self.county}2025年{what}》的通知",
            f"{self.county}人民政府办公室",
            "2025年3月6日",
            f"{self.county}2025年{what}",
        ]

    def parts(self, total: int, count: int, step: Decimal) -> list[Decimal]:
        """``count`` points that add to ``total``, each a multiple of ``step``."""
        units = int(total / step)
        cuts = sorted(self.rnd.sample(range(1, units), count - 1))
        return [step * (b - a) for a, b in zip([0, *cuts], [*cuts, units], strict=True)]


def shown(points: Decimal) -> str:
    return f"{points.normalize():f}"


def column(role: str, heading: str, more: str = "") -> str:
    return f"  - {{role: {role}, heading: '{heading}'{more}}}"


def spec(form: str, *lines: str) -> str:
    return "\n".join([f"form: {form}", "columns:", *lines, ""])


def ranks(make: Maker, row: int, col: int, count: int, want: dict[str, object]) -> list[Box]:
    """Ranking cells, the last period first to end in September."""
    names = ["rank_jan_jun", "rank_jan_sep"][-count:] if count == 2 else ["rank_jan_jun"]
    found = []
    for n, name in enumerate(names):
        text = make.rank()
        want[name] = None if text == "/" else int(text)
        found.append(Box(row, col + n, text))
    return found
