"""What was done to the accounts of organisers, by whom and when: a chain of entries of its own in the ledger.

Whoever gives somebody else a first password could sign in with it: that it was given can therefore not be taken out of
the record again, and every organiser can read it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from scoring.engine.actors import Actor
from scoring.engine.ledger import Draft
from scoring.usecases.context import Context
from scoring.usecases.guards import LOCAL, require_organiser
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Account

STREAM = "accounts"
"""The stream of the ledger that has these entries."""

MOST_TOLD = 200
"""Steps that are told, the newest."""

What = Literal["make", "first_password", "choose", "reset", "end"]
"""Made · given a first password again · its owner chose a password · given one on the command line · ended."""

PREFIX = "account."


@dataclass(frozen=True, slots=True)
class AccountStep:
    """One thing that was done: to the account of this id and name, by the account ``by``, "" for the command line and
    the first sign-in; ``at``: ms since the epoch."""

    what: str
    account: str
    name: str
    by: str
    at: int


def note(ctx: Context, uow: UnitOfWork, actor: Actor, what: What, account: Account) -> None:
    """Write a step in the transaction of the account that it is about."""
    payload = {"account": account.id, "name": account.name}
    draft = Draft(f"{PREFIX}{what}", payload, actor.id, "", ctx.ids.new(), "", ctx.clock.now())
    uow.ledger.append(STREAM, draft)


def account_steps(ctx: Context, *, actor: Actor) -> Sequence[AccountStep]:
    """The newest steps, the last one first; older accounts have none of the time before they were noted."""
    require_organiser(actor)
    with ctx.store.read() as uow:
        found = uow.ledger.read(STREAM)[-MOST_TOLD:]
    return tuple(
        AccountStep(
            one.kind.removeprefix(PREFIX),
            one.payload["account"],
            one.payload["name"],
            "" if one.actor == LOCAL.id else one.actor.removeprefix("account:"),
            one.at,
        )
        for one in reversed(found)
    )
