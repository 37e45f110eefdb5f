"""From what was named to what is to be worked: an id for each document, its decisions, its key."""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath

from pipeline import spec as specs
from pipeline.batches import sources
from pipeline.batches.order import Job, Order, basis_of, is_address
from pipeline.batches.row import Row, failed
from pipeline.correct import Correction
from pipeline.errors import CorrectionError, PipelineError, SourceError
from pipeline.inputs import decisions_for
from pipeline.messages import Message, message
from pipeline.publication import state
from pipeline.publication.dataset import PARTITION, folder_name
from pipeline.read.received import LISTING, checked_id, listed_ids, receive, stem_id

# Bytes of a file's name, on the file systems that are usual.
_LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class Planned:
    """A document with its id; ``sha256`` is None where it is not here yet."""

    source: str
    notice_id: str
    sha256: str | None


@dataclass(slots=True)
class Plan:
    """What is to be done.

    Attributes:
        jobs: the documents to be worked, each with the hash of its content where that is known.
        settled: rows of documents that are not to be worked, with the reason.
        warnings: what the whole is worth a person's look for.
    """

    jobs: list[tuple[Job, str | None]] = field(default_factory=list)
    settled: list[Row] = field(default_factory=list)
    warnings: list[Message] = field(default_factory=list)

    @property
    def ids(self) -> set[str]:
        """The ids of all documents."""
        return {job.notice_id for job, _ in self.jobs} | {row.notice_id for row in self.settled}

    @property
    def sources(self) -> set[str]:
        """How all documents were named."""
        return {job.source for job, _ in self.jobs} | {row.source for row in self.settled}


def make_plan(order: Order, known: Mapping[str, Row]) -> Plan:
    """Finds the documents and says what each is to be worked with.

    Args:
        order: what was asked for.
        known: the rows of the catalogue, by how their documents were named.

    Raises:
        UsageError: a source names nothing.
        SpecError, CorrectionError: a file for all documents is wrong.
    """
    plan = Plan()
    found = sources.find(order.sources, order.out)
    if found.passed_over:
        plan.warnings.append(message("batch.passed-over", count=found.passed_over))
    decisions = _Decisions(order.corrections)
    documents = [_identified(one, found.names[one], order, plan) for one in found.sources]
    distinct = _without_conflicts([one for one in documents if one is not None], plan)
    forms = [specs.load(path).source for path in order.specs or (specs.DEFAULT,)]
    code = state.code_digest()
    by_id = {row.notice_id: row for row in known.values()}
    for document in distinct:
        try:
            own = decisions.of(document)
        except CorrectionError as error:
            plan.settled.append(failed(_row(document), error))
            continue
        basis = basis_of(
            document.notice_id,
            order.engine,
            forms,
            own,
            code,
        )
        row = known.get(document.source) or by_id.get(document.notice_id)
        plan.jobs.append(
            (
                _job(
                    order,
                    document,
                    own,
                    basis,
                    row,
                ),
                document.sha256,
            )
        )
    plan.warnings += decisions.unused(plan.ids)
    return plan


def _job(
    order: Order,
    document: Planned,
    decisions: Sequence[Correction],
    basis: str,
    known: Row | None,
) -> Job:
    return Job(
        source=document.source,
        notice_id=document.notice_id,
        out=order.out.absolute(),
        specs=tuple(path.absolute() for path in order.specs),
        decisions=tuple(decisions),
        engine=order.engine,
        limits=order.limits,
        basis=basis,
        force=order.force,
        report=order.report,
        dry_run=order.dry_run,
        known=known,
    )


def _row(document: Planned) -> Row:
    return Row(
        document.notice_id,
        document.source,
        "unusable",
        2,
        document.sha256,
    )


# --- ids


