"""Draws text above a page: filled-in fields and notes.

Their appearance streams draw it (ISO 32000-1, 12.5.5).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import MATRIX_IDENTITY, apply_matrix_pt, mult_matrix

from pipeline.messages import message
from pipeline.model import Finding
from pipeline.read.pdf.content import Interpreter
from pipeline.read.pdf.paths import bounds

# Kinds whose appearance is part of what a reader of the page sees.
_SHOWN = ("Widget", "FreeText", "Stamp")
_HIDDEN, _NO_VIEW = 1 << 1, 1 << 5


def draw_annotations(page_obj: Any, interpreter: Interpreter) -> list[Finding]:
    """Draws what lies above the page; says which fields have a value that nothing draws."""
    undrawn = []
    interpreter.surface.given = True
    for annotation in _annotations(page_obj):
        appearance = _appearance(annotation)
        if appearance is not None:
            _draw(appearance, annotation, interpreter)
        elif (value := _value(annotation)) and not _fields_drawn(annotation):
            undrawn.append(value)
    if not undrawn:
        return []
    values = " | ".join(undrawn)[:60]
    what = message("read.undrawn-fields", count=len(undrawn), values=values)
    return [Finding("warning", "undrawn-fields", what, page=interpreter.surface.number)]


def _annotations(page_obj: Any) -> Iterator[dict[str, Any]]:
    listed = resolve1(page_obj.attrs.get("Annots"))
    for entry in listed if isinstance(listed, list) else ():
        found = resolve1(entry)
        if not isinstance(found, dict):
            continue
        kind, flags = resolve1(found.get("Subtype")), resolve1(found.get("F", 0))
        shown = isinstance(kind, PSLiteral) and literal_name(kind) in _SHOWN
        if shown and not (isinstance(flags, int) and flags & (_HIDDEN | _NO_VIEW)):
            yield found


def _appearance(annotation: dict[str, Any]) -> PDFStream | None:
    """The normal appearance; of several, that of the field's state."""
    choices = resolve1(annotation.get("AP"))
    normal = resolve1(choices.get("N")) if isinstance(choices, dict) else None
    if isinstance(normal, dict):
        state = resolve1(annotation.get("AS"))
        normal = resolve1(normal.get(literal_name(state))) if isinstance(state, PSLiteral) else None
    return normal if isinstance(normal, PDFStream) else None


def _value(annotation: dict[str, Any]) -> str:
    """The text of a field; its parent may hold it."""
    parent = resolve1(annotation.get("Parent"))
    value = resolve1(annotation.get("V", parent.get("V") if isinstance(parent, dict) else None))
    if not isinstance(value, bytes):
        return ""
    wide = value.startswith((b"\xfe\xff", b"\xff\xfe"))
    return value.decode("utf-16" if wide else "latin-1", "replace").strip()


def _fields_drawn(annotation: dict[str, Any]) -> bool:
    """Whether the field has appearances at all, so that this state's is none on purpose.

    A box that is not ticked has none.
    """
    return isinstance(resolve1(annotation.get("AP")), dict)


def _draw(appearance: PDFStream, annotation: dict[str, Any], interpreter: Interpreter) -> None:
    """The appearance's box, brought to the annotation's rectangle."""
    rectangle, box = _numbers(annotation.get("Rect"), 4), _numbers(appearance.get("BBox"), 4)
    matrix = _numbers(appearance.get("Matrix", list(MATRIX_IDENTITY)), 6)
    if rectangle is None or box is None or matrix is None or not appearance.get_data().strip():
        return
    corners = [
        apply_matrix_pt(_six(matrix), (x, y)) for x in (box[0], box[2]) for y in (box[1], box[3])
    ]
    x0, y0, x1, y1 = bounds(corners)
    left, right = sorted((rectangle[0], rectangle[2]))
    low, high = sorted((rectangle[1], rectangle[3]))
    across = (right - left) / (x1 - x0) if x1 > x0 else 1.0
    down = (high - low) / (y1 - y0) if y1 > y0 else 1.0
    fit = (across, 0.0, 0.0, down, left - x0 * across, low - y0 * down)
    resources = resolve1(appearance.get("Resources"))
    inner = interpreter.subinterp()
    pen = interpreter.surface.pen
    interpreter.surface.set_ctm(mult_matrix(fit, interpreter.page_ctm))
    interpreter.surface.begin_figure("annotation", box, _six(matrix))
    inner.render_contents(
        resources if isinstance(resources, dict) else {},
        [appearance],
        ctm=mult_matrix(_six(matrix), mult_matrix(fit, interpreter.page_ctm)),
    )
    interpreter.surface.pen = pen


def _numbers(value: Any, count: int) -> Sequence[float] | None:
    found = resolve1(value)
    numbers = [resolve1(one) for one in found] if isinstance(found, list | tuple) else []
    if len(numbers) != count or not all(isinstance(one, int | float) for one in numbers):
        return None
    return [float(one) for one in numbers]


def _six(numbers: Sequence[float]) -> tuple[float, float, float, float, float, float]:
    a, b, c, d, e, f = numbers
    return a, b, c, d, e, f
