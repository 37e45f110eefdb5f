"""The catalogue of messages: each sentence in both languages, said somewhere, with the parameters it takes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from pipeline.messages import (
    Message,
    as_data,
    from_data,
    message,
    placeholders,
    render,
    render_all,
    what_to_do,
    words_of,
)
from pipeline.messages.catalogue import CATALOGUE, FILES
from tests.conftest import ROOT

SOURCES = sorted(path for path in (ROOT / "pipeline").rglob("*.py") if "messages" not in path.parts)
CASES = ROOT / "tests" / "cases" / "messages"
EXAMPLES: dict[str, dict[str, Any]] = {
    code: example
    for path in sorted(CASES.glob("*.yml"))
    for code, example in yaml.safe_load(path.read_text(encoding="utf-8")).items()
}
# Parameters of a raised error that are not its sentence's.
OF_ERRORS = {"where"}


def said(path: Path) -> Iterator[tuple[str, int, set[str] | None]]:
    """Each code that a file names as a call's first text, its line, and the parameters given (None: spread).

    The record of a kind of damage has the sentence's words and does not say it.
    """
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or ast.unparse(node.func) == "Said":
            continue
        for argument in node.args:
            code = argument.value if isinstance(argument, ast.Constant) else None
            if isinstance(code, str) and code in CATALOGUE:
                names = {keyword.arg for keyword in node.keywords}
                given = None if None in names else {name for name in names if name} - OF_ERRORS
                yield code, node.lineno, given


def named(path: Path) -> set[str]:
    """Every text of a file that is a code, wherever it stands."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return {text for text in texts if isinstance(text, str) and text in CATALOGUE}


def test_the_catalogue_has_what_its_files_have_and_finds_it_by_its_code() -> None:
    files = (ROOT / "pipeline" / "messages" / "catalogue").glob("[a-z]*.py")
    assert {path.stem for path in files} == {*FILES, "read_pdf"}  # which is part of another
    assert len(set(CATALOGUE)) == len(CATALOGUE) > 700
    for code in CATALOGUE:
        assert CATALOGUE[code].en
    for wrong in ("", "cli", "cli.", "none.such", "read.none-such", "read_pdf.no-table"):
        assert wrong not in CATALOGUE


def takes(code: str) -> set[str]:
    words = words_of(code)
    return placeholders(words.en) | placeholders(words.do)


def test_a_sentence_takes_the_same_parameters_in_both_languages() -> None:
    for code in CATALOGUE:
        words = words_of(code)
        assert placeholders(words.zh) | placeholders(words.do_zh) == takes(code), code
        assert bool(words.do) == bool(words.do_zh), code


def test_a_code_is_said_with_the_parameters_its_sentence_takes() -> None:
    wrong = [
        (path.relative_to(ROOT).as_posix(), code, line, given, takes(code))
        for path in SOURCES
        for code, line, given in said(path)
        if given is not None and given != takes(code)
    ]
    assert len(SOURCES) > 400
    assert wrong == []


def test_every_sentence_is_said_somewhere() -> None:
    everywhere = {code for path in SOURCES for code in named(path)}
    assert set(CATALOGUE) - everywhere - {"as-is"} == set()


def test_every_sentence_has_an_example() -> None:
    assert set(CATALOGUE) - set(EXAMPLES) - {"as-is"} == set()


def test_a_sentence_reads_as_its_example_says() -> None:
    for code, example in EXAMPLES.items():
        one = from_data({"code": code, "parameters": example.get("parameters", {})})
        assert {"en": render(one), "zh": render(one, "zh")} == {
            "en": example["en"],
            "zh": example["zh"],
        }, code
        if "do" in example:
            to_do = (what_to_do(one), what_to_do(one, "zh"))
            assert to_do == (example["do"], example["do_zh"]), code


def test_a_message_is_the_same_after_json() -> None:
    inner = message("as-is", text="inner")
    one = message("as-is", text=inner)
    assert from_data(as_data(one)) == one
    assert as_data(one)["parameters"] == {
        "text": {"code": "as-is", "parameters": {"text": "inner"}}
    }


def test_clauses_are_parted_by_semicolons() -> None:
    clauses = [Message("as-is", (("text", word),)) for word in ("a", "b")]
    assert (render_all(clauses), render_all(clauses, "zh")) == ("a; b", "a；b")
