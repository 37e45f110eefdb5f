"""Texts as two prints of them are compared."""

from __future__ import annotations

import unicodedata

# Signs that are printed alike; recognisers take one for the other, and no reader could tell.
_ALIKE = str.maketrans("“”‘’〝〞·–—―", '""\'\'""・---')


def comparable(text: str) -> str:
    """A text without what is printed alike: width of signs, kinds of quotes, white space."""
    plain = unicodedata.normalize("NFKC", text).translate(_ALIKE)
    return "".join(plain.split())
