"""The competition as a job: how its ledger folds, what a decision needs from the store, what becomes due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from scoring.engine.actors import SYSTEM, Actor
from scoring.engine.competition import event
from scoring.engine.competition.kinds import KINDS
from scoring.engine.competition.state import CompetitionState
from scoring.engine.kinds import Command, Due, Kinds, Payload
from scoring.engine.ledger import Entry
from scoring.usecases.competition.facts import CompetitionAsked, gather
from scoring.usecases.competition.forms import parted
from scoring.usecases.competition.group_matches import make_matches, make_tie_off
from scoring.usecases.competition.match_seats import seat_judges_of_groups, seat_planned
from scoring.usecases.competition.question_pools import put_pools, take_out
from scoring.usecases.competition.records import CertificateCode, RegistrationLink, RegistrationText
from scoring.usecases.competitions import PREFIX, stream_of
from scoring.usecases.guards import get_competition, need_current
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Competition, Match, Ticket
from scoring.usecases.shown_media import forget_team_pictures

__all__ = ["COMPETITION", "PREFIX", "CompetitionJob", "codes_in", "stream_of"]


@dataclass(frozen=True, slots=True)
class CompetitionJob:
    """A competition."""

    @property
    def prefix(self) -> str:
        """``event:``."""
        return PREFIX

    @property
    def kinds(self) -> Kinds[CompetitionState]:
        """The commands of a competition."""
        return KINDS

    def record(self, uow: UnitOfWork, stream: str) -> Competition:
        """The competition; raises ``NotFound("competition-unknown")``."""
        return get_competition(uow, stream.removeprefix(PREFIX))

    def running(self, uow: UnitOfWork) -> Sequence[str]:
        """The streams of all competitions: in those without registration nothing falls due."""
        return tuple(stream_of(one.id) for one in uow.of(Competition).all())

    def check_own(self, actor: Actor, command: Command) -> None:
        """What a link may do depends on its registration, and the engine says it."""

    def decide(self, asked: CompetitionAsked) -> Payload:
        """The payload, from the facts that the command needs.  Raises ``Refused("archived")``; what is due happens all
        the same."""
        if asked.actor != SYSTEM:
            need_current(asked.uow, asked.record.id)
        return event.decide(asked.state, asked.command, at=asked.at, facts=gather(asked))

    def written(
        self, uow: UnitOfWork, record: Competition, entry: Entry, before: CompetitionState, after: CompetitionState
    ) -> None:
        """A text that was handed in is never changed again, but what became personal goes to the contacts; those
        that are erased go, with the salts by which their digests could be guessed, and the pictures of teams."""
        texts = uow.of(RegistrationText)
        if entry.kind == "registration.submit":
            _handed_in(uow, entry.payload)
        for one in entry.payload["entered"] if entry.kind == "registration.enter" else ():
            _handed_in(uow, one)
        if entry.kind == "stage.matches":
            make_matches(uow, record, after, entry)
            seat_planned(uow, {}, after, entry)
        if entry.kind == "stage.tie_off":
            make_tie_off(uow, record, after, entry)
            seat_judges_of_groups(uow, after, entry)
        if entry.kind == "schedule.set":
            seat_planned(uow, before.schedule.plans, after, entry)
        if entry.kind == "questions.allot":
            put_pools(uow, entry)
        if entry.kind == "questions.withdraw":
            take_out(uow, entry)
        if entry.kind == "certificate.number":
            uow.of(CertificateCode).add(codes_in(record.id, (entry,)))
        if entry.kind == "registration.change":
            held = texts.all(competition=record.id)
            texts.put_all([new for old in held if (new := parted(after, old)) is not old])
        if entry.kind == "registration.link":
            link = uow.of(RegistrationLink).all(competition=record.id, no=entry.payload["no"])[-1]
            secret = entry.payload["secret"]
            uow.of(RegistrationLink).put(replace(link, secret=secret, revoked_at=0 if secret else entry.at))
        if entry.kind == "contacts.erase":
            texts.put_all([replace(one, personal={}, salt="") for one in texts.all(competition=record.id)])
            _forget_relatives(uow, record)
            forget_team_pictures(uow, record.id)
            uow.wipe()

    def fold(self, entries: Sequence[Entry]) -> CompetitionState:
        """The state from all entries."""
        return event.fold(entries)

    def fold_on(self, state: CompetitionState, entries: Sequence[Entry]) -> CompetitionState:
        """The state after further entries."""
        return event.fold_on(state, entries)

    def reaches(self, entry: Entry, seq: int) -> bool:  # noqa: ARG002  the shape of ``Fold``
        """Nothing changes how earlier entries count."""
        return False

    def due(self, state: CompetitionState) -> Due | None:
        """The day on which contacts are erased."""
        return event.due(state)

    def limits(self, state: CompetitionState) -> Sequence[int]:  # noqa: ARG002  the shape of ``Job``
        """Pages ask the engine what is possible when they are drawn."""
        return ()


def codes_in(competition_id: str, entries: Iterable[Entry]) -> list[CertificateCode]:
    """The codes of the certificates that the entries number."""
    return [
        CertificateCode(one["code"], competition_id)
        for entry in entries
        if entry.kind == "certificate.number"
        for one in entry.payload["certificates"]
    ]


def _forget_relatives(uow: UnitOfWork, record: Competition) -> None:
    """The relatives of the judges of all matches go with the contacts."""
    for match in uow.of(Match).all(competition=record.id):
        for ticket in uow.of(Ticket).all(match=match.id):
            if ticket.kin:
                uow.of(Ticket).put(replace(ticket, kin=""))


def _handed_in(uow: UnitOfWork, said: Mapping[str, Any]) -> None:
    text = uow.of(RegistrationText).get(said["text"])
    assert text is not None
    uow.of(RegistrationText).put(replace(text, submitted=True))
    link = uow.of(RegistrationLink).get(text.link)
    assert link is not None
    uow.of(RegistrationLink).put(replace(link, no=said["no"]))


COMPETITION = CompetitionJob()
"""The job of every competition."""
