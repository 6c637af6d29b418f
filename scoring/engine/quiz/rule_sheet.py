"""The rule sheet (赛制) as a value: every rule of a match that an organiser may set.

``rule_sheet_reader`` reads one TOML file for each rule sheet; this module is only the shape.  Seconds are whole
seconds, points are exact decimals and may be negative.  Sources: the conventions in docs/rule-sheets.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from scoring.engine.codec import later
from scoring.engine.quiz.panel_table import PanelTable
from scoring.engine.quiz.rule_sheet_document import DocumentText
from scoring.engine.stages import Award, AwardTies, Stage

QuestionType = Literal["single", "multiple", "true_false", "fill", "short"]
Verdict = Literal["right", "wrong", "timeout", "give_up", "blank", "void"]
RoundKind = Literal[
    "individual",  # 个人必答: seat k of each team in station order, alone
    "team",  # 共同必答: any one member, others may add; team after team
    "simultaneous",  # 同步必答: all teams at once on tablets; a blank costs nothing if the rule sheet says so (可选答)
    "press",  # 抢答: the first legal press answers
    "risk",  # 风险: a team picks its stake or passes
    "judged",  # 情景/视频: marks by judges
    "rapid",  # 限时快答: one named member, many questions, one clock
    "ladder",  # 步步高: the next member plays only if the one before was right
    "clue",  # 线索题: the value falls with every clue, first legal press answers
    "assigned",  # 指定题: a neighbour names your question
    "audience",  # 观众互动: never touches a team's score
]

PRESSED: frozenset[RoundKind] = frozenset({"press", "clue"})
"""Kinds in which the first legal press answers."""

BEGINS: frozenset[RoundKind] = PRESSED | {"individual", "team", "risk", "judged", "ladder", "assigned"}
"""Kinds in which one team at a time answers by word of mouth, so that there can be a time to begin."""

NAMES_NOBODY: frozenset[RoundKind] = frozenset({"simultaneous", "audience"})
"""Kinds in which no single contestant answers for a team."""

ZERO = Decimal(0)
TIE_OFF = "tie_off"
"""The id of the round made for a tie-off, and of its pool of questions."""


@dataclass(frozen=True, slots=True)
class Points:
    """What a verdict adds to the score (a deduction is negative).  ``timeout`` and ``give_up`` are as ``wrong`` if they
    are not said."""

    right: Decimal
    wrong: Decimal = ZERO
    timeout: Decimal | None = None
    give_up: Decimal | None = None
    blank: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Clocks:
    """Limits in seconds: to answer, to begin to speak, until somebody presses, of a countdown; of a medium, which is
    printed but not timed.
    ``late``: what is added to the score of a team that did not begin in time; None: as a timeout."""

    answer: int = 30
    begin: int | None = None
    press: int | None = None
    countdown: int = 0
    media: int | None = None
    late: Decimal | None = None


@dataclass(frozen=True, slots=True)
class FoulStep:
    """One step of the foul ladder: what it adds to the score (zero or negative) and what follows.

    ``none`` nothing · ``void`` the item is void · ``audience`` it goes to the audience · ``rearm`` all are re-armed ·
    ``bar`` the offender is barred from this item, the others are re-armed · ``out`` out of the round, others re-armed.
    """

    points: Decimal = ZERO
    then: Literal["none", "void", "audience", "rearm", "bar", "out"] = "bar"


@dataclass(frozen=True, slots=True)
class PressRule:
    """How a press (抢答) opens, is judged, punished and re-opened.

    ``timing``: presses count from the start word, after the countdown, or at any time while the host reads.
    ``order``: by the server's estimate, or by order of arrival only.  ``window_ms``: collection window, 80–150 ms; it
    is longer where a line is slower.  ``tie``: what decides if the two best presses lie within their uncertainty.
    ``fouls``: a ladder by count within the round; its last step repeats.
    ``after_wrong``: close · audience · one_more (补答: one other team) · reopen, up to ``attempts`` answers in all.
    ``second``: what those later answers are worth; None: as the first.  ``nobody``: where nobody presses the item goes
    to the audience, is void, or does not count and is put again with another question.
    """

    timing: Literal["start", "countdown", "reading"] = "start"
    order: Literal["estimate", "arrival"] = "estimate"
    window_ms: int = 120
    tie: Literal["estimate", "arrival", "rearm", "draw"] = "arrival"
    fouls: tuple[FoulStep, ...] = (FoulStep(),)
    after_wrong: Literal["close", "audience", "one_more", "reopen"] = "close"
    attempts: int = 1
    nobody: Literal["audience", "void", "again"] = "audience"
    second: Points | None = None


@dataclass(frozen=True, slots=True)
class Stake:
    """One stake (风险分) with its own answer clock in seconds."""

    points: Decimal
    clock: int


@dataclass(frozen=True, slots=True)
class RiskRule:
    """风险题: stakes, order, pass, and another team named to answer.

    ``minus``: whether a wrong answer costs the stake.  ``distinct_from``: the id of an earlier risk round whose stake
    the same team may not choose again.  ``delegate``: another team may be named; ``delegate_right`` who gains when it
    is right, ``delegate_wrong`` who loses (or gains) when it is wrong; ``must_delegate``: a team must name another.
    """

    stakes: tuple[Stake, ...]
    minus: bool = True
    order: Literal["low", "high", "station", "reverse_station"] = "low"
    may_pass: bool = True
    distinct_from: str | None = None
    delegate: bool = False
    delegate_right: Literal["answerer", "namer"] = "answerer"
    delegate_wrong: Literal["answerer_loses", "namer_loses", "namer_gains", "nobody"] = "answerer_loses"
    must_delegate: bool = False


@dataclass(frozen=True, slots=True)
class Supporters:
    """亲友团: what the answer of a team's supporters adds to its score, after the team itself was not right."""

    right: Decimal
    wrong: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Round:
    """One round (环节).  ``items`` counts per member (individual, ladder), per team (team, risk, judged, assigned),
    per run (rapid), or in all (simultaneous, press, clue, audience).  ``prompting``: what a team-mate's prompt does,
    the item void or points added to the score (zero or negative).  ``passes``: how often a team may say “过” in its
    run.  ``until``: the round ends when a team has gained so many points in it.  ``supporters``: what the answer of a
    team's supporters (亲友团) is worth after the team failed; None: they do not answer.  ``total``: seconds of the
    whole round from its first item on; then no other item is presented.  ``phones``: for so many seconds the hall's
    phones may answer an item of the audience; None: they may not."""

    id: str
    kind: RoundKind
    name: str
    items: int
    points: Points = Points(Decimal(10))
    by_type: Mapping[str, Points] = field(default_factory=dict)
    clocks: Clocks = Clocks()
    types: tuple[QuestionType, ...] = ("single", "multiple", "true_false", "fill", "short")
    pick: Literal["sequence", "own", "neighbour", "draw"] = "sequence"
    prompting: Decimal | Literal["void"] = "void"
    press: PressRule | None = None
    risk: RiskRule | None = None
    panel: PanelTable | None = None
    steps: tuple[Decimal, ...] = ()
    may_pass: bool = False
    passes: int | None = None
    until: Decimal | None = None
    supporters: Supporters | None = None
    total: int | None = None
    intro: tuple[str, ...] = ()
    phones: int | None = later(None)


