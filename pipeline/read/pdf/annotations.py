"""Draws text above a page: filled-in fields and notes.

Their appearance streams draw it (ISO 32000-1, 12.5.5).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import MATRIX_IDENTITY, apply_matrix_pt, mult_matrix

from pipeline.messages import message
from pipeline.model import Box, Finding
from pipeline.read.pdf.paths import Point, bounds

if TYPE_CHECKING:
    from pipeline.read.pdf.content import Interpreter

# Kinds whose appearance is part of what a reader of the page sees.
_SHOWN = ("Widget", "FreeText", "Stamp")
# Flags of an annotation that is not shown: hidden, no view (ISO 32000-1, table 165).
_OUT_OF_VIEW = 1 << 1 | 1 << 5
_BYTE_ORDER_MARKS = (b"\xfe\xff", b"\xff\xfe")
# A message quotes so many characters.
QUOTED = 60

_Six = tuple[float, float, float, float, float, float]


def draw_annotations(page_obj: Any, interpreter: Interpreter) -> list[Finding]:
    """Draws what lies above the page; says which fields have a value that nothing draws."""
    undrawn: list[str] = []
    surface = interpreter.surface
    surface.given = True
    for annotation in _annotations(page_obj):
        appearance = _appearance(annotation)
        if appearance is not None:
            _draw(appearance, annotation, interpreter)
            continue
        value = _value(annotation)
        if value and not _fields_drawn(annotation):
            undrawn.append(value)
    if not undrawn:
        return []
    values = " | ".join(undrawn)
    what = message(
        "read.undrawn-fields",
        count=len(undrawn),
        values=values[:QUOTED],
    )
    return [
        Finding(
            "warning",
            "undrawn-fields",
            what,
            page=surface.number,
        )
    ]


def has_text_above(page_obj: Any) -> bool:
    """Whether something above a page may show text, or has a value that nothing draws."""
    for annotation in _annotations(page_obj):
        if _appearance(annotation) is not None or _value(annotation):
            return True
    return False


def _annotations(page_obj: Any) -> Iterator[dict[str, Any]]:
    listed = resolve1(page_obj.attrs.get("Annots"))
    if not isinstance(listed, list):
        return
    for entry in listed:
        found = resolve1(entry)
        if isinstance(found, dict) and _is_shown(found):
            yield found


def _is_shown(annotation: dict[str, Any]) -> bool:
    """Whether an annotation is of a kind that is read, and not switched off."""
    kind = resolve1(annotation.get("Subtype"))
    if not isinstance(kind, PSLiteral) or literal_name(kind) not in _SHOWN:
        return False
    flags = resolve1(annotation.get("F", 0))
    return not isinstance(flags, int) or not flags & _OUT_OF_VIEW


def _appearance(annotation: dict[str, Any]) -> PDFStream | None:
    """The normal appearance; of several, that of the field's state."""
    choices = resolve1(annotation.get("AP"))
    if not isinstance(choices, dict):
        return None
    normal = resolve1(choices.get("N"))
    if isinstance(normal, dict):
        state = resolve1(annotation.get("AS"))
        if not isinstance(state, PSLiteral):
            return None
        normal = resolve1(normal.get(literal_name(state)))
    return normal if isinstance(normal, PDFStream) else None


def _value(annotation: dict[str, Any]) -> str:
    """The text of a field; its parent may hold it."""
    parent = resolve1(annotation.get("Parent"))
    inherited = parent.get("V") if isinstance(parent, dict) else None
    value = resolve1(annotation.get("V", inherited))
    if not isinstance(value, bytes):
        return ""
    is_utf16 = value.startswith(_BYTE_ORDER_MARKS)
    encoding = "utf-16" if is_utf16 else "latin-1"
    return value.decode(encoding, "replace").strip()


def _fields_drawn(annotation: dict[str, Any]) -> bool:
    """Whether the field has appearances at all, so that this state's is none on purpose.

    A box that is not ticked has none.
    """
    appearances = resolve1(annotation.get("AP"))
    return isinstance(appearances, dict)


def _draw(
    appearance: PDFStream,
    annotation: dict[str, Any],
    interpreter: Interpreter,
) -> None:
    """Draws an appearance, its box brought to the annotation's rectangle."""
    rectangle = _numbers(annotation.get("Rect"), 4)
    box = _numbers(appearance.get("BBox"), 4)
    matrix = _matrix(appearance)
    if rectangle is None or box is None or matrix is None:
        return
    if not appearance.get_data().strip():
        return
    fit = _fit(box, matrix, rectangle)
    onto_page = mult_matrix(fit, interpreter.page_ctm)
    resources = resolve1(appearance.get("Resources"))
    inner = interpreter.subinterp()
    surface = interpreter.surface
    pen = surface.pen
    surface.set_ctm(onto_page)
    surface.begin_figure("annotation", box, matrix)
    inner.render_contents(
        resources if isinstance(resources, dict) else {},
        [appearance],
        ctm=mult_matrix(matrix, onto_page),
    )
    surface.pen = pen


def _matrix(appearance: PDFStream) -> _Six | None:
    """The matrix of an appearance; the identity where it states none."""
    stated = appearance.get("Matrix", list(MATRIX_IDENTITY))
    numbers = _numbers(stated, 6)
    if numbers is None:
        return None
    a, b, c, d, e, f = numbers
    return a, b, c, d, e, f


def _fit(
    box: Sequence[float],
    matrix: _Six,
    rectangle: Sequence[float],
) -> _Six:
    """The matrix that brings an appearance's box onto a rectangle (ISO 32000-1, 12.5.5)."""
    x0, y0, x1, y1 = _transformed(box, matrix)
    from_x, from_y, to_x, to_y = rectangle
    left, right = sorted((from_x, to_x))
    low, high = sorted((from_y, to_y))
    across = _scale(right - left, x1 - x0)
    down = _scale(high - low, y1 - y0)
    return (
        across,
        0.0,
        0.0,
        down,
        left - x0 * across,
        low - y0 * down,
    )


def _scale(wanted: float, length: float) -> float:
    """By what a length becomes the wanted one; 1 where it is none."""
    return wanted / length if length > 0 else 1.0


def _transformed(box: Sequence[float], matrix: _Six) -> Box:
    """The bounds of a box that a matrix turns or scales."""
    x0, y0, x1, y1 = box
    corners: list[Point] = []
    for x in (x0, x1):
        for y in (y0, y1):
            corner = apply_matrix_pt(matrix, (x, y))
            corners.append(corner)
    return bounds(corners)


def _numbers(value: Any, count: int) -> list[float] | None:
    """The numbers of an array that has so many; None where it has not."""
    found = resolve1(value)
    if not isinstance(found, list | tuple) or len(found) != count:
        return None
    numbers: list[float] = []
    for entry in found:
        number = resolve1(entry)
        if not isinstance(number, int | float):
            return None
        numbers.append(float(number))
    return numbers
