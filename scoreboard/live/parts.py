"""The parts of the live connection, made together and handed around as one value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scoreboard.live.pace import Pace
from scoreboard.live.presence import Presence
from scoreboard.live.press_test import PressTests
from scoreboard.live.publisher import Publisher
from scoreboard.live.rooms import Rooms
from scoreboard.live.timekeeper import Timekeeper
from scoreboard.presenters.source import Source


@dataclass(frozen=True, slots=True)
class Parts:
    """``now`` gives ms since the epoch."""

    now: Callable[[], int]
    source: Source
    rooms: Rooms
    presence: Presence
    publisher: Publisher
    timekeeper: Timekeeper
    press_tests: PressTests
    pace: Pace
