"""Set up the virtual environment from a hash lock, or write the locks anew; standard library only.

::

    python3 .ci/environment.py install .venv requirements.lock
    python3 .ci/environment.py lock .venv [--upgrade]

Packages come from wherever the user's own pip is told to find them: pip's settings are handed to uv in
the environment of the call and are never written to a file. Where uv cannot be had, or cannot reach
what pip reaches, pip installs the same lock.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

Command = Sequence[str | Path]

ROOT = Path(__file__).resolve().parent.parent
UV_LOCK = ROOT / "requirements-uv.lock"
# A lock names everything that is wanted: what it leaves out on purpose is not to come along.
INSTALL = ("install", "--quiet", "--no-deps", "--require-hashes")
COMPILE = "pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate -q"
LOCKS = {
    "requirements.lock": "pyproject.toml",
    "requirements-batch.lock": "pyproject.toml --extra batch -c requirements.lock",
    "requirements-dev.lock": (
        "pyproject.toml --extra dev --extra batch --extra scan -c requirements-batch.lock"
    ),
    "requirements-scan.lock": "pyproject.toml --extra scan -c requirements-dev.lock",
    "requirements-uv.lock": ".ci/uv.in -c requirements-dev.lock",
    "requirements-bench.lock": "--group pyproject.toml:bench -c requirements-dev.lock",
}

# pip's setting → uv's variable
SETTINGS = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "no-index": "UV_NO_INDEX",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "default-timeout": "UV_HTTP_TIMEOUT",
}


def parse_pip_settings(listing: str) -> dict[str, str]:
    """``pip config list`` → setting → value; of two places the nearer wins (global, install, environment)."""
    found: dict[str, str] = {}
    for rank in ("global.", "install.", ":env:."):
        for line in listing.splitlines():
            name, _, value = line.partition("=")
            if name.startswith(rank) and value:
                found[name[len(rank) :]] = str(ast.literal_eval(value))
    return found


def translate(settings: Mapping[str, str]) -> dict[str, str]:
    """pip's settings → uv's variables; uv separates find-links by commas, all else by spaces."""
    return {
        uv_name: ("," if name == "find-links" else " ").join(settings[name].split())
        for name, uv_name in SETTINGS.items()
        if settings.get(name)
    }


def uv_environment(pip: Command, without: Sequence[str] = ()) -> dict[str, str]:
    """This process's environment and what uv must know of pip's settings; what is set for uv itself wins."""
    settings = {name: value for name, value in pip_settings(pip).items() if name not in without}
    # The hashes say which file is meant, so the indexes need no order of trust; pip has none either.
    defaults = {
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
    }
    return {**defaults, **translate(settings), **os.environ}


def run(
    command: Command,
    env: Mapping[str, str] | None = None,
    capture: bool = False,
    cwd: Path | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run without standard input; nobody is asked anything."""
    return subprocess.run(
        [str(part) for part in command],
        env={
            **(os.environ if env is None else env),
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PIP_NO_INPUT": "1",
        },
        stdin=subprocess.DEVNULL,
        capture_output=capture,
        cwd=cwd,
        text=True,
        check=False,
    )


def works(command: Command) -> bool:
    """Whether the command exists and succeeds."""
    try:
        return run(command, capture=True).returncode == 0
    except OSError:
        return False


def ensure_venv(folder: Path) -> Path:
    """The interpreter of a working virtual environment in ``folder``, made where there is none."""
    python = folder / "bin" / "python"
    if not works([python, "-c", ""]):
        venv.create(folder, clear=folder.exists(), symlinks=True)
    return python


def find_pip(python: Path) -> Command:
    """The command of a pip that installs beside ``python``; empty where there is none.

    The interpreter's own pip is preferred: unpacking another into the environment takes longer than the
    rest of the set-up.
    """
    outside: Command = [sys.executable, "-m", "pip", "--python", python]
    inside: Command = [python, "-m", "pip"]
    for command in (outside, inside):
        if works([*command, "--version"]):
            return command
    return inside if works([python, "-m", "ensurepip", "--default-pip"]) else []


