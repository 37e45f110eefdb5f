"""The words that a column of the published tables may hold.

Each with its meaning where it needs one.
"""

from __future__ import annotations

COMPARATORS = ("=", ">=", "<=")
SEVERITIES = ("error", "warning", "info")

RANKING_STATUS = {
    "ranked": "the city published a ranking; `rank` holds it",
    "not_published": "the cell shows the mark for a ranking the city did not publish; `rank` is "
    "null",
    "blank": "nothing is printed; `rank` is null",
    "ambiguous": "the row is damaged and more than one reading is possible; `rank` is null, the "
    "readings are in "
    "provenance.candidates",
}
PROVENANCE_STATUS = {
    "printed": "stands in its own column; `/`, `—` and `-` are printed too, with a null value",
    "merged": "comes from the merged cell over the row, or from the row that heads it",
    "shared": "a weight: the points belong to the row's scoring unit as a whole, none to the row "
    "alone",
    "repaired": "stands elsewhere on the page; the only reading within the margin",
    "derived": "follows from the printed arithmetic",
    "corrected": "a person's entry in the corrections file",
    "ambiguous": "several readings remain; the value is null, see `candidates`",
    "absent": "nothing is printed, the value is null",
}
BASIS = {
    "printed": "the row's own weight, or the one cell drawn over its rows",
    "label": "the points printed in the 二级 label",
    "derived": "what the arithmetic leaves",
}
SUM_KIND = {
    "section": "the closing note, of a section",
    "label": "a label with points, of the rows that it holds",
    "section_row": "a row that heads others",
    "total_row": "a row below others: 小计, 合计, 总分",
    "text": "the points within a row's own texts, of its points",
    "note": "the closing note, of all sections with their shares; or the title, of all rows",
    "percent": "the form: the rows' points are per cents",
}
SUM_STATUS = {
    "holds": "the rows print what is stated",
    "off": "the rows print another sum",
    "open": "not told: nothing is stated, a row's points are in doubt or follow from sums alone, "
    "or it may be no sum",
}
PRECISION = {
    "day": "a day is printed",
    "ten_days": "a third of a month: 上旬, 中旬, 下旬",
    "month": "a month, or its end: 6月, 6月底",
    "quarter": "a quarter: 三季度",
    "half": "half a year: 上半年",
    "year": "a year, or its end: 年底, 2024年",
}
UNIT_STATUS = {
    "certain": "exactly the rows in `rows` share the points",
    "open": "a row in `candidates` may belong too",
}
