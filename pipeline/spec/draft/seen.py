"""What stands in the columns of a table: shares of numbers, dates, offices, blanks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.model import Row, Slot, Table
from pipeline.text import fold, parse_integer, parse_number, read_deadline

MARKS = ("/", "-", "--", "无", "\\", "*")
TOTALS = re.compile(r"(?:合计|小计|总计|总分|共计|总得分)(?:分数?|得分|分值)?(?:\([^()]*\))?")
_NUMERAL = re.compile(r"\(?[一二三四五六七八九十]+\)?[、.]?")
_SECTION = re.compile(r"[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十]+\)")
FEWEST_TEXTS = 3  # texts of a row that is about something, or half of a narrow one
MANY_RUNS = 5  # of numbers that begin anew at 1
SHORT_RUN = 3  # rows
_ANY_YEAR = 2000
Place = tuple[int, int]  # page and row
_LETTER = re.compile(r"[^\W\d_]")
_HAN = re.compile(r"[\u3400-\u9fff]")
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
        keys = []
        for slot in self.slots:
            key = fold(slot.text)
            if key and key not in MARKS and not slot.covered:
                keys.append(key)
        return tuple(keys)

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """What stands for no value in it, as printed, each once."""
        found: dict[str, None] = {}
        for slot in self.slots:
            text = slot.text.strip()
            if fold(text) in MARKS and not slot.covered:
                found[text] = None
        return tuple(found)

    @cached_property
    def covered(self) -> float:
        """The share of rows over which a cell from above is drawn."""
        drawn = [slot.covered for slot in self.slots]
        return _share(drawn)

    @cached_property
    def blank(self) -> float:
        """The share of rows that print nothing in it, drawn cells from above apart."""
        empty = [_is_blank(slot) for slot in self.slots]
        return _share(empty)

    @cached_property
    def distinct(self) -> float:
        """How many different texts its cells hold, of all of them."""
        if not self.printed:
            return 0.0
        different = set(self.printed)
        return len(different) / len(self.printed)

    @cached_property
    def length(self) -> float:
        """How many characters its texts have in the mean."""
        if not self.printed:
            return 0.0
        characters = sum(map(len, self.printed))
        return characters / len(self.printed)

    def share(self, test: Callable[[str], object]) -> float:
        """The share of its texts that a test holds for."""
        flags = [bool(test(text)) for text in self.printed]
        return _share(flags)

    @property
    def counts_rows(self) -> bool:
        """Whether its cells are the rows' serials: 1, 2, 3 …, which may begin anew.

        Where they do so every other row they tell members of small groups apart.
        """
        if self.covered or self.blank > 0:
            return False
        ones = self.printed.count("1")
        if ones > MANY_RUNS and ones * SHORT_RUN > len(self.printed):
            return False
        last = None
        for text in self.printed:
            number = parse_integer(text)
            begins_anew = number == 1
            follows = last is not None and number == last + 1
            if number is None or not (begins_anew or follows):
                return False
            last = number
        return last is not None

    @property
    def is_labelled(self) -> bool:
        """Whether its cells are over several rows, drawn or left blank below the first."""
        if self.covered > 0:
            return True
        if not self.slots or self.blank == 0:
            return False
        first = self.slots[0]
        return bool(first.text.strip())


def _is_blank(slot: Slot) -> bool:
    if slot.covered:
        return False
    return not slot.text.strip()


def _share(flags: Sequence[bool]) -> float:
    if not flags:
        return 0.0
    return sum(flags) / len(flags)


def has_letters(text: str) -> bool:
    """Whether a text has words."""
    return bool(_LETTER.search(text))


def has_han(text: str) -> bool:
    """Whether a text has a Chinese character."""
    return bool(_HAN.search(text))


def is_number(text: str) -> bool:
    """Whether a text is a number, with a short unit or none."""
    if parse_number(text) is not None:
        return True
    with_unit = _NUMBER_WITH_UNIT.fullmatch(text)
    return with_unit is not None


def is_percent(text: str) -> bool:
    """Whether a text is a number of per cent."""
    if not text.endswith("%"):
        return False
    number = text.removesuffix("%")
    return parse_number(number) is not None


def is_date(text: str) -> bool:
    """Whether a text is a date."""
    readings = read_deadline(text, (_ANY_YEAR,))
    return bool(readings)


def tells_time(text: str) -> bool:
    """Whether a text is a date or says how long: 长期坚持."""
    if is_date(text):
        return True
    word = _MONTH_OR_YEAR.search(text)
    return word is not None


def is_offices(text: str) -> bool:
    """Whether a text names offices."""
    parts = list(filter(None, _SEPARATED.split(text)))
    if not parts:
        return False
    return all(map(_OFFICE.search, parts))


def seen_columns(table: Table) -> list[SeenColumn]:
    """The table's columns that have a heading, with the cells of its ordinary rows."""
    special = _special(table)
    rows = [row for row in table.rows if _place(row) not in special] or table.rows
    found = []
    for header in table.headers:
        at = header.col
        texts = tuple(text for text in header.texts if text.strip())
        if not texts:
            continue
        slots = []
        for row in rows:
            if at < len(row.slots):
                slots.append(row.slots[at])
        column = SeenColumn(at, texts, tuple(slots))
        found.append(column)
    return found


def special_rows(table: Table) -> list[str]:
    """What the rows print first that head others, or sum them."""
    found = []
    special = _special(table)
    for row in table.rows:
        if _place(row) not in special or not _is_told(row):
            continue
        texts = [slot.text.strip() for slot in _printing(row)]
        words = [text for text in texts if len(text) > 1]
        shown = words or texts
        found += shown[:1]
    return found


def _place(row: Row) -> Place:
    return row.page, row.row


def _printing(row: Row) -> list[Slot]:
    """The places of a row that have a text."""
    return [slot for slot in row.slots if slot.text.strip()]


def _special(table: Table) -> set[Place]:
    """The places of the rows that head or sum others, or are numbered like headings."""
    found = set()
    firsts: dict[Place, str] = {}
    for row in table.rows:
        place = _place(row)
        printing = _printing(row)
        if printing:
            first = printing[0]
            firsts[place] = fold(first.text)
        if not _is_ordinary(row):
            found.add(place)
    if not any(map(str.isdecimal, firsts.values())):
        return found
    for place, text in firsts.items():
        if _NUMERAL.fullmatch(text):
            found.add(place)
    return found


def _is_told(row: Row) -> bool:
    """Whether a row shows that it heads others or sums them, and is not merely short."""
    printing = _printing(row)
    return _is_wide(row) or _is_total(row) or bool(printing and _opens_with_numeral(printing[0]))


def _is_wide(row: Row) -> bool:
    """Whether one cell is over more than half of the row."""
    return any(slot.cell.colspan * 2 > len(row.slots) for slot in _printing(row))


def _is_total(row: Row) -> bool:
    """Whether the row opens with a word for sums."""
    return any(TOTALS.fullmatch(fold(slot.text)) for slot in _printing(row)[:2])


def _opens_with_numeral(slot: Slot) -> bool:
    return bool(_SECTION.match(fold(slot.text)))


def _is_ordinary(row: Row) -> bool:
    """Whether a row is about something: it neither heads other rows nor sums them."""
    width = len(row.slots)
    if _is_wide(row) or _is_total(row):
        return False
    standing = [slot for slot in row.slots if not _is_blank(slot)]
    half = (width + 1) // 2
    fewest = min(FEWEST_TEXTS, max(half, 1))
    return len(standing) >= fewest
