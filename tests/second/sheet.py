"""A printed attachment while it is laid out and damaged: pages of lines of pieces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from tests.second.forms import Form
from tests.second.notice import Group, Notice, Part, Row

NUMERALS = "一二三四五六七八九十"


@dataclass
class Piece:
    """One cell of a line; its role is the column it belongs to, empty for a cell pushed in."""

    role: str
    text: str


@dataclass
class Line:
    """One printed row: an indicator's, or where ``seq`` is None one that only sums others.

    ``clean`` is what its cells read before any damage, by role.
    """

    seq: int | None
    pieces: list[Piece]
    clean: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.clean = {piece.role: piece.text for piece in self.pieces}

    def piece(self, role: str) -> Piece | None:
        """The cell of a column, wherever it stands; None where it was dropped."""
        return next((piece for piece in self.pieces if piece.role == role), None)

    def text(self, role: str) -> str:
        """Returns what a column's cell reads, blank where it was dropped."""
        piece = self.piece(role)
        return piece.text if piece else ""

    def drop(self, role: str) -> None:
        """Takes a cell out: what follows moves one to the left."""
        self.pieces = [piece for piece in self.pieces if piece.role != role]

    def push(self, role: str, text: str = "") -> None:
        """Pushes a cell in before a column: what follows moves one to the right."""
        at = next(n for n, piece in enumerate(self.pieces) if piece.role == role)
        self.pieces.insert(at, Piece("", text))

    def stands(self, role: str, column: int) -> bool:
        """Whether a column's cell stands in its own place."""
        return column < len(self.pieces) and self.pieces[column].role == role


@dataclass
class Page:
    """One page: its headings, its lines, and how many blank columns pad it."""

    heads: list[list[str]]
    lines: list[Line]
    padding: int = 0

    def width(self, columns: int) -> int:
        """Returns how many cells each of its rows has."""
        longest = max((len(line.pieces) for line in self.lines), default=0)
        return max(columns + self.padding, longest)

    def grid(self, columns: int) -> list[list[str]]:
        """The page's table as texts, its headings first, every row of one length."""
        width = self.width(columns)
        rows = [*self.heads, *([piece.text for piece in line.pieces] for line in self.lines)]
        return [row + [""] * (width - len(row)) for row in rows]


@dataclass
class Style:
    """How one notice prints what can be printed in several ways."""

    points: str
    no_unit: tuple[str, ...]
    shared: str
    labels_again: bool
    rows_a_page: int
    office_gap: str


@dataclass
class Sheet:
    """The whole attachment.

    ``stretched`` says over how many rows a cell is drawn that was merged wrongly, by the serial on
    which it begins and its column.
    """

    notice: Notice
    form: Form
    style: Style
    pages: list[Page]
    stretched: dict[tuple[int, str], int] = field(default_factory=dict)

    def lines(self) -> Iterator[Line]:
        """Yields its lines, page by page."""
        for page in self.pages:
            yield from page.lines

    def line(self, seq: int) -> Line:
        """Returns the line of a serial."""
        return next(line for line in self.lines() if line.seq == seq)

    def place(self, seq: int) -> tuple[int, int]:
        """The page of a row, from 1, and its row within the page's table, from 0."""
        for number, page in enumerate(self.pages, 1):
            for row, line in enumerate(page.lines, len(page.heads)):
                if line.seq == seq:
                    return number, row
        raise KeyError(seq)


def style_of(dice: Random) -> Style:
    """Draws a style."""
    return Style(
        points=dice.choice((" ({})", "({}分)", " ({}分)", "（{}分）")),
        no_unit=dice.choice((("—",), ("-",), ("",), ("—", "-", ""))),
        shared=dice.choice(("", "", "/")),
        labels_again=dice.random() < 0.6,
        rows_a_page=dice.randint(8, 14),
        office_gap=" ",
    )


