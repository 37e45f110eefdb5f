"""How a report of a thousand rows scrolls: ``python -m tests.views.report.frames FOLDER``.

FOLDER is a publication, which is put together with itself until it has a thousand rows. Written
are the frames while its table is scrolled from top to bottom; nothing is asserted, since machines
differ.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Page, sync_playwright

from pipeline.publication.load import load
from pipeline.views.report import render
from tests.views.report.browser import NARROW, WIDE, browser_flags, find_browser

ROWS = 1000
# Pixels a frame: about what a flick of the wheel gives.
STEP = 60
# Columns that hold serials of rows, or numbers of scoring units.
SERIALS = ("seq", "first_seq", "last_seq")
SCROLLED = """step => new Promise(done => {
  const pane = document.getElementById("table");
  const frames = [];
  let last = performance.now();
  const next = now => {
    frames.push(now - last);
    last = now;
    const before = pane.scrollTop;
    pane.scrollTop += step;
    if (pane.scrollTop === before) done(frames.slice(1));
    else requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
})"""


def many(tables: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """The tables several times over, each time with serials that go on."""
    once = len(tables["indicators"])
    times = -(-ROWS // once)
    units = len(tables["scoring_units"])
    found: dict[str, list[dict[str, Any]]] = {}
    for name, rows in tables.items():
        if name in ("notice", "cells"):
            found[name] = rows
            continue
        found[name] = [
            moved(row, turn * once, turn * units) for turn in range(times) for row in rows
        ]
    return found


def moved(row: dict[str, Any], by: int, units: int) -> dict[str, Any]:
    """A row of any table as that of later indicators."""
    changed = dict(row)
    for name in SERIALS:
        if changed.get(name) is not None:
            changed[name] += by
    if changed.get("scoring_unit") is not None:
        changed["scoring_unit"] += units
    if "-" in str(changed.get("rows") or ""):
        changed["rows"] = f"{changed['first_seq']}-{changed['last_seq']}"
    return changed


def measure(page: Page) -> str:
    frames = page.evaluate(SCROLLED, STEP)
    late = sum(frame > 34 for frame in frames)
    slowest = quantiles(frames, n=100)[98]
    return f"{len(frames)} frames, median {median(frames):.1f} ms, 99 % within {slowest:.1f} ms, {late} later than 34 ms"


def main(folder: Path) -> None:
    tables = {name: table.to_pylist() for name, table in load(folder).tables.items()}
    rows = many(tables)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as driver:
        path = Path(place) / "many.html"
        path.write_bytes(render(rows, {"results": []}, {}, "many.txt", "0" * 64))
        browser = driver.chromium.launch(executable_path=find_browser(), args=browser_flags())
        for size in (WIDE, NARROW):
            page = browser.new_page(viewport={"width": size[0], "height": size[1]})
            page.goto(path.as_uri())
            drawn = page.locator("#table tbody tr").count()
            print(
                f"{size[0]} px, {drawn} rows, {path.stat().st_size / 1e6:.1f} MB: {measure(page)}"
            )
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
