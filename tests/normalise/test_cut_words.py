"""Names that end where the document's other texts never do."""

from __future__ import annotations

import pytest

from pipeline.model import Cell, Document, PageTable, Record, Row, Value
from pipeline.normalise.cut_words import cut_words
from pipeline.normalise.typed import Typed, TypedRow

WHOLE = ("农业企业数", "规上企业数", "上市企业数", "小微企业占比", "企业研发投入", "高新企业数")


def warned(name: str, texts: tuple[str, ...]) -> list[tuple[str, int | None, str]]:
    """What is warned of in a document of these texts whose first row has the name."""
    cells = tuple(Cell(at, 0, text) for at, text in enumerate((name, *texts)))
    document = Document("n.pdf", "abc", "pdf", (PageTable(1, len(cells), 1, cells),))
    values = {}
    for column in ("level1", "level2", "indicator"):
        text = name if column == "indicator" else None
        values[column] = Typed(text, Value(text, "printed"))
    record = Record(1, Row((), 1, 0, 1), "provincial", {})
    found = cut_words(document, [TypedRow(record, values)])
    return [(finding.severity, finding.seq, finding.message) for finding in found]


def test_a_name_that_ends_in_the_middle_of_a_word_is_a_warning() -> None:
    ((severity, seq, message),) = warned("省级以上农业龙头企", WHOLE)
    assert (severity, seq) == ("warning", 1)
    assert "'省级以上农业龙头企'" in message
    assert "'业'" in message


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("省级以上农业龙头企业", WHOLE),
        ("省级以上农业龙头企", WHOLE[:3]),  # too few to tell
        ("省级以上农业龙头企", (*WHOLE, "政企合作数")),  # something else follows it too
        ("省级以上农业龙头企", (*WHOLE, "国企")),  # another text ends in it
        ("省级以上农业龙头企", (*WHOLE, "国企(家)")),
        ("GDP", WHOLE),
    ],
)
def test_what_ends_as_others_do_or_may_be_a_word_is_not(name: str, texts: tuple[str, ...]) -> None:
    assert warned(name, texts) == []