def _identified(
    source: str,
    name: str,
    order: Order,
    plan: Plan,
) -> Planned | None:
    """A document with its id; one that cannot be read has its row at once."""
    stem = _named(name, order)
    if is_address(source):
        return _checked(Planned(source, stem, None), plan)
    path = Path(source)
    try:
        sha256 = receive(path).sha256
        listed = _listed(path.parent)
        if sha256 in listed:
            where = path.parent / LISTING
            stem = checked_id(listed[sha256], f"{where}: notice_id", SourceError)
    except PipelineError as error:
        plan.settled.append(failed(Row(stem, source, "unusable", 2), error))
        return None
    return _checked(Planned(source, stem, sha256), plan)


@cache
def _listed(folder: Path) -> Mapping[object, object]:
    return listed_ids(folder)


def _named(name: str, order: Order) -> str:
    """The id that the document's name gives: its stem, or all of its path."""
    path = PurePosixPath(name)
    if order.naming == "stem":
        return stem_id(path.stem)
    parts = [part for part in path.with_suffix("").parts if part not in ("/", "..")]
    return stem_id("-".join(parts))


def _checked(document: Planned, plan: Plan) -> Planned | None:
    """The document where its id can name a folder; else its row is settled."""
    name = f"{PARTITION}{folder_name(document.notice_id)}"
    length = len(os.fsencode(name))
    if length <= _LONGEST_NAME and document.notice_id.strip():
        return document
    error = SourceError("batch.id-too-long", where=document.source, bytes=length)
    plan.settled.append(failed(_row(document), error))
    return None


def _without_conflicts(documents: Sequence[Planned], plan: Plan) -> list[Planned]:
    """Those whose id is theirs alone, and the first of several copies of one document."""
    same_id: defaultdict[str, list[Planned]] = defaultdict(list)
    for document in documents:
        same_id[_folded(document.notice_id)].append(document)
    distinct = []
    for group in same_id.values():
        first, *others = group
        if not others:
            distinct.append(first)
        elif first.sha256 and {one.sha256 for one in others} == {first.sha256}:
            distinct.append(first)
            plan.settled += [_copy(one, first) for one in others]
        else:
            plan.settled += [_conflict(one, group) for one in group]
    return distinct


def _folded(notice_id: str) -> str:
    """The same for ids that name one folder where letter case or composition is lost."""
    return unicodedata.normalize("NFC", notice_id).casefold()


def _copy(document: Planned, first: Planned) -> Row:
    said = message("batch.copy", first=first.source)
    return Row(
        document.notice_id,
        document.source,
        "copy",
        0,
        document.sha256,
        said=said,
    )


def _conflict(document: Planned, group: Sequence[Planned]) -> Row:
    others = [one.source for one in group if one is not document]
    error = SourceError("batch.same-id", where=document.source, other=others[0])
    return failed(_row(document), error)


# --- decisions


class _Decisions:
    """People's decisions: of one file for all, else of the one beside each document."""

    def __init__(self, given: Path | None) -> None:
        self._given = given
        self._of_all: dict[str, list[Correction]] | None = None
        if given is not None:
            self._of_all = _by_notice(decisions_for(given, given))
        self._beside: dict[Path, dict[str, list[Correction]]] = {}

    def of(self, document: Planned) -> Sequence[Correction]:
        """Those for the document's notice.

        Raises:
            CorrectionError: the file beside it is wrong.
        """
        if self._of_all is not None:
            return self._of_all.get(document.notice_id, ())
        if is_address(document.source):
            return ()
        folder = Path(document.source).parent
        if folder not in self._beside:
            self._beside[folder] = _by_notice(decisions_for(Path(document.source), None))
        return self._beside[folder].get(document.notice_id, ())

    def unused(self, ids: set[str]) -> list[Message]:
        """Says which notices the file for all decides on that are not there."""
        strange = sorted(set(self._of_all or ()) - ids)
        if not strange:
            return []
        return [message("batch.decisions-unused", file=str(self._given), notices=strange)]


def _by_notice(entries: Sequence[Correction]) -> dict[str, list[Correction]]:
    found: defaultdict[str, list[Correction]] = defaultdict(list)
    for entry in entries:
        found[entry.notice].append(entry)
    return dict(found)
