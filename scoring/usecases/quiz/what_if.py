"""What a correction would change: it is decided and folded like a real one, but never written."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from scoring.engine.actors import Actor
from scoring.engine.errors import Forbidden
from scoring.engine.kinds import Command
from scoring.engine.ledger import Entry
from scoring.engine.quiz.score import totals
from scoring.engine.quiz.standings import standings
from scoring.engine.quiz.state import MatchState
from scoring.usecases.context import Context
from scoring.usecases.guards import get_match
from scoring.usecases.jobs import Asked
from scoring.usecases.perform import check_role
from scoring.usecases.quiz.job import MATCH, stream_of

CORRECTIONS = frozenset(
    {
        "item.correct",
        "item.void",
        "item.replace",
        "key.correct",
        "points.adjust",
        "mark.decide",
        "rules.change",
    }
)
"""Commands that may be tried; others would show what is still secret, such as a panel's score before its lock."""


@dataclass(frozen=True, slots=True)
class Move:
    """A team whose score or rank would change: the present values and the new ones."""

    team: str
    score: tuple[Decimal, Decimal]
    rank: tuple[int, int]


def what_if(ctx: Context, *, match_id: str, command: Command, actor: Actor) -> tuple[Move, ...]:
    """The teams that ``command`` would move, in the order of the new ranking; raises as ``suppose``."""
    return moves(*suppose(ctx, match_id=match_id, command=command, actor=actor))


def suppose(ctx: Context, *, match_id: str, command: Command, actor: Actor) -> tuple[MatchState, MatchState]:
    """A match as it is, and as it would be after ``command``.

    Raises what ``quiz.perform`` would raise for the same command, except for a missing reason, which people give later;
    and ``Forbidden("not-a-correction")`` for a command that corrects nothing.
    """
    if command.kind not in CORRECTIONS:
        raise Forbidden("not-a-correction", kind=command.kind)
    check_role(MATCH, actor, command)
    stream = stream_of(match_id)
    with ctx.store.read() as uow:
        match = get_match(uow, match_id)
        state = ctx.states.state(MATCH, uow.ledger, stream)
        at = max(ctx.clock.now(), state.at)
        payload = MATCH.decide(Asked(ctx, uow, match, state, command, actor, at, came=at))
        # The entry is not chained to the others: it is dropped before its hash could be used.
        no = state.seq + 1
        supposed = Entry(stream, no, command.kind, payload, actor.id, "", "what-if", "", at, prev="", hash="")
        return state, ctx.states.suppose(MATCH, state, uow.ledger, supposed)


def moves(before: MatchState, after: MatchState) -> tuple[Move, ...]:
    """The teams whose score or rank differs between two states of one match."""
    scores, ranks = totals(before), {place.id: place.rank for place in standings(before)}
    new_scores = totals(after)
    lines = (
        Move(place.id, (scores[place.id], new_scores[place.id]), (ranks.get(place.id, 0), place.rank))
        for place in standings(after)
    )
    return tuple(move for move in lines if move.score[0] != move.score[1] or move.rank[0] != move.rank[1])
