"""What the hash locks bring in: a bill of materials, and a check against known advisories; no network.

::

    .venv/bin/python .ci/supply.py sbom FILE
    .venv/bin/python .ci/supply.py advisories FILE

The bill is CycloneDX 1.6 as JSON, the same bytes for the same locks. Advisories are in the OSV format
(https://ossf.github.io/osv-schema/): one JSON file, a folder of them, or a zip archive as osv.dev exports it. The
exit code of the check is 0 where no locked version is affected, 1 where one is, 2 where the file is unusable.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

ROOT = Path(__file__).resolve().parent.parent
RUN, DEV = "requirements.lock", "requirements-dev.lock"
_PIN = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)(?: ; (?P<marker>[^\\\n]+?))? *\\$", re.M
)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Pin:
    """One locked version; ``hashes`` are those of the files that may stand for it, ``marker`` where it is wanted."""

    name: str
    version: str
    marker: str | None
    hashes: tuple[str, ...]

    @property
    def purl(self) -> str:
        return f"pkg:pypi/{self.name}@{self.version}"


@dataclass(frozen=True, slots=True)
class Hit:
    """An advisory that affects a pin; ``fixed`` are the versions that mend it."""

    pin: Pin
    id: str
    aliases: tuple[str, ...]
    summary: str
    fixed: tuple[str, ...]

    def __str__(self) -> str:
        names = f"{self.id} ({', '.join(self.aliases)})" if self.aliases else self.id
        mended = (
            f"; fixed in {', '.join(self.fixed)}" if self.fixed else "; no fixed version is named"
        )
        text = f"{self.pin.name} {self.pin.version}: {names} {self.summary}{mended}"
        return "".join(c if c.isprintable() else " " for c in text)


def pins(lock: str) -> list[Pin]:
    """The pins of a lock's text, in its order."""
    found = list(_PIN.finditer(lock))
    ends = [*(match.start() for match in found[1:]), len(lock)]
    return [
        Pin(
            canonicalize_name(m["name"]),
            m["version"],
            m["marker"],
            tuple(_HASH.findall(lock, m.end(), end)),
        )
        for m, end in zip(found, ends, strict=True)
    ]


def bill(run: Sequence[Pin], dev: Sequence[Pin], project: dict[str, Any]) -> dict[str, Any]:
    """The CycloneDX document: what runs is ``required``, what only development needs is ``excluded``."""
    needed = {pin.purl for pin in run}
    listed = sorted({pin.purl: pin for pin in (*dev, *run)}.values(), key=lambda pin: pin.purl)
    direct = {
        canonicalize_name(re.split(r"[<>=!~ ;\[]", need)[0]) for need in project["dependencies"]
    }
    name = project["name"]
    root = f"pkg:pypi/{canonicalize_name(name)}@{project['version']}"
    content = {
        "metadata": {
            "component": {"type": "application", "bom-ref": root, "name": name, "version": project["version"],
                          "description": project["description"], "purl": root,
                          "licenses": [{"license": {"id": project["license"]}}]},
        },
        "components": [_component(pin, pin.purl in needed) for pin in listed],
        # Only the project's own needs: the locks do not say who else needs what.
        "dependencies": [{"ref": root, "dependsOn": sorted(pin.purl for pin in run if pin.name in direct)}],
    }  # fmt: skip
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(content, sort_keys=True))
    head = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
    }
    return head | content


def _component(pin: Pin, needed: bool) -> dict[str, Any]:
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": pin.purl,
        "name": pin.name,
        "version": pin.version,
        "scope": "required" if needed else "excluded",
        "hashes": [{"alg": "SHA-256", "content": digest} for digest in sorted(set(pin.hashes))],
        "purl": pin.purl,
    }
    if pin.marker:
        component["properties"] = [{"name": "notice-pipeline:marker", "value": pin.marker}]
    return component


def advisories(path: Path) -> Iterator[dict[str, Any]]:
    """Every advisory in a file, a folder of files or an archive; ValueError with the place of one that is none."""
    if path.is_dir():
        texts: Iterable[tuple[str, bytes]] = (
            (str(file), file.read_bytes()) for file in sorted(path.rglob("*.json"))
        )
    elif zipfile.is_zipfile(path):
        texts = _members(path)
    else:
        texts = [(str(path), path.read_bytes())]
    for where, text in texts:
        data = json.loads(text)
        found = (
            data
            if isinstance(data, list)
            else data.get("vulns", [data])
            if isinstance(data, dict)
            else [data]
        )
        for entry in found:
            if not (
                isinstance(entry, dict) and isinstance(entry.get("id"), str) and "modified" in entry
            ):
                raise ValueError(f"{where}: not an advisory in the OSV format")
            yield entry


