"""Accounts of organisers: the first by the start-up code or the command line, further ones by an organiser; checked at
sign-in.

A result is signed by two people, so each has an account of their own.  Whoever makes one for somebody else is shown
its first password once; it opens nothing but the page on which its owner chooses another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scoring.engine.actors import Actor
from scoring.engine.errors import Conflict, Forbidden, Invalid, NotFound, Refused
from scoring.usecases.account_log import note
from scoring.usecases.context import Context
from scoring.usecases.guards import LOCAL, clean, named, require_organiser
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Account
from scoring.usecases.tickets import random_signs

LEAST_PASSWORD = 10
"""Characters; only the length is checked (NIST SP 800-63B, 5.1.1.2), no rules of composition."""

LONGEST_PASSWORD = 256

FIRST_LASTS = 7 * 24 * 60 * 60 * 1000
"""How long a first password is good, ms: one on a note that nobody used is no way in after the event."""

MOST_ACCOUNTS = 200
"""Accounts of a server, ended ones too: their names stand for what they did."""


@dataclass(frozen=True, slots=True)
class FirstPassword:
    """An account with the password that its maker is shown once."""

    account: Account
    password: str


def add_account(ctx: Context, *, name: str, password: str) -> Account:
    """A new organiser with a password of their own.

    Raises ``Conflict("account-exists")``, ``Refused("accounts-full")``, ``Invalid("password-too-short" |
    "password-too-long" | "text-needed")``.
    """
    return _add(ctx, LOCAL, name, _hashed(ctx, password))


def invite(ctx: Context, *, actor: Actor, name: str) -> FirstPassword:
    """A new account for another organiser; raises what ``add_account`` raises of its name."""
    password = _first_password(ctx)
    return FirstPassword(_add(ctx, actor, name, _hashed(ctx, password), first_until=_first_until(ctx)), password)


def accounts_of(ctx: Context, *, actor: Actor) -> Sequence[Account]:
    """Every account, ended ones too, in the order in which they were made."""
    require_organiser(actor)
    with ctx.store.read() as uow:
        return uow.of(Account).all()


def in_use(ctx: Context, *, actor: Actor) -> Sequence[Account]:
    """The accounts by which somebody can sign in, in the order in which they were made."""
    return [one for one in accounts_of(ctx, actor=actor) if not one.ended_at and not _is_over(ctx, one)]


def give_first_password(ctx: Context, *, actor: Actor, account_id: str) -> FirstPassword:
    """Let somebody in again who has forgotten the password, or whose account was ended: their own no longer counts.

    Raises ``NotFound("account-unknown")``, ``Refused("account-own")`` for the actor's own.
    """
    password = _first_password(ctx)
    hashed = _hashed(ctx, password)
    with ctx.store.write() as uow:
        account = replace(_other(uow, actor, account_id), password=hashed, first_until=_first_until(ctx), ended_at=0)
        uow.of(Account).put(account)
        note(ctx, uow, actor, "first_password", account)
        uow.commit()
    return FirstPassword(account, password)


def end_account(ctx: Context, *, actor: Actor, account_id: str) -> Account:
    """Nobody is signed in by this account from now on; what it did keeps its name.  Nobody ends their own, so that one
    is always left.

    Raises ``NotFound("account-unknown")``, ``Refused("account-own")``.
    """
    with ctx.store.write() as uow:
        old = _other(uow, actor, account_id)
        account = old if old.ended_at else replace(old, ended_at=ctx.clock.now())
        uow.of(Account).put(account)
        if account is not old:
            note(ctx, uow, actor, "end", account)
        uow.commit()
    return account


def choose_password(ctx: Context, *, account_id: str, old: str, new: str) -> Account:
    """Another password of one's own; raises ``Forbidden("password-wrong")``, ``Invalid("password-same")``."""
    with ctx.store.read() as uow:
        held = _good(uow, account_id)
    if not ctx.check_password(held.password, old):
        raise Forbidden("password-wrong")
    if new == old:
        raise Invalid("password-same")
    hashed = _hashed(ctx, new)
    with ctx.store.write() as uow:
        if _good(uow, account_id) != held:
            raise Forbidden("password-wrong")
        account = replace(held, password=hashed, first_until=0)
        uow.of(Account).put(account)
        note(ctx, uow, actor_of(account), "choose", account)
        uow.commit()
    return account


