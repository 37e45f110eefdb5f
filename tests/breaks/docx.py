"""A document as a word processor's file, written as the few parts that it needs."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from tests.breaks.links import address
from tests.breaks.model import Cell, Document, PageBreak, Table, Text

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006"
_JUSTIFY = {"left": "left", "centre": "center", "right": "right"}
_SIZES = {"title": 1.6, "caption": 1.1, "unit": 0.95, "body": 1.0}
_PLACE = {"title": "center", "unit": "right", "caption": "left", "body": "left"}

_TYPES = (
    f'<Types xmlns="{_P}/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'
)
# Writer exports links only of a character style of this name.
_STYLES = (
    f'<w:styles xmlns:w="{_W}"><w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    "</w:style></w:styles>"
)
_MAIN = (
    f'<Relationships xmlns="{_P}/relationships"><Relationship Id="m" Type="{_R}/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)


def write_docx(document: Document, path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _MAIN)
        archive.writestr("word/document.xml", "".join(_main(document)))
        archive.writestr("word/styles.xml", _STYLES)
        archive.writestr("word/_rels/document.xml.rels", _links(document))


def _links(document: Document) -> str:
    """One relation for each cell, the address that its text is given."""
    rows = [f'<Relationship Id="s" Type="{_R}/styles" Target="styles.xml"/>']
    for number, table in enumerate(document.tables):
        for index in range(len(table.cells)):
            target = f'Target="{address(number, index)}" TargetMode="External"'
            rows.append(f'<Relationship Id="t{number}c{index}" Type="{_R}/hyperlink" {target}/>')
    return f'<Relationships xmlns="{_P}/relationships">{"".join(rows)}</Relationships>'


def _main(document: Document) -> Iterator[str]:
    look = document.look
    yield f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>'
    turn, number = False, -1
    after_table = False
    for block in document.blocks:
        if isinstance(block, PageBreak):
            turn = True
        elif isinstance(block, Text):
            yield _paragraph(document, block, turn or block.new_page)
            turn, after_table = False, False
        else:
            number += 1
            if after_table or turn:
                yield _gap(document, turn)
            yield from _table(document, number, block)
            turn, after_table = False, True
    yield _gap(document, False)
    width, height = round(look.width * 20), round(look.height * 20)
    orient = ' w:orient="landscape"' if width > height else ""
    margin = round(look.margin * 20)
    sides = " ".join(f'w:{side}="{margin}"' for side in ("top", "right", "bottom", "left"))
    paper = f'<w:pgSz w:w="{width}" w:h="{height}"{orient}/>'
    yield f'<w:sectPr>{paper}<w:pgMar {sides} w:header="300" w:footer="300" w:gutter="0"/></w:sectPr>'
    yield "</w:body></w:document>"


def _font(document: Document, size: float) -> str:
    """Run properties: fonts for both kinds of script, and the size."""
    serif = document.seed % 2
    script = {"zh": "SC", "ko": "KR", "ja": "JP"}.get(document.script, "SC")
    east = f"Noto {'Serif' if serif else 'Sans'} CJK {script}"
    west = (
        f"DejaVu {'Serif' if serif else 'Sans'}"
        if document.script in ("en", "de", "fr", "ar")
        else east
    )
    half = round(size * 2)
    return (
        f'<w:rFonts w:ascii="{west}" w:hAnsi="{west}" w:eastAsia="{east}" w:cs="{west}"/><w:color w:val="000000"/>'
        f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/><w:u w:val="none"/>'
    )


def _spacing(document: Document) -> str:
    """No space between paragraphs; lines of a fixed height, half of the time."""
    exact = document.seed // 2 % 2
    pitch = round(document.look.size * document.look.leading * 20)
    line = f' w:line="{pitch}" w:lineRule="exact"' if exact else ""
    return f'<w:widowControl w:val="{int(document.look.widows)}"/><w:spacing w:before="0" w:after="0"{line}/>'


def _paragraph(document: Document, text: Text, new_page: bool) -> str:
    size = document.look.size * _SIZES[text.kind]
    turn = "<w:pageBreakBefore/>" if new_page else ""
    return (
        f'<w:p><w:pPr>{turn}<w:spacing w:before="60" w:after="60"/><w:jc w:val="{_PLACE[text.kind]}"/></w:pPr>'
        f'<w:r><w:rPr>{_font(document, size)}</w:rPr><w:t xml:space="preserve">{escape(text.text)}</w:t></w:r></w:p>'
    )


def _gap(document: Document, new_page: bool) -> str:
    """What a word processor needs between two tables: a paragraph, which may begin a page."""
    turn = "<w:pageBreakBefore/>" if new_page else ""
    size = 2 if new_page else document.look.size
    mark = f'<w:rPr><w:sz w:val="{round(size * 2)}"/></w:rPr>'
    return f'<w:p><w:pPr>{turn}<w:spacing w:before="0" w:after="0"/>{mark}</w:pPr></w:p>'


def _table(document: Document, number: int, table: Table) -> Iterator[str]:
    """The table, or, where its author cut it up by hand, each part as one."""
    cuts = [table.header_rows, *(split.row for split in table.splits), table.n_rows]
    for at, (first, last) in enumerate(pairwise(cuts)):
        split = table.splits[at - 1] if at else None
        for nth, caption in enumerate(split.captions if split else ()):
            yield _paragraph(document, Text(caption, "caption"), nth == 0)
        heading = range(table.header_rows) if split is None or split.heading else range(0)
        yield _part(document, number, table, [*heading, *range(first, last)], again=at > 0)


def _part(document: Document, number: int, table: Table, rows: list[int], again: bool) -> str:
    look = document.look
    whole = (look.width - 2 * look.margin) * table.breadth * 20
    widths = [round(whole * width / sum(table.widths)) for width in table.widths]
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    pad = round(look.pad * 20)
    sides = (("top", pad), ("left", 60), ("bottom", pad), ("right", 60))
    inside = "".join(f'<w:{side} w:w="{wide}" w:type="dxa"/>' for side, wide in sides)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(_row(document, number, table, row, widths, again) for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{inside}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"
    )


def _row(
    document: Document, number: int, table: Table, row: int, widths: list[int], again: bool
) -> str:
    heading = row < table.header_rows
    least = round(document.look.row_height * document.look.size * document.look.leading * 20)
    how = f'<w:trHeight w:val="{least}" w:hRule="atLeast"/>'
    how = ("" if table.breakable and not heading else "<w:cantSplit/>") + how
    how += "<w:tblHeader/>" if heading and table.repeat else ""
    cells, col = [], 0
    owners = {
        at: (index, cell) for index, cell in enumerate(table.cells) for at in cell.positions()
    }
    while col < table.n_cols:
        index, cell = owners[row, col]
        cells.append(
            _cell(document, number, table, index, row, sum(widths[col : col + cell.colspan]), again)
        )
        col = cell.col + cell.colspan
    return f"<w:tr><w:trPr>{how}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(
    document: Document, number: int, table: Table, index: int, row: int, width: int, again: bool
) -> str:
    cell = table.cells[index]
    heading = cell.row < table.header_rows
    begins = row == cell.row
    how = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    how += f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    if cell.rowspan > 1:
        how += '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
    how += '<w:vAlign w:val="center"/>' if heading or table.middle else ""
    lines = _text(table, cell, again).split("\n") if begins else [""]
    link = f"t{number}c{index}" if not (again and heading) else ""
    align = "center" if heading else _JUSTIFY[table.aligns[cell.col]]
    paragraphs = "".join(_line(document, line, link, align) for line in lines)
    return f"<w:tc><w:tcPr>{how}</w:tcPr>{paragraphs}</w:tc>"


def _text(table: Table, cell: Cell, again: bool) -> str:
    drift = {(row, col): text for row, col, text in table.drift} if again else {}
    return drift.get((cell.row, cell.col), cell.text)


def _line(document: Document, text: str, link: str, align: str) -> str:
    font = _font(document, document.look.size)
    style = '<w:rStyle w:val="Hyperlink"/>' if link else ""
    run = (
        f'<w:r><w:rPr>{style}{font}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        if text
        else ""
    )
    if link and run:
        run = f"<w:hyperlink r:id={quoteattr(link)}>{run}</w:hyperlink>"
    return f'<w:p><w:pPr>{_spacing(document)}<w:jc w:val="{align}"/><w:rPr>{font}</w:rPr></w:pPr>{run}</w:p>'
