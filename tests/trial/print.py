"""A notice → its clean transcription: Markdown around blocks of tab-separated rows, one block for each printed page.

The printed rows keep their label cells and the cells behind them apart, so that damage can take cells away or
push some in; a row that has become shorter or longer than its page is filled up with blanks when it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from tests.trial.notice import First, Notice, Second
from tests.trial.rows import Row

SERIAL, NAME, UNIT, WEIGHT, RANK = range(
    5
)  # places in a row's body; targets, their ranking and leads follow the ranks


@dataclass(slots=True)
class Printed:
    """One printed row: the cells left of the serial, and those from it on."""

    seq: int
    labels: list[str]
    body: list[str]

    @property
    def cells(self) -> list[str]:
        return [*self.labels, *self.body]


@dataclass(slots=True)
class Page:
    """One page of the table; ``extra`` blank columns are printed though no row needs them."""

    header: list[list[str]]
    rows: list[Printed]
    extra: int = 0

    @property
    def width(self) -> int:
        return max(len(self.header[0]) + self.extra, *(len(row.cells) for row in self.rows))

    def copy(self) -> Page:
        rows = [Printed(row.seq, list(row.labels), list(row.body)) for row in self.rows]
        return Page(self.header, rows, self.extra)

    def lines(self) -> Iterator[str]:
        for cells in [*self.header, *(row.cells for row in self.rows)]:
            yield "\t".join([*cells, *[""] * (self.width - len(cells))])


@dataclass(slots=True)
class Sheet:
    """The printed notice: text before the table, its pages, text behind it."""

    before: list[str]
    pages: list[Page]
    after: list[str]
    periods: tuple[int, ...] = (6, 8, 9)

    @property
    def ranks(self) -> int:
        return len(self.periods)

    @property
    def rows(self) -> list[Printed]:
        return [row for page in self.pages for row in page.rows]

    def copy(self) -> Sheet:
        return Sheet(self.before, [page.copy() for page in self.pages], self.after, self.periods)

    def text(self) -> str:
        blocks = [*self.before, *("\n".join(page.lines()) for page in self.pages), *self.after]
        return "\n\n" + "\n\n".join(blocks) + "\n"


def label_text(name: str, points: Decimal | None, form: str) -> str:
    """``form`` is how the notice prints points: " ({})", "({}分)" …"""
    return name if points is None else name + form.format(_plain(points))


_POINTS = re.compile(r"(.*?)\s*[(（](\d+(?:\.\d+)?)分?[)）]")


def split_label(text: str) -> tuple[str, Decimal | None]:
    """A label's name and points."""
    found = _POINTS.fullmatch(text)
    return (found.group(1), Decimal(found.group(2))) if found else (text.strip(), None)


def print_notice(notice: Notice) -> Sheet:
    """The clean print. Labels stand once on the first row of their group; pages may print them again at their top."""
    rng = Random(f"print {notice.seed}")
    forms = (
        rng.choice((" ({})", " ({})", "({}分)")),
        rng.choice((" ({}分)", " ({})", "({}分)", "（{}分）")),
    )
    again = (rng.choice((1.0, 0.8, 0.3)), rng.choice((1.0, 0.5, 0.0)))
    starts = _page_starts(rng, len(notice.rows), notice.pages)
    pages: list[Page] = []
    for row, first, second in _members(notice):
        top = row.seq - 1 in starts
        if top:
            pages.append(Page(_header(notice), []))
        opens_first = row.seq == first.seconds[0].rows[0].seq
        opens_second = row.seq == second.rows[0].seq
        one = label_text(first.name, first.points, forms[0])
        points = second.points if second.pointed else None
        two = label_text(second.name, points, forms[1])
        labels = [
            one if opens_first or (top and rng.random() < again[0]) else "",
            two if opens_second or (top and rng.random() < again[1]) else "",
        ]
        pages[-1].rows.append(Printed(row.seq, labels, _body(row, second)))
    sheet = Sheet(_before(notice), pages, [_note(notice, rng)], notice.periods)
    _set_style_spaces(sheet, rng)
    return sheet


def _members(notice: Notice) -> Iterator[tuple[Row, First, Second]]:
    for section in notice.sections:
        for first in section.firsts:
            for second in first.seconds:
                for row in second.rows:
                    yield row, first, second


