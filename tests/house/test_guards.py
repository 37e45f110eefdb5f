"""The guards of conftest.py are awake."""

from __future__ import annotations

import socket
import time

import pytest

from tests.conftest import NetworkUsed


def test_a_connection_to_another_machine_is_refused() -> None:
    with (
        socket.socket() as tcp,
        pytest.raises(BaseException, match=r"socket\.connect 192\.0\.2\.1"),
    ):
        tcp.connect(("192.0.2.1", 80))


def test_a_host_name_is_not_looked_up() -> None:
    with pytest.raises(BaseException, match=r"socket\.getaddrinfo example\.invalid"):
        socket.getaddrinfo("example.invalid", 80)


def test_a_socket_of_this_machine_is_allowed() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
    ):
        assert client.getpeername() == server.getsockname()


def test_no_broad_except_hides_the_guard() -> None:
    assert not issubclass(NetworkUsed, Exception)


def test_the_time_zone_is_fixed() -> None:
    assert time.tzname[0] == "UTC"
