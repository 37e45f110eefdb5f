""".ci/supply.py: the bill of materials of the locks, and the advisories that apply to them."""

from __future__ import annotations

import json
import re
import sys
import zipfile
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

SCRIPT = ROOT / ".ci" / "supply.py"
CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "supply" / "affected.yml").read_text("utf-8")
)
DIGEST = "0123456789abcdef" * 4
LOCK = f"""a-b==1.0 \\
    --hash=sha256:{DIGEST} \\
    --hash=sha256:{DIGEST[::-1]}
numpy==2.4.6 ; python_full_version < '3.12' \\
    --hash=sha256:{DIGEST}
numpy==2.5.5 ; python_full_version >= '3.12' \\
    --hash=sha256:{DIGEST}
"""
PROJECT = {"name": "notice-pipeline", "version": "0.1.0", "description": "d", "license": "MIT",
           "dependencies": ["A_b>=1", "numpy"]}  # fmt: skip


@pytest.fixture(scope="module")
def supply() -> ModuleType:
    spec = spec_from_file_location("supply", SCRIPT)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    sys.modules["supply"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def advisory(name: str, fixed: str, **more: Any) -> dict[str, Any]:
    events = [{"introduced": "0"}, {"fixed": fixed}]
    affected = {
        "package": {"ecosystem": "PyPI", "name": name},
        "ranges": [{"type": "ECOSYSTEM", "events": events}],
    }
    return {
        "id": f"X-{name}",
        "modified": "2026-01-01T00:00:00Z",
        "affected": [affected],
        "summary": "bad",
    } | more


def test_a_lock_is_read_with_markers_and_hashes(supply: ModuleType) -> None:
    found = [(pin.name, pin.version, pin.marker, len(pin.hashes)) for pin in supply.pins(LOCK)]
    assert found == [
        ("a-b", "1.0", None, 2),
        ("numpy", "2.4.6", "python_full_version < '3.12'", 1),
        ("numpy", "2.5.5", "python_full_version >= '3.12'", 1),
    ]


@pytest.mark.parametrize(
    "lock", ["requirements.lock", "requirements-dev.lock", "requirements-uv.lock"]
)
def test_every_pin_and_hash_of_a_lock_is_found(supply: ModuleType, lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    found = supply.pins(text)
    assert len(found) == text.count("==") - len(re.findall(r" ; .*==", text))
    assert sum(len(pin.hashes) for pin in found) == text.count("--hash=")


def test_a_bill_says_what_runs_and_what_is_for_development_alone(supply: ModuleType) -> None:
    run, dev = (
        supply.pins(LOCK),
        supply.pins(LOCK + f"pytest==9.2 \\\n    --hash=sha256:{DIGEST}\n"),
    )
    bill = supply.bill(run, dev, PROJECT)
    assert [(one["purl"], one["scope"]) for one in bill["components"]] == [
        ("pkg:pypi/a-b@1.0", "required"),
        ("pkg:pypi/numpy@2.4.6", "required"),
        ("pkg:pypi/numpy@2.5.5", "required"),
        ("pkg:pypi/pytest@9.2", "excluded"),
    ]
    root = bill["metadata"]["component"]["bom-ref"]
    needs = ["pkg:pypi/a-b@1.0", "pkg:pypi/numpy@2.4.6", "pkg:pypi/numpy@2.5.5"]
    assert bill["dependencies"] == [{"ref": root, "dependsOn": needs}]


def test_the_bill_of_the_locks_has_the_form_of_cyclonedx_and_names_no_place(
    supply: ModuleType, tmp_path: Path
) -> None:
    """What the 1.6 schema asks of the keys that are used; the same bytes each time."""
    for name in ("a", "b"):
        assert supply.write_bill(tmp_path / name / "sbom.json") == 0
    text = (tmp_path / "a" / "sbom.json").read_text("utf-8")
    assert text == (tmp_path / "b" / "sbom.json").read_text("utf-8")
    assert "://" not in text
    bill = json.loads(text)
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", bill["serialNumber"])
    references = [one["bom-ref"] for one in (bill["metadata"]["component"], *bill["components"])]
    assert len(set(references)) == len(references) > 50
    assert {
        need for one in bill["dependencies"] for need in (one["ref"], *one["dependsOn"])
    } <= set(references)
    for one in bill["components"]:
        allowed = {"type", "bom-ref", "name", "version", "scope", "hashes", "purl", "properties"}
        assert {"type", "name"} <= set(one) <= allowed
        assert (one["type"], one["scope"] in ("required", "excluded")) == ("library", True)
        assert one["hashes"]
        digests = {
            (digest["alg"], bool(re.fullmatch("[0-9a-f]{64}", digest["content"])))
            for digest in one["hashes"]
        }
        assert digests == {("SHA-256", True)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_version_is_affected_as_osv_says(supply: ModuleType, case: dict[str, Any]) -> None:
    wrong = [
        version for version in case["affects"] if not supply.affects(case["affected"], version)
    ]
    assert (
        wrong + [version for version in case["spares"] if supply.affects(case["affected"], version)]
        == []
    )


def test_an_advisory_applies_by_name_however_written_and_says_what_mends_it(
    supply: ModuleType,
) -> None:
    entries = [
        advisory("A.B", "1.1", aliases=["CVE-1"], summary="bad\x1b[31m"),
        advisory("numpy", "2.5"),
        advisory("a-b", "0.9"),
        advisory("a-b", "9", withdrawn="2026-01-02T00:00:00Z", id="withdrawn"),
        {
            **advisory("a-b", "9"),
            "affected": [{"package": {"ecosystem": "npm", "name": "a-b"}, "versions": ["1.0"]}],
        },
    ]
    count, found = supply.hits(entries, supply.pins(LOCK))
    assert count == 5
    assert [str(hit) for hit in found] == [
        "a-b 1.0: X-A.B (CVE-1) bad [31m; fixed in 1.1",
        "numpy 2.4.6: X-numpy bad; fixed in 2.5",
    ]


@pytest.mark.parametrize("form", ["file", "list", "vulns", "folder", "zip"])
def test_advisories_come_as_a_file_a_folder_or_an_archive(
    supply: ModuleType, tmp_path: Path, form: str
) -> None:
    entries = [advisory("one", "1"), advisory("two", "1")]
    path = tmp_path / "osv"
    if form == "folder":
        (path / "deep").mkdir(parents=True)
        for entry in entries:
            (path / "deep" / f"{entry['id']}.json").write_text(json.dumps(entry), "utf-8")
    elif form == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            for entry in entries:
                archive.writestr(f"{entry['id']}.json", json.dumps(entry))
    else:
        content: Any = {"file": entries[0], "list": entries, "vulns": {"vulns": entries}}[form]
        path.write_text(json.dumps(content), "utf-8")
    found = [entry["id"] for entry in supply.advisories(path)]
    assert found == (["X-one"] if form == "file" else ["X-one", "X-two"])


def test_the_check_ends_with_1_where_a_locked_version_is_affected(
    supply: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "osv.json"
    path.write_text(
        json.dumps([advisory("PyYAML", "5.4"), advisory("nothing-of-ours", "9")]), "utf-8"
    )
    assert supply.main(["advisories", str(path)]) == 0
    assert capsys.readouterr().out.endswith("locked versions, 2 advisories: 0 apply\n")
    path.write_text(json.dumps(advisory("PyYAML", "9999")), "utf-8")
    assert supply.main(["advisories", str(path)]) == 1
    assert re.search(r"✗ pyyaml [\d.]+: X-PyYAML bad; fixed in 9999\n", capsys.readouterr().out)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", "[1]", '{"id": 1, "modified": ""}', "gone", "[" * 100_000]
)
def test_a_file_that_holds_no_advisories_is_one_line_and_exit_2(
    supply: ModuleType, tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "osv.json"
    if text != "gone":
        path.write_text(text, "utf-8")
    assert supply.main(["advisories", str(path)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
