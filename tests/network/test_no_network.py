import socket

import pytest


def test_the_suite_refuses_sockets():
    """A test that reached for the network would fail; sockets within the machine are allowed."""
    with pytest.raises(AssertionError, match="must not open a socket"):
        socket.socket()
    with pytest.raises(AssertionError):
        socket.create_connection(("127.0.0.1", 9), timeout=0.1)
    if hasattr(socket, "AF_UNIX"):
        socket.socket(socket.AF_UNIX).close()
