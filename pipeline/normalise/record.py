"""One record → every column of ``indicators``."""

from __future__ import annotations

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
    values = record.values
    out: dict[str, Typed] = {"section": typed_section(record)}
    for name in TEXTS:
        out[name] = typed_text(values.get(name, NO_COLUMN))
    for name in POINTS:
        out[name] = typed_points(values.get(name, NO_COLUMN))
    unit = typed_unit(values.get("unit", NO_COLUMN), setting)
    lead_units = values.get("lead_units", NO_COLUMN)
    target_rank = values.get("target_rank", NO_COLUMN)
    out["unit"] = unit
    out["scoring_unit"] = typed_membership(record, setting)
    out |= typed_periods(values, setting)
    out |= typed_target(values.get("target", NO_COLUMN), unit)
    out["target_rank"] = typed_target_rank(target_rank)
    out["lead_units"] = typed_lead_units(lead_units, setting)
    return TypedRow(record, out)
