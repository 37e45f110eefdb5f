"""Every error this package raises on purpose.

::

    PipelineError
    ├── UsageError            the call is unusable                     (exit 2)
    ├── SourceError           the document cannot be read              (exit 2)
    │   ├── NotThisForm       no table, or several, fit the spec       (exit 2)
    │   └── LimitExceeded     larger than the documented limits        (exit 2)
    ├── SpecError             the spec file is wrong                   (exit 2)
    ├── LostCharacters        a reader lost or doubled characters      (exit 1)
    ├── StitchError           page tables do not join                  (exit 1)
    ├── RepairError           rows cannot be aligned with the columns  (exit 1)
    ├── CorrectionError       a correction is wrong or stale           (exit 1)
    ├── ValidationError       a suite is wrong or did not load whole   (exit 1)
    ├── Rejected              read, but something critical fails       (exit 1)
    └── PublishError          the output folder cannot be written      (exit 2)

``exit_code`` says how the command line ends; an error says what is wrong, where, and what to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.messages import (
    Language,
    Message,
    Parameter,
    message,
    render,
    text,
    what_to_do,
)


class PipelineError(Exception):
    """Base of all: a code of the catalogue with its parameters, and where it is wrong.

    ``place`` is a file, an option, a key, in words or as a message: it stands before the sentence.
    ``str(error)`` is one line in English, ``error.say("zh")`` the same in Chinese.
    """

    exit_code = 1

    def __init__(
        self,
        code: str | Message,
        /,
        where: object = None,
        **parameters: Any,
    ) -> None:
        self.message = code if isinstance(code, Message) else message(code, **parameters)
        self.place = where if where is None or isinstance(where, Message) else text(str(where))
        super().__init__(self.message, self.place)

    @property
    def code(self) -> str:
        """The code of its sentence."""
        return self.message.code

    @property
    def parameters(self) -> dict[str, Parameter]:
        """What its sentence is made with, by name."""
        return self.message.parameters

    @property
    def where(self) -> str | None:
        """The file, option or key that is wrong, in English; None where the sentence says it."""
        return None if self.place is None else render(self.place)

    def __str__(self) -> str:
        return self.say()

    def say(self, language: Language = "en") -> str:
        """One line: where, what is wrong, what to do."""
        colon, semicolon = ("：", "；") if language == "zh" else (": ", "; ")
        line = render(self.message, language)
        if self.place is not None:
            line = render(self.place, language) + colon + line
        todo = what_to_do(self.message, language)
        return f"{line}{semicolon}{todo}" if todo else line


class UsageError(PipelineError):
    """The call names something that is not there or does not go together."""

    exit_code = 2


class SourceError(PipelineError):
    """The document cannot be read: not a PDF, truncated, encrypted, another encoding, no text."""

    exit_code = 2


class NotThisForm(SourceError):
    """No table of the document has the columns of the spec, or more than one attachment has."""


class LimitExceeded(SourceError):
    """The document is larger than the documented limits allow."""


class SpecError(PipelineError):
    """A spec file is wrong; the message names the key and the reason."""

    exit_code = 2


class LostCharacters(PipelineError):
    """Characters in ≠ characters out on a page."""


class StitchError(PipelineError):
    """Page tables that should be one table cannot be joined."""


class RepairError(PipelineError):
    """The rows cannot be aligned with the columns at any admitted cost."""


class CorrectionError(PipelineError):
    """A correction is malformed, matches nothing, or meets another text than it expects."""


class ValidationError(PipelineError):
    """A suite cannot be loaded whole, or an expectation could not be evaluated."""


class Rejected(PipelineError):
    """The document was read, and something critical does not hold: nothing was published.

    Attributes:
        failures: what does not hold, a sentence each.
        tables: what was read, for a look: a ``Publication`` of ``extract``, the list of ``tables``.
    """

    def __init__(
        self, code: str, /, where: object, failures: Sequence[str], tables: Any, **parameters: Any
    ) -> None:
        super().__init__(code, where, **parameters)
        self.failures = tuple(failures)
        self.tables = tables


class PublishError(PipelineError):
    """The output folder cannot be written."""

    exit_code = 2
