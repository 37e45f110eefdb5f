"""Makes the characters of a page fit for reading: drops doubles, maps or reports odd ones."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from pipeline.messages import Message, message
from pipeline.model import Finding
from pipeline.read.pdf.model import Glyph
from pipeline.read.pdf.signs import is_of_signs, sign
from pipeline.read.quote import shortened
from pipeline.text.patterns import pattern

# CJK radicals supplement → the unified ideograph drawn alike. NFKC maps the Kangxi radicals
# themselves.
_SUPPLEMENT = dict(
    zip(
        "⺁⺟⺠⺩⺫⺬⺮⺶⺼⻁⻂⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂母民王目示竹羊月虎衣西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龟亀龟",
        strict=True,
    )
)
# Private-use code points of Founder's fonts, certain only between two digits.
_FOUNDER = pattern(r"(?:^|\+)(?:FZ|E-[BFHKS])")
_FOUNDER_POINT = "\ue010"
# A glyph drawn again this near (share of the type size, at most so many points) is a bold effect.
DOUBLE, DOUBLE_POINTS = 0.12, 1.0
# Glyphs are looked up by squares so wide, in points.
_SQUARE = 8.0
# What stands between these places of its square has no double in another one.
_INNER = (1.5, 6.5)
# A letter of a font of signs of which it is not known what it looks like.
_NO_SIGN = "\ufffd"
# With more unreadable characters than this share the page's data are lost.
LOST = 0.1
# So many in a row are a word.
WORD = 4
# Messages name so many fonts and codes, and quote so many characters.
FONTS, CODES, QUOTED = 4, 8, 40
# Categories of code points that stand for no letter.
_ODD = ("Co", "Cc", "Cn", "Cs")

# Characters by what they are and the square they stand in.
_Spots = dict[tuple[str, float, float], list[Glyph]]


def clean(
    glyphs: Sequence[Glyph],
    page: int,
) -> tuple[list[Glyph], list[Finding]]:
    """Characters to read, and what was dropped, mapped or cannot be read."""
    findings: list[Finding] = []
    level = [g for g in glyphs if g.turn >= 0]
    slanted = ""
    if len(level) < len(glyphs):
        slanted = "".join([g.text for g in glyphs if g.turn < 0]).strip()
    if slanted:
        quote = shortened(slanted, QUOTED)
        what = message("read.slanted-text", quote=quote)
        findings.append(_note("slanted-text", what, page))
    kept, doubles = _once(level)
    if doubles:
        quote = shortened("".join(doubles), QUOTED)
        what = message("read.doubled-characters", count=len(doubles), quote=quote)
        findings.append(_note("doubled-characters", what, page))
    mapped = _mapped(kept)
    if mapped is not kept:
        findings += _changes(kept, mapped, page)
    findings += _unreadable(mapped, page)
    return mapped, findings


def is_as_drawn(texts: Iterable[str]) -> bool:
    """Whether each text is the one it looks like, and has a meaning."""
    return all(map(_is_certain, texts))


@lru_cache(maxsize=20_000)
def _is_certain(text: str) -> bool:
    if text == _FOUNDER_POINT or _is_unreadable(text):
        return False
    return plain(text) == text


def has_doubles(glyphs: Sequence[Glyph]) -> bool:
    """Whether one of the characters is drawn a second time on the same spot."""
    kept, _ = _once(glyphs)
    return len(kept) < len(glyphs)


def _note(
    check: str,
    what: Message,
    page: int,
) -> Finding:
    return Finding("info", check, what, page=page)


def _once(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[str]]:
    """Without glyphs drawn a second time on the same spot."""
    spots: _Spots = {}
    kept: list[Glyph] = []
    doubles: list[str] = []
    low, high = _INNER
    for g in glyphs:
        x, y = g.ox, g.oy
        spot = g.text, x // _SQUARE, y // _SQUARE
        here = spots.get(spot)
        is_inner = low < x % _SQUARE < high and low < y % _SQUARE < high
        if (here or not is_inner) and _is_double(g, spots):
            doubles += g.text.split()
            continue
        if here:
            here.append(g)
        else:
            spots[spot] = [g]
        kept.append(g)
    return kept, doubles


def _is_double(g: Glyph, spots: _Spots) -> bool:
    """Whether a glyph was drawn before on the same spot."""
    text = g.text
    for x in _squares(g.ox):
        for y in _squares(g.oy):
            near = spots.get((text, x, y))
            if near is not None and any(_same_spot(g, other) for other in near):
                return True
    return False


def _squares(at: float) -> Sequence[float]:
    """The squares, in one direction, that a double of what stands there may stand in."""
    low = (at - DOUBLE_POINTS) // _SQUARE
    high = (at + DOUBLE_POINTS) // _SQUARE
    return (low,) if low == high else (low, high)


def _same_spot(a: Glyph, b: Glyph) -> bool:
    limit = min(DOUBLE_POINTS, DOUBLE * a.size)
    if abs(a.ox - b.ox) > limit or abs(a.oy - b.oy) > limit:
        return False
    return abs(a.size - b.size) <= limit


def plain(text: str) -> str:
    """Kangxi and supplement radicals as the ideographs they look like; all else unchanged."""
    if not any("\u2e80" <= c <= "\u2fd5" for c in text):
        return text
    return "".join(_plain(c) for c in text)


def _plain(c: str) -> str:
    if "\u2f00" <= c <= "\u2fd5":
        return unicodedata.normalize("NFKC", c)
    return _SUPPLEMENT.get(c, c)


def _mapped(glyphs: list[Glyph]) -> list[Glyph]:
    """The characters with the text they look like; the same list where that is their own."""
    fonts = {g.font for g in glyphs}
    of_signs = {font for font in fonts if is_of_signs(font)}
    plain_texts = {text: plain(text) for text in {g.text for g in glyphs}}
    is_as_drawn = all(text == drawn for drawn, text in plain_texts.items())
    if is_as_drawn and not of_signs and _FOUNDER_POINT not in plain_texts:
        return glyphs
    mapped: list[Glyph] = []
    for at, g in enumerate(glyphs):
        text = plain_texts[g.text]
        if g.font in of_signs:
            text = sign(g.text, g.font) or _NO_SIGN
        if text == _FOUNDER_POINT and _is_decimal_point(glyphs, at):
            text = "."
        mapped.append(g if text == g.text else g._replace(text=text))
    return mapped


def _is_decimal_point(glyphs: Sequence[Glyph], at: int) -> bool:
    """Whether a private-use character is the point of a number, in one of Founder's fonts."""
    if not _FOUNDER.search(glyphs[at].font):
        return False
    if at == 0 or at == len(glyphs) - 1:
        return False
    before, after = glyphs[at - 1], glyphs[at + 1]
    return before.text.isdigit() and after.text.isdigit()


