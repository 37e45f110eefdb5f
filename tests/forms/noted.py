"""Forms whose closing note states sections and totals: one without labels, one with two levels of them."""

from __future__ import annotations

from decimal import Decimal

from tests.forms.parts import NUMERALS, REMARKS, TOPICS, UNITS, Maker, column, ranks, shown, spec
from tests.forms.sheet import Box, Drawn

NOTE = """sections:
  note: '^说明'
  range: '序号(?P<first>\\d+)-(?P<last>\\d+)为(?P<label>[^,]+?),共计(?P<points>\\d+(?:\\.\\d+)?)分'
  full_marks: '满分(?P<full>\\d+)分'
  kinds:
    - {section: bonus, pattern: 加分}
    - {section: municipal, pattern: 考核}
"""


def unlabelled(seed: int) -> Drawn:
    """A closing note with totals, no labels; one or two rankings; points merged over rows; decimals."""
    make = Maker(seed)
    count = make.rnd.randint(1, 2)
    periods = ["1-6月份", "1-9月份"][:count]
    heads = ["序号", "指标名称", "单位", "权重", *periods, "年底目标", "责任单位"]
    rank = column("rank", "^1-\\d月份$", ", repeats: true")
    out = Drawn(
        "unlabelled",
        make.before("考核指标任务表"),
        heads,
        [40, 190, 50, 50, *([55] * count), 100, 140],
        spec(
            "unlabelled",
            column("seq", "^序号$"),
            column("indicator", "^指标名称$"),
            column("unit", "^单位$"),
            column("weight", "^权重$"),
            rank,
            column("target", "^年底目标$"),
            column("lead_units", "^责任单位$"),
        )
        + "missing:\n  rank: ['/']\n  weight: ['']\n  unit: ['-', '']\n"
        + NOTE,
    )
    seq, full, stated = 0, 0, []
    for label, total in (("考核指标", make.rnd.choice((40, 60, 100))), ("加分项", 10)):
        first, step = seq + 1, Decimal(make.pick("1", "0.5", "0.25"))
        for points in make.parts(
            total, make.rnd.randint(9, 16) if label == "考核指标" else 3, step
        ):
            span = make.rnd.choice((1, 1, 1, 1, 2, 3))
            out.boxes.append(Box(seq, 3, shown(points), rowspan=span))
            out.units.append((tuple(range(seq + 1, seq + span + 1)), float(points)))
            for _ in range(span):
                _unlabelled_row(make, out, seq, count, float(points) if span == 1 else None)
                seq += 1
        stated.append(f"序号{first}-{seq}为{label}，共计{total}分")
        full += total
    out.after = ["说明：" + "；".join(stated) + f"。满分{full}分。"]
    return out


def _unlabelled_row(make: Maker, out: Drawn, row: int, count: int, weight: float | None) -> None:
    unit, (lead, leads), name = make.pick(*UNITS, "-"), make.office(), make.name()
    target = make.target(unit if unit != "-" else "项")
    want: dict[str, object] = {
        "indicator": name,
        "unit": None if unit == "-" else unit,
        "weight": weight,
    }
    want |= {"target": target, "lead_units": leads}
    out.boxes += [Box(row, 0, str(row + 1)), Box(row, 1, name), Box(row, 2, unit)]
    out.boxes += ranks(make, row, 4, count, want)
    out.boxes += [Box(row, 4 + count, target), Box(row, 5 + count, lead)]
    out.truth[row + 1] = want


def two_levels(seed: int) -> Drawn:
    """Two label levels with points in drawn cells, a note; now and then a second level without points."""
    make = Maker(seed)
    heads = [
        "一级指标",
        "二级指标",
        "序号",
        "三级指标",
        "计量单位",
        "分值",
        "目标任务",
        "牵头单位",
        "备注",
    ]
    out = Drawn(
        "two_levels",
        make.before("目标责任书"),
        heads,
        [80, 100, 36, 180, 50, 40, 90, 110, 60],
        spec(
            "two-levels",
            column("level1", "^一级指标$"),
            column("level2", "^二级指标$"),
            column("seq", "^序号$"),
            column("indicator", "^三级指标$"),
            column("unit", "^计量单位$"),
            column("weight", "^分值$"),
            column("target", "^目标任务$"),
            column("lead_units", "^牵头单位$"),
            column("other", "^备注$"),
        )
        + NOTE,
    )
    row = full = 0
    for group in range(make.rnd.randint(2, 4)):
        first, total, sub = row, 0, make.rnd.randint(1, 3)
        for n in range(sub):
            points = make.parts(
                make.rnd.choice((6, 8, 9, 10)),
                make.rnd.randint(2, 4),
                Decimal(make.pick("1", "0.5")),
            )
            below, said = int(sum(points)), make.rnd.random() < 0.7
            title = f"{TOPICS[group]}任务{NUMERALS[n]}"
            out.boxes.append(
                Box(row, 1, f"{title}（{below}分）" if said else title, rowspan=len(points))
            )
            for each in points:
                _two_level_row(
                    make,
                    out,
                    row,
                    each,
                    {"level2": title, "level2_points": float(below) if said else None},
                )
                row += 1
            if said:
                out.sums.append(("label", row - len(points) + 1, row, float(below)))
            total += below
        out.boxes.append(Box(first, 0, f"{TOPICS[group]}（{total}分）", rowspan=row - first))
        for seq in range(first + 1, row + 1):
            out.truth[seq] |= {"level1": TOPICS[group], "level1_points": float(total)}
        out.sums.append(("label", first + 1, row, float(total)))
        full += total
    out.after = [f"说明：序号1-{row}为考核指标，共计{full}分。满分{full}分。"]
    return out


def _two_level_row(
    make: Maker, out: Drawn, row: int, points: Decimal, label: dict[str, object]
) -> None:
    unit, (lead, leads), name = make.pick(*UNITS), make.office(), make.name()
    target = make.target(unit)
    cells = [str(row + 1), name, unit, shown(points), target, lead, make.pick(*REMARKS)]
    out.boxes += [Box(row, 2 + n, text) for n, text in enumerate(cells)]
    want = {
        "indicator": name,
        "unit": unit,
        "weight": float(points),
        "target": target,
        "lead_units": leads,
    }
    out.truth[row + 1] = want | label
    out.units.append(((row + 1,), float(points)))
