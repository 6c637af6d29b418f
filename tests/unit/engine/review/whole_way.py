"""A review that is led through the engine alone, for tests: one campaign, few nominations, entries as a ledger has
them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from scoring.engine.errors import LeitaiError
from scoring.engine.kinds import Command
from scoring.engine.ledger import GENESIS, Entry, chain
from scoring.engine.ledger import Draft as EntryDraft
from scoring.engine.panel.commands import EnterMark
from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.review.calendar import Calendar, YearDays
from scoring.engine.review.campaign import Campaign
from scoring.engine.review.campaign_reader import read_campaign
from scoring.engine.review.commands_nomination import Endorse, OpenReview, SubmitNomination, Vet
from scoring.engine.review.facts import Draft, Facts
from scoring.engine.review.nomination import WayStep
from scoring.engine.review.review import apply, decide
from scoring.engine.review.state import ReviewState
from scoring.sheets import campaign_text

OFFICIAL = Calendar((YearDays(2012, (date(2012, 6, 22),)), YearDays(2013, (date(2013, 1, 1),))))
JUDGES = tuple(PanelJudge(f"judge-{no}", f"评委{no}", "") for no in range(1, 8))
CAMPAIGN = read_campaign(campaign_text("hongjiang-2012"))


def noon(day: date) -> int:
    """Noon of a day in China, ms since the epoch."""
    return int(datetime(day.year, day.month, day.day, 4, tzinfo=UTC).timestamp() * 1000)


@dataclass
class Review:
    """A review and its entries.  ``day`` is today, at noon unless ``now`` says the moment (ms since the epoch)."""

    campaign: Campaign = CAMPAIGN
    day: date = date(2012, 5, 7)
    now: int | None = None
    state: ReviewState = field(default_factory=ReviewState)
    entries: list[Entry] = field(default_factory=list)
    judges: tuple[PanelJudge, ...] = JUDGES

    def do(
        self, command: Command, *, role: str = "office", reason: str = "", organisation: str = "", **facts: object
    ) -> Entry:
        """The entry of a command, which is folded at once; ``actor`` and ``device`` are the role's unless given."""
        given: dict = {"actor": f"ticket:{role}", "device": role, "judges": self.judges, "calendar": OFFICIAL} | facts
        known = Facts(role=role, organisation=organisation, **given)
        at = self.now or max(noon(self.day), self.state.at)
        payload = decide(self.state, command, at=at, facts=known)
        draft = EntryDraft(command.kind, payload, known.actor, known.device, f"k{len(self.entries)}", reason, at)
        entry = chain("review:r", len(self.entries) + 1, self.entries[-1].hash if self.entries else GENESIS, draft)
        self.entries.append(entry)
        self.state = apply(self.state, entry)
        return entry

    def refusal(self, command: Command, **given: object) -> str:
        """The code by which a command is refused, with its class: ``Refused quota-used``; "" if it is allowed.  Nothing
        is written."""
        before = (self.state, list(self.entries))
        try:
            self.do(command, **given)  # type: ignore[arg-type]
        except LeitaiError as error:
            return f"{type(error).__name__} {error.code}"
        finally:
            self.state, self.entries = before
        return ""

    def opened(self) -> Review:
        """The review with entries open."""
        self.do(OpenReview(), campaign=self.campaign)
        return self

    def draft(self, nominee: str, award: str = "organisation", unit: str = "u1", **changed: object) -> Draft:
        """A draft of a unit below the town ``t``."""
        way = (WayStep("unit", unit, f"单位{unit}"), WayStep("superior", "t", "甲镇"))
        plain = Draft(f"d-{nominee}", 1, award, unit, f"单位{unit}", nominee, "0" * 64, "1" * 64, way=way)
        return replace(plain, **changed)

    def submitted(self, nominee: str, award: str = "organisation", unit: str = "u1", **changed: object) -> int:
        """The number of a new nomination."""
        draft = self.draft(nominee, award, unit, **changed)
        return self.do(SubmitNomination(draft.id, 1), role="unit", organisation=unit, draft=draft).payload["no"]

    def accepted(self, nominee: str, award: str = "organisation", unit: str = "u1", **changed: object) -> int:
        """The number of a nomination that went all the way up and passed vetting."""
        no = self.submitted(nominee, award, unit, **changed)
        while (step := self.state.nominations[no].waits_for) is not None:
            self.do(Endorse(no, 1, "agree", "同意推荐"), role="endorser", organisation=step.organisation)
        self.do(Vet(no, 1, "pass"))
        return no

    def mark(self, subject: int, judge: str, points: int) -> Entry:
        """A judge gives the same mark on every criterion."""
        award = self.state.award(self.state.subjects[subject].award)
        marks = {one.id: Decimal(points) for one in award.criteria}
        return self.do(EnterMark(judge, marks, subject), role="judge", actor=f"ticket:{judge}")

    def on(self, day: date) -> Review:
        """The review on a later day."""
        self.day = day
        return self

    def after(self, days: int) -> Review:
        """The review some days later."""
        return self.on(self.day + timedelta(days=days))
