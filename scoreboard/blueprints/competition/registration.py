"""The public page of registration: what is asked, a new form, and the form behind its editing link.

Light, without a script, for telephones of 360 px.  A link's code is in no log: logs name the rule of an address.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from scoreboard.i18n import request as i18n
from scoreboard.presenters.review.moments import day_text, moment_text
from scoreboard.server.addresses import block_of
from scoreboard.web import auth
from scoreboard.web.allowance import Allowance, Limit
from scoreboard.web.errors import TooMany, describe, status_of
from scoring.engine.competition.commands import Withdraw
from scoring.engine.competition.decide import check_change, competes
from scoring.engine.competition.registration import RegistrationRules
from scoring.engine.competition.state import CompetitionState
from scoring.engine.errors import Conflict, Invalid, LeitaiError, NotFound, Refused
from scoring.usecases.competition import forms
from scoring.usecases.competition.job import COMPETITION, stream_of
from scoring.usecases.competition.records import RegistrationLink, Values
from scoring.usecases.competition.registrations import (
    begin,
    competition_state,
    handed_in,
    link_of,
    open_competition,
    opened,
    registrant,
    save,
    submit,
)
from scoring.usecases.context import Context
from scoring.usecases.perform import perform

bp = Blueprint("registration", __name__, url_prefix="/c")

HOUR = 3_600_000
COMMON = Limit(2_000, HOUR)
"""New forms that all addresses together may begin in an hour for one competition."""

SAVES = Limit(240, HOUR)
"""How often a form may be saved in an hour."""


def ctx() -> Context:
    """The use cases' context."""
    return auth.services().ctx


@bp.get("/<competition>")
def front(competition: str, error: Any = None) -> str:
    """What is asked, until when, and the way to a new form."""
    found = open_competition(ctx(), competition)
    state = competition_state(ctx(), competition)
    rules = _rules(state)
    now = ctx().clock.now()
    stage = "before" if now < rules.opens_at else "over" if now >= rules.closes_at else "open"
    left = max(0, rules.places - len(state.live)) if rules.places else None
    held = state.stages.stages if state.stages else ()
    results = [
        (place, one.name)
        for place, one in enumerate(held, start=1)
        if (marks := state.written.get(one.name)) is not None and marks.published
    ]
    return _page(
        "front.html",
        error,
        competition=found,
        rules=rules,
        stage=stage,
        left=left,
        results=results,
        planned=bool(state.schedule.published_at),
    )


@bp.post("/<competition>")
def begin_form(competition: str) -> ResponseReturnValue:
    """A new form; its link is in the address from now on."""
    try:
        open_competition(ctx(), competition)
        rules = _rules(competition_state(ctx(), competition))
        allowance = _allowance(f"registration {competition}", Limit(rules.per_address, HOUR), COMMON)
        allowance.take(block_of(request.remote_addr or ""))
        code = begin(ctx(), competition_id=competition)
        allowance.accepted()
    except (Invalid, Refused, TooMany) as error:
        return front(competition, describe(error)), status_of(error)
    return redirect(url_for("registration.form", competition=competition, code=code), 303)


def _form_of(view: Callable[[RegistrationLink], ResponseReturnValue]) -> Callable[[str, str], ResponseReturnValue]:
    """Let a form that is refused come back as its page, with all that was typed still in it."""

    @wraps(view)
    def guarded(competition: str, code: str) -> ResponseReturnValue:
        link = link_of(ctx(), competition, code)
        try:
            return view(link)
        except (Invalid, Refused, Conflict, NotFound, TooMany) as error:
            return form(competition, code, error), status_of(error)

    return guarded


