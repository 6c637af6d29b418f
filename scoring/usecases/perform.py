"""Lead anything that has a job: give a command, do what is due, read the state of a stream."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from scoring.engine.actors import SYSTEM, Actor, may_use
from scoring.engine.codec import Spelled, digest
from scoring.engine.errors import Conflict, Forbidden, Invalid, Refused, TooLate
from scoring.engine.kinds import Command, Due, Payload
from scoring.engine.ledger import Draft, Entry
from scoring.usecases.beforehand import COMMAND, Beforehand
from scoring.usecases.context import Context
from scoring.usecases.jobs import Asked, Job, R, S
from scoring.usecases.states import Fold

LONGEST_KEY = 128
"""Most characters of a key."""


@dataclass(frozen=True, slots=True)
class Done:
    """The entry that a command became; ``at`` ms since the epoch.  ``repeat``: it had been done before.  ``state``: the
    job's state with it; None where it had been done before."""

    seq: int
    at: int
    repeat: bool
    state: Any = field(default=None, compare=False, repr=False)


def perform(
    ctx: Context,
    job: Job[S, R],
    stream: str,
    *,
    command: Command,
    key: str,
    actor: Actor,
    device: str = "",
    reason: str = "",
    expires: int | None = None,
    seen: int | None = None,
    if_seq: int | None = None,
    made: Beforehand | None = None,
) -> Done:
    """Do a command once: returns the entry that it became, or the earlier entry if this key was used before.  ``seen``
    is the last step that the giver's page showed (None: not said).  ``if_seq``: the seq of the last entry that the
    giver knows of; with another one after it nothing is done (None: not said).  ``made``: what the command was decided
    to be before its turn.

    ``expires``: the moment (ms since the epoch) at which whoever gave it gives it up; it never happens after that, also
    where it waited for its turn.

    Raises ``TooLate("command-expired")``, ``Forbidden``, ``Invalid``, ``Refused`` (then nothing is written),
    ``NotFound`` for a stream without a record, ``Conflict``: ``key-used`` for a key that belongs to another command,
    ``head-moved`` for a stream that has grown since ``if_seq``.
    """
    check_role(job, actor, command)
    job.check_own(actor, command)
    reason = reason.strip()
    if not key or len(key) > LONGEST_KEY or not may_use(actor, key):
        raise Invalid("key-needed")
    if not reason and job.kinds[command.kind].wants_reason(command, frozenset({actor.role})):
        raise Invalid("reason-needed", kind=command.kind)
    came = ctx.clock.now()
    with ctx.store.write(first=job.kinds[command.kind].first) as uow:
        earlier = uow.ledger.find(stream, key)
        if earlier is not None:
            return _repeat(earlier, command, actor, made)
        check_expiry(ctx, expires)
        record = job.record(uow, stream)
        state = ctx.states.state(job, uow.ledger, stream)
        if if_seq is not None and if_seq != state.seq:
            raise Conflict("head-moved", seq=state.seq)
        came += max(0, state.at - ctx.clock.now())  # where the clock is about to be put forward, so is this moment
        at = ctx.clock.reach(state.at)
        payload = _as_made(made, state.seq)
        if payload is None:
            decided = job.decide(Asked(ctx, uow, record, state, command, actor, at, came, device, seen))
            payload = Spelled({**decided, COMMAND: made.said if made is not None else digest(command)})
        entry = uow.ledger.append(stream, Draft(command.kind, payload, actor.id, device, key, reason, at))
        before, state = state, ctx.states.rehearse(job, state, uow.ledger, entry)
        job.written(uow, record, entry, before, state)
        uow.commit()
    ctx.states.keep(stream, state)
    ctx.publish(stream, entry.seq)
    return Done(entry.seq, entry.at, repeat=False, state=state)


def tick(ctx: Context, job: Job[S, R], stream: str) -> Due | None:
    """Do everything that is due by now; returns what comes next and when (None: nothing is waiting).

    Several processes may tick at once: the key lets each thing happen once.  After an undo the same thing may be due
    again, and another command may have used the key; then the seq of that moment is added to the key.
    """
    key = ""
    while True:
        state = state_of(ctx, job, stream)
        waiting = job.due(state)
        if waiting is None or waiting.at > ctx.clock.reach(state.at):
            return waiting
        key = waiting.key if key != waiting.key else f"{waiting.key}:{state.seq}"
        try:
            perform(ctx, job, stream, command=waiting.command, key=key, actor=SYSTEM)
        except Conflict:
            if key != waiting.key:
                raise
        except Refused:
            if state_of(ctx, job, stream).seq == state.seq:
                raise  # no other process did it: it is due but refused, which is a fault


def state_of(ctx: Context, job: Fold[S], stream: str) -> S:
    """The state at the head of a stream."""
    with ctx.store.read() as uow:
        return ctx.states.state(job, uow.ledger, stream)


def start_clock(ctx: Context) -> None:
    """Let the server's time begin at the newest entry at the earliest.

    With a clock behind its own record a server would end no answer clock, and take every press for one too early.
    """
    with ctx.store.read() as uow:
        ctx.clock.reach(uow.ledger.newest())


def check_expiry(ctx: Context, expires: int | None) -> None:
    """Raises ``TooLate("command-expired")`` for what its giver has given up since."""
    if expires is not None and ctx.clock.now() > expires:
        raise TooLate("command-expired")


def check_role(job: Job[S, R], actor: Actor, command: Command) -> None:
    """Raises ``Forbidden("role-not-allowed")`` if the actor's role may not give the command."""
    if actor.role not in job.kinds[command.kind].roles:
        raise Forbidden("role-not-allowed", role=actor.role, kind=command.kind)


def _as_made(made: Beforehand | None, seq: int) -> Payload | None:
    """The payload that was made in this very state; None where there is none, or the stream has grown since."""
    if made is None or made.seq != seq:
        return None
    if made.refusal is not None:
        raise made.refusal
    return made.payload


def _repeat(earlier: Entry, command: Command, actor: Actor, made: Beforehand | None) -> Done:
    said = made.said if made is not None else digest(command)
    if (earlier.kind, earlier.payload.get(COMMAND), earlier.actor) != (command.kind, said, actor.id):
        raise Conflict("key-used", key=earlier.key)
    return Done(earlier.seq, earlier.at, repeat=True)
