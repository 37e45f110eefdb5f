"""Forms with rows that sum others: headings of sections, 小计, 合计."""

from __future__ import annotations

from decimal import Decimal

from tests.forms.parts import DATES, NUMERALS, TOPICS, UNITS, Maker, column, shown, spec
from tests.forms.sheet import Box, Drawn


def totals(seed: int) -> Drawn:
    """Section rows with their points, serials that run on below them, one row that sums all."""
    make = Maker(seed)
    out = Drawn(
        "totals",
        make.before("高质量发展考核指标"),
        ["序号", "考核指标", "计量单位", "目标值", "分值", "责任单位"],
        [40, 200, 60, 110, 50, 150],
        spec(
            "totals",
            column("seq", "^序号$"),
            column("indicator", "^考核指标$"),
            column("unit", "^计量单位$"),
            column("target", "^目标值$"),
            column("weight", "^分值$"),
            column("lead_units", "^责任单位$"),
        ),
    )
    row = seq = 0
    wide, all_points = make.rnd.random() < 0.3, Decimal(0)
    for section in range(make.rnd.randint(2, 4)):
        total, count = make.rnd.randint(12, 35), make.rnd.randint(3, 8)
        topic = TOPICS[section]
        if wide:
            out.boxes.append(Box(row, 0, f"{NUMERALS[section]}、{topic}（{total}分）", colspan=6))
        else:
            out.boxes += [
                Box(row, 0, NUMERALS[section]),
                Box(row, 1, topic),
                Box(row, 2, ""),
                Box(row, 3, ""),
            ]
            out.boxes += [Box(row, 4, str(total)), Box(row, 5, "")]
        row += 1
        first = seq + 1
        for points in make.parts(total, count, Decimal(make.pick("1", "0.5"))):
            seq += 1
            _task(make, out, row, seq, points)
            row += 1
        out.sums.append(("section_row", first, seq, float(total)))
        all_points += total
    cells = ["", make.pick("合计", "总分", "总 计"), "", "", shown(all_points), ""]
    out.boxes += [Box(row, col, text) for col, text in enumerate(cells)]
    out.sums.append(("total_row", 1, seq, float(all_points)))
    return out


def _task(make: Maker, out: Drawn, row: int, seq: int, points: Decimal) -> None:
    unit, (lead, leads), name = make.pick(*UNITS), make.office(), make.name()
    target = make.target(unit)
    cells = [str(seq), name, unit, target, shown(points), lead]
    out.boxes += [Box(row, col, text) for col, text in enumerate(cells)]
    out.truth[seq] = {
        "indicator": name,
        "unit": unit,
        "target": target,
        "weight": float(points),
        "lead_units": leads,
    }
    out.units.append(((seq,), float(points)))


def subtotals(seed: int) -> Drawn:
    """Two parts, each with its 小计 behind it, and 总计 of both; the serials may begin again in the second part."""
    make = Maker(seed)
    out = Drawn(
        "subtotals",
        make.before("为民办实事项目表"),
        ["序号", "项目名称", "完成时限", "考核分值", "责任单位"],
        [40, 260, 100, 60, 160],
        spec(
            "subtotals",
            column("seq", "^序号$"),
            column("indicator", "^项目名称$"),
            column("other", "^完成时限$"),
            column("weight", "^考核分值$"),
            column("lead_units", "^责任单位$"),
        ),
    )
    row, seq, all_points = 0, 0, Decimal(0)
    words = make.pick("小计", "合计", "小 计")
    for _ in range(2):
        first, total = seq + 1, make.rnd.choice((30, 45, 50))
        for points in make.parts(total, make.rnd.randint(4, 9), Decimal(make.pick("1", "2.5"))):
            seq += 1
            (lead, leads), name = make.office(), make.name()
            cells = [str(seq), name, make.pick(*DATES), shown(points), lead]
            out.boxes += [Box(row, col, text) for col, text in enumerate(cells)]
            out.truth[seq] = {"indicator": name, "weight": float(points), "lead_units": leads}
            out.units.append(((seq,), float(points)))
            row += 1
        _sum_row(out, row, words, shown(Decimal(total)), make.rnd.random() < 0.5)
        out.sums.append(("total_row", first, seq, float(total)))
        all_points += total
        row += 1
    _sum_row(out, row, "总计", shown(all_points), False)
    out.sums.append(("total_row", 1, seq, float(all_points)))
    return out


def _sum_row(out: Drawn, row: int, words: str, points: str, wide: bool) -> None:
    """The words in the second column, or in one cell over the first two."""
    head = [Box(row, 0, words, colspan=2)] if wide else [Box(row, 0, ""), Box(row, 1, words)]
    out.boxes += [*head, Box(row, 2, ""), Box(row, 3, points), Box(row, 4, "")]
