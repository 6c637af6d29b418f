"""A poll: a job that has nothing to do with a match.  Whoever is asked says yes or no; the poll closes by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from scoring.engine.actors import SYSTEM_KEYS, Actor
from scoring.engine.errors import Forbidden, NotFound, Refused
from scoring.engine.ledger import Entry
from scoring.usecases.jobs import Asked
from scoring.usecases.ports import UnitOfWork

LASTS = 30_000
"""ms from the first vote to the close."""

LAST_CALL = 10_000
"""ms before the close at which the desk may call for the last votes."""


@dataclass(frozen=True, slots=True)
class Vote:
    """One voice."""

    yes: bool
    kind: Literal["poll.vote"] = "poll.vote"


@dataclass(frozen=True, slots=True)
class TakeBack:
    """The vote of this ``seq`` does not count."""

    seq: int
    kind: Literal["poll.take-back"] = "poll.take-back"


@dataclass(frozen=True, slots=True)
class Close:
    """No more votes."""

    kind: Literal["poll.close"] = "poll.close"


PollCommand = Vote | TakeBack | Close


@dataclass(frozen=True, slots=True)
class PollState:
    """``votes`` by actor; ``closes_at`` 0 before the first vote."""

    seq: int = 0
    at: int = 0
    votes: tuple[tuple[str, bool], ...] = ()
    closes_at: int = 0
    closed: bool = False

    @property
    def count(self) -> tuple[int, int]:
        """How many say yes, how many no."""
        yes = sum(vote for _, vote in self.votes)
        return yes, len(self.votes) - yes


@dataclass(frozen=True, slots=True)
class PollDue:
    """The close."""

    at: int
    command: PollCommand
    key: str


class PollJob:
    """The polls with these ids; ``written_for`` notes for which of them entries came."""

    prefix = "poll:"

    def __init__(self, *polls: str) -> None:
        self.polls = polls
        self.written_for: list[str] = []

    def record(self, uow: UnitOfWork, stream: str) -> str:
        poll = stream.removeprefix(self.prefix)
        if poll not in self.polls:
            raise NotFound("poll-unknown", poll=poll)
        return poll

    def running(self, uow: UnitOfWork) -> Sequence[str]:
        return [self.prefix + poll for poll in self.polls]

    def may(self, actor: Actor, command: PollCommand) -> None:
        if command.kind == "poll.close" and actor.role != "system":
            raise Forbidden("role-not-allowed", role=actor.role, kind=command.kind)

    def needs_reason(self, actor: Actor, command: PollCommand) -> bool:
        return command.kind == "poll.take-back"

    def decide(self, asked: Asked[PollState, PollCommand, str]) -> Mapping[str, Any]:
        if asked.state.closed:
            raise Refused("poll-closed")
        match asked.command:
            case Vote(yes=yes):
                return {"yes": yes, "closes_at": asked.state.closes_at or asked.at + LASTS}
            case TakeBack(seq=seq):
                return {"seq": seq}
        return {}

    def written(self, uow: UnitOfWork, record: str) -> None:
        self.written_for.append(record)

    def fold(self, entries: Sequence[Entry]) -> PollState:
        return self.fold_on(PollState(), entries)

    def fold_on(self, state: PollState, entries: Sequence[Entry]) -> PollState:
        gone = {entry.payload["seq"] for entry in entries if entry.kind == "poll.take-back"}
        for entry in entries:
            if entry.kind == "poll.vote" and entry.seq not in gone:
                votes = (*state.votes, (entry.actor, entry.payload["yes"]))
                state = replace(state, votes=votes, closes_at=entry.payload["closes_at"])
            closed = state.closed or entry.kind == "poll.close"
            state = replace(state, seq=entry.seq, at=entry.at, closed=closed)
        return state

    def reaches(self, entry: Entry, seq: int) -> bool:
        return entry.kind == "poll.take-back" and entry.payload["seq"] <= seq

    def due(self, state: PollState) -> PollDue | None:
        if state.closed or not state.closes_at:
            return None
        return PollDue(state.closes_at, Close(), f"{SYSTEM_KEYS}close")

    def limits(self, state: PollState) -> Sequence[int]:
        return () if state.closed or not state.closes_at else (state.closes_at - LAST_CALL,)
