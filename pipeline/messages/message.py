"""A sentence as data: a code of the catalogue and its parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Union

# What a sentence is made with; a message or several are clauses of it.
Parameter = Union[str, int, float, None, "Message", tuple["Parameter", ...]]


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence or clause, in no language yet: ``code`` names it in the catalogue.

    ``items`` are its parameters by name, in the names' order, so that equal messages are equal
    and can be counted.
    """

    code: str
    items: tuple[tuple[str, Parameter], ...] = ()

    @property
    def parameters(self) -> dict[str, Parameter]:
        """The parameters by name."""
        return dict(self.items)


def message(code: str, /, **parameters: Any) -> Message:
    """The message of a code; numbers, texts, messages and sequences of them are parameters."""
    items = tuple((name, _plain(value)) for name, value in sorted(parameters.items()))
    return Message(code, items)


def text(words: str, /) -> Message:
    """Words of others, shown as they are in every language.

    A person's reason, a library's error.
    """
    return message("as-is", text=words)


def as_data(one: Message) -> dict[str, Any]:
    """The message as JSON has it: ``{"code", "parameters"}``."""
    parameters = {name: _as_data(value) for name, value in one.items}
    return {"code": one.code, "parameters": parameters}


def from_data(data: Mapping[str, Any]) -> Message:
    """The message of its JSON.

    Raises:
        KeyError, TypeError: it is not the JSON of a message.
    """
    parameters = {name: _from_data(value) for name, value in data["parameters"].items()}
    return message(data["code"], **parameters)


def _plain(value: object) -> Parameter:
    if value is None or isinstance(value, Message):
        return value
    if isinstance(value, bool):
        raise TypeError("a flag is no parameter: give each case a code of its own")
    if isinstance(value, str):
        return str(value)  # an enum's member becomes its text
    if isinstance(value, int | float):
        return value
    if isinstance(value, list | tuple):
        return tuple(_plain(one) for one in value)
    from decimal import Decimal

    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{type(value).__name__} is no parameter of a message")


def _as_data(value: Parameter) -> Any:
    if isinstance(value, Message):
        return as_data(value)
    if isinstance(value, tuple):
        return [_as_data(one) for one in value]
    return value


def _from_data(value: Any) -> Any:
    if isinstance(value, Mapping):
        return from_data(value)
    if isinstance(value, list):
        return tuple(_from_data(one) for one in value)
    return value
