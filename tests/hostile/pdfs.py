"""Hostile PDFs; heavy ones take a second or more to make, to read or to refuse."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from tests.hostile.build import deflated, one_page, pdf, table
from tests.hostile.make import (
    KIDS,
    MEGABYTE,
    bomb,
    boxes,
    characters,
    cmap,
    encrypted,
    flipped,
    form_in_itself,
    forms,
    grid,
    huge_cmap,
    image_bomb,
    lines,
    lzw,
    many_pages,
    nested,
    no_unicode,
    object_stream_bomb,
    page,
    page_tree,
    predictor,
    scan,
    spoilt,
    tree,
    truetype,
    truncated,
    type0,
    type1,
    type3,
    whites,
    wide_tree,
    xref_count_lie,
    xref_ring,
    xref_stream_bomb,
)


@dataclass(frozen=True, slots=True)
class Case:
    """One file: how it is made, and words of the line it must end with ("" where any line will do).

    ``option`` is the one it is given with, where it is not the document; then the document is a small sound one.
    What is ``slow`` takes seconds to be refused.
    """

    name: str
    make: Callable[[], bytes]
    says: str = ""
    codes: tuple[int, ...] = (1, 2)
    option: str = ""
    slow: bool = False

    def __str__(self) -> str:
        return self.name


def trees() -> Iterator[Case]:
    """Files without a sound structure."""
    yield Case("empty file", lambda: b"", "empty file")
    yield Case("header alone", lambda: b"%PDF-1.7\n", "damaged or truncated")
    yield Case("self-referring page tree", tree({2: b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"}))
    yield Case("page tree that is no tree", tree({2: b"[2 0 R]"}))
    yield Case(
        "page tree in a ring",
        tree({2: b"<</Type/Pages/Kids[3 0 R]>>", 3: b"<</Type/Pages/Kids[2 0 R]>>"}),
    )
    yield Case(
        "length refers to itself", lambda: one_page(b"<</Length 4 0 R>>\nstream\nBT ET\nendstream")
    )
    yield Case("contents in a ring", page(b"/Contents 3 0 R"))
    yield Case(
        "parent in a ring",
        lambda: pdf(
            {
                1: KIDS,
                2: b"<</Type/Pages/Parent 2 0 R/Kids[3 0 R]/Count 1>>",
                3: b"<</Type/Page/Parent 3 0 R>>",
            }
        ),
    )
    yield Case("page tree 900 deep", lambda: page_tree(900, 1))
    yield Case("page tree that doubles 30 times", lambda: page_tree(30, 2))
    yield Case(
        "count beyond all integers",
        spoilt(b"/Count 1", b"/Count 99999999999999999999999"),
    )
    yield Case("count below zero", spoilt(b"/Count 1", b"/Count -5"))


def pages() -> Iterator[Case]:
    """Pages of no sound size."""
    yield Case(
        "page of 9e9 points", page(b"/MediaBox[0 0 9000000000 9000000000]"), "points, more than"
    )
    yield Case("page of 1e400 points", page(b"/MediaBox[0 0 " + b"9" * 400 + b" 200]"))
    yield Case("page of 1e400.0 points", page(b"/MediaBox[0 0 " + b"9" * 400 + b".0 200]"))
    yield Case("page of no size", page(b"/MediaBox[0 0 0 0]"))
    yield Case("media box of words", page(b"/MediaBox[/a /b /c /d]"))
    yield Case("media box of three numbers", page(b"/MediaBox[0 0 300]"))
    yield Case("media box nested in itself", page(b"/MediaBox 3 0 R"))
    yield Case("rotate by a word", page(b"/Rotate/Left"))
    yield Case("rotate by 17", page(b"/Rotate 17"))
    yield Case("rotate by 1e30", page(b"/Rotate 1000000000000000000000000000000"))
    yield Case("user unit of 1e9", page(b"/UserUnit 1000000000"))


def contents() -> Iterator[Case]:
    """Content streams with nonsense in them."""
    yield Case(
        "coordinates beyond all numbers",
        page(b"", b"1e999 0 m " + b"9" * 320 + b".5 10 l S " + table()),
    )
    yield Case(
        "text at infinity",
        page(b"", b"BT /F1 " + b"9" * 400 + b".0 Tf " + b"9" * 400 + b".0 0 Td (x) Tj ET"),
    )
    yield Case(
        "text at no place",
        page(b"", b"BT /F1 0 Tf 1 0 0 " + b"9" * 400 + b".0 10 10 Tm (x) Tj ET " + table()),
    )
    yield Case(
        "text of no number",
        page(b"", b"BT /F1 8 Tf (x) (y) Td (x) Tj /a /b /c /d /e /f Tm [(x) /y] TJ ET"),
    )
    yield Case("matrix that is singular", page(b"", b"0 0 0 0 0 0 cm " + table()))
    yield Case(
        "matrix beyond all numbers",
        page(b"", (b"9999999999 0 0 9999999999 0 0 cm " * 40) + table()),
    )
    yield Case("line width beyond all numbers", page(b"", b"9" * 400 + b".0 w " + table()))
    yield Case("q 20,000 deep", page(b"", b"q " * 20_000 + table()))
    yield Case("Q without q", page(b"", b"Q " * 1000 + table()))
    yield Case(
        "operators without operands",
        page(b"", b"m l c re W n Tf Td Tj TJ ' \" cm gs Do sh BI ID EI BT ET d0 d1 sc scn SCN"),
    )
    yield Case(
        "inline image without end",
        page(b"", table() + b"BI /W 99999999 /H 99999999 /BPC 8 /CS /RGB ID " + b"x" * 1000),
    )
    yield Case("string without end", page(b"", table() + b"BT /F1 8 Tf (" + b"(" * 20_000))
    yield Case("arrays 5,000 deep in the content", page(b"", b"[" * 5000 + b"]" * 5000 + b" TJ"))
    yield Case(
        "arrays 5,000 deep in the catalogue",
        lambda: pdf({1: b"<</Type/Catalog/Pages " + b"[" * 5000 + b"]" * 5000 + b">>"}),
    )
    yield Case(
        "dictionaries 5,000 deep in the trailer",
        tree({2: b"<</Type/Pages/Kids[]>>"}, b"/X " + b"<</X " * 5000 + b"1" + b">>" * 5000),
    )


def streams() -> Iterator[Case]:
    """Forms, filters, predictors, cross-reference tables."""
    yield Case("form that draws itself", form_in_itself, slow=True)
    yield Case("forms 200 deep", lambda: forms(200, 1))
    yield Case("filter that does not exist", lambda: bomb(b"/Unknown", b"abc"))
    yield Case("500 filters", lambda: bomb(b"[" + b"/ASCIIHexDecode" * 500 + b"]", b"20>"))
    yield Case(
        "predictor with columns beyond all integers",
        predictor(b"/Predictor 15/Columns 9999999999999999999"),
    )
    yield Case("predictor with no columns", predictor(b"/Predictor 2/Columns 0"))
    yield Case(
        "predictor with columns below zero", predictor(b"/Predictor 12/Columns -1/Colors -1")
    )
    yield Case(
        "predictor with many colours",
        predictor(b"/Predictor 15/Columns 1000000/Colors 100000/BitsPerComponent 8"),
    )
    yield Case("cross-reference table elsewhere", tree({2: b"<</Type/Pages/Kids[]>>"}, start=7))
    yield Case(
        "cross-reference table far outside", tree({2: b"<</Type/Pages/Kids[]>>"}, start=10**15)
    )
    yield Case("cross-reference tables in a ring", xref_ring)
    yield Case("cross-reference table that lies", xref_count_lie)
    yield Case("no catalogue", spoilt(b"/Root 1 0 R", b"/Root 9 0 R"))
    yield Case("catalogue in a ring", spoilt(b"/Root 1 0 R", b"/Root 5 0 R"))


def fonts() -> Iterator[Case]:
    """Fonts, and files that are encrypted or cut off."""
    yield Case("fonts without a Unicode map", no_unicode)
    yield Case("text only as an image", scan, "run OCR first")
    yield Case("character map that names itself", lambda: type0(cmap(b"/Self usecmap ")))
    yield Case(
        "character map of long strings",
        lambda: type0(cmap(b"1 beginbfchar <0041> <" + b"0041" * 5_000 + b"> endbfchar")),
    )
    yield Case(
        "widths beyond all integers", lambda: type0(cmap(b""), b"/W[0 99999999 500]"), slow=True
    )
    yield Case("widths that are words", lambda: type0(cmap(b""), b"/W[/a/b 0 1 /c]/DW/x"))
    yield Case(
        "encoding that climbs out",
        lambda: type0(cmap(b""), b"", b"/..#2f..#2f..#2f..#2fetc#2fpasswd"),
    )
    yield Case("TrueType font that lies", truetype)
    yield Case("Type 3 font drawn with itself", lambda: type3(2))
    yield Case(
        "encrypted by an unknown handler",
        lambda: encrypted(b"/Filter/Nobody/V 1/R 2/O()/U()/P -1"),
        "encrypted",
    )
    yield Case(
        "encrypted with nonsense",
        lambda: encrypted(b"/Filter/Standard/V 99/R 99/O(x)/U(y)/P 1/Length 99999"),
        "encrypted",
    )
    yield Case("encrypted in a ring", spoilt(b"/Size", b"/Encrypt 99 0 R/Size"))
    for percent in (1, 5, 20, 50, 80, 95, 99):
        yield Case(f"truncated at {percent} %", lambda share=percent / 100: truncated(share))  # type: ignore[misc]


def light() -> Iterator[Case]:
    """Those that are read or refused at once."""
    return chain(trees(), pages(), contents(), streams(), fonts())


def heavy() -> Iterator[Case]:
    """Those that take seconds."""
    return chain(bombs(), crowds(), long_files())


def bombs() -> Iterator[Case]:
    """Little that becomes much."""
    yield Case(
        "reference to itself", lambda: pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"2 0 R"})
    )
    yield Case(
        "Flate bomb of 1.3 GB",
        lambda: bomb(b"/FlateDecode", nested(1, 1300 * MEGABYTE)),
        "inflates to more",
    )
    yield Case(
        "Flate in Flate, 2 GB",
        lambda: bomb(b"[/FlateDecode/FlateDecode]", nested(2, 2000 * MEGABYTE)),
        "inflates to more",
    )
    yield Case(
        "Flate bomb with a wrong checksum",
        lambda: bomb(b"/FlateDecode", nested(1, 300 * MEGABYTE)[:-4] + b"nope"),
    )
    yield Case(
        "Flate bomb of 60 MB of operators",
        lambda: bomb(b"/FlateDecode", zlib.compress(b"q Q " * (15 * MEGABYTE))),
    )
    yield Case(
        "Flate bomb of 60 MB of one path",
        lambda: bomb(b"/FlateDecode", zlib.compress(b"1 1 l " * (10 * MEGABYTE))),
    )
    yield Case(
        "Flate bomb of 60 MB of brackets",
        lambda: bomb(b"/FlateDecode", zlib.compress(b"[" * (60 * MEGABYTE))),
    )
    yield Case(
        "Flate bomb of 60 MB of one string",
        lambda: bomb(b"/FlateDecode", zlib.compress(b"(" + b"x" * (60 * MEGABYTE))),
    )
    yield Case(
        "Flate bomb of 60 MB of zeros",
        lambda: bomb(b"/FlateDecode", zlib.compress(bytes(60 * MEGABYTE))),
    )
    yield Case("LZW bomb", lambda: bomb(b"/LZWDecode", lzw(400 * MEGABYTE)))
    yield Case(
        "RunLength bomb",
        lambda: bomb(
            b"[/FlateDecode/RunLengthDecode]", zlib.compress(b"\x81 " * (30 * MEGABYTE) + b"\x80")
        ),
    )
    yield Case(
        "ASCII85 bomb",
        lambda: bomb(
            b"[/FlateDecode/ASCII85Decode]", zlib.compress(b"z" * (60 * MEGABYTE) + b"~>")
        ),
    )
    yield Case(
        "predictor over 60 MB",
        lambda: one_page(
            deflated(bytes(60 * MEGABYTE), b"/DecodeParms<</Predictor 15/Columns 100>>")
        ),
    )
    yield Case(
        "CCITT fax of 60 MB",
        lambda: bomb(
            b"/CCITTFaxDecode/DecodeParms<</K -1/Columns 100000/Rows 100000>>", b"\xff" * MEGABYTE
        ),
    )
    yield Case("object stream that is a bomb", object_stream_bomb)
    yield Case("cross-reference stream that is a bomb", xref_stream_bomb)
    yield Case("image bomb beside a table", image_bomb)
    yield Case("twenty forms, each drawing the next twice", lambda: forms(20, 2))
    yield Case("forty forms, each drawing the next ten times", lambda: forms(40, 10))


def crowds() -> Iterator[Case]:
    """Too many of something."""
    yield Case("10,000 pages", lambda: many_pages(10_000), "pages to read, more than")
    yield Case("100,000 pages", lambda: many_pages(100_000))
    yield Case("page tree 100,000 deep", lambda: page_tree(100_000, 1))
    yield Case("page tree of 300,000 empty nodes", lambda: wide_tree(6, 8))
    yield Case("a million lines on a page", lambda: lines(1_000_000), "--max-")
    yield Case("250,000 lines on a page", lambda: lines(250_000))
    yield Case("20,000 lines on a page", lambda: lines(20_000))
    yield Case("a million boxes on a page", lambda: boxes(1_000_000), "--max-")
    yield Case("60,000 boxes on a page", lambda: boxes(60_000))
    yield Case("a grid of 1,500 × 1,500 cells", lambda: grid(1_500))
    yield Case("a grid of 400 × 400 cells", lambda: grid(400))
    yield Case("a million characters on a page", lambda: characters(1_000_000), "--max-")
    yield Case("190,000 characters on a page", lambda: characters(190_000))
    yield Case("100,000 white areas over 100,000 rules", lambda: whites(100_000))
    yield Case("20,000 white areas over 20,000 rules", lambda: whites(20_000))
    yield Case("character map of 65,536 × 2,000 ranges", lambda: huge_cmap(2_000))
    yield Case("Type 1 font of 300,000 names", type1)
    yield Case("Type 3 font drawn with itself 50 times", lambda: type3(50))


def long_files() -> Iterator[Case]:
    """Long files, and the notice with bits flipped."""
    yield Case("arrays a million deep", page(b"", b"[" * 1_000_000))
    yield Case(
        "dictionaries a million deep",
        lambda: pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</X " * 1_000_000}),
    )
    yield Case(
        "a file of 400 MB of zeros", lambda: b"%PDF-1.7\n" + bytes(400 * MEGABYTE), "--max-file"
    )
    yield Case("a file of 100 MB of zeros", lambda: b"%PDF-1.7\n" + bytes(100 * MEGABYTE))
    yield Case(
        "a file of 20 million object heads", lambda: b"%PDF-1.7\n" + b"1 0 obj\n" * 5_000_000
    )
    for seed, count in enumerate((1, 10, 100, 1_000, 10_000)):
        yield Case(f"{count} bits flipped", lambda s=seed, n=count: flipped(s, n), codes=(0, 1, 2))  # type: ignore[misc]
