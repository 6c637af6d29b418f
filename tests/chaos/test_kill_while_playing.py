"""kill -9 at random moments of a match that is being played: nothing that was acknowledged is lost."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from random import Random

import pytest

from scoreboard.bots.__main__ import exported_ranks, screen_ranks
from scoreboard.bots.play import Played, play
from scoring.engine.quiz.book import verify_book
from tests.live.conftest import LONG
from tests.live.people import Server
from tests.ports import free_port

KILLS = 6


class Killer(threading.Thread):
    """Kills the server again and again while a match goes on, and starts it anew."""

    def __init__(self, server: Server, seed: int) -> None:
        super().__init__(daemon=True)
        self._server, self._random = server, Random(seed)
        self.over = threading.Event()
        self.kills = 0

    def run(self) -> None:
        """Wait a random while, kill, start; until the match is over or enough is enough."""
        while self.kills < KILLS and not self.over.wait(self._random.uniform(0.1, 1.5)):
            self._server.kill()
            self.kills += 1
            self._server.start()


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("mode", LONG)
def test_a_match_survives_many_kills_with_every_acknowledged_entry(mode: str, tmp_path: Path) -> None:
    server = Server(tmp_path / "data", free_port(), mode, halls=1).start()
    killer = Killer(server, seed=7)
    killer.start()
    try:
        played = play(server.base, list(server.hall["codes"].values()), speed=40, seed=3, most_seconds=600, patience=1)
    finally:
        killer.over.set()
        killer.join()
        server.kill()
    assert killer.kills >= 3
    check(played)


def check(played: Played) -> None:
    """Every receipt stands in the book under its key, and the book recomputes to what the screen shows."""
    book = json.loads(played.book)
    entries = {entry["key"]: entry for entry in book["entries"]}
    assert played.receipts
    for receipt in played.receipts:
        entry = entries[receipt["key"]]
        assert (entry["kind"], entry["at"]) == (receipt["kind"], receipt["at"])
        assert receipt["seq"] <= entry["seq"], "the desks' own, or what an audience knows of"
    keys = [entry["key"] for entry in book["entries"]]
    assert len(keys) == len(set(keys))
    assert verify_book(book) == ()
    assert screen_ranks(played) == exported_ranks(played)
