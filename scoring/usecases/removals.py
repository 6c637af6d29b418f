"""What people removed with its ledger, by whom and when: a chain of entries of its own, and all that is left of it.

An entry of a ledger is never changed and never goes alone.  What may go is a whole stream, with what it is about; that
it was there, and how its chain ended, is written in the same transaction and can be read by every organiser.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from scoring.engine.actors import Actor
from scoring.engine.ledger import Draft, Entry
from scoring.usecases.context import Context
from scoring.usecases.guards import LOCAL, require_organiser
from scoring.usecases.ports import Ledger, UnitOfWork

STREAM = "removals"
"""The stream of the ledger that has these entries."""

MOST_TOLD = 200
"""Removals that are told, the newest."""

What = Literal["rehearsal", "match", "competition", "review"]
"""A rehearsal was thrown away · the others were deleted."""

PREFIX = "remove."


@dataclass(frozen=True, slots=True)
class Removal:
    """One thing that was removed: its ``title``, ``entries`` of its ledgers, the name of its ``book`` in the data
    directory, "" where none was kept; by the account ``by``, "" for the command line; ``at``: ms since the epoch."""

    what: What
    title: str
    entries: int
    book: str
    by: str
    at: int


def let_go(
    ctx: Context,
    uow: UnitOfWork,
    actor: Actor,
    what: What,
    *,
    record: str,
    title: str,
    streams: Sequence[str],
    book: str = "",
) -> None:
    """Remove these streams in the transaction that removes the records they are about, and write that down.
    ``record``: the id of what is removed.  After the commit the caller lets ``ctx.states`` forget the streams."""
    ended = {stream: [last.seq, last.hash] for stream in streams if (last := _last(uow, stream)) is not None}
    for stream in ended:
        uow.ledger.remove(stream)
    payload = {"id": record, "title": title, "streams": ended, "book": book}
    draft = Draft(f"{PREFIX}{what}", payload, actor.id, "", ctx.ids.new(), "", ctx.clock.now())
    uow.ledger.append(STREAM, draft)


def removals(ctx: Context, *, actor: Actor) -> Sequence[Removal]:
    """The newest removals, the last one first."""
    require_organiser(actor)
    with ctx.store.read() as uow:
        found = uow.ledger.read(STREAM)[-MOST_TOLD:]
    return tuple(
        Removal(
            cast(What, one.kind.removeprefix(PREFIX)),
            one.payload["title"],
            sum(seq for seq, _ in one.payload["streams"].values()),
            one.payload["book"],
            "" if one.actor == LOCAL.id else one.actor.removeprefix("account:"),
            one.at,
        )
        for one in reversed(found)
    )


def removed_in(ledger: Ledger) -> frozenset[str]:
    """The streams that people have removed, as a ledger says."""
    return frozenset(stream for entry in ledger.read(STREAM) for stream in entry.payload["streams"])


def _last(uow: UnitOfWork, stream: str) -> Entry | None:
    head = uow.ledger.head(stream)
    return uow.ledger.read(stream, after=head - 1)[0] if head else None
