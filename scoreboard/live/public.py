"""The pages of the public: one view for everybody, by request and over sockets of their own, after all others.

A stranger's page costs the hall nothing.  A view is made once for a change and at most twice a second, whoever asks;
requests and sockets have limits of their own; what is pushed is pushed after the hall has it, in small steps.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from flask import request
from flask_socketio import Namespace, SocketIO, join_room
from socketio.exceptions import ConnectionRefusedError as Refusal

from scoreboard.live import connection
from scoreboard.live.phones import Phones
from scoreboard.live.worker import StreamWorkers
from scoreboard.server import runtime
from scoreboard.server.share import Rate, Share
from scoring.engine.errors import LeitaiError, NotFound, Refused

NAMESPACE = "/public"

MOST_SOCKETS = 500
"""Public pages that are told by a socket; all others ask."""

ASKED = Rate(burst=400, a_second=120)
"""Requests for a view that are answered, of all strangers together."""

FRESH, STANDS = 0.5, 5.0
"""Seconds for which a view that was made is given out: after its stream has grown, and while it has not."""

AFTER = FRESH
"""Seconds by which a push comes after those of the hall: no less than ``FRESH``, so that what is pushed was made after
the change."""

AGAIN = 1.0
"""Seconds after which a push is tried again for which nothing could be read."""

AT_A_TIME = 25
"""Sockets that are told in one step; then others go on."""

MOST_CODES = 1000
"""Codes whose streams are remembered."""

LONGEST_CODE = 40
"""Characters of a code that are read."""


class Source(Protocol):
    """What the jobs have to show."""

    def stream(self, code: str) -> str:
        """The stream that a code is about.  Raises ``NotFound("page-not-found")``."""

    def view(self, code: str) -> Mapping[str, Any]:
        """What anybody may see of it.  Raises ``NotFound("page-not-found")``."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A view as it is given out.  ``etag``: its epoch and seq, and a mark of its bytes, since what is prepared before a
    match changes without an entry."""

    view: Mapping[str, Any]
    body: bytes
    etag: str
    made: float


class PublicViews:
    """The views of the public, each made once for all."""

    def __init__(self, source: Source, clock: Callable[[], float] = time.monotonic) -> None:
        self._source, self._clock = source, clock
        self._asked = Share(ASKED, clock)
        self._streams: dict[str, str] = {}
        self._kept: dict[str, Shown] = {}
        self._grown: set[str] = set()

    def may_ask(self) -> bool:
        """Whether one more request is answered now."""
        return self._asked.spend()

    def stream(self, code: str) -> str:
        """The stream of a code, looked up once.  Raises ``NotFound("page-not-found")``."""
        if code not in self._streams:
            found = self._source.stream(code)
            if len(self._streams) >= MOST_CODES:
                self._streams.clear()
                self._kept.clear()
            self._streams[code] = found
        return self._streams[code]

    def grown(self, stream: str) -> None:
        """Something was written to a stream."""
        self._grown.add(stream)

    def shown(self, code: str) -> Shown:
        """The view of a code.  Raises ``NotFound("page-not-found")``."""
        stream, now = self.stream(code), self._clock()
        kept = self._kept.get(code)
        if kept is not None and now - kept.made < (FRESH if stream in self._grown else STANDS):
            return kept
        self._grown.discard(stream)
        try:
            view = self._source.view(code)
        except LeitaiError:
            self._grown.add(stream)  # whoever asks next must not get what was kept before
            raise
        body = json.dumps(view, ensure_ascii=False, separators=(",", ":")).encode()
        etag = f"{view['epoch']}-{view['seq']}-{hashlib.sha256(body).hexdigest()[:8]}"
        made = self._kept[code] = Shown(view, body, etag, now)
        return made


@dataclass(frozen=True, slots=True)
class _Page:
    """The page of one socket.  ``place``: from 0 up to ``MOST_SOCKETS``, each for one socket at a time."""

    code: str
    stream: str
    place: int

    @property
    def room(self) -> str:
        """Those that are told with it in one step."""
        return f"public|{self.code}|{self.place // AT_A_TIME}"


class PublicPages(Namespace):
    """The sockets of the public: they are told the view of their code, and say nothing."""

    def __init__(self, socketio: SocketIO, views: PublicViews, phones: Phones, beside: Callable[[str], Any]) -> None:
        super().__init__(NAMESPACE)
        self._io, self._views, self._phones, self._beside = socketio, views, phones, beside
        self._pages: dict[str, _Page] = {}
        self._lock = runtime.lock()
        self._told: dict[str, str] = {}
        self._workers = StreamWorkers("public", self._push)

    def watching(self) -> int:
        """How many sockets there are."""
        return len(self._pages)

    def on_connect(self, said: Any = None) -> None:
        """Let a page in while there is room: ``auth.code`` says what it shows."""
        code = str(said.get("code", "") if isinstance(said, dict) else "")[:LONGEST_CODE]
        sid = str(request.sid)  # type: ignore[attr-defined]
        if self.watching() >= MOST_SOCKETS or not self._views.may_ask():
            raise Refusal("public-full")
        try:
            stream, shown = self._views.stream(code), self._views.shown(code)
        except LeitaiError:
            raise Refusal("page-not-found") from None
        page = self._seated(sid, code, stream)
        connection.watching(self._io, sid, NAMESPACE)
        join_room(page.room, sid, NAMESPACE)
        self._phones.shown(code, shown.view["seq"])
        self._io.emit("view", shown.view, to=sid, namespace=NAMESPACE, ignore_queue=True)

    def on_disconnect(self, _reason: Any = None) -> None:
        """The page is gone."""
        with self._lock:
            page = self._pages.pop(str(request.sid), None)  # type: ignore[attr-defined]
            if page is not None:
                self._phones.went(page.code)

    def grown(self, stream: str) -> None:
        """A stream has grown: those who watch it are told soon."""
        watched = {page.stream for page in self._now()}
        for one in (stream, *self._beside(stream)):
            self._views.grown(one)
            if one in watched:
                self._workers.wake(one)

    def _seated(self, sid: str, code: str, stream: str) -> _Page:
        with self._lock:
            taken = {page.place for page in self._pages.values()}
            place = next((place for place in range(MOST_SOCKETS) if place not in taken), None)
            if place is None:
                raise Refusal("public-full")
            page = self._pages[sid] = _Page(code, stream, place)
            self._phones.came(code)  # at once: it may be gone before it is let in
        return page

    def _now(self) -> list[_Page]:
        with self._lock:
            return list(self._pages.values())

    def _push(self, stream: str) -> float | None:
        runtime.sleep(AFTER)
        for code in sorted({page.code for page in self._now() if page.stream == stream}):
            try:
                shown = self._views.shown(code)
            except NotFound:  # it was removed: there is nothing to tell any more
                continue
            except Refused:  # the store is busy or away
                return AGAIN
            if self._told.get(code) == shown.etag:
                continue
            self._told[code] = shown.etag
            self._phones.shown(code, shown.view["seq"])
            for room in sorted({page.room for page in self._now() if page.code == code}):
                self._io.emit("view", shown.view, to=room, namespace=NAMESPACE, ignore_queue=True)
                runtime.sleep(0)
        return None
