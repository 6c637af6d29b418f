"""Every Socket.IO event of ``/live``: its name, its direction, what it carries, what it is acknowledged with.

The server reads incoming messages by these models, and the published document is made from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from scoreboard.presenters.presence import DevicePart, PhonesPart, PlacePart, PresencePart, Sounding, Trouble
from scoreboard.web.commands import LARGEST_WHOLE, LONGEST_REASON, unfit

NAMESPACE = "/live"

LONGEST_NAME = 40
"""Characters of the name of a device."""


class Message(BaseModel):
    """Base of what is sent: no field that is not described."""

    model_config = ConfigDict(extra="forbid")


M = TypeVar("M", bound=Message)


class AnyView(Message):
    """Any view of a match: its shape stands in the published document under this name."""


class AnyReviewView(Message):
    """Any view of a review, likewise."""


class AnyCompetitionView(Message):
    """Any view of a competition, likewise."""


class Nothing(Message):
    """An empty object."""


class Act(Message):
    """Base of what changes something.  ``expires``: the moment in server time, ms since the epoch, at which the client
    gives it up; what comes later is refused as ``command-expired`` and does not happen."""

    expires: int | None = None


class CommandMessage(Act):
    """A command under a key that the client made.  The same key again gets the first answer, as over HTTP.  ``seen``:
    the ``last_step`` of the desk's view that it was given on.  ``if_seq``: the seq of that view; a desk's command is
    refused (``head-moved``) where the match has gone on since."""

    key: str = Field(min_length=1, max_length=128)
    command: dict[str, Any]
    reason: str = Field(default="", max_length=LONGEST_REASON)
    seen: int | None = None
    if_seq: int | None = None


class FaultLine(Message):
    """One fault of a rule sheet: its line and place in the file, and what is wrong there in words."""

    place: str
    text: str


class ErrorBody(Message):
    """An error in words: what happened, what is safe, what to do next; ``code`` never changes.

    ``fields`` holds what the words name.  A faulty rule sheet (``sheet-faulty``) lists all its faults in ``faults``,
    as do teams and questions that a program brings.
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


class ServerNotice(Message):
    """What the staff must know about the server itself, in words; empty once all is well again."""

    notices: list[ErrorBody]


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
    """Asked every few seconds.  ``t0`` the client's own time, ``rtt`` its best round trip so far, both in ms; ``seq``
    of the view that it shows, ``version`` of the program that its page came from, where it has one; ``name``: what a
    desk has called this device."""

    t0: float
    rtt: float | None = Field(default=None, ge=0, le=600_000)
    seq: int | None = Field(default=None, ge=0, le=LARGEST_WHOLE)
    version: str = Field(default="", max_length=40)
    name: str = Field(default="", max_length=LONGEST_NAME)


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


class SeatDecide(Act):
    """The desk's answer to a device that asks for a seat."""

    ticket: str = Field(max_length=64)
    device: str = Field(max_length=64)
    approve: bool


class Devices(Message):
    """Every device that is connected here; ``version`` is the server's own.  ``places``: where a screen may be moved
    to; ``phones``: the pages of the public, which have no seats."""

    now: int
    version: str
    devices: list[DevicePart]
    places: list[PlacePart]
    phones: list[PhonesPart]


class DeviceReload(Act):
    """Load the pages of one device on one seat anew.  What was typed there and is not sent stays on the device."""

    ticket: str = Field(max_length=64)
    device: str = Field(max_length=64)


class DeviceName(DeviceReload):
    """Call one device by a name, "" by none.  It stays on the device, which says it with each ``ping.time``."""

    name: str = Field(max_length=LONGEST_NAME)


class DeviceMove(DeviceReload):
    """Let the screen of one device show what another big screen's card shows: ``to`` is the id of that ticket."""

    to: str = Field(max_length=64)


class PageName(Message):
    """What this device is called from now on; "" for nothing."""

    name: str


class JudgeCall(Act):
    """The desk calls a judge who has not marked yet."""

    ticket: str = Field(max_length=64)


class JudgeCalled(Message):
    """The desk waits for this judge: ``by`` whom, ``at`` ms since the epoch."""

    at: int
    by: Literal["host", "chief", "chair"]


