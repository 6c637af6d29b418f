"""The match as a job: how its ledger folds, what a decision needs from the store, what becomes due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scoring.engine.actors import Actor
from scoring.engine.errors import Forbidden
from scoring.engine.kinds import Command, Due, Kinds, Payload
from scoring.engine.ledger import Entry
from scoring.engine.quiz import limits as quiz_limits
from scoring.engine.quiz import match as quiz
from scoring.engine.quiz.commands_press import RecordPress
from scoring.engine.quiz.kinds import KINDS
from scoring.engine.quiz.state import MatchState
from scoring.engine.trip import Trip
from scoring.usecases.guards import get_match, need_current
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.quiz.facts import MatchAsked, gather
from scoring.usecases.records import Match

PREFIX = "match:"
"""The beginning of the name of a match's stream."""


def stream_of(match_id: str) -> str:
    """The ledger's stream of a match."""
    return f"{PREFIX}{match_id}"


def match_of_stream(stream: str) -> str:
    """The id of the match whose stream this is."""
    return stream.removeprefix(PREFIX)


@dataclass(frozen=True, slots=True)
class MatchJob:
    """A match.  ``trip``: the round trip to the device that gives a command, as the server measured it; it limits how
    far a press's own time is believed.  None: the device's own measurement counts.  ``slowest``: the longest round trip
    to another station, in ms, which the window for presses covers."""

    trip: Trip | None = None
    slowest: int = 0

    @property
    def prefix(self) -> str:
        """``match:``."""
        return PREFIX

    @property
    def kinds(self) -> Kinds[MatchState]:
        """The commands of a match."""
        return KINDS

    def record(self, uow: UnitOfWork, stream: str) -> Match:
        """The match; raises ``NotFound("match-unknown")``."""
        return get_match(uow, match_of_stream(stream))

    def running(self, uow: UnitOfWork) -> Sequence[str]:
        """The streams of all matches that were opened."""
        return tuple(stream_of(match.id) for match in uow.of(Match).all(opened=True))

    def check_own(self, actor: Actor, command: Command) -> None:
        """A team and a judge act only for themselves, and only the desk enters a press by hand.

        Raises ``Forbidden("not-your-team" | "role-not-allowed" | "not-your-sheet")``.
        """
        if actor.role == "team" and getattr(command, "team", actor.team) != actor.team:
            raise Forbidden("not-your-team", team=actor.team)
        if actor.role == "team" and isinstance(command, RecordPress) and command.source == "host":
            raise Forbidden("role-not-allowed", role=actor.role, kind=command.kind)
        own = actor.id.removeprefix("ticket:")
        if actor.role == "judge" and getattr(command, "judge", own) != own:
            raise Forbidden("not-your-sheet")

    def decide(self, asked: MatchAsked) -> Payload:
        """The payload, from the facts that the command needs; raises what ``engine.quiz.decide`` raises, and
        ``Refused("archived")``.  A match that is being played cannot be put away."""
        if asked.state.phase != "open":
            need_current(asked.uow, asked.record.id, asked.record.competition)
        quiz.need_seen(asked.state, asked.command, asked.seen)
        facts = replace(gather(asked), trip=self.trip, slowest=self.slowest, came=asked.came)
        return quiz.decide(asked.state, asked.command, at=asked.at, facts=facts)

    def written(
        self,
        uow: UnitOfWork,
        record: Match,
        entry: Entry,  # noqa: ARG002  the shape of ``Job``
        before: MatchState,  # noqa: ARG002
        after: MatchState,  # noqa: ARG002
    ) -> None:
        """The first entry opens the match: its setup does not change any more."""
        if not record.opened:
            uow.of(Match).put(replace(record, opened=True))

    def fold(self, entries: Sequence[Entry]) -> MatchState:
        """The state of the match from all entries."""
        return quiz.fold(entries)

    def fold_on(self, state: MatchState, entries: Sequence[Entry]) -> MatchState:
        """The state of the match after further entries."""
        return quiz.fold_on(state, entries)

    def reaches(self, entry: Entry, seq: int) -> bool:
        """A new edition of the rule sheet, or an undo from ``seq`` or before."""
        return quiz.reaches(entry, seq)

    def due(self, state: MatchState) -> Due | None:
        """The award or the end of a press."""
        return quiz.due(state)

    def limits(self, state: MatchState) -> Sequence[int]:
        """The end of an answer clock, the opening of the press."""
        return quiz_limits.limits(state)


MATCH = MatchJob()
"""The job of a match for commands that do not come from a device."""
