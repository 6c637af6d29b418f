"""Every Socket.IO event of ``/live``: its name, its direction, what it carries, what it is acknowledged with.

The server reads incoming messages by these models, and the published document is made from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from scoreboard.presenters.quiz.views import AnyView, PresencePart
from scoreboard.web.commands import LONGEST_REASON

NAMESPACE = "/live"


class Message(BaseModel):
    """Base of what is sent: no field that is not described."""

    model_config = ConfigDict(extra="forbid")


class Nothing(Message):
    """An empty object."""


class CommandMessage(Message):
    """A command under a key that the client made.  The same key again gets the first answer, as over HTTP."""

    key: str = Field(min_length=1, max_length=128)
    command: dict[str, Any]
    reason: str = Field(default="", max_length=LONGEST_REASON)


class FaultLine(Message):
    """One fault of a rule sheet: its line and place in the file, and what is wrong there in words."""

    place: str
    text: str


class ErrorBody(Message):
    """An error in words: what happened, what is safe, what to do next; ``code`` never changes.

    ``fields`` holds what the words name.  A faulty rule sheet (``sheet-faulty``) lists all its faults in ``faults``.
    """

    code: str
    message: str
    what_is_safe: str
    next: str
    fields: dict[str, int | str | list[FaultLine]]


class Failed(Message):
    """The answer to anything that was refused."""

    ok: Literal[False] = False
    error: ErrorBody


class CommandDone(Message):
    """The command is in the ledger; its effect comes with the next view."""

    ok: Literal[True] = True
    seq: int
    at: int
    repeat: bool


class Done(Message):
    """It is done."""

    ok: Literal[True] = True


class PingTime(Message):
    """Asked every few seconds.  ``t0`` the client's own time, ``rtt`` its best round trip so far, both in ms."""

    t0: float
    rtt: float | None = Field(default=None, ge=0, le=600_000)


class PongTime(Message):
    """``server``: ms since the epoch.  The offset of the best of the last eight round trips is the one to use."""

    t0: float
    server: int


class PresenceMessage(Message):
    """Every seat of the match and how it is connected."""

    now: int
    seats: list[PresencePart]


class SeatRequest(Message):
    """Where a device stands with its seat.

    ``waiting``: another device has the seat, the desk was asked.  ``seated``: it is yours, the view follows.
    ``refused``: the desk keeps the other device.  ``replaced``: the desk gave your seat to another device.
    """

    state: Literal["waiting", "seated", "refused", "replaced"]


class SeatDecide(Message):
    """The desk's answer to a device that asks for a seat."""

    ticket: str = Field(max_length=64)
    device: str = Field(max_length=64)
    approve: bool


class JudgeCall(Message):
    """The desk calls a judge who has not marked yet."""

    ticket: str = Field(max_length=64)


class JudgeCalled(Message):
    """The desk waits for this judge: ``by`` whom, ``at`` ms since the epoch."""

    at: int
    by: Literal["host", "chief"]


class PressTest(Message):
    """The press test before a round.  A desk starts it (``start``); a team's seat presses.

    ``press`` the device's own id for it, ``pressed_at`` server time in ms as the device reckons, ``rtt`` its best round
    trip in ms.
    """

    start: bool = False
    press: str = Field(default="", max_length=64)
    pressed_at: int | None = None
    rtt: int | None = Field(default=None, ge=0, le=600_000)


class PressTestResult(Message):
    """What everybody in the match sees of the test.

    ``started``: press now; ``at`` is when it opened.  ``pressed``: ``team`` pressed ``after`` ms later (None where no
    test was started), known to ± ``uncertainty`` ms; ``arrived`` is when it came.  ``rtt`` is the round trip that the
    server measured (None: not yet, the order of arrival counts), ``slow`` where that is more than is believed of one,
    ``cut`` by how many ms the device said it was earlier than can be believed.
    """

    state: Literal["started", "pressed"]
    at: int
    team: str = ""
    press: str = ""
    after: int | None = None
    arrived: int = 0
    uncertainty: int = 0
    rtt: int | None = None
    cut: int = 0
    slow: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One event.  ``direction`` as seen from the server; ``ack`` None where none is sent."""

    name: str
    direction: Literal["receive", "send"]
    summary: str
    payload: Any
    ack: Any = None
    roles: tuple[str, ...] = ("display", "team", "judge", "host", "chief")


EVENTS: tuple[Event, ...] = (
    Event("view", "send", "The whole view of the seat's audience: at connect and after every change.", AnyView),
    Event(
        "view.get", "receive", "Asked for after a gap, a sleep, or every minute.  null while the seat is not yours.",
        Nothing, AnyView | None,
    ),
    Event("command", "receive", "Give a command; the same path as HTTP.", CommandMessage, CommandDone | Failed),
    Event("ping.time", "receive", "The server's time, for the offset; also says that this device is alive.",
          PingTime, PongTime),
    Event("time.probe", "send",
          "The server measures the round trip itself, which bounds what a press may claim: acknowledge at once.",
          Nothing, Nothing, roles=("team",)),
    Event("presence", "send", "Who is connected, since when, how well.", PresenceMessage, roles=("host", "chief")),
    Event("seat.request", "send", "Where this device stands with its seat.", SeatRequest, roles=("team", "judge")),
    Event("seat.decide", "receive", "Give a seat to the device that asks for it, or not.", SeatDecide, Done | Failed,
          roles=("host", "chief")),
    Event("judge.call", "receive", "Call a judge whose sheet is missing; its tablet shows a gentle sign.", JudgeCall,
          Done | Failed, roles=("host", "chief")),
    Event("judge.call", "send", "The desk asks for this judge's sheet.", JudgeCalled, roles=("judge",)),
    Event("press.test", "receive", "Start the press test, or press in it.", PressTest, Done | Failed,
          roles=("team", "host", "chief")),
    Event("press.test", "send", "What happened in the press test.", PressTestResult),
)  # fmt: skip
"""The whole vocabulary of the socket."""
