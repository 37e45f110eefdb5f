"""Errors: a code with its parameters and a place, on one line in each language."""

from __future__ import annotations

import pickle

import pytest

from pipeline.errors import PipelineError, PublishError, SpecError, UsageError
from pipeline.messages import message, text

LIMIT = UsageError("sandbox.limit-out-of-bounds", flag="--max-pages", most=1000)
WRITTEN = PublishError(
    "publication.not-writable", where="out", error="Permission denied", option="--to"
)
PLACE = message("spec.line", path="form.yml", line=5, key="columns")
TWICE = SpecError(message("spec.role-twice", role="seq"), where=PLACE)
PLAIN = UsageError(text("no such thing; look again"), where="here")


@pytest.mark.parametrize(
    ("error", "code", "where", "parameters"),
    [
        (LIMIT, "sandbox.limit-out-of-bounds", None, {"flag": "--max-pages", "most": 1000}),
        (
            WRITTEN,
            "publication.not-writable",
            "out",
            {"error": "Permission denied", "option": "--to"},
        ),
        (TWICE, "spec.role-twice", "spec form.yml line 5: columns", {"role": "seq"}),
        (PLAIN, "as-is", "here", {"text": "no such thing; look again"}),
    ],
    ids=["without a place", "with what to do", "a place in words", "no code yet"],
)
def test_an_error_tells_its_code_its_place_and_its_parameters(
    error: PipelineError, code: str, where: str | None, parameters: dict[str, object]
) -> None:
    assert (error.code, error.where, error.parameters) == (code, where, parameters)


@pytest.mark.parametrize(
    ("error", "english", "chinese"),
    [
        (
            LIMIT,
            "--max-pages is out of bounds: give a number from 1 to 1,000",
            "--max-pages 超出范围：请给出 1 至 1,000 之间的数",
        ),
        (
            WRITTEN,
            "out: cannot be written (Permission denied); choose another folder with --to",
            "out：无法写入（Permission denied）；请用 --to 另选文件夹",
        ),
        (
            TWICE,
            "spec form.yml line 5: columns: the role seq stands twice",
            "表式文件 form.yml 第 5 行：columns：角色 seq 出现两次",
        ),
        (PLAIN, "here: no such thing; look again", "here：no such thing; look again"),
    ],
    ids=["without a place", "with what to do", "a place in words", "no code yet"],
)
def test_an_error_is_one_line_where_what_and_what_to_do(
    error: PipelineError, english: str, chinese: str
) -> None:
    assert (str(error), error.say("zh")) == (english, chinese)


@pytest.mark.parametrize("error", [LIMIT, WRITTEN, TWICE, PLAIN], ids=lambda error: error.code)
def test_an_error_comes_back_from_another_process_as_it_was(error: PipelineError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert (again.message, again.place) == (error.message, error.place)
