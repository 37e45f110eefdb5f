"""What a form of attachment looks like: columns, heading patterns, missing marks, sections.

A spec is a YAML file (docs/forms.md says what stands in it); the form's facts live in it and
nowhere else.
"""

from __future__ import annotations

from pipeline.spec.file import DEFAULT, MAX_BYTES, load, parse
from pipeline.spec.form import (
    KEYS,
    KINDS,
    ROLES,
    ColumnSpec,
    SectionKind,
    SectionRules,
    Spec,
    SumRules,
)
from pipeline.spec.layout import OFFICES, UNSTATED_YEAR, Column, fits, layout, period_of

__all__ = [
    "DEFAULT",
    "KEYS",
    "KINDS",
    "MAX_BYTES",
    "OFFICES",
    "ROLES",
    "UNSTATED_YEAR",
    "Column",
    "ColumnSpec",
    "SectionKind",
    "SectionRules",
    "Spec",
    "SumRules",
    "fits",
    "layout",
    "load",
    "parse",
    "period_of",
]
