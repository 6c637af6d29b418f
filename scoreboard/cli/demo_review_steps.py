"""The steps of a demo review, each done by those whose seats they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any, TypeVar

from scoreboard.cli.demo_review_words import Words
from scoreboard.exports.papers.stroke_order import by_strokes
from scoring.engine.actors import Actor
from scoring.engine.kinds import Command
from scoring.engine.panel.commands import EnterMark
from scoring.engine.review.commands_decision import AdmitObjection, CloseObjection, OpenNotice, RecordDecision
from scoring.engine.review.commands_judging import FixShortlist, LockJudging, OpenJudging, SignPledge
from scoring.engine.review.commands_nomination import Endorse, SubmitNomination, Vet
from scoring.engine.review.ranking import shortlist_proposal
from scoring.engine.review.state import Equals, ReviewState
from scoring.usecases.context import Context
from scoring.usecases.perform import perform, state_of
from scoring.usecases.ports import Ledger, Repository, Store, UnitOfWork
from scoring.usecases.records import Organisation, TicketRole
from scoring.usecases.review.drafts import save_draft
from scoring.usecases.review.job import REVIEW, stream_of
from scoring.usecases.review.objections import take_objection
from scoring.usecases.review.records import Review
from scoring.usecases.tickets import Issued, actor_of

T = TypeVar("T")

HOUR, DAY = 3_600_000, 86_400_000

STAGES: Mapping[str, int] = {
    "nominate": 10,
    "endorse": 31,
    "vet": 36,
    "judge": 42,
    "shortlist": 46,
    "notice": 50,
    "objection": 51,
    "decide": 74,
    "award": 78,
}
"""On which day of the review, counted from 0, each stage is today."""


def day_of(first: int, number: int) -> date:
    """The day in China, ``number`` days after the moment ``first`` (ms since the epoch)."""
    return datetime.fromtimestamp((first + 8 * HOUR + number * DAY) / 1000, UTC).date()


class Told:
    """The clock of a review that has been: it says what it is told."""

    def __init__(self, moment: int) -> None:
        self.moment = moment

    def now(self) -> int:
        return self.moment

    def reach(self, moment: int) -> int:
        self.moment = max(self.moment, moment)
        return self.moment

    def behind(self) -> int:
        return 0


class Together:
    """A store in which all that is done within ``at_once`` is one transaction: thousands of entries reach the disk
    together instead of one by one."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._open: UnitOfWork | None = None

    def write(self, *, first: bool = False) -> AbstractContextManager[UnitOfWork]:
        """The transaction that is open, else one of its own."""
        return nullcontext(self._open) if self._open is not None else self._store.write(first=first)

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """What the open transaction has written is read too."""
        return nullcontext(self._open) if self._open is not None else self._store.read()

    def changes(self, *kinds: type) -> int:
        """As the store's, which counts at its own commits."""
        return self._store.changes(*kinds)

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Commit at the end of the block all that is committed within it."""
        with self._store.write() as uow:
            self._open = _Part(uow)
            try:
                yield
                uow.commit()
            finally:
                self._open = None


class _Part:
    """A unit of work that is part of a larger one: its commit waits for that of the whole."""

    def __init__(self, whole: UnitOfWork) -> None:
        self._whole = whole

    @property
    def ledger(self) -> Ledger:
        return self._whole.ledger

    def of(self, kind: type[T]) -> Repository[T]:
        return self._whole.of(kind)

    def commit(self) -> None:
        """Nothing yet."""

    def wipe(self) -> None:
        self._whole.wipe()

    def give_way(self) -> None:
        """The whole is not begun again."""


@dataclass
class Led:
    """The review while it is made; ``first``: the moment of its first day at nine o'clock in China."""

    ctx: Context
    clock: Told
    review: Review
    words: Words
    judges: int
    first: int
    organiser: Actor
    seats: dict[tuple[TicketRole, str], Issued] = field(default_factory=dict)
    units: list[Organisation] = field(default_factory=list)
    keys: Any = field(default_factory=count)

    @property
    def state(self) -> ReviewState:
        return state_of(self.ctx, REVIEW, stream_of(self.review.id))

    def day(self, number: int) -> date:
        """The day of this number, counted from the first."""
        return day_of(self.first, number)

    def at(self, day: int) -> None:
        """It is this day now, at nine."""
        self.clock.reach(self.first + day * DAY)

    def actor(self, role: TicketRole, name: str = "") -> Actor:
        """Who holds the seat of this role, and of this organisation or judge."""
        return actor_of(self.seats[role, name].ticket)

    def give(self, actor: Actor, command: Command) -> None:
        """Do a command, a second after the one before."""
        self.clock.moment += 1000
        key = f"demo-{next(self.keys)}"
        perform(self.ctx, REVIEW, stream_of(self.review.id), command=command, key=key, actor=actor, device=actor.id)


