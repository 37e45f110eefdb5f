"""Every sentence a user may read: code and parameters, rendered from one catalogue.

A stage says ``message("read.no-table", page=3)``; who shows it says ``render(message, "zh")``.
"""

from __future__ import annotations

from pipeline.messages.message import Message, Parameter, as_data, from_data, message, text
from pipeline.messages.render import (
    LANGUAGES,
    Language,
    is_code,
    placeholders,
    render,
    render_all,
    what_to_do,
    words_of,
)

__all__ = [
    "LANGUAGES",
    "Language",
    "Message",
    "Parameter",
    "as_data",
    "from_data",
    "is_code",
    "message",
    "placeholders",
    "render",
    "render_all",
    "text",
    "what_to_do",
    "words_of",
]
