"""A page that is one file: style, script and data within it, and nothing else let in."""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape

from pipeline.views.report import as_script


def page_of(
    template: str,
    title: str,
    style: str,
    script: str,
    data: object,
) -> bytes:
    """The page's bytes, the same for the same input.

    Args:
        template: HTML with ``{{title}}``, ``{{style}}``, ``{{script}}``, ``{{policy}}`` and
            ``{{data}}``.
        title: as text.
        style: CSS.
        script: JavaScript; it finds ``data`` as the JSON of an element.
        data: plain values.
    """
    parts = {
        "title": escape(title),
        "style": style,
        "script": script,
        "policy": _policy(style, script),
        "data": as_script(data),
    }
    # In one pass, so that no text that is put in is looked at again.
    return re.sub(r"\{\{(\w+)\}\}", lambda place: parts[place[1]], template).encode()


def _policy(style: str, script: str) -> str:
    """The content security policy: nothing is fetched, nothing runs but this style and script."""
    parts = (
        "default-src 'none'",
        f"style-src {_hash(style)}",
        f"script-src {_hash(script)}",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(parts)


def _hash(text: str) -> str:
    """What a content security policy calls an inline text by."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
