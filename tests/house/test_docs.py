"""What the documents say is so: commands, targets, files and snippets named in them exist and work."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "README.zh.md").read_text(encoding="utf-8")
# The pages that say what the commands, the targets and the files are.
PAGES = (
    "README.md",
    "README.zh.md",
    *sorted(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md")),
)
TEXTS = {page: (ROOT / page).read_text(encoding="utf-8") for page in PAGES}
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

COMMANDS = (
    *("extract", "check", "explain", "review"),
    *("export", "tables", "draft", "batch", "diff", "dictionary"),
)
LOCKS = (
    *("requirements.lock", "requirements-dev.lock"),
    *("requirements-uv.lock", "requirements-bench.lock"),
    *("requirements-batch.lock", "requirements-scan.lock"),
)
IGNORED = {
    ".venv",
    ".git",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    "rejected",
}


def blocks(language: str, text: str) -> list[str]:
    """The fenced blocks of one language in a page."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.S | re.M)


def code(text: str) -> str:
    """Everything a Markdown text sets as code, blocks and words."""
    fenced = r"^```\w*\n(.*?)^```"
    spans = re.findall(r"`([^`\n]+)`", re.sub(fenced, "", text, flags=re.S | re.M))
    return "\n".join([*re.findall(fenced, text, re.S | re.M), *spans])


@cache
def help_of(*command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *command, "--help"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    return done.stdout


def invocations(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every command line of a page: its command and its options."""
    for rest in re.findall(r"(?:-m pipeline|notice-pipeline) ([^\n#|`]+)", code(text)):
        command, *words = rest.split()
        yield (
            command,
            tuple(word.strip("[]") for word in words if word.lstrip("[").startswith("--")),
        )


def files() -> Iterator[Path]:
    """Every file of the project that is text."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [
            name for name in folders if name not in IGNORED and not name.endswith(".egg-info")
        ]
        # In a worktree of git, .git is a file and names a place.
        for path in (Path(folder, name) for name in names if name not in IGNORED):
            if b"\0" not in path.read_bytes()[:8192]:
                yield path


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", MAKEFILE, re.M))


def test_the_command_line_has_the_documented_commands() -> None:
    for command in COMMANDS:
        assert re.search(rf"\b{command}\b", help_of())
        assert help_of(command)


@pytest.mark.parametrize("page", PAGES)
def test_every_command_and_option_in_a_page_exists(page: str) -> None:
    for command, options in set(invocations(TEXTS[page])):
        assert command in COMMANDS
        for option in options:
            assert re.search(rf"{option}\b", help_of(command)), f"{command} has no {option}"


def test_every_command_is_explained() -> None:
    assert {command for command, _ in invocations(TEXTS["docs/commands.md"])} == set(COMMANDS)


@pytest.mark.parametrize(
    "path", [*PAGES, ".ci/run", ".github/workflows/ci.yml", "raw/README.md", "CHANGELOG.md"]
)
def test_every_make_target_that_is_named_exists(path: str) -> None:
    text = read(ROOT / path)
    calls = re.findall(r"\bmake((?: [a-z-]+\b)+)", code(text) if path.endswith(".md") else text)
    assert {name for call in calls for name in call.split()} <= targets()


@pytest.mark.parametrize("path", ["Makefile", ".ci/run"])
def test_every_file_that_a_target_runs_exists(path: str) -> None:
    """A target whose file was moved fails only where somebody calls it."""
    commands = re.sub(r"#.*", "", (ROOT / path).read_text(encoding="utf-8"))
    named = re.findall(r"(?<![\w/$.}])((?:tests|raw|\.ci)/[\w./-]+)", commands)
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_make_help_lists_every_target() -> None:
    listed = set(re.findall(r"^([a-z-]+):.*## ", MAKEFILE, re.M))
    assert listed == targets()
    assert listed == set(re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.M)[0].split())


@pytest.mark.parametrize("page", PAGES)
def test_every_linked_file_exists(page: str) -> None:
    folder = (ROOT / page).parent
    links = re.findall(r"\]\(([^)#:]+)\)", TEXTS[page])
    assert [link for link in links if not (folder / link).exists()] == []


def test_the_readme_leads_to_every_page() -> None:
    assert {page for page in PAGES if page.startswith("docs/")} <= set(
        re.findall(r"\]\(([^)]+)\)", README)
    )


SNIPPETS = [
    (page, text) for page in ("README.md", "docs/data.md") for text in blocks("python", TEXTS[page])
]


