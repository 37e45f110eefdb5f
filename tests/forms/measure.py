"""What is published of a drawn notice, value by value: right, marked, wrong without a mark, or doubted for nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.publication.state import expectations_dir
from pipeline.publication.write import build
from pipeline.run import rows_of
from pipeline.validate import validate
from tests.forms.sheet import Drawn, draw

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def published(notice: Drawn, folder: Path, engine: str = "pdfplumber") -> Rows:
    """Every table of the notice, drawn into ``folder`` and read back."""
    folder.mkdir(parents=True, exist_ok=True)
    draw(notice, folder / "notice.pdf")
    (folder / "spec.yml").write_text(notice.spec, "utf-8")
    return rows_of(folder / "notice.pdf", folder / "spec.yml", engine=engine)


def failures(rows: Rows) -> list[str]:
    """The critical expectations that the tables do not keep; that two engines agree is none of one engine's."""
    report = validate(build(dict(rows), "0" * 64), expectations_dir(), "drawn")
    return [
        result.message
        for result in report.failures
        if result.severity == "critical" and result.column != "engines"
    ]


def compared(notice: Drawn, rows: Rows) -> tuple[Counter[str], list[str]]:
    """How many values are of each kind, and a line for each that is not right."""
    count, said = Counter[str](), list[str]()
    found = {int(row["seq"]): row for row in rows["indicators"]}
    opened = {
        (row["seq"], row["column"]) for row in rows["provenance"] if row["status"] == "ambiguous"
    }
    for seq, columns in notice.truth.items():
        for name, want in columns.items():
            row = found.get(seq)
            have = None if row is None else row[name]
            have = float(have) if isinstance(want, float) and have is not None else have
            kind = (
                "right"
                if row is not None and have == want
                else "marked"
                if (seq, name) in opened
                else "wrong"
            )
            count[kind] += 1
            if kind != "right":
                said.append(f"{notice.name} {seq} {name}: {kind}, {have!r} for {want!r}")
    for seq in sorted(set(found) - set(notice.truth)):
        count["wrong"] += 1
        said.append(f"{notice.name}: row {seq} too many, {found[seq]['indicator']!r}")
    doubted = [row["seq"] for row in rows["indicators"] if row["needs_review"]]
    count["doubted"] += len(doubted)
    said += [f"{notice.name} {seq}: doubted" for seq in doubted]
    units = {(unit["rows"], float(unit["points"])) for unit in rows["scoring_units"]}
    for serials, points in notice.units:
        text = str(serials[0]) if len(serials) == 1 else f"{serials[0]}-{serials[-1]}"
        kind = "unit" if (text, points) in units else "no unit"
        count[kind] += 1
        if kind != "unit":
            said.append(f"{notice.name}: no unit {text} of {points:g}")
    broken = failures(rows)
    count["failures"] += len(broken)
    return count, said + broken + _sums(notice, rows, count)


def _sums(notice: Drawn, rows: Rows, count: Counter[str]) -> list[str]:
    stated = {
        (row["kind"], row["first_seq"], row["last_seq"], float(row["stated"]))
        for row in rows.get("sums", ())
        if row["status"] == "holds"
    }
    missing = [each for each in notice.sums if each not in stated]
    count["sum"] += len(notice.sums) - len(missing)
    count["no sum"] += len(missing)
    return [f"{notice.name}: no sum {each}" for each in missing]
