"""Forms without a closing note: points in cells over several rows; no serials."""

from __future__ import annotations

from decimal import Decimal

from tests.forms.parts import DATES, REMARKS, TOPICS, UNITS, Maker, column, ranks, shown, spec
from tests.forms.sheet import Box, Drawn


def merged(seed: int) -> Drawn:
    """Points in one cell over two to four rows here and there; dates and remarks; no note, no labels."""
    make = Maker(seed)
    late = make.rnd.random() < 0.5
    roles = [
        ("seq", "序号"),
        ("indicator", "重点任务"),
        ("lead_units", "责任单位"),
        ("other", "完成时限"),
        ("weight", "分值"),
        ("other", "备注"),
    ]
    if late:
        roles = [roles[0], roles[1], roles[4], roles[3], roles[2], roles[5]]
    out = Drawn(
        "merged",
        make.before("重点任务分工表"),
        [heading for _, heading in roles],
        [40 if role == "seq" else 220 if role == "indicator" else 100 for role, _ in roles],
        spec(
            "merged",
            *(
                column(role, f"^{head}$", ", repeats: true" if role == "other" else "")
                for role, head in roles
            ),
        ),
    )
    at = {heading: n for n, (_, heading) in enumerate(roles)}
    row, count = 0, make.rnd.randint(14, 34)
    while row < count:
        span = min(make.rnd.choice((1, 1, 1, 2, 2, 3, 4)), count - row)
        points = Decimal(make.rnd.randint(2, 15))
        out.boxes.append(Box(row, at["分值"], shown(points), rowspan=span))
        out.units.append((tuple(range(row + 1, row + span + 1)), float(points)))
        for inside in range(row, row + span):
            (lead, leads), name = make.office(3), make.name()
            out.boxes += [
                Box(inside, at["序号"], str(inside + 1)),
                Box(inside, at["重点任务"], name),
                Box(inside, at["责任单位"], lead),
                Box(inside, at["完成时限"], make.pick(*DATES)),
                Box(inside, at["备注"], make.pick(*REMARKS)),
            ]
            weight = float(points) if span == 1 else None
            out.truth[inside + 1] = {"indicator": name, "lead_units": leads, "weight": weight}
        row += span
    return out


def unnumbered(seed: int) -> Drawn:
    """No serial; labels with points in cells over their rows; one ranking or none; decimals of thirds."""
    make = Maker(seed)
    ranked = make.rnd.random() < 0.5
    roles = [
        ("level1", "工作类别", ""),
        ("indicator", "具体任务", ""),
        ("target", "年度目标", ""),
        ("weight", "分值", ""),
    ]
    roles += [("rank", "1-6月份", "")] if ranked else []
    roles += [("lead_units", "牵头单位", ""), ("other", "配合单位", "")]
    out = Drawn(
        "unnumbered",
        make.before("重点工作清单"),
        [heading for _, heading, _ in roles],
        [90, 200, 100, 50, *([50] if ranked else []), 120, 120],
        spec("unnumbered", *(column(role, f"^{heading}$", more) for role, heading, more in roles)),
    )
    row = 0
    for group in range(make.rnd.randint(3, 5)):
        total, topic = make.rnd.choice((8, 10, 12, 20)), TOPICS[group]
        thirds = make.rnd.random() < 0.4
        points = [Decimal("2.67"), Decimal("2.67"), Decimal("2.66")] if thirds else []
        total = 8 if thirds else total
        points = points or make.parts(total, make.rnd.randint(2, 6), Decimal("0.5"))
        out.boxes.append(Box(row, 0, f"{topic}（{total}分）", rowspan=len(points)))
        for each in points:
            _unnumbered_row(make, out, row, each, topic, total, ranked)
            row += 1
        out.sums.append(("label", row - len(points) + 1, row, float(total)))
    return out


def _unnumbered_row(
    make: Maker, out: Drawn, row: int, points: Decimal, topic: str, total: int, ranked: bool
) -> None:
    unit, (lead, leads), (helps, _), name = (
        make.pick(*UNITS),
        make.office(1),
        make.office(3),
        make.name(),
    )
    target = make.target(unit)
    want: dict[str, object] = {
        "level1": topic,
        "level1_points": float(total),
        "indicator": name,
        "target": target,
    }
    want |= {"weight": float(points), "lead_units": leads}
    out.boxes += [Box(row, 1, name), Box(row, 2, target), Box(row, 3, shown(points))]
    out.boxes += ranks(make, row, 4, 1, want) if ranked else []
    out.boxes += [Box(row, 4 + ranked, lead), Box(row, 5 + ranked, helps)]
    out.truth[row + 1] = want
    out.units.append(((row + 1,), float(points)))
