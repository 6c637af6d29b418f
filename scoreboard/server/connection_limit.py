"""The connection limiter: connections by address, and the time for a request to arrive, in both modes of the server.

A device that opens many connections and sends little on each (a "slow loris") must not block others.  So connections
are counted, in all and by address, and a request has to arrive whole within a bounded time.
"""

from __future__ import annotations

import io
import math
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar

from structlog import get_logger

from scoreboard.server import runtime
from scoreboard.server.addresses import block_of, is_own

log = get_logger()

MORE_TIME = "leitai.more_time"
"""In a request's environment: ``more_time(length)`` gives a body of that many bytes time to arrive."""

KEEP = "leitai.keep"
"""In a request's environment: ``keep()`` lets its connection count on when the web server has done with it, and returns
what ends that."""

LARGEST_HEAD = 128 * 1024
"""Bytes of a request's head.  The threading server would take a hundred lines of 64 kB."""

SHORT_BODY = 256 * 1024
LONGEST_LENGTH = 18
"""Bytes of a body that anybody may send; a longer one gets extra time only after it was allowed."""

WARN_EVERY = 60.0
"""Seconds between two log lines about connections that were refused."""

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

_REFUSAL = "HTTP/1.1 {}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Limits:
    """``most`` connections in all, ``each`` by one address (never more than half of all; ``proxied``: the addresses
    seen are those of trusted proxies, and none is counted).  ``idle_timeout``: seconds that a connection may send
    nothing, or read nothing of what it is sent.  ``request_time``: seconds from a request's first byte to the end of
    its head, and again for its body, which gets another second for every ``rate`` bytes.

    A whole hall may have one address: five hundred phones behind a router open some 3,500 connections at a bad moment.
    """

    most: int = 10_000
    each: int = 4_000
    proxied: bool = False
    idle_timeout: float = 60.0
    request_time: float = 20.0
    rate: int = 8 * 1024


class ConnectionLimiter:
    """Counts the open connections of this process."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self.limits = limits
        self._clock = clock
        self._all = 0
        self._held: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._refused, self._warned = 0, clock() - WARN_EVERY

    @contextmanager
    def admitted(self, address: str) -> Iterator[bool]:
        """Whether a connection from ``address`` may stay, counted for as long as this block lasts."""
        block = block_of(address)
        limit = self._limit(address)
        with self._lock:
            may_stay = self._all < self.limits.most and self._held[block] < limit
            if may_stay:
                self._all += 1
                self._held[block] += 1
            held, total = self._held[block], self._all
        if not may_stay:
            self._warn(block, held, limit, total)
        try:
            yield may_stay
        finally:
            if may_stay:
                self._gone(block)

    def _limit(self, address: str) -> int:
        free = self.limits.proxied or is_own(address)
        return self.limits.most if free else min(self.limits.each, max(1, self.limits.most // 2))

    def _gone(self, block: str) -> None:
        with self._lock:
            self._all -= 1
            self._held[block] -= 1
            if not self._held[block]:
                del self._held[block]

    def _warn(self, block: str, held: int, limit: int, total: int) -> None:
        """A log line for the technician, who has to find the device or raise the limit; not for each connection."""
        with self._lock:
            if not self._held[block]:
                del self._held[block]
            self._refused += 1
            if self._clock() - self._warned < WARN_EVERY:
                return
            refused, self._refused, self._warned = self._refused, 0, self._clock()
        log.warning(
            "connections-refused",
            address=block,
            held=held,
            limit=limit,
            held_by_all=total,
            most=self.limits.most,
            refused=refused,
            setting="LEITAI_CONNECTIONS_PER_ADDRESS",
        )


class TimedReader(io.RawIOBase):
    """What comes over a connection, read within the time that a request may take."""

    def __init__(self, connection: Any, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._connection = connection
        self._limits = limits
        self._clock = clock
        self._until: float | None = None
        self._head = math.inf
        self.turn: Any = None

    def readable(self) -> bool:
        """True: the connection can be read."""
        return True

    def idle(self) -> None:
        """Between two requests: the time runs from the first byte of the next one."""
        self._until, self._head = None, LARGEST_HEAD

    def more_time(self, length: int) -> None:
        """A body of ``length`` bytes is to come."""
        self._head = math.inf
        self._until = self._clock() + self._limits.request_time + length / self._limits.rate

    def readinto(self, buffer: Any) -> int:
        """Some bytes; raises TimeoutError where the request's time is over, and ConnectionError where its head is too
        long."""
        now = self._clock()
        left = self._limits.idle_timeout if self._until is None else min(self._limits.idle_timeout, self._until - now)
        if left <= 0:
            raise TimeoutError("the request did not come in time")
        if self.turn is not None:
            self.turn.end()
        self._connection.settimeout(left)
        try:
            count: int = self._connection.recv_into(buffer)
        finally:
            self._connection.settimeout(self._limits.idle_timeout)
        if self.turn is not None and self._head < math.inf:
            self.turn.take()
        if self._until is None:
            self._until = self._clock() + self._limits.request_time
        self._head -= count
        if self._head < 0:
            raise ConnectionAbortedError("the head of the request is too long")
        return count


class TimedRequests:
    """Mixed into the request handler of either server: counts its connection, bounds the time of its requests.

    A body of unknown length is refused: no browser sends one, and the servers' readers do not limit its lines. A method
    that does not exist is refused too: it would appear in the log, and have a counter of its own in the metrics.
    """

    limiter: ClassVar[ConnectionLimiter]
    connection: Any
    rfile: io.BufferedIOBase

    def setup(self) -> None:
        """The connection, read through a ``TimedReader``."""
        super().setup()  # type: ignore[misc]
        self.rfile.close()
        self._timed = TimedReader(self.connection, self.limiter.limits)
        self.rfile = io.BufferedReader(self._timed)

    def handle(self) -> None:
        """Serve the connection, if it may stay."""
        with ExitStack() as self._counted:
            if self._counted.enter_context(self.limiter.admitted(self.client_address[0])):  # type: ignore[attr-defined]
                super().handle()  # type: ignore[misc]

    def handle_one_request(self) -> None:
        """One request, whose time begins with its first byte.  After it the others go on, also where the next one has
        come already."""
        self._timed.idle()
        super().handle_one_request()  # type: ignore[misc]
        runtime.sleep(0)

    def parse_request(self) -> bool:
        """Read the head; the body may begin."""
        if not super().parse_request():  # type: ignore[misc]
            return False
        headers: Any = self.headers  # type: ignore[attr-defined]
        if self.command not in METHODS:  # type: ignore[attr-defined]
            return self._refuse("501 Not Implemented")
        if headers.get("Transfer-Encoding"):
            return self._refuse("411 Length Required")
        length = headers.get("Content-Length", "")
        if not ((length.isascii() and length.isdigit()) or not length) or len(length) > LONGEST_LENGTH:
            return self._refuse("400 Bad Request")
        self._timed.more_time(min(int(length or 0), SHORT_BODY))
        return True

    def _refuse(self, status: str) -> bool:
        self.wfile.write(_REFUSAL.format(status).encode("ascii"))  # type: ignore[attr-defined]
        self.close_connection = True
        return False

    def with_time(self, environ: dict[str, Any]) -> dict[str, Any]:
        """A request's environment, with the ways to ask for more time and to keep its connection."""
        return {**environ, MORE_TIME: self._timed.more_time, KEEP: self._keep}

    def _keep(self) -> Callable[[], None]:
        return self._counted.pop_all().close

    def log_message(self, *_: Any) -> None:
        """Nothing: the application logs its own requests, without codes and addresses."""
