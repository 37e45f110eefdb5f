"""Modules put off until they are used, and then as they always are; others left out."""

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
        from pipeline.validate.imports import put_off
        put_off("scipy.stats")
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


@pytest.mark.slow
def test_what_is_already_there_stays() -> None:
    code = """if True:
        import scipy.stats
        from pipeline.validate.imports import put_off
        before = scipy.stats
        put_off("scipy.stats")
        import scipy.stats
        print(scipy.stats is before)
    """
    assert output_of(code) == ["True"]


@pytest.mark.slow
def test_the_engine_runs_without_a_library_for_databases() -> None:
    code = """if True:
        import sys
        from pipeline.validate.imports import import_less
        import_less()
        import great_expectations
        left_out = ("sqlalchemy.", "shapely.")
        put_off = ("scipy.stats.", "altair.", "jsonschema.", "mistune.")
        for names in (left_out, put_off):
            print([name for name in sys.modules if name.startswith(names)])
    """
    assert output_of(code) == ["[]", "[]"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("scipy.stats", "module.norm.cdf(0) == 0.5"),
        ("altair", "module.Chart().mark_bar().to_dict(validate=False)['mark']['type'] == 'bar'"),
        ("jsonschema", "module.validate({}, {'type': 'object'}) is None"),
        ("mistune", "'<b>' in module.html('<b>a</b>') or 'a' in module.html('a')"),
    ],
)
def test_a_module_that_is_put_off_is_the_module_once_it_is_used(name: str, use: str) -> None:
    code = f"""if True:
        import sys
        from importlib import import_module, reload
        from pipeline.validate.imports import put_off
        put_off({name!r})
        module = import_module({name!r})
        import {name} as again
        print(again is module, any(one.startswith({name!r} + ".") for one in sys.modules))
        print({use}, module.__name__, type(module).__name__, sys.modules[{name!r}] is module)
    """
    assert output_of(code) == ["True False", f"True {name} module True"]


def test_a_module_that_is_put_off_and_cannot_be_loaded_says_so() -> None:
    code = """if True:
        import sys, tempfile, pathlib
        folder = tempfile.mkdtemp()
        pathlib.Path(folder, "broken_module.py").write_text("raise ImportError('broken')")
        sys.path.insert(0, folder)
        from pipeline.validate.imports import put_off
        put_off("broken_module")
        import broken_module
        try:
            broken_module.name
        except ImportError as error:
            print(error)
    """
    assert output_of(code) == ["broken"]


def test_a_library_for_databases_that_is_there_stays() -> None:
    code = """if True:
        import sys
        import json as sqlalchemy
        sys.modules["sqlalchemy"] = sqlalchemy
        from pipeline.validate.imports import leave_out
        leave_out("sqlalchemy")
        print(sys.modules["sqlalchemy"] is sqlalchemy)
    """
    assert output_of(code) == ["True"]
