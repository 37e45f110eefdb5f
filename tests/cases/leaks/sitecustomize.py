"""Put on PYTHONPATH, this writes down what a run and every process it starts does to files, sockets and programs."""

import os
import sys

WATCHED = {
    *(
        "os.mkdir",
        "os.rename",
        "os.remove",
        "os.rmdir",
        "os.link",
        "os.symlink",
        "os.truncate",
        "os.chmod",
        "os.chown",
    ),
    *("os.exec", "os.posix_spawn", "os.spawn", "os.system", "subprocess.Popen", "pty.spawn"),
    *(
        "socket.connect",
        "socket.bind",
        "socket.sendto",
        "socket.getaddrinfo",
        "socket.gethostbyname",
    ),
}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_log = os.open(os.environ["WITNESS"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)


def _witness(event, arguments):  # type: ignore[no-untyped-def]
    if event == "open":
        path, _, flags = arguments
        if isinstance(path, int) or not flags & WRITING:
            return
    elif event not in WATCHED:
        return
    shown = [
        os.fsdecode(one) if isinstance(one, bytes | os.PathLike) else str(one) for one in arguments
    ]
    os.write(
        _log,
        ("\0".join([event, os.getcwd(), *shown]).replace("\n", " ") + "\n").encode(
            "utf-8", "replace"
        ),
    )


sys.addaudithook(_witness)