def reset_password(ctx: Context, *, name: str, password: str) -> Account:
    """Give the account a new password, also one that was ended; raises ``NotFound("account-unknown")``."""
    hashed = _hashed(ctx, password)
    with ctx.store.write() as uow:
        old = _by_name(uow, name)
        if old is None:
            raise NotFound("account-unknown", name=name)
        account = replace(old, password=hashed, first_until=0, ended_at=0)
        uow.of(Account).put(account)
        note(ctx, uow, LOCAL, "reset", account)
        uow.commit()
    return account


def check_password(ctx: Context, *, name: str, password: str) -> Account:
    """The account that signs in; raises ``Forbidden("sign-in-failed")``, the same for a wrong name or password and for
    an account that was ended, and ``Forbidden("first-password-over")`` for a first password that was given long ago.

    The hash is also computed for an unknown name, so the response time does not show whether the name exists.
    """
    with ctx.store.read() as uow:
        account = _by_name(uow, name)
    if account is None:
        ctx.hash_password(password)
        raise Forbidden("sign-in-failed")
    if not ctx.check_password(account.password, password) or account.ended_at:
        raise Forbidden("sign-in-failed")
    if _is_over(ctx, account):
        raise Forbidden("first-password-over")
    return account


def account_of(ctx: Context, account_id: str) -> Account | None:
    """The account with this id; None where it was ended, or its first password is over, since its owner signed in."""
    with ctx.store.read() as uow:
        account = uow.of(Account).get(account_id)
    return None if account is None or account.ended_at or _is_over(ctx, account) else account


def actor_of(account: Account) -> Actor:
    """The account as an actor of the use cases."""
    return Actor(f"account:{account.id}", account.role)


def _add(ctx: Context, maker: Actor, name: str, hashed: str, *, first_until: int = 0) -> Account:
    require_organiser(maker)
    with ctx.store.write() as uow:
        if same := _by_name(uow, clean(name, "name", limit=64)):
            raise Conflict("account-exists", name=same.name)
        if uow.of(Account).count() >= MOST_ACCOUNTS:
            raise Refused("accounts-full", most=MOST_ACCOUNTS)
        by = "" if maker == LOCAL else _acting(uow, maker).id
        account = Account(
            ctx.ids.new(),
            clean(name, "name", limit=64),
            hashed,
            first_until=first_until,
            made_by=by,
            made_at=ctx.clock.now(),
        )
        uow.of(Account).put(account)
        note(ctx, uow, maker, "make", account)
        uow.commit()
    return account


def _other(uow: UnitOfWork, actor: Actor, account_id: str) -> Account:
    """The account of somebody else."""
    require_organiser(actor)
    own = _acting(uow, actor)
    found = uow.of(Account).get(account_id)
    if found is None:
        raise NotFound("account-unknown", name=account_id)
    if found.id == own.id:
        raise Refused("account-own")
    return found


def _acting(uow: UnitOfWork, actor: Actor) -> Account:
    """The actor's own account, which was not ended meanwhile and has no first password: so of those who act for others
    one can always sign in."""
    own = _good(uow, actor.id.removeprefix("account:"))
    if own.first:
        raise Forbidden("sign-in-failed")
    return own


def _good(uow: UnitOfWork, account_id: str) -> Account:
    found = uow.of(Account).get(account_id)
    if found is None or found.ended_at:
        raise Forbidden("sign-in-failed")
    return found


def _first_until(ctx: Context) -> int:
    return ctx.clock.now() + FIRST_LASTS


def _is_over(ctx: Context, account: Account) -> bool:
    return account.first and ctx.clock.now() >= account.first_until


def _by_name(uow: UnitOfWork, name: str) -> Account | None:
    return named(name, uow.of(Account).all(), lambda account: account.name)


def _first_password(ctx: Context) -> str:
    """60 random bits, as it is read from paper and typed: ``ABCD-2345-EFGH``."""
    return "-".join(random_signs(ctx, 4) for _ in range(3))


def _hashed(ctx: Context, password: str) -> str:
    if len(password) < LEAST_PASSWORD:
        raise Invalid("password-too-short", least=LEAST_PASSWORD)
    if len(password) > LONGEST_PASSWORD:
        raise Invalid("password-too-long", most=LONGEST_PASSWORD)
    return ctx.hash_password(password)