def _changes(
    before: Sequence[Glyph],
    after: Sequence[Glyph],
    page: int,
) -> list[Finding]:
    """Tells of the characters that were mapped."""
    changed: Counter[tuple[str, str]] = Counter()
    for drawn, mapped in zip(before, after, strict=True):
        if mapped.text != drawn.text:
            changed[drawn.text, mapped.text] += 1
    if not changed:
        return []
    listed: list[str] = []
    for (drawn_as, read_as), count in sorted(changed.items()):
        code = _code(drawn_as)
        listed.append(f"{code} → {read_as} ({count})")
    what = message("read.mapped-characters", changes=listed)
    return [_note("mapped-characters", what, page)]


def _unreadable(glyphs: Sequence[Glyph], page: int) -> list[Finding]:
    """Tells of the characters that have no meaning; many of them, or a word, are an error."""
    texts = {g.text for g in glyphs}
    unreadable = {text for text in texts if _is_unreadable(text)}
    if not unreadable:
        return []
    odd = [g for g in glyphs if g.text in unreadable]
    fonts = sorted({g.font for g in odd})
    what = message(
        "read.unknown-characters",
        count=len(odd),
        kinds=len(fonts),
        fonts=fonts[:FONTS],
        codes=_codes(odd),
    )
    is_lost = len(odd) > LOST * len(glyphs) or _longest_run(glyphs) >= WORD
    return [
        Finding(
            "error" if is_lost else "warning",
            "unknown-characters",
            what,
            page=page,
        )
    ]


def _codes(odd: Sequence[Glyph]) -> list[str]:
    """The first of the codes that have no meaning, and how often each is there."""
    counts = Counter(g.text for g in odd)
    listed: list[str] = []
    for text, count in sorted(counts.items())[:CODES]:
        listed.append(f"{_code(text)} ({count})")
    return listed


def _longest_run(glyphs: Sequence[Glyph]) -> int:
    """How many characters follow each other, as drawn, of which the font says no meaning at all."""
    longest = run = 0
    for g in glyphs:
        if _is_number(g.text):
            run += 1
            longest = max(longest, run)
        elif not g.is_blank:
            run = 0
    return longest


def _is_unreadable(text: str) -> bool:
    if text == _NO_SIGN or _is_number(text):
        return True
    return any(unicodedata.category(c) in _ODD for c in text.strip())


def _is_number(text: str) -> bool:
    """Whether a text is the number of a character of which the font says no meaning."""
    return text.startswith("(cid:")


def _code(text: str) -> str:
    if _is_number(text):
        return text
    return " ".join(map(_hexadecimal, text))


def _hexadecimal(c: str) -> str:
    return f"U+{ord(c):04X}"
