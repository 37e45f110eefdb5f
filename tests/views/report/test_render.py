"""The report as a file: one page, nothing fetched, hostile text harmless, the same bytes for the same input."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html import escape
from pathlib import Path
from typing import Any

from pipeline.damage.kinds import KINDS
from pipeline.messages.names import rules
from pipeline.schema import TABLES
from pipeline.views.report import PageImage, as_script, render
from tests.published import small_publication

ASSETS = Path(__file__).parents[3] / "pipeline" / "views" / "report"
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


def test_markup_in_any_text_arrives_as_text() -> None:
    """In every text of every table, the checks, the file's name, the generation: outside the data none of it shows."""
    text = hostile_page().decode()
    carried = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
    assert carried
    assert "<" not in carried[1]
    assert "alert(1)" not in text.replace(carried[0], "").replace(escape(HOSTILE), "")
    assert (text.count("<script"), text.count("</script>"), text.count("<!--")) == (2, 2, 0)
    assert (
        data(text)["tables"]["indicators"]["rows"][0][
            TABLES["indicators"].names.index("target") - 1
        ]
        == HOSTILE
    )


def hostile_page() -> bytes:
    """A report with markup wherever a text may stand."""
    rows = {
        name: [{column: _spoilt(column, value) for column, value in row.items()} for row in held]
        for name, held in small_publication().items()
    }
    checks = {
        "ok": False,
        "results": [{**CHECKS["results"][0], "message": HOSTILE, "reason": HOSTILE}],
    }
    return render(rows, checks, {}, f"{HOSTILE}.txt", HOSTILE)


def _spoilt(column: str, value: Any) -> Any:
    """Free texts become markup; names of columns, kinds and JSON stay what they must be."""
    kept = {"column", "status", "candidates", "severity", "section", "basis"}
    return HOSTILE if isinstance(value, str) and column not in kept else value


def test_the_scripts_set_text_as_text_alone() -> None:
    """No way from a text to markup or to code; attributes are set by name in one place, handlers are functions."""
    scripts = {path.name: path.read_text("utf-8") for path in (ASSETS / "js").glob("*.js")}
    ways = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|parseFromString|srcdoc"
    ways += r"|\beval\(|new Function|setTimeout\(\s*[\"'`]|javascript:|\.src\s*=|location\s*="
    ways += r"|window\.open|fetch\(|import\("
    assert scripts
    assert {
        name: found for name, text in scripts.items() if (found := re.findall(ways, text))
    } == {}


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
    assert data(text)["pages"] == {
        "1": {"w": 842.0, "h": 595.0, "src": "data:image/png;base64,iVBORw=="}
    }


def test_open_cells_come_with_their_readings() -> None:
    opened = {
        (cell["seq"], cell["column"]): cell for cell in data(page(small_publication()))["open"]
    }
    assert opened[8, "level1"]["readings"] == ["治理", "推进"]
    assert opened[8, "scoring_unit"]["decided_by"] == "level1"


def test_every_kind_of_damage_has_a_chinese_name() -> None:
    assert set(KINDS) <= set(rules())
