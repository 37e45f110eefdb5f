"""Damage to pages and texts."""

from __future__ import annotations

from pipeline.damage.kind import Kind, Said


class OfPages:
    """Each kind; none is assumed of a row, so none has a price."""

    PAGE_PADDED = Kind(
        "page_padded",
        "整页多出空列",
        says="A page has one or two blank columns more than the table.",
        settles="The headings of the pages before.",
        case="stitch",
    )

    HEADER_DRIFT = Kind(
        "header_drift",
        "表头用语不一",
        says="The headings of a page are worded otherwise than on the pages before.",
        settles="Their order, and the words they have in common.",
        case="stitch",
        said=Said("stitch.heading-drift"),
    )

    WRAP_SPACE = Kind(
        "wrap_space",
        "换行或版式空格",
        says="A word is broken by a space where the printed line wrapped.",
        settles="Chinese text has no spaces between its characters.",
        case="normalise",
        said=Said("normalise.wrap"),
    )

    CUT_OFF = Kind(
        "cut_off",
        "句子中断",
        says="A sentence stops in the middle.",
        settles="Nothing: it is published as it is printed, with a finding.",
        case="repair/table-tail",
        said=Said(
            "repair.cut-off",
            "{column:column} is cut off in the middle: {printed!q}",
            "{column:column}文字中断：{printed!q}",
        ),
    )
