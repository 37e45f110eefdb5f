"""What a command does not use it does not import."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.conftest import ROOT

NOTICE = ROOT / "raw" / "notice.pdf"
# Seconds and hundreds of megabytes between them.
HEAVY = {
    *("altair", "camelot", "cv2", "great_expectations", "lxml", "matplotlib", "numpy", "openpyxl"),
    *("pandas", "pdfminer", "pdfplumber", "PIL", "pyarrow", "pypdfium2", "scipy", "sqlalchemy"),
}
# Of this package and the standard library, what help and tables have no use for.
NOT_FOR_TABLES = {
    *("pipeline.correct", "pipeline.damage", "pipeline.normalise", "pipeline.publication"),
    "pipeline.repair",
    *("pipeline.schema", "pipeline.spec", "pipeline.validate", "pipeline.yamlfile"),
    *("yaml", "importlib.metadata", "tomllib", "email", "statistics", "pipeline.model.records"),
}
NOT_FOR_HELP = {
    "pipeline.run",
    "pipeline.formless",
    "pipeline.read",
    "pipeline.stitch",
    "multiprocessing",
    "subprocess",
}


def imported(code: str) -> set[str]:
    """The modules that there are once the code has run in a process of its own."""
    ask = "import json, sys; sys.__stdout__.write('\\n' + json.dumps(list(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{ask}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def of_command(*words: str) -> set[str]:
    """What the command's own process imports."""
    call = f"main({[*words]!r})"
    return imported(
        f"from contextlib import suppress\nfrom pipeline.cli import main\nwith suppress(SystemExit): {call}"
    )


@pytest.mark.parametrize("words", [("--help",), ("tables", "--help"), ("--version",)])
def test_help_imports_nothing_heavy(words: tuple[str, ...]) -> None:
    found = of_command(*words)
    assert "pipeline.cli" in found
    assert found & (HEAVY | NOT_FOR_HELP) == set()


def test_help_reads_no_project_file() -> None:
    assert of_command("--help") & NOT_FOR_TABLES == set()


def test_tables_of_a_pdf_need_no_stage_that_they_do_not_run() -> None:
    found = of_command("tables", str(NOTICE), "--pages", "3")
    assert "pipeline.stitch" in found
    assert found & (HEAVY | NOT_FOR_TABLES) == set()


def test_pages_that_are_proven_need_no_interpreter_and_nothing_that_it_seldom_uses() -> None:
    code = f"""if True:
        from pathlib import Path
        from pipeline.read.document import read_pdf
        from pipeline.sandbox.limits import Limits
        document, _ = read_pdf(Path({str(NOTICE)!r}), [3], "auto", Limits(), lambda *_: None)
        assert {{engine for cell in document.tables[0].cells for engine in cell.engines}} == {{"pdfium"}}
    """
    found = imported(code)
    assert "pdfminer.pdfdocument" in found
    unused = {
        "pdfplumber",
        "pdfminer.pdfinterp",
        "charset_normalizer",
        "importlib.metadata",
        "email",
    }
    assert found & (unused | {"numpy", "pandas", "statistics", "html"}) == set()


def test_the_process_that_reads_a_pdf_imports_its_engine_and_nothing_else() -> None:
    """Camelot brings pandas, so only where it is asked for."""
    code = f"""if True:
        from pathlib import Path
        from pipeline.read.document import read_pdf
        from pipeline.sandbox.limits import Limits
        read_pdf(Path({str(NOTICE)!r}), [3], "pdfplumber", Limits(), lambda *_: None)
    """
    found = imported(code)
    assert "pdfplumber" in found
    unused = {"altair", "camelot", "cv2", "great_expectations", "pandas", "pyarrow", "scipy"}
    assert found & unused == set()


@pytest.mark.slow
def test_an_extraction_leaves_pandas_and_the_validation_engine_to_other_processes(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    out = tmp_path_factory.mktemp("lean") / "out"
    source = ROOT / "tests" / "cases" / "run" / "tiny.txt"
    found = of_command("extract", str(source), "--out", str(out))
    assert "pyarrow.parquet" in found
    assert found & {"altair", "camelot", "great_expectations", "pandas", "scipy"} == set()
