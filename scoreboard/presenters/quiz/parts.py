"""The parts of a view that every audience has: match, round, item, clock, press, teams, ranking.

Points are strings of exact decimals, times are ms since the epoch, durations ms.  A secret is never ``null`` for
those who may not have it: its field is absent (``NotRequired``).  The published documents are made from these types.
"""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12

from scoreboard.presenters.panel.mark_parts import PanelPart
from scoreboard.presenters.quiz.course import RunPart, StakesPart
from scoreboard.presenters.shape import closed
from scoring.engine.quiz.commands_team import Leaving
from scoring.engine.quiz.rule_sheet import QuestionType, RoundKind, Verdict
from scoring.engine.quiz.state import Phase, Stage

RoundState = Literal["waiting", "running", "done"]
Why = Literal["", "pressed", "barred", "out", "not-named"]
TeamStage = Literal["wait", "stake", "answer", "paused", "press", "locked", "result"]


@closed
class MatchPart(TypedDict):
    """What the match is.  ``test`` while the press test runs, before the first round.  ``rehearsal``: its result counts
    for nothing, and every page says so · ``contest``: it is a contest of performances; each absent else."""

    id: str
    title: str
    competition: str
    organiser: str
    theme: str
    bright: bool
    phase: Phase
    stage: Stage
    test: bool
    rehearsal: NotRequired[Literal[True]]
    contest: NotRequired[Literal[True]]


@closed
class RoundLine(TypedDict):
    """A round in the programme."""

    id: str
    name: str
    kind: RoundKind
    state: RoundState


@closed
class RoundPart(TypedDict):
    """The running round.  ``no`` from 1; ``items_total`` None where it is open (a tie-off).  ``ends_at``: when its
    whole time is over, None where it has no such limit or has not begun."""

    id: str
    no: int
    name: str
    kind: RoundKind
    intro: list[str]
    items_done: int
    items_total: int | None
    tie_off: bool
    ends_at: int | None


@closed
class OptionPart(TypedDict):
    """One option; ``letter`` is what an answer says for it (A, B, … or T, F)."""

    letter: str
    text: str


@closed
class MediaPart(TypedDict):
    """A picture, sound or film; fetched from ``url`` with the seat's session."""

    url: str
    kind: Literal["image", "audio", "video"]


@closed
class QuestionPart(TypedDict):
    """A question as read out.  ``clues`` only those shown.  ``blanks`` how many texts an answer to it has."""

    id: str
    type: QuestionType
    stem: str
    options: list[OptionPart]
    clues: list[str]
    blanks: int
    media: MediaPart | None


@closed
class WorthPart(TypedDict):
    """What the item is worth now, as signed points."""

    right: str
    wrong: str


@closed
class VerdictPart(TypedDict):
    """A verdict that counts and the points that it brought."""

    verdict: Verdict
    points: str


@closed
class MemberPart(TypedDict):
    """A contestant; ``seat`` from 1, 0 for a reserve."""

    id: str
    name: str
    seat: int


@closed
class ComparedPart(TypedDict):
    """A fill-in answer that is not the key to the letter: in ``blank`` (from 1) it counts as ``equal``, or is near it
    and does not."""

    team: str
    blank: int
    given: str
    key: str
    equal: bool


@closed
class HallPhonePart(TypedDict):
    """One of the quickest who were right: the number that the server gave, the short name that the phone gave itself,
    "" for none or where the host hides them, and ms after the opening."""

    no: int
    name: str
    ms: int


@closed
class HallDrawPart(TypedDict):
    """A draw among those who were right: the number that the hall named, the secret that was fixed before, and the
    numbers that it gave, in their order."""

    number: str
    secret: str
    winners: list[int]


@closed
class HallPhonesPart(TypedDict):
    """The phones of the hall on the current item.  ``at`` ``until``: from when to when they may answer, ms since the
    epoch · ``digest``: the SHA-256 of the draw's secret · ``given`` and ``list``, once they are closed: how many
    answered, and the SHA-256 of the list of their answers.  What follows comes with the reveal: how many were
    ``right``, how many ``chosen`` each option, the quickest right ones, the draw."""

    state: Literal["open", "closed", "shown"]
    at: int
    until: int
    digest: str
    hidden: bool
    given: NotRequired[int]
    list: NotRequired[str]
    right: NotRequired[int]
    chosen: NotRequired[dict[str, int]]
    quickest: NotRequired[list[HallPhonePart]]
    draw: NotRequired[HallDrawPart]