def _submit(led: Led) -> None:
    """Every unit puts one nomination forward for each award."""
    for award in led.state.rules.awards:
        for number, unit in enumerate(led.units):
            texts = led.words.form(award.id, number, unit.name)
            fields = {one.id for one in led.state.rules.form_of(award)}
            actor = led.actor("unit", unit.id)
            draft = save_draft(
                led.ctx,
                actor=actor,
                review_id=led.review.id,
                award=award.id,
                values={key: (text,) for key, text in texts.items() if key in fields},
            )
            led.give(actor, SubmitNomination(draft.id, draft.revision))


def _endorse(led: Led) -> None:
    """Every level agrees."""
    for no in led.state.nominations:
        while (step := led.state.nominations[no].waits_for) is not None:
            led.give(led.actor("endorser", step.organisation), Endorse(no, 1, "agree", led.words.agreed))


def _vet(led: Led) -> None:
    for no in led.state.nominations:
        led.give(led.actor("office"), Vet(no, 1, "pass"))


def _open_judging(led: Led) -> None:
    """Judging of every award opens; all judges but the first have pledged."""
    names = [name for role, name in led.seats if role == "judge"]
    for award in led.state.rules.awards:
        led.give(led.actor("chair"), OpenJudging("judging", award.id))
    for name in names[1:]:
        led.give(led.actor("judge", name), SignPledge(led.seats["judge", name].ticket.id))


def _mark(led: Led) -> None:
    """Every judge marks everything: a nomination is good or less so, and judges differ a little."""
    names = [name for role, name in led.seats if role == "judge"]
    led.give(led.actor("judge", names[0]), SignPledge(led.seats["judge", names[0]].ticket.id))
    state = led.state
    for subject in state.subjects.values():
        award = state.award(subject.award)
        assert award is not None
        for number, name in enumerate(names):
            marks = {
                one.id: (one.high * _share(subject.nomination, number, place)).quantize(Decimal(1))
                for place, one in enumerate(award.criteria)
            }
            led.give(led.actor("judge", name), EnterMark(led.seats["judge", name].ticket.id, marks, subject.no))


def _share(nomination: int, judge: int, criterion: int) -> Decimal:
    """Between 0.6 and 1, without chance, so that the same demo gives the same ranking."""
    return Decimal(60 + (nomination * 7) % 31 + (nomination * 3 + judge * 5 + criterion * 2) % 10) / 100


def _lock(led: Led) -> None:
    for award in led.state.rules.awards:
        led.give(led.actor("chair"), LockJudging("judging", award.id))


def _shortlist(led: Led) -> None:
    """The shortlist that the marks give; a tie on the line was voted on."""
    for award in led.state.rules.awards:
        proposal = shortlist_proposal(led.state, award)
        assert proposal is not None
        order = proposal.order + proposal.tied[: proposal.room]
        equals: Equals = "vote" if proposal.tied else ""
        led.give(led.actor("chair"), FixShortlist(award.id, order, led.words.present, equals=equals))


def _notice(led: Led) -> None:
    rules = led.state.rules
    order = by_strokes(led.state, rules.awards)[0] if rules.notices[0].order == "strokes" else ()
    led.give(led.actor("office"), OpenNotice(tuple(award.id for award in rules.awards), led.day(50), order))


def _object(led: Led) -> None:
    """Somebody objects on the second day."""
    notice = led.state.notices[0]
    take_objection(
        led.ctx,
        actor=led.actor("office"),
        review_id=led.review.id,
        key="demo-objection",
        notice=notice.no,
        by="person",
        name=led.words.objector,
        contact=led.words.contact,
        text=led.words.objection,
        nomination=notice.shown[-1].nomination,
    )


def _settle(led: Led) -> None:
    """The objection was looked into, and nothing was in it."""
    office, no = led.actor("office"), led.state.objections[0].no
    led.give(office, AdmitObjection(no, admit=True))
    led.give(office, CloseObjection(no, upheld=False, text=led.words.answer))


def _decide(led: Led) -> None:
    for award in led.state.rules.awards:
        order = led.state.shortlists[award.id].order
        for body in led.state.rules.decision.by:
            made = RecordDecision(award.id, body, "pass", 9, 9, 9, 0, 0, led.day(77), order)
            led.give(led.actor("approver"), made)


STEPS: Sequence[tuple[str, int, Callable[[Led], None]]] = (
    ("endorse", 20, _submit),
    ("vet", 33, _endorse),
    ("judge", 38, _vet),
    ("judge", 41, _open_judging),
    ("shortlist", 43, _mark),
    ("shortlist", 45, _lock),
    ("notice", 48, _shortlist),
    ("objection", 50, _notice),
    ("objection", 51, _object),
    ("decide", 60, _settle),
    ("award", 77, _decide),
)
"""The stage at whose beginning each step is done, the day on which it was, and the step."""
