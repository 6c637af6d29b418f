"""A poll: a job that has nothing to do with a match.  Whoever is asked says yes or no; the poll closes by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from scoring.engine.actors import SYSTEM_KEYS, Actor
from scoring.engine.codec import to_json
from scoring.engine.errors import NotFound, Refused
from scoring.engine.kinds import Command, Due, Kind, Payload, by_name
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


def vote(state: PollState, command: Vote, at: int, facts: object) -> Payload:
    return {"closes_at": state.closes_at or at + LASTS}


def nothing(state: PollState, command: object, at: int, facts: object) -> Payload:
    return {}


def voted(state: PollState, entry: Entry, payload: Mapping[str, Any]) -> PollState:
    votes = (*state.votes, (entry.actor, payload["yes"]))
    return replace(state, votes=votes, closes_at=payload["closes_at"])


def unchanged(state: PollState, entry: Entry, payload: Mapping[str, Any]) -> PollState:
    return state


def closed(state: PollState, entry: Entry, payload: Mapping[str, Any]) -> PollState:
    return replace(state, closed=True)


KINDS: dict[str, Kind[PollState]] = by_name(
    Kind(Vote, vote, voted, frozenset({"judge", "chief"})),
    Kind(TakeBack, nothing, unchanged, frozenset({"judge", "chief"}), reason=frozenset({"judge", "chief"})),
    Kind(Close, nothing, closed, frozenset({"system"})),
)
"""Every kind of command of a poll."""


class PollJob:
    """The polls with these ids; ``written_for`` notes for which of them entries came."""

    prefix = "poll:"
    kinds = KINDS

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

    def check_own(self, actor: Actor, command: Command) -> None:
        """Everybody has one voice."""

    def decide(self, asked: Asked[PollState, str]) -> Payload:
        if asked.state.closed:
            raise Refused("poll-closed")
        fields = to_json(asked.command)
        kind = fields.pop("kind")
        return {**fields, **KINDS[kind].decide(asked.state, asked.command, asked.at, None)}

    def written(self, uow: UnitOfWork, record: str, entry: Entry, before: PollState, after: PollState) -> None:
        self.written_for.append(record)

    def fold(self, entries: Sequence[Entry]) -> PollState:
        return self.fold_on(PollState(), entries)

    def fold_on(self, state: PollState, entries: Sequence[Entry]) -> PollState:
        gone = {entry.payload["seq"] for entry in entries if entry.kind == "poll.take-back"}
        for entry in entries:
            if entry.seq not in gone:
                state = KINDS[entry.kind].apply(state, entry, entry.payload)
            state = replace(state, seq=entry.seq, at=entry.at)
        return state

    def reaches(self, entry: Entry, seq: int) -> bool:
        return entry.kind == "poll.take-back" and entry.payload["seq"] <= seq

    def due(self, state: PollState) -> Due | None:
        if state.closed or not state.closes_at:
            return None
        return Due(state.closes_at, Close(), f"{SYSTEM_KEYS}close")

    def limits(self, state: PollState) -> Sequence[int]:
        return () if state.closed or not state.closes_at else (state.closes_at - LAST_CALL,)
