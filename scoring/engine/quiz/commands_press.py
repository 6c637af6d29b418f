"""Commands of pressing (抢答): arming, raw presses, the award, fouls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class ArmPress:
    """“开始”: presses count from now (or after the countdown).  Facts: ``arming`` ``opens_at`` ``closes_at``."""

    kind: Literal["press.arm"] = "press.arm"


@dataclass(frozen=True, slots=True)
class EndReading:
    """读完: where presses count while the host reads, the limit for nobody pressing runs from here.

    The arming stays the same, so that a press on its way still counts.  Facts: ``closes_at``.
    """

    kind: Literal["reading.end"] = "reading.end"


@dataclass(frozen=True, slots=True)
class RecordPress:
    """One raw press, kept whatever it is worth.

    ``press`` is the device's own id, ``arming`` the arming it saw ("" where none), ``pressed_at`` the server time in
    ms that the device computed from its offset (None: order of arrival), ``rtt`` its best round trip in ms, ``item``
    what it was made for (None: whichever is current).
    Facts: ``trip`` (the round trip in ms: the server's own measure where it has one) ``cap`` (up to which it is
    believed) ``allowance`` (ms believed beyond half of it; None or left out: the whole trip was believed) ``window``
    (ms to wait for others after it) ``arrived`` ``estimate`` ``uncertainty`` ``cut`` (ms by which the device said it
    was earlier) ``widened`` (how much of the uncertainty comes from that and from ``reach``; left out: nothing)
    ``reach`` (ms for which the press may have been under way by the station's own round trip; left out: not asked)
    ``standing`` (legal | early | barred | stale).
    """

    team: str
    press: str
    arming: str
    pressed_at: int | None = None
    rtt: int | None = None
    source: Literal["tablet", "host", "keyboard", "bridge"] = "tablet"
    item: int | None = None
    kind: Literal["press.record"] = "press.record"


@dataclass(frozen=True, slots=True)
class AwardPress:
    """The collection window is over: the earliest legal press has it.  By the system, or by the host.

    Facts: ``winner`` (None: re-arm), ``margin`` ms to the next (None: alone), ``close_call`` bool, ``by`` rule used,
    ``lot`` where it was drawn.
    """

    kind: Literal["press.award"] = "press.award"


@dataclass(frozen=True, slots=True)
class LapsePress:
    """Nobody pressed within the limit."""

    kind: Literal["press.lapse"] = "press.lapse"


@dataclass(frozen=True, slots=True)
class CallFoul:
    """The host or chief calls a foul: an early press not caught by the devices, or prompting (提示)."""

    team: str
    foul: Literal["press", "prompt"]
    kind: Literal["foul.call"] = "foul.call"
