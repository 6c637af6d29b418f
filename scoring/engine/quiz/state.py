"""The state of a match: the result of folding its entries.  Frozen values; ``match.apply`` makes the next one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from scoring.engine.panel.sitting import PanelJudge, Sitting
from scoring.engine.quiz.commands_counts import EntryCount
from scoring.engine.quiz.commands_play import Scene, ShowScene
from scoring.engine.quiz.commands_team import Leaving
from scoring.engine.quiz.phones import Phones
from scoring.engine.quiz.rule_sheet import TIE_OFF, ContestRule, Round, RuleSheet, Verdict, tie_off_round
from scoring.engine.quiz.setup import Scoring, Setup, Team

Phase = Literal["setup", "open", "locked"]
Stage = Literal[
    "idle",  # no round, or between two items: the next may be presented
    "staking",  # a team picks its stake
    "reading",  # the question is shown and read; no clock
    "armed",  # presses count (from ``Arming.opens_at``)
    "collecting",  # there is a legal press; the collection window runs
    "fouled",  # an early press stopped the arming; “开始” again for the other teams
    "lapsed",  # nobody pressed: audience or void
    "answering",  # somebody answers against the clock
    "marking",  # the judges give their marks
    "judged",  # every verdict is in; the answer may be revealed
    "audience",  # the item went to the audience
    "closed",  # revealed and done
]


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock of the server.  ``deadline`` ms since the epoch while it runs; ``remaining`` ms while it is paused;
    ``seq`` of the entry that started it."""

    purpose: Literal["answer", "begin", "press"]
    duration: int
    deadline: int | None
    remaining: int | None = None
    seq: int = 0

    @property
    def running(self) -> bool:
        """True while it counts down."""
        return self.deadline is not None


@dataclass(frozen=True, slots=True)
class Press:
    """One raw press: times in ms since the epoch, ``uncertainty`` ± ms.  ``arrived``: when it came in; ``recorded``:
    when it was written into the ledger.  ``cut``: by how many ms the device reported an earlier time; ``slow``: its
    round trip is longer than what is believed.  ``widened``: how much of the uncertainty comes from what was cut;
    ``window``: ms to wait for others after it (None: as the rule sheet says)."""

    team: str
    press: str
    arming: str
    arrived: int
    estimate: int
    uncertainty: int
    standing: Literal["legal", "early", "barred", "stale"]
    source: str
    seq: int
    recorded: int = 0
    cut: int = 0
    slow: bool = False
    widened: int = 0
    window: int | None = None


