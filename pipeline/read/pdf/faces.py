"""Fonts as the quick reading needs them: text, advance and shape of each code, looked up once."""

from __future__ import annotations

from typing import Any, NamedTuple

from pdfminer.pdffont import PDFFont, PDFType3Font
from pdfminer.pdftypes import PDFObjRef, resolve1

from pipeline.read.pdf.fonts import Fonts, name_of, shape_of, text_of, usual_width

# Strings of so many bytes come again and again, since many programs write each letter by itself;
# so many of a font are kept until all are dropped. Those that are written so short are kept as they
# are written.
SHORT, KEPT = 8, 4_096
WRITTEN = 24
# A space wider than this, in type sizes, may part more than words.
WIDEST = 0.7


class Outline(NamedTuple):
    """Where the ink of a string is: its first and last character, and how many there are.

    Of a string without ink these are its first and last space. ``narrowest`` is the least advance,
    in type sizes.
    """

    first: int
    last: int
    inked: int
    narrowest: float


class Run(NamedTuple):
    """What one string shows: the text of each code, its advance in type sizes, and all letters.

    ``letters`` is None where a code stands for no letter or for several, ``outline`` where spaces
    in it may part more than words.
    """

    texts: tuple[str, ...]
    advances: tuple[float, ...]
    letters: str | None
    outline: Outline | None = None


class Show(NamedTuple):
    """What one operator shows: its font, the run of its codes, type size and rise."""

    face: Face
    run: Run
    size: float
    rise: float


class _Texts(dict[int, str]):
    """Key of a code → its text."""

    def __init__(self, font: PDFFont) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, key: int) -> str:
        text = text_of(self._font, key)
        self[key] = text
        return text


class _Advances(dict[int, float]):
    """Key of a code → how far it moves the next character, in type sizes."""

    def __init__(
        self,
        font: PDFFont,
        texts: _Texts,
        widthless: bool,
    ) -> None:
        super().__init__()
        self._font = font
        self._texts = texts
        self._widthless = widthless

    def __missing__(self, key: int) -> float:
        if self._widthless:
            text = self._texts[key]
            advance = usual_width(text)
        else:
            advance = self._font.char_width(key)
        self[key] = float(advance)
        return self[key]


class Face:
    """One font: ``low`` and ``high`` bound its letters, in type sizes.

    ``stacked`` is true for vertical writing, ``drawn`` where procedures draw the letters. ``shows``
    are what short strings show that leave ink, by how they are written, type size and rise.
    """

    def __init__(self, font: PDFFont) -> None:
        shape = shape_of(font)
        self.name = name_of(font)
        self.low = shape.low
        self.height = shape.height
        self.texts = _Texts(font)
        self.advances = _Advances(font, self.texts, shape.widthless)
        self.drawn = isinstance(font, PDFType3Font)
        self.stacked = bool(font.is_vertical())
        self._font = font
        self._runs: dict[bytes, Run] = {}
        self.shows: dict[tuple[bytes, float, float], Show] = {}

    def keep(self, written: bytes, show: Show) -> None:
        """Keeps what a string shows that leaves ink, by how it is written, if that is short."""
        if len(written) <= WRITTEN and not self.stacked:
            if len(self.shows) >= KEPT:
                self.shows.clear()
            self.shows[written, show.size, show.rise] = show

    def run(self, data: bytes) -> Run:
        """What a string shows."""
        run = self._runs.get(data)
        if run is None:
            run = self._decoded(data)
            if len(data) <= SHORT:
                if len(self._runs) >= KEPT:
                    self._runs.clear()
                self._runs[data] = run
        return run

    def _decoded(self, data: bytes) -> Run:
        keys = tuple(self._font.decode(data))
        texts = tuple(map(self.texts.__getitem__, keys))
        advances = tuple(map(self.advances.__getitem__, keys))
        letters = "".join(texts)
        if len(letters) != len(texts) or "" in texts:
            return Run(texts, advances, None)
        return Run(texts, advances, letters, _outline(letters, advances))


def _outline(letters: str, advances: tuple[float, ...]) -> Outline | None:
    """The outline of a string; None where it has spaces that may part more than words."""
    words = letters.split()
    if words == [letters]:  # as most strings of a table are
        return Outline(0, len(letters) - 1, len(letters), min(advances))
    body = letters.strip(" ")
    if not letters or " ".join(words) != body:
        return None
    if " " in letters and _widest_space(letters, advances) > WIDEST:
        return None
    narrowest = min(advances)
    if not words:
        return Outline(0, len(letters) - 1, 0, narrowest)
    first = letters.index(body[0])
    last = first + len(body) - 1
    count = sum(map(len, words))
    return Outline(first, last, count, narrowest)


def _widest_space(letters: str, advances: tuple[float, ...]) -> float:
    """How wide the widest space of a string is that has one, in type sizes."""
    pairs = zip(letters, advances, strict=True)
    return max(advance for letter, advance in pairs if letter == " ")


class Faces:
    """The fonts of one file."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._faces: dict[int, Face] = {}

    def face(self, reference: Any) -> Face | None:
        """The font that an entry of the resources names; None where it names none."""
        spec = resolve1(reference)
        if not isinstance(spec, dict):
            return None
        if not isinstance(reference, PDFObjRef):
            return Face(self._fonts.get_font(None, spec))
        number = reference.objid
        face = self._faces.get(number)
        if face is None:
            face = Face(self._fonts.get_font(number, spec))
            self._faces[number] = face
        return face
