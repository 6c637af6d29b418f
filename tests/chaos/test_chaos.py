"""Everything that breaks, one after the other in an order by chance, while a match is led: the seed is printed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.chaos.hall import Hall, hall
from tests.live.conftest import LONG, MODES

HOUR = 3_600_000
LEITAI = [sys.executable, "-m", "scoreboard", "backup"]

ROUNDS = int(os.environ.get("LEITAI_CHAOS_ROUNDS", "10"))
"""Rounds of the long form, each with all that may happen, in an order of its own."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of another process are set on Linux only"),
]

Trouble = tuple[str, Callable[[Any], None]]


def troubles(*, short: bool) -> list[Trouble]:
    """All that may happen, with its name; ``short`` in a minute and not in five."""
    brief, long = (2.0, 5.0) if short else (5.0, 60.0)
    running = [("clock +8 h", 8 * HOUR), ("clock -60 s", -60_000), ("clock -2 h", -2 * HOUR)]
    found: list[Trouble] = [
        ("kill", Hall.kill),
        ("cut", partial(Hall.cut, seconds=brief)),
        ("stall", partial(Hall.stall, seconds=brief)),
        ("half-open", partial(Hall.half_open, seconds=5.0)),
        ("disk full", partial(Hall.full, seconds=brief)),
        ("locked", partial(Hall.lock, seconds=brief)),
        *((name, partial(Hall.clock, ms=ms)) for name, ms in running),
        ("start with the clock -2 h", partial(Hall.clock_and_start, ms=-2 * HOUR)),
    ]
    if not short:
        found += [
            ("long cut", partial(Hall.cut, seconds=long)),
            ("long stall", partial(Hall.stall, seconds=long)),
            ("long half-open", partial(Hall.half_open, seconds=long)),
            ("start with the clock -60 s", partial(Hall.clock_and_start, ms=-60_000)),
        ]
    return found


def suffer(one: Hall, what: Sequence[Trouble]) -> None:
    """One trouble after the other, and after each everything must hold."""
    for name, happens in what:
        one.deafen()
        begun = time.monotonic()
        happens(one)
        try:
            one.check()
        except AssertionError as error:
            raise AssertionError(f"after {name}: {error}") from error
        print(f"{name}: {time.monotonic() - begun:.1f} s, right after {one.worst:.2f} s at worst")
        one.go_on()


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("mode", LONG)
def test_nothing_acknowledged_is_lost_or_counts_twice_whatever_breaks(mode: str, tmp_path: Path) -> None:
    seed = int(os.environ.get("LEITAI_CHAOS_SEED", time.time_ns() % 100_000))
    print(f"LEITAI_CHAOS_SEED={seed}")
    with hall(tmp_path, mode, seed) as one:
        what = troubles(short=True)
        one.luck.shuffle(what)
        suffer(one, what)


@pytest.mark.nightly
@pytest.mark.timeout(24 * 3600)
@pytest.mark.parametrize("mode", MODES)
def test_the_same_for_hours_with_breaks_of_a_minute(mode: str, tmp_path: Path) -> None:
    for number in range(ROUNDS):
        seed = int(os.environ.get("LEITAI_CHAOS_SEED", time.time_ns() % 100_000)) + number
        print(f"round {number}: LEITAI_CHAOS_SEED={seed}")
        folder = tmp_path / str(number)
        folder.mkdir()
        with hall(folder, mode, seed, red=15.0) as one:
            what = troubles(short=False)
            one.luck.shuffle(what)
            suffer(one, what)


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("mode", LONG)
def test_a_lost_write_ahead_log_is_told_and_a_restored_backup_comes_to_every_open_screen(
    mode: str, tmp_path: Path
) -> None:
    with hall(tmp_path, mode, seed=1) as one:
        one.pause(0.5, 1.0)
        assert "db-behind" in one.lose_wal(), "it does not serve what lacks acknowledged entries"
        one.check()
        backup(one, "create")
        kept = one.host.wait(lambda view: view["scene"] == "question", 10)
        assert kept is not None
        epoch, seq = kept["epoch"], kept["seq"]
        one.go_on()
        one.pause(1.0, 1.5)
        one.rest()
        one.server.kill()
        backup(one, "restore", "latest")
        one.forget_after(seq)
        one.server.start()
        for who, client in one.clients.items():
            seen = client.wait(lambda view: view["epoch"] != epoch, 90)
            assert seen is not None, who
            assert (seen["seq"], seen["scene"]) == (seq, "question")
        one.go_on()
        one.pause(1.0, 1.5)
        one.check()


def backup(one: Hall, *arguments: str) -> None:
    command = [*LEITAI, *arguments, "--data", str(one.server.data)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "LEITAI_LANG": "en"}, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
