"""What is read in fuzzing: each target takes bytes and ends in a value or in a PipelineError."""

from __future__ import annotations

import struct
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from pipeline import correct, spec
from pipeline.errors import PipelineError, SourceError
from pipeline.read import document as tablebook
from pipeline.read import markdown, sheet
from pipeline.read.docx import read as read_docx
from pipeline.read.html import read as read_html
from pipeline.read.pdf.compose import compose
from pipeline.read.pdf.model import Glyph
from pipeline.read.received import identify
from pipeline.read.sheet.number_format import show_number, show_text
from pipeline.read.sniff import kind_of_data
from pipeline.read.transcript import read_transcript
from pipeline.run import rows_of
from pipeline.sandbox.limits import Limits
from pipeline.sandbox.parent import Confined
from pipeline.stitch import stitch
from pipeline.stitch.attachment import attachment
from tests.fuzz import mutate
from tests.hostile import make, pdfs
from tests.hostile.build import one_page, stream, table
from tests.read import packed
from tests.read.workbooks import sheet_xml, written

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases"
SMALL = Limits(objects=2_000, stream_mb=4, inflated_mb=8)


class Crash(Exception):
    """The process that reads PDFs crashed, hung or raised what is no error of ours."""


@dataclass
class Target:
    """``run`` raises PipelineError or nothing; ``guided`` keeps inputs that reach new lines."""

    name: str
    run: Callable[[bytes], None]
    seeds: Sequence[bytes]
    kinds: Sequence[mutate.Mutation] = mutate.BLIND
    guided: bool = True
    share: float = 1.0
    found: dict[str, bytes] = field(default_factory=dict)


def transcription(data: bytes) -> None:
    for ragged in ("error", "pad"):
        read_transcript(data, "fuzz", ragged)


def word(data: bytes) -> None:
    """The parts as they are, then the main part spoilt within a sound archive."""
    read_docx(Path("fuzz.docx"), data, SMALL)


def word_part(data: bytes) -> None:
    """The main part spoilt within a sound archive, since an archive's checks see other damage."""
    parts: dict[str, str | bytes] = {f"word/{name}.xml": _BESIDE[name] for name in _BESIDE}
    parts["[Content_Types].xml"] = packed.TYPES
    parts["word/document.xml"] = data
    read_docx(Path("fuzz.docx"), packed.packed(parts), SMALL)


def page(data: bytes) -> None:
    """A page up to its logical tables, which must own each position once."""
    document = read_html(Path("fuzz.html"), data, SMALL)
    for one in document.tables:
        places = [at for own in one.cells for at in own.positions()]
        assert len(places) == len(set(places))
    stitch(document.tables, document.lines)


def kind(data: bytes) -> None:
    kind_of_data(data, "fuzz")


def form(data: bytes) -> None:
    path = _written(data, "spec.yml")
    found = spec.load(path)
    document = read_transcript((CASES / "run" / "tiny.txt").read_bytes(), "fuzz")
    attachment(document, found)


def corrections(data: bytes) -> None:
    correct.load(data, "corrections.yml")


def sources(data: bytes) -> None:
    _written(data, "SOURCES.yml")
    identify(_FOLDER / "x.txt", "0" * 64)


def notice(data: bytes) -> None:
    """The whole way of a small notice, up to its rows."""
    rows_of(_written(data, "notice.txt"), limits=Limits(seconds=8))


def cell(data: bytes) -> None:
    """Characters at any place, of any size, turned and stacked at will: no letter may be lost."""
    glyphs = []
    for at in range(0, len(data) - 15, 16):
        x, y, size, width, sign, flags = struct.unpack("<hhhhHxxxxB", data[at : at + 15])
        text = chr(sign) if not 0xD800 <= sign < 0xE000 else "x"
        place = (x / 10, y / 10, x / 10 + abs(width) / 100, y / 10 + abs(size) / 100)
        turn = (0, 0, 0, 90, 180, 270)[flags % 6]
        glyphs.append(
            Glyph(text, *place, place[0], place[3], abs(size) / 100, "F", turn, flags > 200)
        )
    text = compose(glyphs)
    assert sorted("".join(text.split())) == sorted("".join("".join(g.text.split()) for g in glyphs))


