"""Text for a terminal: nothing in it that a terminal would obey."""

from __future__ import annotations

import json


def well_formed(text: str) -> str:
    """The text without half surrogate pairs.

    As which names that are not UTF-8 arrive from the system.
    """
    return text.encode("utf-8", "replace").decode()


def json_text(value: object) -> str:
    """``value`` as JSON on one line for a terminal.

    Chinese as it is, what a terminal would obey escaped.
    """
    return escaped_json(json.dumps(value, ensure_ascii=False))


def escaped_json(text: str) -> str:
    """JSON with every control, direction and other unprintable character escaped.

    Line ends between values stay.
    """
    if text.isprintable():
        return text
    return "".join(_escaped(sign) for sign in text)


def _escaped(sign: str) -> str:
    if sign == "\n" or sign.isprintable():
        return sign
    return json.dumps(sign)[1:-1]