def find_uv(python: Path, pip: Command, folder: Path) -> Path | None:
    """The uv on the path or beside ``python``, else the pinned one, installed by pip into ``folder``.

    It is as large as a tenth of what it installs, so it does not stay where only a run is wanted.
    """
    on_path, beside, fetched = shutil.which("uv"), python.parent / "uv", folder / "bin" / "uv"
    for found in (on_path, beside):
        if found and works([found, "--version"]):
            return Path(found)
    if pip:
        run([*pip, *INSTALL, "--target", folder, "-r", UV_LOCK], capture=True)
    return fetched if works([fetched, "--version"]) else None


def pip_settings(pip: Command) -> dict[str, str]:
    """What pip is told by its files and its environment."""
    listing = run([*pip, "config", "list"], capture=True) if pip else None
    return parse_pip_settings(listing.stdout) if listing and listing.returncode == 0 else {}


def installed_by_uv(uv: Path, python: Path, lock: Path, pip: Command) -> bool:
    """Whether uv could install the lock."""
    command: Command = [uv, "pip", *INSTALL, "--python", python, "-r", lock]
    return run(command, uv_environment(pip)).returncode == 0


def install_packages(python: Path, lock: Path) -> str:
    """Install ``lock`` beside ``python``; returns the name of the tool that did it."""
    pip = find_pip(python)
    with TemporaryDirectory(prefix="notice-pipeline-uv-") as folder:
        uv = find_uv(python, pip, Path(folder))
        if not pip and not uv:
            sys.exit(
                f"{sys.executable} has neither pip nor ensurepip: install your system's python3-venv or python3-pip"
            )
        if uv and installed_by_uv(uv, python, lock, pip):
            return "uv"
    if pip and run([*pip, *INSTALL, "--no-compile", "-r", lock]).returncode == 0:
        return "pip"
    sys.exit(
        f"cannot install {lock}: see the message above; packages are looked for where `pip config list` says"
    )


def compile_bytecode(python: Path) -> None:
    """Compile what is installed, but no library's own tests, half of all files and never run; and this package.

    A machine on which Python writes no bytecode would compile all that a command imports each time it runs.
    """
    find_site = "import sysconfig; print(sysconfig.get_path('platlib'))"
    site = run([python, "-c", find_site], capture=True).stdout.strip()
    # From within, so that the pattern meets no folder above.
    command: Command = [python.absolute(), "-m", "compileall", "-q", "-j", "0", "-x", "/tests?/"]
    run([*command, "."], capture=True, cwd=Path(site))
    run([*command, "pipeline"], capture=True, cwd=ROOT)


def install(folder: Path, lock: Path) -> None:
    """Bring ``folder`` to what ``lock`` names, with compiled bytecode; exits with a message where that fails."""
    started = time.monotonic()
    python = ensure_venv(folder)
    tool = install_packages(python, lock)
    compile_bytecode(python)
    print(
        f"installed {lock.name} with {tool} in {time.monotonic() - started:.1f} s", file=sys.stderr
    )


def write_locks(folder: Path, options: Sequence[str]) -> None:
    """Write the locks: run, development (same pins and more), uv itself and other readers (same pins)."""
    python = folder / "bin" / "python"
    # Only the main index: a lock must not depend on what a private one happens to hold.
    env = uv_environment(find_pip(python), without=("extra-index-url", "find-links"))
    for lock, sources in LOCKS.items():
        if run(
            [python, "-m", "uv", *COMPILE.split(), *options, *sources.split(), "-o", lock], env
        ).returncode:
            sys.exit(f"cannot write {lock}: see the message above")


def main(arguments: Sequence[str]) -> None:
    match list(arguments):
        case ["install", folder, lock]:
            install(Path(folder), Path(lock))
        case ["lock", folder, *options]:
            write_locks(Path(folder), options)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