@closed
class ItemPart(TypedDict):
    """The current item.  ``answers`` ``key`` ``explanation`` come with the reveal; officials have them at once.
    ``compared`` for the desks where an answer wants a look; ``run`` in a rapid round, ``stakes`` in a risk round,
    ``panel`` where judges mark; ``phones`` where the hall answers by phone."""

    no: int
    slot: int
    stage: Stage
    team: str | None
    seat: int | None
    member: MemberPart | None
    answering: str | None
    stake: str | None
    delegate: str | None
    passed: bool
    voided: bool
    tie_off: bool
    points: WorthPart
    step: int
    question: QuestionPart | None
    answered: list[str]
    final: list[str]
    verdicts: dict[str, VerdictPart]
    votes: NotRequired[dict[str, Verdict]]
    answers: NotRequired[dict[str, list[str]]]
    key: NotRequired[list[str]]
    explanation: NotRequired[str]
    citation: NotRequired[str]
    compared: NotRequired[list[ComparedPart]]
    run: NotRequired[RunPart]
    stakes: NotRequired[StakesPart]
    panel: NotRequired[PanelPart]
    phones: NotRequired[HallPhonesPart]


@closed
class ClockPart(TypedDict):
    """The one clock.  ``deadline`` while running, ``remaining`` ms while paused."""

    purpose: Literal["answer", "begin", "press"]
    state: Literal["running", "paused"]
    deadline: int | None
    duration: int
    remaining: int | None


@closed
class PressLine(TypedDict):
    """One raw press for the arbiters; ``behind`` ms after the earliest legal one.  ``cut``: ms by which the device said
    it was earlier than can be believed; ``slow``: its way to the server is long; ``again``: how many more of this team
    and standing are in the record."""

    team: str
    estimate: int
    uncertainty: int
    arrived: int
    behind: int | None
    standing: Literal["legal", "early", "barred", "stale"]
    source: str
    cut: int
    slow: bool
    again: NotRequired[int]


@closed
class PressPart(TypedDict):
    """Pressing on the current item.  ``arming`` None before the first “开始”.

    ``alone`` ``margin`` ``close_call`` are about every press in the record, also one that came in after the award: no
    other team pressed; ms to the nearest other press; the two cannot be told apart.  ``shown_until``: when the result
    gives way to the question on the big screen, in ms since the epoch; None where it stays, as when the host cued
    it."""

    arming: str | None
    state: Literal["waiting", "armed", "collecting", "fouled", "awarded", "lapsed"]
    opens_at: int | None
    closes_at: int | None
    winner: str | None
    alone: bool
    margin: int | None
    close_call: bool
    shown_until: int | None
    by: str
    fouls: list[str]
    barred: list[str]
    presses: NotRequired[list[PressLine]]


@closed
class TokenPart(TypedDict):
    """A right of a team with what is left of it."""

    id: str
    name: str
    left: int


@closed
class TeamPart(TypedDict):
    """A team at its station; ``out`` of the running round, ``fouls`` in it; how it ``left`` the match, "" while it
    plays.  A team that left and is not ranked has rank 0, and so has an entry of a contest without a score.
    ``picture``: its address, while 亮相 shows it; absent where there is none.  ``piece``: what an entry of a contest
    performs; absent where nobody said it."""

    id: str
    name: str
    unit: str
    station: int
    score: str
    rank: int
    tied: bool
    members: list[MemberPart]
    out: bool
    left: Leaving | Literal[""]
    tokens: list[TokenPart]
    fouls: int
    picture: NotRequired[str]
    piece: NotRequired[str]


@closed
class BecausePart(TypedDict):
    """Why a team stands above the next: the criterion's code and the fields of its sentence."""

    code: str
    fields: dict[str, str]


@closed
class RankPart(TypedDict):
    """One line of the ranking; ``text`` says ``above_because`` as a sentence, "" where there is nothing to say.
    ``award``: what the team has by the locked result; absent where it has none, or that is not public."""

    team: str
    rank: int
    tied: bool
    score: str
    above_because: BecausePart | None
    text: str
    award: NotRequired[str]


@closed
class ShownMarksPart(TypedDict):
    """Whose marks the hall sees (亮分): the item, its team and its panel as far as this audience may know it."""

    item: int
    slot: int
    team: str | None
    panel: PanelPart