@bp.get("/<competition>/<code>")
def form(competition: str, code: str, error: LeitaiError | None = None) -> str:
    """The form behind a link: to be filled in, or as it was handed in, with what has become of it."""
    link = link_of(ctx(), competition, code)
    held = opened(ctx(), link)
    state = competition_state(ctx(), competition)
    rules = _rules(state)
    values: Values = {**held.text.values, **held.text.personal}
    refused = error is not None and request.method == "POST" and "revision" in request.form
    typed = _typed(state) if refused else {} if held.text.submitted else values
    may_edit = _may_edit(state, link.no)
    edits = may_edit and ("edit" in request.args or not held.text.submitted or error is not None)
    queue = [one.no for one in state.queue]
    return _page(
        "form.html",
        describe(error) if error is not None else None,
        competition=open_competition(ctx(), competition),
        rules=rules,
        held=held,
        found=held.found,
        values=typed if edits and refused else values,
        not_taken=[] if edits else _labelled(state, typed),
        faults=_by_field(held.faults) if held.text.revision > 1 else {},
        edits=edits,
        may_edit=may_edit,
        may_withdraw=held.found is not None and held.found.live and not competes(state, link.no),
        waits=queue.index(link.no) + 1 if link.no in queue else 0,
        revision=_revision() if error is not None and error.code == "draft-changed" else held.text.revision,
        code=code,
        key=ctx().ids.new() + ctx().ids.new(),
        link=url_for("registration.form", competition=competition, code=code, _external=True),
        longest=forms.longest,
        further=forms.further_fields(state),
    )


@bp.post("/<competition>/<code>")
@_form_of
def send(link: RegistrationLink) -> ResponseReturnValue:
    """Keep what the form says, and hand it in where its button says so."""
    _allowance(f"registration saves {link.competition}", SAVES, Limit(100_000, HOUR)).take(link.id)
    held, key = opened(ctx(), link), request.form.get("key", "")
    typed, revision = _typed(competition_state(ctx(), link.competition)), _revision()
    same = typed == {**held.text.values, **held.text.personal}
    if same and request.form.get("then") == "submit" and handed_in(ctx(), link=link, key=key):
        return _back()
    if held.text.submitted or not same:
        revision = save(ctx(), link=link, revision=revision, values=typed).revision
    else:  # kept already, maybe by this very form, whose answer was lost
        revision = held.text.revision
    if request.form.get("then") == "submit":
        submit(ctx(), actor=registrant(link), link=link, revision=revision, key=key)
    return _back()


@bp.post("/<competition>/<code>/withdraw")
@_form_of
def withdraw(link: RegistrationLink) -> ResponseReturnValue:
    """Take the registration back."""
    perform(
        ctx(),
        COMPETITION,
        stream_of(link.competition),
        command=Withdraw(link.no),
        key=request.form.get("key", ""),
        actor=registrant(link),
    )
    return _back()


def _back() -> ResponseReturnValue:
    own = request.view_args or {}
    return redirect(url_for("registration.form", competition=own["competition"], code=own["code"]), 303)


def _typed(state: CompetitionState) -> Values:
    """What the form's boxes say, without trailing blanks."""
    said: dict[str, tuple[str, ...]] = {}
    for field in forms.public_fields(state) | forms.personal_fields(state):
        texts = [text[: forms.longest(field) + 1] for text in request.form.getlist(field)[: 2 * forms.MOST_BOXES]]
        while texts and not texts[-1].strip():
            texts.pop()
        if texts:
            said[field] = tuple(texts)
    return said


def _labelled(state: CompetitionState, values: Values) -> list[tuple[str, tuple[str, ...]]]:
    """Each field of a form that was filled in, by its name for people."""
    say = partial(i18n.say, i18n.lang())
    names = {field: one.name for field, one in forms.further_fields(state).items()}
    names |= {field: say(f"registration.field.{field}") for field in forms.LONGEST}
    return [(names[field], texts) for field, texts in values.items() if field in names and any(texts)]


def _revision() -> int:
    text = request.form.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _may_edit(state: CompetitionState, no: int) -> bool:
    try:
        check_change(state, no, ctx().clock.now())
    except Refused:
        return False
    return True


def _by_field(faults: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for one in faults:
        found.setdefault(one.field, []).append(one)
    return found


def _rules(state: CompetitionState) -> RegistrationRules:
    if state.rules is None:
        raise NotFound("page-not-found")
    return state.rules


def _allowance(name: str, own: Limit, common: Limit) -> Allowance:
    return Allowance(name, own, common, auth.services().shared, clock=ctx().clock.now)


def _page(template: str, error: Any, **values: Any) -> str:
    say = partial(i18n.say, i18n.lang())
    rules: RegistrationRules = values["rules"]
    moment = partial(moment_text, zone=rules.zone, say=say)
    return render_template(
        f"registration/{template}", error=error, moment=moment, day=partial(day_text, say=say), **values
    )
