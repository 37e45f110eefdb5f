"""Patterns that are compiled once they are used."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest

import pipeline
from pipeline.text import patterns
from pipeline.text.patterns import pattern


def test_a_pattern_does_what_a_compiled_one_does() -> None:
    number, compiled = (
        pattern(r"(?P<whole>\d+)%", re.ASCII),
        re.compile(r"(?P<whole>\d+)%", re.ASCII),
    )
    for _ in range(2):
        found = number.fullmatch("40%")
        assert found is not None
        assert found["whole"] == "40"
        assert number.search("none") is None
    assert (number.pattern, number.groups) == (compiled.pattern, compiled.groups)
    assert number.sub("x", "1% 2%") == "x x"
    assert pattern(rb"a|b").findall(b"cab") == [b"a", b"b"]


def test_nothing_is_compiled_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []

    class Counting:
        @staticmethod
        def compile(source: str, flags: int) -> re.Pattern[str]:
            compiled.append(source)
            return re.compile(source, flags)

    monkeypatch.setattr(patterns, "re", Counting)
    several = pattern("a+")
    assert compiled == []
    several.match("a")
    several.match("b")
    assert compiled == ["a+"]


def waiting() -> list[tuple[str, Any]]:
    """Every pattern of the package that is compiled once it is used, by where it stands."""
    found: list[tuple[str, Any]] = []
    for module in walk_packages(pipeline.__path__, "pipeline."):
        if module.name.endswith("__main__"):
            continue
        try:
            names = vars(import_module(module.name))
        except ImportError:  # what is optional
            continue
        for name, value in names.items():
            several = value.values() if isinstance(value, dict) else [value]
            found += [
                (f"{module.name}.{name}", one)
                for one in several
                if isinstance(one, patterns._Pattern)
            ]
    return found


def test_each_is_a_pattern() -> None:
    found = waiting()
    assert len(found) > 50
    for _, one in found:
        assert re.compile(one._source, one._flags).pattern == one.pattern
