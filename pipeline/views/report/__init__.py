"""The page a person looks at: one HTML file that needs no network and nothing beside it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from pipeline.views.report.data import payload
from pipeline.views.report.pages import PageImage, page_images

__all__ = ["FILE_NAME", "PageImage", "page_images", "render"]

FILE_NAME = "report.html"
_ASSETS = Path(__file__).parent
_SCRIPTS = ("words", "model", "dom", "top", "table", "page", "detail", "lists", "pictures", "start")

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def render(
    rows: Rows,
    validation: Mapping[str, Any],
    images: Mapping[int, PageImage],
    source: str,
    generation: str,
) -> bytes:
    """The report on one publication, the same bytes for the same input.

    Args:
        rows: the published tables as plain rows.
        validation: the validation result, as validation.json has it.
        images: page of the source → its picture; a page without one is shown as a grid of its
            cells.
        source: the source file's name.
        generation: what tells this publication from another.
    """
    data = payload(rows, validation, images, source, generation)
    style, script = _style(), _script()
    parts = {
        "title": escape(str(data["notice"].get("title") or data["notice"]["notice_id"])),
        "style": style,
        "script": script,
        "policy": f"default-src 'none'; img-src data:; style-src {_hash(style)}; script-src {_hash(script)}",
        "data": as_script(data),
    }
    page = (_ASSETS / "page.html").read_text(encoding="utf-8")
    # In one pass, so that no text that is put in is looked at again.
    return re.sub(r"\{\{(\w+)\}\}", lambda place: parts[place[1]], page).encode()


def as_script(data: object) -> str:
    """``data`` as JSON that no HTML parser reads as anything but text."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@cache
def _style() -> str:
    return (_ASSETS / "style.css").read_text(encoding="utf-8")


@cache
def _script() -> str:
    parts = ((_ASSETS / "js" / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS)
    return '"use strict";\n(() => {\n' + "\n".join(parts) + "})();\n"


def _hash(text: str) -> str:
    """What a content security policy calls an inline text by."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
