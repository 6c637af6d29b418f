"""Everything that breaks where a server is several processes: PostgreSQL, Redis, nginx, one of the processes."""

from __future__ import annotations

import os
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from tests.chaos.large import LargeHall, large_hall
from tests.chaos.test_chaos import ROUNDS, Trouble, suffer
from tests.live.conftest import MODES

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="as the other servers of these tests"),
]


def troubles(*, short: bool) -> list[Trouble]:
    """All that may happen, with its name."""
    brief, long = (1.0, 2.0) if short else (5.0, 30.0)
    return [
        ("PostgreSQL restarted", partial(LargeHall.restart_database, seconds=brief)),
        ("PostgreSQL away for long", partial(LargeHall.restart_database, seconds=long)),
        ("Redis flushed", LargeHall.flush),
        ("Redis stopped", partial(LargeHall.restart_shared, seconds=long)),
        ("a process killed", LargeHall.kill_one),
        ("another process killed", LargeHall.kill_one),
        ("nginx reloaded", LargeHall.reload_nginx),
        ("nginx restarted", partial(LargeHall.restart_nginx, seconds=brief)),
    ]


def one_round(folder: Path, mode: str, number: int, *, short: bool) -> None:
    seed = int(os.environ.get("LEITAI_CHAOS_SEED", time.time_ns() % 100_000)) + number
    print(f"round {number}: LEITAI_CHAOS_SEED={seed}")
    with large_hall(folder, mode, seed) as one:
        what = troubles(short=short)
        one.luck.shuffle(what)
        suffer(one, what)


@pytest.mark.nightly
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("mode", MODES)
def test_nothing_acknowledged_is_lost_or_counts_twice_whatever_part_of_several_breaks(
    mode: str, tmp_path: Path
) -> None:
    one_round(tmp_path, mode, 0, short=True)


@pytest.mark.nightly
@pytest.mark.timeout(24 * 3600)
@pytest.mark.parametrize("mode", MODES)
def test_the_same_of_several_for_hours_with_longer_breaks(mode: str, tmp_path: Path) -> None:
    for number in range(ROUNDS):
        folder = tmp_path / str(number)
        folder.mkdir()
        one_round(folder, mode, number, short=False)
