"""The accounts of organisers: made for others with a first password that is shown once, let in again, ended."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.desk import actor, bp, ctx, done, form_of, say, show
from scoreboard.presenters.review.moments import moment_text
from scoreboard.web import auth
from scoreboard.web.venue import reached_at
from scoring.usecases import accounts as verbs
from scoring.usecases.account_log import account_steps
from scoring.usecases.accounts import FirstPassword


@bp.get("/accounts")
def accounts(error: Any = None) -> str:
    """Who may sign in, and the form for one more."""
    return _show(error)


@bp.post("/accounts")
@form_of(accounts)
def invite() -> ResponseReturnValue:
    """An account for somebody else; the answer shows its first password, this once only."""
    return _show(given=verbs.invite(ctx(), actor=actor(), name=request.form.get("name", "")))


@bp.post("/accounts/<account>/again")
@form_of(lambda account, error=None: accounts(error))
def invite_again(account: str) -> ResponseReturnValue:
    """A first password for somebody who has forgotten theirs, or whose account was ended."""
    return _show(given=verbs.give_first_password(ctx(), actor=actor(), account_id=account))


@bp.post("/accounts/<account>/end")
@form_of(lambda account, error=None: accounts(error))
def end_account(account: str) -> ResponseReturnValue:
    """Nobody signs in by this account any more, and who is signed in is out."""
    ended = verbs.end_account(ctx(), actor=actor(), account_id=account)
    return done("account-ended", "accounts", {"name": ended.name})


def _show(error: Any = None, given: FirstPassword | None = None) -> str:
    held = verbs.accounts_of(ctx(), actor=actor())
    return show(
        "accounts.html",
        error,
        held=held,
        names={one.id: one.name for one in held},
        steps=account_steps(ctx(), actor=actor()),
        given=given,
        own=actor().id,
        address=reached_at(url_for("entry.sign_in")),
        moment=lambda at: moment_text(at, auth.services().config.zone, say()) if at else "",
    )
