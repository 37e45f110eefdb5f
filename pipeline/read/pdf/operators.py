"""Content streams → the strings that they show, by one pass over their operators.

It keeps no matrix and draws nothing: it says what is shown, in which font, in which order, and what
of the page only an interpreter can tell. Another reader's characters are held against the strings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral, literal_name

from pipeline.read.pdf.blend import is_plain
from pipeline.read.pdf.doubt import Doubt
from pipeline.read.pdf.faces import Face, Faces, Show
from pipeline.read.pdf.images import is_masked
from pipeline.read.pdf.layers import Layers
from pipeline.read.pdf.operands import number_before, number_of
from pipeline.read.pdf.strings import unquoted
from pipeline.read.pdf.tokens import BARE, TEXT, TOKEN, token_painted, tokens_at_once
from pipeline.text.patterns import pattern

_COLOURS = (b"g", b"rg", b"k")
_FILLS = (b"f", b"f*", b"F", b"B", b"B*", b"b", b"b*")
_STROKES = (b"S", b"s")
# Readers differ on whole numbers beyond 32 bits; the second finds those that are coordinates.
_DIGITS_ALIKE = bytes(ord("0") if chr(byte) in "0123456789" else byte for byte in range(256))
_TEN_DIGITS = b"0" * 10
_LONG = pattern(rb"(?<![\d.])\d{10}[\d.]*\s")
_FAR = pattern(rb"(?<![\d.])\d{10}[\d.]*(?:\s+[-+.\d]+)*\s+(?:T[dDm]|cm|re|[lmc])(?!\S)")
_TEXTS = pattern(TEXT, re.DOTALL)
# Codes that usually leave no ink.
_NO_INK = b"\0 "
_IMAGE_END = pattern(rb"\sEI(?!" + BARE + rb")")
_BRACKET = pattern(rb"\\.|[()]", re.DOTALL)
_AFTER = pattern(rb"\s*(Tj|'|\")")
# Forms within forms deeper than this are left to the interpreter.
DEEPEST = 8
# Text render modes from this on make letters a clip.
_CLIPPING = 4
# An image's mask is seldom looked at: a stencil, and what its stream says.
_STENCIL = pattern(rb"/(?:IM|ImageMask)\s+true|/(?:SMask|Mask)\b")


@dataclass(slots=True)
class Shown:
    """What the content of a page shows, in order.

    ``masked`` says of each image whether what lies beneath may show through, ``forms`` of each form
    the opacity of its group. ``strings`` counts the
    operators that show text, ``shown`` those with text that is not empty. ``blended`` is true where
    something is not plainly painted over what lies beneath. ``patterned`` says of each path, on a
    page that paints with patterns, whether it is filled with one; it is None on others.
    """

    shows: list[Show] = field(default_factory=list)
    masked: list[bool] = field(default_factory=list)
    forms: list[float] = field(default_factory=list)
    doubts: set[Doubt] = field(default_factory=set)
    strings: int = 0
    shown: int = 0
    blended: bool = False
    patterned: list[bool] | None = None


class _State(NamedTuple):
    """What is saved with the graphics state: text state, opacity and pattern of fills."""

    face: Face | None = None
    size: float = 0.0
    rise: float = 0.0
    opacity: float = 1.0
    pattern: bool = False


def read_operators(
    content: bytes,
    resources: Any,
    faces: Faces,
    layers: Layers,
) -> Shown:
    """Reads the content of a page, and of the forms that it paints."""
    shown = Shown()
    _Stream(shown, resources, faces, layers).read(content)
    if shown.patterned is not None:
        shown = Shown(patterned=[])
        _Stream(shown, resources, faces, layers).read(content)
    return shown


class _Stream:
    """Reads one content stream."""

    def __init__(
        self,
        shown: Shown,
        resources: Any,
        faces: Faces,
        layers: Layers,
        depth: int = 0,
    ) -> None:
        self._shown = shown
        self._resources = _dictionary(resources)
        self._faces = faces
        self._layers = layers
        self._depth = depth
        self._state = _State()
        self._saved: list[_State] = []
        self._fonts: dict[bytes, Face | None] = {}
        self._opacities: dict[bytes, float | None] = {}
        self._within_text = False
        # The font that was set last, as it is written, and the state since.
        self._font_set: tuple[bytes, bytes | None] = b"", None
        self._font_state: _State | None = None

    def read(self, content: bytes) -> None:
        """Reads it to its end."""
        if self._layers.off and b"/OC" in content:
            self._doubt(Doubt.LAYER)
        has_long = _TEN_DIGITS in content.translate(_DIGITS_ALIKE)
        if has_long and _LONG.search(content) and _FAR.search(content):
            self._doubt(Doubt.MEASURE)
        if not self._is_read_at_once(content):
            start: int | None = 0
            while start is not None:
                start = self._read_from(content, start)
        if self._within_text:
            self._doubt(Doubt.DAMAGE)

    def _doubt(self, doubt: Doubt) -> None:
        self._shown.doubts.add(doubt)

    def _is_read_at_once(self, content: bytes) -> bool:
        """Reads all tokens at once, where it need not be known where they stand.

        As of most pages; what stands before an operator, or in it, is found by its place.
        """
        tokens = tokens_at_once(content, self._tokens)
        if tokens is None:
            return False
        for written, end, begin, name, size, of, plain, _ in tokens:
            if written:
                if not self._is_shown_again(written):
                    self._show_written(written)
                if end:
                    self._within_text = False
            elif of:
                if begin:
                    self._within_text = True
                if of != b"Tf":
                    self._apply(name, size, of)
                elif self._state is not self._font_state or (name, size) != self._font_set:
                    self._set_font(name, size)
            elif plain:
                self._operate(plain, content, 0)
        return True

    def _is_shown_again(self, written: bytes) -> bool:
        """Shows what is known of a string, or an array of strings, that was written alike."""
        face, size, rise, _, pattern = self._state
        if face is None or pattern or not self._within_text:
            return False
        show = face.shows.get((written, size, rise))
        if show is None:
            return False
        self._shown.strings += 1
        self._shown.shown += 1
        self._shown.shows.append(show)
        return True

    def _show_written(self, written: bytes) -> None:
        """Shows a string, or an array of strings, as it is written."""
        if written[:1] == b"[":
            data = b"".join(map(unquoted, _TEXTS.findall(written)))
        else:
            data = unquoted(written)
        show = self._show(data)
        if show is not None and data.strip(_NO_INK):
            show.face.keep(written, show)

    @property
    def _tokens(self) -> re.Pattern[bytes]:
        return TOKEN if self._shown.patterned is None else token_painted()

    def _read_from(self, content: bytes, start: int) -> int | None:
        """Reads from a place on; returns where to go on behind what is not tokens."""
        for found in self._tokens.finditer(content, start):
            kind = found.lastgroup
            if kind in ("written", "end"):
                self._show_written(found["written"])
                if found["end"]:
                    self._within_text = False
            elif kind == "of":
                if found["begin"]:
                    self._within_text = True
                self._apply(found["name"], found["size"], found["of"])
            elif kind == "open":
                return self._read_nested(content, found.start())
            elif kind == "plain":
                if found["plain"] == b"BI":
                    return self._skip_image(content, found.end())
                self._operate(found["plain"], content, found.start())
        return None

    def _read_nested(self, content: bytes, start: int) -> int:
        """Reads a string with brackets in it; returns where it ends."""
        depth = 0
        for found in _BRACKET.finditer(content, start):
            bracket = found[0]
            depth += (bracket == b"(") - (bracket == b")")
            if not depth:
                break
        else:
            self._doubt(Doubt.DAMAGE)
            return len(content)
        end = found.end()
        operator = _AFTER.match(content, end)
        if operator is None:  # a part of an array, or of something else
            self._doubt(Doubt.COUNT)
            return end
        self._show(unquoted(content[start:end]))
        return operator.end()

    def _skip_image(self, content: bytes, start: int) -> int:
        """Passes over an inline image; returns where it ends."""
        found = _IMAGE_END.search(content, start)
        if found is None:
            self._doubt(Doubt.DAMAGE)
            return len(content)
        head, *_ = content[start : found.start()].split(b"ID", 1)
        is_stencil = _STENCIL.search(head) is not None
        self._shown.masked.append(is_stencil)
        return found.end()

    def _show(self, data: bytes) -> Show | None:
        """Notes a string that is shown; None where it shows nothing, or in no font."""
        self._shown.strings += 1
        self._shown.shown += bool(data.strip(_NO_INK))
        if not data:
            return None
        face, size, rise, _, pattern = self._state
        if face is None or not self._within_text:
            self._doubt(Doubt.FONT)
            return None
        if pattern:
            self._doubt(Doubt.PAINT)
        if face.stacked:
            self._doubt(Doubt.FONT)
        show = Show(face, face.run(data), size, rise)
        self._shown.shows.append(show)
        return show

    def _operate(
        self,
        operator: bytes,
        content: bytes,
        at: int,
    ) -> None:
        """Applies an operator that names no resource."""
        if operator == b"BT":
            self._within_text = True
        elif operator == b"ET":
            self._within_text = False
        elif operator == b"q":
            self._saved.append(self._state)
        elif operator == b"Q":
            if self._saved:
                self._state = self._saved.pop()
        elif operator in _COLOURS:
            self._state = self._state._replace(pattern=False)
        elif operator in _FILLS or operator in _STROKES:
            self._note_path(is_fill=operator in _FILLS)
        else:
            number = number_before(content, at)
            self._set(operator, number)

    def _note_path(self, is_fill: bool) -> None:
        """Notes whether a path is filled with a pattern."""
        if self._shown.patterned is not None:
            self._shown.patterned.append(is_fill and self._state.pattern)

    def _set(self, operator: bytes, number: float | None) -> None:
        """Sets rise, render mode or scaling."""
        if number is None:
            self._doubt(Doubt.SETTING)
        elif operator == b"Ts":
            self._state = self._state._replace(rise=number)
        elif operator == b"Tr" and number >= _CLIPPING:
            self._doubt(Doubt.PAINT)
        elif operator == b"Tz" and number <= 0:
            self._doubt(Doubt.SETTING)

    def _apply(
        self,
        name: bytes,
        size: bytes | None,
        operator: bytes,
    ) -> None:
        """Applies an operator that names a resource."""
        if operator == b"Tf":
            self._set_font(name, size)
        elif operator == b"Do":
            self._paint(name)
        elif operator == b"gs":
            self._set_state(name)
        elif operator == b"cs":
            self._set_space(is_pattern=name == b"Pattern")
        elif operator in (b"SCN", b"sh") or name == b"Pattern":
            self._doubt(Doubt.PAINT)

    def _set_space(self, is_pattern: bool) -> None:
        """Takes a colour space of fills; a page with patterns is read once more for its paths."""
        if is_pattern and self._shown.patterned is None:
            self._shown.patterned = []
        self._state = self._state._replace(pattern=is_pattern)

    def _set_font(self, name: bytes, size: bytes | None) -> None:
        face = self._fonts[name] if name in self._fonts else self._font(name)
        number = number_of(size)
        if number is None or number < 0:
            self._doubt(Doubt.SETTING)
            number = 0.0
        before, size_before, rise, opacity, pattern = self._state
        if face is not before or number != size_before:
            self._state = _State(face, number, rise, opacity, pattern)
        self._font_set = name, size
        self._font_state = self._state

    def _font(self, name: bytes) -> Face | None:
        """The font of a name; None where there is none."""
        face = self._faces.face(self._resource("Font", name))
        self._fonts[name] = face
        return face

    def _set_state(self, name: bytes) -> None:
        """Takes what a graphics state changes."""
        if name not in self._opacities:
            self._opacities[name] = self._read_state(name)
        opacity = self._opacities[name]
        if opacity is not None:
            self._state = self._state._replace(opacity=opacity)

    def _read_state(self, name: bytes) -> float | None:
        """Notes what of a graphics state matters to the page; returns the opacity that it sets."""
        state = resolve1(self._resource("ExtGState", name))
        if not isinstance(state, dict):
            return None
        if "Font" in state:
            self._doubt(Doubt.FONT)
        shown = self._shown
        shown.blended = shown.blended or not is_plain(state, before=True)
        opacity = resolve1(state.get("ca"))
        return float(opacity) if isinstance(opacity, int | float) else None

    def _paint(self, name: bytes) -> None:
        """Notes an image, reads a form."""
        drawn = resolve1(self._resource("XObject", name))
        if not isinstance(drawn, PDFStream):
            self._doubt(Doubt.DAMAGE)
            return
        if self._layers.hides(drawn.get("OC")):
            self._doubt(Doubt.LAYER)
        kind = resolve1(drawn.get("Subtype"))
        if isinstance(kind, PSLiteral) and literal_name(kind) == "Image":
            self._shown.masked.append(is_masked(drawn))
        else:
            self._read_form(drawn)

    def _read_form(self, form: PDFStream) -> None:
        if self._depth == DEEPEST:
            self._doubt(Doubt.DAMAGE)
            return
        opacity = self._state.opacity if resolve1(form.get("Group")) else 1.0
        self._shown.forms.append(opacity)
        resources = form.get("Resources", self._resources)
        stream = _Stream(
            self._shown,
            resources,
            self._faces,
            self._layers,
            self._depth + 1,
        )
        stream.read(form.get_data())

    def _resource(self, kind: str, name: bytes) -> Any:
        """What a name stands for among the resources of a kind."""
        listed = _dictionary(self._resources.get(kind))
        text = name.decode("utf-8", "replace")
        return listed.get(text)


def _dictionary(value: Any) -> dict[str, Any]:
    found = resolve1(value)
    return found if isinstance(found, dict) else {}
