"""A second server on the same database: it breaks nothing, and both come to the same result."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.live.people import Server
from tests.live.test_match_live import open_item
from tests.ports import free_port


@pytest.mark.slow
def test_two_servers_on_one_database_lose_nothing_and_agree(tmp_path: Path) -> None:
    first = Server(tmp_path / "data", free_port(), "eventlet", 1).start()
    second = Server(tmp_path / "data", free_port(), "threading", 1).start()
    try:
        host = first.person("host").connect()
        here, there = first.person("team0").connect(), second.person("team1").connect()
        open_item(host, "all")
        assert host.do("clock.start")["ok"]
        with ThreadPoolExecutor(2) as pool:
            answers = list(
                pool.map(lambda p: p.do("answer.submit", team=p.seat["team"], answer=["B"], final=True), (here, there))
            )
        assert [answer["ok"] for answer in answers] == [True, True]
        assert sorted(answer["seq"] for answer in answers) == [5, 6]
        there.reconnect()  # what was answered at the other door is in its first view
        assert sorted(there.view["item"]["answered"]) == sorted((here.seat["team"], there.seat["team"]))
        posted = there.post("answer.submit", key="late-key", team=there.seat["team"], answer=["A"])
        assert posted.status_code == 409
        assert there.ask("view.get", {})["seq"] == host.ask("view.get", {})["seq"] == 6
    finally:
        first.empty()
        second.empty()
        first.kill()
        second.kill()
