"""Which mutants are tried: places in the code, drawn by a seed, each with one change.

The changes are cosmic-ray's: operators, comparisons, conditions, numbers, also those of modules
and classes, such as costs. It offers some places eleven changes and others one, so a place is
drawn first, and then one of its changes.
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ROOMS = ("pipeline/damage", "pipeline/repair", "pipeline/stitch")
# These change nothing, or take a decorator away without which the module cannot be imported.
LEFT_OUT = ("core/NoOp", "core/RemoveDecorator")
Position = tuple[int, int]


@dataclass(frozen=True)
class Mutant:
    """One change of one file: the n-th that an operator of cosmic-ray can make in it."""

    file: str
    line: int
    operator: str
    occurrence: int

    def code(self, source: str) -> str:
        """The changed source."""
        changed = mutate_code(source, get_operator(self.operator)(), self.occurrence)
        assert isinstance(changed, str)
        return changed

    def difference(self, source: str) -> str:
        """The lines that are other ones, before and after."""
        lines = difflib.ndiff(source.splitlines(), self.code(source).splitlines())
        told = [f"{line[:2]}{line[2:].strip()}" for line in lines if line[0] in "-+"]
        return "   ".join(told)


@dataclass(frozen=True)
class Module:
    """One file of a room."""

    root: Path
    file: str

    @cached_property
    def source(self) -> str:
        """Its text."""
        return (self.root / self.file).read_text("utf-8")

    def places(self) -> dict[tuple[str, Position], list[Mutant]]:
        """The changes that can be made at each place, by the sort of change and where it begins."""
        found: dict[tuple[str, Position], list[Mutant]] = {}
        nodes = list(ast_nodes(get_ast(self.source)))
        annotated = list(_annotations(self.source))
        for name in operator_names():
            operator = get_operator(name)
            if name in LEFT_OUT or operator.arguments():
                continue
            starts = [start for node in nodes for start, _ in operator().mutation_positions(node)]
            for occurrence, start in enumerate(starts):
                if any(begin <= start < end for begin, end in annotated):
                    continue
                sort = name.partition("_")[0]
                mutant = Mutant(self.file, start[0], name, occurrence)
                found.setdefault((sort, start), []).append(mutant)
        return found


def _annotations(source: str) -> Iterator[tuple[Position, Position]]:
    """Where annotations stand, which nothing evaluates."""
    for node in ast.walk(ast.parse(source)):
        notes = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        for note in notes:
            if isinstance(note, ast.expr):
                assert note.end_lineno is not None
                assert note.end_col_offset is not None
                yield (note.lineno, note.col_offset), (note.end_lineno, note.end_col_offset)


def modules(root: Path, rooms: Sequence[str] = ROOMS) -> list[Module]:
    """The files of the rooms, in order."""
    files = [path for room in rooms for path in (root / room).rglob("*.py")]
    return [Module(root, str(path.relative_to(root))) for path in sorted(files)]


def draw(root: Path, mutants: int, seed: int, rooms: Sequence[str] = ROOMS) -> list[Mutant]:
    """So many mutants of so many places; all of them where there are fewer places."""
    places = [some for module in modules(root, rooms) for some in module.places().values()]
    dice = Random(seed)
    chosen = dice.sample(places, min(mutants, len(places)))
    return [dice.choice(some) for some in chosen]
