"""A small review in a store, led through the use cases to the stage that a test needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count

from scoring.engine.actors import Actor
from scoring.engine.kinds import Command
from scoring.engine.panel.commands import EnterMark
from scoring.engine.review.commands_decision import OpenNotice, PublishResult, RecordDecision
from scoring.engine.review.commands_judging import FixShortlist, LockJudging, OpenJudging, SignPledge
from scoring.engine.review.commands_nomination import Endorse, OpenReview, SubmitNomination, Vet
from scoring.engine.review.ranking import shortlist_proposal
from scoring.engine.review.state import ReviewState
from scoring.sheets import campaign_text
from scoring.usecases.context import Context
from scoring.usecases.guards import LOCAL
from scoring.usecases.perform import Done, perform, state_of
from scoring.usecases.records import Organisation, TicketRole
from scoring.usecases.review.drafts import save_draft
from scoring.usecases.review.job import REVIEW, stream_of
from scoring.usecases.review.records import Review
from scoring.usecases.review.reviews import create_review
from scoring.usecases.review.seats import issue_seat
from scoring.usecases.tickets import Issued, actor_of

STAGES = ("nominate", "endorse", "vet", "judge", "lock", "shortlist", "notice", "decide", "publish")
UNITS = ("甲村", "乙村", "丙村", "丁村")
AWARD = "organisation"


def noon(day: date) -> int:
    """Noon of a day in China, ms since the epoch."""
    return int(datetime(day.year, day.month, day.day, 4, tzinfo=UTC).timestamp() * 1000)


@dataclass
class Campaign:
    """A review whose entries are open: four villages below one town, three judges.  ``codes`` and ``seats`` by
    name."""

    ctx: Context
    review: Review
    seats: dict[str, Issued] = field(default_factory=dict)
    keys: count = field(default_factory=count)
    award: str = AWARD

    @property
    def state(self) -> ReviewState:
        return state_of(self.ctx, REVIEW, stream_of(self.review.id))

    def actor(self, seat: str) -> Actor:
        """Who holds the seat of this name: ``unit 甲村``, ``endorser 甲镇``, ``office``, ``judge 评委甲`` …"""
        return actor_of(self.seats[seat].ticket)

    def code(self, seat: str) -> str:
        """The code on the card of this seat."""
        return self.seats[seat].code

    def give(self, seat: str, command: Command, reason: str = "", key: str = "") -> Done:
        """Do a command from a seat, in a browser of its own."""
        return perform(
            self.ctx,
            REVIEW,
            stream_of(self.review.id),
            command=command,
            key=key or f"test-{next(self.keys)}",
            actor=self.actor(seat),
            device=f"device {seat}",
            reason=reason,
        )

    def issue(self, name: str, role: TicketRole, **given: str) -> None:
        """A seat under the name by which tests call it."""
        self.seats[name] = issue_seat(self.ctx, actor=LOCAL, review_id=self.review.id, role=role, **given)

    def submit(self, unit: str, award: str = "", nominee: str = "") -> int:
        """The number of a new nomination of a village; what is somebody's own is that of its reading society."""
        award = award or self.award
        actor = self.actor(f"unit {unit}")
        values = {"nominee": (nominee or f"{unit}党支部",), "head": ("张一",), "deeds": ("事迹",), "report": ("材料",)}
        if award in ("activity", "carrier"):
            values["host"] = (f"{unit}读书会",)
        personal = {"phone": ("0745-0000000",), "contact": ("李二",), "mobile": ("13000000000",)}
        draft = save_draft(self.ctx, actor=actor, review_id=self.review.id, award=award, values=values | personal)
        self.give(f"unit {unit}", SubmitNomination(draft.id, draft.revision))
        return self.state.numbers

    def endorse(self, no: int) -> None:
        """Every level agrees."""
        while (step := self.state.nominations[no].waits_for) is not None:
            self.give(f"endorser {step.name}", Endorse(no, 1, "agree", "同意推荐"))

    def mark_all(self) -> None:
        """Every judge pledges and marks every nomination: the lower its number, the more."""
        judges = [name for name in self.seats if name.startswith("judge ")]
        for name in judges:
            own = self.seats[name].ticket.id
            self.give(name, SignPledge(own))
            for subject in self.state.subjects.values():
                award = self.state.award(subject.award)
                assert award is not None
                marks = {one.id: Decimal(20 - subject.nomination) for one in award.criteria}
                self.give(name, EnterMark(own, marks, subject.no))


