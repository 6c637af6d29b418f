"""A port that nobody uses."""

from __future__ import annotations

import socket
from random import randint

FROM, TO = 16_384, 32_000
"""Below the ports that the system gives to callers, so that a server which is killed finds its port free again."""


def free_port() -> int:
    """A free TCP port of this machine."""
    while True:
        port = randint(FROM, TO)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
