"""The report as a file: one page, nothing fetched, hostile text harmless, the same bytes for the same input."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Any

from pipeline.chinese import DAMAGE
from pipeline.damage import Damage
from pipeline.report import PageImage, as_script, render
from tests.publication import small_publication

HOSTILE = "</script><script>alert(1)</script><!--<img src=x onerror=alert(1)>\u2028&amp;"
CHECKS: dict[str, Any] = {
    "ok": True,
    "results": [
        {
            "suite": "sections",
            "table": "sections",
            "expectation": "sums",
            "column": None,
            "severity": "critical",
            "success": True,
            "message": "",
            "reason": "points add up",
            "unexpected": [],
        }
    ],
}


def page(rows: dict[str, list[dict[str, Any]]], images: dict[int, PageImage] | None = None) -> str:
    return render(rows, CHECKS, images or {}, "notice.txt", "0" * 64).decode()


def data(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
    assert found
    payload: dict[str, Any] = json.loads(found[1])
    return payload


def test_the_same_input_gives_the_same_bytes() -> None:
    assert page(small_publication()) == page(small_publication())


def test_markup_in_the_notice_arrives_as_text() -> None:
    rows = small_publication()
    rows["notice"][0]["title"] = HOSTILE
    rows["indicators"][0]["indicator"] = HOSTILE
    text = page(rows)
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert text.count("</script>") == 2
    assert data(text)["notice"]["title"] == HOSTILE


def test_a_text_with_a_place_holder_is_not_filled_in() -> None:
    rows = small_publication()
    rows["notice"][0]["title"] = "{{script}} {{data}}"
    assert "<title>{{script}} {{data}}</title>" in page(rows)


def test_nothing_is_fetched_and_only_its_own_script_runs() -> None:
    """The content security policy names the hashes of the one style and the one script."""
    text = page(small_publication())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    script = re.search(r"<script>(.*?)</script>", text, re.S)
    assert policy
    assert script
    assert policy[1].startswith("default-src 'none'; img-src data:; ")
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy[1]
    assert not re.search(r"(src|href)=\"(?!#|data:)", text)


def test_json_in_a_script_cannot_end_it() -> None:
    assert "<" not in as_script({"a": HOSTILE})
    assert json.loads(as_script({"a": HOSTILE})) == {"a": HOSTILE}


def test_a_page_image_is_carried_inside() -> None:
    text = page(small_publication(), {1: PageImage(842.0, 595.0, b"\x89PNG")})
    assert data(text)["pages"] == {"1": {"w": 842.0, "h": 595.0, "src": "data:image/png;base64,iVBORw=="}}


def test_open_cells_come_with_their_readings() -> None:
    opened = {(cell["seq"], cell["column"]): cell for cell in data(page(small_publication()))["open"]}
    assert opened[8, "level1"]["readings"] == ["治理", "推进"]
    assert opened[8, "scoring_unit"]["decided_by"] == "level1"


def test_every_kind_of_damage_has_a_chinese_name() -> None:
    assert {str(kind) for kind in Damage} <= set(DAMAGE)
