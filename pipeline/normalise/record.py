"""One record → every column of ``indicators``."""

from __future__ import annotations

from collections import defaultdict

from pipeline.model import Record
from pipeline.normalise.setting import Setting
from pipeline.normalise.targets import typed_target
from pipeline.normalise.typed import (
    NO_COLUMN,
    Typed,
    TypedRow,
    typed_lead_units,
    typed_membership,
    typed_periods,
    typed_points,
    typed_section,
    typed_target_rank,
    typed_text,
    typed_unit,
)

TEXTS = ("level1", "level2", "indicator")
POINTS = ("level1_points", "level2_points", "weight")


def typed_row(record: Record, setting: Setting) -> TypedRow:
    """Every column of ``indicators``, and the ranking columns by their layout names."""
    values = defaultdict(lambda: NO_COLUMN, record.values)
    out: dict[str, Typed] = {}
    out["section"] = typed_section(record)
    for name in TEXTS:
        out[name] = typed_text(values[name])
    for name in POINTS:
        out[name] = typed_points(values[name])
    unit = typed_unit(values["unit"], setting)
    out["unit"] = unit
    out["scoring_unit"] = typed_membership(record, setting)
    out |= typed_periods(record.values, setting)
    out |= typed_target(values["target"], unit)
    out["target_rank"] = typed_target_rank(values["target_rank"])
    out["lead_units"] = typed_lead_units(values["lead_units"], setting)
    return TypedRow(record, out)