def lay_out(notice: Notice, form: Form) -> Sheet:
    """Prints a notice cleanly."""
    dice = Random(f"style {notice.seed}")
    style = style_of(dice)
    lines = list(_lines(notice, form, style, dice))
    size = style.rows_a_page
    pages = []
    for start in range(0, len(lines), size):
        drifts = start > 0 and dice.random() < 0.5
        page = Page(_heads(form, notice.year, drifts), lines[start : start + size])
        pages.append(page)
    sheet = Sheet(notice, form, style, pages)
    if style.labels_again:
        _labels_again(sheet)
    return sheet


def _heads(form: Form, year: int, drifts: bool) -> list[list[str]]:
    """The two rows of headings, or the one where nothing stands above."""

    def worded(text: str) -> str:
        wording = form.drift.get(text, text) if drifts else text
        return wording.format(year=year)

    outer = [worded(head.outer) for head in form.heads]
    inner = [worded(head.inner) for head in form.heads]
    return [outer, inner] if any(outer) else [inner]


def _lines(notice: Notice, form: Form, style: Style, dice: Random) -> Iterator[Line]:
    """Every line in order, with the rows that sum others."""
    parts = [part for section in notice.sections for part in section.parts]
    total = sum(part.points for part in parts)
    if form.total == "top":
        yield _sum_line(form, "", "总分", total)
    for number, part in enumerate(parts):
        if form.sums == "above":
            yield _sum_line(form, f"{NUMERALS[number]}、", part.label, part.points)
        for group in part.groups:
            for row in group.rows:
                yield _row_line(form, style, dice, part, group, row)
        if form.sums == "below":
            yield _sum_line(form, "", "小计", part.points)
    if form.total == "end":
        yield _sum_line(form, "", "合计", total)


def _sum_line(form: Form, serial: str, name: str, points: int) -> Line:
    said = {"seq": serial, "indicator": name, "weight": str(points)}
    return Line(None, [Piece(role, said.get(role, "")) for role in form.roles])


def _row_line(
    form: Form,
    style: Style,
    dice: Random,
    part: Part,
    group: Group,
    row: Row,
) -> Line:
    said = {
        "level1": label_text(part.label, part.points if form.label_points else None, style),
        "level2": label_text(group.label, group.points if group.prints_points else None, style),
        "seq": str(row.seq),
        "indicator": row.name,
        "unit": row.unit or dice.choice(style.no_unit),
        "weight": _weight_text(style, group, row),
        "target": row.target.text,
        "target_rank": str(row.target_rank or row.target_rank_remark),
        "lead_units": style.office_gap.join(row.offices) + row.office_remark,
        "text": "".join(f"{n}.按要求完成任务，得{p}分。" for n, p in enumerate(row.parts, 1)),
    }
    for role, rank in zip(form.ranks, row.ranks, strict=True):
        said[role] = str(rank or "/")
    if row is not part.rows[0]:
        said["level1"] = ""
    if row is not group.rows[0]:
        said["level2"] = ""
    return Line(row.seq, [Piece(role, said[role]) for role in form.roles])


def label_text(label: str | None, points: int | None, style: Style) -> str:
    """A label as it is printed, with its points where it has any."""
    if label is None:
        return ""
    return label if points is None else label + style.points.format(points)


def _weight_text(style: Style, group: Group, row: Row) -> str:
    if row.weight is not None:
        return str(row.weight)
    if group.sharing == "merged":
        return str(group.points) if row is group.rows[0] else ""
    return style.shared


def _labels_again(sheet: Sheet) -> None:
    """Prints the labels that go on over a page's end again at the top of the next page."""
    last = {"level1": "", "level2": ""}
    for page in sheet.pages:
        for n, line in enumerate(page.lines):
            if n == 0 and line.seq is not None:
                _print_again(line, last)
            if line.clean.get("level1") and "level2" in line.clean:
                last["level2"] = ""
            for role in last:
                last[role] = line.clean.get(role) or last[role]


def _print_again(line: Line, last: dict[str, str]) -> None:
    new_part = bool(line.clean.get("level1"))
    for role, label in last.items():
        piece = line.piece(role)
        if piece is None or piece.text or (role == "level2" and new_part):
            continue
        piece.text = line.clean[role] = label
