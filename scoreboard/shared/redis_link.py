"""The way to Redis, and what the processes say to each other by it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

import redis
from pydantic import TypeAdapter
from redis.backoff import NoBackoff
from redis.retry import Retry
from structlog import get_logger

T = TypeVar("T")

CONNECT, ANSWER = 0.5, 1.0
"""Seconds that a connection, and an answer, are waited for."""

LOOK = 1.0
"""Seconds between two looks whether Redis is there and holds what it was given."""

CHECK = 5
"""Seconds without a message after which Redis is asked whether it is there."""

ALIVE = {
    getattr(socket, name): value
    for name, value in (("TCP_KEEPIDLE", 1), ("TCP_KEEPINTVL", 1), ("TCP_KEEPCNT", 3), ("TCP_USER_TIMEOUT", 5000))
    if hasattr(socket, name)
}
"""A machine that is gone says nothing: how soon that is noticed, where the system can."""

_FORM: TypeAdapter[Any] = TypeAdapter(Any)

log = get_logger()


class Away(Exception):
    """Redis does not answer."""


class Link:
    """The way of the process ``own`` to one Redis, for names that begin with ``space``; ``away`` while it does not
    answer."""

    def __init__(self, url: str, space: str, own: str) -> None:
        self.space, self.own = space, own
        self.away = False
        self._client = redis.Redis.from_url(
            url, socket_connect_timeout=CONNECT, socket_timeout=ANSWER, retry=Retry(NoBackoff(), 1)
        )
        # Between two messages there may be hours.
        self.patient: Any = redis.Redis.from_url(
            url,
            socket_connect_timeout=CONNECT,
            socket_keepalive=True,
            socket_keepalive_options=ALIVE,
            health_check_interval=CHECK,
        )

    def name(self, *parts: str) -> str:
        """A key of this server's."""
        return ":".join((self.space, *parts))

    def ask(self, question: Callable[[Any], T]) -> T:
        """What Redis answers.  Raises ``Away``, at once where it was away just before."""
        if self.away:
            raise Away
        return self.try_to(question)

    def try_to(self, question: Callable[[Any], T]) -> T:
        """The same, also where it was away just before."""
        try:
            return question(self._client)
        except (redis.RedisError, OSError) as error:
            self.away = True
            raise Away from error

    def close(self) -> None:
        """Close every connection."""
        self._client.close()
        self.patient.close()


class Bus:
    """What the processes say to each other, by one channel of Redis."""

    def __init__(self, link: Link) -> None:
        self._link, self._own = link, link.own
        self._heard: dict[str, Callable[[Any], None]] = {}
        self.subscribed = threading.Event()
        self._ended = False

    def say(self, what: str, said: Any) -> None:
        """Tell all others; lost where Redis is away."""
        told = _FORM.dump_json([self._own, what, said])
        try:
            self._link.ask(lambda client: client.publish(self._link.name("said"), told))
        except Away:
            log.warning("not-said", what=what)

    def listen(self, what: str, heard: Callable[[Any], None]) -> None:
        """Call ``heard`` with what another process says of this."""
        self._heard[what] = heard

    def run(self) -> None:
        """Hear until ``end``."""
        while not self._ended:
            try:
                with self._link.patient.pubsub() as channel:
                    channel.subscribe(self._link.name("said"))
                    while not self._ended:
                        message = channel.get_message(timeout=LOOK)
                        if message is not None and message["type"] == "subscribe":
                            self.subscribed.set()
                        elif message is not None:
                            self._hear(message["data"])
            except (redis.RedisError, OSError):
                self.subscribed.clear()
                time.sleep(LOOK)

    def end(self) -> None:
        """Let ``run`` return within ``LOOK`` seconds."""
        self._ended = True

    def _hear(self, told: bytes) -> None:
        by, what, said = _FORM.validate_json(told)
        heard = self._heard.get(what)
        if by != self._own and heard is not None:
            try:
                heard(said)
            except Exception:
                log.exception("said-not-heard", what=what)
