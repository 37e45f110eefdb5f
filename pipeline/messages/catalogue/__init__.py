"""The catalogue: every sentence by its code, a file for each room that says it."""

from __future__ import annotations

from pipeline.messages.catalogue.batch import BATCH
from pipeline.messages.catalogue.cli import CLI
from pipeline.messages.catalogue.correct import CORRECT
from pipeline.messages.catalogue.diff import DIFF
from pipeline.messages.catalogue.editions import EDITIONS
from pipeline.messages.catalogue.face import FACE
from pipeline.messages.catalogue.normalise import NORMALISE
from pipeline.messages.catalogue.publication import PUBLICATION
from pipeline.messages.catalogue.read import READ
from pipeline.messages.catalogue.repair import REPAIR
from pipeline.messages.catalogue.run import RUN
from pipeline.messages.catalogue.sandbox import SANDBOX
from pipeline.messages.catalogue.scan import SCAN
from pipeline.messages.catalogue.sheets import SHEETS
from pipeline.messages.catalogue.spec import SPEC
from pipeline.messages.catalogue.stitch import STITCH
from pipeline.messages.catalogue.validate import VALIDATE
from pipeline.messages.catalogue.views import VIEWS
from pipeline.messages.catalogue.workbook import WORKBOOK
from pipeline.messages.words import Catalogue, Words

CATALOGUE: Catalogue = {
    "as-is": Words("{text}", "{text}"),
    **BATCH,
    **CLI,
    **CORRECT,
    **DIFF,
    **FACE,
    **EDITIONS,
    **NORMALISE,
    **PUBLICATION,
    **READ,
    **REPAIR,
    **RUN,
    **SANDBOX,
    **SCAN,
    **SHEETS,
    **SPEC,
    **STITCH,
    **VALIDATE,
    **VIEWS,
    **WORKBOOK,
}
