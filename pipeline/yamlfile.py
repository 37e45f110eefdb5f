"""YAML that people write, read so that no text in it can do more than be wrong."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import PipelineError

# Levels of nesting; what people write has five.
DEEPEST = 40
# Digits of a whole number: more are none that a person means, nor one that can be compared or
# shown.
LONGEST = 100


class _Loader(yaml.SafeLoader):
    """Plain values only, and no number beyond any sense."""


class _TooLong(Exception):
    """``mark`` is where the number stands."""

    def __init__(self, digits: int, mark: yaml.Mark) -> None:
        super().__init__(
            f"a number of {digits:,} digits; write one of at most {LONGEST}, or put it in quotes"
        )
        self.mark = mark


def _integer(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int:
    if len(node.value) > LONGEST:
        raise _TooLong(len(node.value), node.start_mark)
    number: int = loader.construct_yaml_int(node)
    return number


_Loader.add_constructor("tag:yaml.org,2002:int", _integer)


def read(path: Path, most: int) -> bytes:
    """The bytes of a file, of one longer than ``most`` no more than that and one.

    Raises OSError, also for what is no file but goes on without end, as devices and pipes do.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(errno.EINVAL, "not a file")
    with path.open("rb") as file:
        return file.read(most + 1)


def parse(source: bytes, name: str, error: type[PipelineError]) -> Any:
    """The plain values of a YAML text.

    ``error`` with the name, the line and the reason where it is none.

    Aliases are refused, since a few lines of them stand for thousands of millions of values, and so
    is nesting beyond any sense.
    """
    try:
        _check(source, name, error)
        return yaml.load(source, Loader=_Loader)
    except PipelineError:
        raise
    except _TooLong as wrong:
        raise error(f"{name} line {wrong.mark.line + 1}: {wrong}") from None
    except (
        Exception
    ) as wrong:  # the library's constructors of dates and numbers raise whatever they meet
        mark = getattr(wrong, "problem_mark", None)
        line = f" line {mark.line + 1}" if mark is not None else ""
        reason = " ".join(
            str(getattr(wrong, "problem", None) or wrong or type(wrong).__name__).split()
        )
        raise error(f"{name}{line}: not YAML ({reason})") from None


def _check(source: bytes, name: str, error: type[PipelineError]) -> None:
    depth = 0
    for event in yaml.parse(source, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise error(f"{name}: aliases (*name) are not allowed; write the value out")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(
            event, yaml.CollectionEndEvent
        )
        if depth > DEEPEST:
            raise error(f"{name}: nested more than {DEEPEST} deep; write it flat")


def lines(source: bytes, name: str, error: type[PipelineError]) -> dict[str, int]:
    """Where each value stands: ``columns[1].role`` → its line, from 1; ``top level`` is the whole.

    Raises ``error`` where a key stands twice in one mapping, of which the library would keep the
    last.
    """
    found = {"top level": 1}
    pending = [("", yaml.compose(source, Loader=yaml.SafeLoader))]
    while pending:
        path, node = pending.pop()
        if isinstance(node, yaml.SequenceNode):
            below = [(f"{path}[{n}]", value, value) for n, value in enumerate(node.value)]
        elif isinstance(node, yaml.MappingNode):
            below = [(f"{path}.{key.value}".lstrip("."), key, value) for key, value in node.value]
        else:
            continue
        for where, at, value in below:
            line = at.start_mark.line + 1
            if isinstance(node, yaml.MappingNode) and where in found:
                raise error(f"{name} line {line}: {where}: the key stands twice; remove one")
            found[where] = line
            pending.append((where, value))
    return found
