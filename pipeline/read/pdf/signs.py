"""Fonts of signs.

What their codes look like, where a file says no more than the code or a letter on the same key.
"""

from __future__ import annotations

import re

SYMBOL = re.compile(r"(?:[A-Z]{6}\+)?(?:Symbol|OpenSymbol|StarSymbol)(?:MT|PS)?(?:[,-].*)?")
WINGDINGS = re.compile(r"(?:[A-Z]{6}\+)?Wingdings(?![ -]?[23])(?:[,-].*)?")
# The Symbol font's own encoding, codes 0x20–0x7E and 0xA0–0xFE (ISO 32000-1, D.5).
_SYMBOLS = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"
    "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"
    "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\uf8ff〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
)
SYMBOL_CODES = dict(zip((*range(0x20, 0x7F), *range(0xA0, 0xFF)), _SYMBOLS, strict=True))
# Of Wingdings the bullets, boxes, ticks, arrows and numbers; Unicode 7.0 took its signs over.
WINGDINGS_CODES: dict[int, str] = {
    **dict(zip(map(ord, "lmnopqrstuvwxyz{"), "●❍■□□❑❒⬧⧫◆❖⬥⌧⮹⌘🏵", strict=True)),
    **dict(zip(range(0x80, 0x8B), "⓪①②③④⑤⑥⑦⑧⑨⑩", strict=True)),
    **dict(zip(range(0x8B, 0x96), "⓿❶❷❸❹❺❻❼❽❾❿", strict=True)),
    **dict(zip(range(0x9E, 0xA9), "·•▪⚪🞆🞈◉◎🔿▪◻", strict=True)),
    **dict(zip(range(0xD8, 0xDC), "➢➣➤➲", strict=True)),
    **dict(zip(range(0xDF, 0xE9), "←→↑↓↖↗↙↘⬅➔", strict=True)),
    **dict(zip(range(0xF0, 0xF3), "⇨⇧⇩", strict=True)),
    **dict(zip(range(0xFB, 0xFF), "✗✔☒☑", strict=True)),
}


def is_of_signs(font: str) -> bool:
    """Whether a font draws signs in the place of letters."""
    return SYMBOL.fullmatch(font) is not None or WINGDINGS.fullmatch(font) is not None


def sign(text: str, font: str) -> str | None:
    """What a character of a font of signs looks like; None where that is not known.

    A code of the private area (U+F0xx) is the font's own code; a Latin letter is one in Wingdings
    only, as files give the Symbol font's Greek letters by their meaning.
    """
    if len(text) != 1:
        return text
    code = ord(text)
    private = 0xF020 <= code <= 0xF0FF
    if WINGDINGS.fullmatch(font):
        if text.isspace() or not (private or code < 0x100):
            return text
        return WINGDINGS_CODES.get(code & 0xFF)
    return SYMBOL_CODES.get(code & 0xFF) if private else text
