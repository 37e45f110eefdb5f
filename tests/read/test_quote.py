"""What a message quotes is cut at a length, and shows that it is."""

from __future__ import annotations

import pytest

from pipeline.read.quote import shortened


@pytest.mark.parametrize(
    ("text", "quoted"), [("指标体系", "指标体系"), ("考核指标体系", "考核指…")]
)
def test_a_long_text_ends_in_an_ellipsis_within_its_length(text: str, quoted: str) -> None:
    assert shortened(text, 4) == quoted
