"""YAML that people write, read so that no text in it can do more than be wrong."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import PipelineError
from pipeline.messages import Message, message, text

# Levels of nesting; what people write has five.
DEEPEST = 40
# Digits of a whole number: more are none that a person means, nor one that can be compared or
# shown.
LONGEST = 100

# What a file is called in a sentence.
Name = str | Message


class _Loader(yaml.SafeLoader):
    """Plain values only, and no number beyond any sense."""


class _TooLong(Exception):
    """A number of so many digits; ``mark`` is where it stands."""

    def __init__(self, digits: int, mark: yaml.Mark) -> None:
        super().__init__(digits)
        self.digits = digits
        self.mark = mark


def _integer(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int:
    if len(node.value) > LONGEST:
        raise _TooLong(len(node.value), node.start_mark)
    number: int = loader.construct_yaml_int(node)
    return number


_Loader.add_constructor("tag:yaml.org,2002:int", _integer)


def read(path: Path, most: int) -> bytes:
    """The bytes of a file, of one longer than ``most`` no more than that and one.

    Raises:
        OSError: it cannot be read; also what is no file but goes on without end, as devices and
            pipes do.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(errno.EINVAL, "not a file")
    with path.open("rb") as file:
        return file.read(most + 1)


def parse(
    source: bytes,
    name: Name,
    error: type[PipelineError],
) -> Any:
    """The plain values of a YAML text.

    Aliases are refused, since a few lines of them stand for thousands of millions of values, and so
    is nesting beyond any sense.

    Raises:
        error: it is none; with the name, the line and the reason.
    """
    try:
        _check(source, name, error)
        return yaml.load(source, Loader=_Loader)
    except PipelineError:
        raise
    except _TooLong as wrong:
        place = _line(name, wrong.mark)
        raise error(
            "yaml.long-number",
            where=place,
            digits=wrong.digits,
            most=LONGEST,
        ) from None
    except Exception as wrong:  # constructors of dates and numbers raise whatever they meet
        mark = getattr(wrong, "problem_mark", None)
        place = _name(name) if mark is None else _line(name, mark)
        raise error("yaml.invalid", where=place, error=_reason(wrong)) from None


def _reason(wrong: Exception) -> str:
    """What the library says, on one line."""
    said = getattr(wrong, "problem", None) or wrong or type(wrong).__name__
    return " ".join(str(said).split())


def _name(name: Name) -> Message:
    return text(name) if isinstance(name, str) else name


def _line(name: Name, mark: yaml.Mark) -> Message:
    return message("yaml.line", name=name, line=mark.line + 1)


def _check(
    source: bytes,
    name: Name,
    error: type[PipelineError],
) -> None:
    depth = 0
    for event in yaml.parse(source, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise error("yaml.alias", where=_name(name))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise error("yaml.too-deep", where=_name(name), deepest=DEEPEST)


def lines(
    source: bytes,
    name: Name,
    error: type[PipelineError],
) -> dict[str, int]:
    """Where each value stands: ``columns[1].role`` → its line, from 1; ``top level`` is the whole.

    Raises:
        error: a key stands twice in one mapping, of which the library would keep the last.
    """
    found = {"top level": 1}
    pending = [("", yaml.compose(source, Loader=yaml.SafeLoader))]
    while pending:
        path, node = pending.pop()
        for below, at, value in _children(path, node):
            line = at.start_mark.line + 1
            if below in found and isinstance(node, yaml.MappingNode):
                place = message(
                    "yaml.key",
                    name=name,
                    line=line,
                    key=below,
                )
                raise error("yaml.key-twice", where=place)
            found[below] = line
            pending.append((below, value))
    return found


def _children(path: str, node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """The values of a list or mapping: path of each, the node that stands first, its value's."""
    if isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield f"{path}[{number}]", value, value
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield f"{path}.{key.value}".lstrip("."), key, value
