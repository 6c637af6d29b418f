"""How matches at once fare on one server: ``python -m tests.load.many_matches [--mode threading] [--matches 12]``.

Each match has 20 screens and 8 tablets; its host changes the picture once a second, at a moment of its own.  Printed as
one JSON object, in ms: the delay from a host's acknowledgement to each screen of its match, and that of an
acknowledgement.  Server, hosts and screens share one machine; nothing is asserted.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from tests.live.people import Person, Server
from tests.live.test_match_live import open_item
from tests.load.fan_out import Watchers, figures, raw_socket
from tests.ports import free_port

SCREENS, TABLETS = 20, 8


class Match(threading.Thread):
    """A match with its people; as a thread its host at work for ``seconds``, from ``after`` seconds on."""

    def __init__(self, server: Server, after: float, seconds: float) -> None:
        super().__init__(daemon=True)
        self.host: Person = server.person("host").connect()
        self.screens = Watchers([server.person("display")], SCREENS)
        self.tablets = [raw_socket(server.person(f"team{no % 3}")) for no in range(TABLETS)]
        self.after, self.seconds = after, seconds
        self.sent: dict[int, float] = {}
        self.acknowledged: list[float] = []
        self.screens.start()
        open_item(self.host, "all")

    def run(self) -> None:
        """Change the picture once a second."""
        time.sleep(self.after)
        begun = time.monotonic()
        for number in range(int(self.seconds)):
            asked = time.monotonic()
            seq = self.host.do("scene.show", scene=("question", "black")[number % 2])["seq"]
            self.sent[seq] = time.monotonic()
            self.acknowledged.append(self.sent[seq] - asked)
            time.sleep(max(0.0, begun + number + 1 - time.monotonic()))

    def delays(self) -> list[float]:
        """From each acknowledgement to each screen, in s; nothing of one that was sent while another came."""
        return [at - when for seq, when in self.sent.items() for at in self.screens.seen.get(seq, [])]


def measure(server: Server, count: int, seconds: float) -> dict[str, Any]:
    """Play all matches for ``seconds`` and tell how it went."""
    matches = []
    for no in range(count):
        server.next_hall = no
        matches.append(Match(server, no / count, seconds))
    readers = Watchers([matches[0].host], 0)
    for match in matches:
        for tablet in match.tablets:
            readers._selector.register(tablet, 1)
    readers.start()
    for match in matches:
        match.start()
    for match in matches:
        match.join()
    time.sleep(2)
    for who in (readers, *(match.screens for match in matches)):
        who.over.set()
        who.join()
    return {
        "mode": server.mode,
        "matches": count,
        "connections": count * (SCREENS + TABLETS + 1),
        "changes": sum(len(match.sent) for match in matches),
        "to_screen_ms": figures([one for match in matches for one in match.delays()]),
        "acknowledged_ms": figures([one for match in matches for one in match.acknowledged]),
    }


def main() -> None:
    """Measure once and print."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--mode", default="eventlet", choices=("eventlet", "threading"))
    ask.add_argument("--matches", type=int, default=12)
    ask.add_argument("--seconds", type=float, default=30)
    wanted = ask.parse_args()
    with tempfile.TemporaryDirectory() as data:
        server = Server(Path(data) / "data", free_port(), wanted.mode, wanted.matches).start()
        try:
            print(json.dumps(measure(server, wanted.matches, min(wanted.seconds, 120)), indent=1))
        finally:
            server.kill()


if __name__ == "__main__":
    main()