def _page_starts(rng: Random, rows: int, pages: int) -> set[int]:
    """Row counts before each page: pages of about the same length, none shorter than three rows."""
    pages = min(pages, rows // 3)
    even = [round(n * rows / pages) for n in range(pages)]
    reach = max(0, (rows // pages - 3) // 2)
    return {0, *(at + rng.randint(-reach, reach) for at in even[1:])}


def _body(row: Row, second: Second) -> list[str]:
    weight = second.blank if row.weight is None else _plain(row.weight)
    leads = " ".join(name + (f"({remark})" if remark else "") for name, remark in row.leads)
    return [
        str(row.seq),
        row.name,
        row.unit,
        weight,
        *row.ranks,
        row.target.text,
        row.target_rank,
        leads,
    ]


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _header(notice: Notice) -> list[list[str]]:
    year, ranks = notice.front.year, len(notice.periods)
    above = ["一级指标 (权重)", "二级指标 (权重)", "序号", "三级指标", "单位"]
    above += [f"{year}年前三季度全市排名", *[""] * ranks]
    below = [*[""] * 5, "权重", *(f"1-{month}月份" for month in notice.periods)]
    return [
        [*above, f"{year}年底攻坚目标", "", "牵头责任单位"],
        [*below, f"{year}年底指标攻坚数据", f"{year}年底攻坚全市排名", ""],
    ]


def _set_style_spaces(sheet: Sheet, rng: Random) -> None:
    """Some pages are set with spaces before brackets and behind commas."""
    for page in sheet.pages:
        for row in page.rows if rng.random() < 0.3 else ():
            row.body[NAME] = styled(row.body[NAME])
            row.body[RANK + sheet.ranks] = styled(row.body[RANK + sheet.ranks])


def styled(text: str) -> str:
    return text.replace(",", ", ").replace("(", " (").lstrip()


def _before(notice: Notice) -> list[str]:
    front = notice.front
    spaced = f"{front.place} {front.year} 年{front.topic}攻坚工作方案"
    day = "{0.year} 年 {0.month} 月 {0.day} 日"
    start, end = (day.format(one) for one in front.window)
    return [
        f"# {front.issuer}",
        f"## 关于印发《{front.place} {front.year} 年{front.topic}攻坚工作方案》的通知",
        "各考核指标牵头（责任）单位：",
        f"现将《{spaced}》印发给你们，请结合实际，认真抓好贯彻落实。",
        front.issuer,
        day.format(front.issued_on),
        f"# {spaced}",
        "为确保全年目标任务完成，制定如下攻坚工作方案：",
        "## 一、攻坚时间",
        f"{start}—{end}。",
        "## 二、攻坚目标",
        "落后指标进位达标、中间指标跨越赶超、靠前指标保优争先。各考核指标具体攻坚目标详见附件。",
        "## 三、其他事项",
        f"请各单位于每周五下班前报送进展情况（电子邮箱 [{front.email}](mailto:{front.email})）。",
        f"附件：{front.attachment_title}",
        f"# {front.attachment_title}",
    ]


def _note(notice: Notice, rng: Random) -> str:
    """The closing note: ranges, totals and shares, and what "/" means."""
    dash = rng.choice(("—", "—", "-", "－", "–", "~", "至"))
    together = rng.choice(("共计", "共计", "合计", "共"))
    parts = []
    first = 1
    for section in notice.sections:
        last = first + sum(len(group.rows) for one in section.firsts for group in one.seconds) - 1
        share = f", 权重{section.share * 100:.0f}%" if section.share != 1 else ""
        parts.append(
            f"序号{first}{dash}{last}为{section.label}, {together}{_plain(section.points)}分{share}"
        )
        first = last + 1
    names = "、".join(section.label for section in notice.sections)
    return (
        f"说明: 1. {notice.front.topic}水平年度考核指标分{names}, 满分{_plain(notice.full_marks)}分"
        f"(其中: 三级指标{'; '.join(parts)})。"
        f"2. “{notice.front.year}年前三季度全市排名”栏中划“/”的表示该指标市级层面未统一发布排名。"
    )
