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
from pipeline.views.report.pages import PageImage, page_images, scan_images

__all__ = ["FILE_NAME", "PageImage", "page_images", "render", "scan_images"]

FILE_NAME = "report.html"
_ASSETS = Path(__file__).parent
# In the order in which they stand on the page: a script uses at once only what is above it.
_SCRIPTS = (
    "words",
    "model",
    "dom",
    "tray",
    "top",
    "table",
    "page",
    "detail",
    "questions",
    "figures",
    "lists",
    "pictures",
    "points",
    "ranks",
    "leads",
    "start",
)
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
    notice = data["notice"]
    style = _style()
    script = _script()
    parts = {
        "title": escape(str(notice.get("title") or notice["notice_id"])),
        "style": style,
        "script": script,
        "policy": _policy(style, script),
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
    files = [_ASSETS / "js" / f"{name}.js" for name in _SCRIPTS]
    parts = [path.read_text(encoding="utf-8") for path in files]
    return '"use strict";\n(() => {\n' + "\n".join(parts) + "})();\n"


def _policy(style: str, script: str) -> str:
    """The content security policy: nothing is fetched, nothing runs but this style and script."""
    parts = (
        "default-src 'none'",
        "img-src data:",
        f"style-src {_hash(style)}",
        f"script-src {_hash(script)}",
    )
    return "; ".join(parts)


def _hash(text: str) -> str:
    """What a content security policy calls an inline text by."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
