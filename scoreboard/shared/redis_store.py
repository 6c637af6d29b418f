"""Shared tables in Redis, seen by every process of the server.

What this process has put it remembers as well.  While Redis does not answer, it goes on with that; once Redis is back,
or has been emptied, it puts what is missing there.  So nobody waits for a server that is away, and what each process
knows of its own devices is not lost.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from typing import Any, Generic, TypeVar, cast

from pydantic import TypeAdapter
from structlog import get_logger

from scoreboard.server import runtime
from scoreboard.shared.memory import SWEPT_EVERY, MemoryTable, steady
from scoreboard.shared.memory_uploads import MemoryUploads
from scoreboard.shared.protocol import SharedTable, Uploads
from scoreboard.shared.redis_link import LOOK, Away, Link
from scoreboard.shared.redis_uploads import RedisUploads

T = TypeVar("T")

TURN_MS = 3_000
"""ms after which the turn of a process that was killed is over; a turn that lasts is prolonged at each ``LOOK``."""

MARK_MS = 60_000
"""ms for which the mark stays that Redis holds what a process gave it."""

SHORTEST, LONGEST = 0.001, 0.02
"""Seconds between two attempts to get a turn that another process has."""

OWN = frozenset({"connections"})
"""Tables of which each value is written by one process, and changed by none: what it knows itself it need not ask."""

SWEPT_AT_A_TIME = 500
"""Values that one sweep removes: Redis answers nobody else meanwhile."""

_SWEEP = """
local over = redis.call('zrangebyscore', KEYS[2], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
if #over > 0 then
  redis.call('hdel', KEYS[1], unpack(over))
  redis.call('zrem', KEYS[2], unpack(over))
end
return #over
"""

_GIVE_BACK = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) else return 0 end"

log = get_logger()


class RedisTable(Generic[T]):
    """A table as a hash: each value with the time at which it ends, "0" for never.  Beside it the keys of those that
    end, in the order of their ends."""

    def __init__(self, link: Link, name: str, kind: type[T], now: Callable[[], int]) -> None:
        self._link, self._now, self._own = link, now, name in OWN
        self._name = link.name("table", name)
        self._order = f"{self._name}:ends"
        self._form: TypeAdapter[T] = TypeAdapter(kind)
        self.mine: MemoryTable[T] = MemoryTable(now)
        self._ends: dict[str, int] = {}
        self._swept = now()
        self.turns: dict[str, str] = {}

    def get(self, key: str) -> T | None:
        """The value, None where there is none."""
        mine = self.mine.get(key)
        if self._own and mine is not None:
            return mine
        try:
            found = self._living(self._link.ask(lambda client: client.hget(self._name, key)))
        except Away:
            return mine
        if mine is not None and found is not None and found[0] != mine:
            self._remember(key, *found)  # another process has changed it
        return None if found is None else found[0]

    def put(self, key: str, value: T, lives: int | None = None) -> None:
        """Keep the value, for ``lives`` ms where that is given."""
        now = self._now()
        end = 0 if lives is None else now + lives
        self._remember(key, value, end)
        try:
            self._link.ask(lambda client: self._kept(client, key, value, end))
            if now - self._swept >= SWEPT_EVERY:
                self._sweep(now)
        except Away:
            pass

    def pop(self, key: str) -> T | None:
        """Forget the value."""
        mine = self.mine.pop(key)
        self._ends.pop(key, None)
        try:
            held = self._link.ask(
                lambda client: (
                    client.pipeline().hget(self._name, key).hdel(self._name, key).zrem(self._order, key).execute()
                )
            )
        except Away:
            return mine
        found = self._living(held[0])
        return None if found is None else found[0]

    def items(self) -> Sequence[tuple[str, T]]:
        """Everything."""
        try:
            held = self._link.ask(lambda client: client.hgetall(self._name))
        except Away:
            return self.mine.items()
        read = ((key.decode(), self._living(value)) for key, value in held.items())
        return tuple((key, found[0]) for key, found in read if found is not None)

    def __len__(self) -> int:
        return len(self.items())

    @contextmanager
    def turn(self, key: str) -> Iterator[None]:
        """One thread of all processes at a time; of this one alone while Redis is away."""
        name, token = f"{self._name}:turn:{key}", secrets.token_hex(8)
        with self.mine.turn(key), ExitStack() as after:
            try:
                pause = SHORTEST
                while not self._link.ask(lambda client: client.set(name, token, nx=True, px=TURN_MS)):
                    runtime.sleep(pause)
                    pause = min(2 * pause, LONGEST)
                self.turns[name] = token
                after.callback(self._give_back, name, token)
            except Away:
                pass
            yield

    def prolong(self) -> None:
        """Keep the turns that this process has."""
        for name in tuple(self.turns):
            self._link.ask(partial(_prolonged, name))

    def restore(self) -> None:
        """Put what this process knows and Redis does not have."""
        for key, value in self.mine.items():
            self._link.try_to(partial(self._brought, key=key, value=value, end=self._ends.get(key, 0)))

    def _give_back(self, name: str, token: str) -> None:
        self.turns.pop(name, None)
        with suppress(Away):
            self._link.ask(lambda client: client.eval(_GIVE_BACK, 1, name, token))

    def _remember(self, key: str, value: T, end: int) -> None:
        self.mine.put(key, value, end - self._now() if end else None)
        self._ends[key] = end

    def _written(self, value: T, end: int) -> bytes:
        return b"%d " % end + self._form.dump_json(value)

    def _living(self, held: bytes | None) -> tuple[T, int] | None:
        if held is None or not self._lives(held):
            return None
        end, _, written = held.partition(b" ")
        return self._form.validate_json(written), int(end)

    def _lives(self, held: bytes) -> bool:
        end = int(held.partition(b" ")[0])
        return not end or self._now() < end

    def _kept(self, client: Any, key: str, value: T, end: int) -> None:
        both = client.pipeline().hset(self._name, key, self._written(value, end))
        (both.zadd(self._order, {key: end}) if end else both.zrem(self._order, key)).execute()

    def _brought(self, client: Any, key: str, value: T, end: int) -> None:
        if client.hsetnx(self._name, key, self._written(value, end)) and end:
            client.zadd(self._order, {key: end}, nx=True)

    def _sweep(self, now: int) -> None:
        """Remove what has ended; where that is more than may be removed at once, the next value that is put goes on."""
        swept = self._link.ask(lambda client: client.eval(_SWEEP, 2, self._name, self._order, now, SWEPT_AT_A_TIME))
        if swept == SWEPT_AT_A_TIME:
            return
        self._swept = now
        kept = {key for key, _ in self.mine.items()}
        self._ends = {key: end for key, end in self._ends.items() if key in kept}


def _prolonged(name: str, client: Any) -> Any:
    return client.pexpire(name, TURN_MS)


class RedisStore:
    """The tables and uploads of all processes of a server.  ``secret`` signs what is more than plain data."""

    def __init__(self, link: Link, secret: str, now: Callable[[], int] = steady) -> None:
        self.link = link
        self._now = now
        self._said_away = False
        self.uploads: Uploads = RedisUploads(link, secret, MemoryUploads())
        self._tables: dict[str, tuple[type, RedisTable[Any]]] = {}

    @property
    def away(self) -> bool:
        """Whether Redis does not answer."""
        return self.link.away

    def table(self, name: str, kind: type[T]) -> SharedTable[T]:
        """The table of this name; raises TypeError where it holds values of another type."""
        if name not in self._tables:
            self._tables.setdefault(name, (kind, RedisTable(self.link, name, kind, self._now)))
        held, table = self._tables[name]
        if held is not kind:
            raise TypeError(f"the table {name!r} holds {held.__name__}, not {kind.__name__}")
        return cast(SharedTable[T], table)

    def look(self) -> None:
        """See whether Redis is there and holds what this process gave it; bring what is missing.  Call it again and
        again."""
        try:
            mark = self.link.name("holds", self.link.own)
            if not self.link.try_to(lambda client: client.pexpire(mark, MARK_MS)) or self.link.away:
                for _, table in tuple(self._tables.values()):
                    table.restore()
                self.link.try_to(lambda client: client.set(mark, "1", px=MARK_MS))
                self.link.away = False
            if self._said_away:
                log.warning("redis-back")
            self._said_away = False
            for _, table in tuple(self._tables.values()):
                table.prolong()
        except Away as error:
            if not self._said_away:
                log.warning("redis-away", error=type(error.__cause__).__name__)
            self._said_away = True

    def run(self) -> None:
        """Look for the life of the process."""
        while True:
            self.look()
            time.sleep(LOOK)