def workbook(data: bytes) -> None:
    """An archive that is spoilt as it lies."""
    sheet.read(_FOLDER / "book.xlsx", data, Limits())


def parts(data: bytes) -> None:
    """The parts of a workbook, spoilt before they are packed, so that most of it is read."""
    pieces = [*data.split(b"\x1e"), b"", b""][:3]
    texts = [piece.decode("utf-8", "replace") for piece in pieces]
    sheet.read(_FOLDER / "book.xlsx", written(*texts), Limits())


def number_format(data: bytes) -> None:
    code, _, value = data.decode("utf-8", "replace").partition("\x1e")
    show_text(value, code)
    show_number(Decimal(len(value)) / 7 - 5, code)


def marked_text(data: bytes) -> None:
    markdown.read(_FOLDER / "notice.md", data, Limits())


class Pdf:
    """Both engines on the first pages of a file, in the confined process, which is started again when it is gone."""

    limits = Limits(page_seconds=8, seconds=20)

    def __init__(self) -> None:
        self._process: Confined | None = None

    def __call__(self, data: bytes) -> None:
        path = _written(data, "file.pdf")
        if self._process is None:
            self._process = Confined(self.limits)
            self._process.__enter__()
        try:
            tablebook.read(path, None, "both", limits=self.limits, process=self._process)
        except PipelineError as error:
            if any(
                words in str(error)
                for words in ("crashed", "stuck", "took more", "please report", "no value")
            ):
                self.close()
                raise Crash(str(error)) from None
            if "needs more than" in str(error):
                self.close()
            raise

    def close(self) -> None:
        if self._process is not None:
            self._process.close()
            self._process = None


_HELD = tempfile.TemporaryDirectory(prefix="fuzz-")  # gone with the process
_FOLDER = Path(_HELD.name)
PDF = Pdf()


def _written(data: bytes, name: str) -> Path:
    path = _FOLDER / name
    path.write_bytes(data)
    return path


def _pdf_seeds() -> list[bytes]:
    """Small files of every kind, and two pages of the notice."""
    import pypdfium2

    target, source = pypdfium2.PdfDocument.new(), pypdfium2.PdfDocument(make.NOTICE)
    target.import_pages(source, [1])
    target.save(_FOLDER / "page.pdf")
    small = [
        case.make()
        for case in pdfs.light()
        if not case.name.startswith(("truncated", "q ", "page tree", "arr"))
    ]
    seeds = [one_page(stream(table())), (_FOLDER / "page.pdf").read_bytes()]
    return [*seeds, *(data for data in small if 0 < len(data) < 50_000)]


_NUMBERED = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
_BESIDE = {
    "numbering": f'<w:numbering {packed.NAMES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="1">'
    '<w:start w:val="3"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
    "styles": f'<w:styles {packed.NAMES}><w:style w:type="paragraph" w:styleId="a"><w:pPr>'
    '<w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:sz w:val="32"/></w:rPr></w:style></w:styles>',
}
_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>EQ \\o(○,1)</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_MAIN = (
    f"<w:document {packed.NAMES}><w:body>"
    + packed.p("关于考核的通知", properties='<w:pStyle w:val="a"/>')
    + packed.tbl(
        packed.tr(
            packed.tc("序号", properties='<w:vMerge w:val="restart"/>'),
            "指标",
            packed.tc(packed.p(_FIELD)),
        ),
        packed.tr(
            packed.tc(properties="<w:vMerge/>"),
            packed.tc(packed.tbl(packed.tr("a", "b"))),
            packed.tc(packed.p("x", properties=_NUMBERED)),
        ),
        packed.tr(
            packed.tc("b", properties='<w:gridSpan w:val="2"/>'),
            "c",
            properties='<w:gridBefore w:val="0"/>',
        ),
    )
    + "</w:body></w:document>"
)
_PAGE = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><table><tr><td><a href="#">首页</a>'
    '</td><td><div style="font-size:18pt">关于考核的通知</div><table border="1"><caption>表</caption>'
    '<thead><tr><th rowspan="2">序号</th><th colspan="2">指标</th></tr><tr><th>a</th><th>b</th></tr></thead>'
    '<tbody><tr><td>1</td><td><p>工业</p><p>农业</p></td><td hidden>x</td><td rowspan="0">5%<br>6%</td></tr>'
    "<tr><td>2</td><td><s>林业</s></td></tr></tbody></table><p>说明：满分100分。</p></td></tr></table></body></html>"
)


