"""The feed: the events of matches for programs, each made once for all who read it.

What is new is made when somebody waits for it, after the hall has its views.  What is old is made again from the
ledger, one reader at a time and so many a second at most.  Readers that wait are few, and each for a time only.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from scoreboard.live.quiz.events import FeedEvent, MatchEvents, Place
from scoreboard.presenters.quiz.audience import Audience
from scoreboard.server import runtime
from scoreboard.server.share import Rate, Share
from scoreboard.web.errors import TooMany
from scoring.engine.errors import Conflict
from scoring.usecases.context import Context
from scoring.usecases.quiz.job import stream_of

MOST_AT_ONCE = 200
"""Events of one answer."""

KEPT = 500
"""Events of a track that are kept."""

MOST_TRACKS = 32
"""Tracks that are kept; the one that was read the longest ago is forgotten first."""

MOST_READERS, MOST_OF_ONE = 40, 4
"""Readers that wait, in all and of one token."""

REPLAYS = Rate(burst=20, a_second=1)
"""Answers that are made again from the ledger."""

AFTER = 0.1
"""Seconds by which the feed comes after the hall; a burst of entries becomes one look."""

Key = tuple[str, Audience, str]
"""Match, audience, language."""


@dataclass
class Track:
    """The newest events of a match for an audience in a language: all after the view with the seq ``begin``."""

    place: Place
    begin: int
    events: deque[FeedEvent] = field(default_factory=deque)
    turn: threading.Lock = field(default_factory=runtime.lock)


class Feed:
    """The events of this server's matches.  ``clock`` gives seconds."""

    def __init__(self, ctx: Context, clock: Callable[[], float] = time.monotonic) -> None:
        self.ctx, self._events = ctx, MatchEvents(ctx)
        self._tracks: dict[Key, Track] = {}
        self._replays, self._replaying = Share(REPLAYS, clock), runtime.lock()
        self._lock = runtime.lock()
        self._waiting: dict[str, set[threading.Event]] = {}
        self._readers: dict[str, int] = {}

    def grown(self, stream: str) -> None:
        """A stream has grown: those who wait for its events look again.  Never waits."""
        with self._lock:
            waiting = tuple(self._waiting.get(stream, ()))
        for one in waiting:
            one.set()

    def after(self, match: str, audience: Audience, lang: str, since: int) -> Sequence[FeedEvent]:
        """The events after the view with the seq ``since``, ``MOST_AT_ONCE`` at most.

        Raises ``NotFound("match-unknown")``, ``Conflict("since-ahead")`` where no view has had that seq, as after a
        restore, and ``TooMany`` where very much is read again.
        """
        track = self._track((match, audience, lang))
        with track.turn:
            for place, event in self._events.after(match, audience, lang, track.place):
                track.place = place
                if event is not None:
                    track.events.append(event)
                runtime.sleep(0)
            while len(track.events) > KEPT:
                track.begin = track.events.popleft().seq
            if since > track.place.seq:
                raise Conflict("since-ahead", seq=track.place.seq)
            if since >= track.begin:
                found = [event for event in track.events if event.seq > since]
                return found[:MOST_AT_ONCE]
        return self._again(match, audience, lang, since)

    def head(self, match: str, audience: Audience, lang: str) -> int:
        """The seq of the newest view; raises ``NotFound("match-unknown")``."""
        self.after(match, audience, lang, self._track((match, audience, lang)).place.seq)
        return self._track((match, audience, lang)).place.seq

    @contextmanager
    def reader(self, token: str) -> Iterator[None]:
        """A place among the readers that wait.  Raises ``TooMany("readers-full")``."""
        with self._lock:
            own = self._readers.get(token, 0)
            if own >= MOST_OF_ONE or sum(self._readers.values()) >= MOST_READERS:
                raise TooMany("readers-full", seconds=5)
            self._readers[token] = own + 1
        try:
            yield
        finally:
            with self._lock:
                self._readers[token] -= 1
                if not self._readers[token]:
                    del self._readers[token]

    def readers(self) -> int:
        """How many readers have a place."""
        return sum(self._readers.values())

    @contextmanager
    def bell(self, match: str) -> Iterator[threading.Event]:
        """What rings when the match has grown."""
        stream, bell = stream_of(match), threading.Event()
        with self._lock:
            self._waiting.setdefault(stream, set()).add(bell)
        try:
            yield bell
        finally:
            with self._lock:
                self._waiting[stream].discard(bell)
                if not self._waiting[stream]:
                    del self._waiting[stream]

    def _track(self, key: Key) -> Track:
        track = self._tracks.get(key)
        if track is None:
            place = self._events.newest(*key)
            track = Track(place, place.seq)
        with self._lock:
            held = self._tracks.pop(key, track)
            self._tracks[key] = held  # the last now
            while len(self._tracks) > MOST_TRACKS:
                del self._tracks[next(iter(self._tracks))]
        return held

    def _again(self, match: str, audience: Audience, lang: str, since: int) -> Sequence[FeedEvent]:
        if not self._replays.spend():
            raise TooMany("too-many-messages", seconds=2)
        found: list[FeedEvent] = []
        with self._replaying:
            place = self._events.place_at(match, audience, lang, since)
            for _, event in self._events.after(match, audience, lang, place):
                if event is not None and event.seq > since:
                    found.append(event)
                    if len(found) >= MOST_AT_ONCE:
                        break
                runtime.sleep(0)
        return found
