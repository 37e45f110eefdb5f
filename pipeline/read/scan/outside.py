"""The lines of text of a page image outside its tables, and what is told of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.messages import Message, message
from pipeline.model import Finding
from pipeline.read.pdf.grid import Grid
from pipeline.read.pdf.model import TextLine
from pipeline.read.quote import shortened
from pipeline.read.scan.columns import Unruled, unruled
from pipeline.read.scan.prepared import FRAME, PreparedPage
from pipeline.read.scan.recognised import Job, Read, add_witness, quoted, recognised
from pipeline.read.scan.recogniser import Recogniser
from pipeline.read.scan.sheet import Mask
from pipeline.read.scan.strips import Strip, strips_of
from pipeline.read.scan.told import rests_number
from pipeline.read.scan.witness import Verdict, verdict

# The ink of a Chinese character is so high, in type sizes.
_INK = 0.92
# A line of a paragraph is longer than this; a recogniser is sure of it from this chance on.
_SHORT_LINE, _SURE = 30, 0.95
# Characters of a line that a message quotes.
_QUOTED = 30


def lines_outside(
    page: PreparedPage,
    grids: Sequence[Grid],
    recognisers: Sequence[Recogniser],
) -> tuple[list[TextLine], list[Finding]]:
    """The lines of text outside the tables, and those of them that are in doubt."""
    strips = strips_of(_outside(page, grids), (0, 0), page.letter)
    read = _recognised(page, strips, recognisers)
    doubts = list(_in_columns(page, grids, strips, read))
    lines: list[TextLine] = []
    doubtful: list[Verdict] = []
    sealed = 0
    for strip, found in zip(strips, read, strict=True):
        said = verdict(found.readings())
        if page.is_sealed(strip):
            sealed += 1
        elif said.text and said.confidence is None:
            doubtful.append(said)
        if said.text:
            lines.append(_text_line(page, grids, strip, said))
    doubts += _lines_in_doubt(page, doubtful)
    if sealed:
        doubts.append(_lines_sealed(page, sealed))
    return lines, doubts


def _recognised(
    page: PreparedPage,
    strips: Sequence[Strip],
    recognisers: Sequence[Recogniser],
) -> list[Read]:
    """What is read of lines: by one recogniser, and by the others where facts may stand."""
    jobs = [Job(number, strip) for number, strip in enumerate(strips)]
    first, *others = recognisers
    read = recognised(page, jobs, len(strips), [first])
    unsure = [job for job in jobs if _wants_witness(read[job.owner])]
    add_witness(page, unsure, read, others)
    return read


def _lines_sealed(
    page: PreparedPage,
    count: int,
) -> Finding:
    number = page.sheet.number
    what = message("scan.sealed-lines", page=number, count=count)
    return Finding("warning", "scan-seal", what, page=number)


def _outside(
    page: PreparedPage,
    grids: Sequence[Grid],
) -> Mask:
    """Where the page has ink outside these tables."""
    ink = page.text.copy()
    for grid in grids:
        x0, y0, x1, y1 = (round(at / page.points) for at in grid.box)
        ink[max(0, y0) : y1 + 1, max(0, x0) : x1 + 1] = False
    return ink


def _in_columns(
    page: PreparedPage,
    grids: Sequence[Grid],
    strips: Sequence[Strip],
    read: Sequence[Read],
) -> Iterator[Finding]:
    """Tells of lines outside the tables that stand in columns, and of tables ruled one way only."""
    outside = unruled(_outside(page, grids), strips, page.letter)
    for found in outside:
        texts = [
            reading.text for one in read[found.first : found.end] for reading in one.readings()
        ]
        yield _unruled(page, found, next(filter(None, texts), ""))
    for grid in grids:
        if len(grid.xs) > FRAME:
            continue
        inside = ~_outside(page, [grid]) & page.text
        lines = strips_of(inside, (0, 0), page.letter)
        for found in unruled(inside, lines, page.letter):
            yield _unruled(page, found, "")


def _unruled(
    page: PreparedPage,
    found: Unruled,
    text: str,
) -> Finding:
    number = page.sheet.number
    what = message(
        "scan.unruled",
        page=number,
        count=found.end - found.first,
        columns=found.columns,
        quote=shortened(text, _QUOTED),
    )
    return Finding("warning", "scan-unruled", what, page=number)


def _wants_witness(found: Read) -> bool:
    """Whether a line should be read twice: facts stand in figures and in short lines."""
    (reading,) = found.readings()
    has_figures = any(letter.isascii() and letter.isalnum() for letter in reading.text)
    return has_figures or len(reading.text) < _SHORT_LINE or reading.chance < _SURE


def _text_line(
    page: PreparedPage,
    grids: Sequence[Grid],
    strip: Strip,
    said: Verdict,
) -> TextLine:
    outline = page.outline(strip)
    middle = (outline[1] + outline[3]) / 2
    above = sum(grid.ys[0] < middle for grid in grids)
    size = round((strip.bottom - strip.top) * page.points / _INK, 1)
    return TextLine(said.text, page.on_page(outline), size, after=above)


def _lines_in_doubt(
    page: PreparedPage,
    doubtful: Sequence[Verdict],
) -> Iterator[Finding]:
    """Tells of lines in doubt: each on which a number rests, the others together."""
    in_words: list[Verdict] = []
    for said in doubtful:
        # A lone sign outside the tables is dust more often than a figure.
        is_lone = all(len(reading.text) <= 1 for reading in said.readings)
        if rests_number(said.readings) and not is_lone:
            yield _line_in_doubt(page, said)
        else:
            in_words.append(said)
    if len(in_words) == 1:
        yield _line_in_doubt(page, in_words[0])
    elif in_words:
        yield _words_in_doubt(page, in_words)


def _line_in_doubt(
    page: PreparedPage,
    said: Verdict,
) -> Finding:
    what = message(
        "scan.line-in-doubt",
        page=page.sheet.number,
        readings=quoted(said.readings),
    )
    return Finding("warning", "scan-line", what, page=page.sheet.number)


def _words_in_doubt(
    page: PreparedPage,
    doubtful: Sequence[Verdict],
) -> Finding:
    lines: list[Message] = []
    for said in doubtful:
        lines.append(message("scan.readings", readings=quoted(said.readings)))
    what = message(
        "scan.lines-in-doubt",
        page=page.sheet.number,
        count=len(lines),
        lines=lines,
    )
    return Finding("warning", "scan-line", what, page=page.sheet.number)
