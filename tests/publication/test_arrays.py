"""Arrow arrays from plain values: as ``pyarrow.array`` makes them, without pandas."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.publication.arrays import array_of

ROOT = Path(__file__).resolve().parents[2]

VALUES: list[tuple[pa.DataType, st.SearchStrategy[object]]] = [
    (pa.string(), st.text()),
    (pa.bool_(), st.booleans()),
    (pa.int16(), st.integers(-(2**15), 2**15 - 1)),
    (pa.float64(), st.floats(allow_nan=False)),
    (pa.date32(), st.dates()),
]


@pytest.mark.slow
@pytest.mark.parametrize(("type_", "values"), VALUES, ids=lambda one: str(one)[:9])
@given(data=st.data())
def test_an_array_is_as_pyarrow_makes_it(
    type_: pa.DataType, values: st.SearchStrategy[object], data: st.DataObject
) -> None:
    given_values = data.draw(st.lists(st.none() | values, max_size=40))
    made = array_of(given_values, type_)
    made.validate(full=True)
    assert made.equals(pa.array(given_values, type=type_))
    assert made.to_pylist() == given_values


def test_a_number_that_the_type_does_not_hold_is_no_array() -> None:
    with pytest.raises(OverflowError):
        array_of([2**15], pa.int16())


def test_tables_are_built_and_written_without_pandas(tmp_path: Path) -> None:
    code = f"""if True:
        import sys
        from pathlib import Path
        from pipeline.publication import write
        from tests.published import small_publication
        write.publish(write.build(small_publication(), "g"), Path({str(tmp_path)!r}))
        print("pandas" in sys.modules)
    """
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout == "False\n"


def test_a_day_before_1970_is_counted_backwards() -> None:
    assert array_of([date(1969, 12, 31)], pa.date32()).to_pylist() == [date(1969, 12, 31)]
