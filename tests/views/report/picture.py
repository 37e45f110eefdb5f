"""The pictures of the report in docs/: ``make picture``, from extracted/report.html, in a real Chromium."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import ROOT
from tests.views.report.browser import browser_flags, cell, find_browser

REPORT = ROOT / "extracted" / "report.html"
PICTURES = {"report.png": "en-US", "report.zh.png": "zh-CN"}
# The row and column of the README, a size that a page shows whole, colours enough for flat areas.
ROW, COLUMN = 77, "rank_jan_sep"
SIZE, COLOURS = (1280, 720), 64


def shot(browser: Browser, locale: str) -> bytes:
    """The report's table with the chosen cell beside its page, as PNG."""
    page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]}, locale=locale)
    page.goto(REPORT.as_uri())
    cell(page, ROW, COLUMN).click()
    page.locator("#work").evaluate("part => part.scrollIntoView()")
    page.wait_for_timeout(500)
    return page.screenshot()


def smaller(picture: bytes) -> bytes:
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    file = io.BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def main(folder: Path = ROOT / "docs") -> None:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_browser(), args=browser_flags())
        for name, locale in PICTURES.items():
            (folder / name).write_bytes(smaller(shot(browser, locale)))
        browser.close()


if __name__ == "__main__":
    main()