def points_with_pass(rule: Round, points: Points) -> Points:
    """The round's points as they are played: where “过” is allowed it costs nothing, unless the rule sheet says what
    it costs."""
    return replace(points, give_up=ZERO) if rule.may_pass and points.give_up is None else points


@dataclass(frozen=True, slots=True)
class Token:
    """A right a team may use ``count`` times: change the question, be excused, ask for help, or a noted right."""

    id: str
    name: str
    count: int
    effect: Literal["replace", "exempt", "help", "note"]


@dataclass(frozen=True, slots=True)
class TieOff:
    """加赛: how a tie that matters is broken, and what it is called.  ``answer`` and ``press`` clocks in seconds.

    By ``press``, by sudden death; ``risk``: all in turn, who is right is ahead; ``judged``: all in turn, and the chief
    judge sets the order; ``none``: shared ranks stay.
    """

    mode: Literal["press", "risk", "judged", "none"] = "press"
    answer: int = 30
    press: int = 15
    name: str = "加赛"


RankBy = Literal[
    "score", "tie_off", "rights", "fewer_wrongs", "member_1", "member_2", "member_3", "member_4", "member_5"
]


PlayerTie = Literal["rights", "fewer_wrongs"]


@dataclass(frozen=True, slots=True)
class BestPlayer:
    """最佳选手: a prize for the contestants with the most points of their own, ``count`` of them in a match.

    What an item brings a team is also the points of the contestant who answered; an answer of nobody in particular
    counts for nobody.  ``ties``: what orders contestants with equal points; whom it leaves level shares the prize.
    """

    name: str = "最佳选手"
    count: int = 1
    ties: tuple[PlayerTie, ...] = ("rights", "fewer_wrongs")


