"""Optional content: which layers of a file are off (ISO 32000-1, 8.11)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral, literal_name


class Layers:
    """The layers of one file in their default configuration.

    ``hides`` says whether a content's membership is off.
    """

    def __init__(self, catalog: Any = None) -> None:
        self.off: set[int] = set()
        if not isinstance(catalog, dict):
            return
        properties = resolve1(catalog.get("OCProperties"))
        if not isinstance(properties, dict):
            return
        default = resolve1(properties.get("D"))
        if not isinstance(default, dict):
            return
        if _name(default.get("BaseState")) == "OFF":
            groups = _ids(properties.get("OCGs"))
            self.off |= groups - _ids(default.get("ON"))
        self.off |= _ids(default.get("OFF"))

    def hides(self, member: Any) -> bool:
        """Whether an optional content group, or a membership dictionary of several, is off."""
        if not self.off:
            return False
        if isinstance(member, PDFObjRef) and member.objid in self.off:
            return True
        found = resolve1(member)
        if not isinstance(found, dict) or "OCGs" not in found:
            return False
        groups = found["OCGs"]
        listed = resolve1(groups)
        members = listed if isinstance(listed, list) else [groups]
        states = [group in self.off for group in _ids(members)]
        if not states:
            return False
        policy = _name(found.get("P"))
        return _is_off(states, policy)


def _is_off(states: Sequence[bool], policy: str) -> bool:
    """A membership's policy: visible where any of its groups is on, unless it says otherwise."""
    if policy == "AllOn":
        return any(states)
    if policy == "AnyOff":
        return not any(states)
    if policy == "AllOff":
        return not all(states)
    return all(states)


def _ids(listed: Any) -> set[int]:
    """The numbers of the objects that a list refers to."""
    found = resolve1(listed)
    if not isinstance(found, list):
        return set()
    return {one.objid for one in found if isinstance(one, PDFObjRef)}


def _name(value: Any) -> str:
    found = resolve1(value)
    if isinstance(found, PSLiteral):
        return literal_name(found)
    return ""
