"""A hall under load whose server and network can be broken, and what must hold after each time.

The host is beside the server; everybody else is behind a network that breaks.  Clients are as docs/live-protocol.md
says: they come back by themselves, and send what was not acknowledged again under its key.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from scoreboard.bench.wire import Line
from scoring.engine.quiz.book import verify_book
from tests.chaos.proxy import Proxy
from tests.chaos.server import steps
from tests.live.people import Server
from tests.live.plain_client import PlainClient, Refused
from tests.ports import free_port

PATIENCE = 90.0
"""Seconds for what takes two on a quiet machine."""

SCENES = ("teams", "black", "ranking")
TEAMS = ("team0", "team1", "team2")
SCREENS = ("display", "chief", *TEAMS)


class ChaosServer(Server):
    """The program's own server, whose clock can be set while it runs."""

    program = "tests.chaos.server"


@dataclass(frozen=True, slots=True)
class Given:
    """A command that was acknowledged: by whom, and what the receipt said."""

    who: str
    key: str
    kind: str
    seq: int
    at: int


class Hall:
    """A running match with its clients.  ``luck`` decides all that is by chance; ``worst`` is the longest time in
    seconds from the moment at which the way was free until every screen was right."""

    def __init__(self, folder: Path, mode: str, seed: int, red: float, pace: float = 0.1) -> None:
        self.luck, self.worst, self._pace = Random(seed), 0.0, pace
        self.step = steps(folder / "step")
        codes, beside, behind = self.serve(folder, mode)
        self.clients = {"host": PlainClient("127.0.0.1", beside, codes["host"], red)}
        self.clients |= {who: PlainClient("127.0.0.1", behind, codes[who], red) for who in SCREENS}
        self.host = self.clients["host"]
        self.given: list[Given] = []
        self._last: dict[str, list[str]] = {}
        self._go, self._over = threading.Event(), threading.Event()
        self._busy: Counter[str] = Counter()
        self._deaf: list[Line] = []
        for kind, fields in (
            ("match.open", {}),
            ("round.begin", {"round": "all"}),
            ("item.present", {}),
            ("clock.start", {}),
        ):
            self.do("host", kind, **fields)
        workers = [(self._lead, ()), *((self._answer, (who,)) for who in TEAMS)]
        self._threads = [threading.Thread(target=work, args=args, daemon=True) for work, args in workers]
        for thread in self._threads:
            thread.start()
        self.go_on()

    def serve(self, folder: Path, mode: str) -> tuple[dict[str, str], int, int]:
        """Start what serves: the codes of its seats, the port beside it and that behind the network."""
        self.server = ChaosServer(folder / "data", free_port(), mode, halls=1).start()
        self.proxy = Proxy(self.server.port)
        return self.server.hall["codes"], self.server.port, self.proxy.port

    def cut_off(self) -> None:
        """Nobody behind the network is answered any more."""
        self.proxy.state = "closed"

    def end(self) -> None:
        """End what serves."""
        self.proxy.close()
        self.server.kill()

    def close(self) -> None:
        """End it all."""
        self._over.set()
        self._go.set()
        self.cut_off()
        leaving = [threading.Thread(target=client.leave) for client in self.clients.values()]
        for thread in (*leaving, *self._threads):
            if not thread.is_alive() and thread in leaving:
                thread.start()
            thread.join(PATIENCE)
        self._hear_again()
        self.end()

    def do(self, who: str, kind: str, **fields: Any) -> int:
        """A command that is noted once it is acknowledged; its seq."""
        self._busy[who] += 1
        try:
            self.clients[who].give(kind, **fields)
            receipt = self.clients[who].receipts[-1]
        finally:
            self._busy[who] -= 1
        self.given.append(Given(who, receipt["key"], kind, receipt["seq"], receipt["at"]))
        return int(receipt["seq"])

    @property
    def port(self) -> int:
        """Where a client may come in."""
        return self.server.port

    def go_on(self) -> None:
        """Let everybody work."""
        self._go.set()

    def rest(self) -> None:
        """Let everybody finish what is under way, which needs the way to be free."""
        self._go.clear()
        limit = time.monotonic() + PATIENCE
        while any(self._busy.values()):
            assert time.monotonic() < limit, ("not acknowledged", dict(self._busy))
            time.sleep(0.02)

    def deafen(self) -> None:
        """Two screens that read nothing."""
        cookie, seat = self.clients["display"].session
        for _ in range(2):
            self._deaf.append(Line("127.0.0.1", self.port, {"Cookie": cookie}, f'{{"seat":"{seat}"}}', PATIENCE))

    def _hear_again(self) -> None:
        while self._deaf:
            self._deaf.pop().close()

    def pause(self, least: float, most: float) -> None:
        """Wait a while, by chance."""
        time.sleep(self.luck.uniform(least, most))

    def check(self, joins: int = 3) -> None:
        """The way is free: what must hold.  Nobody had to come in more than ``joins`` times, and each asked once for
        each time and once for each command of its own besides."""
        free = time.monotonic()
        before = {who: (client.joined, client.asked, len(client.receipts)) for who, client in self.clients.items()}
        scene = SCENES[len(self.given) % len(SCENES)]
        seq = self.do("host", "scene.show", scene=scene)
        self.rest()
        seen = {who: client.wait(lambda view: view["seq"] >= seq, PATIENCE) for who, client in self.clients.items()}
        self.worst = max(self.worst, time.monotonic() - free)
        assert [who for who, view in seen.items() if view is None] == [], "a screen has not come back"
        for who, client in self.clients.items():
            joined, asked, given = before[who]
            came = client.joined - joined
            assert came <= joins, (who, "came in", came)
            assert client.asked - asked <= came + len(client.receipts) - given + 1, (who, "asked", client.asked - asked)
        self._check_views()
        self._check_book()
        self._hear_again()

    def _check_views(self) -> None:
        last = self.do("host", "scene.show", scene="question")
        views = {who: client.wait(lambda view: view["seq"] >= last, PATIENCE) for who, client in self.clients.items()}
        shown = {who: (view["epoch"], view["seq"], view["scene"], view["teams"]) for who, view in views.items() if view}
        assert shown == dict.fromkeys(self.clients, shown["host"])
        host = views["host"]
        assert host is not None
        answers = {who: host["item"]["answers"].get(self.clients[who].seat["team"]) for who in self._last}
        assert answers == self._last, "the last answer that was acknowledged counts"

    def _check_book(self) -> None:
        book = self.host.get(f"/api/matches/{self.host.seat['match']}/book")
        assert verify_book(book) == ()
        kept = {entry["key"]: entry for entry in book["entries"]}
        assert len(kept) == len(book["entries"]), "no key twice"
        lost = [one for one in self.given if one.key not in kept]
        assert lost == [], "acknowledged and lost"
        assert [one for one in self.given if (kept[one.key]["kind"], kept[one.key]["at"]) != (one.kind, one.at)] == []
        counted = Counter(
            entry["kind"] for entry in book["entries"] if entry["kind"] in ("answer.submit", "scene.show")
        )
        given = Counter(one.kind for one in self.given if one.kind in counted)
        assert counted == given, "something counts that nobody gave, or twice"
        moments = [entry["at"] for entry in book["entries"]]
        assert moments == sorted(moments), "time goes forward whatever the machine's clock does"

    def _lead(self) -> None:
        number = 0
        while not self._over.is_set():
            self._go.wait()
            number += 1
            with suppress(Refused):
                self.do("host", "scene.show", scene=SCENES[number % len(SCENES)])
            self._over.wait(self._pace)

    def _answer(self, who: str) -> None:
        luck, team = Random(who), self.clients[who].seat["team"]
        while not self._over.is_set():
            self._go.wait()
            answer = [luck.choice("ABCD")]
            with suppress(Refused):
                self.do(who, "answer.submit", team=team, answer=answer, item=1)
                self._last[who] = answer
            self._over.wait(2 * self._pace)

    # What may happen.

    def kill(self) -> None:
        """kill -9 in the middle of it, and a new start."""
        self.pause(0.1, 1.0)
        self.server.kill()
        self.pause(0.0, 0.5)
        begun = time.monotonic()
        self.server.start()
        print(f"  started in {time.monotonic() - begun:.1f} s")

    def cut(self, seconds: float) -> None:
        """The router forgets every connection, and takes none for a while."""
        self._network("closed", seconds)

    def stall(self, seconds: float) -> None:
        """Nothing comes through for a while, then all of it."""
        self._network("stalled", seconds)

    def half_open(self, seconds: float) -> None:
        """What is sent is lost, and nobody is told."""
        self._network("half-open", seconds)

    def _network(self, state: Any, seconds: float) -> None:
        self.proxy.state = state
        time.sleep(seconds)
        self.proxy.state = "open"

    def clock(self, ms: int) -> None:
        """The machine's clock is set while the server runs, and back again."""
        self.step(ms)
        self.pause(1.0, 1.5)
        self.step(0)

    def clock_and_start(self, ms: int) -> None:
        """The machine's clock is set, and the server starts anew by it; later it is right again."""
        self.step(ms)
        self.kill()
        self.step(0)

    def full(self, seconds: float) -> None:
        """No file of the server may grow."""
        import resource

        assert self.server.process is not None
        pid = self.server.process.pid
        _, most = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, most))
        time.sleep(seconds)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, most))

    def lock(self, seconds: float) -> None:
        """Another program holds the database."""
        with closing(sqlite3.connect(self.server.data / "leitai.db", timeout=PATIENCE, isolation_level=None)) as held:
            held.execute("BEGIN IMMEDIATE")
            time.sleep(seconds)
            held.execute("ROLLBACK")

    def lose_wal(self) -> str:
        """The write-ahead log is gone at a start: what the server says then.  It is put back, and the server starts."""
        self.server.kill()
        log, data = self.server.data.parent / "server.log", self.server.data
        wal, apart = data / "leitai.db-wal", data.parent / "wal"
        assert wal.stat().st_size > 0
        wal.rename(apart)
        (data / "leitai.db-shm").unlink(missing_ok=True)
        said = len(log.read_text())
        with suppress(AssertionError):
            self.server.start()
        for companion in ("-wal", "-shm"):
            (data / f"leitai.db{companion}").unlink(missing_ok=True)
        apart.rename(wal)
        told = log.read_text()[said:]
        self.server.start()
        return told

    def forget_after(self, seq: int) -> None:
        """What was given after this seq is gone with the backup that was restored."""
        self.given = [one for one in self.given if one.seq <= seq]
        self._last.clear()


@contextmanager
def hall(folder: Path, mode: str, seed: int, red: float = 4.0) -> Iterator[Hall]:
    """A hall for a test."""
    made = Hall(folder, mode, seed, red)
    try:
        yield made
    finally:
        made.close()
