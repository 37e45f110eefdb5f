"""One target of :mod:`tests.fuzz.targets` driven by atheris, which looks into comparisons and code.

::

    python -m tests.fuzz.guided TARGET [--seconds 300] [--keep FOLDER]

Atheris is not among the dependencies, since it has wheels for some systems alone; where it is not installed this ends
with one line. A fault does not end the run: the first input of each is written to FOLDER, and all are counted.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

# Seconds and MB beyond which one input is a hang or a bomb, as libFuzzer has it.
HANG, BOMB = 20, 2_000
LONGEST = 20_000


def instrumented(atheris: Any) -> tuple[Any, Any]:
    """The targets and their errors, with the code under test instrumented as it is imported."""
    with atheris.instrument_imports(include=["pipeline", "yaml"]):
        return import_module("tests.fuzz.targets"), import_module("tests.fuzz.__main__")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("target", help="a word of its name")
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--keep", type=Path, default=Path("build", "fuzz"), metavar="FOLDER")
    options = parser.parse_args()
    try:
        atheris = import_module("atheris")
    except ImportError:
        print("atheris is not installed here; python -m tests.fuzz needs nothing", file=sys.stderr)
        return 2
    targets, fuzz = instrumented(atheris)
    target = next(one for one in targets.all_targets() if options.target in one.name)
    options.keep.mkdir(parents=True, exist_ok=True)
    corpus = Path(tempfile.mkdtemp(prefix="fuzz-corpus-"))
    for number, seed in enumerate(target.seeds):
        (corpus / str(number)).write_bytes(seed)
    found: set[str] = set()

    def one(data: bytes) -> None:
        try:
            target.run(data)
        except fuzz.PipelineError:
            pass
        except Exception as error:
            name = fuzz.signature(error)
            if name not in found:
                found.add(name)
                digest = hashlib.sha256(data).hexdigest()[:8]
                (options.keep / f"{target.name.replace(' ', '-')}-{digest}").write_bytes(data)
                print(
                    f"fault {len(found)}: {name}: {str(error)[:160]}", file=sys.stderr, flush=True
                )

    limits = [
        f"-max_total_time={options.seconds}",
        f"-timeout={HANG}",
        f"-rss_limit_mb={BOMB}",
        f"-max_len={LONGEST}",
    ]
    atheris.Setup([sys.argv[0], *limits, "-print_final_stats=1", str(corpus)], one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