@pytest.mark.parametrize(("page", "snippet"), SNIPPETS)
def test_the_snippets_work_on_the_committed_files(
    page: str, snippet: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """pipeline, pandas, polars and DuckDB: three lines each; the last one is a table that holds rows."""
    monkeypatch.chdir(ROOT)
    *lines, last = snippet.strip().splitlines()
    names: dict[str, object] = {}
    exec("\n".join(lines), names)
    assert len(eval(last, names)) > 0


# --- the landing page --------------------------------------------------------------------------------------------

SHOWN = {
    "README.md": ("printed: ", "published: ", "*open:* ", ", | or ", "none"),
    "README.zh.md": ("所印：", "发布：", "*未决：* ", "、|或", "无"),
}
# The columns of indicators that its row shows, in the order of the page.
COLUMNS = (
    "seq",
    "unit",
    "weight",
    "rank_jan_jun",
    "rank_jan_aug",
    "rank_jan_sep",
    "target",
    "target_rank",
    "lead_units",
)


def shown(page: str, begins: str) -> list[str]:
    """The cells of the row that begins so, without what it begins with."""
    (line,) = [line for line in TEXTS[page].splitlines() if line.startswith(f"| {begins}")]
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    return [cells[0].removeprefix(begins), *cells[1:]]


@pytest.mark.parametrize("page", SHOWN)
def test_the_row_that_is_shown_is_printed_so(page: str) -> None:
    cells = {(c["page"], c["row"], c["col"]): c["text"] for c in published()["cells"]}
    seq = next(at for at, text in cells.items() if text == "77" and at[0] > 1)
    row = [text for (number, at, _), text in cells.items() if (number, at) == seq[:2]]
    assert shown(page, SHOWN[page][0]) == [row[0], *row[2:]]  # the page leaves the name out


@pytest.mark.parametrize("page", SHOWN)
def test_the_row_that_is_shown_is_published_so(page: str) -> None:
    _, begins, opens, parting, nothing = SHOWN[page]
    tables = published()
    (row,) = [one for one in tables["indicators"] if one["seq"] == 77]
    status = {one["column"]: one["status"] for one in tables["provenance"] if one["seq"] == 77}
    kinds = set()
    for column, cell in zip(COLUMNS, shown(page, begins), strict=True):
        kinds.add(status.get(column))
        if status.get(column) == "ambiguous":
            said = re.split(parting, cell.removeprefix(opens))
            assert [None if text == nothing else text for text in said] == readings(77, column)
            assert row[column] is None
        elif status.get(column) == "shared":
            (unit,) = [one for one in tables["scoring_units"] if one["rows"] == "76-77"]
            assert cell.startswith(f"{unit['points']:g}")
            assert row[column] is None
        else:
            assert cell.strip("*") == str(row[column])
            assert cell.startswith("**") == (status.get(column) == "repaired")
    assert {"ambiguous", "repaired", "printed", "shared"} <= kinds


def published() -> dict[str, list[dict[str, Any]]]:
    import pipeline

    return {name: table.to_pylist() for name, table in pipeline.load(ROOT / "extracted").items()}


def readings(seq: int, column: str) -> list[str | None]:
    rows = published()["candidates"]
    return [one["text"] for one in rows if (one["seq"], one["column"]) == (seq, column)]


@pytest.mark.parametrize("name", ["report.png", "report.zh.png"])
def test_the_pictures_are_small_and_shown(name: str) -> None:
    data = (ROOT / "docs" / name).read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) < 150_000
    assert f"(docs/{name})" in (CHINESE if ".zh." in name else README)


def test_the_chinese_page_says_the_same_in_the_same_order() -> None:
    """The same commands, examples, links and tables; words apart."""

    def skeleton(text: str) -> list[str]:
        plain = re.sub(
            r"\s*[#;；].*| ?\| .*", "", "\n".join([*blocks("sh", text), *blocks("python", text)])
        )
        links = [link.replace(".zh", "") for link in re.findall(r"\]\(([^)]+)\)", text)]
        headings = re.findall(r"^#+", text, re.M)
        rows = [str(line.count("|")) for line in text.splitlines() if line.startswith("|")]
        return [*plain.splitlines(), *links, *headings, *rows]

    assert skeleton(CHINESE) == skeleton(README)


@pytest.mark.parametrize("page", PAGES)
def test_yaml_in_a_page_is_yaml(page: str) -> None:
    assert all(yaml.safe_load(text) for text in blocks("yaml", TEXTS[page]))


def test_the_exit_codes_that_are_explained_are_those_of_the_errors() -> None:
    from pipeline import errors

    raised = {kind.exit_code for kind in vars(errors).values() if hasattr(kind, "exit_code")}
    assert raised | {0} == {
        int(code) for code in re.findall(r"^\| ([0-9]) \|", TEXTS["docs/commands.md"], re.M)
    }


def test_the_console_script_is_there() -> None:
    module, _, function = PROJECT["project"]["scripts"]["notice-pipeline"].partition(":")
    assert callable(getattr(import_module(module), function))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_pins_with_hashes_and_no_place(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pin = r"[a-z0-9-]+==[0-9][\w.]*( ; [^\\\n]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+\n"
    assert re.fullmatch(f"({pin})+", text)


def test_the_locks_agree_and_hold_what_the_project_needs() -> None:
    run, dev, uv, _, batch, scan = (
        set(re.findall(r"^\S+==.*?(?= \\)", (ROOT / lock).read_text(), re.M)) for lock in LOCKS
    )
    assert run <= batch <= dev
    assert uv <= dev
    assert run <= scan <= dev
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]]
    names = {re.split(r"[<>=! ]", need)[0] for need in wanted}
    assert names <= {pin.split("==")[0] for pin in dev}


def test_no_file_names_a_place_of_the_machine_it_was_made_on_or_a_package_index() -> None:
    roots = "|".join(("home", "root", "work", "opt", "Users", "tmp", "private"))
    place = re.compile(
        rf"(?<![\w.$}}*~/-])/(?:{roots})/[\w.]|file[:]/|https?://[^\s)]*(?:py[p]i|python[h]osted|/simple)"
    )
    found = [
        f"{path.relative_to(ROOT)}: {hit[0]}"
        for path in files()
        for hit in place.finditer(read(path))
    ]
    assert found == []


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
