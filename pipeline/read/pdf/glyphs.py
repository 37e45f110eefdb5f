"""Makes the characters of a page fit for reading: drops doubles, maps or reports odd ones."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from pipeline.messages import message
from pipeline.model import Finding
from pipeline.read.pdf.model import Glyph
from pipeline.read.pdf.signs import is_of_signs, sign

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
_FOUNDER = re.compile(r"(?:^|\+)(?:FZ|E-[BFHKS])")
_FOUNDER_POINT = "\ue010"
# A glyph drawn again this near (share of the type size, at most so many points) is a bold effect.
_DOUBLE, _DOUBLE_POINTS = 0.12, 1.0
# A letter of a font of signs of which it is not known what it looks like.
_NO_SIGN = "\ufffd"
# With more unreadable characters than this share the page's data are lost.
LOST = 0.1
# So many in a row are a word.
WORD = 4


def clean(glyphs: Sequence[Glyph], page: int) -> tuple[list[Glyph], list[Finding]]:
    """Characters to read, and what was dropped, mapped or cannot be read."""
    findings: list[Finding] = []
    kept = [g for g in glyphs if g.turn >= 0]
    if slanted := "".join(g.text for g in glyphs if g.turn < 0).strip():
        what = message("read.slanted-text", quote=_short(slanted))
        findings.append(Finding("info", "slanted-text", what, page=page))
    kept, doubles = _once(kept)
    if doubles:
        quote = _short("".join(doubles))
        what = message("read.doubled-characters", count=len(doubles), quote=quote)
        findings.append(Finding("info", "doubled-characters", what, page=page))
    mapped = _mapped(kept)
    findings += _changes(kept, mapped, page) + _unreadable(mapped, page)
    return mapped, findings


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _once(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[str]]:
    """Without glyphs drawn a second time on the same spot."""
    spots: dict[tuple[str, int, int], list[Glyph]] = {}
    kept: list[Glyph] = []
    doubles: list[str] = []
    for g in glyphs:
        x, y = round(g.ox), round(g.oy)
        near = (
            o for i in (-1, 0, 1) for j in (-1, 0, 1) for o in spots.get((g.text, x + i, y + j), ())
        )
        if any(_same_spot(g, o) for o in near):
            doubles += g.text.split()
            continue
        spots.setdefault((g.text, x, y), []).append(g)
        kept.append(g)
    return kept, doubles


def _same_spot(a: Glyph, b: Glyph) -> bool:
    limit = min(_DOUBLE_POINTS, _DOUBLE * a.size)
    return abs(a.ox - b.ox) <= limit and abs(a.oy - b.oy) <= limit and abs(a.size - b.size) <= limit


def plain(text: str) -> str:
    """Kangxi and supplement radicals as the ideographs they look like; all else unchanged."""
    return (
        "".join(_plain(c) for c in text) if any("\u2e80" <= c <= "\u2fd5" for c in text) else text
    )


def _plain(c: str) -> str:
    return unicodedata.normalize("NFKC", c) if "\u2f00" <= c <= "\u2fd5" else _SUPPLEMENT.get(c, c)


def _mapped(glyphs: Sequence[Glyph]) -> list[Glyph]:
    out: list[Glyph] = []
    of_signs = {font for font in {g.font for g in glyphs} if is_of_signs(font)}
    for i, g in enumerate(glyphs):
        text = (sign(g.text, g.font) or _NO_SIGN) if g.font in of_signs else plain(g.text)
        if text == _FOUNDER_POINT and _FOUNDER.search(g.font) and _between_digits(glyphs, i):
            text = "."
        out.append(g if text == g.text else g._replace(text=text))
    return out


def _between_digits(glyphs: Sequence[Glyph], i: int) -> bool:
    return 0 < i < len(glyphs) - 1 and glyphs[i - 1].text.isdigit() and glyphs[i + 1].text.isdigit()


def _changes(before: Sequence[Glyph], after: Sequence[Glyph], page: int) -> list[Finding]:
    changed = Counter(
        (b.text, a.text) for b, a in zip(before, after, strict=True) if a.text != b.text
    )
    if not changed:
        return []
    listed = [f"U+{ord(b):04X} → {a} ({n})" for (b, a), n in sorted(changed.items())]
    what = message("read.mapped-characters", changes=listed)
    return [Finding("info", "mapped-characters", what, page=page)]


def _unreadable(glyphs: Sequence[Glyph], page: int) -> list[Finding]:
    odd = Counter(g.text for g in glyphs if _is_unreadable(g.text))
    if not odd:
        return []
    fonts = sorted({g.font for g in glyphs if _is_unreadable(g.text)})
    count = sum(odd.values())
    what = message(
        "read.unknown-characters",
        count=count,
        kinds=len(fonts),
        fonts=fonts[:4],
        codes=[f"{_code(text)} ({n})" for text, n in sorted(odd.items())[:8]],
    )
    lost = count > LOST * len(glyphs) or _longest_run(glyphs) >= WORD
    return [Finding("error" if lost else "warning", "unknown-characters", what, page=page)]


def _longest_run(glyphs: Sequence[Glyph]) -> int:
    """How many characters follow each other, as drawn, of which the font says no meaning at all."""
    longest = run = 0
    for g in glyphs:
        if g.text.startswith("(cid:"):
            run += 1
            longest = max(longest, run)
        elif not g.text.isspace():
            run = 0
    return longest


def _is_unreadable(text: str) -> bool:
    if text == _NO_SIGN or text.startswith("(cid:"):
        return True
    return any(unicodedata.category(c) in ("Co", "Cc", "Cn", "Cs") for c in text.strip())


def _code(text: str) -> str:
    return text if text.startswith("(cid:") else " ".join(f"U+{ord(c):04X}" for c in text)
