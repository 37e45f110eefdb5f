"""docs/forms.md: the keys, roles and kinds it explains are those a spec may have, and its examples are accepted."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.errors import SpecError
from pipeline.spec import KEYS, ROLES, load
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "forms.md").read_text("utf-8")
RANGE = r"(?P<first>\d+)-(?P<last>\d+)为(?P<label>[^,]+?),(?P<points>\d+)分"
KINDS = [{"section": "bonus", "pattern": "加分"}]
SMALL: dict[str, Any] = {
    "form": "a",
    "columns": [
        {"role": "seq", "heading": "^序号$"},
        {"role": "indicator", "heading": "^指标$"},
        {"role": "unit", "heading": "^单位$"},
        {"role": "weight", "heading": "^权重$"},
        {"role": "rank", "heading": "排名$"},
    ],
    "sections": {"note": "^说明", "range": RANGE, "kinds": KINDS},
}
AFTER = {
    "top level": "At the top:",
    "columns": "Of each column in `columns`:",
    "sections": "Of `sections`,",
    "sections.kinds": "Of each in `sections.kinds`:",
    "sums": "Of `sums`,",
}


def rows(heading: str) -> list[list[str]]:
    """The cells of the first table below a text, without its heading rows and its code marks."""
    table = re.search(r"^\|.*?(?=\n\n|\Z)", PAGE[PAGE.index(heading) :], re.S | re.M)
    assert table
    lines = [line.strip().strip("|").split(" | ") for line in table[0].splitlines()[2:]]
    return [[cell.strip().strip("|").strip().strip("`") for cell in line] for line in lines]


def examples() -> list[tuple[str, str, str]]:
    return [
        (place, row[0], row[2])
        for place, text in AFTER.items()
        for row in rows(text)
        if len(row) > 2 and row[2]
    ]


@pytest.mark.parametrize("place", AFTER)
def test_the_page_explains_exactly_the_keys_of_a_spec(place: str) -> None:
    assert {row[0] for row in rows(AFTER[place])} == set(KEYS[place].all)
    assert set(AFTER) == set(KEYS)


def test_the_page_explains_exactly_the_roles_and_their_kinds() -> None:
    found = {row[0]: tuple(row[1].split(", ")) for row in rows("Roles; `seq`")}
    assert found == ROLES


def changed(place: str, key: str, value: Any) -> dict[str, Any]:
    """The small spec with the key set at its place: on the ranking, where a column's key is not for all of them."""
    spec: dict[str, Any] = yaml.safe_load(yaml.safe_dump(SMALL))
    if place == "columns":
        if key == "name":
            spec["columns"].append({"role": "extra", "heading": "时限$"})
            at = spec["columns"][-1]
            at[key] = value
            return spec
        at = spec["columns"][4 if key in ("under", "repeats", "period") else 2]
    elif place == "sections.kinds":
        at = spec["sections"]["kinds"][0]
    elif place == "sums":
        at = spec["sums"] = {}
    else:
        at = spec if place == "top level" else spec["sections"]
    at[key] = value
    return spec


@pytest.mark.parametrize(("place", "key", "example"), examples())
def test_every_example_is_accepted(place: str, key: str, example: str, tmp_path: Path) -> None:
    said = yaml.safe_load(example)
    assert list(said) == [key]
    path = tmp_path / "form.yml"
    path.write_text(yaml.safe_dump(changed(place, key, said[key]), allow_unicode=True), "utf-8")
    assert load(path).form


def test_the_whole_example_is_a_spec(tmp_path: Path) -> None:
    path = tmp_path / "river.yml"
    path.write_text(re.findall(r"^```yaml\n(.*?)^```", PAGE, re.S | re.M)[0], "utf-8")
    assert load(path).form == "river-tasks"


def test_the_message_that_is_shown_is_the_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.S | re.M)[0]
    Path("river.yml").write_text(text.replace("target,", "target, kind: text,"), "utf-8")
    with pytest.raises(SpecError) as caught:
        load(Path("river.yml"))
    assert f"`{caught.value}`" in PAGE


def test_the_readme_and_the_page_lead_to_files_that_are_there() -> None:
    assert "(docs/forms.md)" in (ROOT / "README.md").read_text("utf-8")
    assert (ROOT / "docs" / "../pipeline/specs/county-targets.yml").exists()
    assert len(list((ROOT / "tests" / "cases" / "forms").glob("*/spec.yml"))) == 5
