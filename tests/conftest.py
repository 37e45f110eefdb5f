"""What holds for every test: no network, one locale and time zone, the same examples on every run."""

from __future__ import annotations

import os
import sys
import time
from typing import Any

from hypothesis import settings

# Subprocesses inherit these.
os.environ.update(LC_ALL="C.UTF-8", TZ="UTC", COLUMNS="100", NO_COLOR="1")
time.tzset()

# A failure must be the same for whoever looks at it; how long an example takes is no property of the code.
settings.register_profile("repeatable", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("repeatable")

LOCAL = ("127.0.0.1", "::1", "localhost", None, "")
OUTWARD = {"socket.connect", "socket.sendto", "socket.sendmsg"}
LOOKUP = {"socket.getaddrinfo", "socket.gethostbyname"}


class NetworkUsed(BaseException):
    """A test reached for another machine; no ``except Exception`` swallows it."""


def forbid_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Audit hook (PEP 578): sees every socket of this process, whichever library opens it."""
    if event in OUTWARD:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # a string is a Unix socket
    elif event in LOOKUP:
        host = arguments[0]
    else:
        return
    if (host.decode() if isinstance(host, bytes) else host) not in LOCAL:
        raise NetworkUsed(f"{event} {host}")


sys.addaudithook(forbid_network)
