"""Finding a Chromium, and writing a report for it to show."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.views.report import page_images, render
from tests.conftest import Edition

if TYPE_CHECKING:
    from playwright.sync_api import Page

Open = Callable[..., Any]
WIDE, NARROW = (1280, 800), (390, 844)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",)
FLAGS = (
    *("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)


def browser_flags() -> list[str]:
    """What a browser is started with; root needs it without its sandbox."""
    return [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def find_browser() -> str:
    named = os.environ.get("CHROMIUM")
    found = (
        [named]
        if named
        else [*filter(None, map(shutil.which, NAMES)), *(p for p in PLACES if Path(p).exists())]
    )
    if not found or not Path(found[0]).exists():
        pytest.exit(
            f"no browser{f' at {named}' if named else ''}: install one (Debian and Ubuntu: apt-get install chromium; "
            "macOS: Google Chrome) or name it: make look CHROMIUM=/path/to/chromium",
            returncode=2,
        )
    return str(found[0])


def write_report(edition: Edition, folder: Path) -> Path:
    validation = json.loads((edition.folder / "validation.json").read_bytes())
    pages = {cell["page"] for cell in edition.tables["cells"]}
    images = page_images(edition.source, pages) if edition.source.suffix == ".pdf" else {}
    path = folder / f"{edition.source.suffix[1:]}.html"
    path.write_bytes(render(edition.tables, validation, images, edition.source.name, "0" * 64))
    return path


def cell(page: Page, seq: int, column: str) -> Any:
    """The cell of the report's table."""
    return page.locator(f'#table tr[data-seq="{seq}"] td[data-column="{column}"]')


def place(edition: Edition, seq: int, column: str) -> dict[str, Any]:
    """The row of provenance that says where a value was printed."""
    return next(p for p in edition.tables["provenance"] if (p["seq"], p["column"]) == (seq, column))


def seqs(page: Page) -> set[int]:
    """The serials of the rows that the report's table shows."""
    return {
        int(row.get_attribute("data-seq") or 0) for row in page.locator("#table tbody tr").all()
    }
