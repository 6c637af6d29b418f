"""The parts of a review's views: one judge's own sheets, the chair's wall, what the hall has been shown."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12

from scoreboard.presenters.panel.mark_parts import CriterionPart, OwnSheetPart, PanelPart, RequestedPart
from scoreboard.presenters.shape import closed

CellState = Literal["missing", "given", "abstained", "recused", "waiting", "none"]
"""How far one judge is with one subject; ``none``: it was not given to this judge."""


@closed
class ReviewPart(TypedDict):
    """A review's name and looks."""

    id: str
    title: str
    organiser: str
    theme: str
    bright: bool


@closed
class ReviewMarkedPart(TypedDict):
    """One subject as one judge has marked it.  ``item``: its number, which mark sheets name · ``locked``: only 申请更正
    is left · ``voided``: the nomination is over · ``version``: of the form whose texts are shown · ``criteria``: by
    which of the seat's criteria it is marked · ``unit``: who put it forward, as its papers say, "" for a recused judge,
    who has none of them."""

    item: int
    criteria: str
    stage: str
    stage_name: str
    award: str
    award_name: str
    nomination: int
    name: str
    unit: str
    version: int
    locked: bool
    voided: bool
    sheet: OwnSheetPart | None
    requests: list[RequestedPart]


@closed
class ReviewJudgeMe(TypedDict):
    """What a judge's seat needs: whether it has pledged, and its own sheets and nobody else's.  Before the pledge
    ``marked`` is empty.  ``criteria``: of each stage of an award, by a key that the subjects name."""

    ticket: str
    pledged: bool
    criteria: dict[str, list[CriterionPart]]
    marked: list[ReviewMarkedPart]


@closed
class WallJudgePart(TypedDict):
    """A judge of the wall.  ``missing``: how many of its sheets are not there."""

    judge: str
    label: str
    unit: str
    pledged: bool
    missing: int


@closed
class WallSubjectPart(TypedDict):
    """A subject of the wall: how far each judge is with it, in the order of ``judges``; never a mark.  ``waiting``:
    sheets that need a second person."""

    item: int
    nomination: int
    name: str
    unit: str
    over: bool
    cells: list[CellState]
    waiting: int


@closed
class WallPart(TypedDict):
    """One stage of marks of one award that was opened.  ``given``: sheets that are settled, of ``expected``."""

    stage: str
    stage_name: str
    award: str
    award_name: str
    locked: bool
    judges: list[WallJudgePart]
    subjects: list[WallSubjectPart]
    given: int
    expected: int


@closed
class ToOpenPart(TypedDict):
    """A stage of marks that may be opened.  ``unfinished``: nominations that are still on their way."""

    stage: str
    stage_name: str
    award: str
    award_name: str
    nominations: int
    unfinished: int


@closed
class LeftPart(TypedDict):
    """An award that a deputy leads, because its chair stepped aside: the names of the deputies."""

    award: str
    award_name: str
    deputies: list[str]


@closed
class RevealedPart(TypedDict):
    """A winner that was shown."""

    place: int
    name: str
    unit: str


@closed
class RevealPart(TypedDict):
    """The reveal of an award: its winners shown so far, from the last place on; ``total``: how many there are ·
    ``next``: the place that comes next, None once all are shown."""

    award: str
    award_name: str
    total: int
    next: int | None
    shown: list[RevealedPart]


@closed
class RevealablePart(TypedDict):
    """An award that somebody was given, for the host; ``total`` winners, of whom the hall had seen
    ``shown`` when its reveal was left."""

    award: str
    award_name: str
    total: int
    shown: int


@closed
class OnStagePart(TypedDict):
    """The subject whose defence the hall sees.  ``panel``: with its marks, while they are shown."""

    item: int
    nomination: int
    name: str
    unit: str
    award_name: str
    stage_name: str
    panel: PanelPart | None


@closed
class CuePart(TypedDict):
    """A subject that the host may bring on the screen, in the order of the defence.  ``locked``: its marks may be
    shown · ``drawn``: that order was drawn."""

    item: int
    nomination: int
    name: str
    unit: str
    stage: str
    award: str
    award_name: str
    stage_name: str
    locked: bool
    drawn: bool
