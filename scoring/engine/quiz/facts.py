"""What the use case gives to a decision: read from the store, never guessed by the engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.quiz.phones import HallAnswer
from scoring.engine.quiz.rule_sheet import RuleSheet
from scoring.engine.quiz.setup import Key, Setup
from scoring.engine.trip import Trip


@dataclass(frozen=True, slots=True)
class Facts:
    """``setup`` for match.open · ``keys`` by question id · ``rule_sheet`` with its digest for rules.change · ``lot``: a
    fair whole number in [0, 2**32) for a draw · ``trip``: the round trip to the device as the server measured it (None:
    the device's own measurement counts) · ``slowest``: the longest round trip in ms to a station that may have pressed
    before · ``came``: when a press or an answer came in, ms since the epoch, before it waited for the write lock (None:
    when it was written) · ``actor``: who gives the command, ``device``: from which browser, "" if none is known ·
    ``judges`` for panel.open · ``hall``: what the phones answered, in order of their numbers · ``secret`` of a draw."""

    setup: Setup | None = None
    keys: Mapping[str, Key] = field(default_factory=dict)
    rule_sheet: RuleSheet | None = None
    rule_sheet_digest: str = ""
    lot: int = 0
    actor: str = ""
    device: str = ""
    trip: Trip | None = None
    slowest: int = 0
    came: int | None = None
    judges: tuple[PanelJudge, ...] = ()
    hall: tuple[HallAnswer, ...] = ()
    secret: str = ""

    def arrived(self, at: int) -> int:
        """When a command that is written at ``at`` came in: a command in time does not become late because it
        waited."""
        return at if self.came is None else min(self.came, at)


NO_FACTS = Facts()
"""For commands that need nothing from the store."""