def all_targets() -> list[Target]:
    tiny, real = (
        (CASES / "run" / "tiny.txt").read_bytes(),
        (ROOT / "raw" / "notice.txt").read_bytes(),
    )
    transcripts = [
        tiny,
        *(path.read_bytes() for path in sorted((CASES / "transcript").glob("*.txt"))),
        real[:6000],
    ]
    words = [packed.docx(packed.tbl(packed.tr("a", "b"), packed.tr("c", "d")))]
    pages = [_PAGE.encode(), _PAGE.encode("gb18030")]
    entry = (CASES / "correct" / "entry.yml").read_bytes()
    places = b"".join(
        struct.pack("<hhhhHxxxxBx", 50 * n, 0, 800, 800, 0x4E00 + n, 0) for n in range(12)
    )
    return [
        Target("transcription", transcription, transcripts),
        Target(
            "spec", form, [spec.DEFAULT.read_bytes(), (CASES / "spec" / "small.yml").read_bytes()]
        ),
        Target("corrections", corrections, [entry]),
        Target("sources", sources, [(ROOT / "raw" / "SOURCES.yml").read_bytes()]),
        Target("cell composition", cell, [places]),
        Target("notice", notice, [tiny], share=2.0),
        *_editions(),
        Target("kind", kind, [*words, *pages, tiny], share=0.5),
        Target("DOCX", word, words, guided=False, share=0.5),
        Target("DOCX part", word_part, [_MAIN.encode()]),
        Target("HTML page", page, pages),
        Target("PDF", PDF, _pdf_seeds(), mutate.PDF, guided=False, share=4.0),
    ]


def _editions() -> list[Target]:
    """Readers of workbooks and Markdown."""
    strings = "<si><t>序号</t></si><si><r><rPr><strike/></rPr><t>a</t></r></si>"
    styles = (
        "<numFmts><numFmt numFmtId='170' formatCode='0.0%'/></numFmts><borders><border/><border>"
        "<left style='thin'/><top style='thin'/></border></borders>"
        "<cellXfs><xf/><xf numFmtId='170' borderId='1'/></cellXfs>"
    )
    inner = (
        "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='inlineStr'><is><t>x</t></is></c></row>"
    )
    inner += "<row r='2' hidden='0'><c s='1'><v>0.4</v></c><c s='1'><f>A1</f><v>3</v></c></row>"
    grid = sheet_xml(
        inner,
        "<cols><col min='3' max='4' hidden='1'/></cols>",
        "<mergeCells><mergeCell ref='A1:A2'/></mergeCells>",
    )
    apart = "\x1e".join((grid, strings, styles)).encode()
    formats = [f"{code}\x1e{text}".encode() for code, text in FORMATS]
    marked = ["# 通知\n\n| a | **b** |\n|---|:-:|\n| $5\\%$ | ~~c~~<br>d |\n\n```\nx\n```\n"]
    marked.append(
        "# x\n\n<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></table>\n"
    )
    return [
        Target("workbook", workbook, [written(grid, strings, styles)], guided=False),
        Target("workbook parts", parts, [apart], share=2.0),
        Target("number format", number_format, formats),
        Target("Markdown", marked_text, [text.encode() for text in marked]),
    ]


FORMATS = (
    ('#,##0.00;[Red]-0.0%;"零";@', "甲"),
    ('[DBNum1][$-804]yyyy"年"m"月"d"日"', "12"),
    ("[>=100]0.0E+00;# ?/?;[h]:mm:ss.00", "345678"),
    ("_ * #,##0_ ;上午/下午h:mm", ""),
)


def known(target: Target, data: bytes) -> None:
    """One input that was found; any other end than a value or an error of ours is raised."""
    try:
        target.run(data)
    except (SourceError, PipelineError):
        return
