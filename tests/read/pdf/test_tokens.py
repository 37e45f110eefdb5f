"""Tokens of a content stream are found at once, unless it must be known where they stand."""

from __future__ import annotations

import pytest

from pipeline.read.pdf.tokens import TOKEN, tokens_at_once

BEGUN = (b"BT", b"F1", b"9", b"Tf")


def test_tokens_have_what_was_found_of_each() -> None:
    content = rb"q 1 0 0 1 0 0 cm BT /F1 9 Tf (a \) b) Tj [(c) -20 <64>] TJ ET Q % BT"
    found = tokens_at_once(content, TOKEN)
    assert found is not None
    kept = [tuple(part for part in token if part) for token in found]
    assert kept == [
        (b"q",),
        (b"BT", b"F1", b"9", b"Tf"),
        (rb"(a \) b)",),
        (b"[(c) -20 <64>]", b"ET"),
        (b"Q",),
        (),
    ]


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (b"BT 0 g /F1 9 Tf (a) Tj ET", [(b"BT",), (b"F1", b"9", b"Tf"), (b"(a)", b"ET")]),
        (b"BT 1 0 0 1 4 7 Tm (a) Tj ET", [(b"BT",), (b"(a)", b"ET")]),
        (b"BT /F1 9 Tf (a) Tj 2 0 Td (b) ' ET", [BEGUN, (b"(a)",), (b"(b)", b"ET")]),
        (b"BT /F1 9 Tf (a) Tj T* ET Q", [BEGUN, (b"(a)", b"ET"), (b"Q",)]),
        (b"BT /F1 9 Tf (a) TjET", [BEGUN, (b"(a)",)]),
        (b"BT/F1 9 Tf(a)Tj ETX Q", [BEGUN, (b"(a)",), (b"Q",)]),
        (b"BTX /F1 9 Tf <61> Tj ET", [(b"F1", b"9", b"Tf"), (b"<61>", b"ET")]),
        (b"BT (a) 3 Td <62> ET", [(b"BT",), (), (), (b"ET",)]),
    ],
    ids=[
        "colour before the font",
        "no font",
        "several strings",
        "a new line before the end",
        "no end",
        "another end",
        "another beginning",
        "strings that are not shown",
    ],
)
def test_a_text_object_begins_with_its_font_and_ends_with_its_last_string(
    content: bytes, kept: list[tuple[bytes, ...]]
) -> None:
    found = tokens_at_once(content, TOKEN)
    assert found is not None
    assert [tuple(part for part in token if part) for token in found] == kept


@pytest.mark.parametrize(
    "content",
    [b"BT 3 Tr (a) Tj ET", b"BT 2 Ts (a) Tj ET", b"BT 90 Tz (a) Tj ET", b"BI /W 1 ID x EI"],
    ids=["render mode", "rise", "scaling", "image"],
)
def test_what_is_read_with_its_surroundings_is_not_read_at_once(content: bytes) -> None:
    assert tokens_at_once(content, TOKEN) is None


def test_a_string_that_holds_brackets_is_not_read_at_once() -> None:
    assert tokens_at_once(b"BT (a (b) c) Tj ET", TOKEN) is None


def test_content_of_many_megabytes_is_read_token_by_token() -> None:
    assert tokens_at_once(b"BT (a) Tj ET\n" * 400_000, TOKEN) is None
