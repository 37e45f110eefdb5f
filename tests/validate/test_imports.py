"""scipy.stats put off until it is used, and then as it always is; SQLAlchemy left out."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT

DISTRIBUTION = {
    "type": "expect_column_kl_divergence_to_be_less_than",
    "kwargs": {
        "column": "position",
        "partition_object": {"values": [1, 2], "weights": [0.5, 0.5]},
        "threshold": 0.9,
    },
    "severity": "warning",
    "meta": {"reason": "an expectation on a distribution"},
}


def output_of(code: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


@pytest.mark.slow
def test_the_engine_runs_without_statistics_until_an_expectation_asks_for_them() -> None:
    code = f"""if True:
        import sys
        from pipeline.validate.imports import put_off_statistics
        put_off_statistics()
        from pipeline.publication import write
        from pipeline.validate import _engine
        from tests.published import small_publication

        def there():
            return "scipy.stats._stats_py" in sys.modules

        table = write.build(small_publication(), "g1")["lead_units"]
        engine = _engine()
        print(there())
        prepared = engine.prepare("s", [{DISTRIBUTION!r}])
        (outcome,) = prepared.validate(table, ["seq"], {{}})
        print(there(), outcome.failed is None)
        import scipy.stats
        print(scipy.stats.norm.cdf(0))
    """
    assert output_of(code) == ["False", "True True", "0.5"]


def test_what_is_already_there_stays() -> None:
    code = """if True:
        import scipy.stats
        from pipeline.validate.imports import put_off_statistics
        before = scipy.stats
        put_off_statistics()
        import scipy.stats
        print(scipy.stats is before)
    """
    assert output_of(code) == ["True"]


def test_the_engine_runs_without_a_library_for_databases() -> None:
    code = """if True:
        import sys
        from pipeline.validate.imports import import_less
        import_less()
        import great_expectations
        print(any(name.startswith("sqlalchemy.") for name in sys.modules))
        print("scipy.stats._stats_py" in sys.modules)
    """
    assert output_of(code) == ["False", "False"]


def test_a_library_for_databases_that_is_there_stays() -> None:
    code = """if True:
        import sys
        import json as sqlalchemy
        sys.modules["sqlalchemy"] = sqlalchemy
        from pipeline.validate.imports import leave_out_databases
        leave_out_databases()
        print(sys.modules["sqlalchemy"] is sqlalchemy)
    """
    assert output_of(code) == ["True"]
