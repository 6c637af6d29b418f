"""A review (评选) as the fold of its ledger: its campaign, nominations, judging, shortlists, notices and decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from scoring.engine.panel.sitting import PanelJudge, Sitting
from scoring.engine.reveal import Reveal
from scoring.engine.review.campaign import Award, Campaign, Ground, NoticeOrder, Stage
from scoring.engine.review.nomination import Nomination

Equals = Literal["", "vote", "lot", "meeting"]
"""How a tie on the cut line was settled; "" if there was none."""

DecisionVerdict = Literal["pass", "fail", "defer"]
RevocationGround = Literal["forged", "procedure", "conduct", "other", "objection"]
"""Why an award was taken back: forged deeds, a broken procedure, what its holder did since; an objection upheld."""
ObjectionStatus = Literal["received", "inquiry", "refused", "upheld", "rejected"]


@dataclass(frozen=True, slots=True)
class Held:
    """What a clerk entered from paper, until a second person confirms it: the entry's kind and payload, who entered it
    and in which browser."""

    seq: int
    kind: str
    payload: Mapping[str, Any]
    by: str
    device: str
    at: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """A nomination in one stage of marks; ``no`` counts from 1 in the review, and mark sheets name it."""

    no: int
    stage: str
    award: str
    nomination: int
    sitting: Sitting


@dataclass(frozen=True, slots=True)
class Judging:
    """One stage of marks of one award: its subjects in the order in which they are shown, and its lock (a seq).
    ``drawn``: the entry that drew their order, None for the order of their numbers."""

    stage: str
    award: str
    subjects: tuple[int, ...]
    judges: tuple[PanelJudge, ...]
    opened: int
    locked: int | None = None
    minutes: str = ""
    drawn: int | None = None


@dataclass(frozen=True, slots=True)
class ChairRecusal:
    """A chair who stepped aside from a nomination, and so from its award, and the deputy who leads the award instead.
    ``by``: who recorded it · ``at``: when."""

    nomination: int
    award: str
    chair: PanelJudge
    deputy: PanelJudge
    reason: str
    by: str
    seq: int
    at: int


@dataclass(frozen=True, slots=True)
class Shortlist:
    """The shortlist (入选名单) of an award, best first.

    ``proposed``: what the stages give · ``why``: the reason of a departure from it · ``present``: who was there ·
    ``equals``: how a tie on the line was settled · ``fills``: nominations that came in for one that was removed.
    """

    award: str
    order: tuple[int, ...]
    proposed: tuple[int, ...]
    why: str
    present: str
    equals: Equals
    seq: int
    at: int
    fills: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of a public notice, as it was published."""

    award: str
    nomination: int
    nominee: str
    unit: str


@dataclass(frozen=True, slots=True)
class PublicNotice:
    """A public notice (公示) that is or was open: from ``first`` to ``last``, both days included.

    ``level``: which of the campaign's notices it is, from 0 · ``shown``: what it says, in its order · ``digest``:
    SHA-256 of that, see ``notices.public_text`` · ``repeats``: the notice that it replaces · ``rules``: the campaign in
    force when it was opened · ``ordered``: what its order is, "" for what the campaign says.
    """

    no: int
    awards: tuple[str, ...]
    level: int
    first: date
    last: date
    shown: tuple[Shown, ...]
    digest: str
    seq: int
    at: int
    repeats: int | None = None
    rules: Campaign | None = None
    ordered: Literal["", "rank", "strokes"] = ""

    @property
    def order(self) -> NoticeOrder:
        """How its names stand."""
        return self.ordered or (self.rules.notices[self.level].order if self.rules is not None else "rank")


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection (异议), by its number in the docket.  Who objects is a record that only the desk for objections
    reads; the ledger has the digest of the text.

    ``arrived``: the day that counts · ``answer_by``: the last day of the answer.
    """

    no: int
    notice: int
    nomination: int | None
    by: Literal["person", "unit"]
    digest: str
    files: tuple[str, ...]
    arrived: date
    answer_by: date
    seq: int
    at: int
    status: ObjectionStatus = "received"
    ground: Ground | None = None
    text: str = ""

    @property
    def open(self) -> bool:
        """Whether it is still to be settled."""
        return self.status in ("received", "inquiry")


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A place whose holder was removed, and what became of it: the nomination that has it now, None for nobody."""

    award: str
    removed: int
    proposed: int | None
    filled_by: int | None = None
    why: str = ""
    settled: int | None = None


