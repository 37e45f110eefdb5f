"""Ink of a strip that no recogniser read: a sign that all of them leave out.

Two recognisers that lose the same sign agree, and are sure. But each says where in the strip its
signs stand, and where a sign was lost there is ink far from any.
"""

from __future__ import annotations

import numpy as np

from pipeline.read.scan.prepared import PreparedPage
from pipeline.read.scan.recogniser import Letter, Letters
from pipeline.read.scan.strips import Strip, margin_of

# Stands for a sign that is not read.
UNREAD = "□"
# Ink is no further from the middle of its sign than this, in letters.
_FAR = 0.8
# A line of larger type is higher than a letter of the page by more than this.
_HIGHER = 1.3


def with_unread(
    page: PreparedPage,
    strip: Strip,
    letters: Letters,
) -> Letters | None:
    """What a recogniser reads with a sign in place of the ink that it left out; None where none is.

    Also None where it reads nothing at all, and beneath a lifted seal, of which ink is left.
    """
    if not letters or page.was_sealed(strip):
        return None
    own = page.text[strip.top : strip.bottom, strip.left : strip.right]
    margin = margin_of(page.letter)
    width = strip.right - strip.left + 2 * margin
    inked = (np.nonzero(own.any(axis=0))[0] + margin) / width
    places = np.array([letter.place for letter in letters])
    away = np.abs(inked[:, np.newaxis] - places).min(axis=1)
    farthest = int(away.argmax())
    size = max(page.letter, (strip.bottom - strip.top) / _HIGHER)
    if away[farthest] * width <= _FAR * size:
        return None
    lost = Letter(UNREAD, 0.0, float(inked[farthest]))
    return tuple(sorted((*letters, lost), key=lambda letter: letter.place))
