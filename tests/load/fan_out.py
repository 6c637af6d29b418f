"""How a full hall fares: ``python -m tests.load.fan_out [--mode threading] [--screens 200] [--seconds 30] [--rate 5]``.

A server of its own on the loopback, 200 screens, 12 more connections of teams, one device that reads nothing; a host
changes the picture five times a second.  Printed as one JSON object: the delay from the host's acknowledgement to each
screen, in the first and the last third of the time (it must not grow), the delay of an acknowledgement, and the
server's memory in the course of it.  Nothing is asserted: docs/benchmarks.md says what was found on which machine.
"""

from __future__ import annotations

import argparse
import json
import re
import selectors
import statistics
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import websocket

from tests.live.people import Person, Server
from tests.live.test_devices import deaf_client
from tests.live.test_match_live import open_item
from tests.ports import free_port

SEQ = re.compile(r'"epoch":"\w+","seq":(\d+)')
"""Read out of the text: to parse a thousand pictures a second would measure the reader."""


class Watchers(threading.Thread):
    """All listening connections in one thread: it notes when each first saw each seq."""

    def __init__(self, people: Sequence[Person], count: int) -> None:
        super().__init__(daemon=True)
        self.seen: dict[int, list[float]] = {}
        self.over = threading.Event()
        self._selector = selectors.DefaultSelector()
        for number in range(count):
            self._selector.register(raw_socket(people[number % len(people)]), selectors.EVENT_READ)

    def run(self) -> None:
        """Read whatever comes, answer heartbeats."""
        while not self.over.is_set():
            for ready, _ in self._selector.select(0.2):
                line: Any = ready.fileobj
                text = line.recv()
                if text == "2":
                    line.send("3")
                elif text.startswith('42/live,["view"'):
                    at = time.monotonic()
                    self.seen.setdefault(int(SEQ.findall(text)[0]), []).append(at)


def raw_socket(person: Person) -> websocket.WebSocket:
    """A connection of this person's seat, without a thread of its own."""
    cookies = "; ".join(f"{c.name}={c.value}" for c in person.http.cookies)
    line = websocket.create_connection(
        person.base.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket",
        cookie=cookies,
        timeout=30,
        skip_utf8_validation=True,
    )
    line.recv()
    line.send("40/live,{}")
    line.recv()
    return line


def memory(pid: int) -> float:
    """Resident megabytes of a process."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return round(int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024, 1)


def figures(delays: list[float]) -> dict[str, float]:
    """Median, 99th percentile and greatest, in ms."""
    ordered = sorted(delay * 1000 for delay in delays)
    return {
        "median": round(statistics.median(ordered), 1),
        "p99": round(ordered[int(len(ordered) * 0.99)], 1),
        "most": round(ordered[-1], 1),
    }


def measure(server: Server, screens: int, seconds: float, rate: float) -> dict[str, Any]:
    """Play for ``seconds`` and tell how it went."""
    assert server.process is not None
    host = server.person("host").connect()
    teams = [server.person(f"team{place}") for place in range(3)]
    deaf = deaf_client(server.person("chief"))
    # One device may not open any number of connections at once.
    watchers = Watchers([server.person("display") for _ in range(-(-screens // 200))], screens)
    lines = [raw_socket(team) for team in teams for _ in range(4)]
    crowd = Watchers(teams[:1], 0)
    for line in lines:
        crowd._selector.register(line, selectors.EVENT_READ)
    watchers.start()
    crowd.start()
    open_item(host, "all")
    sent: dict[int, float] = {}
    acknowledged, used = [], [memory(server.process.pid)]
    begun = time.monotonic()
    for number in range(int(seconds * rate)):
        asked = time.monotonic()
        seq = host.do("scene.show", scene=("question", "black")[number % 2])["seq"]
        sent[seq] = time.monotonic()
        acknowledged.append(sent[seq] - asked)
        if number % int(rate * 5) == 0:
            used.append(memory(server.process.pid))
        time.sleep(max(0.0, begun + (number + 1) / rate - time.monotonic()))
    time.sleep(2)
    for who in (watchers, crowd):
        who.over.set()
        who.join()
    deaf.close(timeout=0)
    used.append(memory(server.process.pid))
    delays = {seq: [at - when for at in watchers.seen.get(seq, [])] for seq, when in sent.items()}
    seqs = sorted(seq for seq, found in delays.items() if found)
    third = max(1, len(seqs) // 3)
    return {
        "mode": server.mode,
        "screens": screens,
        "teams": len(lines),
        "changes": len(sent),
        "seen_by_all": sum(len(found) == screens for found in delays.values()),
        "first_third_ms": figures([d for seq in seqs[:third] for d in delays[seq]]),
        "last_third_ms": figures([d for seq in seqs[-third:] for d in delays[seq]]),
        "acknowledged_ms": figures(acknowledged),
        "memory_mb": used,
    }


def main() -> None:
    """Measure once and print."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--mode", default="eventlet", choices=("eventlet", "threading"))
    ask.add_argument("--screens", type=int, default=200)
    ask.add_argument("--seconds", type=float, default=30)
    ask.add_argument("--rate", type=float, default=5)
    wanted = ask.parse_args()
    with tempfile.TemporaryDirectory() as data:
        server = Server(Path(data) / "data", free_port(), wanted.mode, 1).start()
        try:
            print(
                json.dumps(measure(server, min(wanted.screens, 400), min(wanted.seconds, 120), wanted.rate), indent=1)
            )
        finally:
            server.kill()


if __name__ == "__main__":
    main()
