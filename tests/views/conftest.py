"""A browser for pages that are published: one for all of them, made when a test asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.views.report.browser import WIDE, Open, browser_flags, find_browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    path = find_browser()
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=browser_flags())
        yield chromium
        chromium.close()


@pytest.fixture
def look(browser: Browser) -> Open:
    """Opens a report from its file with the network off; fails on whatever the console says."""

    @contextmanager
    def opened(
        path: Path, size: tuple[int, int] = WIDE, scheme: Any = "light", language: str = "en"
    ) -> Iterator[Page]:
        view: Any = {"width": size[0], "height": size[1]}
        context = browser.new_context(
            viewport=view, color_scheme=scheme, locale=language, offline=True
        )
        page = context.new_page()
        said: list[str] = []
        asked: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        yield page
        assert said == []
        assert [url for url in asked if not url.startswith(("data:", path.as_uri()))] == []
        context.close()

    return opened