def _members(path: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".json"):
                yield f"{path}: {name}", archive.read(name)


def hits(entries: Iterable[dict[str, Any]], locked: Iterable[Pin]) -> tuple[int, list[Hit]]:
    """How many advisories there were, and those that affect a pin, in the order of the pins; withdrawn ones do not."""
    by_name: dict[str, list[Pin]] = {}
    for pin in locked:
        by_name.setdefault(pin.name, []).append(pin)
    count, found = 0, []
    for entry in entries:
        count += 1
        if entry.get("withdrawn"):
            continue
        for affected in entry.get("affected") or []:
            package = affected.get("package") or {}
            name = canonicalize_name(str(package.get("name")))
            if package.get("ecosystem") == "PyPI":
                found += [
                    _hit(entry, affected, pin)
                    for pin in by_name.get(name, ())
                    if affects(affected, pin.version)
                ]
    return count, sorted(set(found), key=lambda hit: (hit.pin.name, hit.pin.version, hit.id))


def _hit(entry: dict[str, Any], affected: dict[str, Any], pin: Pin) -> Hit:
    fixed = (
        str(event["fixed"]) for events in _ranges(affected) for event in events if "fixed" in event
    )
    summary = str(
        entry.get("summary") or str(entry.get("details") or "").strip().partition("\n")[0]
    )
    return Hit(
        pin, entry["id"], tuple(entry.get("aliases") or ()), summary, tuple(dict.fromkeys(fixed))
    )


def affects(affected: dict[str, Any], version: str) -> bool:
    """OSV's rule: the version is listed, or lies in a range; what cannot be compared counts as affected."""
    try:
        mine = Version(version)
        if any(_same(listed, mine) for listed in affected.get("versions") or []):
            return True
        return any(_within(events, mine) for events in _ranges(affected))
    except InvalidVersion:
        return True


def _ranges(affected: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    for one in affected.get("ranges") or []:
        if one.get("type") in ("ECOSYSTEM", "SEMVER"):  # the others are of commits
            yield one.get("events") or []


def _same(listed: str, mine: Version) -> bool:
    try:
        return Version(listed) == mine
    except InvalidVersion:  # a version of old that PEP 440 does not know: no lock holds one
        return False


def _within(events: list[dict[str, Any]], mine: Version) -> bool:
    limits = [event["limit"] for event in events if "limit" in event]
    if limits and not any(limit == "*" or mine < Version(limit) for limit in limits):
        return False
    affected = not any("introduced" in event for event in events)
    for version, kind in sorted(_ordered(events)):
        if kind == 0 and mine >= version:
            affected = True
        if (kind == 1 and mine > version) or (kind == 2 and mine >= version):
            affected = False
    return affected


def _ordered(events: list[dict[str, Any]]) -> Iterator[tuple[Version, int]]:
    for event in events:
        for kind, name in enumerate(("introduced", "last_affected", "fixed")):
            if name in event:
                yield Version("0.dev0" if event[name] == "0" else event[name]), kind


def _locked(name: str) -> list[Pin]:
    return pins((ROOT / name).read_text(encoding="utf-8"))


def write_bill(path: Path) -> int:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    document = bill(_locked(RUN), _locked(DEV), project)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(f"{path}: {len(document['components'])} components")
    return 0


def check(path: Path) -> int:
    """Prints each hit, then what was compared."""
    locked = _locked(DEV)
    try:
        count, found = hits(advisories(path), locked)
        if not count:
            raise ValueError(f"{path}: no advisory in it")
    except (
        OSError,
        ValueError,
        AttributeError,
        TypeError,
        zipfile.BadZipFile,
        RecursionError,
    ) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        print(f"{path}: unusable ({reason}); name advisories in the OSV format", file=sys.stderr)
        return 2
    for hit in found:
        print(f"  ✗ {hit}")
    print(f"{len(locked)} locked versions, {count} advisories: {len(found)} apply")
    return 1 if found else 0


def main(arguments: Sequence[str]) -> int:
    match list(arguments):
        case ["sbom", path]:
            return write_bill(Path(path))
        case ["advisories", path]:
            return check(Path(path))
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
