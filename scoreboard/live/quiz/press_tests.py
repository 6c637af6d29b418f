"""The press test before a round: computed like a press in the match, without a ledger entry."""

from __future__ import annotations

from typing import Any

from scoreboard.live.quiz.messages import PressTest, PressTestResult
from scoreboard.presenters.quiz.match import press_test_allowed
from scoreboard.shared.protocol import Shared
from scoreboard.web.auth import Seat
from scoring.engine.errors import Forbidden, Refused
from scoring.engine.quiz.press import estimate
from scoring.engine.quiz.rule_sheet import PressRule
from scoring.engine.trip import UNMEASURED, Trip
from scoring.usecases.context import Context
from scoring.usecases.quiz.perform import match_state


class PressTests:
    """The press tests of all matches: when each was started, ms since the epoch."""

    def __init__(self, ctx: Context, shared: Shared) -> None:
        self._ctx = ctx
        self._started = shared.table("press tests", int)

    def take(self, seat: Seat, message: PressTest, trip: Trip | None) -> dict[str, Any]:
        """What everybody in the match gets; ``trip`` is the way to the device, None where it was not measured yet.

        Raises ``Refused("press-test-closed")`` while a round is running, ``Forbidden`` for a seat that neither leads
        nor presses.
        """
        arrived = self._ctx.clock.now()
        if not press_test_allowed(match_state(self._ctx, seat.match)):
            raise Refused("press-test-closed")
        result = self._start(seat, arrived) if message.start else self._press(seat, message, arrived, trip)
        return result.model_dump()

    def _start(self, seat: Seat, now: int) -> PressTestResult:
        if seat.role not in ("host", "chief"):
            raise Forbidden("role-not-allowed", role=seat.role)
        self._started.put(seat.stream, now)
        return PressTestResult(state="started", at=now)

    def _press(self, seat: Seat, message: PressTest, arrived: int, trip: Trip | None) -> PressTestResult:
        if seat.role != "team":
            raise Forbidden("role-not-allowed", role=seat.role)
        made = estimate(arrived=arrived, pressed_at=message.pressed_at, trip=trip or UNMEASURED, rule=PressRule())
        started = self._started.get(seat.stream)
        return PressTestResult(
            state="pressed",
            at=made.at,
            team=seat.team,
            press=message.press,
            after=None if started is None else made.at - started,
            arrived=arrived,
            uncertainty=made.uncertainty,
            rtt=None if trip is None else trip.best,
            cut=made.cut,
            slow=trip is not None and trip.slow,
            lacks=message.lacks,
        )
