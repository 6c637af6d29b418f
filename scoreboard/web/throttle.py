"""How often a code or a password may be guessed: failed attempts are counted by sender and in all, and further attempts
are slowed down.

Browsers that have entered before (where codes are guessed) or signed in before (where passwords are) are told apart by
the card or the account, and wait behind nobody else: who opens a new browser for each guess stays one sender.  All
others are told apart by their address.  No address is blocked, since forty tablets and a guesser behind one router
share an address.  After a number of failed attempts the server handles the attempts from an address one after the
other, with a gap that grows to a bound.  The attempts of all addresses together have a second queue, which refuses
nobody, so that one guesser cannot block all others.

A password is dear to check, so each attempt at one waits its turn before, and one that would wait too long in this
queue is refused (``attempt``).  A code is looked up at once, and only a wrong one waits for its turn before it is
refused (``guess``): whoever has a good card is held up by nobody's guesses, and a guesser has each of his connections
held.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from structlog import get_logger

from scoreboard.shared.protocol import Shared, SharedTable
from scoreboard.web.errors import TooMany
from scoring.engine.errors import Forbidden

log = get_logger()

MOST_QUEUES = 4096
"""Addresses that are remembered at a time; the one whose last failed attempt is the oldest is forgotten first."""

ALL = "all"


@dataclass(frozen=True, slots=True)
class Rule:
    """``free`` failed attempts in ``window`` seconds cause no delay. After them, attempts are ``gap`` seconds apart: a
    part of it at first, all of it after twice as many.  ``wait``: seconds that an attempt waits in the queue at
    most."""

    free: int
    window: float
    gap: float
    wait: float


@dataclass(frozen=True, slots=True)
class AttemptQueue:
    """The failed attempts of one address, or of all: when each was, in order, and when the next attempt may be made; in
    seconds."""

    failed: tuple[float, ...] = ()
    next: float = 0.0

    def wait(self, rule: Rule, now: float) -> float:
        """Seconds until the next attempt may be made; more than the rule's ``wait`` where the queue is too long."""
        return max(0.0, self.next - now) if self.gap(rule, now) else 0.0

    def joined(self, rule: Rule, now: float) -> AttemptQueue:
        """With one more attempt in the queue."""
        gap = self.gap(rule, now)
        return replace(self, next=max(now, self.next) + gap) if gap else self

    def with_failure(self, rule: Rule, now: float) -> AttemptQueue:
        """With one more failed attempt; only as many are remembered as the longest gap needs."""
        return replace(self, failed=(*self.failed, now)[-2 * rule.free :])

    def gap(self, rule: Rule, now: float) -> float:
        """Seconds between two attempts, 0 while failed ones cause no delay."""
        remembered = len(self.failed) - bisect_right(self.failed, now - rule.window)
        over = remembered - rule.free + 1
        return rule.gap * min(1.0, over / rule.free) if over > 0 else 0.0


class Throttle:
    """The attempts to guess one kind of secret; the log has its ``name`` in the field ``door``.

    ``clock`` gives seconds, and the same ones in every process that shares the table: the time of the server, since a
    monotonic clock counts from another moment in each.
    """

    def __init__(
        self,
        name: str,
        own: Rule,
        common: Rule,
        shared: Shared,
        *,
        sleep: Callable[[float], None],
        clock: Callable[[], float],
    ) -> None:
        self._name, self._own, self._common = name, own, common
        self._sleep, self._clock = sleep, clock
        self._queues: SharedTable[AttemptQueue] = shared.table(f"attempts at {name}", AttemptQueue)
        self._in_all: SharedTable[AttemptQueue] = shared.table(f"attempts at {name} in all", AttemptQueue)

    @contextmanager
    def attempt(self, who: str, *, known: bool = False) -> Iterator[None]:
        """One attempt of the sender ``who``: it waits for its turn, and has failed where it ends in ``Forbidden``.
        ``known``: the sender has entered before, and waits for its own failed attempts alone.  Raises
        ``TooMany("too-many-tries", seconds=…)``."""
        seconds = self._turn(who, known)
        if seconds > self._own.wait:
            raise TooMany("too-many-tries", seconds=max(1, round(seconds)))
        self._sleep(seconds)
        try:
            yield
        except Forbidden:
            self._failed(who)
            raise

    @contextmanager
    def guess(self, who: str, *, known: bool = False) -> Iterator[None]:
        """One attempt that is made at once; where it ends in ``Forbidden``, it has failed, and waits for its turn, no
        longer than the rule says, before that is told."""
        try:
            yield
        except Forbidden:
            seconds = self._turn(who, known)
            self._failed(who)
            self._sleep(min(seconds, self._own.wait))
            raise

    def _turn(self, who: str, known: bool) -> float:
        """Join the queues; the seconds to wait.  Where they are more than the rule's ``wait``, no queue was joined."""
        with self._queues.turn(who), self._in_all.turn(ALL):
            now = self._clock()
            queue, in_all = self._queues.get(who), self._of_all()
            own = queue.wait(self._own, now) if queue else 0.0
            if own > self._own.wait:
                return own
            common = 0.0 if known else in_all.wait(self._common, now)
            if queue:
                self._keep(self._queues, who, queue.joined(self._own, now), self._own)
            if not known and common <= self._common.wait:
                self._keep(self._in_all, ALL, in_all.joined(self._common, now), self._common)
            return max(own, min(common, self._common.wait))

    def _failed(self, who: str) -> None:
        with self._queues.turn(who), self._in_all.turn(ALL):
            now = self._clock()
            many = self._count(self._queues, who, self._own, now)
            many_in_all = self._count(self._in_all, ALL, self._common, now)
        self._forget_oldest()
        if many or many_in_all:
            log.warning("many-wrong-tries", door=self._name, address=who if many else ALL)

    def _count(self, queues: SharedTable[AttemptQueue], who: str, rule: Rule, now: float) -> bool:
        """Count a failed attempt; True for the first beyond the free ones."""
        before = queues.get(who) or AttemptQueue()
        after = before.with_failure(rule, now)
        self._keep(queues, who, after, rule)
        return not before.gap(rule, now) and after.gap(rule, now) > 0

    def _keep(self, queues: SharedTable[AttemptQueue], who: str, queue: AttemptQueue, rule: Rule) -> None:
        """Keep a queue for as long as a failed attempt counts."""
        queues.put(who, queue, lives=round(rule.window * 1000))

    def _of_all(self) -> AttemptQueue:
        return self._in_all.get(ALL) or AttemptQueue()

    def _forget_oldest(self) -> None:
        if len(self._queues) > MOST_QUEUES:
            oldest = sorted(self._queues.items(), key=lambda held: held[1].failed[-1])
            for who, _ in oldest[: len(oldest) - MOST_QUEUES]:
                self._queues.pop(who)
