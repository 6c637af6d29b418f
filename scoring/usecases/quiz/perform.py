"""Lead a match: give a command, do what is due, read where the match stands."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scoring.engine.actors import SYSTEM, SYSTEM_KEYS, Actor
from scoring.engine.codec import digest
from scoring.engine.errors import Conflict, Forbidden, Invalid, Refused
from scoring.engine.kinds import Command, Due
from scoring.engine.ledger import Draft, Entry
from scoring.engine.quiz.commands_press import RecordPress
from scoring.engine.quiz.kinds import KINDS
from scoring.engine.quiz.match import decide, due
from scoring.engine.quiz.press import Trip
from scoring.engine.quiz.state import MatchState
from scoring.usecases.context import Context
from scoring.usecases.guards import get_match
from scoring.usecases.quiz.facts import gather
from scoring.usecases.records import Match

COMMAND = "command"
"""The payload's field with the digest of the command as it was given: how a repeat is told from another command."""


@dataclass(frozen=True, slots=True)
class Done:
    """The entry that a command became; ``at`` ms since the epoch.  ``repeat``: it had been done before."""

    seq: int
    at: int
    repeat: bool


def stream_of(match_id: str) -> str:
    """The ledger's stream of a match."""
    return f"match:{match_id}"


def perform(
    ctx: Context, *, match_id: str, command: Command, key: str, actor: Actor, device: str = "", reason: str = "",
    trip: Trip | None = None,
) -> Done:  # fmt: skip
    """Do a command, once: the entry it became, or what it became the first time this key came.

    ``trip``: the way to the device as the server measured it; a press is believed no further than that.
    Raises ``Forbidden``, ``Invalid``, ``Refused`` (nothing is written then), ``NotFound("match-unknown")`` and
    ``Conflict("key-used")`` for a key that belongs to another command.
    """
    _may(actor, command)
    reason = reason.strip()
    if not key or len(key) > 128 or (key.startswith(SYSTEM_KEYS) and actor != SYSTEM):
        raise Invalid("key-needed")
    if actor.role in KINDS[command.kind].reason and not reason:
        raise Invalid("reason-needed", kind=command.kind)
    stream, came = stream_of(match_id), ctx.clock.now()
    with ctx.store.write() as uow:
        earlier = uow.ledger.find(stream, key)
        if earlier is not None:
            return _repeat(earlier, command, actor)
        match = get_match(uow, match_id)
        state = ctx.states.state(uow.ledger, stream)
        at = max(ctx.clock.now(), state.at)
        facts = replace(gather(ctx, uow, match, command, state, actor.id), trip=trip, came=came)
        payload = {**decide(state, command, at=at, facts=facts), COMMAND: digest(command)}
        entry = uow.ledger.append(stream, Draft(command.kind, payload, actor.id, device, key, reason, at))
        state = ctx.states.rehearse(state, uow.ledger, entry)
        if not match.opened:
            uow.of(Match).put(replace(match, opened=True))
        uow.commit()
    ctx.states.keep(stream, state)
    ctx.publish(stream, entry.seq)
    return Done(entry.seq, entry.at, repeat=False)


def tick(ctx: Context, match_id: str) -> Due | None:
    """Do all that is due by now, and say what comes next and when (None: nothing is waiting).

    Several processes may tick at once: the key lets each thing happen once.  What people took back may fall due again,
    and a key may be lost to something else; then the key carries the seq of that moment.
    """
    key = ""
    while True:
        state = match_state(ctx, match_id)
        waiting = due(state)
        if waiting is None or waiting.at > ctx.clock.now():
            return waiting
        key = waiting.key if key != waiting.key else f"{waiting.key}:{state.seq}"
        try:
            perform(ctx, match_id=match_id, command=waiting.command, key=key, actor=SYSTEM)
        except Conflict:
            if key != waiting.key:
                raise
        except Refused:
            if match_state(ctx, match_id).seq == state.seq:
                raise  # nobody was faster: it is due and refused, which is a fault


def match_state(ctx: Context, match_id: str) -> MatchState:
    """Where the match stands at the head of its stream."""
    with ctx.store.read() as uow:
        return ctx.states.state(uow.ledger, stream_of(match_id))


def _may(actor: Actor, command: Command) -> None:
    if actor.role not in KINDS[command.kind].roles:
        raise Forbidden("role-not-allowed", role=actor.role, kind=command.kind)
    if actor.role == "team" and getattr(command, "team", actor.team) != actor.team:
        raise Forbidden("not-your-team", team=actor.team)
    if actor.role == "team" and isinstance(command, RecordPress) and command.source == "host":
        raise Forbidden("role-not-allowed", role=actor.role, kind=command.kind)
    if actor.role == "judge" and actor.id != f"ticket:{getattr(command, 'judge', actor.id.removeprefix('ticket:'))}":
        raise Forbidden("not-your-sheet")


def _repeat(earlier: Entry, command: Command, actor: Actor) -> Done:
    if (earlier.kind, earlier.payload.get(COMMAND), earlier.actor) != (command.kind, digest(command), actor.id):
        raise Conflict("key-used", key=earlier.key)
    return Done(earlier.seq, earlier.at, repeat=True)
