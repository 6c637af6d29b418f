"""The state of a competition: the fold of its ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from scoring.engine.competition.commands_stages import GroupMatch
from scoring.engine.competition.commend_state import Commend
from scoring.engine.competition.questions_state import NO_QUESTIONS, EventQuestions
from scoring.engine.competition.registration import Field, RegistrationRules, TeamForm
from scoring.engine.competition.schedule_state import NO_SCHEDULE, Schedule
from scoring.engine.competition.stages_state import Advance, Draw, StageRules, TieOff
from scoring.engine.competition.written_state import Written

Status = Literal["submitted", "waiting", "approved", "returned", "refused", "withdrawn"]

LIVE: frozenset[Status] = frozenset({"submitted", "waiting", "approved", "returned"})
"""Registrations that count: for names, people and quotas; all but the waiting ones hold a place."""


BESIDE = frozenset({"contacts.look", "registration.link"})
"""Steps that leave a registration as it is."""


@dataclass(frozen=True, slots=True)
class Version:
    """What was handed in at one time: the record of its text, the digests of its public and personal parts."""

    text: str
    form: TeamForm
    digest: str
    personal: str
    at: int


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to a registration: the kind of the entry, who did it, when, why."""

    kind: str
    by: str
    at: int
    reason: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Registration:
    """A team's registration.  ``no`` counts them in order of arrival · ``until``: a returned one may be sent again
    before it, 0: before registration closes."""

    no: int
    status: Status
    versions: tuple[Version, ...]
    steps: tuple[Step, ...] = ()
    until: int = 0

    @property
    def form(self) -> TeamForm:
        """What it says now."""
        return self.versions[-1].form

    @property
    def live(self) -> bool:
        """Whether it counts."""
        return self.status in LIVE

    @property
    def reason(self) -> str:
        """Why it is where it is: a look at its contacts or another link, which may come later, says nothing of that."""
        return next((one.reason for one in reversed(self.steps) if one.kind not in BESIDE), "")


@dataclass(frozen=True, slots=True)
class CompetitionState:
    """``edition``: how often rules were set · ``asked``: every further field of any edition, as it was asked for last;
    its place, the order of first asking, is its id for ever · ``erased``: contacts are gone · ``stages``: None until
    they are set · ``draws``: in order · ``played``: the matches of each stage that has some · ``advances``: every
    proposal of who goes on · ``tie_offs``: matches for open lines, as they were ordered · ``written``: the marks of a
    written stage · ``commend``: results, awards, certificates.
    ``at``: ms since the epoch."""

    seq: int = 0
    at: int = 0
    rules: RegistrationRules | None = None
    edition: int = 0
    asked: tuple[Field, ...] = ()
    registrations: Mapping[int, Registration] = field(default_factory=dict)
    erased: bool = False
    stages: StageRules | None = None
    draws: tuple[Draw, ...] = ()
    played: Mapping[str, tuple[GroupMatch, ...]] = field(default_factory=dict)
    advances: tuple[Advance, ...] = ()
    tie_offs: tuple[TieOff, ...] = ()
    written: Mapping[str, Written] = field(default_factory=dict)
    schedule: Schedule = NO_SCHEDULE
    commend: Commend = field(default_factory=Commend)
    questions: EventQuestions = NO_QUESTIONS

    def draw_of(self, stage: str) -> Draw | None:
        """The newest draw of a stage's groups, made or not yet."""
        return next((one for one in reversed(self.draws) if one.stage == stage), None)

    def advance_of(self, stage: str) -> Advance | None:
        """The newest proposal of who goes on from a stage."""
        return next((one for one in reversed(self.advances) if one.stage == stage), None)

    def advance_confirmed(self, stage: str) -> Advance | None:
        """The newest list of who goes on from a stage that a second person has confirmed."""
        return next((one for one in reversed(self.advances) if one.stage == stage and one.confirmed), None)

    @property
    def live(self) -> tuple[Registration, ...]:
        """Those that count, in order of arrival."""
        return tuple(one for one in self.registrations.values() if one.live)

    @property
    def placed(self) -> int:
        """How many places are taken."""
        return sum(one.status != "waiting" for one in self.live)

    @property
    def full(self) -> bool:
        """Whether no place is free."""
        return self.rules is not None and bool(self.rules.places) and self.placed >= self.rules.places

    @property
    def free(self) -> bool:
        """Whether a team that comes now gets a place: those who wait come before it."""
        return self.rules is None or not self.rules.places or len(self.live) < self.rules.places

    @property
    def queue(self) -> tuple[Registration, ...]:
        """Those who wait for a place, first come first."""
        return tuple(one for one in self.live if one.status == "waiting")
