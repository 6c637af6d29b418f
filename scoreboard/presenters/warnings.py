"""What is wrong with the installation while a match is led: the desks show it until it has gone."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import TypedDict

from scoreboard.i18n.durations import duration
from scoreboard.presenters.presence import PresencePart
from scoreboard.presenters.say import Say
from scoreboard.presenters.shape import closed

CLOCK_NOTICED = 2_000
"""ms by which the machine's clock may be behind its record before anybody is told."""


@closed
class WarningPart(TypedDict):
    """One warning: ``code`` never changes, ``text`` says what is wrong and what to do."""

    code: str
    text: str


def screen_warnings(seats: Sequence[PresencePart], say: Say) -> list[WarningPart]:
    """What the big screens say that they do not show as they should."""
    return [
        {"code": f"screen-{trouble}", "text": say(f"view.warning.screen.{trouble}", label=seat["label"])}
        for seat in seats
        for trouble in seat.get("troubles", ())
    ]


def clock_warnings(behind: int, say: Say) -> list[WarningPart]:
    """That the machine's clock is ``behind`` the record by so many ms; nothing where that is little."""
    if behind < CLOCK_NOTICED:
        return []
    return [{"code": "clock-behind", "text": say("view.warning.clock_behind", by=duration(behind, say))}]
