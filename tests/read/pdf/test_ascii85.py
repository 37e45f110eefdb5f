"""A stream in ASCII85 comes out as the parser itself decodes it, or is left to the parser."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.ascii85 import ascii85decode

from pipeline.read.pdf.ascii85 import quick

LIKELY = b"!!u~<>z \n\r\t\vAZs8W-ab\x00\xff"


def refuse(data: bytes) -> bytes:
    raise AssertionError(f"left to the slow one: {data!r}")


@given(
    st.binary(max_size=60),
    st.sampled_from([0, 7, 64]),
    st.sampled_from([b"~>", b"~", b"", b"~>\n"]),
)
def test_what_is_encoded_comes_back(data: bytes, width: int, end: bytes) -> None:
    encoded = base64.a85encode(data, wrapcol=width) + end
    assert quick(ascii85decode)(encoded) == data


def test_a_plain_stream_is_not_left_to_the_slow_one() -> None:
    encoded = base64.a85encode(b"0.5 w 40 800 m 555 800 l S\n" * 30, wrapcol=76) + b"~>"
    assert quick(refuse)(encoded) == ascii85decode(encoded)


@given(st.lists(st.sampled_from([LIKELY[at : at + 1] for at in range(len(LIKELY))])).map(b"".join))
def test_anything_else_is_decoded_or_refused_as_the_parser_does(data: bytes) -> None:
    try:
        expected = ascii85decode(data)
    except ValueError as error:
        with pytest.raises(ValueError, match=str(error)[:10]):
            quick(ascii85decode)(data)
        return
    assert quick(ascii85decode)(data) == expected
