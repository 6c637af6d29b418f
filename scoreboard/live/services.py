"""The services of the live connection, made together and handed around as one value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scoreboard.live.presence import Presence
from scoreboard.live.publisher import Publisher
from scoreboard.live.quiz.press_tests import PressTests
from scoreboard.live.rate_limit import RateLimit
from scoreboard.live.rooms import Rooms
from scoreboard.live.timekeeper import Timekeeper
from scoreboard.presenters.quiz.source import Source


@dataclass(frozen=True, slots=True)
class LiveServices:
    """``now`` gives ms since the epoch."""

    now: Callable[[], int]
    source: Source
    rooms: Rooms
    presence: Presence
    publisher: Publisher
    timekeeper: Timekeeper
    press_tests: PressTests
    rate_limit: RateLimit
