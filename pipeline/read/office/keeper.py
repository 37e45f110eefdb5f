"""The process that starts LibreOffice, waits for it, and clears up after it.

It stands between the reader, which may be killed at any moment, and LibreOffice, which would go on:
once its input is closed it ends LibreOffice and removes the folder with the profile and both
documents. It uses the standard library alone and runs as a script.

Input: the lengths of order and document, the order as JSON, the document. Output: what was made.
"""

from __future__ import annotations

import ctypes
import json
import os
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

DONE, FAILED, LATE, LARGE, CRASHED = 0, 3, 4, 5, 6
# A profile that is new is set up by a first start, which ends with this.
_AGAIN = 81
# By the clock it may take so many times what it may of processor time; the machine may be busy.
_PATIENCE = 5.0
_LOOK = 0.02
_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000
_KILL_WITH_PARENT = 1

# Where a name goes when nothing may be fetched: to this machine, to a port nobody serves.
_NOWHERE = "http://127.0.0.1:9"
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "DisableOLEAutomation", "true"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Common/Misc", "MaxOpenDocuments", "1"),
    ("Office.Common/Cache/GraphicManager", "TotalCacheSize", "1000000"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Formula/Load", "OOXMLRecalcMode", "1"),
    ("Office.Calc/Formula/Load", "ODFRecalcMode", "1"),
    ("Office.Java/VirtualMachine", "Enable", "false"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
    ("Setup/Office", "ooSetupInstCompleted", "true"),
)


def main() -> int:
    """Works one order off; the exit code says how it ended."""
    source = sys.stdin.buffer
    lengths = struct.unpack("<II", source.read(8))
    order = json.loads(source.read(lengths[0]))
    document = source.read(lengths[1])
    folder = Path(tempfile.mkdtemp(prefix="notice-office-"))
    try:
        return _convert(order, document, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _convert(order: dict[str, Any], document: bytes, folder: Path) -> int:
    source = folder / f"source.{order['ending']}"
    source.write_bytes(document)
    _write_profile(folder / "profile")
    end = time.monotonic() + order["seconds"] * _PATIENCE
    code = _AGAIN
    for _ in range(2):
        if code == _AGAIN:
            code = _run(_command(order, folder), order, folder, end)
    if code in (LATE, CRASHED):
        return code
    made = folder / "made" / f"source.{order['target']}"
    if not made.is_file() or made.is_symlink():
        return FAILED
    if made.stat().st_size > order["most"]:
        return LARGE
    sys.stdout.buffer.write(made.read_bytes())
    sys.stdout.buffer.flush()
    return DONE


def _command(order: dict[str, Any], folder: Path) -> list[str]:
    return [
        order["program"],
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
        "--nodefault",
        "--nolockcheck",
        f"--infilter={order['reads']}",
        "--convert-to",
        order["filter"],
        "--outdir",
        str(folder / "made"),
        str(folder / f"source.{order['ending']}"),
    ]


def _run(command: list[str], order: dict[str, Any], folder: Path, end: float) -> int:
    """How LibreOffice ended: its own code, LATE where its time was up, CRASHED by a signal.

    It has a handler of its own for the signal that ends it at its limit of processor time, and
    ends by another.
    """
    before = _worked()
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_environment(folder),
        start_new_session=True,
        preexec_fn=lambda: _confine(order["seconds"], order["megabytes"]),
    )
    try:
        late = _wait(process, end)
    finally:
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    if late or _worked() - before >= order["seconds"]:
        return LATE
    return CRASHED if process.returncode < 0 else process.returncode


def _worked() -> float:
    """Seconds of processor time that processes which have ended took."""
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _wait(process: subprocess.Popen[bytes], end: float) -> bool:
    """Waits for the process; true where its time is up or nobody waits for what it makes."""
    gone = select.poll()
    gone.register(sys.stdin.fileno(), select.POLLHUP)
    while process.poll() is None:
        if time.monotonic() > end or gone.poll(_LOOK * 1000):
            return True
    return False


def _environment(folder: Path) -> dict[str, str]:
    """What LibreOffice needs to know of the machine, and no more."""
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), _NOWHERE)
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LC_ALL": "zh_CN.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
        "SAL_NO_MOUSEGRABS": "1",
        **proxies,
    }


def _write_profile(profile: Path) -> None:
    """Settings of a profile in which nothing of a document is run, fetched or kept."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?><oor:items '
        'xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>'
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(text, "utf-8")


def _confine(seconds: int, megabytes: int) -> None:
    """Between fork and exec: no network, an end with the parent, limits of time and memory."""
    import resource

    if sys.platform == "linux":
        _leave_network()
        ctypes.CDLL(None).prctl(_KILL_WITH_PARENT, signal.SIGKILL)
        _limit(resource.RLIMIT_DATA, megabytes << 20)
    _limit(resource.RLIMIT_CPU, seconds)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, megabytes << 20)


def _limit(what: int, most: int) -> None:
    import resource

    hard = resource.getrlimit(what)[1]
    limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(what, (limit, hard))


def _leave_network() -> None:
    """A network of its own, in which there is nothing; the proxies that lead nowhere otherwise."""
    user, group = os.getuid(), os.getgid()
    if ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK) != 0:
        return
    with suppress(OSError):
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


if __name__ == "__main__":
    sys.exit(main())
