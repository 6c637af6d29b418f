"""After each commit: one view for each audience from one fold, to everybody who belongs to it.

A stream has one thread that builds and sends, so that no client ever gets an older view after a newer one.  Commits
that come while it works become one push: each view is whole, so the latest is enough.

Outside the desks a view that has not changed is not sent again: the push itself would show that a judge has marked, and
when.  In a review no desk gets it either, or the chair would see when somebody objects.

Where the view of one audience cannot be made, the others get theirs, and that one is tried again alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from structlog import get_logger

from scoreboard.live.jobs import Jobs, View
from scoreboard.live.rooms import Room, Rooms
from scoreboard.live.worker import RETRY, StreamWorkers
from scoreboard.server import runtime
from scoring.engine.errors import NotFound

GATHER = 0.002
"""Seconds between a wake and the fold: the sender's acknowledgement goes first, and a burst becomes one push."""

APART = 0.05
"""Seconds from one push to another that only newcomers and desks wait for: of a hall that comes back at once, a few get
their first view by the same fold.  What everybody waits for goes at once."""

log = get_logger()

Emit = Callable[[str, Any, str | list[str]], None]
"""``emit(event, data, to)``: ``to`` is a room's name, one connection, or several."""


@dataclass(slots=True)
class Waiting:
    """Who of a stream waits for a view: everybody, only those who are told of the screens, single connections that
    came just now, or the rooms that got none at the last push, since something failed."""

    everybody: bool = False
    desks: bool = False
    newcomers: set[str] = field(default_factory=set)
    failed: set[Room] = field(default_factory=set)


class Publisher:
    """Sends views.  ``emit`` must not block: a slow client must not delay the others."""

    def __init__(self, jobs: Jobs, rooms: Rooms, emit: Emit, clock: Callable[[], float] = time.monotonic) -> None:
        self._jobs = jobs
        self._rooms = rooms
        self._emit = emit
        self._clock = clock
        self._pushed: dict[str, float] = {}
        self._waiting: dict[str, Waiting] = {}
        self._sent: dict[str, dict[Room, View]] = {}
        self._lock = runtime.lock()
        self._workers = StreamWorkers("publish", self._push)

    def everybody(self, stream: str) -> None:
        """Send to everybody: the stream has grown."""
        with self._lock:
            self._waiting.setdefault(stream, Waiting()).everybody = True
        self._workers.wake(stream)

    def desks(self, stream: str) -> None:
        """Send to the desks only: presence has changed."""
        with self._lock:
            self._waiting.setdefault(stream, Waiting()).desks = True
        self._workers.wake(stream)

    def newcomer(self, stream: str, sid: str) -> None:
        """Send its first view to a connection that has entered its room."""
        with self._lock:
            self._waiting.setdefault(stream, Waiting()).newcomers.add(sid)
        self._workers.wake(stream)

    def _push(self, stream: str) -> float | None:
        runtime.sleep(GATHER)
        with self._lock:
            waiting = self._waiting.get(stream)
            if waiting is None:
                return None
            later = self._pushed.get(stream, 0) + APART - self._clock()
            if later > 0 and not waiting.everybody:
                return later
            del self._waiting[stream]
        rooms = self._rooms.open(stream)
        if not rooms:
            self._sent.pop(stream, None)
            self._pushed.pop(stream, None)
            return None
        self._pushed[stream] = self._clock()
        try:
            failed = self._send(stream, waiting, rooms)
        except NotFound:  # it was removed, and the watch is about to cut who still looks at it
            self._sent.pop(stream, None)
            return None
        except Exception:
            self._sent.pop(stream, None)
            with self._lock:
                again = self._waiting.setdefault(stream, Waiting())
                again.everybody = True
            raise
        if not failed:
            return None
        with self._lock:
            self._waiting.setdefault(stream, Waiting()).failed |= failed
        return RETRY

    def _send(self, stream: str, waiting: Waiting, rooms: tuple[Room, ...]) -> set[Room]:
        """Send what is due; the rooms that got nothing since something failed for them alone."""
        job = self._jobs.of(stream)
        at = job.snapshot(stream)
        alone: dict[Room, list[str]] = {}
        for sid in waiting.newcomers:
            room = self._rooms.of(sid)
            if room is not None:
                alone.setdefault(room, []).append(sid)
        last = self._sent.get(stream, {})
        sent = self._sent[stream] = {room: last[room] for room in rooms if room in last}
        failed: set[Room] = set()
        for room in rooms:
            whole = waiting.everybody or room in waiting.failed or (waiting.desks and room.audience.screens)
            if not whole and room not in alone:
                continue
            runtime.give_way()
            try:
                self._send_room(job.view(at, room.audience, room.lang), room, sent, alone.get(room, []), whole=whole)
            except Exception:
                log.exception("view-failed", stream=stream, audience=room.audience.name, lang=room.lang)
                sent.pop(room, None)
                failed.add(room)
        return failed

    def _send_room(self, view: View, room: Room, sent: dict[Room, View], alone: list[str], *, whole: bool) -> None:
        whole = whole and not (room.audience.watched and _same(sent.get(room), view))
        if whole or alone:
            self._emit("view", view, room.name if whole else alone)
        if whole or room not in sent:
            sent[room] = view
        elif room.audience.watched and not _same(sent[room], view):
            del sent[room]  # a newcomer has another one than the others: the next push is news to some


def _same(old: View | None, new: View) -> bool:
    """Whether only the time of day differs."""
    return old is not None and {**old, "now": 0} == {**new, "now": 0}
