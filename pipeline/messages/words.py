"""What an entry of the catalogue is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence in both languages; ``{name}`` is where a parameter goes (see ``render``).

    ``do`` and ``do_zh`` are what to do about an error, "" where nothing can be.
    """

    en: str
    zh: str
    do: str = ""
    do_zh: str = ""


Catalogue = dict[str, Words]
