"""What stands in the columns of a table: shares of numbers, dates, offices, blanks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from pipeline.model import Row, Slot, Table
from pipeline.text import fold, parse_integer, parse_number, read_deadline

MARKS = ("/", "-", "--", "无", "\\", "*")
TOTALS = re.compile(r"(?:合计|小计|总计|总分|共计|总得分)(?:分数?|得分|分值)?(?:\([^()]*\))?")
_NUMERAL = re.compile(r"\(?[一二三四五六七八九十]+\)?[、.]?")
FEWEST_TEXTS = 3  # texts of a row that is about something; fewer head or end others
_ANY_YEAR = 2000
_LETTER = re.compile(r"[^\W\d_]")
_NUMBER_WITH_UNIT = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?[^\W\d_%]{1,4}")
_SEPARATED = re.compile("[、,;/\\s]")
_OFFICE = re.compile(
    r"(?:[局委办厅部院校站所处室队乡镇馆社台场署库]|中心|公司|集团|街道|部门|单位|企业|政府|银行"
    r"|协会|联合会|工会|妇联|残联|工商联|园区|指挥部|新区|开发区|管理区)(?:\(.*\))?$"
)
_MONTH_OR_YEAR = re.compile(
    r"\d月|季度|年底|年内|年末|半年|全年|长期|持续|立行立改|常态|每年|每月|即时|\d日"
)


@dataclass(frozen=True)
class SeenColumn:
    """One column: its place, its headings, and the cells of the rows that are about something."""

    place: int
    texts: tuple[str, ...]
    slots: tuple[Slot, ...]

    @property
    def heading(self) -> str:
        """The innermost heading."""
        return self.texts[-1]

    @cached_property
    def printed(self) -> tuple[str, ...]:
        """The folded texts of its cells, each merged cell once, without marks for no value."""
        keys = [fold(slot.text) for slot in self.slots if not slot.covered]
        return tuple(key for key in keys if key and key not in MARKS)

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """What stands for no value in it, as printed, each once."""
        shown = [slot.text.strip() for slot in self.slots if not slot.covered]
        return tuple(dict.fromkeys(text for text in shown if fold(text) in MARKS))

    @cached_property
    def covered(self) -> float:
        """The share of rows over which a cell from above is drawn."""
        return _share([slot.covered for slot in self.slots])

    @cached_property
    def blank(self) -> float:
        """The share of rows that print nothing in it, drawn cells from above apart."""
        return _share([not slot.covered and not slot.text.strip() for slot in self.slots])

    @cached_property
    def distinct(self) -> float:
        """How many different texts its cells hold, of all of them."""
        return len(set(self.printed)) / len(self.printed) if self.printed else 0.0

    @cached_property
    def length(self) -> float:
        """How many characters its texts have in the mean."""
        lengths = [len(text) for text in self.printed]
        return sum(lengths) / len(lengths) if lengths else 0.0

    def share(self, test: Callable[[str], object]) -> float:
        """The share of its texts that a test holds for."""
        return _share([bool(test(text)) for text in self.printed])

    @property
    def counts_rows(self) -> bool:
        """Whether its cells are the rows' serials: 1, 2, 3 …, which may begin anew."""
        numbers = [parse_integer(text) for text in self.printed]
        if self.covered or self.blank > 0 or None in numbers or numbers[:1] != [1]:
            return False
        steps = pairwise(numbers)
        return all(other in (1, (one or 0) + 1) for one, other in steps)

    @property
    def is_labelled(self) -> bool:
        """Whether its cells are over several rows, drawn or left blank below the first."""
        if self.covered > 0:
            return True
        first = bool(self.slots and self.slots[0].text.strip())
        return first and self.blank > 0


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else 0.0


def has_letters(text: str) -> bool:
    """Whether a text has words."""
    return bool(_LETTER.search(text))


def is_number(text: str) -> bool:
    """Whether a text is a number, with a short unit or none."""
    return parse_number(text) is not None or bool(_NUMBER_WITH_UNIT.fullmatch(text))


def is_percent(text: str) -> bool:
    """Whether a text is a number of per cent."""
    return text.endswith("%") and parse_number(text[:-1]) is not None


def is_date(text: str) -> bool:
    """Whether a text is a date."""
    return bool(read_deadline(text, (_ANY_YEAR,)))


def tells_time(text: str) -> bool:
    """Whether a text is a date or says how long: 长期坚持."""
    return is_date(text) or bool(_MONTH_OR_YEAR.search(text))


def is_offices(text: str) -> bool:
    """Whether a text names offices."""
    parts = [part for part in _SEPARATED.split(text) if part]
    return bool(parts) and all(_OFFICE.search(part) for part in parts)


def seen_columns(table: Table) -> list[SeenColumn]:
    """The table's columns that have a heading, with the cells of its ordinary rows."""
    special = _special(table)
    rows = [row for row in table.rows if (row.page, row.row) not in special]
    found = []
    for header in table.headers:
        texts = tuple(text for text in header.texts if text.strip())
        if texts:
            slots = tuple(row.slots[header.col] for row in rows if header.col < len(row.slots))
            found.append(SeenColumn(header.col, texts, slots))
    return found


def special_rows(table: Table) -> list[str]:
    """What the rows print first that head others, or sum them."""
    found = []
    special = _special(table)
    for row in table.rows:
        if (row.page, row.row) in special:
            texts = [slot.text.strip() for slot in row.slots if slot.text.strip()]
            words = [text for text in texts if len(text) > 1]
            found += (words or texts)[:1]
    return found


def _special(table: Table) -> set[tuple[int, int]]:
    """The places of the rows that head or sum others, or are numbered like headings."""
    found = set()
    firsts: dict[tuple[int, int], str] = {}
    for row in table.rows:
        place = (row.page, row.row)
        texts = [fold(slot.text) for slot in row.slots if slot.text.strip()]
        firsts[place] = texts[0] if texts else ""
        if not _is_ordinary(row):
            found.add(place)
    if any(map(str.isdecimal, firsts.values())):
        found |= {place for place, text in firsts.items() if _NUMERAL.fullmatch(text)}
    return found


def _is_ordinary(row: Row) -> bool:
    """Whether a row is about something: it neither heads other rows nor sums them."""
    texts = [slot for slot in row.slots if slot.text.strip()]
    width = len(row.slots)
    wide = any(slot.cell.colspan * 2 > width for slot in texts)
    if wide or any(TOTALS.fullmatch(fold(slot.text)) for slot in texts[:2]):
        return False
    standing = [slot for slot in row.slots if slot.covered or slot.text.strip()]
    return len(standing) >= min(FEWEST_TEXTS, width)
