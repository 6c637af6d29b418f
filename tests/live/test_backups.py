"""A backup is restored while every page is open: they come back by themselves to what the backup holds."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.live.conftest import SQLITE
from tests.live.people import Person, Server

LEITAI = [sys.executable, "-m", "scoreboard", "backup"]


def backup(server: Server, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command on the data of a server."""
    environment = {**os.environ, "LEITAI_LANG": "en"}
    command = [*LEITAI, *arguments, "--data", str(server.data)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


@pytest.mark.over(SQLITE, reason="`leitai backup` is for SQLite; PostgreSQL has its own dump")
def test_seats_come_back_to_what_was_restored_and_a_server_in_use_is_left_alone(mortal: Server) -> None:
    host = Person(mortal.base, mortal.hall["codes"]["host"]).connect()
    display = Person(mortal.base, mortal.hall["codes"]["display"]).connect()
    kept = host.do("match.open")["seq"]
    assert backup(mortal, "create").returncode == 0, "while the server works"
    lost = host.do("scene.show", scene="ranking")["seq"]
    before = host.sees(lost)
    mortal.kill()
    restored = backup(mortal, "restore", "latest")
    assert restored.returncode == 0, restored.stderr
    mortal.start()
    for person in (host, display):
        person.reconnect()
        assert person.view["epoch"] != before["epoch"]
        assert person.view["scene"] == "standby"
    assert host.view["seq"] == kept < lost
    assert host.do("scene.show", scene="scores")["seq"] == lost
    display.until(lambda: display.view["scene"] == "scores")
    for person in (host, display):
        person.leave()
