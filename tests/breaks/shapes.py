"""The shapes by name, how often each is made, and the scripts each is made in."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection
from dataclasses import dataclass

from tests.breaks import shapes_lists as lists
from tests.breaks import shapes_merged as merged
from tests.breaks import shapes_money as money
from tests.breaks import shapes_pairs as pairs
from tests.breaks import shapes_texts as texts
from tests.breaks.model import Document
from tests.breaks.voice import Voice


@dataclass(frozen=True, slots=True)
class Shape:
    """How a shape is made; ``often`` is its share against the others'."""

    make: Callable[[Voice, int], Document]
    often: float = 1.0


SHAPES = {
    shape.make.__name__: shape
    for shape in (
        Shape(lists.numbered, 1.5), Shape(lists.unnumbered, 1.5), Shape(lists.tasks, 1.5),
        Shape(lists.loose, 1.5), Shape(lists.prices), Shape(lists.phones), Shape(lists.sections),
        Shape(lists.headless), Shape(lists.by_hand), Shape(lists.roster),
        Shape(lists.side_by_side),
        Shape(money.balance, 1.5), Shape(money.movements, 1.5), Shape(money.statistics),
        Shape(money.measures),
        Shape(merged.targets, 1.5), Shape(merged.course_plan), Shape(merged.directory),
        Shape(merged.duties), Shape(merged.checklist),
        Shape(texts.articles, 1.5), Shape(texts.glossary), Shape(texts.forms),
        Shape(pairs.other_heading), Shape(pairs.new_caption), Shape(pairs.many_small),
        Shape(pairs.one_word_apart),
        Shape(pairs.beside, 0.5),
    )
}  # fmt: skip
SCRIPTS = {"zh": 0.58, "en": 0.17, "de": 0.07, "fr": 0.06, "ko": 0.08, "ar": 0.04}


def random_document(
    seed: int, shape: str = "", script: str = "", without: Collection[str] = ()
) -> Document:
    """The document of a seed: its shape and script by chance where they are not given; none of ``without``."""
    rng = random.Random(seed)
    names = [name for name in SHAPES if name not in without]
    chosen = shape or rng.choices(names, [SHAPES[name].often for name in names])[0]
    scripts = {name: share for name, share in SCRIPTS.items() if name not in without}
    spoken = script or rng.choices(list(scripts), list(scripts.values()))[0]
    return SHAPES[chosen].make(Voice(rng, spoken), seed)