class ScreenReport(Message):
    """What a screen does not show as it should, all of it at this moment; nothing where all is well.

    ``media-failed``: a picture, sound or film does not load.  ``film-no-picture``: a film plays without one.
    ``sound-blocked``: the browser wants a touch before it sounds.  ``text-cut``: words do not fit and are moved slowly.
    ``sound``: whether the page may sound for what happens on it; null: it has no such sounds.  A picture for television
    says by its report that it is one; a page of the same card that sends none does not count as an output.
    """

    troubles: list[Trouble] = Field(max_length=8)
    sound: Sounding | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One event.  ``direction`` as seen from the server; ``ack`` None where none is sent."""

    name: str
    direction: Literal["receive", "send"]
    summary: str
    payload: Any
    ack: Any = None
    roles: tuple[str, ...] = ("display", "team", "judge", "host", "chief")


VIEWERS = ("display", "air", "team", "judge", "host", "chief")
"""Who has a view: every audience of a match."""

SEAT_DESKS = ("host", "chief", "chair", "office")
"""Who sees how the seats are connected, and gives a seat to another device."""

DEVICE_DESKS = ("operator", "host", "chief")
"""Who sees every device by itself, and loads its page anew from afar."""

CALLERS = ("host", "chief", "chair")
"""Who calls a judge whose mark sheet is missing."""

EVENTS: tuple[Event, ...] = (
    Event("view", "send", "The whole view of the seat's audience: at connect and after every change.",
          AnyView | AnyReviewView | AnyCompetitionView, roles=VIEWERS),
    Event(
        "view.get", "receive", "Asked for after a gap, a sleep, or every minute.  null while the seat is not yours.",
        Nothing, AnyView | AnyReviewView | AnyCompetitionView | None, roles=VIEWERS,
    ),
    Event("command", "receive", "Give a command; the same path as HTTP.", CommandMessage, CommandDone | Failed),
    Event("ping.time", "receive", "The server's time, for the offset; also says that this device is alive.",
          PingTime, PongTime, roles=VIEWERS),
    Event("time.probe", "send",
          "The server measures the round trip itself, which bounds what a press may claim: acknowledge at once.",
          Nothing, Nothing, roles=("team",)),
    Event("presence", "send", "Who is connected, since when, how well.", PresenceMessage, roles=SEAT_DESKS),
    Event("server.notice", "send", "What is wrong with the server itself, such as a disk that is nearly full.",
          ServerNotice, roles=("host", "chief")),
    Event("seat.request", "send", "Where this device stands with its seat.", SeatRequest, roles=("team", "judge")),
    Event("seat.decide", "receive", "Give a seat to the device that asks for it, or not.", SeatDecide, Done | Failed,
          roles=SEAT_DESKS),
    Event("devices.get", "receive", "Every device that is connected, with how it stands.", Nothing, Devices | Failed,
          roles=DEVICE_DESKS),
    Event("device.reload", "receive", "Load the page of one device anew.", DeviceReload, Done | Failed,
          roles=DEVICE_DESKS),
    Event("device.name", "receive", "Call one device by a name.", DeviceName, Done | Failed, roles=DEVICE_DESKS),
    Event("device.move", "receive", "Let one screen show what another big screen's card shows.", DeviceMove,
          Done | Failed, roles=DEVICE_DESKS),
    Event("page.reload", "send", "A desk asks this page alone to load itself anew.", Nothing,
          roles=(*VIEWERS, "operator")),
    Event("page.name", "send", "A desk has called this device by a name, which it keeps.", PageName,
          roles=(*VIEWERS, "operator")),
    Event("page.move", "send", "A desk moves this screen: `POST /api/moved` says where to, within half a minute.",
          Nothing, roles=("display",)),
    Event("judge.call", "receive", "Call a judge whose sheet is missing; its tablet shows a gentle sign.", JudgeCall,
          Done | Failed, roles=CALLERS),
    Event("screen.report", "receive", "What the screen does not show as it should; the desks are told.", ScreenReport,
          Done | Failed, roles=("display", "air")),
    Event("judge.call", "send", "The desk asks for this judge's sheet.", JudgeCalled, roles=("judge",)),
)  # fmt: skip
"""What every job has; ``LiveJob.events`` are a job's own."""


def read_message(kind: type[M], data: Any) -> M:
    """An incoming message; raises ``Invalid("shape")`` for what does not fit."""
    try:
        return kind.model_validate({} if data is None else data, strict=True)
    except ValidationError as error:
        raise unfit(error) from None
