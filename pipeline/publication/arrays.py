"""Arrow arrays from plain values, laid out by the Arrow columnar format.

``pyarrow.array`` gives the same, but it imports pandas first, to see whether it was given a series:
a third of a second and 50 MB that a publication does not need.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

Values = Sequence[Any]

_EPOCH = date(1970, 1, 1).toordinal()
# Offsets into the bytes of a string array are signed, of 32 bits.
_MOST_BYTES = 2**31 - 1


def array_of(values: Values, type_: pa.DataType) -> pa.Array:
    """The values as an Arrow array; None is a null.

    Args:
        values: of the Python type that the Arrow type stands for; they are not looked at further.
        type_: string, bool, int16, int32, float64 or date32.

    Raises:
        OverflowError: a number is out of the type's range, or the texts are longer than an array
            can hold.
    """
    import pyarrow as pa

    buffers = [_bits(value is not None for value in values), *_DATA[str(type_)](values)]
    packed = [pa.py_buffer(buffer) for buffer in buffers]
    nulls = sum(value is None for value in values)
    return pa.Array.from_buffers(type_, len(values), packed, nulls)


def _bits(flags: Any) -> bytes:
    """One bit for each flag, the first in the lowest bit of a byte."""
    import numpy as np

    packed = np.packbits(np.fromiter(flags, bool), bitorder="little")
    return packed.tobytes()


def _numbers(values: Values, kind: str) -> list[bytes]:
    import numpy as np

    known = [0 if value is None else value for value in values]
    return [np.array(known, kind).tobytes()]


def _int16(values: Values) -> list[bytes]:
    return _numbers(values, "<i2")


def _int32(values: Values) -> list[bytes]:
    return _numbers(values, "<i4")


def _float64(values: Values) -> list[bytes]:
    return _numbers(values, "<f8")


def _booleans(values: Values) -> list[bytes]:
    return [_bits(bool(value) for value in values)]


def _days(values: Values) -> list[bytes]:
    """Days since 1970."""
    days = [None if value is None else value.toordinal() - _EPOCH for value in values]
    return _numbers(days, "<i4")


def _texts(values: Values) -> list[bytes]:
    """Where each text ends, from 0 on, and all texts as one."""
    encoded = [b"" if value is None else value.encode() for value in values]
    ends = list(accumulate(map(len, encoded), initial=0))
    if ends[-1] > _MOST_BYTES:
        raise OverflowError(f"texts of {ends[-1]} bytes in one array")
    return [*_numbers(ends, "<i4"), b"".join(encoded)]


_DATA: dict[str, Callable[[Values], list[bytes]]] = {
    "bool": _booleans,
    "date32[day]": _days,
    "double": _float64,
    "int16": _int16,
    "int32": _int32,
    "string": _texts,
}
