"""The views: one whole picture of a match for one audience, made of parts.

What only one kind of seat has stands here: a team's own things, a judge's own vote, what a desk may do.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12

from scoreboard.presenters.face import FacePart
from scoreboard.presenters.panel.mark_parts import CriterionPart, OwnSheetPart, PanelPart, RequestedPart
from scoreboard.presenters.presence import AudienceKind, PresencePart
from scoreboard.presenters.quiz.course import TieOffPart
from scoreboard.presenters.quiz.face import CaptionPart, SoundPart
from scoreboard.presenters.quiz.parts import (
    ClockPart,
    ItemPart,
    MatchPart,
    OptionPart,
    PressPart,
    RankPart,
    RoundLine,
    RoundPart,
    ShownMarksPart,
    TeamPart,
    TeamStage,
    VerdictPart,
    Why,
)
from scoreboard.presenters.quiz.players import AnswererPart, BestPlayerPart
from scoreboard.presenters.quiz.reveal import AwardPart, FreezePart, RankRevealPart
from scoreboard.presenters.shape import closed
from scoreboard.presenters.warnings import WarningPart
from scoring.engine.quiz.commands_play import Scene
from scoring.engine.quiz.rule_sheet import QuestionType, Verdict


@closed
class OwnPress(TypedDict):
    """A station's own press.  ``may`` whether a press counts for it, else ``why``; ``id`` of its recorded press."""

    may: bool
    why: Why
    id: str | None
    standing: Literal["", "legal", "early", "barred", "stale"]
    won: bool


@closed
class TeamMe(TypedDict):
    """What the seat of a team needs: which of the six pictures to draw, and its own things only."""

    team: str
    seat: int
    state: TeamStage
    answer: list[str] | None
    final: bool
    verdict: Verdict | None
    points: str | None
    press: OwnPress | None
    stakes: list[str]
    may_pass: bool
    delegates: list[str]
    must_delegate: bool


@closed
class MarkedPart(TypedDict):
    """One item of the running round as one judge of its panel has marked it.  ``locked``: only 申请更正 is left."""

    item: int
    slot: int
    team: str | None
    locked: bool
    voided: bool
    sheet: OwnSheetPart | None
    requests: list[RequestedPart]


@closed
class JudgeMe(TypedDict):
    """What a judge's seat needs: its own vote on the current answer; its own sheets of this round and no other's.

    ``panel``: it sits on the current item's panel.  ``marked`` holds every item of the running or last round with a
    panel that it sat on, in order, marked by ``criteria``.
    """

    ticket: str
    verdict: Verdict | None
    panel: bool
    recused: bool
    sheet: OwnSheetPart | None
    requests: list[RequestedPart]
    criteria: list[CriterionPart]
    marked: list[MarkedPart]


@closed
class ActionPart(TypedDict):
    """Something the desk may do, or may not and why.  ``needs``: the command's fields still to be filled in."""

    id: str
    command: dict[str, Any]
    primary: bool
    enabled: bool
    why: str
    why_text: str
    needs_reason: bool
    needs: list[str]
    group: str


@closed
class PoolPart(TypedDict):
    """A question of the running round's pool, or a spare."""

    id: str
    no: int
    type: QuestionType
    stem: str
    stake: str | None
    used: bool


@closed
class LogPart(TypedDict):
    """One entry as a sentence.  ``undone``: an undo took it back; ``step``: one still could."""

    seq: int
    at: int
    kind: str
    actor: str
    text: str
    reason: str
    undone: bool
    step: bool


@closed
class AskedPart(TypedDict):
    """One judged question of a rapid run, which has a verdict of its own."""

    id: str
    type: QuestionType | None
    stem: str
    key: list[str]
    verdict: Verdict | None
    points: str


