"""Why a page is asked of another source: what its quick reading could not prove."""

from __future__ import annotations

from enum import StrEnum


class Doubt(StrEnum):
    """A reason to doubt a page; its value is the code of what a person is told."""

    COUNT = "read.doubt-characters"
    DAMAGE = "read.doubt-damage"
    FONT = "read.doubt-font"
    LAYER = "read.doubt-layer"
    ABOVE = "read.doubt-above"
    PAINT = "read.doubt-paint"
    SETTING = "read.doubt-setting"
    FOUND = "read.doubt-found"
    MEASURE = "read.doubt-measure"
