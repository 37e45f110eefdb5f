"""What is named becomes documents: files, folders, patterns, lists, addresses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.batches.sources import fetch, find
from pipeline.errors import LimitExceeded, PipelineError, UsageError

OUT = Path("nowhere")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two counties, and what is no document."""
    for name in ("b/notice.pdf", "a/notice.txt", "a/.hidden.txt", "a/~$notice.docx", "a/run.py"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    return tmp_path


def found(*words: object, out: Path = OUT) -> list[str]:
    return [*find([str(word) for word in words], out).sources]


def test_a_folder_gives_its_documents_in_order_and_counts_the_rest(folder: Path) -> None:
    result = find([str(folder)], OUT)
    assert result.sources == (f"{folder}/a/notice.txt", f"{folder}/b/notice.pdf")
    assert result.passed_over == 1
    assert [result.names[source] for source in result.sources] == ["a/notice.txt", "b/notice.pdf"]


def test_a_file_that_is_named_is_taken_whatever_it_is_called(folder: Path) -> None:
    assert found(folder / "a" / "run.py") == [f"{folder}/a/run.py"]


def test_what_is_named_twice_counts_once(folder: Path) -> None:
    assert len(found(folder, folder / "a" / "notice.txt", folder / "b" / ".." / "a")) == 2


def test_a_pattern_gives_what_matches(folder: Path) -> None:
    assert found(folder / "*" / "notice.*") == found(folder)


def test_a_list_has_a_name_a_line_within_its_own_folder(folder: Path) -> None:
    (folder / "list.txt").write_text("# county a\na/notice.txt\n\nb\n", "utf-8")
    assert found(f"@{folder / 'list.txt'}") == [f"{folder}/a/notice.txt", f"{folder}/b/notice.pdf"]


def test_what_was_published_into_a_folder_of_sources_is_no_source(folder: Path) -> None:
    assert found(folder, out=folder / "b") == [f"{folder}/a/notice.txt"]


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("gone.pdf", "batch.no-source"),
        ("*.pdf", "batch.no-match"),
        ("@gone.txt", "batch.list-unreadable"),
        ("nosuch://a/b.pdf", "batch.unreachable"),
    ],
)
def test_a_word_that_names_nothing_is_a_wrong_call(
    word: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError) as raised:
        found(word)
    assert raised.value.code == code


def test_an_empty_folder_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no documents there"):
        found(tmp_path)


@pytest.fixture
def address() -> Iterator[str]:
    """A folder that only fsspec opens."""
    import fsspec

    files = fsspec.filesystem("memory")
    files.pipe({"/county/a.txt": b"content", "/county/b/c.pdf": b"more", "/county/x.py": b""})
    yield "memory://county"
    files.rm("/county", recursive=True)


def test_an_address_is_listed_like_a_folder(address: str) -> None:
    result = find([address], OUT)
    assert [source.rpartition("county/")[2] for source in result.sources] == ["a.txt", "b/c.pdf"]
    assert result.passed_over == 1


def test_a_pattern_of_addresses_gives_what_matches(address: str) -> None:
    assert [source.rpartition("/")[2] for source in found(f"{address}/*.txt")] == ["a.txt"]


def test_what_is_at_an_address_is_fetched_within_bounds(address: str, tmp_path: Path) -> None:
    assert fetch(f"{address}/a.txt", tmp_path, 1).read_bytes() == b"content"
    with pytest.raises(LimitExceeded):
        fetch(f"{address}/a.txt", tmp_path, 0)
    with pytest.raises(PipelineError, match="cannot be fetched"):
        fetch(f"{address}/gone.txt", tmp_path, 1)