def with_personal_papers() -> str:
    """The campaign of 2012 in which the form's further attachments are personal."""
    text = campaign_text("hongjiang-2012")
    assert text.count('id = "papers"') == 1
    return text.replace('id = "papers"', 'id = "papers"\npersonal = true')


def set_up_review(ctx: Context, stage: str = "nominate", text: str = "", award: str = AWARD) -> Campaign:
    """A review of 2012, or under the campaign of this text, at the beginning of ``stage``; every stage before it is
    done, for this award."""
    ctx.clock.reach(0)
    review = create_review(ctx, actor=LOCAL, campaign=text or campaign_text("hongjiang-2012"))
    campaign = Campaign(ctx, review, award=award)
    _register(campaign)
    campaign.give("office", OpenReview())
    lead(campaign, *STAGES[: STAGES.index(stage)])
    return campaign


def lead(campaign: Campaign, *stages: str) -> None:
    """Do these stages, one after the other."""
    for stage in stages:
        _STEPS[stage](campaign)


def _register(campaign: Campaign) -> None:
    with campaign.ctx.store.write() as uow:
        uow.of(Organisation).put(Organisation("town", "甲镇", contact="王五", phone="0745-1111111"))
        for no, unit in enumerate(UNITS, start=1):
            uow.of(Organisation).put(Organisation(f"village{no}", unit, "village", superior="town"))
        uow.commit()
    for no, unit in enumerate(UNITS, start=1):
        campaign.issue(f"unit {unit}", "unit", label=unit, acts_for=f"village{no}")
        campaign.issue(f"endorser {unit}", "endorser", label=unit, acts_for=f"village{no}")
    campaign.issue("endorser 甲镇", "endorser", label="甲镇", acts_for="town")
    for role in ("office", "clerk", "chair", "approver", "host", "display"):
        campaign.issue(role, role)
    for name in ("评委甲", "评委乙", "评委丙"):
        campaign.issue(f"judge {name}", "judge", label=name, organisation="某校")


def _nominate(campaign: Campaign) -> None:
    for unit in UNITS:
        campaign.submit(unit)


def _endorse(campaign: Campaign) -> None:
    for no in campaign.state.nominations:
        campaign.endorse(no)


def _vet(campaign: Campaign) -> None:
    for no in campaign.state.nominations:
        campaign.give("office", Vet(no, 1, "pass"))


def _judge(campaign: Campaign) -> None:
    campaign.give("chair", OpenJudging("judging", campaign.award))
    campaign.mark_all()


def _lock(campaign: Campaign) -> None:
    campaign.give("chair", LockJudging("judging", campaign.award))


def _shortlist(campaign: Campaign) -> None:
    award = campaign.state.award(campaign.award)
    assert award is not None
    proposal = shortlist_proposal(campaign.state, award)
    assert proposal is not None
    campaign.give("chair", FixShortlist(campaign.award, proposal.order, "主任等三人"))


def _notice(campaign: Campaign) -> None:
    campaign.ctx.clock.reach(noon(date(2012, 7, 2)))
    campaign.give("office", OpenNotice((campaign.award,), date(2012, 7, 2)))


def _decide(campaign: Campaign) -> None:
    campaign.ctx.clock.reach(noon(date(2012, 7, 10)))
    order = campaign.state.shortlists[campaign.award].order
    for body in campaign.state.rules.decision.by:
        campaign.give("approver", RecordDecision(campaign.award, body, "pass", 9, 8, 8, 0, 0, date(2012, 7, 10), order))


def _publish(campaign: Campaign) -> None:
    campaign.give("approver", PublishResult((campaign.award,)))


_STEPS = {
    "nominate": _nominate,
    "endorse": _endorse,
    "vet": _vet,
    "judge": _judge,
    "lock": _lock,
    "shortlist": _shortlist,
    "notice": _notice,
    "decide": _decide,
    "publish": _publish,
}
