"""What a published row says, in the reader's language: rendered from its codes.

A finding has ``code``, ``parameters`` and the English ``message``; a row of provenance or repairs
has ``reasons`` and the English ``reason``; a check has either, by the version that wrote it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pipeline.messages import LANGUAGES, Language, Message, from_data, render, render_all

Row = Mapping[str, Any]
# One text in every language.
Texts = dict[Language, str]


def said(row: Row, language: Language) -> str:
    """Renders what a published row says; "" where it says nothing.

    The English text as published where the codes are not those of this catalogue.
    """
    published = _published(row)
    if language == "en" or not published:
        return published
    try:
        return render_all(_messages(row), language) or published
    except Exception:  # another version's codes, or whatever stands in a file of another hand
        return published


def texts(row: Row) -> Texts:
    """What a published row says, in every language."""
    return {language: said(row, language) for language in LANGUAGES}


def texts_of(one: Message) -> Texts:
    """A message in every language."""
    return {language: render(one, language) for language in LANGUAGES}


def parameters_of(row: Row) -> dict[str, Any]:
    """The parameters of the first clause of a row's reason; none where they cannot be read."""
    try:
        first, *_ = _messages(row)
    except Exception:  # as in ``said``
        return {}
    return first.parameters


def _published(row: Row) -> str:
    text = row["message"] if "message" in row else row["reason"]
    return text or ""


def _messages(row: Row) -> list[Message]:
    if "parameters" in row:
        parameters = row["parameters"]
        if isinstance(parameters, str):
            parameters = json.loads(parameters)
        return [from_data({"code": row["code"], "parameters": parameters})]
    clauses = json.loads(row["reasons"])
    return [from_data(clause) for clause in clauses]
