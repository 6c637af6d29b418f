"""A forgotten password, replaced at the machine itself without a terminal: by a code that only there can be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from scoreboard.i18n import request as i18n
from scoreboard.server.addresses import block_of
from scoreboard.web import auth, machine
from scoreboard.web.allowance import Allowance
from scoreboard.web.errors import TooMany, describe, status_of
from scoreboard.web.security import attempt_at
from scoring.engine.errors import Invalid, LeitaiError
from scoring.usecases import accounts
from scoring.usecases.guards import LOCAL

bp = Blueprint("forgotten", __name__)


@bp.before_request
def _only_at_the_machine() -> None:
    machine.need_machine()


@bp.get("/forgotten")
def forgotten() -> str:
    """The first step, which asks for the code; with one that is good the second, which takes it."""
    return _page()


@bp.post("/forgotten/code")
def write_code() -> ResponseReturnValue:
    """Write a code into its file, with the names of the accounts, for who forgets one may forget the other; some times
    in an hour, or codes could be tried without end and each be ended before its owner has read it."""
    allowance: Allowance = current_app.extensions["codes"]
    try:
        allowance.take(block_of(request.remote_addr or ""))
    except TooMany as error:
        too_many = TooMany("codes-too-often", **error.fields)
        return _page(describe(too_many)), status_of(too_many)
    names = [one.name for one in accounts.accounts_of(auth.services().ctx, actor=LOCAL)]
    listed = i18n.t("organiser.comma").join(names)
    minutes = machine.LASTS // 60_000
    machine.write_code(i18n.t("entry.forgotten.file", code="{code}", names=listed, minutes=minutes))
    allowance.accepted()
    return redirect(url_for("forgotten.forgotten"), 303)


@bp.post("/forgotten")
def replace_password() -> ResponseReturnValue:
    """The new password, where the code is right; every old sign-in of the account ends."""
    form, wired = request.form, auth.services()
    try:
        with attempt_at("passwords"):
            machine.need_code(form.get("code", ""))
        if form.get("password") != form.get("again"):
            raise Invalid("passwords-differ")
        account = accounts.reset_password(wired.ctx, name=form.get("name", ""), password=form.get("password", ""))
    except LeitaiError as error:
        return _page(describe(error)), status_of(error)
    machine.forget_code()
    auth.sign_in(account.name, form["password"])
    return redirect("/organiser/", 303)


def _page(error: Mapping[str, Any] | None = None) -> str:
    return render_template(
        "entry/forgotten.html",
        error=error,
        form=request.form,
        file=machine.code_file(),
        written=machine.has_code(),
        minutes=machine.LASTS // 60_000,
        least=accounts.LEAST_PASSWORD,
    )
