"""``python -m tests.forms [SEEDS]``: every form by so many seeds, counted."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from pipeline.errors import PipelineError
from tests.forms.clean import FORMS
from tests.forms.measure import compared, published


def main(seeds: int) -> int:
    total = Counter[str]()
    for form in FORMS:
        count, lines = Counter[str](), list[str]()
        for seed in range(seeds):
            notice = form(seed)
            with tempfile.TemporaryDirectory() as folder:
                try:
                    found, said = compared(notice, published(notice, Path(folder)))
                except PipelineError as error:
                    found, said = Counter(refused=1), [f"{notice.name}: refused, {error}"]
            count += found
            lines += [f"{seed}: {line}" for line in said]
        print(f"{form.__name__:12} {dict(count)}")
        print("".join(f"    {line}\n" for line in lines[:12]), end="")
        total += count
    print(f"{'all':12} {dict(total)}")
    return int(bool(total["wrong"]))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
