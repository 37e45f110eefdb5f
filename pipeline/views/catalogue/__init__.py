"""The catalogue of a batch as a page: one HTML file that needs no network and no server."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pipeline.views import report
from pipeline.views.catalogue.entry import Entry, payload
from pipeline.views.onefile import page_of

__all__ = ["FILE_NAME", "Entry", "render"]

FILE_NAME = "catalogue.html"
_TITLE = "通知目录 · Catalogue"
_ASSETS = Path(__file__).parent
_OF_REPORT = Path(report.__file__).parent


def render(entries: Iterable[Entry]) -> bytes:
    """The page on these documents, in the order of their ids; the same bytes for the same ones."""
    ordered = sorted(entries, key=lambda entry: (entry.notice_id, entry.source))
    return page_of(
        (_ASSETS / "page.html").read_text(encoding="utf-8"),
        _TITLE,
        _style(),
        _script(),
        payload(ordered),
    )


@cache
def _style() -> str:
    """The report's colours and elements, and what is this page's own."""
    shared = (_OF_REPORT / "style.css").read_text(encoding="utf-8")
    own = (_ASSETS / "style.css").read_text(encoding="utf-8")
    return f"{shared}\n{own}"


@cache
def _script() -> str:
    own = (_ASSETS / "page.js").read_text(encoding="utf-8")
    return f'"use strict";\n(() => {{\n{own}}})();\n'
