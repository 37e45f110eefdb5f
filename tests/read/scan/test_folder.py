"""A folder of page images is one document, its pages in the order of the numbers in their names."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
import yaml

from pipeline.errors import LimitExceeded, UsageError
from pipeline.inputs import gather
from pipeline.read.document import read
from pipeline.read.received import identify, receive
from pipeline.read.scan import folder as folders
from pipeline.read.scan.folder import folder_of, order_of
from pipeline.read.sniff import kind_of
from pipeline.sandbox.limits import Limits
from tests.read.scan.drawn import saved, table

pytestmark = pytest.mark.usefixtures("one_reader")

HEAD = b"\x89PNG\r\n\x1a\n"


def images(folder: Path, *names: str) -> Path:
    """A folder with files that begin as images do; each has its own name as content."""
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_bytes(HEAD + name.encode())
    return folder


@pytest.mark.parametrize(
    "names",
    [
        ("1.png", "2.png", "10.png"),
        ("第2页.jpg", "第10页.jpg"),
        ("第一页.png", "第二页.png", "第三页.png", "第十页.png", "第十一页.png", "第二十页.png"),
        ("一〇.png", "一一.png"),
        ("IMG_20220901_9.jpg", "IMG_20220901_10.jpg"),
        ("a.png", "a1.png", "b.png"),
        ("page-２.png", "page-10.png"),
    ],
)
def test_numbers_in_names_are_ordered_as_numbers(names: tuple[str, ...], tmp_path: Path) -> None:
    assert sorted(sorted(names), key=order_of) == list(names)
    assert folder_of(images(tmp_path / "pages", *names)).names == names


def test_what_is_no_page_image_is_named_and_left_out(tmp_path: Path) -> None:
    folder = images(tmp_path / "pages", "1.png", "2.png")
    (folder / "notice.pdf").write_bytes(b"%PDF-1.7")
    (folder / "more").mkdir()
    for name in (".DS_Store", "Thumbs.db", "SOURCES.yml"):
        (folder / name).write_bytes(b"x")
    found = folder_of(folder)
    assert found.names == ("1.png", "2.png")
    order, left_out = found.findings
    assert (order.severity, left_out.severity) == ("info", "warning")
    assert left_out.what.code == "scan.folder-left-out"
    assert left_out.what.parameters["names"] == ("more", "notice.pdf")


def test_images_of_one_number_are_told(tmp_path: Path) -> None:
    _, told = folder_of(images(tmp_path / "pages", "01.jpg", "1.png", "2.png")).findings
    assert told.what.parameters["names"] == ("01.jpg", "1.png")
    assert told.severity == "warning"


def test_a_folder_without_images_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("1.png", "utf-8")
    with pytest.raises(UsageError, match="without page images"):
        kind_of(tmp_path)
    with pytest.raises(UsageError, match="name a document in it"):
        gather(tmp_path, Limits())


def test_a_folder_of_too_many_files_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "MOST_ENTRIES", 2)
    with pytest.raises(LimitExceeded, match="more than 2 entries"):
        kind_of(images(tmp_path / "pages", "1.png", "2.png", "3.png"))


def test_an_image_that_is_too_large_is_refused(tmp_path: Path) -> None:
    folder = images(tmp_path / "pages", "1.png", "2.png")
    (folder / "2.png").write_bytes(HEAD + bytes(1_100_000))
    with pytest.raises(LimitExceeded, match=r"2\.png"):
        read(folder, limits=replace(Limits(), file_mb=1))


def test_the_digest_is_of_the_images_in_order_whatever_they_are_called(tmp_path: Path) -> None:
    folder = images(tmp_path / "pages", "2.png", "10.png")
    lines = [sha256((folder / name).read_bytes()).hexdigest() for name in ("2.png", "10.png")]
    digest = receive(folder).sha256
    assert digest == sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()
    (folder / "2.png").rename(folder / "9.png")
    assert receive(folder).sha256 == digest
    (folder / "9.png").rename(folder / "11.png")
    assert receive(folder).sha256 != digest


def test_a_folder_is_known_by_its_content_else_by_its_name(tmp_path: Path) -> None:
    folder = images(tmp_path / "county.2023", "1.png")
    digest = receive(folder).sha256
    assert identify(folder, digest) == "county.2023"
    listing = [{"notice_id": "county-2023", "sha256": digest}]
    (tmp_path / "SOURCES.yml").write_text(yaml.safe_dump(listing), "utf-8")
    assert identify(folder, digest) == "county-2023"


def test_a_folder_is_worked_again_where_its_images_or_what_is_told_of_it_changes(
    tmp_path: Path,
) -> None:
    folder = images(tmp_path / "pages", "1.png", "2.png")
    before = gather(folder, Limits())
    assert before.generation("both") == gather(folder, Limits()).generation("both")
    (folder / "note.txt").write_text("x", "utf-8")
    assert gather(folder, Limits()).generation("both") != before.generation("both")
    received = receive(folder)
    (folder / "2.png").write_bytes(HEAD)
    with pytest.raises(Exception, match="pages"):
        received.check_unchanged()


def test_the_folder_in_which_one_stands_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(images(tmp_path / "pages", "1.png"))
    assert gather(Path(), Limits()).identity == "pages"


@pytest.mark.slow
def test_a_folder_is_read_page_by_page(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in (10, 2, 1):
        rows = (("序号", "指标", "单位", "排名"), (str(number), "数字经济增加值", "亿元", "/"))
        saved(table(rows), folder / f"page{number}.png")
    document, pages = read(folder)
    assert pages == (1, 2, 3)
    assert [one.grid()[1, 0].text for one in document.tables] == ["1", "2", "10"]
    assert [one.page for one in document.tables] == [1, 2, 3]
    assert (document.name, document.kind) == ("pages", "image")
    order = document.findings[0].what
    assert order.parameters["names"] == ("page1.png", "page2.png", "page10.png")
    only, numbers = read(folder, [3])
    assert numbers == (3,)
    assert [one.page for one in only.tables] == [3]
