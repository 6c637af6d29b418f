"""The review as a job: how its ledger folds, what a decision needs from the store, what becomes due."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from scoring.engine.actors import SYSTEM, Actor
from scoring.engine.errors import Forbidden, Refused
from scoring.engine.kinds import Command, Due, Kinds, Payload
from scoring.engine.ledger import Entry
from scoring.engine.review import review as engine
from scoring.engine.review.kinds import KINDS
from scoring.engine.review.state import ReviewState
from scoring.usecases.guards import need_current
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Ticket
from scoring.usecases.review.brought import forget_evidence
from scoring.usecases.review.draft_files import copy_files, forget_personal_files
from scoring.usecases.review.facts import ReviewAsked, gather
from scoring.usecases.review.records import NominationText, Objector, Review
from scoring.usecases.review.reviews import get_review

PREFIX = "review:"
"""The beginning of the name of a review's stream."""


GOES_ON = frozenset({"screen.cue", "reveal.begin", "reveal.next", "reveal.back", "reveal.end", "personal.delete"})
"""What goes on in a review that was carried into a hall in an archive."""


def stream_of(review_id: str) -> str:
    """The ledger's stream of a review."""
    return f"{PREFIX}{review_id}"


def review_of_stream(stream: str) -> str:
    """The id of the review whose stream this is."""
    return stream.removeprefix(PREFIX)


@dataclass(frozen=True, slots=True)
class ReviewJob:
    """A review."""

    @property
    def prefix(self) -> str:
        """``review:``."""
        return PREFIX

    @property
    def kinds(self) -> Kinds[ReviewState]:
        """The commands of a review."""
        return KINDS

    def record(self, uow: UnitOfWork, stream: str) -> Review:
        """The review; raises ``NotFound("review-unknown")``."""
        return get_review(uow, review_of_stream(stream))

    def running(self, uow: UnitOfWork) -> Sequence[str]:
        """The streams of all reviews whose entries were opened."""
        return tuple(stream_of(review.id) for review in uow.of(Review).all(opened=True))

    def check_own(self, actor: Actor, command: Command) -> None:
        """A judge acts only for the judge's own mark sheets; raises ``Forbidden("not-your-sheet")``.  What a unit and a
        level may do depends on the nomination, and the engine says it."""
        own = actor.id.removeprefix("ticket:")
        if actor.role == "judge" and getattr(command, "judge", own) != own:
            raise Forbidden("not-your-sheet")

    def decide(self, asked: ReviewAsked) -> Payload:
        """The payload, from the facts that the command needs; raises what ``engine.review`` raises, and
        ``Refused("review-carried")`` for what does not go on in a review that came in an archive,
        ``Refused("archived")`` in one that was put away, but for what is due."""
        if asked.actor != SYSTEM:
            need_current(asked.uow, asked.record.id)
        if asked.record.carried and asked.command.kind not in GOES_ON:
            raise Refused("review-carried")
        return engine.decide(asked.state, asked.command, at=asked.at, facts=gather(asked))

    def written(
        self,
        uow: UnitOfWork,
        record: Review,
        entry: Entry,
        before: ReviewState,  # noqa: ARG002  the shape of ``Job``
        after: ReviewState,  # noqa: ARG002
    ) -> None:
        """What follows from the entry in the tables."""
        if entry.kind in _FOLLOWS:
            _FOLLOWS[entry.kind](uow, record, entry)

    def fold(self, entries: Sequence[Entry]) -> ReviewState:
        """The state of the review from all entries."""
        return engine.fold(entries)

    def fold_on(self, state: ReviewState, entries: Sequence[Entry]) -> ReviewState:
        """The state of the review after further entries."""
        return engine.fold_on(state, entries)

    def reaches(self, entry: Entry, seq: int) -> bool:  # noqa: ARG002  the shape of ``Fold``
        """Nothing in a review changes how earlier entries count."""
        return False

    def due(self, state: ReviewState) -> Due | None:
        """The day on which personal data goes."""
        return engine.due(state)

    def limits(self, state: ReviewState) -> Sequence[int]:  # noqa: ARG002  the shape of ``Job``
        """Pages ask the engine what is possible when they are drawn."""
        return ()


def _opened(uow: UnitOfWork, record: Review, entry: Entry) -> None:  # noqa: ARG001  one shape for all
    uow.of(Review).put(replace(record, opened=True))


def _changed(uow: UnitOfWork, record: Review, entry: Entry) -> None:
    uow.of(Review).put(replace(record, title=entry.payload["campaign"]["name"]))


def _submitted(uow: UnitOfWork, record: Review, entry: Entry) -> None:  # noqa: ARG001  one shape for all
    """A text that was submitted is never changed again."""
    text = uow.of(NominationText).get(entry.payload["draft"])
    assert text is not None
    uow.of(NominationText).put(replace(text, submitted=True, nomination=entry.payload["no"]))


def _paper_confirmed(uow: UnitOfWork, record: Review, entry: Entry) -> None:
    """A form from paper that was entered wrongly is a draft again: a copy, for the ledger has the digest of the text
    that was rejected."""
    held = uow.ledger.read(stream_of(record.id), after=entry.payload["held"] - 1)[0]
    if entry.payload["accept"] or held.kind != "nomination.submit":
        return
    text = uow.of(NominationText).get(held.payload["draft"])
    assert text is not None
    corrects = held.payload["no"] if held.payload["version"] > 1 else 0
    again = replace(text, id=f"{text.id}-{entry.seq}", submitted=False, revision=1, nomination=corrects)
    uow.of(NominationText).put(again)
    copy_files(uow, text.id, again.id)


def _personal_deleted(uow: UnitOfWork, record: Review, entry: Entry) -> None:  # noqa: ARG001  one shape for all
    """Phones, addresses, personal files, relatives of judges, objectors and their evidence go, with the salts by which
    their digests could be guessed."""
    uow.wipe()
    campaign = engine.fold(uow.ledger.read(stream_of(record.id))).rules
    for text in uow.of(NominationText).all(review=record.id):
        forget_personal_files(uow, campaign, text)
        uow.of(NominationText).put(replace(text, personal={}, salt=""))
    for objector in uow.of(Objector).all(review=record.id):
        uow.of(Objector).put(replace(objector, name="", contact="", text="", salt=""))
    for ticket in uow.of(Ticket).all(review=record.id):
        if ticket.kin:
            uow.of(Ticket).put(replace(ticket, kin=""))
    forget_evidence(uow, record.id)


_FOLLOWS: Mapping[str, Callable[[UnitOfWork, Review, Entry], None]] = {
    "review.open": _opened,
    "review.edition": _changed,
    "nomination.submit": _submitted,
    "paper.confirm": _paper_confirmed,
    "personal.delete": _personal_deleted,
}

REVIEW = ReviewJob()
"""The job of every review."""