WhereLeft = Literal["last", "out"]
"""Where a team that left the match is ranked: after all others, or not at all."""


@dataclass(frozen=True, slots=True)
class FreezeRule:
    """封榜: from the beginning of ``round`` on, or after its first ``after`` items, the public keeps the table that it
    has."""

    round: str
    after: int = 0


@dataclass(frozen=True, slots=True)
class ContestRule:
    """A contest of performances (演讲, 歌咏, 才艺): its rounds are judged and ask no questions, and an entry, a person
    or a group with what it performs, stands where a match has a team.

    ``entry``: what an entry is called; "" as usual.  ``announce``: the hall sees the marks of an entry at once, or
    after the next one has performed.
    """

    entry: str = ""
    announce: Literal["at_once", "after_next"] = "at_once"


@dataclass(frozen=True, slots=True)
class RuleSheet:
    """A whole rule sheet.  ``floor`` None: scores have no lower limit.  ``ranking``: the chain of comparisons; teams
    that it leaves equal share a rank, 1-2-2-4.  ``edition`` counts versions of the same rule sheet from 1.
    ``withdrawn`` and ``disqualified``: where a team that left is ranked.  ``best_player``: the prize for contestants;
    None: there is none.  ``award_ties``: equal teams across the line of an award.  ``freeze``: when the table is
    frozen for the public; None: only where the host does it.  ``chief``: what the chief judge is called; "" as usual.
    ``document``: what the printed rules say beside the play.  ``contest``: the match is a contest of performances."""

    id: str
    name: str
    base: Decimal
    rounds: tuple[Round, ...]
    edition: int = 1
    floor: Decimal | None = None
    members: int = 3
    reserves: int = 0
    substitutions: int = 0
    ranking: tuple[RankBy, ...] = ("score", "tie_off")
    tie_off: TieOff = TieOff()
    tie_matters: tuple[int, ...] = ()
    tokens: tuple[Token, ...] = ()
    stages: tuple[Stage, ...] = ()
    awards: tuple[Award, ...] = ()
    spares: int = 5
    notes: tuple[str, ...] = ()
    withdrawn: WhereLeft = "last"
    disqualified: WhereLeft = "out"
    best_player: BestPlayer | None = later(None)
    award_ties: AwardTies = later("order")
    freeze: FreezeRule | None = later(None)
    chief: str = later("")
    document: DocumentText | None = later(None)
    contest: ContestRule | None = later(None)

    def round(self, round_id: str) -> Round:
        """The round with this id; raises ``KeyError`` if there is none."""
        for candidate in self.rounds:
            if candidate.id == round_id:
                return candidate
        raise KeyError(round_id)


def tie_off_round(sheet: RuleSheet) -> Round:
    """加赛 as a round: its items order a tie and are worth no points; if teams press in it, the press works as in the
    rule sheet's own press round, with its countdown and its time to begin."""
    rule = sheet.tie_off
    if rule.mode != "press":
        return Round(TIE_OFF, "team", rule.name, 0, Points(ZERO), clocks=Clocks(answer=rule.answer))
    model = next((r for r in sheet.rounds if r.press), None)
    press = model.press if model and model.press else PressRule()
    return Round(
        id=TIE_OFF,
        kind="press",
        name=rule.name,
        items=0,
        points=Points(ZERO),
        clocks=replace(model.clocks if model else Clocks(), answer=rule.answer, press=rule.press),
        press=replace(press, after_wrong="close", fouls=(FoulStep(ZERO, "rearm"),)),
    )
