"""Who is connected, as the desks see it."""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12

from scoreboard.presenters.shape import closed
from scoring.usecases.records import TicketRole

AudienceKind = Literal["display", "air", "team", "judge", "host", "chief"]
"""Whose seat of a match it is, and so which kind of view it gets."""

DeviceState = Literal["ok", "stale", "gone", "never"]
"""How a seat is connected; ``stale`` is a device that looks connected and has fallen silent."""

Trouble = Literal["media-failed", "film-no-picture", "sound-blocked", "text-cut"]
"""What a big screen may say that it does not show as it should."""

Sounding = Literal["off", "allowed", "blocked"]
"""Whether a big screen sounds: the match has no sound; the browser lets the page sound; it wants a touch first."""


@closed
class RequestPart(TypedDict):
    """A second device that asks for a seat."""

    device: str
    since: int


@closed
class PresencePart(TypedDict):
    """One seat of the wall.  ``stale`` is a device that looks connected and has fallen silent; ``rtt`` ms;
    ``troubles``: what its screens say that they do not show, where they say anything; ``sound``: whether they
    sound, the worst of several, where they have said so."""

    ticket: str
    role: TicketRole
    label: str
    team: str
    seat: int
    state: DeviceState
    since: int | None
    last_seen: int | None
    rtt: int | None
    devices: int
    requests: list[RequestPart]
    troubles: NotRequired[list[Trouble]]
    sound: NotRequired[Sounding]


@closed
class DevicePart(TypedDict):
    """One device that is connected, on a seat.  ``match``: the match of its card, "" for a card of the competition;
    ``name``: what a desk has called it, "" for nothing; ``rtt`` ms; ``seq``: of the view that it shows, told of big
    screens alone, since that of another seat may tell what was given; ``version``: of the program that its page came
    from, "" where it does not say."""

    ticket: str
    device: str
    role: TicketRole
    label: str
    name: str
    match: str
    team: str
    state: DeviceState
    since: int
    last_seen: int
    rtt: int | None
    seq: int | None
    version: str


@closed
class PlacePart(TypedDict):
    """The card of a big screen, by its ticket; ``match``: "" for a card of the competition."""

    ticket: str
    label: str
    match: str


@closed
class PhonesPart(TypedDict):
    """The pages of the public that follow the match or competition ``code``: so many over sockets, and about so many
    that poll, without those that a cache before the server answers; ``seq``: of the view that they were given last."""

    code: str
    sockets: int
    polls: int
    seq: int | None
