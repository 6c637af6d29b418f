"""How many pages of the public follow a match, a competition or a review: those that are told by a socket, and those
that ask again and again.  They are strangers, so that they are counted and nothing else is known of them."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from scoreboard.presenters.presence import PhonesPart
from scoreboard.server import runtime
from scoreboard.shared.processes import Processes
from scoreboard.shared.protocol import Shared

WINDOW = 30.0
"""Seconds of requests that are counted."""

ASKS_EVERY = 6.0
"""Seconds between two requests of one page, by docs/live-protocol.md."""

MOST_ASKS = 4096
"""Requests that are remembered: more than strangers are answered in ``WINDOW``."""

LIVES = 10_000
"""ms for which the others believe what a process said of its pages; it is said every two seconds."""


@dataclass(frozen=True, slots=True)
class Followers:
    """The pages of one process, by code: ``sockets`` that are open, ``asks`` of the last ``WINDOW``, the ``seq`` of the
    view that was given out last."""

    sockets: Mapping[str, int] = field(default_factory=dict)
    asks: Mapping[str, int] = field(default_factory=dict)
    seqs: Mapping[str, int] = field(default_factory=dict)


class Phones:
    """The pages of the public, of all processes.  ``clock`` gives seconds."""

    def __init__(self, shared: Shared, processes: Processes, clock: Callable[[], float] = time.monotonic) -> None:
        self._table = shared.table("phones", Followers)
        self._processes, self._clock = processes, clock
        self._sockets: Counter[str] = Counter()
        self._asks: deque[tuple[float, str]] = deque(maxlen=MOST_ASKS)
        self._seqs: dict[str, int] = {}
        self._lock = runtime.lock()

    def came(self, code: str) -> None:
        """A page opened its socket."""
        with self._lock:
            self._sockets[code] += 1

    def went(self, code: str) -> None:
        """Its socket is gone."""
        with self._lock:
            self._sockets[code] -= 1
            if self._sockets[code] <= 0:
                del self._sockets[code]

    def asked(self, code: str) -> None:
        """A page asked for the view."""
        with self._lock:
            self._asks.append((self._clock(), code))

    def shown(self, code: str, seq: int) -> None:
        """The view of this seq was given out."""
        with self._lock:
            self._seqs[code] = seq

    def tell(self) -> None:
        """Tell the other processes what this one knows; nothing where there is none."""
        if self._processes.several:
            self._table.put(self._processes.id, self._here(), LIVES)

    def of(self, codes: Iterable[str]) -> Sequence[PhonesPart]:
        """How many there are of each code, those alone that have any."""
        here, alive = self._here(), self._processes.alive()
        others = [one for name, one in self._table.items() if name != self._processes.id and name in alive]
        known = (here, *others)
        found: list[PhonesPart] = []
        for code in dict.fromkeys(codes):
            sockets = sum(one.sockets.get(code, 0) for one in known)
            asks = sum(one.asks.get(code, 0) for one in known)
            seqs = [one.seqs[code] for one in known if code in one.seqs]
            if sockets or asks:
                polls = -(-asks * ASKS_EVERY // WINDOW)
                found.append({"code": code, "sockets": sockets, "polls": int(polls), "seq": max(seqs, default=None)})
        return found

    def _here(self) -> Followers:
        with self._lock:
            since = self._clock() - WINDOW
            while self._asks and self._asks[0][0] < since:
                self._asks.popleft()
            asks = Counter(code for _, code in self._asks)
            followed = asks.keys() | self._sockets.keys()
            self._seqs = {code: seq for code, seq in self._seqs.items() if code in followed}
            return Followers(dict(self._sockets), dict(asks), dict(self._seqs))
