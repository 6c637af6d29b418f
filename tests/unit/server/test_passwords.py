from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from scoreboard.server import passwords as module
from scoreboard.server import runtime
from scoreboard.server.passwords import MOST_WAITING, Passwords
from scoring.engine.errors import Refused
from tests.kept import COSTLY


def test_a_hash_proves_its_own_password_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_hasher", COSTLY)
    passwords = Passwords()
    stored = passwords.hash("足够长的一个密码")
    assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert passwords.check(stored, "足够长的一个密码")
    assert not passwords.check(stored, "另一个密码另一个")
    assert not passwords.check("no hash at all", "足够长的一个密码")


def test_passwords_are_checked_one_by_one_and_a_flood_of_them_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, at_once, most, refused = threading.Event(), 0, 0, []

    def slow(function: Callable[..., Any], *args: Any) -> bool:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        go_on.wait(10)
        at_once -= 1
        return True

    def knock() -> None:
        try:
            passwords.check("stored", "typed")
        except Refused as error:
            refused.append(error.code)

    monkeypatch.setattr(runtime, "offload", slow)
    passwords = Passwords()
    guests = [threading.Thread(target=knock) for _ in range(MOST_WAITING + 5)]
    for guest in guests:
        guest.start()
    limit = time.monotonic() + 10
    while len(refused) < 5 and time.monotonic() < limit:
        time.sleep(0.01)
    go_on.set()
    for guest in guests:
        guest.join()
    assert refused == ["sign-in-busy"] * 5
    assert most == 1
    assert passwords.check("stored", "typed")