@dataclass(frozen=True, slots=True)
class DecisionMade:
    """What one deciding body resolved for one award, with its votes; ``turned_down``: whom it did not pass, and why."""

    award: str
    body: str
    verdict: DecisionVerdict
    winners: tuple[int, ...]
    members: int
    present: int
    yes: int
    no: int
    abstain: int
    day: date
    document: str
    seq: int
    document_name: str = ""
    turned_down: tuple[int, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Revocation:
    """An award that was taken back (撤销) after it was published.  ``body``: who resolved it, "" where an objection was
    upheld · ``by``, ``at``: who recorded it, and when · ``objection``: its number in the docket."""

    award: str
    nomination: int
    ground: RevocationGround
    text: str
    body: str
    day: date
    by: str
    seq: int
    at: int
    document: str = ""
    objection: int | None = None


@dataclass(frozen=True, slots=True)
class OnScreen:
    """The subject that the hall sees, by its number, and whether its marks are shown."""

    subject: int
    marks: bool = False


@dataclass(frozen=True, slots=True)
class ReviewState:
    """A review up to ``seq``; ``at``: the time of that entry, ms since the epoch.

    ``frozen``: the digests of the two steps, by step · ``orders``: a level's own order of an award's nominations, by
    organisation and award · ``pledges``: the entry by which each judge signed · ``published``: the entry by which each
    award's result became public, ``published_at`` its time · ``forward``: which winners go up, by award ·
    ``revocations``: awards that were taken back later, in order · ``revealed``: how many winners of an award the hall
    had seen when its reveal was left · ``apart``: how many entries came about the judging of awards that a chair had
    stepped aside from · ``public_seq``: how many entries everybody may know of · ``private_counts``: how many others
    each actor gave.  Their sum orders the views of somebody who may know of no more, and grows by nothing else.
    """

    seq: int = 0
    at: int = 0
    campaign: Campaign | None = None
    frozen: Mapping[str, str] = field(default_factory=dict)
    editions: tuple[int, ...] = ()
    nominations: Mapping[int, Nomination] = field(default_factory=dict)
    numbers: int = 0
    orders: Mapping[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)
    held: Mapping[int, Held] = field(default_factory=dict)
    pledges: Mapping[str, int] = field(default_factory=dict)
    judgings: Mapping[tuple[str, str], Judging] = field(default_factory=dict)
    subjects: Mapping[int, Subject] = field(default_factory=dict)
    shortlists: Mapping[str, Shortlist] = field(default_factory=dict)
    notices: tuple[PublicNotice, ...] = ()
    objections: tuple[Objection, ...] = ()
    vacancies: tuple[Vacancy, ...] = ()
    decisions: tuple[DecisionMade, ...] = ()
    published: Mapping[str, int] = field(default_factory=dict)
    published_at: Mapping[str, int] = field(default_factory=dict)
    forward: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    revocations: tuple[Revocation, ...] = ()
    chair_recusals: tuple[ChairRecusal, ...] = ()
    apart: int = 0
    reveal: Reveal | None = None
    revealed: Mapping[str, int] = field(default_factory=dict)
    screen: OnScreen | None = None
    personal_deleted: bool = False
    public_seq: int = 0
    private_counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def rules(self) -> Campaign:
        """The campaign in force; LookupError before the review is open."""
        if self.campaign is None:
            raise LookupError("the review is not open")
        return self.campaign

    def award(self, award_id: str) -> Award | None:
        """The award with this id."""
        return next((one for one in self.rules.awards if one.id == award_id), None)

    def stage(self, stage_id: str) -> Stage | None:
        """The stage of marks with this id."""
        return next((one for one in self.rules.mark_stages() if one.id == stage_id), None)

    def of_award(self, award_id: str) -> Iterator[Nomination]:
        """The nominations of an award, in order of their numbers."""
        return (one for one in self.nominations.values() if one.award == award_id)

    def judging_of(self, award_id: str) -> tuple[Judging, ...]:
        """The stages of marks of an award that were opened, in order."""
        stages = (stage.id for stage in self.rules.mark_stages())
        return tuple(self.judgings[stage, award_id] for stage in stages if (stage, award_id) in self.judgings)

    def notices_of(self, award_id: str) -> tuple[PublicNotice, ...]:
        """The notices of an award, in order."""
        return tuple(one for one in self.notices if award_id in one.awards)

    def revoked(self, award_id: str, nomination: int) -> Revocation | None:
        """How this nomination's award was taken back; None if it stands."""
        found = (one for one in self.revocations if (one.award, one.nomination) == (award_id, nomination))
        return next(found, None)

    def standing_winners(self, award_id: str) -> tuple[tuple[int, int], ...]:
        """The winners of an award whose award was not taken back, each as its place and nomination, best first."""
        made = self.decided(award_id)
        places = enumerate(made.winners if made is not None else (), start=1)
        return tuple((place, no) for place, no in places if self.revoked(award_id, no) is None)

    def decided(self, award_id: str, body: str = "") -> DecisionMade | None:
        """The decision of a deciding body ("" for the last of them) that stands: its newest one passed, after those of
        the bodies before it and about the list as it was fixed last, and everybody whom it awards is still there.
        None if it has to decide, or again."""
        made: DecisionMade | None = None
        for name in self.rules.decision.by:
            own = [one for one in self.decisions if (one.award, one.body) == (award_id, name)]
            newest, after = (own[-1] if own else None), (made.seq if made else self.list_decided_on(award_id))
            if newest is None or newest.verdict != "pass" or newest.seq < after:
                return None
            if any(self.nominations[no].over for no in newest.winners):
                return None
            made = newest
            if name == body:
                break
        return made

    def list_decided_on(self, award_id: str) -> int:
        """Since which entry a decision is about the list of now; what was published stays, whatever came before it."""
        shortlist = self.shortlists.get(award_id)
        return 0 if shortlist is None or award_id in self.published else shortlist.seq
