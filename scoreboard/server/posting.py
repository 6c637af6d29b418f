"""Send one message to an address of somebody's choice, from a thread of its own.

The name is looked up once and the connection goes to the address that was checked, so that no name leads elsewhere a
moment later.  No redirect is followed, and of the answer only the status is read.
"""

from __future__ import annotations

import ipaddress
import re
import ssl
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from time import monotonic as now
from typing import Any
from urllib.parse import urlsplit

from scoreboard.server import runtime

SECONDS = 6.0
"""For one message, from the look-up to the status of the answer."""

LONGEST_HEAD = 1024
"""Bytes of an answer that are looked at."""

_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})(?: |\r|\n)")

_HIDDEN = tuple(
    map(
        ipaddress.ip_network,
        ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96", "::ffff:0:0:0/96", "fec0::/10"),
    )
)
"""IPv6 addresses that stand for an IPv4 address behind a translator, which might be private, and those that networks
once had for themselves."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of a message: the ``status`` of the answer, 0 without one; ``problem``: a code of what went wrong."""

    status: int = 0
    problem: str = ""

    @property
    def ok(self) -> bool:
        """Whether it was taken."""
        return 200 <= self.status < 300


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open network: not private, not this machine, not link-local or multicast."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        elif any(found in hidden for hidden in _HIDDEN):
            return False
    return found.is_global and not found.is_multicast


def post(url: str, body: bytes, headers: Mapping[str, str], *, private: bool) -> Posted:
    """Send ``body``; ``private``: also to addresses that are not of the open network.  Never raises, takes no longer
    than ``SECONDS`` beside the look-up of the name."""
    parts = urlsplit(url)
    host, secure = parts.hostname or "", parts.scheme == "https"
    real: Any = runtime.real("socket")
    until = now() + SECONDS
    try:
        found = real.getaddrinfo(host, parts.port or (443 if secure else 80), type=real.SOCK_STREAM)
    except (OSError, UnicodeError):
        return Posted(problem="hook-no-host")
    chosen = _allowed(found, private)
    if chosen is None:
        return Posted(problem="hook-private")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [f"POST {target} HTTP/1.1", f"Host: {parts.netloc}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    sent = "\r\n".join([*lines, "", ""]).encode("ascii") + body
    try:
        with real.socket(*chosen[:2]) as line:
            line.settimeout(max(0.1, until - now()))
            line.connect(chosen[2])
            way = _Secure(line, host, until) if secure else _Plain(line, until)
            return _exchange(way, sent)
    except ssl.SSLError:
        return Posted(problem="hook-not-secure")
    except OSError:
        return Posted(problem="hook-no-answer")


def _allowed(found: Sequence[Any], private: bool) -> tuple[int, int, Any] | None:
    """The first address that may be used: none at all where one of them is private, for a name with both is a trick."""
    if not found or not (private or all(is_public(one[4][0]) for one in found)):
        return None
    family, kind, _, _, address = found[0]
    return family, kind, address


def _exchange(way: _Plain | _Secure, sent: bytes) -> Posted:
    way.send(sent)
    head = b""
    while b"\n" not in head and len(head) < LONGEST_HEAD:
        piece = way.receive()
        if not piece:
            break
        head += piece
    status = _STATUS.match(head)
    return (
        Posted(int(status[1]), "" if status[1].startswith(b"2") else "hook-status")
        if status
        else Posted(problem="hook-no-answer")
    )


@cache
def _context() -> ssl.SSLContext:
    """What certificates are checked by; it takes long to read."""
    return ssl.create_default_context()


class _Plain:
    """A connection as it is, within its time."""

    def __init__(self, line: Any, until: float) -> None:
        self._line, self._until = line, until

    def send(self, data: bytes) -> None:
        self._in_time(self._line.sendall, data)

    def receive(self) -> bytes:
        found: bytes = self._in_time(self._line.recv, LONGEST_HEAD)
        return found

    def _in_time(self, work: Callable[[Any], Any], given: Any) -> Any:
        left = self._until - now()
        if left <= 0:
            raise TimeoutError
        self._line.settimeout(left)
        return work(given)


class _Secure:
    """A connection with TLS, over buffers in memory: the module's own sockets wait in green in eventlet mode."""

    def __init__(self, line: Any, host: str, until: float) -> None:
        self._plain = _Plain(line, until)
        self._in, self._out = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = _context().wrap_bio(self._in, self._out, server_hostname=host)
        self._do(self._tls.do_handshake)

    def send(self, data: bytes) -> None:
        self._do(lambda: self._tls.write(data))
        self._flush()

    def receive(self) -> bytes:
        found: bytes = self._do(lambda: self._tls.read(LONGEST_HEAD))
        return found

    def _do(self, step: Callable[[], Any]) -> Any:
        while True:
            try:
                return step()
            except ssl.SSLWantReadError:
                self._flush()
                piece = self._plain.receive()
                if not piece:
                    raise ConnectionError from None
                self._in.write(piece)
            except ssl.SSLZeroReturnError:
                return b""

    def _flush(self) -> None:
        if waiting := self._out.read():
            self._plain.send(waiting)
