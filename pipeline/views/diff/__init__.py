"""What changed between two publications, or two states of many: cell by cell, by key."""

from __future__ import annotations

from pipeline.views.diff.change import Change, Difference, NoticeDifference
from pipeline.views.diff.compare import diff
from pipeline.views.diff.show import as_dict, as_lines

__all__ = ["Change", "Difference", "NoticeDifference", "as_dict", "as_lines", "diff"]
