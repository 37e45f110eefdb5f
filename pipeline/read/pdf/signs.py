"""Fonts of signs.

What their codes look like, where a file says no more than the code or a letter on the same key.
"""

from __future__ import annotations

from pipeline.text.patterns import pattern

SYMBOL = pattern(r"(?:[A-Z]{6}\+)?(?:Symbol|OpenSymbol|StarSymbol)(?:MT|PS)?(?:[,-].*)?")
WINGDINGS = pattern(r"(?:[A-Z]{6}\+)?Wingdings(?![ -]?[23])(?:[,-].*)?")
# The Symbol font's own encoding, codes 0x20–0x7E and 0xA0–0xFE (ISO 32000-1, D.5).
_SYMBOLS = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"
    "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"
    "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\uf8ff〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
)
_SYMBOL_PLACES = (*range(0x20, 0x7F), *range(0xA0, 0xFF))
SYMBOL_CODES = dict(zip(_SYMBOL_PLACES, _SYMBOLS, strict=True))
# Of Wingdings the bullets, boxes, ticks, arrows and numbers; Unicode 7.0 took its signs over.
_WINGDINGS_RUNS = {
    0x6C: "●❍■□□❑❒⬧⧫◆❖⬥⌧⮹⌘🏵",
    0x80: "⓪①②③④⑤⑥⑦⑧⑨⑩",
    0x8B: "⓿❶❷❸❹❺❻❼❽❾❿",
    0x9E: "·•▪⚪🞆🞈◉◎🔿▪◻",
    0xD8: "➢➣➤➲",
    0xDF: "←→↑↓↖↗↙↘⬅➔",
    0xF0: "⇨⇧⇩",
    0xFB: "✗✔☒☑",
}
"""Signs that follow each other, by the code of the first."""
WINGDINGS_CODES: dict[int, str] = {}
for _first, _signs in _WINGDINGS_RUNS.items():
    WINGDINGS_CODES.update(enumerate(_signs, _first))


def is_of_signs(font: str) -> bool:
    """Whether a font draws signs in the place of letters."""
    if SYMBOL.fullmatch(font):
        return True
    return WINGDINGS.fullmatch(font) is not None


def sign(text: str, font: str) -> str | None:
    """What a character of a font of signs looks like; None where that is not known.

    A code of the private area (U+F0xx) is the font's own code; a Latin letter is one in Wingdings
    only, as files give the Symbol font's Greek letters by their meaning.
    """
    if len(text) != 1:
        return text
    code = ord(text)
    is_private = 0xF020 <= code <= 0xF0FF
    own = code & 0xFF
    if WINGDINGS.fullmatch(font):
        is_own = is_private or code < 0x100
        if text.isspace() or not is_own:
            return text
        return WINGDINGS_CODES.get(own)
    if is_private:
        return SYMBOL_CODES.get(own)
    return text