@dataclass(frozen=True, slots=True)
class Arming:
    """One opening of the press: its id, when it opens and closes (ms), who may press; how it ended, at which clue.

    ``alone`` ``margin`` ``close_call`` are about every press in the record, see ``press_lead.with_lead``."""

    id: str
    opens_at: int
    closes_at: int | None
    teams: tuple[str, ...]
    presses: tuple[Press, ...] = ()
    winner: str | None = None
    margin: int | None = None
    close_call: bool = False
    by: str = ""
    step: int = 0
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Submission:
    """What a team sent from its tablet; ``at`` when it came in, ms since the epoch, ``final`` after 回答完毕."""

    answer: tuple[str, ...]
    at: int
    seq: int
    final: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of a score: who, why, how many points, by which entry.  ``points`` before any floor."""

    team: str
    cause: Literal["answer", "foul", "prompt", "stake", "adjust", "token", "supporters"]
    points: Decimal
    seq: int
    verdict: Verdict | None = None
    question: str | None = None
    seat: int | None = None
    corrected_by: int | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """The end of an answering: the entries that had started and that ended it, and the ms that were left then, less
    than 0 after the deadline.  An undo of the end gives them back."""

    since: int
    seq: int
    left: int


@dataclass(frozen=True, slots=True)
class Item:
    """One item (题) as it was played.  ``no`` counts from 1 in the match, ``slot`` from 1 in the round.

    ``team`` has the turn (None: all, or press); ``answering`` is the team that answers now (the winner, the delegate).
    ``step`` counts clues shown, ladder steps or questions of a rapid run; ``asked`` holds every question asked so far.
    ``votes`` are judges' verdicts by ticket on the current answer; ``verdicts`` are the ones that count, by team;
    ``ruled`` are the teams whose verdict people corrected: the key does not change it any more.  ``since``: the entry
    that started the answering.  ``absent``: the teams that had left the match when the item was presented.
    ``uncounted``: nobody pressed, and the rules put another item in its place.  ``stops``: each end of an answering.
    ``players``: the id of the contestant who answered, by team and question; None: nobody in particular.
    ``phones``: what the hall's phones answered, where they were opened.
    """

    no: int
    round: str
    slot: int
    stage: Stage
    seq: int
    team: str | None = None
    seat: int | None = None
    question: str | None = None
    stake: Decimal | None = None
    answering: str | None = None
    delegate: str | None = None
    passed: bool = False
    voided: bool = False
    replaces: int | None = None
    key: tuple[str, ...] | None = None
    step: int = 0
    asked: tuple[str, ...] = ()
    armings: tuple[Arming, ...] = ()
    barred: frozenset[str] = frozenset()
    attempts: int = 0
    answers: Mapping[str, Submission] = field(default_factory=dict)
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    votes: Mapping[str, Verdict] = field(default_factory=dict)
    ruled: frozenset[str] = frozenset()
    since: int = 0
    outcomes: tuple[Outcome, ...] = ()
    tie_off: bool = False
    panel: Sitting | None = None
    absent: frozenset[str] = frozenset()
    uncounted: bool = False
    players: Mapping[tuple[str, str | None], str | None] = field(default_factory=dict)
    stops: tuple[Stop, ...] = ()
    phones: Phones | None = None


@dataclass(frozen=True, slots=True)
class WaitingCounts:
    """Counts of the audience panel that wait for a second person: ``by`` who entered them, ``device`` the browser."""

    counts: tuple[EntryCount, ...]
    source: str
    by: str
    reason: str
    seq: int
    at: int
    device: str = ""


@dataclass(frozen=True, slots=True)
class TieOffRun:
    """One tie-off: its teams, the order so far (best first, groups of equal teams), whether it ended.

    ``played``: the order that the answers had given before people recorded one; () while nobody has."""

    teams: tuple[str, ...]
    order: tuple[tuple[str, ...], ...]
    ended: bool
    seq: int
    played: tuple[tuple[str, ...], ...] = ()

    @property
    def decided(self) -> bool:
        """True if no two teams are level any more."""
        return all(len(group) == 1 for group in self.order)


@dataclass(frozen=True, slots=True)
class HostStep:
    """A step that an undo can take back: its entry's ``seq``, what an undo does with it, and the kinds of the entries
    ``after`` a step ``within`` an earlier one, which belong to that earlier one."""

    seq: int
    undo: Literal["step", "within", "alone"] = "step"
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revealed:
    """A team that 揭榜 has shown, with its place and its score in points."""

    team: str
    rank: int
    tied: bool
    score: Decimal


@dataclass(frozen=True, slots=True)
class Freeze:
    """封榜: since the entry ``seq`` the public keeps the table of ``before``, the match as it stood then.

    ``shown``: the places that 揭榜 has shown, the last place first, level teams together, of ``total`` teams.
    ``over``: everybody may know the table, since all were shown or it was opened without a reveal.  ``before`` None: it
    is over, and an audience needs it no more."""

    seq: int
    before: MatchState | None
    shown: tuple[tuple[Revealed, ...], ...] = ()
    total: int = 0
    over: bool = False


@dataclass(frozen=True, slots=True)
class MatchState:
    """A whole match at ``seq``.  ``round_seq`` is the entry that began the running round, ``host_steps``
    are the host steps still in force, oldest first.

    ``round_panel`` marks every item of the running round as it is presented; ``marks_item`` is the item whose marks the
    hall sees, or saw last; ``unshown`` are the items whose marks were locked with it and wait for their showing.
    ``cued``: the host has chosen a scene since a press was last awarded.  ``link``: 待机 shows the way to it on phones.
    ``withdrawn``: how each team left that takes part no more.  ``round_ends``: when the whole time of the running round
    is over, ms since the epoch.

    ``public_seq`` is the number of entries that everybody may know of, undone ones too.  ``private_counts`` gives for
    each actor the number of those that only this actor and the desks may know of (judges' mark sheets).
    ``lock_hash`` and ``lock_seq`` are of the entry that locked the result, "" and 0 while it is open.  ``freeze``:
    封榜, from its beginning on, also after its reveal; None where there was none.  ``award``: the award that the scene
    颁奖 shows; ``announced``: those that it has shown since the lock.  ``introduced``: the team that 亮相 shows alone.
    ``caption``: title and text of the scene ``text``.  ``before_black``: the cue that shows again what was on when
    黑屏 came.  ``counts_waiting``: counts of the audience panel that nobody has confirmed.
    """

    seq: int = 0
    at: int = 0
    phase: Phase = "setup"
    setup: Setup | None = None
    rule_sheet: RuleSheet | None = None
    rule_sheet_digest: str = ""
    teams: tuple[Team, ...] = ()
    round: str | None = None
    round_seq: int = 0
    rounds_done: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    clock: Clock | None = None
    scene: Scene = "standby"
    cued: bool = False
    link: bool = False
    adjustments: tuple[Outcome, ...] = ()
    tokens_used: tuple[tuple[str, str], ...] = ()
    substitutions: tuple[tuple[str, str, str], ...] = ()
    out_of_round: frozenset[str] = frozenset()
    fouls: Mapping[str, int] = field(default_factory=dict)
    tie_offs: tuple[TieOffRun, ...] = ()
    audience: tuple[str, ...] = ()
    host_steps: tuple[HostStep, ...] = ()
    round_panel: tuple[PanelJudge, ...] = ()
    marks_item: int | None = None
    unshown: tuple[int, ...] = ()
    public_seq: int = 0
    private_counts: Mapping[str, int] = field(default_factory=dict)
    lock_hash: str = ""
    lock_seq: int = 0
    withdrawn: Mapping[str, Leaving] = field(default_factory=dict)
    round_ends: int | None = None
    freeze: Freeze | None = None
    award: str = ""
    announced: frozenset[str] = frozenset()
    introduced: str = ""
    before_black: ShowScene | None = None
    caption: tuple[str, str] = ("", "")
    counts_waiting: tuple[WaitingCounts, ...] = ()

    @property
    def item(self) -> Item | None:
        """The current item, also if it is closed; None between rounds."""
        if not self.items or self.round is None or self.items[-1].seq < self.round_seq:
            return None
        return self.items[-1]

    @property
    def last_step(self) -> int:
        """The seq of the last host step that later ones rest on, 0 if there is none: what a desk's keys act on."""
        return next((step.seq for step in reversed(self.host_steps) if step.undo != "alone"), 0)

    @property
    def last_counted(self) -> int:
        """The seq of the last host step in force, 0 if there is none: what the result rests on."""
        return self.host_steps[-1].seq if self.host_steps else 0

    @property
    def result_seq(self) -> int:
        """The seq of the last entry that the result rests on: what is shown after the lock changes nothing."""
        return self.lock_seq or self.seq

    @property
    def stage(self) -> Stage:
        """The stage of the current item; ``idle`` if there is none."""
        item = self.item
        return item.stage if item else "idle"

    @property
    def playing(self) -> tuple[Team, ...]:
        """The teams that have not left the match."""
        return tuple(team for team in self.teams if team.id not in self.withdrawn)

    @property
    def open_panels(self) -> tuple[Item, ...]:
        """The items of the running round whose marks are open, without items thrown out, passed or judged by hand."""
        if self.round is None:
            return ()
        return tuple(
            item
            for item in self.items
            if item.seq > self.round_seq
            and item.panel is not None
            and item.panel.locked is None
            and not (item.voided or item.passed or item.verdicts)
        )

    @property
    def round_rule(self) -> Round | None:
        """The rule of the running round; a tie-off has a rule made from the rule sheet."""
        return self.rule_of(self.round) if self.round else None

    @property
    def contest(self) -> ContestRule | None:
        """The rule of a contest of performances; None in a match that asks questions."""
        return self.rule_sheet.contest if self.rule_sheet else None

    @property
    def panel_open(self) -> bool:
        """Judges are marking now: nobody's marks are shown until they are locked."""
        return bool(self.open_panels)

    @property
    def scoring(self) -> Scoring:
        """The edition of the scoring that this match was opened with."""
        assert self.setup is not None
        return self.setup.scoring

    def rule_of(self, round_id: str) -> Round:
        """The rule of any round of this match, the tie-off included."""
        assert self.rule_sheet is not None
        return tie_off_round(self.rule_sheet) if round_id == TIE_OFF else self.rule_sheet.round(round_id)

    def team(self, team_id: str) -> Team:
        """The team with this id; raises ``KeyError``."""
        for team in self.teams:
            if team.id == team_id:
                return team
        raise KeyError(team_id)

    def item_no(self, no: int) -> Item | None:
        """The item that was played as number ``no``."""
        return next((item for item in self.items if item.no == no), None)
