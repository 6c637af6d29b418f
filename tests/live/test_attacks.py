"""One device without a ticket attacks for a moment: it is cut, and everything the host does is acknowledged.

How long the host waits is measured by ``tests.load.attacks``; the bound here only tells a hall that goes on from one
that stands still for as long as the attack lasts.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import pytest

from tests.live.attacks import ATTACKS, attacker
from tests.live.conftest import MODES
from tests.live.people import PATIENCE, Person, Server
from tests.ports import free_port

SECONDS, LINES = 1.5, 4

STANDS_STILL, TIMES = 5.0, 25
"""Seconds, and how often the longest receipt of before: with nobody attacking, a receipt took a fifth of a second on a
busy machine, and longer on a busier one."""

BEFORE = 10
"""Commands before the attack."""

CODES = {"endless": "1009", "large": "1009", "huge": "1009", "empty": "1008", "pings": "1008"}
"""With which code the server ends what is not to be borne; the others only wait their turn, or are put off."""


@pytest.fixture(scope="module", params=MODES)
def attacked(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server that no other test has to use after the attacks."""
    data = tmp_path_factory.mktemp("attacked") / "data"
    started = Server(data, free_port(), request.param, halls=len(ATTACKS)).start()
    yield started
    started.kill()


@pytest.mark.parametrize("name", ATTACKS)
def test_beside_an_attack_the_host_goes_on(attacked: Server, name: str) -> None:
    host = attacked.person("host").connect()
    assert host.do("match.open")["ok"]
    before = [wait(host, number) for number in range(BEFORE)]
    attack, waits = attacker(attacked.port, name, SECONDS, LINES), list[float]()
    while attack.poll() is None:
        waits.append(wait(host, BEFORE + len(waits)))
        time.sleep(0.02)
    codes = json.loads(attack.communicate(timeout=PATIENCE)[0])
    assert max(waits) < max(STANDS_STILL, TIMES * max(before))
    assert name not in CODES or codes.get(CODES[name], 0) > 0
    entries = 1 + BEFORE + len(waits)
    assert host.sees(entries)["seq"] == entries
    attacked.empty()


def wait(host: Person, number: int) -> float:
    """The seconds until a command of the host's has its receipt."""
    begun = time.monotonic()
    assert host.do("scene.show", scene=("teams", "black")[number % 2])["ok"]
    return time.monotonic() - begun
