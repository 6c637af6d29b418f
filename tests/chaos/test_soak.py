"""A server that is used for long holds no more than at its start: of each client that left, nothing is left."""

from __future__ import annotations

import json
import os
import signal
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scoreboard.bench.hall import let_in
from scoreboard.bench.press import watched
from tests.chaos.hall import PATIENCE, ChaosServer
from tests.chaos.server import steps
from tests.live.conftest import LONG, MODES
from tests.live.plain_client import PlainClient
from tests.ports import free_port

SCREENS, SECONDS, ROUNDS, RATE = 40, 2.0, 2, 10.0
HOURS, MANY = float(os.environ.get("LEITAI_SOAK_HOURS", "4")), 500
MINUTE = 60.0

GROWS = 2_000.0
"""kB an hour by which the memory may grow: the ledger's own growth is in it."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what a process holds stands in /proc"),
]


class Soaked:
    """A server, its host, and what the server holds."""

    def __init__(self, folder: Path, mode: str) -> None:
        self._folder = folder
        steps(folder / "step")
        self.server = ChaosServer(folder / "data", free_port(), mode, halls=1).start()
        self.codes = self.server.hall["codes"]
        self.host = PlainClient("127.0.0.1", self.server.port, self.codes["host"])
        self.host.give("match.open")
        assert self.server.process is not None
        self.pid = self.server.process.pid
        listed = {role: [code] for role, code in self.codes.items()}
        self._target = let_in(listed, mode, self.pid, self.server.port, MANY)

    def used(self, screens: int, seconds: float) -> list[float]:
        """So many screens watch while the host changes what they see; then they leave.  The receipts' times, in ms."""
        took = list[float]()
        with watched(self._target, screens):
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                begun = time.monotonic()
                self.host.give("scene.show", scene=("teams", "black")[len(took) % 2])
                took.append(1000 * (time.monotonic() - begun))
                time.sleep(max(0.0, begun + 1 / RATE - time.monotonic()))
        return took

    def held(self) -> dict[str, int]:
        """Objects of each class that there is for a client, sockets and threads."""
        file = self._folder / "held"
        file.unlink(missing_ok=True)
        os.kill(self.pid, signal.SIGUSR1)
        limit = time.monotonic() + PATIENCE
        while not file.exists():
            assert time.monotonic() < limit
            time.sleep(0.02)
        counted: dict[str, int] = json.loads(file.read_text())
        threads = len(list(Path(f"/proc/{self.pid}/task").iterdir()))
        return {**counted, "sockets": self._sockets(), "threads": threads}

    def _sockets(self) -> int:
        links = list[str]()
        for one in Path(f"/proc/{self.pid}/fd").iterdir():
            try:
                links.append(str(one.readlink()))
            except FileNotFoundError:  # closed meanwhile
                continue
        return sum(link.startswith("socket:") for link in links)

    def memory(self) -> float:
        """Resident kilobytes."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return float(next(line for line in lines if line.startswith("VmRSS")).split()[1])

    def close(self) -> None:
        self.host.leave()
        self.server.kill()


@contextmanager
def soaked(folder: Path, mode: str) -> Iterator[Soaked]:
    made = Soaked(folder, mode)
    try:
        yield made
    finally:
        made.close()


def back_at(one: Soaked, before: dict[str, int]) -> dict[str, int]:
    """What is still more than before, once all that ends with the clients has had time to end."""
    limit = time.monotonic() + PATIENCE
    more = {"not": 1}
    while more and time.monotonic() < limit:
        time.sleep(0.5)
        now = one.held()
        more = {name: count - before[name] for name, count in now.items() if count > before[name]}
    return more


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("mode", LONG)
def test_of_clients_that_left_nothing_is_left(mode: str, tmp_path: Path) -> None:
    with soaked(tmp_path, mode) as one:
        before = one.held()
        one.used(SCREENS, SECONDS)
        assert back_at(one, {**before, "threads": 10_000}) == {}
        settled = one.held()
        for _ in range(ROUNDS):
            one.used(SCREENS, SECONDS)
        assert back_at(one, settled) == {}


@pytest.mark.nightly
@pytest.mark.timeout(24 * 3600)
@pytest.mark.parametrize("mode", MODES)
def test_four_hours_of_changes_leave_memory_threads_sockets_and_receipts_as_they_were(
    mode: str, tmp_path: Path
) -> None:
    with soaked(tmp_path, mode) as one:
        one.used(MANY, MINUTE)
        settled = one.held()
        seen = list[tuple[float, float, float]]()
        begun = time.monotonic()
        while time.monotonic() < begun + HOURS * 3600:
            took = one.used(MANY, 5 * MINUTE)
            assert back_at(one, settled) == {}
            seen.append(((time.monotonic() - begun) / 3600, one.memory(), statistics.median(took)))
            print(f"{seen[-1][0]:.2f} h: {seen[-1][1]:.0f} kB, receipt {seen[-1][2]:.1f} ms", flush=True)
        later = seen[len(seen) // 4 :]
        hours, memory, receipts = zip(*later, strict=True)
        assert statistics.linear_regression(hours, memory).slope < GROWS
        quarter = max(1, len(receipts) // 4)
        assert statistics.median(receipts[-quarter:]) < 2 * statistics.median(receipts[:quarter])
