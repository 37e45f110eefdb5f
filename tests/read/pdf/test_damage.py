"""Files that are no PDF, are cut short or damaged: one line that says so, or a finding on the page."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import LimitExceeded, PipelineError, SourceError
from pipeline.read.pdf import guard, lattice, reader
from pipeline.sandbox.limits import Limits

NOTICE = Path(__file__).parents[3] / "raw" / "notice.pdf"


def written(folder: Path, data: bytes) -> Path:
    path = folder / "file.pdf"
    path.write_bytes(data)
    return path


def raw_pdf(content: bytes, extra: bytes = b"") -> bytes:
    """A one-page PDF around one content stream; the parser finds its objects without a cross-reference table."""
    return (
        b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>\nendobj\n"
        b"4 0 obj\n<<"
        + extra
        + b"/Length %d>>\nstream\n" % len(content)
        + content
        + b"\nendstream\nendobj\n"
        b"5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n"
        b"trailer\n<</Root 1 0 R/Size 6>>\n%%EOF\n"
    )


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not a PDF"),
        (b"hello" * 100, "not a PDF"),
        (b"%PDF-1.7\n", "damaged or truncated"),
        (NOTICE.read_bytes()[:150_000], "damaged or truncated"),
        (NOTICE.read_bytes()[:-300], "damaged or truncated"),
    ],
    ids=["empty", "text", "head", "half", "tail"],
)
def test_unusable_files_are_refused_in_one_line(data: bytes, says: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        reader.read_pdf(written(tmp_path, data))
    assert "\n" not in str(caught.value)
    assert "file.pdf" in str(caught.value)


def test_an_encrypted_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret"))
    canvas.drawString(20, 20, "text")
    canvas.save()
    with pytest.raises(SourceError, match="encrypted"):
        reader.read_pdf(path)


def test_pages_without_a_text_layer_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no text layer"):
        reader.read_pdf(written(tmp_path, raw_pdf(b"10 10 50 50 re S")))


def test_a_page_that_is_not_there_is_refused() -> None:
    with pytest.raises(SourceError, match="no page 9"):
        reader.read_pdf(NOTICE, [2, 9])


def test_text_that_yields_no_character_is_a_damaged_page(tmp_path: Path) -> None:
    reading = reader.read_pdf(written(tmp_path, raw_pdf(b"BT /F9 10 Tf 20 20 Td (lost) Tj ET")))
    assert [(f.severity, f.check, f.page) for f in reading.findings] == [
        ("error", "damaged-page", 1)
    ]


def test_a_page_of_spaces_is_not_damaged(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no text layer"):
        reader.read_pdf(written(tmp_path, raw_pdf(b"BT /F1 10 Tf 20 20 Td ( ) Tj ET")))


def ruled(path: Path, middle: str) -> Path:
    """Three pages, the first and last with a table; ``middle`` says what the second shows."""
    canvas = Canvas(str(path), pagesize=(300, 200), invariant=1)
    for page in (1, 2, 3):
        if page != 2:
            canvas.grid([20, 100, 200], [60, 100, 140])
            for x, y in ((30, 110), (110, 110), (30, 70), (110, 70)):
                canvas.drawString(x, y, f"cell {page}")
        elif middle == "picture":
            canvas.drawInlineImage(Image.new("L", (30, 20), 128), 0, 0, 300, 200)
        elif middle == "stamp":
            canvas.drawInlineImage(Image.new("L", (30, 20), 128), 0, 0, 100, 60)
        elif middle == "strings":
            for _ in range(8):
                canvas.drawString(20, 20, " ")
        canvas.showPage()
    canvas.save()
    return path


@pytest.mark.parametrize(
    ("middle", "found"),
    [
        ("picture", [("error", "page-picture", 2)]),
        ("strings", [("error", "page-wordless", 2)]),
        ("stamp", []),
        ("nothing", []),
    ],
)
def test_a_page_that_cannot_be_read_between_tables_is_lost_data(
    middle: str, found: list[tuple[str, str, int]], tmp_path: Path
) -> None:
    reading = reader.read_pdf(ruled(tmp_path / "file.pdf", middle))
    assert [(f.severity, f.check, f.page) for f in reading.findings] == found


def test_a_picture_beside_no_table_is_a_warning(tmp_path: Path) -> None:
    reading = reader.read_pdf(ruled(tmp_path / "file.pdf", "picture"), [1, 2])
    assert [(f.severity, f.check) for f in reading.findings] == [("warning", "page-picture")]


def test_texts_printed_over_each_other_are_lost(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "file.pdf"), pagesize=(300, 200), invariant=1)
    canvas.grid([20, 150, 280], [60, 100, 140])
    for x, text in ((30, "target"), (160, "four"), (31.5, "weight")):
        canvas.drawString(x, 110, text)
    canvas.drawString(30, 70, "sound")
    canvas.save()
    (finding,) = reader.read_pdf(tmp_path / "file.pdf").findings
    assert (finding.severity, finding.check) == ("error", "overlaid-text")
    assert "in 1 cells (row 0 column 0, …)" in finding.message


def test_a_file_broken_among_its_pages_is_refused_in_one_line(tmp_path: Path) -> None:
    """Closing such a file fails once more, which must not be seen."""
    data = ruled(tmp_path / "file.pdf", "nothing").read_bytes()
    assert data.count(b"/Rotate 0") == 3
    with pytest.raises(SourceError, match="damaged or truncated"):
        reader.read_pdf(written(tmp_path, data.replace(b"/Rotate 0", b"/Rotate  ")))


def test_a_stream_cut_short_is_a_damaged_page(tmp_path: Path) -> None:
    content = b"BT /F1 10 Tf 20 20 Td " + b"(kept) Tj " * 400 + b"ET"
    packed = zlib.compress(content)[:-12]
    reading = reader.read_pdf(written(tmp_path, raw_pdf(packed, b"/Filter/FlateDecode")))
    assert [(f.severity, f.check) for f in reading.findings] == [("error", "damaged-page")]


def test_content_overwritten_or_missing_is_a_damaged_page(tmp_path: Path) -> None:
    data = bytearray(NOTICE.read_bytes())
    start = [m.start() for m in re.finditer(rb"stream\r?\n", bytes(data))][-4]
    data[start + 3000 : start + 3400] = bytes(400)
    reading = reader.read_pdf(written(tmp_path, bytes(data)))
    assert "damaged-page" in {f.check for f in reading.findings if f.severity == "error"}
    gone = raw_pdf(b"BT /F1 10 Tf (x) Tj ET").replace(b"/Contents 4 0 R", b"/Contents 8 0 R")
    assert [f.check for f in reader.read_pdf(written(tmp_path, gone)).findings] == ["damaged-page"]


def test_pages_the_file_promises_and_does_not_have_are_missed(tmp_path: Path) -> None:
    data = raw_pdf(b"BT /F1 10 Tf (x) Tj ET").replace(b"/Count 1", b"/Count 3")
    assert [f.check for f in reader.read_pdf(written(tmp_path, data)).findings] == ["missing-pages"]


@pytest.mark.parametrize(
    ("filters", "data"),
    [
        (b"/FlateDecode", zlib.compress(b" " * 3_000_000)),
        (b"[/FlateDecode/FlateDecode]", zlib.compress(zlib.compress(b" " * 3_000_000))),
        (b"/FlateDecode", zlib.compress(b" " * 3_000_000)[:-4] + b"sums"),
        (b"/RunLengthDecode", b"\x81 " * 24_000 + b"\x80"),
        (b"/ASCII85Decode", b"z" * 600_000 + b"~>"),
        (b"/ASCIIHexDecode", b"20" * 2_000_000 + b">"),
    ],
    ids=["Flate", "Flate twice", "Flate with a wrong checksum", "RunLength", "ASCII85", "ASCIIHex"],
)
def test_a_stream_that_inflates_beyond_the_limit_is_refused(
    filters: bytes, data: bytes, tmp_path: Path
) -> None:
    bomb = written(tmp_path, raw_pdf(data, b"/Filter" + filters))
    with pytest.raises(
        LimitExceeded, match=r"file\.pdf: page 1: a stream inflates to more than 1 MB"
    ):
        reader.read_pdf(bomb, limits=Limits(stream_mb=1))


def test_many_streams_that_inflate_beyond_the_limit_together_are_refused(tmp_path: Path) -> None:
    inflater = guard.Inflater(Limits(stream_mb=1, inflated_mb=2))
    packed = zlib.compress(b" " * 900_000)
    assert len(inflater.decompress(packed) + inflater.decompress(packed)) == 1_800_000
    with pytest.raises(LimitExceeded, match="inflate to more than 2 MB"):
        inflater.decompress(packed)


def test_camelot_fails_in_our_words(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(PipelineError, match="camelot cannot read page 1"):
        lattice.read_pdf(written(tmp_path, b"%PDF-1.7\n"), [1])
    assert capfd.readouterr().err == ""
