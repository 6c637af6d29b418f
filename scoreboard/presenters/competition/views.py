"""The views of a competition: one stage for the hall, all matches for the operator."""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12

from scoreboard.presenters.face import FacePart
from scoreboard.presenters.shape import closed
from scoreboard.presenters.warnings import WarningPart

PlayState = Literal["none", "unprepared", "prepared", "running", "paused", "locked"]
"""``none``: a group without a match yet · ``unprepared``: questions or stations are missing · ``paused``: its clock."""

Told = Literal["through", "out", "open", ""]
"""What the hall is told of a team: it goes on, it does not, both may come; "" where nothing can be said."""


@closed
class EventPart(TypedDict):
    """The competition: its title and looks."""

    id: str
    title: str
    organiser: str
    theme: str
    bright: bool


@closed
class ProgressPart(TypedDict):
    """How far a match is: the number and the name of its round, "" between rounds; the items of the round that were
    played, of ``items``, 0 where it has no number of them."""

    state: PlayState
    round_no: int
    rounds: int
    round: str
    item: int
    items: int


@closed
class StandingPart(TypedDict):
    """One team: ``no`` in the competition, 0 for one that is not registered; ``rank`` 0 and ``score`` "" before its
    match is opened, and rank 0 where it left and is not ranked."""

    no: int
    name: str
    rank: int
    tied: bool
    score: str
    fate: Told
    left: bool


@closed
class PlannedPart(TypedDict):
    """When a match begins, by the clocks of the venue (``2026-06-06T09:30``), and where."""

    at: str
    hall: str


@closed
class GroupPart(TypedDict):
    """One group, best team first; as it was drawn before its match is opened.  ``tie_off``: from 1 for a match beside
    the groups in which teams that are level on a line play for its places, 0 for a group · ``bounded``: whether the
    rules bound what its teams can still lose; where not, who is still open is not said · ``frozen``: its table stands
    as it was at 封榜; absent where it does not · ``planned``: of a match to come, as the schedule was published; absent
    where nothing is."""

    no: int
    tie_off: int
    progress: ProgressPart
    teams: list[StandingPart]
    bounded: bool
    frozen: NotRequired[Literal[True]]
    planned: NotRequired[PlannedPart]


@closed
class StagePart(TypedDict):
    """One stage.  ``place`` from 1, of ``count`` · ``advance``: how many of each group go on, ``runners_up``: how many
    of the next besides, both 0 in the last stage · ``written``: it has no groups; its published ranking, while it is
    cued, stands as group 0 · ``decided``: who goes on was
    confirmed."""

    place: int
    count: int
    name: str
    advance: int
    runners_up: int
    written: bool
    decided: bool
    groups: list[GroupPart]


@closed
class CompetitionView(TypedDict):
    """What the hall sees of a competition.  ``(epoch, seq)`` orders views of one server; ``stage`` None before stages
    are set; ``face`` absent where the competition has nothing of its own."""

    epoch: str
    seq: int
    now: int
    audience: Literal["display", "operator"]
    event: EventPart
    stage: StagePart | None
    face: NotRequired[FacePart]


@closed
class SeatsPart(TypedDict):
    """How many seats of a kind are connected, of how many that have a card."""

    here: int
    cards: int


@closed
class MatchLinePart(TypedDict):
    """One match on the operator's page.  ``leading``: the names of those who are ahead; ``more`` besides them are level
    with the last · ``planned`` as in ``GroupPart``."""

    id: str
    title: str
    stage: str
    progress: ProgressPart
    leading: list[str]
    more: int
    screens: SeatsPart
    tablets: SeatsPart
    desks: SeatsPart
    planned: NotRequired[PlannedPart]


@closed
class RankingCuePart(TypedDict):
    """A written stage whose ranking was published: ``place`` from 1; whether the hall's screens have it."""

    place: int
    name: str
    shown: bool


@closed
class CompetitionOperatorView(TypedDict):
    """The view of the operator: every match, the rankings that may be cued, the hall's own screens, what the screens do
    not show as they should."""

    epoch: str
    seq: int
    now: int
    audience: Literal["display", "operator"]
    event: EventPart
    matches: list[MatchLinePart]
    rankings: list[RankingCuePart]
    screens: SeatsPart
    warnings: list[WarningPart]


AnyCompetitionView = CompetitionView | CompetitionOperatorView
