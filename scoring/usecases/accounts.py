"""Accounts of organisers: made at the command line, checked at sign-in."""

from __future__ import annotations

from dataclasses import replace

from scoring.engine.actors import Actor
from scoring.engine.errors import Conflict, Forbidden, Invalid, NotFound
from scoring.usecases.context import Context
from scoring.usecases.guards import clean, named
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Account

LEAST_PASSWORD = 10
"""Characters; only the length is checked (NIST SP 800-63B, 5.1.1.2), no rules of composition."""


def add_account(ctx: Context, *, name: str, password: str) -> Account:
    """A new organiser; raises ``Conflict("account-exists")``, ``Invalid("password-too-short" | "text-needed")``."""
    account = Account(id=ctx.ids.new(), name=clean(name, "name", limit=64), password=_hashed(ctx, password))
    with ctx.store.write() as uow:
        if same := _by_name(uow, account.name):
            raise Conflict("account-exists", name=same.name)
        uow.of(Account).put(account)
        uow.commit()
    return account


def reset_password(ctx: Context, *, name: str, password: str) -> Account:
    """Give the account a new password; raises ``NotFound("account-unknown")``."""
    hashed = _hashed(ctx, password)
    with ctx.store.write() as uow:
        old = _by_name(uow, name)
        if old is None:
            raise NotFound("account-unknown", name=name)
        account = replace(old, password=hashed)
        uow.of(Account).put(account)
        uow.commit()
    return account


def check_password(ctx: Context, *, name: str, password: str) -> Account:
    """The account that signs in; raises ``Forbidden("sign-in-failed")``, the same for a wrong name or password.

    The hash is also computed for an unknown name, so the response time does not show whether the name exists.
    """
    with ctx.store.read() as uow:
        account = _by_name(uow, name)
    if account is None:
        ctx.hash_password(password)
        raise Forbidden("sign-in-failed")
    if not ctx.check_password(account.password, password):
        raise Forbidden("sign-in-failed")
    return account


def account_of(ctx: Context, account_id: str) -> Account | None:
    """The account with this id, or None: a signed-in account may have been removed."""
    with ctx.store.read() as uow:
        return uow.of(Account).get(account_id)


def actor_of(account: Account) -> Actor:
    """The account as an actor of the use cases."""
    return Actor(f"account:{account.id}", account.role)


def _by_name(uow: UnitOfWork, name: str) -> Account | None:
    return named(name, uow.of(Account).all(), lambda account: account.name)


def _hashed(ctx: Context, password: str) -> str:
    if len(password) < LEAST_PASSWORD:
        raise Invalid("password-too-short", least=LEAST_PASSWORD)
    return ctx.hash_password(password)
