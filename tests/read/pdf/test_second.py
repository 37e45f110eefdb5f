"""A file whose pages two processes share is read as by one."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest

from pipeline.model import PageTable
from pipeline.model.sent import Receiver
from pipeline.read.document import FINAL, read
from pipeline.read.pdf import reader
from pipeline.read.pdf.model import PageInk, PdfPage
from pipeline.read.pdf.reader import Order, read_in_parts, read_pdf
from pipeline.sandbox.limits import Limits
from pipeline.sandbox.parent import Confined
from pipeline.sandbox.parts import each
from pipeline.sandbox.second import Crowded
from tests.bench.long import draw

PAGES = 64


class Here:
    """Does a share in this process once it is waited for; ``parts`` hold what was taken."""

    def __init__(self) -> None:
        self.is_sound = True
        self.shares = 0
        self.parts: list[Any] = []
        self._share: Generator[Any, None, Any] | None = None
        self._handed: list[Any] = []

    @property
    def is_working(self) -> bool:
        return self._share is not None

    def start(self, share: Callable[[], Generator[Any, None, Any]]) -> None:
        self.shares += 1
        self._share = share()

    def answer(self) -> Any:
        assert self._share is not None
        self._handed = []
        found = each(self._share, self._handed.append)
        self._share = None
        return found

    def taken(self, count: int) -> None:
        self.parts += self._handed[:count]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("second") / "long.pdf"
    draw(path, PAGES)
    return path


def shared(path: Path, here: Here) -> tuple[list[PageTable], list[PdfPage], list[int]]:
    """The tables of both, the pages without them, and those of the first alone."""
    own: list[PageTable] = []
    order = Order(path, source="auto", final=FINAL["auto"], beside=here)  # type: ignore[arg-type]
    reading = each(read_in_parts(order), own.extend)
    receiver = Receiver()
    for part in here.parts:
        receiver.take(part)
    waited = [table for page in reading.pages for table in page.tables if table.cells]
    tables = sorted([*own, *receiver.tables, *waited], key=lambda table: table.page)
    return tables, list(reading.pages), [table.page for table in own]


def test_each_reads_a_half(file: Path) -> None:
    here = Here()
    tables, pages, own = shared(file, here)
    assert tables == list(read_pdf(file, source="auto").tables)
    assert [page.number for page in pages] == list(range(1, PAGES + 1))
    assert own == list(range(1, PAGES // 2 + 1))
    assert here.shares == 1


@pytest.mark.slow
def test_a_page_in_doubt_ends_a_share_and_the_next_begins_behind_it(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = reader._read

    def doubting(ink: PageInk) -> PdfPage | None:
        return None if ink.number == 34 else real(ink)

    monkeypatch.setattr(reader, "_read", doubting)
    here = Here()
    tables, pages, own = shared(file, here)
    assert [page.number for page in pages if page.doubts] == [34]
    assert own == [*range(1, 33), *range(35, 50)]
    assert [table.page for table in tables] == list(range(1, PAGES + 1))
    whole = read_pdf(file, source="auto")
    assert [table.cells for table in tables] == [table.cells for table in whole.tables]
    assert here.shares == 2


@pytest.mark.slow
def test_a_heading_that_an_earlier_page_parts_is_read_by_the_first(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a table of a share would change by what stands on a page before it."""
    from pipeline.read.pdf.headings import Headings

    def would_part(_: Headings, page: PdfPage) -> bool:
        return page.number == 40

    monkeypatch.setattr(Headings, "would_part", would_part)
    here = Here()
    tables, _, own = shared(file, here)
    assert own == [*range(1, 33), *range(40, PAGES + 1)]
    assert tables == list(read_pdf(file, source="auto").tables)


def test_a_share_that_comes_to_nothing_is_read_by_the_first(file: Path) -> None:
    here = Here()
    here.answer = lambda: None  # type: ignore[method-assign]
    tables, _, own = shared(file, here)
    assert own[:PAGES] == list(range(1, PAGES + 1))
    assert tables == list(read_pdf(file, source="auto").tables)


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["auto", "pdfium"])
def test_two_processes_read_as_one(
    file: Path, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1}, raising=False)
    both = read(file, engine=engine)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0}, raising=False)
    assert read(file, engine=engine) == both


class Crammed(Confined):
    """A reader that wants for memory beside a second one."""

    def result(self, *_: object) -> Any:
        raise Crowded


def test_a_reader_that_crashes_beside_a_second_is_started_alone(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[bool] = []

    def confined(limits: Limits, is_shared: bool = False) -> Confined:
        begun.append(is_shared)
        return Crammed(limits) if is_shared else Confined(limits)

    monkeypatch.setattr("pipeline.sandbox.copied.confined", confined)
    document, numbers = read(file, [1, 2], "auto")
    assert begun == [True, False]
    assert [table.page for table in document.tables] == [1, 2]
    assert numbers == (1, 2)
