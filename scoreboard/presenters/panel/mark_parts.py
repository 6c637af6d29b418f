"""The parts of a view that tell of a panel: its criteria, who has marked, and from the lock on the sheets."""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12

from scoreboard.presenters.shape import closed
from scoring.engine.panel.marks import MarkState


@closed
class CriterionPart(TypedDict):
    """What a judge marks by: range and step of its marks, weight as a factor, what the levels mean, best first.

    ``name`` is "" where the panel marks as a whole.
    """

    id: str
    name: str
    low: str
    high: str
    step: str
    weight: str
    levels: list[str]


@closed
class PanelSeatPart(TypedDict):
    """How far one judge is, for the desks; never what it gave.  ``waiting``: its sheet needs a second person."""

    judge: str
    label: str
    state: Literal["missing", "given", "abstained", "recused", "waiting"]
    source: Literal["tablet", "paper"] | None


@closed
class SheetPart(TypedDict):
    """One judge's sheet after the lock.  ``total`` None where there is no number; ``dropped`` by the rule; ``unit``
    where the judge's is known."""

    judge: str
    label: str
    unit: NotRequired[str]
    state: MarkState
    marks: dict[str, str]
    total: str | None
    dropped: Literal["high", "low"] | None


@closed
class OwnSheetPart(TypedDict):
    """One version of a sheet; ``marks`` empty for abstained and recused, and while they are nobody else's business."""

    state: Literal["given", "abstained", "recused"]
    marks: dict[str, str]
    total: str | None
    version: int
    source: Literal["tablet", "paper"]
    at: int


@closed
class VersionPart(OwnSheetPart):
    """A version that another one replaced, for the desks."""

    judge: str
    label: str


@closed
class WaitingPart(TypedDict):
    """A sheet that waits for a second person, for the desks.  ``sheet`` is what ``mark.decide`` calls it, ``by`` the
    actor who gave it: somebody else has to decide."""

    sheet: int
    judge: str
    label: str
    kind: Literal["late", "paper", "correction"]
    marks: dict[str, str]
    total: str | None
    by: str
    reason: str
    at: int


@closed
class RequestedPart(TypedDict):
    """What a judge sent after the lock and nobody has decided on yet: a late sheet, or a correction it asks for."""

    kind: Literal["late", "correction"]
    marks: dict[str, str]
    total: str | None
    reason: str
    at: int


@closed
class GivenPart(TypedDict):
    """How many judges have handed in, ``of`` those who mark."""

    given: int
    of: int


@closed
class AudiencePart(TypedDict):
    """The audience panel: its share in percent, and its count.  ``state``: nothing has come, nobody voted, or a count
    is confirmed; for the desks before the lock, then for everybody.  ``count`` as people write it (38/50); ``total`` is
    its mark on the judges' range.  ``name`` is "" where the rule sheet gives it none."""

    name: str
    weight: str
    state: Literal["missing", "none", "given"]
    count: str
    total: str | None


@closed
class PanelPart(TypedDict):
    """The panel of one item.  ``count`` while they mark, where the rules show it.  ``judges`` ``waiting`` ``history``
    for the desks; ``sheets`` and what follows from them come with the lock, for everybody but a judge who is recused
    from this item.

    ``whole``: marked and locked with its whole round.  ``lines`` explain the score, ``script`` is what the host reads
    aloud.  ``audience``: where the rules have an audience panel.
    """

    state: Literal["open", "locked"]
    whole: bool
    criteria: list[CriterionPart]
    count: NotRequired[GivenPart]
    judges: NotRequired[list[PanelSeatPart]]
    waiting: NotRequired[list[WaitingPart]]
    history: NotRequired[list[VersionPart]]
    sheets: NotRequired[list[SheetPart]]
    score: NotRequired[str | None]
    lines: NotRequired[list[str]]
    script: NotRequired[list[str]]
    audience: NotRequired[AudiencePart]
