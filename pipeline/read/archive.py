"""The parts of a document that is a ZIP archive, each inflated within bounds and none to disk."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from typing import IO

from pipeline.errors import LimitExceeded, SourceError
from pipeline.read.sniff import entries_of
from pipeline.sandbox.limits import MEGABYTE, Limits

_PIECE = 1 << 16
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # what Office files may use
_ENCRYPTED = 0x1  # of an entry's flags
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
)


class Archive:
    """An archive's parts by name; the case of names and the way of their slashes do not matter.

    ``name`` is the file's, for messages. What an entry says of its size is not believed: bytes are
    counted as they come.
    """

    def __init__(
        self,
        data: bytes,
        name: str,
        limits: Limits,
    ) -> None:
        self._name, self._limits = name, limits
        self._left = limits.inflated_mb * MEGABYTE
        self._archive = entries_of(io.BytesIO(data), name)
        self._entries = {_key(entry.filename): entry for entry in self._archive.infolist()}

    @property
    def names(self) -> Sequence[str]:
        """The parts' names, in lower case."""
        return tuple(self._entries)

    def part(self, name: str) -> bytes | None:
        """The content of a part, None where there is none of that name.

        Raises:
            SourceError: it is damaged or encrypted.
            LimitExceeded: it inflates to more than a stream may, or all parts to more than a file.
        """
        entry = self._entries.get(_key(name))
        if entry is None:
            return None
        if entry.flag_bits & _ENCRYPTED:
            raise SourceError("editions.encrypted", where=self._name)
        if entry.compress_type not in _PACKED:
            raise SourceError("editions.part-damaged", where=self._name, part=name)
        try:
            with self._archive.open(entry) as stream:
                return self._inflated(stream, name)
        except _BROKEN:
            raise SourceError("editions.part-damaged", where=self._name, part=name) from None

    def _inflated(self, stream: IO[bytes], name: str) -> bytes:
        most = self._limits.stream_mb * MEGABYTE
        content = bytearray()
        while piece := stream.read(_PIECE):
            content += piece
            self._left -= len(piece)
            if len(content) > most:
                megabytes = self._limits.stream_mb
                raise LimitExceeded(
                    "editions.part-large", where=self._name, part=name, most=megabytes
                )
            if self._left < 0:
                megabytes = self._limits.inflated_mb
                raise LimitExceeded("editions.parts-large", where=self._name, most=megabytes)
        return bytes(content)


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
