"""docs/python.md: its examples run, from top to bottom, and say what the package has."""

from __future__ import annotations

import ast
import inspect
import re
from typing import Any

import pytest

import pipeline
from pipeline.publication.publication import AsFrame, Publication
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "python.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```", PAGE, re.S | re.M)
pytestmark = pytest.mark.usefixtures("once")


def run(example: str, names: dict[str, Any]) -> Any:
    """Runs an example; its last expression's value, None where it ends otherwise."""
    *statements, last = ast.parse(example).body
    exec(compile(ast.Module(statements, []), "example", "exec"), names)
    if isinstance(last, ast.Expr):
        return eval(compile(ast.Expression(last.value), "example", "eval"), names)
    exec(compile(ast.Module([last], []), "example", "exec"), names)
    return None


def test_the_examples_run_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, Any] = {}
    for example in EXAMPLES:
        answer = run(example, names)
        assert answer is None or len(answer) > 0, example
    assert names["publication"].folder is None
    assert not names["cells"].empty
    assert names["report"].ok
    assert len(names["found"]) == 1


def test_the_rejected_example_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its failures and its tables are there, as the page says."""
    monkeypatch.chdir(ROOT)
    (example,) = [text for text in EXAMPLES if "Rejected" in text]
    body = ast.parse(example).body
    handler = next(node for node in body if isinstance(node, ast.Try)).handlers[0]
    handler.body = ast.parse("told = error.failures, error.tables.sections").body
    names: dict[str, Any] = {"pipeline": pipeline}
    exec(compile(ast.Module(body, []), "example", "exec"), names)
    failures, sections = names["told"]
    assert len(failures) > 0
    assert len(sections) == 2


def test_the_page_names_every_function_table_and_option() -> None:
    named = set(re.findall(r"`(?:pipeline\.)?(\w+)", PAGE))
    tables = {name for name, value in vars(Publication).items() if isinstance(value, AsFrame)}
    options = set(inspect.signature(pipeline.extract).parameters)
    assert set(pipeline.__all__) | tables | options - {"source", "out", "spec"} <= named
