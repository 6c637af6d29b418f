"""``leitai bench``: a small run of the program's server says its figures; what a figure is made of."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest

from scoreboard.bench import wire
from scoreboard.bench.measure import _last
from tests.live.people import PATIENCE


def measured(*servers: str) -> list[dict[str, object]]:
    asked = [part for name in servers for part in ("--server", name)]
    command = [sys.executable, "-m", "scoreboard", "bench", "--json", "--screens", "3", "--seconds", "1", "--rate", "4"]
    done = subprocess.run([*command, *asked], capture_output=True, check=True, text=True, timeout=4 * PATIENCE)
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


@pytest.mark.skipif(shutil.which("cc") is None, reason="the floor is compiled")
def test_the_servers_are_measured_with_as_many_screens_and_views_of_the_same_size() -> None:
    own, floor = measured("floor", "eventlet")
    assert (own["name"], floor["name"], own["screens"], floor["screens"]) == ("eventlet", "floor", 3, 3)
    assert own["size"] == floor["size"] != 0
    for one in (own, floor):
        assert 0 < one["ack"][0] <= one["ack"][1] <= one["ack"][2] < PATIENCE * 1000  # type: ignore[index, operator]
        assert one["all"][0] <= one["all"][2] < PATIENCE * 1000  # type: ignore[index, operator]  # below 0: before the receipt


def test_a_change_that_came_with_a_later_one_counts_until_then() -> None:
    given = {1: (0.0, 1.0), 2: (2.0, 3.0), 3: (4.0, 5.0)}
    seen = {1: [2, 1.1, 1.2], 3: [2, 5.1, 5.5]}
    assert _last(given, seen, 2) == ([0.5, 2.5, pytest.approx(0.2)], 1)


def test_a_frame_of_a_client_is_read_as_one_of_a_servers_is_written() -> None:
    data = bytes([0x81, 2]) + b"ab" + bytes([0x81, 126, 1, 0]) + b"x" * 256 + bytes([0x81, 5]) + b"abc"
    assert [data[begin:end] for begin, end in wire.frames(data)] == [b"ab", b"x" * 256]


def test_presses_are_measured_alone_and_beside_an_upload() -> None:
    command = [sys.executable, "-m", "scoreboard", "bench", "--json", "--presses", "2", "--screens", "2"]
    done = subprocess.run(
        [*command, "--server", "eventlet"], capture_output=True, check=True, text=True, timeout=4 * PATIENCE
    )
    alone, beside = json.loads(done.stdout)
    assert (alone["beside"], beside["beside"]) == (False, True)
    for one in (alone, beside):
        assert (one["decisions"], one["window"] > 0, len(one["took"])) == (2, True, 4)
        assert one["took"] == sorted(one["took"])
