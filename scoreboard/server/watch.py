"""Who waits for many connections at once, so that no thread has to wait for one."""

from __future__ import annotations

import queue
import select as waits
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol

from structlog import get_logger

log = get_logger()

Call = Callable[[], None]

select: Any = waits
"""The module, of which some systems have less."""

WORKERS = 8
"""Threads that read what has come, in threading mode."""


class Watch(Protocol):
    """Calls once when a connection can be read or written to; who wants to know again, asks again."""

    def readable(self, fd: int, call: Call) -> None:
        """``call`` when something can be read on ``fd``, or it has ended.  It has a thread of its own and may wait."""

    def writable(self, fd: int, call: Call) -> None:
        """``call`` when something can be written to ``fd``.  It must not wait."""

    def forget(self, fd: int) -> None:
        """Nobody is called for ``fd`` any more; it is about to be closed."""


class ThreadWatch:
    """One thread that waits by epoll, and a few that read."""

    def __init__(self, workers: int = WORKERS) -> None:
        self._poll = select.epoll()
        self._calls: dict[int, dict[int, Call]] = {}
        self._lock = threading.Lock()
        self._work: queue.SimpleQueue[Call] = queue.SimpleQueue()
        for target in (self._wait, *[self._serve] * workers):
            threading.Thread(target=target, daemon=True).start()

    @staticmethod
    def can_wait() -> bool:
        """Whether this system has epoll, which alone can be asked from one thread while another one waits."""
        return hasattr(select, "epoll")

    def readable(self, fd: int, call: Call) -> None:
        """As ``Watch``."""
        self._ask(fd, select.EPOLLIN, call)

    def writable(self, fd: int, call: Call) -> None:
        """As ``Watch``."""
        self._ask(fd, select.EPOLLOUT, call)

    def forget(self, fd: int) -> None:
        """As ``Watch``."""
        with self._lock:
            if self._calls.pop(fd, None) is not None:
                with suppress(OSError):
                    self._poll.unregister(fd)

    def _ask(self, fd: int, what: int, call: Call) -> None:
        with self._lock:
            known = fd in self._calls
            calls = self._calls.setdefault(fd, {})
            calls[what] = call
            self._arm(fd, calls, known=known)

    def _arm(self, fd: int, calls: dict[int, Call], *, known: bool) -> None:
        wanted = select.EPOLLONESHOT
        for what in calls:
            wanted |= what
        with suppress(OSError):  # it was closed meanwhile
            (self._poll.modify if known else self._poll.register)(fd, wanted)

    def _wait(self) -> None:
        while True:
            for fd, happened in self._poll.poll():
                for what, call in self._due(fd, happened):
                    if what == select.EPOLLIN:
                        self._work.put(call)
                    else:
                        _done(call)

    def _due(self, fd: int, happened: int) -> list[tuple[int, Call]]:
        with self._lock:
            calls = self._calls.get(fd)
            if calls is None:
                return []
            ended = bool(happened & (select.EPOLLHUP | select.EPOLLERR))
            due = [(what, calls.pop(what)) for what in tuple(calls) if ended or happened & what]
            if calls:
                self._arm(fd, calls, known=True)
            return due

    def _serve(self) -> None:
        while True:
            _done(self._work.get())


class HubWatch:
    """Eventlet's hub does the waiting; ``spawn`` begins a green thread without waiting for it."""

    def __init__(self, hub: Any, spawn: Callable[[Call], Any]) -> None:
        self._hub, self._spawn = hub, spawn
        self._asked: dict[tuple[str, int], tuple[object, Any]] = {}

    def readable(self, fd: int, call: Call) -> None:
        """As ``Watch``."""
        self._ask(self._hub.READ, fd, lambda: self._spawn(call))

    def writable(self, fd: int, call: Call) -> None:
        """As ``Watch``."""
        self._ask(self._hub.WRITE, fd, call)

    def forget(self, fd: int) -> None:
        """As ``Watch``."""
        for kind in (self._hub.READ, self._hub.WRITE):
            if (found := self._asked.pop((kind, fd), None)) is not None:
                self._hub.remove(found[1])

    def _ask(self, kind: str, fd: int, call: Call) -> None:
        # What the hub holds holds ready(); if that held it too, both would stay until the collector looks for them.
        mine = object()

        def ready(*_: Any) -> None:
            # The hub gathers whom to call before it calls anybody: meanwhile this one may be forgotten.
            found, listener = self._asked.get((kind, fd), (None, None))
            if found is mine:
                del self._asked[kind, fd]
                self._hub.remove(listener)
                call()

        self._asked[kind, fd] = (mine, self._hub.add(kind, fd, ready, _nothing, _nothing))


def _done(call: Call) -> None:
    try:
        call()
    except Exception:  # of one connection: the thread is that of all
        log.exception("connection-failed")


def _nothing(*_: Any) -> None:
    """Whoever is told that a descriptor was closed knows it already."""
