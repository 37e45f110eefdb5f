"""The embedded cluster: within the process, with no port that others could reach."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import dask
import distributed
import psutil
import pytest

from pipeline.batches import cluster, nursery
from pipeline.batches.cluster import AHEAD, each, within_process
from pipeline.batches.order import Job
from pipeline.batches.row import Row
from pipeline.errors import PipelineError
from pipeline.sandbox.limits import Limits
from tests.conftest import ROOT


def job(number: int) -> Job:
    return Job(f"{number}.txt", str(number), ROOT / "gone", (), (), "auto", Limits(), "basis")


def row(one: Job) -> Row:
    return Row(one.notice_id, one.source, "published", 0)


def test_every_job_has_its_row_and_few_are_handed_out_ahead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = 0
    seen = 0
    ahead = []

    def jobs() -> Iterator[Job]:
        nonlocal asked
        for number in range(20):
            asked += 1
            ahead.append(asked - seen)
            yield job(number)

    monkeypatch.setattr(cluster, "work", row)
    ids = []
    for one in each(jobs(), workers=2):
        seen += 1
        ids.append(int(one.notice_id))
    assert sorted(ids) == [*range(20)]
    assert max(ahead) <= AHEAD * 2


def test_the_processes_that_work_load_while_dask_is_imported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: list[int] = []

    class Loading:
        is_alive = True

        def __init__(self) -> None:
            begun.append(1)

        def close(self) -> None:
            begun.pop()

    def library() -> object:
        seen.append(len(begun))
        return distributed

    seen: list[int] = []
    monkeypatch.setattr(nursery, "Nursery", Loading)
    monkeypatch.setattr(cluster, "_library", library)
    monkeypatch.setattr(cluster, "work", row)
    assert len([*each([job(1)], workers=2)]) == 1
    assert seen[0] == 2
    assert begun == []


def test_the_embedded_cluster_does_not_sample_itself_while_documents_are_worked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its profile alone would take a tenth of a processor from them."""
    before = dask.config.get("distributed.worker.profile.enabled")

    def asks(one: Job) -> Row:
        is_sampled = dask.config.get("distributed.worker.profile.enabled")
        return replace(row(one), form=str(is_sampled))

    monkeypatch.setattr(cluster, "work", asks)
    assert [one.form for one in each([job(1)], workers=1)] == ["False"]
    assert dask.config.get("distributed.worker.profile.enabled") is before


def test_no_port_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {one.laddr for one in psutil.Process().net_connections("inet")}
    monkeypatch.setattr(cluster, "work", row)
    for _ in each([job(1)], workers=1):
        after = {one.laddr for one in psutil.Process().net_connections("inet")}
        assert after == before


def test_a_fault_of_a_worker_is_the_document_s_row(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: Job) -> Row:
        raise RuntimeError("lost")

    monkeypatch.setattr(cluster, "work", fails)
    (one,) = each([job(1)], workers=1)
    assert one.said is not None
    assert (one.exit_code, one.said.code, one.may_pass) == (2, "batch.lost", True)


def test_an_existing_cluster_is_used_where_its_workers_have_this_version(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(cluster, "work", row)
    with within_process(distributed, 1, str(tmp_path)) as there:
        address = there.scheduler_address
        assert [one.notice_id for one in each([job(1)], scheduler=address)] == ["1"]
        # The workers ask in the thread of the loop.
        monkeypatch.setattr(cluster, "code_digest", lambda: threading.current_thread().name)
        with pytest.raises(PipelineError) as raised:
            list(each([job(1)], scheduler=address))
        assert raised.value.code == "batch.other-version"


def test_what_is_not_begun_when_the_pool_closes_is_not_begun_later() -> None:
    with nursery.opened():
        pass
    one = nursery.work(job(1))
    assert one.said is not None
    assert (one.said.code, one.may_pass) == ("batch.lost", True)