@closed
class PlayedPart(TypedDict):
    """An item that was played, for corrections and voiding.  ``options`` for its key; ``asked`` in a rapid run only;
    ``answerers`` where contestants are named."""

    no: int
    round: str
    slot: int
    team: str | None
    voided: bool
    stem: str
    type: QuestionType | None
    options: list[OptionPart]
    key: list[str]
    verdicts: dict[str, VerdictPart]
    asked: list[AskedPart]
    answerers: NotRequired[list[AnswererPart]]
    panel: NotRequired[PanelPart]


@closed
class MissingPart(TypedDict):
    """One line of the checklist before the opening.  ``blocking``: the match cannot open without it."""

    text: str
    blocking: bool


@closed
class View(TypedDict):
    """The whole view.  A page draws it and keeps nothing else; ``(epoch, seq)`` orders views of one server.

    ``marks``: whose marks the hall sees, while the scene is 亮分.  ``best_player`` where the rule sheet has such a
    prize: for the desks always, for everybody else while it is announced.  ``freeze`` while 封榜 is on, ``reveal`` and
    ``awarded`` in their scenes; absent else.  ``link``: 待机 shows the way to the public
    page; absent where it does not.  ``introduced``: the team that 亮相 shows alone; absent where it shows all.
    ``caption`` in the scene ``text``.  ``face`` and ``sound``, where there is any, for the display and the desks.
    """

    epoch: str
    seq: int
    now: int
    audience: AudienceKind
    match: MatchPart
    scene: Scene
    rounds: list[RoundLine]
    round: RoundPart | None
    item: ItemPart | None
    marks: ShownMarksPart | None
    clock: ClockPart | None
    press: PressPart | None
    teams: list[TeamPart]
    ranking: list[RankPart]
    tie_off: TieOffPart | None
    locked: bool
    best_player: NotRequired[BestPlayerPart]
    freeze: NotRequired[FreezePart]
    reveal: NotRequired[RankRevealPart]
    awarded: NotRequired[AwardPart]
    link: NotRequired[Literal[True]]
    introduced: NotRequired[str]
    caption: NotRequired[CaptionPart]
    face: NotRequired[FacePart]
    sound: NotRequired[SoundPart]


@closed
class TeamView(View):
    """The view of a team's seat."""

    me: TeamMe


@closed
class JudgeView(View):
    """The view of a judge's seat."""

    me: JudgeMe


@closed
class HallPart(TypedDict):
    """Teams, ranking and tie-off as the hall has them, while marks that are locked wait for their showing, or 封榜 is
    on."""

    teams: list[TeamPart]
    ranking: list[RankPart]
    tie_off: TieOffPart | None


@closed
class LowerThirdPart(TypedDict):
    """A lower third (人名条): who is in the camera's picture, and what of."""

    name: str
    note: str


@closed
class DeskView(View):
    """The view of the host and of the chief judge.  ``items`` the latest, and all with a panel in this round;
    ``last_step`` the seq of the step that the next one goes on from, 0 before the first; ``check_code`` of a locked
    result, "" while it is open; ``warnings`` of the server and of the screens, where there are any; ``hall`` where that
    has other totals than the desk; ``answerer`` where a contestant may be named now; ``captions``: the texts that are
    prepared, where there are any; ``lower_third``: whose name is on air, absent where none is;
    ``counts_waiting``: how many sheets of the audience panel's counts wait for a second person, where any does."""

    actions: list[ActionPart]
    pool: list[PoolPart]
    spares: list[PoolPart]
    items: list[PlayedPart]
    log: list[LogPart]
    presence: list[PresencePart]
    next_team: str | None
    delegates: list[str]
    missing: list[MissingPart]
    last_step: int
    check_code: str
    warnings: NotRequired[list[WarningPart]]
    answerer: NotRequired[AnswererPart]
    hall: NotRequired[HallPart]
    captions: NotRequired[list[CaptionPart]]
    lower_third: NotRequired[LowerThirdPart]
    counts_waiting: NotRequired[int]
